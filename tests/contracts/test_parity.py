"""The pages say what they said: every word and figure of the record, or it was changed on purpose and recorded.

What to do when a change is meant: ``python -m tests.contracts.parity --record --why "reason"`` and read the section
that it adds to parity/CHANGES.md.
"""

from __future__ import annotations

import copy
from itertools import islice

import pandas as pd
import pytest

from tests.contracts import choices, difference, parity, record
from tests.contracts.difference import Difference

MOST_BYTES = 4_000_000


@pytest.mark.usefixtures("minerals_db")
def test_pages_say_what_is_recorded(recorded_part: tuple[str, int, bool]) -> None:
    page, number, everything = recorded_part
    kept = next(islice(parity.chunks(page, everything), number, None))
    found = parity.compare(page, kept)
    assert not found, told(found)


@pytest.mark.usefixtures("minerals_db")
def test_every_choice_is_recorded() -> None:
    found = [one for page in parity.PAGES for one in parity.unrecorded(page)]
    assert not found, told(found)


def told(found: list[Difference]) -> str:
    head = 'The pages differ from the record. If that is meant: python -m tests.contracts.parity --record --why "…"'
    return "\n".join([head, *difference.summary(found)])


def test_the_sample_has_every_kind_and_no_kind_fails() -> None:
    for page in parity.PAGES:
        kept = parity.recorded(page)
        taken = parity.sample(kept, parity.EVERY[page])
        assert taken
        assert {choices.kind(query) for query, _line in taken.values()} == {
            choices.kind(query) for query, _line in kept.values()
        }
        assert not [address for address, (_query, line) in kept.items() if "error" in line]


def test_the_record_is_small_and_its_bytes_are_those_of_its_content(tmp_path) -> None:
    for page in parity.PAGES:
        parity.write(page, parity.recorded(page), tmp_path)
        assert (tmp_path / f"{page}.jsonl.gz").read_bytes() == (parity.RECORDED / f"{page}.jsonl.gz").read_bytes()
    assert sum(path.stat().st_size for path in parity.RECORDED.iterdir()) < MOST_BYTES


def first_of(page: str) -> tuple[dict[str, str], dict]:
    return next(iter(parity.recorded(page).values()))


def test_a_changed_word_is_told_with_its_field_and_addresses() -> None:
    found = []
    for query, line in islice(parity.recorded("overview").values(), 5):
        changed = copy.deepcopy(line)
        changed["panels"][0]["title"] = changed["panels"][0]["title"] + " again"
        found += difference.between("overview", query, line, changed)
    panel = line["panels"][0]["id"]
    head, change = difference.summary(found)
    assert head.startswith(f"overview · panel {panel}: title · differs at 5")
    assert "“(nothing)” → “again” (5 times): overview?importer=" in change


def test_a_changed_figure_is_told_by_its_column() -> None:
    query, line = first_of("overview")
    changed = copy.deepcopy(line)
    changed["panels"][0]["frame"]["china_share"] = "0"
    (found,) = difference.between("overview", query, line, changed)
    assert found.field == f"panel {line['panels'][0]['id']}: figures of china_share"


def test_a_panel_that_is_gone_is_one_difference_beside_the_order() -> None:
    query, line = first_of("overview")
    changed = {**line, "panels": line["panels"][1:]}
    found = difference.between("overview", query, line, changed)
    assert [one.field for one in found] == [f"panel {line['panels'][0]['id']}: is there", "order of the panels"]
    assert found[0].after == difference.ABSENT


def test_an_address_that_fails_is_told() -> None:
    query, line = first_of("data")
    found = difference.between("data", query, line, {"error": "KeyError: 'x'"})
    assert "KeyError" in "\n".join(difference.summary(found))


def test_a_figure_is_the_same_in_another_order_of_its_sum_and_another_type() -> None:
    one, other = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    assert one != other
    assert record.digest([one]) == record.digest([other])
    assert record.digest([12345675.0]) == record.digest([12345675.000000002])  # halfway between two roundings
    assert record.digest([3, None]) == record.digest([3.0, float("nan")]) == record.digest(pd.array([3, pd.NA]))
    assert record.digest([0.0]) == record.digest([-3e-17])
    assert record.digest([0.4231]) != record.digest([0.4232])
    assert record.digest([["a", "b"]]) != record.digest([["b", "a"]])
    assert record.digest(["a", "b"]) != record.digest(["ab"])
