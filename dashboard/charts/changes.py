"""Bars to the left and right of zero, and dots on a scale of 0 to 100 %. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts import theme
from dashboard.charts.library import go
from dashboard.words import formats

ROW_HEIGHT = 26
FALL, RISE = "#2e7d6b", "#b8651b"
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


def diverging(labels: Sequence[str], points: Sequence[float], faint: Sequence[bool]) -> go.Figure:
    """One bar for each label, falls to the left, rises to the right, on one scale.

    Args:
        labels: from top to bottom.
        points: percentage points.
        faint: drawn hollow, such as a change without a detectable trend.
    """
    places = list(range(len(labels), 0, -1))
    colours = [FALL if value < 0 else RISE for value in points]
    fills = ["rgba(127,128,132,0.15)" if open_ else c for c, open_ in zip(colours, faint, strict=True)]
    figure = go.Figure(
        go.Bar(
            x=list(points),
            y=places,
            orientation="h",
            text=[formats.points(value) for value in points],
            textposition="outside",
            cliponaxis=False,
            marker={"color": fills, "line": {"color": colours, "width": 2}},
            customdata=[theme.plain(label) for label in labels],
            hovertemplate="%{customdata}: %{text}<extra></extra>",
        )
    )
    reach = max((abs(value) for value in points), default=1.0) * 1.3 or 1.0
    figure.update_layout(**theme.layout(ROW_HEIGHT * len(labels) + 50), showlegend=False, bargap=0.3)
    figure.update_xaxes(range=[-reach, reach], zeroline=True, fixedrange=True)
    _rows(figure, labels, places)
    return figure


def dots(labels: Sequence[str], kinds: Sequence[Dots], band: tuple[float, float] | None = None) -> go.Figure:
    """Dots of each kind on every row, shares on 0 to 100 %, with a band behind them.

    Args:
        labels: rows from top to bottom.
        kinds: at most four; each has its own symbol beside its colour.
        band: lowest and highest share that is marked.
    """
    places = list(range(len(labels), 0, -1))
    figure = go.Figure()
    for number, kind in enumerate(kinds):
        # A little apart, so that dots of the same share do not hide each other.
        shift = 0.2 * ((len(kinds) - 1) / 2 - number)
        figure.add_scatter(
            x=list(kind.values),
            y=[place + shift for place in places],
            mode="markers",
            name=theme.plain(kind.label),
            marker={"symbol": SYMBOLS[number], "size": 12, "color": kind.colour},
            customdata=[theme.plain(label) for label in labels],
            hovertemplate=f"%{{customdata}}, {theme.plain(kind.label)}: %{{x:.1%}}<extra></extra>",
        )
    if band:
        figure.add_vrect(x0=band[0], x1=band[1], fillcolor=theme.OTHER, opacity=0.18, line_width=0, layer="below")
    figure.update_layout(**theme.layout((ROW_HEIGHT + 12) * len(labels) + 90, top=36), showlegend=len(kinds) > 1)
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"})
    figure.update_xaxes(range=[-0.02, 1.02], tickformat=".0%", fixedrange=True)
    _rows(figure, labels, places)
    return figure


def _rows(figure: go.Figure, labels: Sequence[str], places: Sequence[int]) -> None:
    figure.update_yaxes(
        tickvals=list(places),
        ticktext=[theme.plain(label) for label in labels],
        range=[0.4, len(labels) + 0.6],
        automargin=True,
        fixedrange=True,
        zeroline=False,
    )
