"""What the search can find, and where each hit leads."""

from __future__ import annotations

import json

import pytest

from dashboard.content import search
from dashboard.content.page import every_parameter
from dashboard.db import Reader
from dashboard.pages import PAGES
from dashboard.state import choice
from dashboard.words import language


@pytest.fixture(scope="module")
def found(reader: Reader) -> list[search.Entry]:
    return search.entries(reader, PAGES)


def one(found: list[search.Entry], entry_id: str) -> search.Entry:
    return next(entry for entry in found if entry.entry_id == entry_id)


def test_every_kind_is_there_and_every_hit_is_named_once(found) -> None:
    assert {entry.kind for entry in found} == set(search.kinds())
    named = [(entry.kind, entry.entry_id) for entry in found]
    assert len(named) == len(set(named))
    assert all(entry.to.label for entry in found)


def test_every_hit_leads_to_a_page_and_a_value_that_it_takes(found, reader) -> None:
    known = choice.known(every_parameter(PAGES), reader, reader.build.data_version)
    paths = {page.path for page in PAGES[1:]} | {""}
    for entry in found:
        assert entry.to.path in paths
        for name, value in entry.to.changes.items():
            assert value in known.allowed[name], (entry.kind, entry.entry_id)


def test_a_mineral_has_its_symbol_and_its_other_names(found) -> None:
    gallium = one(found, "gallium")
    assert (gallium.codes, gallium.hint, gallium.names) == (("Ga",), "Ga", ("ガリウム",))
    assert "aluminum" in one(found, "aluminium").names


def test_a_metal_without_a_page_leads_to_the_group_that_it_stands_in(found) -> None:
    neodymium = one(found, "neodymium")
    assert neodymium.to.changes == {"mineral": "rare_earths"} and neodymium.hint == "in Rare earths"


def test_groups_come_before_countries_and_those_that_trade_more_first(found) -> None:
    countries = [entry.entry_id for entry in found if entry.kind == "country"]
    assert countries.index("CENTRAL_ASIA") < countries.index("JPN") < countries.index("AND")


def test_labels_are_in_the_reader_s_language(reader) -> None:
    language.set_language("ja")
    try:
        gallium = one(search.entries(reader, PAGES), "gallium")
    finally:
        language.set_language("en")
    assert gallium.to.label == "ガリウム" and gallium.names == ("Gallium",)


def test_an_application_with_fewer_pages_finds_nothing_beyond_them(reader) -> None:
    overview = [page for page in PAGES if page.path == "overview"]
    assert {entry.kind for entry in search.entries(reader, overview)} == {"page"}


def test_what_is_sent_is_small(found) -> None:
    sent = search.sent(found)
    assert len(json.dumps(sent, ensure_ascii=False).encode()) < 64_000
    assert len(sent["entries"]) == len(found)
