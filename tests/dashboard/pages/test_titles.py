"""Titles of the pages compare, commitments and data: what they say in each case, of small frames."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.pages.commitments import sentences as committed
from dashboard.pages.compare import sentences as compared
from dashboard.pages.data.panels import files, sources
from dashboard.words import formats


def importers(**figures: float) -> pd.DataFrame:
    """A row for each importer, all in 2024."""
    known = pd.DataFrame({"importer_iso3": list(figures), "figure": list(figures.values()), "year": 2024})
    return known.assign(importer_name_en=known["importer_iso3"].str.title())


def plain(text: str) -> str:
    return text.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"japan": 0.6}, "Japan in 1 of 1 series"),
        ({"japan": 0.6, "korea": 0.2}, "Japan most often (1 of 1 series), Korea least (0 of 1)"),
        ({"japan": 0.6, "korea": 0.8}, "each of these importers in 1 series"),
        ({"japan": 0.1, "korea": 0.2}, "none of these importers in any series"),
    ],
)
def test_who_stands_high(figures: dict[str, float], said: str) -> None:
    assert (
        compared.heat_title(importers(**figures), "china", "mainland") == f"More than half from mainland China: {said}"
    )


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"japan": 0.6}, "share 60.0 % for Japan in 2024"),
        ({"japan": 0.6, "korea": 0.2}, "share from 20.0 % (Korea) to 60.0 % (Japan) in 2024"),
        ({"japan": 0.0, "korea": 0.0}, "share 0.0 % for each of 2 importers in 2024"),
    ],
)
def test_between_what_figures_lie(figures: dict[str, float], said: str) -> None:
    assert plain(compared.lines_title(importers(**figures), "share", "Tin", 2024)) == f"Tin: {said}"


def test_how_many_countries_stand_high() -> None:
    title = compared.world_title(importers(japan=0.6, korea=0.7, usa=0.1), "top", "Tin", "mainland")
    assert title == "Tin: 1 of 3 countries bought more than 65 % from one supplier"
    only = compared.world_title(importers(japan=0.6), "hhi", "Tin", "mainland")
    assert only == "Tin: only one country has enough trade for a figure"


def test_what_changed() -> None:
    frame = pd.DataFrame({"change": ["NEW", "UP", "ENDED"]})
    assert compared.changes_title(frame, "Half", 2019, 2024) == "“Half”, 2019 to 2024: 2 came to meet it, 1 ceased to"
    assert compared.apart_title(1).startswith("Left out: one change with")
    assert compared.apart_title(3).startswith("Left out: 3 changes with")


def test_how_flows_went() -> None:
    frame = pd.DataFrame({"verdict": ["rising", "falling", "too_early"]})
    assert committed.flows_title(frame) == "Of 3 flows 2 can be judged: 1 rose and 1 fell"
    assert committed.flows_title(frame[:2]) == "All 2 flows here can be judged: 1 rose and 1 fell"
    assert committed.flows_title(pd.DataFrame({"verdict": ["too_early"] * 2})) == "None of these 2 flows can be judged"


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["agreed"], "One commitment or project fits; its state: agreed"),
        (["agreed", "ended"], "None of 2 commitments and projects is recorded as active or operating"),
        (["agreed", "active"], "Of 2 commitments and projects one is recorded as active or operating"),
        (["operating", "active"], "Of 2 commitments and projects 2 are recorded as active or operating"),
    ],
)
def test_what_is_carried_out(states: list[str], said: str) -> None:
    assert committed.register_title(pd.DataFrame({"state": states})) == said


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([2020], "One dated commitment or project: 2020"),
        ([2020, 2020], "2 dated commitments and projects, all of 2020"),
        ([2020, 2021], "2 dated commitments and projects, 2020 to 2021"),
        ([2020, 2021, 2021], "3 dated commitments and projects, 2020 to 2021; the most in 2021: 2"),
    ],
)
def test_from_when_records_are(years: list[int], said: str) -> None:
    dated = pd.DataFrame({"date_from": pd.to_datetime([f"{year}-05-01" for year in years])})
    assert committed.timeline_title(dated) == said


def test_measures_are_counted_once_each_and_steps_not_at_all() -> None:
    frame = pd.DataFrame(
        {
            "record_id": ["E1", "E1", "E2", "E3"],
            "is_measure": [True, True, True, False],
            "state": ["in_force", "in_force", "suspended", "in_force"],
        }
    )
    title = plain(committed.controls_title(frame, True, "2026-01-01"))
    assert title == "China's export controls on 2026-01-01: in force 1, suspended 1"
    steps = committed.controls_title(frame[3:], False, "2026-01-01")
    assert steps == "Steps about export controls up to 2026-01-01; no measure itself"


def test_counts_of_one() -> None:
    assert committed.map_title(1, 1) == "One commitment or project, at an approximate place"
    assert committed.map_title(0, 3) == "0 of 3 commitments and projects have a known place"
    assert committed.disagreements_title(1) == "Sources disagree on one point; both values are kept"
    assert committed.context_title(1) == "One note around the article, with whose claim it is"


def test_the_size_of_a_promise() -> None:
    assert committed.scale_title(15, pd.Series([None], dtype=float)) == "How large is 15 t a year?"
    one = plain(committed.scale_title(15, pd.Series([0.1, None])))
    assert one == "The promised 15 t a year would be 10.0 % of what it is held against"
    two = plain(committed.scale_title(15, pd.Series([0.5, None, 0.1])))
    assert two == "The promised 15 t a year beside 2 figures of use, imports or output"


def test_evidence_is_counted_by_what_it_does() -> None:
    frame = pd.DataFrame({"relation": ["corroborates", "qualifies", "contradicts", "same_fact", None]})
    assert committed.evidence_title(frame, "P1") == "About P1: saying the same 1, contradicting or qualifying it 2"


def test_checks_terms_and_releases() -> None:
    checks = pd.DataFrame({"failures": [0, 3, 2], "severity": ["error", "info", "warning"]})
    assert sources._checks_title(checks) == "3 checks, one with a warning"
    assert sources._checks_title(checks[:2]) == "2 checks, none with a warning"
    assert sources._terms_title(pd.DataFrame({"may_ship": [True, True]})) == "All 2 releases may be passed on"
    assert sources._terms_title(pd.DataFrame({"may_ship": [True, False]})) == "Of 2 releases 1 may be passed on"
    days = pd.DataFrame({"day": pd.to_datetime(["2026-02-01", "2026-01-01"])})
    assert files._changes_title(days) == "2 data releases, the last of 2026-02-01"
    assert files._changes_title(days[:1]) == "One data release, of 2026-02-01"
