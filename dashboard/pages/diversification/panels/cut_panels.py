"""Panels of the export cut: three answers, importers, spare capacity, suppliers of the importer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import pandas as pd

from dashboard.charts import changes, theme
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.models.export_cut import Result, sentence
from dashboard.pages.diversification.asked_cut import Asked, withheld_by
from dashboard.pages.diversification.choice import SCENARIO
from dashboard.pages.diversification.sentences import reason_or_nothing
from dashboard.pages.diversification.subject import Subject
from dashboard.question import records
from dashboard.words import formats
from dashboard.words.language import _

ANSWERS = ("no_resourcing", "pro_rata", "best")
MOST_IMPORTERS = 12
MOST_SHOWN = 10


def build(subject: Subject, asked: Asked, result: Result) -> Iterator[Panel]:
    """All panels of the scenario."""
    yield _answers(subject, asked, result)
    yield _importers(subject, asked, result)
    yield _spare(subject, asked, result)
    if result.focus:
        yield _allocation(subject, asked, result)


def answers() -> tuple[str, str, str]:
    """Names of the three answers."""
    return _("Without re-sourcing"), _("Spare capacity, pro rata"), _("Best allocation")


def origin(code: str) -> str:
    """Where a spare capacity comes from."""
    return {
        "usgs_capacity": _("USGS capacity less production"),
        "recent_peak": _("recent peak less exports"),
        "none": _("unknown"),
    }.get(code, code)


def _answers(subject: Subject, asked: Asked, result: Result) -> Panel:
    rows = [(_("All importers"), result.total)]
    if result.focus:
        rows.insert(0, (subject.importer, result.focus))
    records = [
        {
            "answer": answer,
            "importer_name": name,
            "uncovered": totals.uncovered(answer),
            "shortage_t": getattr(totals, f"{answer}_t"),
            "demand_t": totals.demand_t,
            "exposed_t": totals.exposed_t,
            "exposed_usd": totals.exposed_usd,
        }
        for answer in ANSWERS
        for name, totals in rows
    ]
    frame = _sourced(pd.DataFrame(records), asked)
    labels = dict(zip(ANSWERS, answers(), strict=True))
    kinds = [
        changes.Dots(name, [totals.uncovered(answer) for answer in ANSWERS], colour)
        for (name, totals), colour in zip(rows, _colours(len(rows)), strict=True)
    ]
    said = "; ".join(f"{labels[one]}: {formats.share(rows[0][1].uncovered(one))}" for one in ANSWERS)
    return Panel(
        panel_id="diversification_cut",
        title=_answers_title(subject, asked, result),
        frame=frame,
        columns=[
            Column("answer", _("Answer"), labels.__getitem__),
            Column("importer_name", _("Importer")),
            Column("uncovered", _("Uncovered share of demand"), formats.share, numeric=True, bar=True),
            Column("shortage_t", _("Uncovered, t"), formats.tonnes, numeric=True),
            Column("demand_t", _("Demand, t"), formats.tonnes, numeric=True),
            Column("exposed_t", _("Exposed, t"), formats.tonnes, numeric=True),
            Column("exposed_usd", _("Exposed, million USD"), formats.million_usd, numeric=True),
        ],
        caption=_(
            "{name}, {goods}, {year}, {cut}: share of the tonnes that stays uncovered; two of the answers rest on "
            "assumed spare capacity"
        ).format(name=rows[0][0], goods=subject.goods, year=subject.year(subject.last), cut=_cut(subject, asked)),
        depends=SCENARIO,
        file_parts=_file(subject, "answers"),
        chart=partial(changes.dots, list(labels.values()), kinds),
        alt=_("Uncovered share of the demand of {name}: {said}.").format(name=rows[0][0], said=said),
        caveats=_caveats(subject, asked, result),
        rows=subject.world_rows(),
    )


def _caveats(subject: Subject, asked: Asked, result: Result) -> list[str]:
    notes = [_("Assumed: {text}").format(text=sentence(one)) for one in result.assumptions]
    notes += [_("Not covered: {text}").format(text=sentence(one)) for one in result.limits]
    if subject.series["is_basket"]:
        notes.append(_("The code holds several metals, and the scenario treats them as one good."))
    if asked.spare["is_edited"].any():
        names = [asked.areas.get(one, one) for one in asked.spare.loc[asked.spare["is_edited"], "supplier"]]
        notes.append(_("Spare capacity changed by the reader: {names}.").format(names=formats.and_list(names, 6)))
    if len(asked.others):
        titles = [f"{row['title']} ({row['capacity_unit']})" for row in records(asked.others)]
        notes.append(
            _("Projects that cannot be switched on, because another unit or stage is meant: {names}.").format(
                names=formats.and_list(titles, 4)
            )
        )
    return notes


def _importers(subject: Subject, asked: Asked, result: Result) -> Panel:
    frame = result.importers.assign(
        importer_name=[asked.areas.get(one, one) for one in result.importers["importer"]],
        exposed_share=result.importers["exposed_t"] / result.importers["baseline_t"],
    )
    frame = frame.sort_values(["exposed_t", "importer"], ascending=[False, True]).reset_index(drop=True)
    top = frame.head(MOST_IMPORTERS)
    kinds = [
        changes.Dots(name, list(top[f"{answer}_uncovered"]), colour)
        for name, answer, colour in zip(answers(), ANSWERS, _colours(3), strict=True)
    ]
    said = "; ".join(f"{row['importer_name']} {formats.share(row['exposed_share'])}" for row in records(top.head(4)))
    return Panel(
        panel_id="diversification_cut_importers",
        title=_importers_title(frame),
        frame=_sourced(frame, asked),
        columns=[
            Column("importer_name", _("Importer")),
            Column("baseline_t", _("Imports, t"), formats.tonnes, numeric=True),
            Column("exposed_t", _("Exposed, t"), formats.tonnes, numeric=True),
            Column("exposed_share", _("Exposed share"), formats.share, numeric=True, bar=True),
            *(
                Column(f"{answer}_uncovered", name, formats.share, numeric=True)
                for answer, name in zip(ANSWERS, answers(), strict=True)
            ),
        ],
        caption=_(
            "Importers of {goods} by exposed tonnes, {year}, {cut}: share that stays uncovered under three answers"
        ).format(goods=subject.goods, year=subject.year(subject.last), cut=_cut(subject, asked)),
        depends=SCENARIO,
        file_parts=_file(subject, "importers"),
        chart=partial(changes.dots, list(top["importer_name"]), kinds),
        alt=_("Largest exposed importers, exposed share: {said}.").format(said=said),
        caveats=[sentence("not_unique"), sentence("planner")],
        rows=subject.world_rows(),
        fold=True,
    )


def _spare(subject: Subject, asked: Asked, result: Result) -> Panel:
    shipped = result.suppliers.groupby("home", as_index=False)[["withheld_t", "pro_rata_t", "best_t"]].sum()
    frame = asked.spare.merge(shipped, how="left", left_on="supplier", right_on="home").drop(columns="home")
    frame = frame.assign(supplier_name=[asked.areas.get(one, one) for one in frame["supplier"]])
    return Panel(
        panel_id="diversification_spare",
        title=_spare_title(frame),
        frame=_sourced(frame, asked),
        columns=[
            Column("supplier_name", _("Supplier")),
            Column("current_t", _("Exports, t"), formats.tonnes, numeric=True),
            Column("spare_t", _("Spare, t"), formats.tonnes, numeric=True),
            Column("origin", _("Where it comes from"), cell=_origin),
            Column("ceiling_t", _("Capacity or peak, t"), formats.tonnes, numeric=True),
            Column("withheld_t", _("Withheld, t"), formats.tonnes, numeric=True),
            Column("pro_rata_t", _("Ships, pro rata, t"), formats.tonnes, numeric=True),
            Column("best_t", _("Ships, best case, t"), formats.tonnes, numeric=True),
            Column(
                "reason",
                _("Why no published capacity"),
                reason_or_nothing,
            ),
        ],
        caption=_(
            "Exports of {goods} in {year} and what could be added, t, {cut}: {shown} of {n} suppliers shown"
        ).format(
            goods=subject.goods,
            year=subject.year(subject.last),
            cut=_cut(subject, asked),
            shown=min(len(frame), MOST_SHOWN),
            n=len(frame),
        ),
        depends=SCENARIO,
        file_parts=_file(subject, "spare-capacity"),
        caveats=[
            _("USGS capacity where published in comparable tonnes, else the highest exports of the last five years."),
            _("Unknown spare capacity counts as none. Whoever withholds exports from everybody adds nothing."),
            _("A recent peak can consist of re-exports, of entrepôts above all: such a figure can be emptied below."),
        ],
        rows=subject.world_rows(),
        layout=frame.head(MOST_SHOWN),
    )


def _origin(row: Row) -> str:
    if row["is_edited"]:
        return _("changed by the reader")
    said = origin(row["origin"])
    return said if formats.missing(row["peak_year"]) else f"{said} ({int(row['peak_year'])})"


def _allocation(subject: Subject, asked: Asked, result: Result) -> Panel:
    frame = result.allocation[result.allocation["importer"] == subject.choice.importer]
    titles = dict(zip(asked.plants["project_id"], asked.plants["title"], strict=True))
    frame = frame.assign(supplier_name=[asked.areas.get(one, titles.get(one, one)) for one in frame["supplier"]])
    frame = frame.sort_values(["baseline_t", "best_t"], ascending=False, kind="stable").reset_index(drop=True)
    return Panel(
        panel_id="diversification_cut_suppliers",
        title=_("Of {base} t that {importer} imports {left} t are left after the cut").format(
            base=formats.tonnes(frame["baseline_t"].sum()),
            importer=subject.importer,
            left=formats.tonnes(frame["surviving_t"].sum()),
        ),
        frame=_sourced(frame, asked),
        columns=[
            Column("supplier_name", _("Supplier or project")),
            Column("baseline_t", _("Before, t"), formats.tonnes, numeric=True),
            Column("surviving_t", _("Left after the cut, t"), formats.tonnes, numeric=True),
            Column("pro_rata_t", _("With spare pro rata, t"), formats.tonnes, numeric=True),
            Column("best_t", _("Best case, t"), formats.tonnes, numeric=True),
        ],
        caption=_("Imports of {importer} of {goods}, {year}, t, {cut}: {shown} of {n} suppliers shown").format(
            importer=subject.importer,
            goods=subject.goods,
            year=subject.year(subject.last),
            cut=_cut(subject, asked),
            shown=min(len(frame), MOST_SHOWN),
            n=len(frame),
        ),
        depends=SCENARIO,
        file_parts=_file(subject, "suppliers"),
        caveats=[_("Best case: one of several allocations that may be equally good.")],
        rows=subject.trade_rows([subject.last]),
        layout=frame.head(MOST_SHOWN),
    )


def _cut(subject: Subject, asked: Asked) -> str:
    """What is withheld, by whom and from whom."""
    said = _("{supplier} withholds {cut} % from all importers")
    if subject.choice.hit == "one":
        said = _("{supplier} withholds {cut} % from {importer}")
    return said.format(supplier=withheld_by(subject, asked), cut=subject.choice.cut, importer=subject.importer)


def _answers_title(subject: Subject, asked: Asked, result: Result) -> str:
    """What is exposed: arithmetic. What others could replace rests on assumptions, and so stands in the panel only."""
    figures = result.focus or result.total
    exposed = formats.share(figures.exposed_t / figures.baseline_t if figures.baseline_t else 0.0)
    if result.focus is None:
        return _("{exposed} of the tonnes that all importers buy are exposed").format(exposed=exposed)
    return _("{exposed} of the tonnes that {importer} imports are exposed").format(
        exposed=exposed, importer=subject.importer
    )


def _importers_title(frame: pd.DataFrame) -> str:
    if frame.empty or not frame["exposed_t"].iloc[0] > 0:
        return _("No importer is exposed")
    return _("Most tonnes are exposed in {importer}: {t} t, {share} of its imports").format(
        importer=frame["importer_name"].iloc[0],
        t=formats.tonnes(frame["exposed_t"].iloc[0]),
        share=formats.share(frame["exposed_share"].iloc[0]),
    )


def _spare_title(frame: pd.DataFrame) -> str:
    """For how many suppliers a publisher states capacity; all else is a guess from trade, or the reader's."""
    stated = int(((frame["origin"] == "usgs_capacity") & ~frame["is_edited"]).sum())
    if not stated:
        return _("No capacity is published for these suppliers: recent peaks of exports stand in")
    return _("Suppliers with published capacity: {n} of {m}; recent peaks of exports stand in for others").format(
        n=stated, m=len(frame)
    )


def _sourced(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Trade of all pairs, and the register where a project runs, stand behind every figure."""
    ids = {one for table in (asked.table, asked.plants) for row in table["source_ids"] for one in row}
    if (asked.spare["origin"] == "usgs_capacity").any():
        ids |= {one for row in asked.made["source_ids"] for one in row}
    return frame.assign(source_ids=[sorted(ids)] * len(frame))


def _file(subject: Subject, *parts: object) -> Sequence[object]:
    return [
        subject.importer,
        subject.choice.mineral,
        subject.series["stage"],
        "export-cut",
        subject.choice.cut,
        *parts,
        subject.last,
    ]


def _colours(count: int) -> list[str]:
    return [theme.CHINA, theme.SUPPLIERS["AUS"], theme.SUPPLIERS["ZAF"]][:count]
