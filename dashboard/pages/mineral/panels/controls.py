"""Export controls on a time axis, as two charts draw them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import queries
from dashboard.charts.lines import Rule
from dashboard.pages.mineral.subject import Subject
from dashboard.question import records
from dashboard.words import names
from dashboard.words.formats import missing
from dashboard.words.language import _


def rules(subject: Subject, first: pd.Timestamp, last: pd.Timestamp) -> list[Rule]:
    """The events of the mineral that are drawn on a chart, inside the days that it shows."""
    events = subject.ask(queries.EVENTS, subject.choice)
    drawn = events[events["on_chart"] & events["starts_on"].between(first, last)]
    return [
        Rule(
            starts_on=row["starts_on"].date(),
            label=f"{row['starts_on']:%Y-%m} {row['measure_type']}, {names.event_state(row['state'])}",
            state=row["state"],
            ends_on=None if missing(row["band_ends_on"]) else min(row["band_ends_on"], last).date(),
        )
        for row in records(drawn)
    ]


def caveat(drawn: Sequence[Rule]) -> list[str]:
    """How to read the vertical rules, where there are any."""
    if not drawn:
        return []
    return [
        _(
            "Vertical rules: solid in force, dash-dotted suspended, dotted announced or unknown, dashed ended; the "
            "band lasts while the measure is known to be in force. At most four are drawn; all of them are listed "
            "under Controls and projects."
        )
    ]
