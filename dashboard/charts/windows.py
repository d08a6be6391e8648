"""A flow year by year with the two windows that are compared, their means, and the date between them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts import theme
from dashboard.charts.library import go

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
) -> go.Figure:
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
    figure = go.Figure(
        go.Bar(
            x=[_middle(year) for year in years],
            y=list(values),
            marker={"color": colour},
            width=0.7 * 365 * 86_400_000,
            hovertemplate=f"%{{x|%Y}}: %{{y:,.6~g}} {theme.plain(unit)}<extra></extra>",
        )
    )
    known = [float(value) for value in values if value is not None and value == value]
    top = max([*known, *(window.mean for window in windows if window.mean is not None)], default=1.0) or 1.0
    first, last = min([*years, since.year]), max([*years, since.year])
    figure.update_layout(**theme.layout(HEIGHT, right=16, top=34), showlegend=False)
    figure.update_xaxes(type="date", range=[f"{first}-01-01", f"{last}-12-31"], tickformat="%Y", fixedrange=True)
    figure.update_yaxes(range=[0, top * 1.12], tickformat="~s", title={"text": theme.plain(unit)}, fixedrange=True)
    for number, window in enumerate(windows):
        _draw(figure, window, OPACITY[number % 2])
    figure.add_shape(
        type="line",
        yref="paper",
        x0=f"{since:%Y-%m-%d}",
        x1=f"{since:%Y-%m-%d}",
        y0=0,
        y1=1.02,
        line={"color": theme.OTHER, "width": 2, "dash": "dash"},
    )
    late = since.year > (first + last) / 2
    figure.add_annotation(
        x=f"{since:%Y-%m-%d}",
        y=1.02,
        yref="paper",
        yanchor="bottom",
        xanchor="right" if late else "left",
        showarrow=False,
        text=theme.plain(rule),
    )
    return figure


def _draw(figure: go.Figure, window: Window, opacity: float) -> None:
    ends = {"x0": f"{window.first}-01-01", "x1": f"{window.last}-12-31"}
    figure.add_shape(
        type="rect",
        yref="paper",
        y0=0,
        y1=1,
        fillcolor=theme.OTHER,
        opacity=opacity,
        line={"width": 0},
        layer="below",
        **ends,
    )
    if window.mean is None:
        return
    figure.add_shape(type="line", y0=window.mean, y1=window.mean, line={"color": theme.OTHER, "width": 3}, **ends)
    figure.add_annotation(
        x=f"{window.first}-01-01",
        y=window.mean,
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        text=theme.plain(window.label),
    )


def _middle(year: int) -> str:
    return f"{year}-07-01"
