"""Then and now: two shares of each row on one scale from 0 to 100 %, joined by a line. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.charts import theme
from dashboard.charts.library import go
from dashboard.words import formats

ROW_HEIGHT = 26
FRAME_HEIGHT = 76


def then_and_now(frame: pd.DataFrame, names: Sequence[str], then: str, now: str, periods: tuple[str, str]) -> go.Figure:
    """A hollow mark then, a filled one now; the share of now is written beside its mark.

    Args:
        frame: a row each, from top to bottom.
        names: name of each row.
        then: column of the earlier share, 0-1.
        now: column of the later share, 0-1.
        periods: what the earlier and the later one are called.
    """
    rows = [theme.plain(name) for name in names]
    joined = {
        "x": [end for row in zip(frame[then], frame[now], strict=True) for end in (*row, None)],
        "y": [name for name in rows for _end in range(3)],
        "type": "scatter",
        "mode": "lines",
        "line": {"color": theme.OTHER, "width": 2},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    marks = {"type": "scatter", "y": rows, "hovertemplate": "%{y}: %{x:.1%}<extra></extra>"}
    earlier = {
        **marks,
        "x": frame[then],
        "mode": "markers",
        "name": theme.plain(periods[0]),
        "marker": {"symbol": "circle-open", "size": 11, "color": theme.OTHER, "line": {"width": 2}},
    }
    later = {
        **marks,
        "x": frame[now],
        "mode": "markers+text",
        "name": theme.plain(periods[1]),
        "marker": {"size": 11, "color": theme.CHINA},
        "text": [formats.share(value) for value in frame[now]],
        # Away from the line, so that it is not crossed out.
        "textposition": [
            "middle right" if value >= before else "middle left"
            for before, value in zip(frame[then], frame[now], strict=True)
        ],
        "cliponaxis": False,
    }
    return go.Figure({"data": [joined, earlier, later], "layout": _layout(rows)})


def _layout(rows: Sequence[str]) -> dict:
    return theme.layout(FRAME_HEIGHT + ROW_HEIGHT * len(rows), right=16, top=36) | {
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        "xaxis": {"range": [-0.09, 1.09], "tickvals": [0, 0.25, 0.5, 0.75, 1], "tickformat": ".0%", "fixedrange": True},
        "yaxis": {
            "categoryorder": "array",
            "categoryarray": list(rows),
            "range": [len(rows) - 0.4, -0.6],
            "automargin": True,
            "fixedrange": True,
        },
    }
