"""The one shape of a page: a choice, what is known about it, an answer, and sections of blocks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import pandas as pd

from dashboard.content.filters import Filter, Filters
from dashboard.content.panel import Panel
from dashboard.question import Ask
from dashboard.state.choice import parameters
from dashboard.state.parameter import Parameter
from dashboard.state.shared import LANG

C = TypeVar("C")
S = TypeVar("S")


@dataclass(frozen=True)
class Answer:
    """The heading of a page and the sentence that answers its question.

    Attributes:
        title: heading.
        sentence: the answer.
        strong: the part of the sentence that matters.
        details: further lines; empty ones are left out.
        notices: what could not be done as asked.
    """

    title: str
    sentence: str
    strong: str = ""
    details: Sequence[str] = ()
    notices: Sequence[str] = ()


@dataclass(frozen=True)
class Onward:
    """A way to another page, or to another view of this one.

    Attributes:
        label: what the reader reads.
        path: of the page; empty for the landing page.
        changes: values by name of the parameter; all others stay.
    """

    label: str
    path: str
    changes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Links:
    """Ways onward, side by side."""

    key: str
    links: Sequence[Onward]


@dataclass(frozen=True)
class Press:
    """A button that changes the choice.

    Attributes:
        key: names the button.
        label: what it says.
        changes: values by name of the parameter.
        chosen: it is what is shown now.
    """

    key: str
    label: str
    changes: Mapping[str, object]
    chosen: bool = False


@dataclass(frozen=True)
class Presses:
    """Buttons side by side."""

    key: str
    presses: Sequence[Press]


@dataclass(frozen=True)
class Heading:
    """A heading between blocks, with lines below it."""

    title: str
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class Note:
    """A plain remark in place of a panel, such as why nothing is drawn."""

    text: str


@dataclass(frozen=True)
class File:
    """A file to take away, made when it is asked for.

    Attributes:
        key: names the button.
        label: what it says.
        name: file name.
        mime: kind of file.
        make: makes its bytes.
    """

    key: str
    label: str
    name: str
    mime: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Files:
    """Files side by side, with the filters that choose among them."""

    key: str
    files: Sequence[File]
    filters: Sequence[Filter] = ()


@dataclass(frozen=True)
class Code:
    """Text to copy. ``make`` gets the address of the dashboard, which only the screen knows."""

    make: Callable[[str], str]


@dataclass(frozen=True)
class Editable:
    """A table of which the reader may change one column; changes go into a parameter of the address.

    Attributes:
        key: names the table; another key forgets what was typed.
        frame: rows in the order shown.
        headings: heading by column of the frame; others are not shown.
        column: the column that may be changed, numbers from 0 on.
        ids: identifier of each row.
        parameter: name of the parameter that holds the changes.
        changes: makes its value from the numbers typed since the table was first drawn, by identifier; None stands for
            an emptied cell. The frame shows the value of now, so earlier changes are to be kept.
    """

    key: str
    frame: pd.DataFrame
    headings: Mapping[str, str]
    column: str
    ids: Sequence[str]
    parameter: str
    changes: Callable[[Mapping[str, float | None]], object]


@dataclass(frozen=True)
class Columns:
    """Blocks side by side on a wide screen, one below the other on a narrow one."""

    blocks: Sequence[Sequence[Block]]


@dataclass(frozen=True)
class Card:
    """A short statement that leads to what it rests on.

    Attributes:
        title: what it is about, or the figure that matters.
        text: the statement.
        state: what became of it, or what it is not; a small last line.
        to: where the whole card leads.
    """

    title: str
    text: str
    state: str
    to: Onward


@dataclass(frozen=True)
class Cards:
    """Cards side by side below a heading, two in a row on a phone.

    Attributes:
        key: names the row.
        title: its heading.
        cards: in the order shown.
        line: a line below the heading, such as where the statements come from.
    """

    key: str
    title: str
    cards: Sequence[Card]
    line: str = ""


Block = Panel | Filters | Links | Presses | Heading | Note | Files | Code | Editable | Columns | Cards


def always(_subject: object) -> bool:
    """For a section that is always open."""
    return True


def nothing(_subject: object) -> tuple[()]:
    """For what a page does without."""
    return ()


@dataclass(frozen=True)
class Section(Generic[S]):
    """A part of a page that is drawn or not.

    Attributes:
        section_id: names it.
        blocks: what it holds; drawn one after the other as they are made.
        shown: whether it is open; a closed section is neither computed nor drawn.
        empty: what is said where it has no block to draw.
        key: what its blocks depend on, where they are worth keeping; the same key gives the same blocks.
    """

    section_id: str
    blocks: Callable[[S], Iterable[Block]]
    shown: Callable[[S], bool] = always
    empty: Callable[[S], str] | None = None
    key: Callable[[S], Hashable] | None = None


@dataclass(frozen=True)
class Page(Generic[C, S]):
    """A page.

    Attributes:
        path: in the address.
        title: in the navigation, a message.
        choice: frozen dataclass of its parameters; those that it takes on top are what the page is about.
        subject: from the choice to what answer and sections share, asking the database.
        answer: the heading and the sentence, from the subject.
        sections: in the order drawn.
        lead: blocks above the answer.
        onward: blocks at the end.
    """

    path: str
    title: str
    choice: type[C]
    subject: Callable[[C, Ask], S]
    answer: Callable[[S], Answer]
    sections: tuple[Section[S], ...]
    lead: Callable[[S], Sequence[Block]] = nothing
    onward: Callable[[S], Sequence[Block]] = nothing


def every_parameter(pages: Iterable[Page[Any, Any]]) -> tuple[Parameter[Any], ...]:
    """The parameters of an application, in the order in which an address names them, each once.

    Raises:
        TypeError: two parameters share a name.
    """
    every = [one for page in pages for one in parameters(page.choice)]
    named = {one.name: one for one in (*every, LANG)}
    twice = sorted({one.name for one in every if named[one.name] is not one})
    if twice:
        raise TypeError(f"Declared more than once: {', '.join(twice)}")
    return tuple(named.values())


def panels(page: Page[C, S], subject: S, everything: bool = False) -> Iterator[Panel]:
    """The panels of a page, each once; those of closed sections too if everything is asked for."""
    seen: set[str] = set()
    for section in page.sections:
        if everything or section.shown(subject):
            for panel in _within(section.blocks(subject)):
                if panel.panel_id not in seen:
                    seen.add(panel.panel_id)
                    yield panel


def _within(blocks: Iterable[Block]) -> Iterator[Panel]:
    for block in blocks:
        if isinstance(block, Panel):
            yield block
        elif isinstance(block, Columns):
            for column in block.blocks:
                yield from _within(column)
