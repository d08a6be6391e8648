"""What the views of the compare page share: the importers that stand side by side, and what a view makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard import queries
from dashboard.content.page import Answer
from dashboard.content.panel import Panel
from dashboard.pages.compare.choice import OWN, Choice
from dashboard.question import Ask
from dashboard.words import formats, names
from dashboard.words.language import name_column


@dataclass(frozen=True)
class Part:
    """What one view says and draws.

    Attributes:
        answer: its sentence.
        panels: what it draws.
        empty: what stands in place of panels; left out where the sentence itself says why there are none.
    """

    answer: Answer
    panels: Sequence[Panel] = ()
    empty: str = ""


@dataclass(frozen=True)
class Subject:
    """Importers side by side.

    Attributes:
        choice: what was chosen.
        ask: puts questions to the build.
        importers: iso3 in the order shown: the own list, or the members of the group by name.
        who: the importers in words, for captions.
        made: what each view made of them, so that its sentence and its panels come from one computation.
    """

    choice: Choice
    ask: Ask
    importers: tuple[str, ...]
    who: str
    made: dict[str, Part] = field(default_factory=dict, compare=False)

    @property
    def measure(self) -> str:
        """Basis and what China stands for, in words."""
        return names.measure(self.choice.basis, self.choice.china)

    @property
    def metric(self) -> str:
        """The chosen figure where it is 0-1; a count of definitions gives way to China's share."""
        return "china" if self.choice.metric == "definitions" else self.choice.metric

    def printed(self, year: int) -> str:
        """The year, marked if provisional."""
        return names.year(self.ask, year)

    def file(self, *what: object) -> list[object]:
        """Parts of a file name."""
        return [*what, self.choice.basis, self.choice.china]


def subject(choice: Choice, ask: Ask) -> Subject:
    """Who stands side by side; small multiples have room for six, so they take the own list in place of a group."""
    if choice.group == OWN or choice.view == "lines":
        return own_list(choice, ask)
    members = ask(queries.GROUPS)
    members = members[members["group_id"] == choice.group].sort_values(name_column("member"))
    return Subject(choice, ask, tuple(members["iso3"]), names.groups(ask)[choice.group])


def own_list(choice: Choice, ask: Ask) -> Subject:
    """The importers that the reader picked."""
    called = [names.importer(ask, iso3) for iso3 in choice.importers]
    return Subject(choice, ask, choice.importers, formats.and_list(called, len(called)))
