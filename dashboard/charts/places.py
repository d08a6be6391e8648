"""Points of projects on a map; each is an approximate town or site, so it is drawn as a wide open ring. Pure."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import theme
from dashboard.charts.library import go
from dashboard.charts.map import BORDER

HEIGHT = 460
LAND = "#c3c7cd"
MARGIN = 8.0
SMALLEST = 40.0


def approximate(frame: pd.DataFrame, label: str, colour: str = theme.CHINA) -> go.Figure:
    """Open rings at the points, on a map cut to them.

    Args:
        frame: rows with lat and lon in degrees.
        label: column with the hover text.
        colour: of the rings.
    """
    figure = go.Figure(
        go.Scattergeo(
            lon=frame["lon"],
            lat=frame["lat"],
            mode="markers",
            marker={"symbol": "circle-open", "size": 15, "line": {"width": 3}, "color": colour},
            text=[theme.plain(words) for words in frame[label]],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    figure.update_geos(
        fitbounds=False,
        projection_type="equirectangular",
        lonaxis_range=_range(frame["lon"], 180),
        lataxis_range=_range(frame["lat"], 85),
        showland=True,
        landcolor=LAND,
        showcountries=True,
        countrycolor=BORDER,
        countrywidth=0.6,
        showcoastlines=False,
        showframe=False,
        showocean=False,
        showlakes=False,
        bgcolor="rgba(0, 0, 0, 0)",
    )
    figure.update_layout(**theme.layout(HEIGHT, right=0, top=0))
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 8})
    return figure


def _range(degrees: pd.Series, most: float) -> list[float]:
    low, high = float(degrees.min()) - MARGIN, float(degrees.max()) + MARGIN
    missing = max(SMALLEST - (high - low), 0) / 2
    return [max(low - missing, -most), min(high + missing, most)]
