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
from dashboard.pages.country.sentences import sold_to_china
from dashboard.pages.country.subject import Subject, history
from dashboard.words import formats, names, reasons
from dashboard.words.language import _, name_column, named

# Buyers beside China, Japan and the EU that get a column of their own.
OTHER_BUYERS = 6
LEAST_PRINTED = 0.0005


def panels(subject: Subject) -> Iterator[Panel]:
    """Exports, their destinations, production, and what is not ranked; empty ones are left out."""
    frame = subject.exports
    ranked, apart = frame[frame["status"] == "RANKED"], frame[frame["status"] != "RANKED"]
    if len(ranked):
        yield _exports(subject, ranked)
        yield _destinations(subject, ranked)
    if len(subject.produced):
        yield _production(subject, subject.produced)
    if len(apart):
        yield _apart(subject, apart)


def _exports(subject: Subject, frame: pd.DataFrame) -> Panel:
    uranium = "uranium" in set(frame["mineral_id"])
    to_china = frame["china_share"].notna().any()
    china = [
        Column("china_share", _("Share to China"), formats.share, numeric=True, bar=True),
        columns.change(subject),
        *columns.spark(frame),
    ]
    return Panel(
        panel_id="country_exports",
        title=_("What {name} sells, and who takes it").format(name=subject.name),
        frame=frame,
        columns=[
            *columns.mineral(),
            Column("value_usd", _("Exports, million USD"), formats.million_usd, numeric=True, order="descending"),
            *(china if to_china else []),
            Column("destination_shares", _("Largest buyers"), cell=_buyers, prose=True),
            Column("production_t", _("Production, t"), formats.tonnes, sub=_production_of, numeric=True),
        ],
        caption=_("Exports of {name}, {year}, shares {measure}: {n} series, one row each").format(
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
        title=_("Who takes how much of each"),
        frame=frame,
        columns=[
            Column("label", _("Mineral")),
            *(Column(name, name, _share_or_none, numeric=True) for name in buyers),
        ],
        caption=_("Shares in the exports of {name}, {year}, {measure}").format(
            name=subject.name, year=subject.year, measure=subject.measure
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
    )


def _production(subject: Subject, frame: pd.DataFrame) -> Panel:
    minerals = dict(zip(frame["mineral_id"], frame[name_column("mineral")], strict=True))
    return Panel(
        panel_id="country_production",
        title=_("What {name} produces").format(name=subject.name),
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
        caption=_("Production of {name} in the year nearest to {year}, newest edition that has it").format(
            name=subject.name, year=subject.choice.year
        ),
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
    )


def _apart(subject: Subject, frame: pd.DataFrame) -> Panel:
    frame = frame.drop(columns=list(history(frame)))
    return Panel(
        panel_id="country_exports_apart",
        title=_("Sold, but not ranked: too little trade, or several metals in one code"),
        frame=frame,
        columns=[
            *columns.mineral(),
            Column("status", _("Why it is not ranked"), reasons.reason, prose=True),
            Column("value_usd", _("Exports, million USD"), _small_million, numeric=True),
            Column("destination_shares", _("Largest buyers"), cell=_buyers, prose=True),
        ],
        caption=_("Exports of {name}, {year}").format(name=subject.name, year=subject.year),
        file_parts=subject.file("exports-not-ranked"),
        caveats=[_("n/a means unknown, never zero.")],
        rows=subject.rows(questions.EXPORT_ROWS, frame),
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
        publisher=_short(row["production_publisher"]),
        edition=row["production_edition"],
    )


def _publisher(row: Row) -> str:
    return f"{row['publisher']}, {row['edition']}"


def _short(publisher: str) -> str:
    return {
        "U.S. Geological Survey": "USGS",
        "World Nuclear Association": "WNA",
        "International Energy Agency": "IEA",
    }.get(publisher, publisher)


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
