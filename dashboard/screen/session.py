"""What the server keeps of a viewer: the build he is on, his choice, and the sections that viewers share."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit, urlunsplit

import pandas as pd
import streamlit as st

from dashboard import db
from dashboard.content.page import Block
from dashboard.db import Reader
from dashboard.question import Ask, Question, records
from dashboard.state import choice, permalink
from dashboard.state.choice import Decoded, Known
from dashboard.state.parameter import Parameter
from dashboard.words import language

C = TypeVar("C")
_log = logging.getLogger(__name__)
_READER, _KNOWN, _CHOICE, _STATE = "_reader", "_known", "_choice", "_state"
_RUN, _CITED, _DRAWN, _TERMS = "_run", "_cited", "_drawn", "_terms"


def pin(questions: Callable[[], Iterable[Question[Any]]]) -> Reader:
    """Find the published build and keep this viewer on it until the next rerun, so that no page mixes two builds.

    Args:
        questions: what the application asks; checked once for each build.

    Raises:
        DatabaseMissing: no file, not a database of ours, or one that does not fit the questions.
    """
    reader = db.published()
    if _misfits(reader.build.path, reader.build.stamp, reader, questions):
        raise db.DatabaseMissing(f"The database file {Path(reader.build.path).name} was made by another version.")
    st.session_state[_READER] = reader
    return reader


@st.cache_resource(max_entries=3, show_spinner=False)
def _misfits(path: str, stamp: int, _reader: Reader, _questions: Callable[[], Iterable[Question[Any]]]) -> list[str]:
    found = _reader.misfits(_questions())
    for one in found:
        _log.warning("%s: %s", path, one)
    return found


def reader() -> Reader:
    """The build that this viewer is on."""
    held: Reader = st.session_state[_READER]
    return held


def begin() -> None:
    """A new run of the whole page begins: nothing is drawn and no source is named yet."""
    st.session_state[_RUN] = run() + 1
    st.session_state[_CITED], st.session_state[_DRAWN], st.session_state[_TERMS] = {}, False, set()


def run() -> int:
    """Number of this run of the whole page."""
    return int(st.session_state.get(_RUN, 0))


def is_first() -> bool:
    """Whether neither a chart nor a table of the page is drawn yet."""
    return not st.session_state[_DRAWN]


def drew() -> None:
    """A chart or a table is drawn."""
    st.session_state[_DRAWN] = True


def terms() -> set[str]:
    """The words of the glossary that the page has marked so far."""
    held: set[str] = st.session_state[_TERMS]
    return held


def cite(sources: pd.DataFrame) -> None:
    """Remember sources of a panel for the end of the page.

    Args:
        sources: rows of meta.source.
    """
    for row in records(sources):
        st.session_state[_CITED][row["source_id"]] = row


def cited() -> pd.DataFrame:
    """The sources of all panels of the page, each once, as rows of meta.source."""
    return pd.DataFrame([row for _id, row in sorted(st.session_state[_CITED].items())])


def ask() -> Ask:
    """Puts questions to that build."""
    return reader()


def load(parameters: tuple[Parameter[Any], ...]) -> Decoded:
    """Read the address into the session, or the session into the address, and set the language.

    Args:
        parameters: of all pages, in the order in which an address names them.
    """
    now = reader()
    known = _known(now.build.path, now.build.stamp, tuple(one.name for one in parameters), now, parameters)
    state = permalink.load(cast(MutableMapping[str, Any], st.session_state), st.query_params, known)
    st.session_state[_KNOWN], st.session_state[_STATE] = known, state
    language.set_language(str(state.values["lang"]))
    return state


@st.cache_resource(max_entries=3, show_spinner=False)
def _known(
    path: str, stamp: int, names: tuple[str, ...], _reader: Reader, _parameters: tuple[Parameter[Any], ...]
) -> Known:
    return choice.known(_parameters, _reader, _reader.build.data_version)


def known() -> Known:
    """What the parameters can be in this build."""
    held: Known = st.session_state[_KNOWN]
    return held


def values() -> dict[str, Any]:
    """The values of this run by name of the parameter."""
    held: Decoded = st.session_state[_STATE]
    return held.values


def choose(kind: type[C]) -> C:
    """The choice of the page that is drawn."""
    made = choice.make(kind, values())
    st.session_state[_CHOICE] = made
    return made


def chosen() -> object:
    """The choice of the page that is drawn, for what goes with its panels."""
    return st.session_state[_CHOICE]


def fragment() -> None:
    """Bring a fragment to the language of its page: it runs again without the entry point."""
    language.set_language(str(values()["lang"]))


def change(**changes: object) -> None:
    """Change parameters; called when a button is pressed, before the next run."""
    for name, value in changes.items():
        st.session_state[name] = known().named(name).to_widget(value)


def reset(*names: str) -> None:
    """Parameters back to their defaults."""
    change(**{name: known().usual[name] for name in names})


def resolve(target: str) -> str:
    """A relative address within the dashboard with the rest of this viewer's choice."""
    return permalink.kept(target, values(), known())


def query(target: str) -> dict[str, str]:
    """The parameters of such an address."""
    return permalink.merged(target, values(), known())


def root() -> str:
    """The address of the page without parameters."""
    here = urlsplit(st.context.url or "")
    return urlunsplit((here.scheme, here.netloc, here.path or "/", "", ""))


def link() -> str:
    """The full address of this view, with the data version."""
    return f"{root()}?{choice.spelled_out(chosen(), language.language(), reader().build.data_version)}"


def labels(parameter: Parameter[Any]) -> Mapping[Any, str]:
    """The labels of the options of a parameter, made once for a build and a language."""
    return _labels(reader(), parameter, language.language())


@functools.lru_cache(maxsize=200)
def _labels(asked: Reader, parameter: Parameter[Any], _lang: str) -> Mapping[Any, str]:
    return parameter.labels(asked)


def kept(page: str, section: str, key: Hashable, make: Callable[[], Iterable[Block]]) -> Iterable[Block]:
    """The blocks of a section; nobody changes them, so that all viewers with the same key share them."""
    build = reader().build
    return _blocks(build.path, build.stamp, page, section, language.language(), repr(key), make)


@st.cache_resource(max_entries=150, show_spinner=False)
def _blocks(
    path: str, stamp: int, page: str, section: str, lang: str, key: str, _make: Callable[[], Iterable[Block]]
) -> Iterable[Block]:
    return Shared(_make)


class Shared:
    """Blocks that are made one by one by whoever needs the next one first, and are there for everybody after that.

    Args:
        make: makes them, the same each time; called again where making one failed, so that a fault does not stay.
    """

    def __init__(self, make: Callable[[], Iterable[Block]]) -> None:
        self._lock = threading.Lock()
        self._make = make
        self._rest = iter(make())
        self._known: list[Block] = []

    def __iter__(self) -> Iterator[Block]:
        at = 0
        while (block := self._at(at)) is not None:
            yield block
            at += 1

    def _at(self, number: int) -> Block | None:
        with self._lock:
            if number < len(self._known):
                return self._known[number]
            try:
                block = next(self._rest, None)
            except Exception:
                self._rest = islice(self._make(), len(self._known), None)  # the failed one would end silently
                raise
            if block is not None:
                self._known.append(block)
            return block
