"""Panels of the data page: releases, files, checks of this build, our figures beside published ones, terms."""

from __future__ import annotations

import json

import pandas as pd

from dashboard import db, text
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _


def releases() -> Panel:
    """Every release with its edition, terms, age and size."""
    frame = db.query("data_sources")
    return Panel(
        panel_id="data_releases",
        title=_("Releases"),
        frame=frame,
        columns=[
            Column("title", _("Title"), sub=lambda row: row["producer"], link="url"),
            Column("edition", _("Edition")),
            Column("period", _("Covers")),
            Column("accessed_on", _("Taken on"), day),
            Column("rows", _("Rows"), text.count, numeric=True),
            Column("licence", _("Licence")),
            Column("next_release", _("Next release expected")),
            Column("note", _("What to know"), prose=True),
        ],
        caption=_("{n} releases behind this data version, one row each").format(n=len(frame)),
        file_parts=["releases"],
        caveats=[
            _("The register and the reference lists are kept by hand; they have no published rows to count."),
            _("Next release: as the publisher announces it, or as past practice suggests; n/a where neither says."),
        ],
    )


def files() -> Panel:
    """The committed files of this build."""
    frame = db.query("data_slices")
    return Panel(
        panel_id="data_files",
        title=_("Files that this build was made of"),
        frame=frame,
        columns=[
            Column("slice_path", _("File below data/")),
            Column("rows", _("Rows"), text.count, numeric=True),
            Column("previous_rows", _("Rows of the file before"), text.count, numeric=True),
            Column("sha256", "SHA-256", lambda value: f"{value[:12]}…"),
        ],
        caption=_("{n} files, one row each; the download has the full hashes").format(n=len(frame)),
        file_parts=["files"],
        caveats=[_("The build refuses a file whose hash is not the recorded one.")],
        fold=True,
    )


def checks() -> Panel:
    """What each check looks for and what it found."""
    frame = db.query("data_checks")
    labels = {"error": _("stops the build"), "warning": _("warning"), "info": _("for information")}
    return Panel(
        panel_id="data_checks",
        title=_("Checks of this build"),
        frame=frame,
        columns=[
            Column("check_name", _("Check")),
            Column("about", _("Looks for"), prose=True),
            Column("severity", _("If found"), lambda value: labels.get(value, value)),
            Column("failures", _("Rows found"), text.count, numeric=True),
            Column("sample", _("Examples"), lambda value: text.NOT_AVAILABLE, details=_sample, cell=_examples),
        ],
        caption=_("{n} checks over all tables, one row each; those that found something first").format(n=len(frame)),
        file_parts=["checks"],
        caveats=[_("A check that stops the build has found nothing, or this file would not exist.")],
    )


def published() -> Panel:
    """Our figures beside those of others."""
    frame = db.query("data_published")
    return Panel(
        panel_id="data_published",
        title=_("Our figures beside published ones"),
        frame=frame,
        columns=[
            Column("metric", _("Figure"), prose=True, sub=_about),
            Column("publisher", _("Published by"), link="url"),
            Column("published_value", _("Published"), text.raw, numeric=True),
            Column("our_value", _("Ours"), _rounded, numeric=True),
            Column("difference", _("Difference"), _rounded, numeric=True),
            Column("unit", _("Unit")),
            Column("verdict", _("Outcome"), _verdict),
            Column("reason", _("Why"), prose=True),
        ],
        caption=_("{n} published figures, one row each; those that differ first").format(n=len(frame)),
        file_parts=["published-figures"],
        caveats=[
            _("Nothing is tuned to agree. Agreement means a distance within the printed tolerance of the download."),
            _("No counterpart: the publisher counts something that none of our sources holds."),
        ],
    )


def terms() -> Panel:
    """Under which terms each release may be used and passed on."""
    frame = db.query("data_sources").drop(columns=["rows", "core_tables", "next_release", "sha256"])
    return Panel(
        panel_id="data_terms",
        title=_("Licences of the sources"),
        frame=frame,
        columns=[
            Column("title", _("Title"), sub=lambda row: row["edition"], link="url"),
            Column("licence", _("Licence")),
            Column("may_ship", _("May be passed on"), lambda value: _("yes") if value else _("no")),
            Column("citation", _("Cite as"), prose=True),
        ],
        caption=_("Terms of {n} releases as their publishers state them").format(n=len(frame)),
        file_parts=["licences"],
        caveats=[_("Who passes figures on names the source beside them; the footnote of every panel does.")],
    )


def day(value: object) -> str:
    """A date as ISO, or n/a."""
    return text.NOT_AVAILABLE if text.missing(value) else f"{value:%Y-%m-%d}"


def _sample(row: dict) -> list[str]:
    """The bad rows that the check kept, one line each."""
    if text.missing(row["sample"]):
        return []
    kept = json.loads(row["sample"])
    return [", ".join(f"{key} {value}" for key, value in entry.items()) for entry in kept]


def _examples(row: dict) -> str:
    shown = len(_sample(row))
    return _("{n} shown").format(n=shown) if shown else _("none")


def _about(row: dict) -> str:
    """What a published figure is about: mineral, country, supplier, year."""
    named = [row[text.name_column(part)] for part in ("mineral", "country", "partner")]
    parts = [
        str(value) for value in (*named, None if pd.isna(row["year"]) else int(row["year"])) if not text.missing(value)
    ]
    return ", ".join(parts)


def _rounded(value: float | None) -> str:
    return text.NOT_AVAILABLE if text.missing(value) else f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"


def _verdict(value: str) -> str:
    return {
        "agrees": _("agrees"),
        "differs": _("differs"),
        "no counterpart": _("no counterpart"),
        "missing": _("missing"),
    }.get(value, value)
