"""Whatever an address holds, the page opens; what it holds correctly comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import permalink

KNOWN = permalink.Known(
    importers=("JPN", "EU27", "KOR"),
    minerals=("cobalt", "rare_earths"),
    definitions=("china50", "crma65"),
    years=tuple(range(1995, 2025)),
    data_version="251a48d9",
)
HOSTILE = ["<script>alert(1)</script>", "**x**", "' or 1=1 --", "../../etc/passwd", "\x00", "jpn", "", "９", "JPN,KOR"]


def test_no_parameters_mean_japan_latest_year_by_value_mainland() -> None:
    state = permalink.decode({}, KNOWN)
    expected = {"importer": "JPN", "year": 2024, "basis": "value", "china": "mainland", "from": 1995, "to": 2024}
    assert expected.items() <= state.values.items()
    assert state.notices == []
    assert permalink.encode(state.values, KNOWN) == {}


def test_identifiers_are_taken_and_given_back() -> None:
    query = {"importer": ["EU27"], "basis": ["quantity"], "year": ["2010"], "v": ["251a48d9"]}
    state = permalink.decode(query, KNOWN)
    assert state.notices == []
    assert permalink.encode(state.values, KNOWN) == {"importer": "EU27", "basis": "quantity", "year": "2010"}


@pytest.mark.parametrize("name", [name for name in permalink.NAMES if name not in permalink.LISTS])
@pytest.mark.parametrize("value", [*HOSTILE, "x" * 5000, "2025", "1994"])
def test_hostile_values_become_the_default_with_a_notice_that_does_not_echo(name: str, value: str) -> None:
    state = permalink.decode({name: [value]}, KNOWN)
    assert state.values == permalink.defaults(KNOWN)
    assert len(state.notices) == 1
    assert name in state.notices[0]
    assert not value or len(value) < 3 or value not in state.notices[0]


@pytest.mark.parametrize("name", permalink.LISTS)
@pytest.mark.parametrize("value", ["<b>", ",,,", "JPN,<b>", ",".join(["JPN"] * 5000), "", "JPN,JPN"])
def test_hostile_lists_become_the_default_or_a_list_of_what_is_known(name: str, value: str) -> None:
    state = permalink.decode({name: [value]}, KNOWN)
    assert set(state.values[name]) <= set(permalink.options(KNOWN)[name])
    assert len(state.values[name]) == len(set(state.values[name]))
    assert not any("<b>" in notice for notice in state.notices)


def test_a_parameter_given_twice_is_not_guessed() -> None:
    state = permalink.decode({"importer": ["KOR", "JPN"]}, KNOWN)
    assert state.values["importer"] == "JPN"
    assert len(state.notices) == 1


def test_years_in_the_wrong_order_are_dropped_together() -> None:
    state = permalink.decode({"from": ["2020"], "to": ["2010"]}, KNOWN)
    assert (state.values["from"], state.values["to"]) == (1995, 2024)
    assert len(state.notices) == 1


@pytest.mark.parametrize("version", [["00000000"], ["<b>"], ["251a48d9", "251a48d9"]])
def test_another_data_version_is_said(version: list[str]) -> None:
    (notice,) = permalink.decode({"v": version}, KNOWN).notices
    assert "251a48d9" in notice
    assert "<b>" not in notice


def test_unknown_parameters_are_said_without_echo() -> None:
    (notice,) = permalink.decode({"<script>": ["1"]}, KNOWN).notices
    assert "script" not in notice


def test_defaults_hold_for_a_database_without_japan() -> None:
    known = permalink.Known(("KOR",), ("cobalt",), ("crma65",), (2020,), "x")
    usual = permalink.defaults(known)
    assert (usual["importer"], usual["mineral"], usual["definition"], usual["year"]) == (
        "KOR",
        "cobalt",
        "crma65",
        2020,
    )


@given(st.dictionaries(st.one_of(st.sampled_from([*permalink.NAMES, "v"]), st.text()), st.lists(st.text(), max_size=3)))
def test_any_address_gives_allowed_values_and_survives_a_round_trip(query: dict) -> None:
    state = permalink.decode(query, KNOWN)
    allowed = permalink.options(KNOWN)
    for name in permalink.NAMES:
        value = state.values[name]
        assert set(value if name in permalink.LISTS else [value]) <= set(allowed[name])
    encoded = permalink.encode(state.values, KNOWN)
    again = permalink.decode({name: [value] for name, value in encoded.items()}, KNOWN)
    assert again.values == state.values
    assert again.notices == []


def any_view() -> st.SearchStrategy[dict]:
    """Every combination of allowed values; lists hold several different ones."""
    return st.fixed_dictionaries(
        {
            name: st.lists(st.sampled_from(values), min_size=1, max_size=permalink.LISTS[name], unique=True).map(tuple)
            if name in permalink.LISTS
            else st.sampled_from(values)
            for name, values in permalink.options(KNOWN).items()
        }
    )


@given(any_view())
def test_every_allowed_view_has_an_address(values: dict) -> None:
    if values["from"] > values["to"]:
        values["from"], values["to"] = values["to"], values["from"]
    encoded = permalink.encode(values, KNOWN)
    assert permalink.decode({name: [value] for name, value in encoded.items()}, KNOWN).values == values
