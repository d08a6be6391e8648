"""World trade and production of the series in one year, as the scenario and the tracing take them."""

from __future__ import annotations

import pandas as pd

from dashboard import queries
from dashboard.pages.diversification import questions
from dashboard.pages.diversification.subject import Subject
from dashboard.words.language import name_column

EU = "EU27"


def flows(subject: Subject) -> pd.DataFrame:
    """Every pair with value and tonnes; the EU stands as one where it is the importer looked at, else its members."""
    frame = subject.ask(questions.FLOWS, subject.choice, series=subject.series_id, year=subject.last)
    if not as_bloc(subject):
        return frame
    inside = members(subject)
    renamed = frame.assign(
        exporter_iso3=frame["exporter_iso3"].where(~frame["exporter_iso3"].isin(inside), EU),
        importer_iso3=frame["importer_iso3"].where(~frame["importer_iso3"].isin(inside), EU),
    )
    renamed = renamed[renamed["exporter_iso3"] != renamed["importer_iso3"]]
    # Rows without tonnes stay apart, or the sum would hide them.
    unknown = renamed["quantity_t"].isna()
    keys = ["exporter_iso3", "importer_iso3"]
    summed = renamed[~unknown].groupby(keys, as_index=False)
    return summed.agg({"quantity_t": "sum", "value_usd": "sum", "source_ids": "first"})


def production(subject: Subject) -> pd.DataFrame:
    """Production and capacity at the stage, with the EU as one where it is the importer looked at."""
    frame = subject.ask(questions.PRODUCTION, subject.choice, series=subject.series_id, year=subject.last)
    if not as_bloc(subject) or frame.empty:
        return frame
    renamed = frame.assign(iso3=frame["iso3"].where(~frame["iso3"].isin(members(subject)), EU))
    kept = dict.fromkeys(("weight_basis", "form", "edition", "source_ids"), "first")
    return renamed.groupby(["iso3", "measure"], as_index=False).agg({"value_t": "sum", **kept})


def as_bloc(subject: Subject) -> bool:
    """Whether the EU is counted as one."""
    return subject.choice.importer == EU


def members(subject: Subject) -> frozenset[str]:
    """Members of the EU."""
    groups = subject.ask(queries.GROUPS)
    return frozenset(groups.loc[groups["group_id"] == EU, "iso3"])


def areas(subject: Subject) -> dict[str, str]:
    """Names of all areas."""
    frame = subject.ask(questions.AREAS)
    return dict(zip(frame["iso3"], frame[name_column("area")], strict=True))
