"""The choice of a page: a frozen dataclass whose fields are parameters, and its way into an address and back."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast
from urllib.parse import urlencode

from dashboard.question import Ask
from dashboard.state.parameter import Parameter
from dashboard.state.texts import as_named
from dashboard.words.language import N_, _

T = TypeVar("T")
C = TypeVar("C")
Values = Mapping[str, Any]
VERSION = "v"
# The server adds it to the address of the landing page where the address asked for named no page.
LOST = "lost"
_META, _ON_TOP, _MORE = "parameter", "on_top", "more"
_VERSION = re.compile(r"[0-9A-Za-z._-]{1,40}")


def take(parameter: Parameter[T], on_top: bool = False, more: bool = False) -> T:
    """A field of a choice: its values come from the parameter of the same name.

    Args:
        parameter: what it takes.
        on_top: its filter stands on top of the page, in the order of the fields.
        more: its filter stands on top of the page too, but is folded under "More options".
    """
    return cast(T, dataclasses.field(metadata={_META: parameter, _ON_TOP: on_top, _MORE: more}))


def on_top(choice: type) -> tuple[Parameter[Any], ...]:
    """The parameters whose filters stand on top of the page."""
    return tuple(one.metadata[_META] for one in dataclasses.fields(choice) if one.metadata[_ON_TOP])


def more(choice: type) -> tuple[Parameter[Any], ...]:
    """The parameters whose filters are folded under "More options" on top of the page."""
    return tuple(one.metadata[_META] for one in dataclasses.fields(choice) if one.metadata[_MORE])


def parameters(choice: type) -> tuple[Parameter[Any], ...]:
    """The parameters that a choice takes, in the order of its fields.

    Raises:
        TypeError: a field has another name than its parameter.
    """
    found = [(one.name, cast(Parameter[Any], one.metadata[_META])) for one in dataclasses.fields(choice)]
    wrong = [name for name, parameter in found if name.rstrip("_") != parameter.name]
    if wrong:
        raise TypeError(f"{choice.__qualname__}: {', '.join(wrong)} must be named like its parameter")
    return tuple(parameter for _name, parameter in found)


class About(Protocol):
    """What is about a choice."""

    @property
    def choice(self) -> Any: ...


def depends_on(*names: str) -> Callable[[About], tuple[Any, ...]]:
    """Makes what blocks depend on from their subject: the values of these parameters of its choice.

    Args:
        names: of parameters, as an address has them.
    """

    def key(subject: About) -> tuple[Any, ...]:
        return tuple(getattr(subject.choice, _field(subject.choice, name)) for name in names)

    return key


def make(choice: type[C], values: Values) -> C:
    """The choice with the values of its parameters; others are left aside."""
    return choice(**{one.name: values[one.name.rstrip("_")] for one in dataclasses.fields(cast(Any, choice))})


@dataclass(frozen=True)
class Notice:
    """Something a reader must be told, as a message and what stands in its places."""

    message: str
    given: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return _(self.message).format(**self.given)


@dataclass(frozen=True)
class Known:
    """What parameters can be in one build.

    Attributes:
        data_version: of the build.
        parameters: all of them, in the order in which an address names them.
        allowed: values by name of the parameter.
        usual: value without the parameter, by name.
    """

    data_version: str
    parameters: tuple[Parameter[Any], ...]
    allowed: Mapping[str, Sequence[Any]]
    usual: Mapping[str, Any]

    def named(self, name: str) -> Parameter[Any]:
        """The parameter of this name."""
        return next(one for one in self.parameters if one.name == name)


def known(every: tuple[Parameter[Any], ...], ask: Ask, data_version: str) -> Known:
    """What these parameters can be in a build."""
    allowed = {one.name: tuple(one.options(ask)) for one in every}
    return Known(data_version, every, allowed, {one.name: one.usual(allowed[one.name]) for one in every})


@dataclass(frozen=True)
class Decoded:
    """Values by name of the parameter, and what had to be replaced."""

    values: dict[str, Any]
    notices: tuple[Notice, ...] = ()


def decode(query: Mapping[str, Iterable[str]], known: Known) -> Decoded:
    """Values from the parameters of an address; never raises, and nothing of the address is echoed.

    Args:
        query: every value given for every parameter.
        known: what may be taken.
    """
    given: dict[str, list[str]] = {}
    for name, texts in query.items():
        given.setdefault(as_named(name), []).extend(texts)
    values, unusable = dict(known.usual), []
    for one in known.parameters:
        if not given.get(one.name):
            continue
        value = one.read(given[one.name], known.allowed[one.name])
        if value is None:
            unusable.append(one.name)
        else:
            values[one.name] = value
    notices = []
    if unusable:
        said = N_("The link gives no usable value for {names}; the default is shown.")
        notices.append(Notice(said, {"names": ", ".join(unusable)}))
    notices += _in_order(values, known)
    notices += _version(given.get(VERSION, []), known.data_version)
    if given.get(LOST):
        notices.append(Notice(N_("The address names no page of this dashboard; the overview is shown.")))
    if set(given) - {one.name for one in known.parameters} - {VERSION, LOST}:
        notices.append(Notice(N_("The link has parameters that this page does not know; they are ignored.")))
    return Decoded(values, tuple(notices))


def encode(values: Values, known: Known) -> dict[str, str]:
    """Parameters of the address for these values, in a fixed order, defaults left out."""
    return {
        one.name: one.write(values[one.name])
        for one in known.parameters
        if one.name in values and values[one.name] != known.usual[one.name]
    }


def spelled_out(choice: object, lang: str, data_version: str) -> str:
    """The full address part of a choice: every value, defaults too, the language, and the data version."""
    every = {one.name: one.write(getattr(choice, _field(choice, one.name))) for one in parameters(type(choice))}
    # Nothing at all, such as no project, has no place in an address.
    every |= {"lang": lang, VERSION: data_version}
    return urlencode({name: text for name, text in every.items() if text}, safe=",")


def still_known(values: Values, known: Known) -> dict[str, Any]:
    """Values that a build has; what it has lost becomes the default."""
    return {
        one.name: values[one.name]
        if one.name in values and one.keeps(values[one.name], known.allowed[one.name])
        else known.usual[one.name]
        for one in known.parameters
    }


def _field(choice: object, name: str) -> str:
    """A parameter may have a name that Python keeps for itself, such as ``from``; its field then ends in ``_``."""
    return name if hasattr(choice, name) else f"{name}_"


def _in_order(values: dict[str, Any], known: Known) -> list[Notice]:
    """Two ends in the wrong order are dropped together."""
    notices = []
    for one in known.parameters:
        if one.not_after and one.not_after in values and values[one.name] > values[one.not_after]:
            values |= {name: known.usual[name] for name in (one.name, one.not_after)}
            notices.append(Notice(N_("The link starts after it ends; all years are shown.")))
    return notices


def _version(given: Sequence[str], data_version: str) -> list[Notice]:
    if not given or list(given) == [data_version]:
        return []
    usable = len(given) == 1 and _VERSION.fullmatch(given[0])
    if usable and given[0].rstrip(".") == data_version:
        return []
    said = (
        N_("The link was made with another data version; version {v} is shown, figures may differ.")
        if usable
        else N_("The link gives no usable data version; version {v} is shown.")
    )
    return [Notice(said, {"v": data_version})]
