"""World trade and production of the series in one year, as the scenario and the tracing take them."""

from __future__ import annotations

import pandas as pd

from dashboard import db, text
from dashboard.views.diversification_view import EU, View


def flows(view: View) -> pd.DataFrame:
    """Every pair with value and tonnes; the EU stands as one where it is the importer looked at, else its members."""
    frame = db.query("diversification_flows", series=view.series_id, year=view.last)
    if not as_bloc(view):
        return frame
    inside = members()
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


def production(view: View) -> pd.DataFrame:
    """Production and capacity at the stage, with the EU as one where it is the importer looked at."""
    frame = db.query("diversification_production", series=view.series_id, year=view.last)
    if not as_bloc(view) or frame.empty:
        return frame
    renamed = frame.assign(iso3=frame["iso3"].where(~frame["iso3"].isin(members()), EU))
    kept = dict.fromkeys(("weight_basis", "form", "edition", "source_ids"), "first")
    return renamed.groupby(["iso3", "measure"], as_index=False).agg({"value_t": "sum", **kept})


def as_bloc(view: View) -> bool:
    """Whether the EU is counted as one."""
    return view.chosen["importer"] == EU


def members() -> frozenset[str]:
    """Members of the EU."""
    groups = db.query("groups")
    return frozenset(groups.loc[groups["group_id"] == EU, "iso3"])


def names() -> dict[str, str]:
    """Names of all areas."""
    frame = db.query("diversification_areas")
    return dict(zip(frame["iso3"], frame[text.name_column("area")], strict=True))
