"""Small multiples: one importer each, all on the same axes, the others pale in the background. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import theme

MOST = 6
ACROSS = 2
BLOCK_HEIGHT = 210
PALE = "rgba(128, 128, 132, 0.35)"
# For figures that are not about one supplier.
NEUTRAL = "#6a7688"


def lines(
    frame: pd.DataFrame,
    key: str,
    names: Mapping[str, str],
    value: str,
    show: Callable[[float], str],
    threshold: float | None = None,
    provisional: int | None = None,
    percent: bool = True,
    colour: str = theme.CHINA,
) -> go.Figure:
    """One block for each name, in that order, every one on the scale 0 to 1.

    Args:
        frame: rows by ``key`` and year; NaN breaks the line.
        key: column that tells the blocks apart.
        names: heading by value of ``key``; at most six.
        value: figure 0-1.
        show: figure to text, written at the last known year.
        threshold: dashed line.
        provisional: year whose mark is hollow.
        percent: ticks in per cent, else as an index 0-1.
        colour: of the line that a block is about.

    Raises:
        ValueError: more names than blocks can be told apart.
    """
    if len(names) > MOST:
        raise ValueError(f"At most {MOST} importers, not {len(names)}.")
    down = -(-len(names) // ACROSS)
    across = min(ACROSS, len(names))
    height = BLOCK_HEIGHT * down + 24
    figure = make_subplots(
        rows=down,
        cols=across,
        shared_xaxes="all",
        shared_yaxes="all",
        subplot_titles=[theme.plain(name) for name in names.values()],
        horizontal_spacing=0.06,
        vertical_spacing=62 / height if down > 1 else 0,
    )
    series = {name: frame[frame[key] == name].sort_values("year") for name in names}
    for number, name in enumerate(names):
        at = {"row": number // across + 1, "col": number % across + 1}
        for other in names:
            if other != name:
                figure.add_trace(_background(series[other], value), **at)
        figure.add_trace(_line(series[name], value, names[name], provisional, colour), **at)
        _last(figure, series[name].dropna(subset=[value]), value, show, at)
        if threshold is not None:
            figure.add_trace(_threshold(frame["year"], threshold), **at)
    _axes(figure, frame, percent)
    figure.update_layout(**theme.layout(height, right=44, top=26), showlegend=False)
    return figure


def _threshold(years: pd.Series, value: float) -> go.Scatter:
    """A dashed line that ends with the years, so that it does not cross the label of the last one."""
    return go.Scatter(
        x=[years.min() - 0.5, years.max()],
        y=[value, value],
        mode="lines",
        line={"dash": "dash", "width": 1, "color": theme.OTHER},
        hoverinfo="skip",
    )


def _background(part: pd.DataFrame, value: str) -> go.Scatter:
    return go.Scatter(
        x=part["year"],
        y=part[value].astype(float),
        mode="lines",
        line={"color": PALE, "width": 1},
        hoverinfo="skip",
        connectgaps=False,
    )


def _line(part: pd.DataFrame, value: str, name: str, provisional: int | None, colour: str) -> go.Scatter:
    """A mark for each year, so that a year between two gaps can be seen; the provisional year is hollow."""
    return go.Scatter(
        x=part["year"],
        y=part[value].astype(float),
        mode="lines+markers",
        name=theme.plain(name),
        line={"color": colour, "width": 2},
        marker={
            "size": 5,
            "color": colour,
            "symbol": ["circle-open" if year == provisional else "circle" for year in part["year"]],
        },
        connectgaps=False,
        hovertemplate="%{x}: %{y:.1%}<extra></extra>",
    )


def _last(figure: go.Figure, known: pd.DataFrame, value: str, show: Callable[[float], str], at: dict) -> None:
    if known.empty:
        return
    last = known.iloc[-1]
    figure.add_annotation(
        x=last["year"],
        y=float(last[value]),
        text=theme.plain(show(last[value])),
        showarrow=False,
        xanchor="left",
        xshift=6,
        font={"size": 12},
        **at,
    )


def _axes(figure: go.Figure, frame: pd.DataFrame, percent: bool) -> None:
    first, last = int(frame["year"].min()), int(frame["year"].max())
    room = max((last - first) * 0.16, 0.5)
    figure.update_xaxes(
        range=[first - 0.5, last + room], fixedrange=True, tickformat="d", nticks=6, showticklabels=True
    )
    figure.update_xaxes(showticklabels=True)
    figure.update_yaxes(
        range=[0, 1.02],
        fixedrange=True,
        tickvals=[0, 0.25, 0.5, 0.75, 1],
        tickformat=".0%" if percent else ".2f",
        zeroline=True,
    )
    figure.update_annotations(font_size=13)
