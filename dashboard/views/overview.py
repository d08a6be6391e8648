"""Overview: how much of each mineral an importer buys from China, and how that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import controls, db, headline, headline_country, panel, permalink, text
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _

SORTS = {
    "share": ("china_share", False),
    "fall": ("china_change_points", True),
    "rise": ("china_change_points", False),
    "hhi": ("hhi", False),
    "definitions": ("definitions_met", False),
    "value": ("value_usd", False),
}


def main() -> None:
    """Draw the page from the values of permalink."""
    chosen = permalink.values()
    frame, told = _frame(chosen), _told(chosen)
    ranked = _ordered(frame[frame["status"] == "RANKED"], chosen["sort"])
    panel.answer(
        _("{importer}: imports of critical minerals").format(importer=told["importer"]),
        *headline_country.importer(ranked, told["importer"], told["year"], chosen["basis"], chosen["china"]),
        [headline.above_half(ranked), headline.largest_moves(ranked, chosen["year"] - 5)],
    )
    st.page_link(
        "views/commitments.py",
        label=_("Gallium from Kazakhstan: what was pledged, and what the flows show"),
        query_params=permalink.parameters(record="P01"),
    )
    for drawn in _panels(frame, ranked, told):
        panel.show(drawn)
    _further(chosen)


def panels(chosen: dict) -> list[Panel]:
    """The panels of the page for these values; nothing is drawn."""
    frame = _frame(chosen)
    return list(_panels(frame, _ordered(frame[frame["status"] == "RANKED"], chosen["sort"]), _told(chosen)))


def _told(chosen: dict) -> dict:
    """What every panel says: importer, year as printed, and the values."""
    years = db.query("years").set_index("year")["provisional"]
    year = text.year(chosen["year"], bool(years[chosen["year"]]))
    return {"importer": controls.importer_name(chosen["importer"]), "year": year, "chosen": chosen}


def _panels(frame: pd.DataFrame, ranked: pd.DataFrame, told: dict) -> Iterator[Panel]:
    """One after the other, so that the ranked table is on the screen before the chart is made."""
    if len(ranked):
        yield _ranked(ranked, **told)
        change = _change(ranked, **told)
        if change:
            yield change
    baskets = frame[frame["status"] == "BASKET_CODE"].drop(columns=_history(frame))
    if len(baskets):
        yield _baskets(baskets, **told)
    apart = frame[~frame["status"].isin(["RANKED", "BASKET_CODE", "IN_BASKET"])].drop(columns=_history(frame))
    if len(apart):
        yield _apart(apart, **told)


def _change(ranked: pd.DataFrame, importer: str, year: str, chosen: dict) -> Panel | None:
    # The chart library takes a second to load; the answer and the table do not wait for it.
    from dashboard.views import overview_change

    return overview_change.then_and_now(ranked, importer, year, chosen, _measure(chosen), _rows(ranked, chosen))


def _further(chosen: dict) -> None:
    """Ways to what the other pages say about this importer."""
    pages = (
        ("country", _("What is at stake, in dollars"), {"country": chosen["importer"], "role": "importer"}),
        ("compare", _("Beside other importers"), {}),
        ("diversification", _("Who replaced China"), {}),
        ("data", _("Sources, checks and downloads"), {}),
    )
    with st.container(key="further", horizontal=True, gap="small"):
        for page, label, changes in pages:
            st.page_link(f"views/{page}.py", label=label, query_params=permalink.parameters(**changes))


def _frame(chosen: dict) -> pd.DataFrame:
    """One row per default series; China's share of each year as columns china_share_<year>."""
    choice = {name: chosen[name] for name in ("importer", "basis", "china")}
    frame = db.query("overview_table", **choice, year=chosen["year"])
    history = db.query("overview_history", **choice)
    history = history[history["year"] <= chosen["year"]].pivot(index="series_id", columns="year", values="china_share")
    frame = frame.merge(history.add_prefix("china_share_"), how="left", left_on="series_id", right_index=True)
    return frame if chosen["stage"] == "all" else frame[frame["stage"] == chosen["stage"]]


def _history(frame: pd.DataFrame) -> list[str]:
    return [name for name in frame.columns if name.removeprefix("china_share_").isdigit()]


