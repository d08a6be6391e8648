"""What the search finds: minerals, countries, records, definitions, words, sources and pages. The browser matches.

The order of the entries decides between equally good hits: a mineral with a page of its own comes before a country, and
a country before the metals that only stand in a group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from dashboard import queries
from dashboard.content.page import Onward, Page
from dashboard.queries import SearchRow
from dashboard.question import Ask
from dashboard.state import permalink
from dashboard.words import glossary
from dashboard.words.formats import missing
from dashboard.words.language import _, named

Kind = Literal["mineral", "country", "record", "definition", "term", "page", "source"]


@dataclass(frozen=True)
class Entry:
    """Something to find.

    Attributes:
        kind: what it is; hits are grouped by it.
        entry_id: names it among those of its kind; a hit like a code.
        to: where it leads; the label is what the reader reads.
        codes: symbol, country code or number of a record; a hit when typed in full, or from the start.
        names: all further names, in both languages.
        hint: small text beside the label, such as a symbol.
    """

    kind: Kind
    entry_id: str
    to: Onward
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hint: str = ""


# Their labels are titles or statements: a word at their start counts like one inside.
TITLES: tuple[Kind, ...] = ("record", "source")


def kinds() -> dict[Kind, str]:
    """Headings of the groups of hits."""
    return {
        "mineral": _("Minerals"),
        "country": _("Countries and groups"),
        "record": _("Records"),
        "definition": _("Definitions of dependence"),
        "term": _("Words explained"),
        "page": _("Pages"),
        "source": _("Sources"),
    }


def entries(ask: Ask, pages: Sequence[Page[Any, Any]]) -> list[Entry]:
    """All that can be found in a build, in the reader's language, in the order in which equals are shown.

    Args:
        ask: puts the questions.
        pages: of the application; the first is the landing page. What leads to another page is left out.
    """
    rows = queries.SEARCH.rows(ask(queries.SEARCH))
    minerals, parts = _minerals(ask, rows)
    found = [*minerals, *_countries(ask, rows), *parts, *_written(rows), *_terms(), *_pages(pages)]
    paths = {page.path for page in pages} | {""}
    return [one for one in found if one.to.path in paths]


def _minerals(ask: Ask, rows: Sequence[SearchRow]) -> tuple[list[Entry], list[Entry]]:
    """Those with a page, and what only stands in one of them."""
    minerals = {row["entry_id"]: row for row in rows if row["kind"] == "mineral"}
    with_page = set(ask(queries.MINERALS)["mineral_id"])
    whole, parts = [], []
    for mineral_id, row in minerals.items():
        parent = row["parent_id"]
        if mineral_id in with_page:
            whole.append(_entry("mineral", row, "mineral", mineral=mineral_id))
        elif parent in with_page:
            hint = _("in {mineral}").format(mineral=_name(minerals[parent]))
            parts.append(replace(_entry("mineral", row, "mineral", mineral=parent), hint=hint))
    return whole, parts


def _countries(ask: Ask, rows: Sequence[SearchRow]) -> list[Entry]:
    with_page = set(ask(queries.COUNTRIES)["country_id"])
    asked = [row for row in rows if row["kind"] == "country" and row["entry_id"] in with_page]
    return [_entry("country", row, "country", country=row["entry_id"]) for row in asked]


def _written(rows: Sequence[SearchRow]) -> Iterator[Entry]:
    """Records, definitions and sources."""
    for row in rows:
        if row["kind"] == "record":
            yield _entry("record", row, "commitments", record=row["entry_id"])
        elif row["kind"] == "definition":
            yield _entry("definition", row, "data", topic="metrics")
        elif row["kind"] == "source":
            yield _entry("source", row, "data", topic="sources")


def _name(row: SearchRow) -> str:
    return row["entry_name_ja"] if named() == "ja" else row["entry_name_en"]


def _entry(kind: Kind, row: SearchRow, path: str, **changes: object) -> Entry:
    label = _name(row)
    others = dict.fromkeys([row["entry_name_en"], row["entry_name_ja"], *row["aliases"]])
    return Entry(
        kind,
        row["entry_id"],
        Onward(label, path, changes),
        tuple(code for code in row["codes"] if code != row["entry_id"]),
        tuple(name for name in others if name.casefold() != label.casefold()),
        "" if missing(row["hint"]) else row["hint"],
    )


def _terms() -> Iterator[Entry]:
    for term in glossary.TERMS:
        to = Onward(term.heading, "data", {"topic": "glossary"})
        names = [word for words in term.words.values() for word in words if word != term.heading]
        yield Entry("term", term.term_id, to, names=tuple(names))


def _pages(pages: Sequence[Page[Any, Any]]) -> Iterator[Entry]:
    for number, page in enumerate(pages):
        yield Entry("page", page.path, Onward(_(page.title), page.path if number else ""), names=(page.path,))


def sent(found: Sequence[Entry]) -> dict[str, object]:
    """The entries as the browser gets them, in few letters.

    Returns:
        kinds: headings, in the order of ``kinds``. titles: numbers of the kinds whose labels are titles. ways: what the
        addresses begin with. entries: number of the kind, identifier, label, hint, other codes and other names in
        lines, number of the way, and what ends the address where it is not the identifier.
    """
    number = {kind: place for place, kind in enumerate(kinds())}
    ways: dict[str, int] = {}
    rows = []
    for one in found:
        way, equals, value = permalink.link(one.to.path, **one.to.changes).rpartition("=")
        leads = ways.setdefault(way + equals, len(ways))
        row = [
            number[one.kind],
            one.entry_id,
            one.to.label,
            one.hint,
            "\n".join(one.codes),
            "\n".join(one.names),
            leads,
        ]
        rows.append(row if value == one.entry_id else [*row, value])
    return {
        "kinds": list(kinds().values()),
        "titles": [number[kind] for kind in TITLES],
        "ways": list(ways),
        "entries": rows,
    }
