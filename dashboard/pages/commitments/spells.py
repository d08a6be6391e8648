"""The states that an export control has gone through, from the dates that the register has of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.content.column import Row
from dashboard.words import formats


def spells(row: Row, day: date) -> list[tuple[str, date, date]]:
    """State, first and last day of each spell of one measure up to a day; what is not known is left out."""
    announced, effective = pd.Timestamp(row["announced_from"]).date(), _day(row["effective_from"])
    pause, pause_end, end, since = (_day(row[name]) for name in ("suspended_from", "suspended_to", "ends_on", "since"))
    over = row["state"] in ("unknown", "ended")
    stops = [when - timedelta(days=1) for when in (pause, since if over else None) if when]
    stop = min([*stops, *([end] if end else []), day])
    begun = effective or (announced if row["reviewed_state"] == "in_force" else None)
    made = []
    # A measure that ended on a day nobody recorded has a beginning only.
    if over and since is None:
        stop = max(begun or announced, announced)
    if begun is None or announced < begun:
        made.append(("announced", announced, min([stop, *([begun - timedelta(days=1)] if begun else [])])))
    if begun is not None:
        made.append(("in_force", max(begun, announced), stop))
    if pause and pause <= day:
        made.append(("suspended", pause, min(pause_end or day, day)))
    if row["state"] == "unknown" and since:
        made.append(("unknown", since, day))
    return [(state, first, last) for state, first, last in made if first <= last]


def _day(value: Any) -> date | None:
    return None if formats.missing(value) else pd.Timestamp(value).date()
