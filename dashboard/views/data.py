"""Data and methods: where the figures come from, how they were checked, what they mean, and how to take them away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dashboard import db, panel, permalink, text
from dashboard.panel import Panel
from dashboard.text import _
from dashboard.views import data_files, data_meanings, data_sources

Builder = Callable[[], Panel]

# One part is drawn at a time, so that the page stays light.
TOPICS: Mapping[str, Sequence[Builder]] = {
    "sources": (data_sources.releases, data_sources.files),
    "checks": (data_sources.checks, data_sources.published),
    "metrics": (data_meanings.definitions, data_meanings.metrics),
    "codes": (data_meanings.grades, data_meanings.codes),
    "downloads": (data_files.tables,),
    "cite": (data_sources.terms,),
    "changes": (data_files.changes,),
}
# What stands above the panels of a part.
FIRST: Mapping[str, Callable[[], None]] = {"downloads": data_files.take_away, "cite": data_files.cite}


def panels(chosen: Mapping[str, object]) -> list[Panel]:
    """Every panel of the page, those of closed parts too; they are the same whatever is chosen."""
    return [builder() for builders in TOPICS.values() for builder in builders]


def main() -> None:
    """Draw the page from the values of permalink."""
    topic = str(permalink.values()["topic"])
    build = db.query("data_build").iloc[0]
    panel.answer(_("Data and methods"), sentence(build), str(build["data_version"]), [compared(build)])
    if topic in FIRST:
        FIRST[topic]()
    for builder in TOPICS[topic]:
        panel.show(builder())


def sentence(build: Mapping) -> str:
    """Version, age, size and outcome of the checks of this file."""
    said = _(
        "Data version {version}, built on {day} from {rows} published rows of {n} releases; "
        "{passed} of {checks} checks passed"
    ).format(
        version=build["data_version"],
        day=f"{build['built_at']:%Y-%m-%d}",
        rows=text.count(build["published_rows"]),
        n=int(build["releases"]),
        passed=int(build["checks"] - build["errors"] - build["warnings"]),
        checks=int(build["checks"]),
    )
    if not build["warnings"]:
        return f"{said}."
    return _("{said}; {n} with a warning, printed under Checks.").format(said=said, n=int(build["warnings"]))


def compared(build: Mapping) -> str:
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


if __name__ == "__main__":
    main()
