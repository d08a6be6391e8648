"""Changed spare capacity comes back from an address as it was, and nothing else is taken from one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.pages.diversification.changed_spare import (
    MAX_LENGTH,
    MOST_CHANGES,
    MOST_TONNES,
    ChangedSpare,
    Changes,
    about,
    changed,
)
from dashboard.state.parameter import fixed

AREAS = ("KAZ", "USA", "S19", "EU27", *(f"A{number:02}" for number in range(40)))
SPARE = ChangedSpare("spare", "Spare", "changed spare capacity", fixed(*AREAS))
HERE = about("rare_earths-refined-hs12", 2024, 5, False)
SUPPLIERS = st.sampled_from(AREAS)
TYPED = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True), st.integers(-10, 10**18).map(float))


def test_the_form_is_short_and_safe() -> None:
    value = Changes(HERE, (("KAZ", 1200.0), ("USA", None), ("S19", 0.25)))
    assert SPARE.write(value) == "rare_earths-refined-hs12~2024~5~each~KAZ-1200~USA-x~S19-0.25"
    assert SPARE.read([SPARE.write(value)], AREAS) == value
    assert SPARE.write(SPARE.usual(AREAS)) == ""


@given(st.dictionaries(SUPPLIERS, TYPED, max_size=44), st.dictionaries(SUPPLIERS, TYPED, max_size=44))
def test_whatever_is_typed_fits_into_an_address_and_comes_back(
    computed: dict[str, float | None], typed: dict[str, float | None]
) -> None:
    value = changed(Changes(), HERE, computed, typed)
    assert len(value.tonnes) <= MOST_CHANGES and SPARE.keeps(value, AREAS)
    assert all(tonnes is None or 0 <= tonnes <= MOST_TONNES for _supplier, tonnes in value.tonnes)
    written = SPARE.write(value)
    assert len(written) <= MAX_LENGTH
    if value.tonnes:
        assert SPARE.read([written], AREAS) == value
        # A mail program may add the end of a sentence, or change the case.
        assert SPARE.read([f"{written}."], AREAS) == SPARE.read([written.upper()], AREAS) == value


def test_later_changes_join_earlier_ones_of_the_same_view_only() -> None:
    first = changed(Changes(), HERE, {"KAZ": 1.0}, {"KAZ": 5.0})
    both = changed(first, HERE, {"KAZ": 1.0}, {"USA": None, "S19": 2.0})
    assert both.of(HERE) == {"KAZ": 5.0, "USA": None, "S19": 2.0} or both.of(HERE) == {"KAZ": 5.0, "S19": 2.0}
    elsewhere = about("rare_earths-refined-hs12", 2023, 5, False)
    assert both.of(elsewhere) == {}
    assert changed(both, elsewhere, {}, {"USA": 3.0}).of(elsewhere) == {"USA": 3.0}


def test_a_figure_as_it_was_calculated_is_no_change() -> None:
    assert changed(Changes(), HERE, {"KAZ": 1.0, "USA": math.nan}, {"KAZ": 1.0, "USA": None}) == Changes()


@pytest.mark.parametrize(
    "given_",
    [
        "",
        HERE,
        f"{HERE}~",
        f"{HERE}~KAZ",
        f"{HERE}~KAZ-",
        f"{HERE}~KAZ--5",
        f"{HERE}~KAZ-nan",
        f"{HERE}~KAZ-inf",
        f"{HERE}~KAZ-1e9",
        f"{HERE}~KAZ-1,5",
        f"{HERE}~KAZ-\N{ARABIC-INDIC DIGIT FIVE}",
        f"{HERE}~KAZ-1.2345",
        f"{HERE}~KAZ-12345678901",
        f"{HERE}~KAZ-1~KAZ-2",
        f"{HERE}~XXX-1",
        f"{HERE}~KAZ-1~XXX-1",
        f"{HERE}~<script>-1",
        f"{HERE}~KAZ-1\n",
        HERE.replace("each", "all") + "~KAZ-1",
        HERE.replace("2024", "20240") + "~KAZ-1",
        HERE.replace("rare_earths", "<b>x</b>") + "~KAZ-1",
        HERE.replace("rare_earths", "r" * 80) + "~KAZ-1",
        f"{HERE}~" + "~".join(f"A{number:02}-1" for number in range(MOST_CHANGES + 1)),
        f"{HERE}~KAZ-{'0' * MAX_LENGTH}",
    ],
)
def test_hostile_values_are_not_taken(given_: str) -> None:
    assert SPARE.read([given_], AREAS) is None


def test_two_values_are_none() -> None:
    assert SPARE.read([f"{HERE}~KAZ-1", f"{HERE}~KAZ-2"], AREAS) is None


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = SPARE.read([f"{HERE}~{text}"], AREAS)
    assert found is None or SPARE.keeps(found, AREAS)


@pytest.mark.parametrize("value", [None, "", {}, Changes(HERE, (("XXX", 1.0),))])
def test_what_a_build_does_not_know_is_not_kept(value: object) -> None:
    assert not SPARE.keeps(value, AREAS)
