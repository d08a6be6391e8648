"""Releases, files, checks of this build, our figures beside published ones, terms."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd

from dashboard.content import provenance
from dashboard.content.column import Column, Row
from dashboard.content.page import Block, Code, Heading
from dashboard.content.panel import Panel
from dashboard.pages.data import questions
from dashboard.pages.data.subject import Subject
from dashboard.words import formats
from dashboard.words.dates import day
from dashboard.words.language import _, name_column


def releases(subject: Subject) -> Iterator[Panel]:
    """Every release with its edition, terms, age and size."""
    frame = subject.ask(questions.SOURCES)
    yield Panel(
        panel_id="data_releases",
        title=_("{n} releases of {m} publishers").format(n=len(frame), m=frame["producer"].nunique()),
        frame=frame,
        columns=[
            Column("title", _("Title"), sub=lambda row: row["producer"], link="url"),
            Column("edition", _("Edition")),
            Column("period", _("Covers")),
            Column("accessed_on", _("Taken on"), day),
            Column("rows", _("Rows"), formats.count, numeric=True),
            Column("licence", _("Licence")),
            Column("next_release", _("Next release expected")),
            Column("note", _("What to know"), prose=True),
        ],
        caption=_("Releases behind this data version, one row each; rows as published"),
        file_parts=["releases"],
        depends=(),
        caveats=[
            _("The register and the reference lists are kept by hand; they have no published rows to count."),
            _("Next release: as the publisher announces it, or as past practice suggests; n/a where neither says."),
        ],
    )


def files(subject: Subject) -> Iterator[Panel]:
    """The committed files of this build."""
    frame = subject.ask(questions.SLICES)
    yield Panel(
        panel_id="data_files",
        title=_("This build was made of {n} files").format(n=len(frame)),
        frame=frame,
        columns=[
            Column("slice_path", _("File below data/")),
            Column("rows", _("Rows"), formats.count, numeric=True),
            Column("previous_rows", _("Rows of the file before"), formats.count, numeric=True),
            Column("sha256", "SHA-256", lambda value: f"{value[:12]}…"),
        ],
        caption=_("Committed files, one row each; the download has the full hashes"),
        file_parts=["files"],
        depends=(),
        caveats=[_("The build refuses a file whose hash is not the recorded one.")],
        fold=True,
    )


def checks(subject: Subject) -> Iterator[Panel]:
    """What each check looks for and what it found."""
    frame = subject.ask(questions.CHECKS)
    labels = {"error": _("stops the build"), "warning": _("warning"), "info": _("for information")}
    yield Panel(
        panel_id="data_checks",
        title=_checks_title(frame),
        frame=frame,
        columns=[
            Column("check_name", _("Check")),
            Column("about", _("Looks for"), prose=True),
            Column("severity", _("If found"), lambda value: labels.get(value, value)),
            Column("failures", _("Rows found"), formats.count, numeric=True),
            Column("sample", _("Examples"), lambda value: formats.NOT_AVAILABLE, details=_sample, cell=_examples),
        ],
        caption=_("Checks of this build over all tables, one row each; those that found something first"),
        file_parts=["checks"],
        depends=(),
        caveats=[_("A check that stops the build has found nothing, or this file would not exist.")],
    )


def published(subject: Subject) -> Iterator[Panel]:
    """Our figures beside those of others."""
    frame = subject.ask(questions.PUBLISHED)
    yield Panel(
        panel_id="data_published",
        title=_published_title(frame),
        frame=frame,
        columns=[
            Column("metric", _("Figure"), prose=True, sub=_about),
            Column("publisher", _("Published by"), link="url"),
            Column("published_value", _("Published"), formats.raw, numeric=True),
            Column("our_value", _("Ours"), _rounded, numeric=True),
            Column("difference", _("Difference"), _rounded, numeric=True),
            Column("unit", _("Unit")),
            Column("verdict", _("Outcome"), _verdict),
            Column("reason", _("Why"), prose=True),
        ],
        caption=_("Our figures beside published ones, one row each; those that differ first"),
        file_parts=["published-figures"],
        depends=(),
        caveats=[
            _("Nothing is tuned to agree. Agreement means a distance within the printed tolerance of the download."),
            _("No counterpart: the publisher counts something that none of our sources holds."),
        ],
    )


def cite(subject: Subject) -> Iterator[Block]:
    """How to cite the whole, as plain text and as BibTeX."""
    build, cited = subject.ask.build, subject.ask(questions.SOURCES)
    title = _("Critical minerals: who depends on whom")
    yield Heading(_("How to cite"), [_("Name the data version: the same version gives the same numbers.")])
    yield Code(lambda here: provenance.citation(title, build.data_version, build.built_on, here, cited))
    yield Code(lambda here: provenance.bibtex(title, build.data_version, build.built_on, here, cited))


def terms(subject: Subject) -> Iterator[Panel]:
    """Under which terms each release may be used and passed on."""
    frame = subject.ask(questions.SOURCES).drop(columns=["rows", "core_tables", "next_release", "sha256"])
    yield Panel(
        panel_id="data_terms",
        title=_terms_title(frame),
        frame=frame,
        columns=[
            Column("title", _("Title"), sub=lambda row: row["edition"], link="url"),
            Column("licence", _("Licence")),
            Column("may_ship", _("May be passed on"), lambda value: _("yes") if value else _("no")),
            Column("citation", _("Cite as"), prose=True),
        ],
        caption=_("Licences of the releases as their publishers state them, one row each"),
        file_parts=["licences"],
        depends=(),
        caveats=[_("Who passes figures on names the source beside them; the footnote of every panel does.")],
    )


def _checks_title(frame: pd.DataFrame) -> str:
    """How many checks found nothing; those for information find what is no fault."""
    found = int(((frame["failures"] > 0) & (frame["severity"] != "info")).sum())
    if not found:
        return _("{n} checks, none with a warning").format(n=len(frame))
    if found == 1:
        return _("{n} checks, one with a warning").format(n=len(frame))
    return _("{n} checks, {found} with a warning").format(n=len(frame), found=found)


def _published_title(frame: pd.DataFrame) -> str:
    counts = frame["verdict"].value_counts()
    agree, differ = int(counts.get("agrees", 0)), int(counts.get("differs", 0))
    return _("Published figures held against ours: {n}; agree {agree}, differ {differ}, no counterpart {none}").format(
        n=len(frame), agree=agree, differ=differ, none=len(frame) - agree - differ
    )


def _terms_title(frame: pd.DataFrame) -> str:
    may = int(frame["may_ship"].astype(bool).sum())
    if may == len(frame):
        return _("All {n} releases may be passed on").format(n=len(frame))
    return _("Of {n} releases {may} may be passed on").format(n=len(frame), may=may)


def _sample(row: Row) -> list[str]:
    """The bad rows that the check kept, one line each."""
    if formats.missing(row["sample"]):
        return []
    kept = json.loads(row["sample"])
    return [", ".join(f"{key} {value}" for key, value in entry.items()) for entry in kept]


def _examples(row: Row) -> str:
    shown = len(_sample(row))
    return _("{n} shown").format(n=shown) if shown else _("none")


def _about(row: Row) -> str:
    """What a published figure is about: mineral, country, supplier, year."""
    named = [row[name_column(part)] for part in ("mineral", "country", "partner")]
    parts = [
        str(value)
        for value in (*named, None if pd.isna(row["year"]) else int(row["year"]))
        if not formats.missing(value)
    ]
    return ", ".join(parts)


def _rounded(value: float | None) -> str:
    return (
        formats.NOT_AVAILABLE if formats.missing(value) else f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    )


def _verdict(value: str) -> str:
    return {
        "agrees": _("agrees"),
        "differs": _("differs"),
        "no counterpart": _("no counterpart"),
        "missing": _("missing"),
    }.get(value, value)
