"""Did only the ore move: ore and refined goods side by side, and China's share of world refining beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts import lines, theme
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.pages.diversification import questions
from dashboard.pages.diversification.choice import SHARES
from dashboard.pages.diversification.questions import ReadingRow
from dashboard.pages.diversification.sentences import reason_or_nothing, trend_state
from dashboard.pages.diversification.subject import Part, Subject
from dashboard.question import records
from dashboard.words import formats, names, reasons
from dashboard.words.language import _, lowered, raised

WORLD = theme.SUPPLIERS["AUS"]


def part(subject: Subject) -> Part:
    """The answer and the panels."""
    frame = subject.ask(questions.READING, subject.choice, **subject.between)
    rows = questions.READING.rows(frame)
    strong = readings()[rows[0]["reading"]]
    sentence = _("{importer}, {mineral}, {first} to {last} ({basis}): {strong}.").format(
        importer=subject.importer,
        mineral=lowered(subject.mineral),
        first=subject.first,
        last=subject.last,
        basis=names.basis(subject.choice.basis),
        strong=strong,
    )

    def panels() -> Iterator[Panel]:
        yield _table(subject, frame)
        yield from _chart(subject)

    return Part(sentence, strong, [*map(_stage_line, rows), *subject.notes], panels)


def readings() -> dict[str, str]:
    """The readings in words."""
    return {
        "both": _("ore and refining both diversified"),
        "ore_diversified_refining_not": _("ore diversified, refining did not"),
        "ore_only": _("ore diversified; refined goods hardly came from China to begin with"),
        "refining_only": _("refining diversified, ore did not"),
        "neither": _("neither ore nor refining diversified"),
        "hardly_from_china": _("hardly any ore or refined goods came from China in either year"),
        "not_comparable": _("the two stages cannot be compared"),
    }


def _stage_line(row: ReadingRow) -> str:
    stage = names.stage(row["stage"])
    if formats.missing(row["share_from"]) or formats.missing(row["share_to"]):
        said = _("{stage}: not comparable. {reason}").format(stage=stage, reason=reasons.reason(row["reason"]))
    else:
        said = _("{stage}: from {a} to {b} ({points} points).").format(
            stage=stage,
            a=formats.share(row["share_from"]),
            b=formats.share(row["share_to"]),
            points=formats.points(row["change_points"]),
        )
    if formats.missing(row["world_china_share"]):
        return said
    return _("{said} China's share of the world at this stage: {share} in {year}.").format(
        said=said, share=formats.share(row["world_china_share"]), year=int(row["world_year"])
    )


def _table(subject: Subject, frame: pd.DataFrame) -> Panel:
    known = frame.dropna(subset=["series_id"])
    known = known[known["share_to"].notna()]
    return Panel(
        panel_id="diversification_upstream",
        title=raised(readings()[str(frame["reading"].iloc[0])]),
        frame=frame,
        columns=[
            Column("stage", _("Stage"), names.stage),
            Column("share_from", _("China's share {year}").format(year=subject.first), formats.share, numeric=True),
            Column(
                "share_to", _("China's share {year}").format(year=subject.last), formats.share, numeric=True, bar=True
            ),
            Column("change_points", _("Change, points"), formats.points, numeric=True),
            Column("change", _("Reading of the stage"), _change),
            Column("trend_state", _("Trend"), trend_state),
            Column("quality_grade", _("Grade")),
            Column("world_china_share", _("China in world production"), cell=_world, sub=_form, numeric=True),
            Column("reason", _("Why a figure is missing"), reason_or_nothing),
        ],
        caption=_(
            "China's share in the imports of {importer} of {mineral}, {years}, {measure}; diversified: it fell by five "
            "points or more"
        ).format(
            importer=subject.importer,
            mineral=lowered(subject.mineral),
            years=subject.years,
            measure=subject.measure,
        ),
        file_parts=subject.file("ore-and-refined", f"{subject.first}-{subject.last}"),
        caveats=[
            _("Stages are never added up."),
            _("World production is the last year published; the form that is counted stands below the figure."),
        ],
        rows=subject.stage_rows(dict(zip(known["series_id"], known["stage"].map(names.stage), strict=True))),
        depends=SHARES,
    )


def _chart(subject: Subject) -> Iterator[Panel]:
    frame = subject.ask(questions.STAGES, subject.choice, **subject.between)
    known = frame.dropna(subset=["china_share"])
    if known.empty:
        return
    drawn = [
        lines.Line(_label(subject, what, stage), list(rows["year"]), list(rows["china_share"]), _colour(what))
        for (what, stage), rows in known.groupby(["what", "stage"], sort=False)
    ]
    last = [rows.iloc[-1] for _key, rows in known.groupby(["what", "stage"], sort=False)]
    said = "; ".join(
        f"{_label(subject, row['what'], row['stage'])} {formats.share(row['china_share'])} ({int(row['year'])})"
        for row in last
    )
    bought = known[known["what"] == "imports"]
    yield Panel(
        panel_id="diversification_stages",
        title=_title(last),
        frame=frame,
        columns=[
            Column("year", _("Year")),
            Column("what", _("Share in"), lambda what: _what(subject, str(what))),
            Column("stage", _("Stage"), names.stage),
            Column("china_share", _("China's share"), formats.share, numeric=True, bar=True),
            Column("counted", _("What is counted")),
        ],
        caption=_(
            "China's share in the imports of {importer} of {mineral}, {measure}, and in world production, {years}"
        ).format(
            importer=subject.importer,
            mineral=lowered(subject.mineral),
            measure=subject.measure,
            years=subject.years,
        ),
        file_parts=subject.file("stages-and-world", f"{subject.first}-{subject.last}"),
        chart=partial(lines.over_time, drawn),
        alt=_("China's share by stage, last values: {said}.").format(said=said),
        caveats=[
            _("Imports are customs weight or value, world production is in the publisher's unit."),
        ],
        rows=subject.stage_rows({row["counted"]: names.stage(row["stage"]) for row in records(bought)}),
        layout=frame.sort_values("year", ascending=False, kind="stable"),
        fold=True,
        depends=SHARES,
    )


def _title(last: Sequence[pd.Series[Any]]) -> str:
    """China's last share in the imports and in the world at one stage, refined before ore."""
    held = {(row["what"], row["stage"]): row for row in last}
    kinds = [(bought, stage) for bought in (True, False) for stage in ("refined", "ore")]
    for both, stage in kinds:
        bought, made = held.get(("imports", stage)), held.get(("world", stage))
        if both != (bought is not None and made is not None):
            continue
        given = {"stage": names.stage(stage).lower()}
        if bought is not None:
            given |= {"a": formats.share(bought["china_share"]), "year": str(int(bought["year"]))}
        if made is not None:
            given |= {"b": formats.share(made["china_share"]), "made_in": str(int(made["year"]))}
        if bought is not None and made is not None:
            said = _("China: {a} of {stage} imports in {year}, {b} of world refining in {made_in}")
            if stage == "ore":
                said = _("China: {a} of {stage} imports in {year}, {b} of world mining in {made_in}")
        elif bought is not None:
            said = _("China: {a} of {stage} imports in {year}")
        elif made is not None:
            said = _("China: {b} of world refining in {made_in}")
            if stage == "ore":
                said = _("China: {b} of world mining in {made_in}")
        else:
            continue
        return said.format(**given)
    return _("China in the imports and in world production")


def _colour(what: str) -> str:
    return theme.CHINA if what == "imports" else WORLD


def _label(subject: Subject, what: str, stage: str) -> str:
    if what == "imports":
        return _("Imports, {stage}").format(stage=names.stage(stage).lower())
    return _("World mining") if stage == "ore" else _("World refining")


def _what(subject: Subject, what: str) -> str:
    return _("imports of {importer}").format(importer=subject.importer) if what == "imports" else _("world production")


def _change(code: str) -> str:
    return {
        "diversified": _("diversified"),
        "more_dependent": _("more dependent"),
        "unchanged": _("little changed"),
        "hardly_from_china": _("hardly from China"),
        "not_comparable": _("not comparable"),
    }.get(code, code)


def _world(row: Row) -> str:
    if formats.missing(row["world_china_share"]):
        return formats.NOT_AVAILABLE
    return f"{formats.share(row['world_china_share'])} ({int(row['world_year'])})"


def _form(row: Row) -> str:
    return "" if formats.missing(row["world_form"]) else str(row["world_form"])
