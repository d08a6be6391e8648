"""Addresses that were given away stay good, and no address breaks a page.

``old_addresses.txt`` is frozen: full links as the pages of November 2026 gave them, with the parameters of all pages
in each. A line is never changed or taken out.
"""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.content import page as pages
from dashboard.content.page import every_parameter
from dashboard.db import Reader
from dashboard.pages import PAGES
from dashboard.state import choice
from dashboard.state.choice import Known
from dashboard.state.parameter import Day, Several
from dashboard.words.language import set_language

OLD = (Path(__file__).parent / "old_addresses.txt").read_text("utf-8").split()
HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' or 1=1 --", "../../etc/passwd", "%00", "\x00\r",
    "-1", "1e9", "9" * 5000, "__proto__", "{{7*7}}", "\N{FULLWIDTH DIGIT NINE}", "\N{BOMB}" * 40, "any,any,any",
)  # fmt: skip
TRIES = 25


@pytest.fixture(scope="module")
def known(reader: Reader) -> Known:
    return choice.known(every_parameter(PAGES), reader, reader.build.data_version)


@pytest.mark.parametrize("address", OLD, ids=range(len(OLD)))
def test_an_old_address_opens_what_it_named(known: Known, reader: Reader, address: str) -> None:
    given = urlsplit(address)
    page = next(one for one in PAGES if one.path == (given.path or PAGES[0].path))
    query = parse_qs(given.query)
    decoded = choice.decode(query, known)
    assert decoded.notices == ()
    made = choice.make(page.choice, decoded.values)
    again = parse_qs(choice.spelled_out(made, str(decoded.values["lang"]), ""))
    for name, texts in again.items():
        usual = known.named(name)
        assert texts == query.get(name, [usual.write(known.usual[name])]), name
    set_language("en")
    assert page.answer(page.subject(made, reader)).sentence


def test_hostile_values_of_every_parameter_give_a_notice_and_are_not_echoed(known: Known) -> None:
    tried = 0
    for one in known.parameters:
        for value in HOSTILE:
            decoded = choice.decode({one.name: [value]}, known)
            said = " ".join(map(str, decoded.notices))
            assert one.name in said, (one.name, value)
            assert len(value) < 3 or value not in said
            assert decoded.values == known.usual
            tried += 1
    assert tried > 658


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_any_choice_of_known_values_gives_an_answer_and_panels(known: Known, reader: Reader, page) -> None:
    """Combinations that nobody thought of; the same ones each time."""
    rng = random.Random(page.path)
    for _try in range(TRIES):
        values = dict(known.usual)
        for one in choice.parameters(page.choice):
            if rng.random() < 0.6:
                values[one.name] = _any(one, known, rng)
        if "from" in values and values["from"] > values["to"]:
            values["from"], values["to"] = values["to"], values["from"]
        encoded = choice.encode(values, known)
        decoded = choice.decode({name: [text] for name, text in encoded.items()}, known)
        assert decoded.values == values, encoded
        subject = page.subject(choice.make(page.choice, decoded.values), reader)
        assert page.answer(subject).sentence, encoded
        for panel in pages.panels(page, subject):
            assert panel.title and not panel.frame.empty, (encoded, panel.panel_id)


def _any(one, known: Known, rng: random.Random) -> object:
    allowed = known.allowed[one.name]
    if isinstance(one, Several):
        return tuple(rng.sample(list(allowed), min(rng.randint(0, 3), len(allowed)))) if len(allowed) else ()
    if isinstance(one, Day):
        return rng.choice(("2010-06-01", "2023-08-01", "2025-11-10", max(allowed)))
    return rng.choice(list(allowed)) if allowed and type(one).__name__ == "Parameter" else known.usual[one.name]
