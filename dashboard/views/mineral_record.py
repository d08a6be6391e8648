"""Panels of the mineral page that are lists: export controls, customs codes, commitments, projects."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import db, text
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import mineral_view
from dashboard.views.mineral_view import View


def events(view: View) -> list[Panel]:
    """Every export control that names the mineral."""
    frame = db.query("mineral_events", mineral=view.chosen["mineral"], importer=view.chosen["importer"])
    if frame.empty:
        return []
    return [
        Panel(
            panel_id="mineral_events",
            title=_("Export controls that name the mineral"),
            frame=frame,
            columns=[
                Column("starts_on", _("From"), _day),
                Column(
                    "measure_type",
                    _("Measure"),
                    sub=lambda row: "" if text.missing(row["announcement_no"]) else row["announcement_no"],
                ),
                Column("state", _("State"), text.event_state, sub=_until),
                Column("issuer", _("Issuer")),
                Column("target_countries", _("Aimed at")),
                Column("statement", _("What happened"), prose=True),
                Column("publisher", _("Source"), link="source_url", sub=lambda row: row["confidence"]),
            ],
            caption=_("{n} measures and steps, newest first; state as recorded in the register").format(n=len(frame)),
            file_parts=[view.chosen["mineral"], "export-controls"],
            caveats=[_("The date is when it took effect, or when it was announced where no other date is recorded.")],
            rows=mineral_view.same_rows("mineral_events", view, importer=view.chosen["importer"]),
            layout=frame.iloc[::-1],
            fold=True,
        )
    ]


def codes(view: View) -> list[Panel]:
    """Which customs codes stand behind the mineral, how pure they are and what they hide."""
    frame = db.query("mineral_codes", mineral=view.chosen["mineral"])
    if frame.empty:
        return []
    return [
        Panel(
            panel_id="mineral_codes",
            title=_("Customs codes and what they hide"),
            frame=frame,
            columns=[
                Column("hs6", _("Code"), sub=lambda row: row["hs_edition"]),
                Column("stage", _("Stage"), text.stage),
                Column("form", _("What it covers"), prose=True),
                Column("purity", _("Purity"), _purity),
                Column("in_extract", _("In the releases"), lambda held: _("yes") if held else _("no"), sub=_code_years),
                Column("is_default", _("Shown first"), lambda first: _("yes") if first else _("no")),
                Column("code_note", _("What it hides or leaves out"), cell=_code_note, prose=True),
            ],
            caption=_("{n} codes of {mineral}").format(n=len(frame), mineral=view.mineral),
            file_parts=[view.chosen["mineral"], "customs-codes"],
            caveats=[_("A series never mixes stages or editions of the nomenclature.")],
        )
    ]


def commitments(view: View) -> list[Panel]:
    """Commitments that name the mineral."""
    frame = db.query("mineral_commitments", mineral=view.chosen["mineral"])
    if frame.empty:
        return []
    columns = [
        Column("title", _("Commitment"), sub=lambda row: row["record_id"]),
        Column("statement", _("What was promised"), prose=True),
        Column("actors", _("By")),
        Column("counterparts", _("With")),
        Column("dated", _("Date")),
        Column("state", _("State"), sub=lambda row: row["status"]),
        _source(),
    ]
    return [
        Panel(
            panel_id="mineral_commitments",
            title=_("Commitments that name the mineral"),
            frame=frame,
            columns=columns,
            caption=_("{n} commitments, newest first; amounts may overlap and are not added").format(n=len(frame)),
            file_parts=[view.chosen["mineral"], "commitments"],
            caveats=[_("Those about critical minerals in general are not listed here.")],
            rows=mineral_view.same_rows("mineral_commitments", view),
        )
    ]


def projects(view: View) -> list[Panel]:
    """Projects and deals that name the mineral."""
    frame = db.query("mineral_projects", mineral=view.chosen["mineral"])
    if frame.empty:
        return []
    columns = [
        Column("title", _("Project"), sub=lambda row: row["record_id"]),
        Column("statement", _("What it is"), prose=True),
        Column("companies", _("Companies")),
        Column("country", _("Where")),
        Column("stage", _("Stage")),
        Column("state", _("State"), sub=lambda row: row["status"]),
        Column("capacity", _("Capacity"), cell=_capacity, numeric=True),
        _source(),
    ]
    return [
        Panel(
            panel_id="mineral_projects",
            title=_("Projects that name the mineral"),
            frame=frame,
            columns=columns,
            caption=_("{n} projects, newest signature first; amounts may overlap and are not added").format(
                n=len(frame)
            ),
            file_parts=[view.chosen["mineral"], "projects"],
            rows=mineral_view.same_rows("mineral_projects", view),
        )
    ]


def _day(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}"


def _until(row: Mapping) -> str:
    if not text.missing(row["suspended_to"]):
        return _("suspended to {day}").format(day=_day(row["suspended_to"]))
    return "" if text.missing(row["ends_on"]) else _("to {day}").format(day=_day(row["ends_on"]))


def _purity(purity: str) -> str:
    return {
        "EXACT": _("this mineral only"),
        "DOMINANT": _("mostly this mineral"),
        "PROXY": _("stands for it"),
        "BASKET": _("several metals"),
    }.get(purity, purity)


def _code_years(row: Mapping) -> str:
    return "" if text.missing(row["first_year"]) or not row["in_extract"] else f"{row['first_year']}–{row['last_year']}"


def _code_note(row: Mapping) -> str:
    notes = [row[name] for name in ("code_note", "series_note") if not text.missing(row[name])]
    return " ".join(dict.fromkeys(notes))


def _capacity(row: Mapping) -> str:
    return "" if text.missing(row["capacity"]) else f"{text.raw(row['capacity'])} {row['capacity_unit']}"


def _source() -> Column:
    return Column("publisher", _("Source"), link="source_url", sub=lambda row: row["confidence"])
