"""Published figures as points with gaps: nothing between two points is known, so nothing is drawn there. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import library, theme
from dashboard.charts.lines import MOST_RULES, RULE_ROOM, Rule, rule_marks

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 380
MARGIN = pd.Timedelta(days=45)
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star")


def published(
    frame: pd.DataFrame,
    group: str,
    groups: Mapping[str, str],
    colours: Mapping[str, str],
    unit: str,
    share: bool = False,
    rules: Sequence[Rule] = (),
) -> Figure:
    """A mark for every printed figure, at the middle of its period.

    Args:
        frame: rows with period_start, period_end (days), value, value_high (end of a printed range), in_conflict,
            publisher; rows without a value are left out.
        group: column that tells the marks apart.
        groups: label by value of ``group``; at most six.
        colours: colour by value of ``group``.
        unit: unit of the values.
        share: values are per cent: the axis runs from 0 to 100.
        rules: events; the first four are drawn.
    """
    known = frame.dropna(subset=["value"])
    top = float(known[["value", "value_high"]].max().max()) if len(known) else 1.0
    drawn = rules[:MOST_RULES]
    first, last = known["period_start"].min(), known["period_end"].max()
    days = [first, last, *(pd.Timestamp(rule.starts_on) for rule in drawn)]
    first, last = min(days) - MARGIN, max(days) + MARGIN
    shapes, notes = rule_marks(drawn, first, last)
    layout = theme.layout(HEIGHT + 40, top=RULE_ROOM if drawn else 16) | {
        "shapes": shapes,
        "annotations": notes,
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top", "xanchor": "left"},
        "xaxis": {"type": "date", "range": [f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"], "fixedrange": True},
        "yaxis": {
            "range": [-0.03 * (100 if share else top), 102 if share else top * 1.08],
            "title": {"text": theme.plain(unit)},
            "fixedrange": True,
        },
    }
    traces = [
        _marks(known[known[group] == key], label, colours[key], SYMBOLS[number % len(SYMBOLS)], unit)
        for number, (key, label) in enumerate(groups.items())
    ]
    return library.figure(traces, layout)


def _marks(rows: pd.DataFrame, label: str, colour: str, symbol: str, unit: str) -> dict:
    """Marks of one group; hollow where another value is printed for the same period."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": _days(rows["period_start"] + (rows["period_end"] - rows["period_start"]) / 2),
        "y": rows["value"].tolist(),
        "name": theme.plain(label),
        "marker": {
            "symbol": [f"{symbol}-open" if conflict else symbol for conflict in rows["in_conflict"]],
            "size": 9,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "error_y": _range(rows),
        "customdata": [
            [theme.plain(one), theme.plain(two)] for one, two in zip(rows["publisher"], rows["period"], strict=True)
        ],
        "hovertemplate": f"%{{customdata[1]}}: %{{y:,.10~g}} {theme.plain(unit)}<br>%{{customdata[0]}}<extra></extra>",
    }


def _range(rows: pd.DataFrame) -> dict:
    """A printed range runs from its lower to its upper end."""
    upper = (rows["value_high"] - rows["value"]).clip(lower=0).fillna(0.0).tolist()
    ends = {"array": upper, "arrayminus": [0.0] * len(upper)}
    return {"type": "data", "symmetric": False, "visible": any(upper), **ends}


def _days(times: pd.Series) -> list[str]:
    return [f"{time:%Y-%m-%d}" for time in times]
