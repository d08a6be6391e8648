"""From one share to another in steps that add up: who took what from a supplier's share. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.charts import library, theme
from dashboard.words import formats

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW_HEIGHT = 34
# Part of the axis beyond the longest bar, for its label; at 100 % the label stands in the margin.
LABEL_ROOM = 0.12


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


def waterfall(start: tuple[str, float], steps: Sequence[Step], end: tuple[str, float]) -> Figure:
    """Bars from top to bottom: a share, its steps, the share that results, on an axis from 0 to what they reach.

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
    bar = {
        "type": "bar",
        "x": widths,
        "base": bases,
        "y": places,
        "orientation": "h",
        "text": shown,
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": colours, "line": {"width": 0}},
        "customdata": [theme.plain(label) for label in labels],
        "hovertemplate": "%{customdata}: %{text}<extra></extra>",
    }
    layout = theme.layout(ROW_HEIGHT * len(labels) + 50, right=52) | {
        "showlegend": False,
        "bargap": 0.3,
        "shapes": _connectors([start[1], *(step.points for step in steps)], places),
        "xaxis": {"range": _span(bases, widths), "ticksuffix": f"{formats.NBSP}%", "fixedrange": True},
        "yaxis": {
            "tickvals": places,
            "ticktext": [theme.lines_of(label, 24) for label in labels],
            "fixedrange": True,
        },
    }
    return library.figure([bar], library.named_rows(layout))


def _span(bases: Sequence[float], widths: Sequence[float]) -> list[float]:
    """From zero, where the shares begin, to the highest end; further only where a step goes further."""
    top = max(base + width for base, width in zip(bases, widths, strict=True)) or 1.0
    beyond = top * (1 + LABEL_ROOM)
    return [min(0.0, *bases), max(top, min(beyond, 100.0))]


def _percent(value: float) -> str:
    return f"{value:.1f}{formats.NBSP}%"


def _connectors(moves: Sequence[float], places: Sequence[int]) -> list[dict]:
    """A thin line from the end of each step to the beginning of the next."""
    level, lines = 0.0, []
    look = {"type": "line", "line": {"color": theme.OTHER, "width": 1}}
    for move, place in zip(moves, places, strict=False):
        level += move
        lines.append(look | {"x0": level, "x1": level, "y0": place - 0.35, "y1": place - 0.65})
    return lines
