"""From one share to another in steps that add up: who took what from a supplier's share. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts import theme
from dashboard.charts.library import go
from dashboard.words import formats

ROW_HEIGHT = 34


@dataclass(frozen=True)
class Step:
    """A step.

    Attributes:
        label: who.
        points: percentage points; below 0 the share goes down.
        colour: of the bar.
    """

    label: str
    points: float
    colour: str


def waterfall(start: tuple[str, float], steps: Sequence[Step], end: tuple[str, float]) -> go.Figure:
    """Bars from top to bottom: a share, its steps, the share that results, on an axis of 0 to 100 %.

    Args:
        start: label and share in per cent before.
        steps: in the order drawn; start plus all points is end.
        end: label and share in per cent after.
    """
    labels, bases, widths, colours, shown = [start[0]], [0.0], [start[1]], [theme.CHINA], [_percent(start[1])]
    level = start[1]
    for step in steps:
        labels.append(step.label)
        bases.append(min(level, level + step.points))
        widths.append(abs(step.points))
        colours.append(step.colour)
        shown.append(formats.points(step.points))
        level += step.points
    labels, bases, widths = [*labels, end[0]], [*bases, 0.0], [*widths, end[1]]
    colours, shown = [*colours, theme.CHINA], [*shown, _percent(end[1])]
    places = list(range(len(labels), 0, -1))
    figure = go.Figure(
        go.Bar(
            x=widths,
            base=bases,
            y=places,
            orientation="h",
            text=shown,
            textposition="outside",
            cliponaxis=False,
            marker={"color": colours, "line": {"width": 0}},
            customdata=[theme.plain(label) for label in labels],
            hovertemplate="%{customdata}: %{text}<extra></extra>",
        )
    )
    _connect(figure, [start[1], *(step.points for step in steps)], places)
    figure.update_layout(**theme.layout(ROW_HEIGHT * len(labels) + 50, right=52), showlegend=False, bargap=0.3)
    figure.update_xaxes(range=[min(0.0, *bases), max(100.0, *_tops(bases, widths))], ticksuffix=" %", fixedrange=True)
    figure.update_yaxes(
        tickvals=places, ticktext=[theme.plain(label) for label in labels], automargin=True, fixedrange=True
    )
    return figure


def _tops(bases: Sequence[float], widths: Sequence[float]) -> list[float]:
    return [base + width for base, width in zip(bases, widths, strict=True)]


def _percent(value: float) -> str:
    return f"{value:.1f}{formats.NBSP}%"


def _connect(figure: go.Figure, moves: Sequence[float], places: Sequence[int]) -> None:
    """A thin line from the end of each step to the beginning of the next."""
    level = 0.0
    for move, place in zip(moves, places, strict=False):
        level += move
        figure.add_shape(
            type="line",
            x0=level,
            x1=level,
            y0=place - 0.35,
            y1=place - 0.65,
            line={"color": theme.OTHER, "width": 1},
        )
