"""Columns that the tables of the country page share, and what all of them mean."""

from __future__ import annotations

import pandas as pd

from dashboard.content.column import Column
from dashboard.pages.country.subject import Subject, history
from dashboard.words import formats, names
from dashboard.words.language import _, name_column


def mineral() -> list[Column]:
    """Mineral and stage."""
    return [Column(name_column("mineral"), _("Mineral")), Column("stage", _("Stage"), names.stage)]


def change(subject: Subject) -> Column:
    """Change of China's share over five years."""
    label = _("Change since {year}, points").format(year=subject.choice.year - 5)
    return Column("china_change_points", label, formats.points, numeric=True)


def spark(frame: pd.DataFrame) -> list[Column]:
    """China's share over the years as a small line, if there is any."""
    columns = history(frame)
    label = _("Since {year}").format(year=columns[0][-4:]) if columns else ""
    return [Column("china_share", label, spark=columns)] if columns else []


def meanings() -> dict[str, str]:
    """Meaning of the columns for the Metadata sheet."""
    return {
        "series_id": _("customs codes of one mineral, stage and HS edition"),
        "country_id": _("the country or group that the row is about"),
        "status": _("RANKED, or the reason why not"),
        "value_usd": _("trade with countries outside the country or group, US dollars"),
        "quantity_t": _("the same with a known quantity, tonnes"),
        "china_share": _("share of China in it, 0-1, by the chosen basis"),
        "china_share_before": _("the same five years earlier"),
        "china_change_points": _("difference in percentage points"),
        "china_share_<year>": _("the same in that year; empty: no trade, or too little"),
        "china_value_usd": _("trade with China, US dollars"),
        "destination_share": _("share of the buyer, 0-1, by the chosen basis"),
        "destination_shares": _("shares of the largest buyers, 0-1, in the order of their names"),
        "production_t": _("production of the form named beside it, tonnes, in the publisher's weight basis"),
        "production_world_share": _("share of it in world production, 0-1"),
        "world_share": _("share in the world total of the same publisher and edition, 0-1"),
        "hhi": _("Herfindahl-Hirschman index of suppliers, 0-1"),
        "equivalent_suppliers": _("number of equal suppliers with the same HHI"),
        "definitions_met": _(
            "definitions of dependence that are met, out of definitions_judged; not judged for groups"
        ),
        "quality_grade": _("A to D; grade_reasons lists what lowered it; not given for groups"),
        "source_ids": _("releases, see the sheet Sources"),
    }
