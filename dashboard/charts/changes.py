"""Bars to the left and right of zero, and dots on a scale of 0 to 100 %. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.charts import library, theme
from dashboard.words import formats

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW_HEIGHT = 30
LABEL_WIDTH = 28
SYMBOLS = ("circle", "square", "diamond", "triangle-up")


@dataclass(frozen=True)
class Dots:
    """One kind of dots.

    Attributes:
        label: its name in the legend.
        values: share 0-1 for each row; None or NaN: no dot.
        colour: of the dots.
    """

    label: str
    values: Sequence[float | None]
    colour: str


def diverging(
    labels: Sequence[str], points: Sequence[float], faint: Sequence[bool], named: Sequence[bool] = ()
) -> Figure:
    """One bar for each label, falls to the left, rises to the right, on one scale.

    Args:
        labels: from top to bottom.
        points: changes of China's share in percentage points.
        faint: drawn hollow, such as a change without a detectable trend.
        named: the row that the page is about; left out: none.
    """
    places = list(range(len(labels), 0, -1))
    colours = [theme.ACCENT if one else theme.CHINA for one in named or [False] * len(labels)]
    bar = {
        "type": "bar",
        "x": list(points),
        "y": places,
        "orientation": "h",
        "text": [formats.points(value) for value in points],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [theme.FAINT if open_ else c for c, open_ in zip(colours, faint, strict=True)],
            "line": {"color": colours, "width": 2},
        },
        "customdata": [theme.plain(label) for label in labels],
        "hovertemplate": "%{customdata}: %{text}<extra></extra>",
    }
    reach = max((abs(value) for value in points), default=1.0) * 1.3 or 1.0
    layout = theme.layout(ROW_HEIGHT * len(labels) + 50, right=36) | {
        "showlegend": False,
        "bargap": 0.3,
        "xaxis": {"range": [-reach, reach], "zeroline": True, "fixedrange": True},
        "yaxis": _rows(labels, places),
    }
    return library.figure([bar], library.named_rows(layout))


def dots(labels: Sequence[str], kinds: Sequence[Dots], band: tuple[float, float] | None = None) -> Figure:
    """Dots of each kind on every row, shares on 0 to 100 %, with a band behind them.

    Args:
        labels: rows from top to bottom.
        kinds: at most four; each has its own symbol beside its colour.
        band: lowest and highest share that is marked.
    """
    places = list(range(len(labels), 0, -1))
    rows = [theme.plain(label) for label in labels]
    traces = []
    for number, kind in enumerate(kinds):
        # A little apart, so that dots of the same share do not hide each other.
        shift = 0.3 * ((len(kinds) - 1) / 2 - number)
        traces.append(
            {
                "type": "scatter",
                "x": list(kind.values),
                "y": [place + shift for place in places],
                "mode": "markers",
                "name": theme.plain(kind.label),
                "marker": {"symbol": SYMBOLS[number], "size": 12, "color": kind.colour},
                "customdata": rows,
                "hovertemplate": f"%{{customdata}}, {theme.plain(kind.label)}: %{{x:.1%}}<extra></extra>",
            }
        )
    layout = theme.layout((ROW_HEIGHT + 12) * len(labels) + 90, top=36) | {
        "showlegend": len(kinds) > 1,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "shapes": [_band(*band)] if band else [],
        "xaxis": {"range": [-0.02, 1.02], "tickformat": ".0%", "fixedrange": True},
        "yaxis": _rows(labels, places),
    }
    return library.figure(traces, library.named_rows(layout))


def _band(low: float, high: float) -> dict:
    look = {"fillcolor": theme.OTHER, "opacity": 0.18, "line": {"width": 0}, "layer": "below"}
    return {"type": "rect", "x0": low, "x1": high, "yref": "paper", "y0": 0, "y1": 1, **look}


def _rows(labels: Sequence[str], places: Sequence[int]) -> dict:
    return {
        "tickvals": list(places),
        "ticktext": [theme.lines_of(label, LABEL_WIDTH) for label in labels],
        "range": [0.4, len(labels) + 0.6],
        "fixedrange": True,
        "zeroline": False,
    }