def _ordered(frame: pd.DataFrame, sort: str) -> pd.DataFrame:
    """Ties and rows without the value keep the order of the alphabet."""
    by_name = frame.sort_values([text.name_column("mineral"), "stage"])
    if sort not in SORTS:
        return by_name
    column, ascending = SORTS[sort]
    if column == "china_share" and not _is_shared(frame):
        column = "top_supplier_share"
    return by_name.sort_values(column, ascending=ascending, kind="stable", na_position="last")


def _is_shared(frame: pd.DataFrame) -> bool:
    """False for China as importer, which has no share in its own imports."""
    return bool(frame["china_share"].notna().any())


def _ranked(frame: pd.DataFrame, importer: str, year: str, chosen: dict) -> Panel:
    history = tuple(_history(frame))
    share = _("China's share") if _is_shared(frame) else _("Share of the largest supplier")
    change = _("Change since {year}, points").format(year=chosen["year"] - 5)
    mineral, stage = _mineral()
    of_china = [
        _share(share),
        Column("china_change_points", change, text.points, numeric=True),
        Column("china_share", _("Since {year}").format(year=history[0][-4:]), spark=history),
    ]
    columns = [
        replace(mineral, page="mineral_page"),
        stage,
        *(of_china if _is_shared(frame) else []),
        Column("hhi", _("HHI (equal suppliers)"), cell=_concentration, numeric=True),
        Column("definitions_met", _("Definitions met"), cell=_definitions_met, numeric=True),
        _supplier(),
        _value(),
        Column("quality_grade", _("Grade"), details=lambda row: list(row["grade_reasons"])),
    ]
    caption = _("{share} of the imports of {importer}, {year}, {measure}: {n} series, one row each").format(
        share=share, importer=importer, year=year, measure=_measure(chosen), n=len(frame)
    )
    return Panel(
        panel_id="overview",
        title=_("Minerals ranked"),
        frame=frame,
        columns=_mark_order(columns, chosen["sort"]),
        caption=caption,
        file_parts=[importer, "china-share", chosen["basis"], chosen["china"], chosen["year"]],
        caveats=_caveats(),
        meanings=_meanings(),
        rows=_rows(frame, chosen),
        top=controls.sort,
        layout=frame.assign(mineral_page=_mineral_pages(frame)),
    )


def _baskets(frame: pd.DataFrame, importer: str, year: str, chosen: dict) -> Panel:
    members = f"basket_members_{text.language()}"
    columns = [
        Column(text.name_column("mineral"), _("Customs code")),
        Column(members, _("Metals that it holds"), prose=True),
        _share(_("China's share of the whole code")),
        _supplier(),
        _value(),
    ]
    return Panel(
        panel_id="overview_baskets",
        title=_("Not ranked: several metals under one customs code"),
        frame=frame,
        columns=columns,
        caption=_("Imports of {importer}, {year}, {measure}").format(
            importer=importer, year=year, measure=_measure(chosen)
        ),
        file_parts=[importer, "basket-codes", chosen["basis"], chosen["china"], chosen["year"]],
        caveats=[text.reason("BASKET_CODE"), _("Each code is counted once, not once for each metal.")],
        meanings=_meanings(),
        rows=_rows(frame, chosen),
    )


def _apart(frame: pd.DataFrame, importer: str, year: str, chosen: dict) -> Panel:
    columns = [
        *_mineral(),
        Column("status", _("Why it is not ranked"), text.reason, prose=True),
        _share(_("China's share")),
        _value(),
        Column("codes_in_words", _("Customs codes"), prose=True),
    ]
    return Panel(
        panel_id="overview_apart",
        title=_("Not ranked: too little trade, no trade, or no code"),
        frame=frame,
        columns=columns,
        caption=_("Imports of {importer}, {year}, {measure}").format(
            importer=importer, year=year, measure=_measure(chosen)
        ),
        file_parts=[importer, "not-ranked", chosen["basis"], chosen["china"], chosen["year"]],
        caveats=[_("n/a means unknown, never zero.")],
        meanings=_meanings(),
        rows=_rows(frame.dropna(subset=["value_usd"]), chosen),
    )


def _mineral() -> list[Column]:
    return [Column(text.name_column("mineral"), _("Mineral")), Column("stage", _("Stage"), text.stage)]


