"""Compare: importers side by side as a table, over time, on a map, and between two years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dashboard.content import filters
from dashboard.content.page import Answer, Block, Note, Page, Section
from dashboard.pages.compare.choice import GROUP, IMPORTERS, METRIC, OWN, Choice
from dashboard.pages.compare.panels import changes, heat, lines, map
from dashboard.pages.compare.subject import Part, Subject, own_list, subject
from dashboard.state.choice import depends_on
from dashboard.state.parameter import Parameter
from dashboard.state.shared import DEFINITION, FROM, MINERAL, SINCE, STAGE, TO
from dashboard.words.language import N_

VIEWS: dict[str, Callable[[Subject], Part]] = {
    "heat": heat.made,
    "lines": lines.made,
    "map": map.made,
    "changes": changes.made,
}
DEPENDS = {"heat": heat.DEPENDS, "lines": lines.DEPENDS, "map": map.DEPENDS, "changes": changes.DEPENDS}
CONTROLS: dict[str, tuple[Parameter[Any], ...]] = {
    "heat": (GROUP, IMPORTERS, METRIC, STAGE),
    "lines": (IMPORTERS, MINERAL, STAGE, METRIC, FROM, TO),
    "map": (MINERAL, STAGE, METRIC),
    "changes": (GROUP, IMPORTERS, DEFINITION, SINCE, STAGE),
}


def answer(subject: Subject) -> Answer:
    """What the chosen view says."""
    return part(subject, subject.choice.view).answer


def part(subject: Subject, view: str) -> Part:
    """What a view makes of the importers, once."""
    if view not in subject.made:
        own = view == "lines" and subject.choice.view != "lines"
        subject.made[view] = VIEWS[view](own_list(subject.choice, subject.ask) if own else subject)
    return subject.made[view]


def section(view: str) -> Section[Subject]:
    """The controls and panels of a view; a list of one's own needs its control, a group does not."""

    def blocks(subject: Subject) -> Iterator[Block]:
        own = view == "lines" or subject.choice.group == OWN
        shown = [one for one in CONTROLS[view] if one is not IMPORTERS or own]
        yield filters.row("compare_filters", *shown)
        made = part(subject, view)
        yield from made.panels
        if made.empty and not made.panels:
            yield Note(made.empty)

    # The lines take the own list in place of a group; so the importers themselves are part of what blocks depend on.
    def key(subject: Subject) -> tuple[object, ...]:
        return (subject.importers, subject.choice.group, *depends_on(*DEPENDS[view])(subject))

    return Section(view, blocks, shown=lambda subject: subject.choice.view == view, key=key)


PAGE: Page[Choice, Subject] = Page(
    path="compare",
    title=N_("Compare"),
    choice=Choice,
    subject=subject,
    answer=answer,
    sections=tuple(section(view) for view in VIEWS),
)
