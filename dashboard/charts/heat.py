"""Heat tables: a figure for every row and column, with the number in every cell. Pure."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.charts import library, theme

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CELL_HEIGHT = 24
# The hue of China, from hardly seen to full, over whatever the page's background is; read by its numbers, so the scale
# only has to order. Between the two densities at the step neither white nor the text of a light page could be read.
DARK_FROM = 0.65
SCALE = ((0.0, 0.06), (DARK_FROM, 0.68), (DARK_FROM, 0.9), (1.0, 1.0))
WHITE = "#ffffff"
FEW_COLUMNS = 12
HEADING_WIDTH = 9
LABEL_ROOM, CELL_ROOM, SMALL_CELL_ROOM = 130, 54, 30


def table(
    frame: pd.DataFrame,
    row: str,
    column: str,
    value: str,
    show: Callable[[float], str],
    top: float,
    missing: str | None = None,
) -> Figure:
    """Cells in the order in which their rows and columns first occur.

    Args:
        frame: one row for each cell.
        row: column of the row's name.
        column: column of the column's name.
        value: figure of the cell; NaN is left without colour.
        show: figure to the number in the cell.
        top: value of the darkest colour; the palest is 0.
        missing: column of what stands in a cell without a figure; left out: nothing.
    """
    rows, columns = list(dict.fromkeys(frame[row])), list(dict.fromkeys(frame[column]))
    cells = frame.pivot(index=row, columns=column, values=value).reindex(index=rows, columns=columns)
    numbers = cells.astype(float).to_numpy()
    rows, columns = [theme.plain(name) for name in rows], [theme.plain(name) for name in columns]
    dark = np.array([[ink(cell / top) == WHITE for cell in line] for line in numbers])
    traces = [
        _cells(part, rows, columns, show, top, paint)
        for paint, part in ((theme.TEXT, np.where(dark, np.nan, numbers)), (WHITE, np.where(dark, numbers, np.nan)))
    ]
    if missing:
        empty = frame[frame[value].isna()]
        traces.append(
            _without(*(list(map(theme.plain, empty[name])) for name in (column, row, missing)), columns=len(columns))
        )
    return library.figure(traces, library.named_rows(_layout(rows, columns)))


def least_width(columns: int) -> int:
    """Pixels under which the numbers in the cells would touch."""
    return LABEL_ROOM + columns * (CELL_ROOM if columns <= FEW_COLUMNS else SMALL_CELL_ROOM)


def density(part: float) -> float:
    """Opacity of the scale at 0-1, as the chart interpolates it; at the step that of the dark side."""
    part = min(max(part, 0.0), 1.0)
    (low, start), (high, end) = next(pair for pair in reversed(list(pairwise(SCALE))) if part >= pair[0][0])
    return start if high == low else start + (end - start) * (part - low) / (high - low)


def ink(part: float) -> str:
    """White or the text of the page, whichever can be read on the scale at 0-1 in both themes."""
    return WHITE if part >= DARK_FROM else theme.TEXT


def _cells(
    numbers: np.ndarray, rows: list[str], columns: list[str], show: Callable[[float], str], top: float, paint: str
) -> dict:
    """The cells whose numbers have this colour; one trace has only one."""
    return {
        "type": "heatmap",
        "z": numbers.tolist(),
        "x": columns,
        "y": rows,
        "zmin": 0,
        "zmax": top,
        "colorscale": [[place, _china(opacity)] for place, opacity in SCALE],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": [["" if np.isnan(cell) else show(cell) for cell in line] for line in numbers],
        "texttemplate": "%{text}",
        "textfont": {"size": 13 if len(columns) <= FEW_COLUMNS else 10, "color": paint},
        "hovertemplate": "%{y}<br>%{x}: %{text}<extra></extra>",
        "hoverongaps": False,
    }


def _china(opacity: float) -> str:
    red, green, blue = (int(theme.CHINA[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def _without(x: list[str], y: list[str], labels: list[str], *, columns: int) -> dict:
    """What stands in cells that have no figure, in the colour of the page's text."""
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "text": labels,
        "mode": "text",
        "textfont": {"size": 12 if columns <= FEW_COLUMNS else 9},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _layout(rows: list[str], columns: list[str]) -> dict:
    headings = ["<br>".join(theme.wrapped(name, HEADING_WIDTH)) for name in columns]
    head = 20 + 15 * max(heading.count("<br>") + 1 for heading in headings)
    plain = {"type": "category", "categoryorder": "array", "showgrid": False, "zeroline": False, "showline": False}
    plain |= {"ticks": "", "fixedrange": True, "autorange": False}
    layout = theme.layout(head + 8 + CELL_HEIGHT * len(rows), right=4, top=head)
    layout["margin"] |= {"b": 8}
    layout["xaxis"] = plain | {
        "side": "top",
        "categoryarray": columns,
        "tickvals": columns,
        "ticktext": headings,
        "range": [-0.5, len(columns) - 0.5],
        "tickangle": 0,
        "tickfont": {"size": 12 if len(columns) <= FEW_COLUMNS else 10},
    }
    layout["yaxis"] = plain | {
        "categoryarray": rows,
        "tickvals": rows,
        "ticktext": rows,
        "range": [len(rows) - 0.5, -0.5],
        "tickfont": {"size": 12},
    }
    return layout
