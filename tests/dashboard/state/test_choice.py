"""Whatever an address holds, the page opens; what it holds correctly comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import choice
from dashboard.state.choice import Known, take
from dashboard.state.parameter import Day, Parameter, Several, fixed
from dashboard.words.language import N_

YEARS = tuple(range(1995, 2025))
IMPORTER = Parameter[str]("importer", N_("Importer"), "who", fixed("JPN", "EU27", "KOR"), preferred="JPN")
MINERAL = Parameter[str]("mineral", N_("Mineral"), "what", fixed("cobalt", "rare_earths"), preferred="rare_earths")
BASIS = Parameter[str]("basis", N_("Basis"), "measure", fixed("value", "quantity"))
YEAR = Parameter[int]("year", N_("Year"), "when", fixed(*reversed(YEARS)))
SINCE = Parameter[int]("since", N_("Since"), "before", fixed(*reversed(YEARS)), preferred=lambda years: max(years) - 5)
FROM = Parameter[int]("from", N_("From"), "first", fixed(*YEARS), not_after="to")
TO = Parameter[int]("to", N_("To"), "last", fixed(*reversed(YEARS)))
PEERS = Several(
    "importers", N_("Importers"), "several", fixed("JPN", "EU27", "KOR"), preferred=lambda all_: all_[:1], most=2
)
DAY = Day("day", N_("Day"), "state on", fixed("2006-01-01", "2027-11-25"))
ALL = (IMPORTER, MINERAL, BASIS, YEAR, SINCE, FROM, TO, PEERS, DAY)
SINGLE = [one.name for one in ALL if one is not PEERS]
HOSTILE = ["<script>alert(1)</script>", "**x**", "' or 1=1 --", "../../etc/passwd", "\x00", "", "９", "JPN,KOR", "."]


def nobody(*_asked: object, **_given: object) -> Any:
    raise AssertionError("these parameters ask no database")


KNOWN: Known = choice.known(ALL, nobody, "251a48d9")


@dataclass(frozen=True)
class Choice:
    importer: str = take(IMPORTER)
    year: int = take(YEAR)
    from_: int = take(FROM)
    importers: tuple[str, ...] = take(PEERS)


def decode(**query: str) -> choice.Decoded:
    return choice.decode({name.rstrip("_"): [value] for name, value in query.items()}, KNOWN)


def test_no_parameter_means_the_usual_view() -> None:
    state = decode()
    expected = {"importer": "JPN", "year": 2024, "basis": "value", "from": 1995, "to": 2024, "since": 2019}
    assert expected.items() <= state.values.items()
    assert state.values["importers"] == ("JPN",)
    assert state.notices == ()
    assert choice.encode(state.values, KNOWN) == {}


def test_identifiers_are_taken_and_given_back() -> None:
    state = decode(importer="EU27", basis="quantity", year="2010", v="251a48d9", importers="KOR,JPN", day="2024-02-29")
    assert state.notices == ()
    assert choice.encode(state.values, KNOWN) == {
        "importer": "EU27",
        "basis": "quantity",
        "year": "2010",
        "importers": "KOR,JPN",
        "day": "2024-02-29",
    }


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("value", [*HOSTILE, "x" * 5000, "2025", "1994", "2024-13-01", "2031-01-01"])
def test_hostile_values_become_the_default_with_a_notice_that_does_not_echo(name: str, value: str) -> None:
    state = choice.decode({name: [value]}, KNOWN)
    assert state.values == KNOWN.usual
    (notice,) = map(str, state.notices)
    assert name in notice
    assert not value or len(value) < 3 or value not in notice


@pytest.mark.parametrize("value", ["<b>", ",,,", "JPN,<b>", ",".join(["JPN"] * 5000), "", "JPN,KOR,EU27", "JPN,JPN"])
def test_hostile_lists_become_the_default_or_a_list_of_what_is_known(value: str) -> None:
    state = decode(importers=value)
    assert set(state.values["importers"]) <= set(KNOWN.allowed["importers"])
    assert len(state.values["importers"]) == len(set(state.values["importers"])) <= PEERS.most
    assert not any("<b>" in str(notice) for notice in state.notices)


@pytest.mark.parametrize(
    "query",
    [
        {"importer": "KOR", "amp;year": "2020"},
        {"importer": "kor", "year": "2020."},
        {"importer": "KOR", "year": "2020)"},
        {"importer": "Kor.", "amp;amp;year": "2020>"},
        {"importer": "KOR", "year": "2020", "v": "251a48d9."},
    ],
)
def test_a_mailed_link_opens_what_was_meant(query: dict[str, str]) -> None:
    state = choice.decode({name: [value] for name, value in query.items()}, KNOWN)
    assert (state.values["importer"], state.values["year"]) == ("KOR", 2020)
    assert state.notices == ()


def test_a_parameter_given_twice_is_not_guessed() -> None:
    state = choice.decode({"importer": ["KOR", "JPN"]}, KNOWN)
    assert state.values["importer"] == "JPN"
    assert len(state.notices) == 1
    assert len(choice.decode({"year": ["2010"], "amp;year": ["2011"]}, KNOWN).notices) == 1


def test_years_in_the_wrong_order_are_dropped_together() -> None:
    state = decode(from_="2020", to="2010")
    assert (state.values["from"], state.values["to"]) == (1995, 2024)
    assert len(state.notices) == 1


@pytest.mark.parametrize("version", [["00000000"], ["<b>"], ["251a48d9", "251a48d9"]])
def test_another_data_version_is_said(version: list[str]) -> None:
    (notice,) = map(str, choice.decode({"v": version}, KNOWN).notices)
    assert "251a48d9" in notice
    assert "<b>" not in notice


def test_unknown_parameters_and_lost_addresses_are_said_without_echo() -> None:
    (notice,) = map(str, choice.decode({"<script>": ["1"]}, KNOWN).notices)
    assert "script" not in notice
    (notice,) = map(str, choice.decode({"lost": ["<script>"]}, KNOWN).notices)
    assert "names no page" in notice
    assert "script" not in notice


def test_a_choice_takes_its_own_parameters_only() -> None:
    state = decode(importer="KOR", mineral="cobalt", from_="2001")
    made = choice.make(Choice, state.values)
    assert made == Choice(importer="KOR", year=2024, from_=2001, importers=("JPN",))
    assert choice.spelled_out(made, "ja", "9") == "importer=KOR&year=2024&from=2001&importers=JPN&lang=ja&v=9"
    with pytest.raises(AttributeError):
        made.importer = "JPN"  # type: ignore[misc]


def test_a_field_is_named_like_its_parameter() -> None:
    @dataclass(frozen=True)
    class Wrong:
        country: str = take(IMPORTER)

    with pytest.raises(TypeError, match="country must be named like its parameter"):
        choice.parameters(Wrong)


def test_what_a_new_build_has_lost_becomes_the_default() -> None:
    less = choice.known((Parameter[str]("importer", "", "", fixed("KOR")), BASIS), nobody, "x")
    kept = choice.still_known({"importer": "JPN", "basis": "quantity", "importers": ("JPN",)}, less)
    assert kept == {"importer": "KOR", "basis": "quantity"}


NAMES = [*(one.name for one in ALL), "v", "lost", "amp;year"]


@given(st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text()), st.lists(st.text(), max_size=3)))
def test_any_address_gives_allowed_values_and_survives_a_round_trip(query: dict[str, list[str]]) -> None:
    state = choice.decode(query, KNOWN)
    for one in ALL:
        assert one.keeps(state.values[one.name], KNOWN.allowed[one.name])
    encoded = choice.encode(state.values, KNOWN)
    again = choice.decode({name: [value] for name, value in encoded.items()}, KNOWN)
    assert again.values == state.values
    assert again.notices == ()


def any_view() -> st.SearchStrategy[dict[str, Any]]:
    """Every combination of allowed values; lists hold several different ones."""
    every: dict[str, st.SearchStrategy[Any]] = {name: st.sampled_from(values) for name, values in KNOWN.allowed.items()}
    several = st.lists(st.sampled_from(KNOWN.allowed["importers"]), min_size=1, max_size=2, unique=True).map(tuple)
    days = st.dates(min_value=_day(0), max_value=_day(-1)).map(lambda day: day.isoformat())
    return st.fixed_dictionaries(every | {"importers": several, "day": days})


def _day(at: int) -> date:
    return date.fromisoformat(KNOWN.allowed["day"][at])


@given(any_view())
def test_every_allowed_view_has_an_address(values: dict[str, Any]) -> None:
    if values["from"] > values["to"]:
        values["from"], values["to"] = values["to"], values["from"]
    encoded = choice.encode(values, KNOWN)
    assert choice.decode({name: [value] for name, value in encoded.items()}, KNOWN).values == values
