"""Data and methods: where the figures come from, how they were checked, what they mean, and how to take them away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dashboard.content.page import Block, Page, Section
from dashboard.pages.data.choice import Choice
from dashboard.pages.data.panels import files, meanings, sources
from dashboard.pages.data.sentences import answer
from dashboard.pages.data.subject import Subject, subject
from dashboard.state.choice import depends_on
from dashboard.words.language import N_


def part(topic: str, *parts: Callable[[Subject], Iterable[Block]], depends: Sequence[str] = ()) -> Section[Subject]:
    """A part of the page; one is drawn at a time, so that the page stays light. No filter changes most of them."""

    def blocks(asked: Subject) -> Iterable[Block]:
        for made in parts:
            yield from made(asked)

    return Section(topic, blocks, shown=lambda asked: asked.choice.topic == topic, key=depends_on(*depends))


PAGE: Page[Choice, Subject] = Page(
    path="data",
    title=N_("Data and methods"),
    choice=Choice,
    subject=subject,
    answer=answer,
    sections=(
        part("sources", sources.releases, sources.files),
        part("checks", sources.checks, sources.published),
        part("metrics", meanings.definitions, meanings.metrics),
        part("codes", meanings.grades, meanings.codes),
        part("glossary", meanings.words),
        part("downloads", files.take_away, files.tables, depends=("table",)),
        part("cite", sources.cite, sources.terms),
        part("changes", files.changes),
    ),
)
