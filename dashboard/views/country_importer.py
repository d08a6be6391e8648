"""Panels of the country page: the country or group as an importer."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard import db, headline, headline_country, text
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import country_view
from dashboard.views.country_view import Answer, View


def imports(view: View) -> pd.DataFrame:
    """One row for each series, the largest share of China first."""
    frame = country_view.with_history(db.query("country_imports", **view.choice), "country_import_history", view.chosen)
    by = "china_share" if frame["china_share"].notna().any() else "top_supplier_share"
    return frame.sort_values(by, ascending=False, kind="stable", na_position="last")


def answer(view: View, frame: pd.DataFrame) -> Answer:
    """The sentence, what matters in it, and details."""
    ranked = frame[frame["status"] == "RANKED"]
    said = headline_country.importer(ranked, view.name, view.year, view.chosen["basis"], view.chosen["china"])
    details = [headline.above_half(ranked), headline_country.at_stake(ranked)]
    return Answer(*said, details if len(ranked) else [country_view.nearest(view, "country_import_history")])


def panels(view: View, frame: pd.DataFrame) -> list[Panel]:
    """Imports ranked, and what is not ranked; empty ones are left out."""
    ranked, apart = frame[frame["status"] == "RANKED"], frame[frame["status"] != "RANKED"]
    drawn = [_ranked(view, ranked)] if len(ranked) else []
    if len(apart):
        drawn.append(_apart(view, apart))
    return drawn


def _ranked(view: View, frame: pd.DataFrame) -> Panel:
    to_show = frame["china_share"].notna().any()
    from_china = [
        Column("china_share", _("China's share"), text.share, numeric=True, bar=True, order="descending"),
        Column("china_value_usd", _("From China, million USD"), text.million_usd, numeric=True),
        country_view.change(view),
        *country_view.spark(frame),
    ]
    judged = [
        Column("definitions_met", _("Definitions met"), cell=_definitions_met, numeric=True),
        Column("quality_grade", _("Grade"), details=lambda row: list(row["grade_reasons"])),
    ]
    caveats = [
        *view.group_caveats(),
        _("Value at stake: imports from China in million USD, whatever the shares are measured by."),
        _("Shares are of gross imports. Stages are never added up. n/a means unknown, never zero."),
        _("HHI 1 means a single supplier; in brackets the number of equal suppliers with the same HHI."),
    ]
    if frame["quality_grade"].isna().all():
        caveats.append(_("Definitions of dependence and grades exist for single importers and the EU only."))
        judged = []
    return Panel(
        panel_id="country_imports",
        title=_("What {name} buys from China").format(name=view.name)
        if to_show
        else _("What {name} buys").format(name=view.name),
        frame=frame,
        columns=[
            *country_view.mineral(),
            *(from_china[:2] if to_show else []),
            Column("value_usd", _("Imports, million USD"), text.million_usd, numeric=True),
            *(from_china[2:] if to_show else []),
            Column("hhi", _("HHI (equal suppliers)"), cell=_concentration, numeric=True),
            Column(text.name_column("top_supplier"), _("Largest supplier"), cell=_largest),
            *judged,
        ],
        caption=_("Imports of {name}, {year}, {measure}: {n} series, one row each").format(
            name=view.name, year=view.year, measure=view.measure, n=len(frame)
        ),
        file_parts=view.file("imports"),
        caveats=caveats,
        meanings=country_view.meanings(),
        rows=_rows(view, frame),
    )


def _apart(view: View, frame: pd.DataFrame) -> Panel:
    frame = frame.drop(columns=list(country_view.history_columns(frame)))
    return Panel(
        panel_id="country_imports_apart",
        title=_("Not ranked: too little trade, no trade, no code, or several metals in one code"),
        frame=frame,
        columns=[
            *country_view.mineral(),
            Column("status", _("Why it is not ranked"), text.reason, prose=True),
            Column("china_share", _("China's share"), text.share, numeric=True, bar=True),
            Column("value_usd", _("Imports, million USD"), text.million_usd, numeric=True),
            Column("codes_in_words", _("Customs codes"), prose=True),
        ],
        caption=_("Imports of {name}, {year}, {measure}").format(name=view.name, year=view.year, measure=view.measure),
        file_parts=view.file("imports-not-ranked"),
        caveats=[_("n/a means unknown, never zero.")],
        meanings=country_view.meanings(),
        rows=_rows(view, frame.dropna(subset=["value_usd"])),
    )


def _rows(view: View, frame: pd.DataFrame) -> country_view.SourceRows | None:
    load = partial(_import_rows, view.chosen["country"], view.chosen["year"])
    return country_view.rows_of(frame, "country_import_rows", load)


def _import_rows(country: str, year: int, series: str) -> pd.DataFrame:
    return db.query("country_import_rows", country=country, year=year, series=series)


def _concentration(row: dict) -> str:
    if text.missing(row["hhi"]):
        return text.NOT_AVAILABLE
    return f"{text.index(row['hhi'])} ({text.suppliers(row['equivalent_suppliers'])})"


def _largest(row: dict) -> str:
    name = row[text.name_column("top_supplier")]
    return text.NOT_AVAILABLE if text.missing(name) else f"{name} {text.share(row['top_supplier_share'])}"


def _definitions_met(row: dict) -> str:
    if text.missing(row["definitions_met"]):
        return text.NOT_AVAILABLE
    return _("{n} of {m}").format(n=int(row["definitions_met"]), m=int(row["definitions_judged"]))
