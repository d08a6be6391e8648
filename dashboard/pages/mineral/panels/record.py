"""Lists about the mineral: export controls, customs codes, commitments, projects."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard import queries
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.pages.mineral import questions, source_rows
from dashboard.pages.mineral.subject import Subject
from dashboard.words import formats, names
from dashboard.words.language import _, lowered


def events(subject: Subject) -> Iterator[Panel]:
    """Every export control that names the mineral."""
    frame = subject.ask(queries.EVENTS, subject.choice)
    if frame.empty:
        return
    yield Panel(
        panel_id="mineral_events",
        title=_events_title(frame),
        frame=frame,
        columns=[
            Column("starts_on", _("From"), _day),
            Column(
                "measure_type",
                _("Measure"),
                sub=lambda row: "" if formats.missing(row["announcement_no"]) else row["announcement_no"],
            ),
            Column("state", _("State"), names.event_state, sub=_until),
            Column("issuer", _("Issuer")),
            Column("target_countries", _("Aimed at")),
            Column("statement", _("What happened"), prose=True),
            _source(),
        ],
        caption=_("Export controls that name {mineral}, newest first; state as recorded in the register").format(
            mineral=lowered(subject.mineral)
        ),
        file_parts=[subject.choice.mineral, "export-controls"],
        caveats=[_("The date is when it took effect, or when it was announced where no other date is recorded.")],
        rows=source_rows.themselves(subject, queries.EVENTS),
        layout=frame.iloc[::-1],
        fold=True,
    )


def codes(subject: Subject) -> Iterator[Panel]:
    """Which customs codes stand behind the mineral, how pure they are and what they hide."""
    frame = subject.ask(questions.CODES, subject.choice)
    if frame.empty:
        return
    yield Panel(
        panel_id="mineral_codes",
        title=_codes_title(frame),
        frame=frame,
        columns=[
            Column("hs6", _("Code"), sub=lambda row: row["hs_edition"]),
            Column("stage", _("Stage"), names.stage),
            Column("form", _("What it covers"), prose=True),
            Column("purity", _("Purity"), _purity),
            Column("in_extract", _("In the releases"), lambda held: _("yes") if held else _("no"), sub=_code_years),
            Column("is_default", _("Shown first"), lambda first: _("yes") if first else _("no")),
            Column("code_note", _("What it hides or leaves out"), cell=_code_note, prose=True),
        ],
        caption=_("Customs codes of {mineral}, by stage and edition of the nomenclature, and what they hide").format(
            mineral=lowered(subject.mineral)
        ),
        file_parts=[subject.choice.mineral, "customs-codes"],
        caveats=[_("A series never mixes stages or editions of the nomenclature.")],
    )


def commitments(subject: Subject) -> Iterator[Panel]:
    """Commitments that name the mineral."""
    frame = subject.ask(questions.COMMITMENTS, subject.choice)
    if frame.empty:
        return
    yield Panel(
        panel_id="mineral_commitments",
        title=_commitments_title(frame).format(n=len(frame), mineral=lowered(subject.mineral)),
        frame=frame,
        columns=[
            Column("title", _("Commitment"), sub=lambda row: row["record_id"]),
            Column("statement", _("What was promised"), prose=True),
            Column("actors", _("By")),
            Column("counterparts", _("With")),
            Column("dated", _("Date")),
            Column("state", _("State"), sub=lambda row: row["status"]),
            _source(),
        ],
        caption=_("Commitments of the register that name {mineral}, newest first; amounts may overlap").format(
            mineral=lowered(subject.mineral)
        ),
        file_parts=[subject.choice.mineral, "commitments"],
        caveats=[_("Those about critical minerals in general are not listed here.")],
        rows=source_rows.themselves(subject, questions.COMMITMENTS),
    )


def projects(subject: Subject) -> Iterator[Panel]:
    """Projects and deals that name the mineral."""
    frame = subject.ask(questions.PROJECTS, subject.choice)
    if frame.empty:
        return
    yield Panel(
        panel_id="mineral_projects",
        title=_projects_title(frame).format(
            n=len(frame), k=int((frame["state"] == "operating").sum()), mineral=lowered(subject.mineral)
        ),
        frame=frame,
        columns=[
            Column("title", _("Project"), sub=lambda row: row["record_id"]),
            Column("statement", _("What it is"), prose=True),
            Column("companies", _("Companies")),
            Column("country", _("Where")),
            Column("stage", _("Stage")),
            Column("state", _("State"), sub=lambda row: row["status"]),
            Column("capacity", _("Capacity"), cell=_capacity, numeric=True),
            _source(),
        ],
        caption=_("Projects of the register that name {mineral}, newest signature first; amounts may overlap").format(
            mineral=lowered(subject.mineral)
        ),
        file_parts=[subject.choice.mineral, "projects"],
        rows=source_rows.themselves(subject, questions.PROJECTS),
    )


def _events_title(frame: pd.DataFrame) -> str:
    newest = frame.iloc[-1]
    said = _("{n} measures and steps on record, the newest of {day}")
    if len(frame) == 1:
        said = _("One measure on record, of {day}")
    return said.format(n=len(frame), day=_day(newest["starts_on"]))


def _codes_title(frame: pd.DataFrame) -> str:
    """How many codes hold nothing but the mineral; a code counts once, whatever its editions."""
    pure = frame["purity"].eq("EXACT").groupby(frame["hs6"]).all()
    given = {"k": int(pure.sum()), "n": len(pure)}
    if given["n"] == 1:
        alone = _("The only customs code holds this mineral alone")
        return alone if pure.all() else _("The only customs code holds other goods too")
    if pure.all():
        return _("Each of the {n} customs codes holds this mineral alone").format(**given)
    if not pure.any():
        return _("None of the {n} customs codes holds this mineral alone").format(**given)
    return _("Customs codes that hold this mineral alone: {k} of {n}").format(**given)


def _commitments_title(frame: pd.DataFrame) -> str:
    return _("One commitment names {mineral}") if len(frame) == 1 else _("{n} commitments name {mineral}")


def _projects_title(frame: pd.DataFrame) -> str:
    if len(frame) == 1:
        return _("One project names {mineral}")
    if not frame["state"].eq("operating").any():
        return _("{n} projects name {mineral}, none of them is recorded as operating")
    return _("{n} projects name {mineral}, recorded as operating: {k}")


def _day(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}"


def _until(row: Row) -> str:
    if not formats.missing(row["suspended_to"]):
        return _("suspended to {day}").format(day=_day(row["suspended_to"]))
    return "" if formats.missing(row["ends_on"]) else _("to {day}").format(day=_day(row["ends_on"]))


def _purity(purity: str) -> str:
    return {
        "EXACT": _("this mineral only"),
        "DOMINANT": _("mostly this mineral"),
        "PROXY": _("stands for it"),
        "BASKET": _("several metals"),
    }.get(purity, purity)


def _code_years(row: Row) -> str:
    if formats.missing(row["first_year"]) or not row["in_extract"]:
        return ""
    return f"{row['first_year']}–{row['last_year']}"


def _code_note(row: Row) -> str:
    notes = [row[name] for name in ("code_note", "series_note") if not formats.missing(row[name])]
    return " ".join(dict.fromkeys(notes))


def _capacity(row: Row) -> str:
    return "" if formats.missing(row["capacity"]) else f"{formats.raw(row['capacity'])} {row['capacity_unit']}"


def _source() -> Column:
    return Column("publisher", _("Source"), link="source_url", sub=lambda row: row["confidence"])