def _mineral_pages(frame: pd.DataFrame) -> list[str]:
    """The page of each row's mineral, at its stage, for the same importer."""
    pairs = zip(frame["mineral_id"], frame["stage"], strict=True)
    return [permalink.address("mineral", mineral=mineral, stage=stage) for mineral, stage in pairs]


def _share(label: str) -> Column:
    return Column("china_share", label, text.share, numeric=True, bar=True)


def _supplier() -> Column:
    return Column(text.name_column("top_supplier"), _("Largest supplier"), cell=_largest)


def _value() -> Column:
    return Column("value_usd", _("Imports, million USD"), text.million_usd, numeric=True)


def _largest(row: dict) -> str:
    name = row[text.name_column("top_supplier")]
    return text.NOT_AVAILABLE if text.missing(name) else f"{name} {text.share(row['top_supplier_share'])}"


def _concentration(row: dict) -> str:
    if text.missing(row["hhi"]):
        return text.NOT_AVAILABLE
    return f"{text.index(row['hhi'])} ({text.suppliers(row['equivalent_suppliers'])})"


def _definitions_met(row: dict) -> str:
    if text.missing(row["definitions_met"]):
        return text.NOT_AVAILABLE
    return _("{n} of {m}").format(n=int(row["definitions_met"]), m=int(row["definitions_judged"]))


def _mark_order(columns: list[Column], sort: str) -> list[Column]:
    key, ascending = SORTS.get(sort, (text.name_column("mineral"), True))
    order = "ascending" if ascending else "descending"
    return [replace(column, order=order) if column.key == key and not column.spark else column for column in columns]


def _measure(chosen: dict) -> str:
    return f"{text.basis(chosen['basis'])}, {text.china(chosen['china'])}"


def _rows(frame: pd.DataFrame, chosen: dict) -> SourceRows | None:
    if frame.empty:
        return None
    names = frame[text.name_column("mineral")] + ", " + frame["stage"].map(text.stage)
    return SourceRows(
        choices=dict(zip(frame["series_id"], names, strict=True)),
        load=partial(_source_rows, chosen["importer"], chosen["year"]),
        sql=db.sql("source_rows"),
    )


def _source_rows(importer: str, year: int, series: str) -> pd.DataFrame:
    return db.query("source_rows", importer=importer, series=series, year=year)


def _caveats() -> list[str]:
    rules = " ".join(
        f"{number}) {name}." for number, name in enumerate(db.query("definitions")[text.name_column("definition")], 1)
    )
    return [
        _("Shares are of gross imports; value and tonnes can differ widely. Stages are never added up."),
        _("Definitions of dependence: {rules}").format(rules=rules),
        _("Years with too little trade are left out of the lines and of the change; n/a means unknown, never zero."),
        _("HHI 1 means a single supplier; in brackets the number of equal suppliers with the same HHI."),
        _("Grade A to D: purity of the code, known tonnes, completeness, size, agreement of the HS editions."),
    ]


def _meanings() -> dict[str, str]:
    """Meaning of the columns for the Metadata sheet."""
    return {
        "series_id": _("customs codes of one mineral, stage and HS edition"),
        "status": _("RANKED, or the reason why not"),
        "china_share": _("share of China in the imports, 0-1, by the chosen basis"),
        "china_share_before": _("the same five years earlier"),
        "china_change_points": _("difference in percentage points"),
        "china_share_<year>": _("the same in that year; empty: no trade, or too little"),
        "hhi": _("Herfindahl-Hirschman index of suppliers, 0-1"),
        "equivalent_suppliers": _("number of equal suppliers with the same HHI"),
        "top_supplier_share": _("share of the largest supplier, 0-1"),
        "value_usd": _("imports, US dollars"),
        "quantity_t": _("imports with a known quantity, tonnes"),
        "quantity_coverage": _("share of the value whose tonnes are known, 0-1"),
        "definitions_met": _("definitions of dependence that are met, out of definitions_judged"),
        "quality_grade": _("A to D; grade_reasons lists what lowered it"),
        "completeness": _("full: all flows; top6: largest partners only"),
        "source_ids": _("releases, see the sheet Sources"),
    }


if __name__ == "__main__":
    main()
