"""The country or group as a supplier: what it sells, who takes it, what it produces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from dashboard.charts import heat
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.country import questions
from dashboard.pages.country.panels import columns
from dashboard.pages.country.sentences import produced_most, sold_most, sold_to_china, takes_most
from dashboard.pages.country.subject import Subject
from dashboard.words import formats, names, reasons
from dashboard.words.counts import set_apart, why_nothing
from dashboard.words.language import _, name_column, named

# Buyers beside China, Japan and the EU that get a column of their own.
OTHER_BUYERS = 6
LEAST_PRINTED = 0.0005


# The parameters that change what is drawn below.
DEPENDS = ("country", "year", "basis", "stage", "china")
PRODUCTION_DEPENDS = ("country", "year", "stage")


def exports(subject: Subject) -> Iterator[Panel]:
    """Exports that can be ranked, and their destinations."""
    ranked = subject.exports[subject.exports["status"] == "RANKED"]
    if len(ranked):
        yield _exports(subject, ranked)
        yield _destinations(subject, ranked)


def nothing_sold(subject: Subject) -> str:
    """Why no export can be ranked."""
    if subject.exports.empty:
        return _("No export of {name} under these codes is recorded for {year}.").format(
            name=subject.name, year=subject.year
        )
    return _("No export of {name} can be ranked. {why}").format(
        name=subject.name, why=why_nothing(subject.exports["status"])
    )


def production(subject: Subject) -> Iterator[Panel]:
    """What is produced."""
    if len(subject.produced):
        yield _production(subject, subject.produced)


def nothing_produced(subject: Subject) -> str:
    """What stands in place of the production."""
    return (
        _("No publisher used here names {name} as a producer at this stage.").format(name=subject.name)
        if (subject.choice.stage != "all")
        else _("No publisher used here names {name} as a producer of these minerals.").format(name=subject.name)
    )


def apart(subject: Subject) -> Iterator[Panel]:
    """What is sold but not ranked."""
    frame = subject.exports[subject.exports["status"] != "RANKED"]
    if len(frame):
        yield _apart(subject, frame)


def _exports(subject: Subject, ranked: pd.DataFrame) -> Panel:
    frame = subject.with_history(ranked, questions.EXPORT_HISTORY)
    uranium = "uranium" in set(frame["mineral_id"])
    to_china = frame["china_share"].notna().any()
    china = [
        Column("china_share", _("Share to China"), formats.share, numeric=True, bar=True),
        columns.change(subject),
        *columns.spark(frame),
    ]
    return Panel(
        panel_id="country_exports",
        title=sold_most(frame, subject.name, subject.choice.china),
        frame=frame,
        columns=[
            *columns.mineral(),
            Column("value_usd", _("Exports, million USD"), formats.million_usd, numeric=True, order="descending"),
            *(china if to_china else []),
            Column("destination_shares", _("Largest buyers"), cell=_buyers, prose=True),
            Column("production_t", _("Production, t"), formats.tonnes, sub=_production_of, numeric=True),
        ],
        caption=_("Exports of {name} in million USD, {year}; shares {measure}: {n} series, one row each").format(
            name=subject.name, year=subject.year, measure=subject.measure, n=len(frame)
        ),
        file_parts=subject.file("exports"),
        caveats=[
            *subject.group_caveats(),
            _("A mineral counts as sold to China by more than half if one of its stages is."),
            _("Exports as customs record them under these codes; goods on their way through are in them."),
            _("Production is in the publisher's weight basis, often content of metal: not to be set against exports."),
            _("n/a means unknown, never zero."),
            *([_("Uranium is seen as ore only: the code of its compounds is not in the releases.")] if uranium else []),
        ],
        rows=subject.rows(questions.EXPORT_ROWS, frame),
        depends=DEPENDS,
    )


def _destinations(subject: Subject, ranked: pd.DataFrame) -> Panel:
    frame = subject.ask(questions.DESTINATIONS, subject.choice, most=OTHER_BUYERS)
    frame = frame[frame["series_id"].isin(ranked["series_id"])]
    order = {series: place for place, series in enumerate(ranked["series_id"])}
    frame = frame.sort_values("series_id", key=lambda ids: ids.map(order), kind="stable")
    buyer = name_column("destination")
    label = frame[name_column("mineral")] + ", " + frame["stage"].map(names.stage).str.lower()
    drawn = frame.assign(label=label)
    buyers = list(drawn.sort_values("place", kind="stable")[buyer].drop_duplicates())
    cells = drawn.pivot(index="label", columns=buyer, values="destination_share")
    layout = cells.reindex(index=pd.Index(label.drop_duplicates(), name="label"), columns=buyers).reset_index()
    long = layout.melt(id_vars="label", var_name=buyer, value_name="destination_share")
    return Panel(
        panel_id="country_destinations",
        title=takes_most(frame, subject.name),
        frame=frame,
        columns=[
            Column("label", _("Mineral")),
            *(Column(name, name, _share_or_none, numeric=True) for name in buyers),
        ],
        caption=_("Shares of the buyers in the exports of {name} in %, {year}, {measure}: {n} series").format(
            name=subject.name, year=subject.year, measure=subject.measure, n=len(layout)
        ),
        file_parts=subject.file("destinations"),
        chart=partial(heat.table, long, "label", buyer, "destination_share", _percent, top=1),
        alt=_("Shares of the buyers in each export. {said}").format(
            said=sold_to_china(ranked) or _("No large export goes mostly to China.")
        ),
        caveats=[
            *subject.group_caveats(),
            _("In per cent. China, Japan and the EU first, then the largest other buyers. Blank: no flow recorded."),
        ],
        rows=subject.rows(questions.EXPORT_ROWS, ranked),
        layout=layout,
        fold=True,
        least_width=heat.least_width(len(buyers)),
        depends=DEPENDS,
    )


def _production(subject: Subject, frame: pd.DataFrame) -> Panel:
    minerals = dict(zip(frame["mineral_id"], frame[name_column("mineral")], strict=True))
    return Panel(
        panel_id="country_production",
        title=produced_most(frame, subject.name),
        frame=frame,
        columns=[
            *columns.mineral(),
            Column("form", _("What is counted"), prose=True),
            Column("production_t", _("Production, t"), formats.tonnes, numeric=True),
            Column("world_share", _("Share of the world"), formats.share, numeric=True, bar=True, order="descending"),
            Column("production_year", _("Year"), sub=_status),
            Column("publisher", _("Publisher, edition"), cell=_publisher, prose=True),
            Column("export_usd", _("Exports, million USD"), cell=_exported, prose=True),
        ],
        caption=_(
            "Production of {name} in tonnes as each publisher counts it, year nearest to {year}, newest edition"
        ).format(name=subject.name, year=subject.choice.year),
        file_parts=[subject.choice.country, "production", subject.choice.year],
        caveats=[
            *subject.group_caveats()[:1],
            _("Forms of one mineral overlap and are never added up. Figures of different editions are not mixed."),
        ],
        rows=SourceRows(
            choices=minerals,
            load=lambda one: subject.ask(questions.PRODUCTION_ROWS, subject.choice, mineral=one),
            sql=questions.PRODUCTION_ROWS.sql,
        ),
        depends=PRODUCTION_DEPENDS,
    )


def _apart(subject: Subject, frame: pd.DataFrame) -> Panel:
    return Panel(
        panel_id="country_exports_apart",
        title=set_apart(frame["status"]),
        frame=frame,
        columns=[
            *columns.mineral(),
            Column("status", _("Why it is not ranked"), reasons.reason, prose=True),
            Column("value_usd", _("Exports, million USD"), _small_million, numeric=True),
            Column("destination_shares", _("Largest buyers"), cell=_buyers, prose=True),
        ],
        caption=_("Exports of {name} in million USD, {year}; shares {basis}").format(
            name=subject.name, year=subject.year, basis=names.basis(subject.choice.basis)
        ),
        file_parts=subject.file("exports-not-ranked"),
        caveats=[_("n/a means unknown, never zero.")],
        rows=subject.rows(questions.EXPORT_ROWS, frame),
        depends=DEPENDS,
    )


def _buyers(row: Row) -> str:
    if formats.missing(row["destination_shares"]):
        return formats.NOT_AVAILABLE
    pairs = zip(row[f"destinations_{named()}"], row["destination_shares"], strict=True)
    # What would print as 0.0 % says nothing; the largest buyer always stands.
    told = [(name, share) for place, (name, share) in enumerate(pairs) if not place or share >= LEAST_PRINTED]
    return ", ".join(f"{name} {formats.share(share)}" for name, share in told)


def _production_of(row: Row) -> str:
    if formats.missing(row["production_t"]):
        return ""
    return _("{share} of the world; {form}, {year}, {publisher} {edition}").format(
        share=formats.share(row["production_world_share"]),
        form=row["production_form"],
        year=int(row["production_year"]),
        publisher=names.publisher(row["production_publisher"]),
        edition=row["production_edition"],
    )


def _publisher(row: Row) -> str:
    return f"{row['publisher']}, {row['edition']}"


def _status(row: Row) -> str:
    return {"estimated": _("estimated")}.get(row["status"], "")


def _exported(row: Row) -> str:
    if not formats.missing(row["export_usd"]):
        return formats.million_usd(row["export_usd"])
    return {
        "NO_CODE": _("no customs code of this stage is covered"),
        "BASKET_CODE": _("sold under a code of several metals"),
        "CODE_NOT_IN_EXTRACT": _("the code is not in the releases"),
        "NO_EXPORT_RECORDED": _("no export recorded"),
    }[row["export_status"]]


def _share_or_none(value: float | None) -> str:
    return "" if formats.missing(value) else formats.share(value)


def _percent(value: float) -> str:
    """A share as a number in a cell whose heading says per cent."""
    return f"{value * 100:.1f}"


def _small_million(value: float | None) -> str:
    """Million USD; what would print as 0.0 is printed as less than that."""
    if not formats.missing(value) and 0 < value < 50_000:
        return _("under 0.1")
    return formats.million_usd(value)
