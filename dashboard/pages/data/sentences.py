"""The sentences on top of the data page. Pure."""

from __future__ import annotations

from dashboard.content.page import Answer
from dashboard.pages.data.questions import BuildRow
from dashboard.pages.data.subject import Subject
from dashboard.words import formats
from dashboard.words.language import _


def answer(subject: Subject) -> Answer:
    """What this build is, and how it stands beside published figures."""
    build = subject.build
    return Answer(_("Data and methods"), counted(build), build["data_version"], [compared(build)])


def counted(build: BuildRow) -> str:
    """Version, age, size and outcome of the checks of this file."""
    said = _(
        "Data version {version}, built on {day} from {rows} published rows of {n} releases; "
        "{passed} of {checks} checks passed"
    ).format(
        version=build["data_version"],
        day=f"{build['built_at']:%Y-%m-%d}",
        rows=formats.count(build["published_rows"]),
        n=int(build["releases"]),
        passed=int(build["checks"] - build["errors"] - build["warnings"]),
        checks=int(build["checks"]),
    )
    if not build["warnings"]:
        return f"{said}."
    return _("{said}; {n} with a warning, printed under Checks.").format(said=said, n=int(build["warnings"]))


def compared(build: BuildRow) -> str:
    """How our figures stand beside published ones."""
    return _(
        "Of {n} published figures held against ours, {agree} agree, {differ} differ and {none} have no counterpart "
        "here; each difference gives its reason."
    ).format(
        n=int(build["published"]),
        agree=int(build["agree"]),
        differ=int(build["differ"]),
        none=int(build["published"] - build["agree"] - build["differ"]),
    )
