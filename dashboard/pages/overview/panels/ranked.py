"""The series of the importer: those that can be ranked, baskets, and what cannot be ranked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from dashboard import queries
from dashboard.content import cells
from dashboard.content.column import Column
from dashboard.content.filters import Filter
from dashboard.content.panel import Panel
from dashboard.pages.overview import questions
from dashboard.pages.overview.choice import SORT
from dashboard.pages.overview.subject import SORTS, Subject, history
from dashboard.state.permalink import link
from dashboard.words import formats, names, reasons
from dashboard.words.counts import almost_only, bought_most, is_shared, nearest_year, set_apart, why_nothing
from dashboard.words.language import _, name_column, named

# The parameters that change what is drawn below; the order is that of the ranked table alone.
DEPENDS = ("importer", "year", "basis", "stage", "china")
RANKED_DEPENDS = (*DEPENDS, "sort")


def ranked(subject: Subject) -> Iterator[Panel]:
    """The minerals that can be ranked."""
    if subject.ranked.empty:
        return
    frame = subject.with_history(subject.ranked)
    shared = is_shared(frame)
    share = _("China's share") if shared else _("Share of the largest supplier")
    mineral, stage = _mineral()
    columns = [
        replace(mineral, page="mineral_page"),
        stage,
        *(_of_china(subject, frame) if shared else []),
        Column("hhi", _("HHI (equal suppliers)"), cell=cells.concentration, numeric=True),
        Column("definitions_met", _("Definitions met"), cell=cells.definitions_met, numeric=True),
        _supplier(),
        _value(),
        Column("quality_grade", _("Grade"), details=lambda row: list(row["grade_reasons"])),
    ]
    pairs = zip(frame["mineral_id"], frame["stage"], strict=True)
    yield Panel(
        panel_id="overview",
        title=bought_most(frame, subject.importer, subject.choice.china),
        frame=frame,
        columns=_mark_order(columns, subject.choice.sort),
        caption=_("{share} of the imports of {importer}, {year}, {measure}: {n} series, one row each").format(
            share=share, importer=subject.importer, year=subject.year, measure=subject.measure, n=len(frame)
        ),
        file_parts=subject.file("china-share"),
        caveats=_caveats(subject),
        rows=subject.rows(frame),
        filters=[Filter(SORT)],
        depends=RANKED_DEPENDS,
        layout=frame.assign(mineral_page=[link("mineral", mineral=one, stage=at) for one, at in pairs]),
    )


def nothing_ranked(subject: Subject) -> str:
    """Why nothing can be ranked, and which year has something."""
    if subject.frame.empty:
        return _("No customs code at this stage is covered here.")
    why = why_nothing(subject.frame["status"])
    if subject.choice.stage != "all":
        return _("Nothing at this stage can be ranked. {why}").format(why=why)
    nearest = nearest_year(subject.ask(questions.HISTORY, subject.choice), subject.choice.year)
    return _("Nothing can be ranked. {why} {nearest}").format(why=why, nearest=nearest)


def _of_china(subject: Subject, frame: pd.DataFrame) -> list[Column]:
    past = tuple(history(frame))
    change = _("Change since {year}, points").format(year=subject.since)
    return [
        _share(_("China's share")),
        Column("china_change_points", change, formats.points, numeric=True),
        Column("china_share", _("Since {year}").format(year=past[0][-4:]), spark=past),
    ]


def baskets(subject: Subject) -> Iterator[Panel]:
    """Codes that hold several metals, each counted once."""
    frame = subject.frame[subject.frame["status"] == "BASKET_CODE"]
    if frame.empty:
        return
    yield Panel(
        panel_id="overview_baskets",
        title=_("One customs code holds several metals and is not ranked")
        if len(frame) == 1
        else _("{n} customs codes hold several metals each and are not ranked").format(n=len(frame)),
        frame=frame,
        columns=[
            Column(name_column("mineral"), _("Customs code")),
            Column(f"basket_members_{named()}", _("Metals that it holds"), prose=True),
            _share(_("China's share of the whole code")),
            _supplier(),
            _value(),
        ],
        caption=_caption(subject),
        file_parts=subject.file("basket-codes"),
        caveats=[reasons.reason("BASKET_CODE"), _("Each code is counted once, not once for each metal.")],
        rows=subject.rows(frame),
        depends=DEPENDS,
    )


def no_baskets(_subject: Subject) -> str:
    """What stands in place of the codes of several metals."""
    return _("No customs code at this stage holds several metals.")


def apart(subject: Subject) -> Iterator[Panel]:
    """What cannot be ranked, and why."""
    unranked = ~subject.frame["status"].isin(["RANKED", "BASKET_CODE", "IN_BASKET"])
    frame = subject.frame[unranked]
    if frame.empty:
        return
    yield Panel(
        panel_id="overview_apart",
        title=set_apart(frame["status"]),
        frame=frame,
        columns=[
            *_mineral(),
            Column("status", _("Why it is not ranked"), reasons.reason, prose=True),
            _share(_("China's share")),
            _value(),
            Column("codes_in_words", _("Customs codes"), prose=True),
        ],
        caption=_caption(subject),
        file_parts=subject.file("not-ranked"),
        caveats=[_("n/a means unknown, never zero.")],
        rows=subject.rows(frame.dropna(subset=["value_usd"])),
        depends=DEPENDS,
    )


def none_apart(_subject: Subject) -> str:
    """What stands in place of what cannot be ranked."""
    return _("Every series here can be ranked.")


def _caption(subject: Subject) -> str:
    return _("Imports of {importer} in million USD, {year}; shares {measure}").format(
        importer=subject.importer, year=subject.year, measure=subject.measure
    )


def _mineral() -> list[Column]:
    return [Column(name_column("mineral"), _("Mineral")), Column("stage", _("Stage"), names.stage)]


def _share(label: str) -> Column:
    return Column("china_share", label, formats.share, numeric=True, bar=True)


def _supplier() -> Column:
    return Column(name_column("top_supplier"), _("Largest supplier"), cell=cells.largest_supplier)


def _value() -> Column:
    return Column("value_usd", _("Imports, million USD"), formats.million_usd, numeric=True)


def _mark_order(columns: list[Column], sort: str) -> list[Column]:
    key, ascending = SORTS.get(sort, (name_column("mineral"), True))
    return [
        replace(column, order="ascending" if ascending else "descending")
        if column.key == key and not column.spark
        else column
        for column in columns
    ]


def _caveats(subject: Subject) -> list[str]:
    definitions = subject.ask(queries.DEFINITIONS)[name_column("definition")]
    rules = " ".join(f"{number}) {name}." for number, name in enumerate(definitions, 1))
    return [
        almost_only(),
        _("Shares are of gross imports; value and tonnes can differ widely. Stages are never added up."),
        _("Definitions of dependence: {rules}").format(rules=rules),
        _("Years with too little trade are left out of the lines and of the change; n/a means unknown, never zero."),
        _("HHI 1 means a single supplier; in brackets the number of equal suppliers with the same HHI."),
        _("Grade A to D: purity of the code, known tonnes, completeness, size, agreement of the HS editions."),
    ]
