"""Address and session kept together: the address is read once per run, and written back as identifiers.

A widget carries the name of its parameter as its key, so that the session and the address cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

from dashboard.state import choice
from dashboard.state.choice import Decoded, Known, Values

_SEEN = "_permalink"


class Address(Protocol):
    """The parameters of the address in the browser."""

    def __iter__(self) -> Iterator[str]: ...

    def get_all(self, key: str) -> list[str]: ...

    def from_dict(self, params: dict[str, Any]) -> None: ...


def load(session: MutableMapping[str, Any], address: Address, known: Known) -> Decoded:
    """Bring session and address together; call once per run, before any widget.

    A new address (first visit, a link, back, forward) wins over the session. Where both changed at once, one of them
    is stale: after a moved widget the browser may still show the address of before, and after back or forward its
    widgets may still hold the values of before. So the same side wins as the time before.

    Args:
        session: what the server keeps of this viewer; widgets write their values there.
        address: the parameters in the browser.
        known: what may be taken.
    """
    query = {name: address.get_all(name) for name in address}
    seen = session.get(_SEEN)
    held = {one.name: one.from_widget(session.get(one.name)) for one in known.parameters}
    if seen is not None:
        held = {name: seen["values"].get(name) if value is None else value for name, value in held.items()}
    touched = seen is not None and held != seen["values"]
    by_address = seen is None or (query != seen["query"] and (seen["by_address"] or not touched))
    if seen is None or by_address:
        state = choice.decode(query, known)
    else:
        state = Decoded(choice.still_known(held, known), () if touched else seen["notices"])
        if touched:
            encoded = choice.encode(state.values, known)
            query = {name: [value] for name, value in encoded.items()}
            address.from_dict(encoded)
    # Writing every value back keeps it alive on pages that do not draw its widget.
    for one in known.parameters:
        session[one.name] = one.to_widget(state.values[one.name])
    session[_SEEN] = {
        "query": query,
        "values": state.values,
        "notices": state.notices,
        "by_address": seen is None or by_address or (seen["by_address"] and not touched),
    }
    return state


def link(path: str, **changes: object) -> str:
    """A relative address within the dashboard that names only what changes; the screen adds the rest of the choice.

    Args:
        path: of the page; empty for the landing page.
        changes: values by name of the parameter.
    """
    return f"{path or './'}?{urlencode({name: str(value) for name, value in changes.items()}, safe=',')}"


def kept(target: str, values: Values, known: Known) -> str:
    """A relative address as ``link`` gives it, with the other values of the reader."""
    return f"{urlsplit(target).path}?{urlencode(merged(target, values, known), safe=',')}"


def merged(target: str, values: Values, known: Known) -> dict[str, str]:
    """The parameters of such an address, with the other values of the reader, defaults left out."""
    usual = {one.name: one.write(known.usual[one.name]) for one in known.parameters}
    given = {name: text for name, text in parse_qsl(urlsplit(target).query) if name in usual}
    every = choice.encode(values, known) | given
    return {name: every[name] for name in usual if name in every and every[name] != usual[name]}
