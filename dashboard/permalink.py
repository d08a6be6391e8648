"""The state of the page in its address: one table of parameters, read once, written back as identifiers.

A widget carries the name of its parameter as its key, so session state and address cannot drift apart. Hostile or
unknown values become the default and a plain notice; nothing from the address is ever echoed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

import streamlit as st

from dashboard import choices_diversification as diversification
from dashboard.text import LANGUAGES, _

Value = str | int | tuple[str, ...]
MAX_LENGTH = 64
_SEEN = "_permalink"
_VERSION = re.compile(r"[0-9A-Za-z._-]{1,40}")


@dataclass(frozen=True)
class Known:
    """The identifiers that this database has; what is not among them is not taken from an address.

    Attributes:
        importers: iso3 of every importer.
        minerals: mineral_id of every mineral with a page.
        definitions: definition_id of the named definitions.
        years: years with trade, ascending.
        data_version: version of the database.
        countries: country_id of every country and group with a page.
        groups: group_id of the country groups.
        editions: editions of the USGS summaries, newest first.
        register: identifiers of the policy register by parameter (REGISTER).
        first_day: first day that the register reaches back to, ISO.
        checked_on: day on which the register was last checked, ISO.
    """

    importers: tuple[str, ...]
    minerals: tuple[str, ...]
    definitions: tuple[str, ...]
    years: tuple[int, ...]
    data_version: str
    countries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    register: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first_day: str = ""
    checked_on: str = ""


@dataclass(frozen=True)
class Decoded:
    """Values by parameter name, and what had to be replaced, in plain words."""

    values: dict[str, Value]
    notices: list[str] = field(default_factory=list)


CHOICES = {
    "stage": ("all", "ore", "refined", "product"),
    "basis": ("value", "quantity"),
    "china": ("mainland", "plus"),
    "sort": ("share", "fall", "rise", "hhi", "definitions", "value", "name"),
    "lang": LANGUAGES,
    "role": ("supplier", "importer"),
    "view": ("heat", "lines", "map", "changes"),
    "metric": ("china", "top", "hhi", "definitions"),
    "section": ("world", "concentration", "price", "points", "flows", "codes", "register"),
}
# Of the commitments page. The first of each is what is shown without the parameter, but for the windows.
ANY = "any"
STATES = ("proposed", "planned", "announced", "discussed", "agreed", "active", "developing", "operating", "ended")
EVENT_STATES = ("in_force", "suspended")
VERDICTS = ("rising", "flat", "falling", "no_recorded_trade", "too_early", "not_measurable")
CHOICES |= {
    "part": ("flow", "commitments", "controls", "claims", "context"),
    "show": ("table", "timeline", "map"),
    "state": (ANY, *STATES, *EVENT_STATES, "unknown"),
    "verdict": (ANY, *VERDICTS),
    "by": ("quantity", "value"),
    "before": tuple(range(1, 9)),
    "after": tuple(range(1, 9)),
    "gap": tuple(range(4)),
    "change": (5, 10, 20, 30, 50, 100),
}
CHOICES |= diversification.CHOICES
CHOICES["topic"] = ("sources", "checks", "metrics", "codes", "downloads", "cite", "changes")
WINDOWS = {"before": 3, "after": 3, "change": 20}
REGISTER = ("record", "about", "place", "who", "instrument", "step")
PLEDGE_NAMES = ("part", "record", "about", "place", "who", "instrument", "step", "state", "show", "day")
PLEDGE_NAMES += ("verdict", "by", "before", "after", "gap", "change")
DAYS = ("day",)
NO_DAY = "2000-01-01"
YEARS = ("year", "from", "to", "since")
# Parameters that hold several identifiers, joined by commas, and how many at most.
LISTS = {"importers": 6, **diversification.LISTS}
OWN = "own"
NEWEST = "newest"
NAMES = ("importer", "mineral", "stage", "basis", "china", "year", "from", "to", "definition", "sort", "lang")
NAMES += ("country", "role", "view", "group", "importers", "metric", "since", "section", "edition")
NAMES += (*PLEDGE_NAMES, *diversification.NAMES, "topic")


def options(known: Known) -> dict[str, tuple[str | int, ...]]:
    """The values that each parameter may take."""
    listed = {"importer": known.importers, "mineral": known.minerals, "definition": known.definitions}
    listed |= {
        "country": known.countries or known.importers,
        "group": (OWN, *known.groups),
        "importers": known.importers,
        "edition": (NEWEST, *known.editions),
    }
    listed |= {name: (ANY, *known.register.get(name, ())) for name in REGISTER}
    listed |= {"supplier": known.countries or known.importers, "plants": (ANY, *known.register.get("record", ()))}
    listed |= dict.fromkeys(DAYS, days(known.first_day, known.checked_on))
    return {**listed, **CHOICES, **dict.fromkeys(YEARS, known.years)}


def defaults(known: Known) -> dict[str, Value]:
    """The view without any parameter: Japan, latest year, by value, mainland China; peers of Japan, five years."""
    preferred = {"importer": "JPN", "mineral": "rare_earths", "definition": "china50", "year": known.years[-1]}
    preferred |= {"from": known.years[0], "to": known.years[-1]}
    preferred |= {**WINDOWS, **diversification.PREFERRED, "day": known.checked_on}
    preferred |= {"country": "CENTRAL_ASIA", "since": known.years[-1] - 5}
    usual = {
        name: preferred[name] if preferred.get(name) in allowed else allowed[0]
        for name, allowed in options(known).items()
    }
    peers = tuple(iso3 for iso3 in ("JPN", "KOR", "EU27", "USA", "IND") if iso3 in known.importers)
    return {**usual, "importers": peers or known.importers[:1], "plants": ()}


def decode(query: Mapping[str, Iterable[str]], known: Known) -> Decoded:
    """Values from the parameters of an address; never raises.

    Args:
        query: every value given for every parameter.
        known: what may be taken.
    """
    values, unusable, notices = defaults(known), [], []
    allowed = options(known)
    for name in NAMES:
        given = list(query.get(name, ()))
        if not given:
            continue
        value = _several(given, allowed[name], LISTS[name]) if name in LISTS else _one(given, allowed[name])
        if value is None:
            unusable.append(name)
        else:
            values[name] = value
    if unusable:
        notices.append(
            _("The link gives no usable value for {names}; the default is shown.").format(names=", ".join(unusable))
        )
    if values["from"] > values["to"]:
        values |= {name: defaults(known)[name] for name in ("from", "to")}
        notices.append(_("The link starts after it ends; all years are shown."))
    notices += _version_notice(list(query.get("v", ())), known)
    if set(query) - {*NAMES, "v"}:
        notices.append(_("The link has parameters that this page does not know; they are ignored."))
    return Decoded(values, notices)


def encode(values: Mapping[str, Value], known: Known) -> dict[str, str]:
    """Parameters of the address for these values, in a fixed order, defaults left out."""
    usual = defaults(known)
    return {name: as_text(values[name]) for name in NAMES if values.get(name, usual[name]) != usual[name]}


def as_text(value: Value) -> str:
    """A value as it stands in an address."""
    return ",".join(value) if isinstance(value, tuple) else str(value)


def load(known: Known) -> Decoded:
    """Bring session state and address together; call once per run, before any widget.

    A new address (first visit, a link, back, forward) wins over the state. Where both changed at once, one of them is
    stale: after a moved widget the browser may still show the address of before, and after back or forward its
    widgets may still hold the values of before. So the same side wins as the time before.
    """
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    seen = st.session_state.get(_SEEN)
    values = {name: _plain(st.session_state.get(name)) for name in NAMES}
    if seen:
        values = {name: seen["values"][name] if value is None else value for name, value in values.items()}
    touched = bool(seen) and values != seen["values"]
    by_address = not seen or (query != seen["query"] and (seen["by_address"] or not touched))
    if by_address:
        state = decode(query, known)
    else:
        state = Decoded(_still_known(values, known), [] if touched else seen["notices"])
        if touched:
            encoded = encode(state.values, known)
            query = {name: [value] for name, value in encoded.items()}
            st.query_params.from_dict(encoded)
    # Writing every value back keeps it alive on pages that do not draw its widget.
    for name, value in state.values.items():
        st.session_state[name] = _for_widget(name, value)
    st.session_state[_SEEN] = {
        "query": query,
        "values": state.values,
        "notices": state.notices,
        "by_address": by_address or (seen["by_address"] and not touched),
        "version": known.data_version,
        "usual": defaults(known),
    }
    return state


def values() -> dict[str, Value]:
    """The values of this run by parameter name; load() has been called."""
    return dict(st.session_state[_SEEN]["values"])


def query_string() -> str:
    """The full address part that opens this view again: every value, defaults too, and the data version."""
    usual = st.session_state[_SEEN]["usual"]
    # What only one page knows is left out where it says nothing.
    own = {*PLEDGE_NAMES, *diversification.NAMES, "topic"}
    given = {n: as_text(value) for n, value in values().items() if n not in own or value != usual[n]}
    return urlencode({**given, "v": st.session_state[_SEEN]["version"]}, safe=",")


def parameters(**changes: Value) -> dict[str, str]:
    """Parameters of this view with some values changed, defaults left out; for links inside the dashboard."""
    seen = st.session_state[_SEEN]
    target = {**seen["values"], **changes}
    return {name: as_text(target[name]) for name in NAMES if target[name] != seen["usual"][name]}


def address(page: str = "", **changes: Value) -> str:
    """A relative address in this dashboard, with ``parameters(**changes)``.

    Args:
        page: path of another page; empty: this one.
    """
    return f"{page}?{urlencode(parameters(**changes), safe=',')}"


def _one(given: list[str], allowed: tuple[str | int, ...]) -> str | int | None:
    if len(given) != 1 or len(given[0]) > MAX_LENGTH:
        return None
    return next((value for value in allowed if str(value) == given[0]), None)


def _several(given: list[str], allowed: tuple[str, ...], most: int) -> tuple[str, ...] | None:
    if len(given) != 1 or len(given[0]) > MAX_LENGTH:
        return None
    asked = tuple(dict.fromkeys(given[0].split(",")))
    return asked if len(asked) <= most and set(asked) <= set(allowed) else None


def _plain(value: object) -> object:
    """A widget of several choices gives a list; here it is a tuple."""
    if isinstance(value, date):
        return value.isoformat()
    return tuple(value) if isinstance(value, list) else value


def _for_widget(name: str, value: Value) -> object:
    """A value as its widget holds it."""
    if name in DAYS:
        return date.fromisoformat(str(value))
    return list(value) if name in LISTS else value


@functools.cache
def days(first: str, checked_on: str) -> tuple[str, ...]:
    """Every day from the first to a year after the last check; a single day where there is no register."""
    if not first or not checked_on:
        return (NO_DAY,)
    start, end = date.fromisoformat(first), date.fromisoformat(checked_on) + timedelta(days=365)
    return tuple((start + timedelta(days=n)).isoformat() for n in range((end - start).days + 1))


def _still_known(values: Mapping[str, Value], known: Known) -> dict[str, Value]:
    """A database replaced while the page was open may have lost an identifier."""
    usual, allowed = defaults(known), options(known)
    kept = {name: values[name] for name in NAMES}
    for name, value in kept.items():
        if not set(value if name in LISTS else (value,)) <= set(allowed[name]):
            kept[name] = usual[name]
    return kept


def _version_notice(given: list[str], known: Known) -> list[str]:
    if not given or given == [known.data_version]:
        return []
    if len(given) != 1 or not _VERSION.fullmatch(given[0]):
        return [_("The link gives no usable data version; version {v} is shown.").format(v=known.data_version)]
    return [
        _("The link was made with another data version; version {v} is shown, figures may differ.").format(
            v=known.data_version
        )
    ]
