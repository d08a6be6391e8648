"""A flow year by year with the two windows that are compared, their means, and the date between them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dashboard.charts import library, theme

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 360
# The window after the date is the stronger one.
OPACITY = (0.12, 0.22)


@dataclass(frozen=True)
class Window:
    """Years that are compared, and their yearly mean.

    Attributes:
        first: first year.
        last: last year.
        mean: yearly mean in the unit of the bars; None where it is not known.
        label: written at the mean.
    """

    first: int
    last: int
    mean: float | None
    label: str


def before_after(
    years: Sequence[int],
    values: Sequence[float | None],
    windows: Sequence[Window],
    since: date,
    labels: tuple[str, str],
    colour: str,
) -> Figure:
    """Bars from zero; a year whose amount is not known has none.

    Args:
        years: ascending.
        values: one for each year, in the unit.
        windows: before and after; each is shaded and its mean drawn.
        since: the date from which an effect can be expected, a vertical rule.
        labels: unit, and the words at the rule.
        colour: of the bars.
    """
    unit, rule = labels
    bar = {
        "type": "bar",
        "x": [_middle(year) for year in years],
        "y": list(values),
        "marker": {"color": colour},
        "width": 0.7 * 365 * 86_400_000,
        "hovertemplate": f"%{{x|%Y}}: %{{y:,.6~g}} {theme.plain(unit)}<extra></extra>",
    }
    known = [float(value) for value in values if value is not None and value == value]
    top = max([*known, *(window.mean for window in windows if window.mean is not None)], default=1.0) or 1.0
    first, last = min([*years, since.year]), max([*years, since.year])
    day, late = f"{since:%Y-%m-%d}", since.year > (first + last) / 2
    border = {"type": "line", "yref": "paper", "x0": day, "x1": day, "y0": 0, "y1": 1.02}
    words = {"x": day, "y": 1.02, "yref": "paper", "yanchor": "bottom", "xanchor": "right" if late else "left"}
    layout = theme.layout(HEIGHT, right=16, top=34) | {
        "showlegend": False,
        "shapes": [
            *(shape for number, window in enumerate(windows) for shape in _shapes(window, OPACITY[number % 2])),
            border | {"line": {"color": theme.OTHER, "width": 2, "dash": "dash"}},
        ],
        "annotations": [
            *(_mean(window) for window in windows if window.mean is not None),
            words | {"showarrow": False, "text": theme.plain(rule)},
        ],
        "xaxis": {"type": "date", "range": [f"{first}-01-01", f"{last}-12-31"], "tickformat": "%Y", "fixedrange": True},
        "yaxis": {
            "range": [0, top * 1.12],
            "tickformat": "~s",
            "title": {"text": theme.plain(unit)},
            "fixedrange": True,
        },
    }
    return library.figure([bar], layout)


def _shapes(window: Window, opacity: float) -> list[dict]:
    """The shaded years, and the line of their mean."""
    ends = {"x0": f"{window.first}-01-01", "x1": f"{window.last}-12-31"}
    shade = {"type": "rect", "yref": "paper", "y0": 0, "y1": 1, "layer": "below", **ends}
    shapes = [shade | {"fillcolor": theme.OTHER, "opacity": opacity, "line": {"width": 0}}]
    if window.mean is not None:
        level = {"type": "line", "y0": window.mean, "y1": window.mean, **ends}
        shapes.append(level | {"line": {"color": theme.OTHER, "width": 3}})
    return shapes


def _mean(window: Window) -> dict:
    place = {"x": f"{window.first}-01-01", "xanchor": "left", "y": window.mean, "yanchor": "bottom"}
    return place | {"showarrow": False, "text": theme.plain(window.label)}


def _middle(year: int) -> str:
    return f"{year}-07-01"
