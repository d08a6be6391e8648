"""The commitments page: one part of it, or one record of the policy register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dashboard.content.page import Block, Page, Press, Presses, Section
from dashboard.pages.commitments.choice import Choice, Part
from dashboard.pages.commitments.filters import filters
from dashboard.pages.commitments.panels import claims, context, controls, flow, record, register
from dashboard.pages.commitments.records import PATH
from dashboard.pages.commitments.sentences import answer
from dashboard.pages.commitments.subject import Subject
from dashboard.state.choice import depends_on
from dashboard.state.shared import ANY
from dashboard.words.language import N_, _


def close(_subject: Subject) -> list[Presses]:
    """The way back from an open record to its part."""
    return [Presses("record_actions", [Press("close_record", _("Close this record"), {"record": ANY})])]


def _opened(subject: Subject) -> bool:
    return subject.choice.opened


def _nothing_fits(_subject: Subject) -> str:
    return _("No record fits these filters; take one of them off.")


def _part(
    part: Part,
    blocks: Callable[[Subject], Iterable[Block]],
    depends: Sequence[str],
    empty: Callable[[Subject], str] = _nothing_fits,
) -> Section[Subject]:
    def shown(subject: Subject) -> bool:
        return not subject.choice.opened and subject.choice.part == part

    return Section(part, blocks, shown, empty, key=depends_on(*depends))


PAGE: Page[Choice, Subject] = Page(
    path=PATH,
    title=N_("Commitments"),
    choice=Choice,
    subject=Subject,
    answer=answer,
    sections=(
        Section("close", close, _opened),
        Section("filters", filters),
        _part("flow", flow.panels, flow.DEPENDS),
        _part("commitments", register.panels, register.DEPENDS),
        _part("controls", controls.panels, controls.DEPENDS, controls.nothing_restricted),
        _part("claims", claims.panels, ()),
        _part("context", context.panels, context.DEPENDS),
        Section("record", record.panels, _opened, key=depends_on("record", *flow.COMPARED)),
    ),
)
