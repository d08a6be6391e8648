"""Points of projects on a map; each is an approximate town or site, so it is drawn as a wide open ring. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import library, theme
from dashboard.charts.map import BORDER, GEO

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 460
LAND = "#c3c7cd"
MARGIN = 8.0
SMALLEST = 40.0


def approximate(frame: pd.DataFrame, label: str, colour: str = theme.ACCENT) -> Figure:
    """Open rings at the points, on a map cut to them.

    Args:
        frame: rows with lat and lon in degrees.
        label: column with the hover text.
        colour: of the rings.
    """
    rings = {
        "type": "scattergeo",
        "lon": frame["lon"].tolist(),
        "lat": frame["lat"].tolist(),
        "mode": "markers",
        "marker": {"symbol": "circle-open", "size": 15, "line": {"width": 3}, "color": colour},
        "text": [theme.plain(words) for words in frame[label]],
        "hovertemplate": "%{text}<extra></extra>",
    }
    layout = theme.layout(HEIGHT) | {"margin": {"l": 0, "r": 0, "t": 0, "b": 8}}
    layout["geo"] = GEO | {
        "projection": {"type": "equirectangular"},
        "lonaxis": {"range": _range(frame["lon"], 180)},
        "lataxis": {"range": _range(frame["lat"], 85)},
        "landcolor": LAND,
        "countrycolor": BORDER,
        "countrywidth": 0.6,
    }
    return library.figure([rings], layout)


def _range(degrees: pd.Series, most: float) -> list[float]:
    low, high = float(degrees.min()) - MARGIN, float(degrees.max()) + MARGIN
    missing = max(SMALLEST - (high - low), 0) / 2
    return [max(low - missing, -most), min(high + missing, most)]
