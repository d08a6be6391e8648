"""A parameter of the address and the filter that sets it: declared once, with all that is said about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar, cast

from dashboard.question import Ask
from dashboard.state.texts import as_meant

T = TypeVar("T")
Item = str | int
Options = Callable[[Ask], Sequence[Any]]
Labels = Callable[[Ask], Mapping[Any, str]]
MAX_LENGTH = 64


@dataclass(frozen=True)
class Widget:
    """How a filter is drawn.

    Attributes:
        kind: list to pick from, row of buttons, several from a list, slider, or calendar.
        width: pixels; 0: as wide as its content.
        hide_label: the label is for screen readers only.
    """

    kind: Literal["select", "segments", "several", "slider", "day"] = "select"
    width: int = 0
    hide_label: bool = False


def fixed(*values: Any) -> Options:
    """Options that no build changes."""
    return lambda _ask: values


def as_they_are(_ask: Ask) -> Mapping[Any, str]:
    """Labels of options that speak for themselves."""
    return {}


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """One value of the address, of one kind.

    Attributes:
        name: in the address; also the key of the widget.
        label: message of the filter's label.
        doc: what it decides, in a sentence.
        options: every value it may take, in the order shown; nothing else is taken from an address.
        labels: text of the options; those without one are printed as they are.
        preferred: the value without the parameter, or how to find it among the options; left out: the first option.
        widget: how the filter is drawn.
        not_after: name of a parameter that this one must not exceed.
        resets: names of parameters that fall back when the reader moves this filter.
    """

    name: str
    label: str
    doc: str
    options: Options
    labels: Labels = as_they_are
    preferred: Item | Callable[[Sequence[Any]], Any] | None = None
    widget: Widget = Widget()
    not_after: str = ""
    resets: tuple[str, ...] = ()

    def usual(self, allowed: Sequence[Any]) -> T:
        """The value without the parameter."""
        if callable(self.preferred):
            return cast(T, self.preferred(allowed))
        return cast(T, self.preferred if self.preferred in allowed else allowed[0])

    def read(self, given: Sequence[str], allowed: Collection[Any]) -> T | None:
        """The value that an address gives; None where it gives none that can be taken."""
        if len(given) != 1 or len(given[0]) > MAX_LENGTH:
            return None
        return cast("T | None", as_meant(given[0], allowed))

    def write(self, value: T) -> str:
        """The value as it stands in an address."""
        return str(value)

    def keeps(self, value: object, allowed: Collection[Any]) -> bool:
        """Whether a value can still be taken."""
        return value in allowed

    def from_widget(self, held: object) -> object:
        """A value from what its widget holds."""
        return held

    def to_widget(self, value: T) -> object:
        """What its widget holds for a value."""
        return value


@dataclass(frozen=True)
class Several(Parameter[tuple[str, ...]]):
    """Several identifiers, joined by commas in the address, in the order in which they were picked.

    Attributes:
        most: how many at most.
    """

    most: int = 6

    def usual(self, allowed: Sequence[Any]) -> tuple[str, ...]:
        """The values without the parameter; none unless ``preferred`` finds some."""
        return tuple(self.preferred(allowed)) if callable(self.preferred) else ()

    def read(self, given: Sequence[str], allowed: Collection[Any]) -> tuple[str, ...] | None:
        """The identifiers that an address gives, each once; None where one of them is not known."""
        if len(given) != 1 or len(given[0]) > MAX_LENGTH:
            return None
        if not given[0]:  # a list that the reader has emptied
            return ()
        asked = [as_meant(one, allowed) for one in given[0].split(",")]
        found = tuple(dict.fromkeys(str(one) for one in asked if one is not None))
        return found if None not in asked and len(found) <= self.most else None

    def write(self, value: tuple[str, ...]) -> str:
        """The identifiers, joined by commas."""
        return ",".join(value)

    def keeps(self, value: object, allowed: Collection[Any]) -> bool:
        """Whether all of them can still be taken."""
        return isinstance(value, tuple) and set(value) <= set(allowed)

    def from_widget(self, held: object) -> object:
        """A widget of several choices holds a list."""
        return tuple(held) if isinstance(held, list) else held

    def to_widget(self, value: tuple[str, ...]) -> object:
        """A widget of several choices takes a list."""
        return list(value)


@dataclass(frozen=True)
class Day(Parameter[str]):
    """A day, as YYYY-MM-DD in the address; its options are the first and the last day."""

    def read(self, given: Sequence[str], allowed: Collection[Any]) -> str | None:
        """The day that an address gives; None where it is no day between the first and the last."""
        if len(given) != 1 or not re.fullmatch(r"\d{4}-\d{2}-\d{2}[.,;:)\]>]?", given[0], re.ASCII):
            return None
        day = given[0][:10]
        return day if self.keeps(day, allowed) else None

    def keeps(self, value: object, allowed: Collection[Any]) -> bool:
        """Whether it is a day between the first and the last."""
        try:
            day = date.fromisoformat(str(value)).isoformat()
        except ValueError:
            return False
        return day == value and min(allowed) <= day <= max(allowed)

    def from_widget(self, held: object) -> object:
        """A calendar holds a date."""
        return held.isoformat() if isinstance(held, date) else held

    def to_widget(self, value: str) -> object:
        """A calendar takes a date."""
        return date.fromisoformat(value)
