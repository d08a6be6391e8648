"""Then and now: two shares of each row on one scale from 0 to 100 %, joined by a line. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import library, theme
from dashboard.words import formats

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW_HEIGHT = 26
FRAME_HEIGHT = 76


def then_and_now(frame: pd.DataFrame, names: Sequence[str], then: str, now: str, periods: tuple[str, str]) -> Figure:
    """A hollow mark then, a filled one now; the share of now is written beside its mark. The longest way stands out.

    Args:
        frame: a row each, from top to bottom.
        names: name of each row.
        then: column of the earlier share, 0-1.
        now: column of the later share, 0-1.
        periods: what the earlier and the later one are called.
    """
    rows = [theme.plain(name) for name in names]
    before, after = frame[then].tolist(), frame[now].tolist()
    furthest = int((frame[now] - frame[then]).abs().argmax())
    way = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": False}
    joined = way | {
        "x": [end for row in zip(before, after, strict=True) for end in (*row, None)],
        "y": [name for name in rows for _end in range(3)],
        "line": {"color": theme.OTHER, "width": 2},
    }
    named = way | {
        "x": [before[furthest], after[furthest]],
        "y": [rows[furthest]] * 2,
        "line": {"color": theme.ACCENT, "width": 4},
    }
    marks = {"type": "scatter", "y": rows, "hovertemplate": "%{y}: %{x:.1%}<extra></extra>"}
    earlier = {
        **marks,
        "x": before,
        "mode": "markers",
        "name": theme.plain(periods[0]),
        "marker": {"symbol": "circle-open", "size": 11, "color": theme.OTHER, "line": {"width": 2}},
    }
    later = {
        **marks,
        "x": after,
        "mode": "markers+text",
        "name": theme.plain(periods[1]),
        "marker": {"size": 11, "color": theme.CHINA},
        "text": [formats.share(value) for value in after],
        # Away from the line, so that it is not crossed out.
        "textposition": [
            "middle right" if value >= earlier_value else "middle left"
            for earlier_value, value in zip(before, after, strict=True)
        ],
        "cliponaxis": False,
    }
    return library.figure([joined, named, earlier, later], _layout(rows))


def _layout(rows: Sequence[str]) -> dict:
    return theme.layout(FRAME_HEIGHT + ROW_HEIGHT * len(rows), right=36, top=36) | {
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        "xaxis": {"range": [-0.12, 1.1], "tickvals": [0, 0.25, 0.5, 0.75, 1], "tickformat": ".0%", "fixedrange": True},
        "yaxis": {
            "categoryorder": "array",
            "categoryarray": list(rows),
            "range": [len(rows) - 0.4, -0.6],
            "automargin": True,
            "fixedrange": True,
        },
    }
