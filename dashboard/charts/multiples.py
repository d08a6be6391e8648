"""Small multiples: one importer each, all on the same axes, the others pale in the background. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import library, theme

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

MOST = 6
ACROSS = 2
BLOCK_HEIGHT, GAP = 148, 62
GUTTER = 0.06
PALE = "rgba(128, 128, 132, 0.35)"
# For figures that are not about one supplier.
NEUTRAL = theme.GREYS[0]


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
) -> Figure:
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
    parts = {name: frame[frame[key] == name].sort_values("year") for name in names}
    years = int(frame["year"].min()), int(frame["year"].max())
    traces, notes = [], []
    axes: dict[str, dict] = {}
    for number, (name, part) in enumerate(parts.items()):
        at = {"xaxis": _axis("x", number), "yaxis": _axis("y", number)}
        others = [other for other in names if other != name]
        traces += [trace | at for trace in _background([parts[other] for other in others], value, threshold, years)]
        traces.append(_line(part, value, names[name], provisional, colour) | at)
        notes += _notes(part.dropna(subset=[value]), value, names[name], show, number)
        axes |= _axes(number, len(names), years, percent)
    layout = theme.layout(_height(len(names)), right=44, top=26)
    return library.figure(traces, {**layout, **axes, "annotations": notes, "showlegend": False})


def _background(others: list[pd.DataFrame], value: str, threshold: float | None, years: tuple[int, int]) -> list[dict]:
    """The other importers as one pale trace, and the threshold, which ends before the label of the last year."""
    x, y = [], []
    for part in others:
        x += [*part["year"].tolist(), None]
        y += [*part[value].astype(float).tolist(), None]
    plain = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "connectgaps": False}
    drawn = [plain | {"x": x, "y": y, "line": {"color": PALE, "width": 1}}] if others else []
    if threshold is not None:
        line = {"dash": "dash", "width": 1, "color": theme.OTHER}
        drawn.append(plain | {"x": [years[0] - 0.5, years[1]], "y": [threshold, threshold], "line": line})
    return drawn


def _line(part: pd.DataFrame, value: str, name: str, provisional: int | None, colour: str) -> dict:
    """A mark for each year, so that a year between two gaps can be seen; the provisional year is hollow."""
    symbols = ["circle-open" if year == provisional else "circle" for year in part["year"]]
    return {
        "type": "scatter",
        "x": part["year"].tolist(),
        "y": part[value].astype(float).tolist(),
        "mode": "lines+markers",
        "name": theme.plain(name),
        "line": {"color": colour, "width": 2},
        "marker": {"size": 5, "color": colour, "symbol": symbols},
        "connectgaps": False,
        "hovertemplate": "%{x}: %{y:.1%}<extra></extra>",
    }


def _notes(known: pd.DataFrame, value: str, name: str, show: Callable[[float], str], number: int) -> list[dict]:
    """The heading of a block, and the figure of its last known year."""
    x, y = _axis("x", number), _axis("y", number)
    plain = {"showarrow": False, "font": {"size": 13}}
    heading = {"text": theme.plain(name), "x": 0.5, "xref": f"{x} domain", "y": 1, "yref": f"{y} domain"}
    drawn = [plain | heading | {"xanchor": "center", "yanchor": "bottom"}]
    if len(known):
        last = known.iloc[-1]
        place = {"x": int(last["year"]), "xref": x, "y": float(last[value]), "yref": y}
        drawn.append(plain | place | {"text": theme.plain(show(last[value])), "xanchor": "left", "xshift": 6})
    return drawn


def _axes(number: int, count: int, years: tuple[int, int], percent: bool) -> dict:
    """Both axes of a block: all have the same range."""
    down, across = _shape(count)
    row, column = divmod(number, across)
    inner = BLOCK_HEIGHT * down + GAP * (down - 1)
    top = 1 - row * (BLOCK_HEIGHT + GAP) / inner
    width = (1 - GUTTER * (across - 1)) / across
    left = column * (width + GUTTER)
    room = max((years[1] - years[0]) * 0.16, 0.5)
    first = number % across == 0
    return {
        f"xaxis{number + 1}": {
            "domain": [left, left + width],
            "anchor": _axis("y", number),
            "range": [years[0] - 0.5, years[1] + room],
            "fixedrange": True,
            "tickformat": "d",
            "nticks": 6,
        },
        f"yaxis{number + 1}": {
            "domain": [max(top - BLOCK_HEIGHT / inner, 0), top],
            "anchor": _axis("x", number),
            "range": [0, 1.02],
            "fixedrange": True,
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "tickformat": ".0%" if percent else ".2f",
            "showticklabels": first,
            "zeroline": True,
        },
    }


def _axis(letter: str, number: int) -> str:
    return letter if number == 0 else f"{letter}{number + 1}"


def _shape(count: int) -> tuple[int, int]:
    return -(-count // ACROSS), min(ACROSS, count)


def _height(count: int) -> int:
    down = _shape(count)[0]
    return BLOCK_HEIGHT * down + GAP * (down - 1) + 58
