"""Diversification: who replaced China, is it a trend, did only the ore move, and what if supply is cut."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import partial

from dashboard.content.filters import Filters, row
from dashboard.content.page import Answer, Block, Note, Page, Section
from dashboard.pages.diversification.choice import QUESTION, SCENARIO, SERIES, SHARES, Asked, Choice
from dashboard.pages.diversification.panels import cut, detours, league, scores, trend, upstream, who
from dashboard.pages.diversification.subject import Part, Subject, subject
from dashboard.words.language import N_, _

PARTS: Mapping[Asked, Callable[[Subject], Part]] = {
    "who": who.part,
    "trend": trend.part,
    "upstream": upstream.part,
    "detours": detours.part,
    "league": league.part,
    "cut": cut.part,
    "scores": scores.part,
}


def lead(_subject: Subject) -> list[Filters]:
    """The choice of the question."""
    return [row("questions", QUESTION)]


def answer(subject: Subject) -> Answer:
    """What the chosen part answers."""
    said = subject.once(PARTS[subject.choice.question])
    return Answer(
        title=_("Diversification: {mineral}, imports of {importer}").format(
            mineral=subject.mineral, importer=subject.importer
        ),
        sentence=said.sentence,
        strong=said.strong,
        details=said.details,
    )


def blocks(question: Asked, subject: Subject) -> Iterator[Block]:
    """What a part draws; where it draws nothing, what could be chosen instead."""
    part = subject.once(PARTS[question])
    yield from part.above
    drawn = False
    for panel in part.panels():
        yield panel
        drawn = True
    if not drawn:
        yield Note(_("Nothing is drawn: choose other years, another mineral or another importer."))
    yield from part.below


# What the panels of each part depend on, and the filters and the table beside them: fields of the choice.
DEPENDS: Mapping[Asked, tuple[str, ...]] = {
    "who": (*SHARES, "window"),
    "trend": (*SHARES, "target"),
    "upstream": SHARES,
    "detours": SHARES,  # the name of its file says the measure
    "league": (*SHARES, "definition"),
    "cut": SCENARIO,
    "scores": SERIES,
}


def key(question: Asked, subject: Subject) -> Hashable:
    """What the blocks of a part depend on; viewers with the same share them."""
    return tuple(getattr(subject.choice, name) for name in DEPENDS[question])


def _asked(question: Asked, subject: Subject) -> bool:
    return subject.choice.question == question


PAGE: Page[Choice, Subject] = Page(
    path="diversification",
    title=N_("Diversification"),
    choice=Choice,
    subject=subject,
    answer=answer,
    sections=tuple(
        Section(one, partial(blocks, one), shown=partial(_asked, one), key=partial(key, one)) for one in PARTS
    ),
    lead=lead,
)
