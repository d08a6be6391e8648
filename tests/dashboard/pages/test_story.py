"""The cards of the landing page: every figure is the register's or a mart's, and stands with its record."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboard.content.page import Card, Cards
from dashboard.db import Reader
from dashboard.pages.commitments import PAGE as COMMITMENTS
from dashboard.pages.commitments.subject import Subject as Commitments
from dashboard.pages.overview import PAGE, questions, story
from dashboard.question import Question
from dashboard.state import choice
from dashboard.words import language
from tests.dashboard.made import known

Change = Callable[[pd.DataFrame], pd.DataFrame]
CENTRAL_ASIA = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
ORDER = (
    questions.DECLARATION,
    questions.GALLIUM,
    questions.URANIUM,
    questions.EXPLORATION,
    questions.DOMINANCE,
    questions.OUTCOMES,
)


class Asking:
    """A build with one answer changed, or all of them."""

    def __init__(self, reader: Reader, **changes: Change) -> None:
        self.reader, self.build, self.changes = reader, reader.build, changes

    def __call__(self, question: Question[Any], made: object | None = None, /, **given: Any) -> pd.DataFrame:
        frame = self.reader(question, made, **given)
        return self.changes.get(question.name, lambda same: same)(frame)


def row_of(reader: Reader, **changes: Change) -> list[Cards]:
    made = choice.make(PAGE.choice, choice.decode({}, known(PAGE, reader)).values)
    return story.story(PAGE.subject(made, Asking(reader, **changes)))


def plain(card: Card) -> str:
    return " | ".join((card.title, card.text, card.state)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def cards(reader: Reader) -> list[Card]:
    (row,) = row_of(reader)
    return list(row.cards)


def one(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    (row,) = con.execute(sql).fetchall()
    return row


def emptied(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.iloc[:0]


def with_(**values: object) -> Change:
    return lambda frame: frame.assign(**values)


def test_they_are_few_and_short(reader: Reader) -> None:
    (row,) = row_of(reader)
    assert len(row.cards) == 6
    for card in row.cards:
        assert len(card.title) <= 26, card.title
        assert len(card.text) <= 80, card.text
        assert len(card.state) <= 60, card.state
        assert card.text
        assert card.state


def test_the_heading_has_its_date_and_its_states_from_the_register(
    reader: Reader, con: duckdb.DuckDBPyConnection
) -> None:
    day, states = one(
        con, "select date_from, len(counterpart_iso3s) from register.commitment where commitment_id = 'C01'"
    )
    (row,) = row_of(reader)
    assert row.title.startswith(f"Tokyo Declaration, {day:%B %Y}: what Japan and {states} Central Asian states pledged")
    (checked,) = one(con, "select max(accessed_on) from meta.source where source_id like 'register%'")
    assert f"{checked:%Y-%m-%d}" in row.line
    (row,) = row_of(reader, declaration=with_(declared_on=date(2031, 2, 3), states=4))
    assert row.title.startswith("Tokyo Declaration, February 2031: what Japan and 4 Central Asian states pledged")


def test_the_target_is_a_target_and_the_documents_are_counted(
    cards: list[Card], con: duckdb.DuckDBPyConnection
) -> None:
    low, first, last, status = one(
        con,
        "select amount_low, period_start::int, period_end::int, status "
        "from register.commitment where commitment_id = 'C01'",
    )
    assert "target" in status
    (counted,) = one(
        con, "select value_a from register.disagreement where disagreement_id = 'D02' and preferred_side = 'A'"
    )
    said, publisher = one(con, "select statement, publisher from register.claim where claim_id = 'A19'")
    article = re.search(r"more than (\d+) business projects", said)
    assert article
    assert plain(cards[0]) == (
        f"{low / 1e12:.0f} trillion yen | Projects over {last - first} years; {counted.split()[0]} documents "
        f"({publisher}: more than {article[1]} projects) | a target, not money spent"
    )


def test_the_gallium_has_its_bounds_and_its_start(cards: list[Card], con: duckdb.DuckDBPyConnection) -> None:
    tonnes, start, basis = one(
        con, "select pledged_t_per_year, from_date, from_basis from register.pledge_flow where record_id = 'P01'"
    )
    assert basis == "planned_start"
    shares = con.execute(
        "select share, year(period_start) from mart.pledge_scale join register.pledge_flow using (pledge_flow_id) "
        "where pledge_flow.record_id = 'P01' and from_iso3 is distinct from 'CHN' order by share"
    ).fetchall()
    (low, year), (high, also) = shares[0], shares[-1]
    assert year == also
    assert plain(cards[1]) == (
        f"Gallium from Kazakhstan | About {tonnes:.0f} t a year, {low:.1%} to {high:.1%} of Japan's use or "
        f"imports of {year} | due from {start:%B %Y}; no start-up or shipment on record"
    ).replace("%", " %")


def test_uranium_says_what_is_not_known(cards: list[Card], con: duckdb.DuckDBPyConnection) -> None:
    state, companies, code = one(con, "select state, companies, hs6s[1] from register.project where project_id = 'P02'")
    assert (state, companies, code) == ("unknown", None, "284410")
    assert one(con, "select count(*) from core.trade_flow where hs6 = '284410'") == (0,)
    contracts = con.execute(
        "select country from register.project where list_contains(mineral_ids, 'uranium') and stage = 'offtake' "
        "and state = 'agreed' and signed_date < '2025-12' and list_contains(partner_iso3s, 'JPN')"
    ).fetchall()
    assert {country for (country,) in contracts} == {"Uzbekistan"}
    assert plain(cards[2]) == (
        f"Uranium | Uyghur Times: imports to grow; no contract found. Earlier ones: {len(contracts)} (Uzbekistan) "
        "| not visible in customs data: no release holds HS 2844.10"
    )


def test_the_agreements_to_explore_are_the_first_of_the_list_that_their_card_opens(
    reader: Reader, cards: list[Card], con: duckdb.DuckDBPyConnection
) -> None:
    (day,) = one(con, "select date_from from register.commitment where commitment_id = 'C01'")
    card = cards[3]
    opened = listed(reader, card).register
    counted = opened[opened["dated"].str.startswith(f"{day:%Y-%m}")]
    assert len(counted) < len(opened)  # the older ones stand below
    assert list(opened.index[: len(counted)]) == list(counted.index)
    where = " and ".join(sorted(counted["counterparts"]))
    assert card.text == f"Agreements with Japan in {day:%B %Y}: {len(counted)} ({where})"
    assert set(counted["state"]) == {"agreed"}


def test_the_share_of_gallium_is_of_the_countries_named(cards: list[Card], con: duckdb.DuckDBPyConnection) -> None:
    year, china, everybody = one(
        con,
        "select year, sum(value_t) filter (iso3 = 'CHN'), sum(value_t) from mart.world_supply_country "
        "where mineral_id = 'gallium' and source_id = "
        "(select max(source_id) from meta.source where source_family = 'usgs_mcs') "
        "group by year order by year desc limit 1",
    )
    assert cards[4].text.replace("\N{NO-BREAK SPACE}", " ") == (
        f"{china / everybody * 100:.1f} % of world primary output in {year} (U.S. Geological Survey, estimate)"
    )


def test_the_controls_are_those_of_the_list_that_their_card_opens(
    reader: Reader, cards: list[Card], con: duckdb.DuckDBPyConnection
) -> None:
    opened = listed(reader, cards[4]).measures
    opened = opened[opened["is_measure"] & (opened["measure_type"] != "suspension")]
    states = opened["state"].value_counts()
    (since,) = one(con, "select effective_from from register.event where event_id = 'EC07'")
    assert cards[4].state == (
        f"export controls since {since:%B %Y}: {states['in_force']} in force, {states['suspended']} suspended"
    )


def test_the_pledges_are_those_of_these_countries_only(cards: list[Card], con: duckdb.DuckDBPyConnection) -> None:
    verdicts = con.execute(
        "select verdict, from_date from mart.pledge_verdict "
        f"where importer_iso3 = 'JPN' and exporter_iso3 in {CENTRAL_ASIA}"
    ).fetchall()
    n = pd.Series([verdict for verdict, _day in verdicts]).value_counts()
    left = {"too_early", "not_measurable"}
    judged = [(verdict, day) for verdict, day in verdicts if verdict not in left]
    assert not [day for _verdict, day in judged if day >= date(2025, 12, 20)]
    assert plain(cards[5]) == (
        f"What became of pledges | {len(verdicts)} flows to Japan: {len(judged)} judged, none from this summit; "
        f"{n.get('too_early', 0)} too early, {n.get('not_measurable', 0)} unmeasurable | {n.get('rising', 0)} rose, "
        f"{n.get('flat', 0)} stayed flat, {n.get('falling', 0)} fell, "
        f"{n.get('no_recorded_trade', 0)} left no recorded trade"
    )
    assert cards[5].to.changes["part"] == "flow"


def listed(reader: Reader, card: Card) -> Commitments:
    """The commitments page that a card leads to; every change must be one of its options."""
    assert card.to.path == COMMITMENTS.path
    decoded = choice.decode({name: [str(value)] for name, value in card.to.changes.items()}, known(COMMITMENTS, reader))
    assert not decoded.notices
    made = choice.make(COMMITMENTS.choice, decoded.values)
    assert {name: getattr(made, name) for name in card.to.changes} == dict(card.to.changes)
    return Commitments(made, reader)


def test_every_card_leads_to_what_is_there(reader: Reader, cards: list[Card]) -> None:
    for card in cards:
        page = COMMITMENTS.answer(listed(reader, card))
        assert page.sentence
    assert [card.to.changes.get("record") for card in cards[:3]] == ["C01", "P01", "P02"]


@pytest.mark.parametrize("place", range(len(ORDER)))
def test_a_card_without_its_record_is_left_out(reader: Reader, place: int) -> None:
    (whole,), (row,) = row_of(reader), row_of(reader, **{ORDER[place].name: emptied})
    assert [card.title for card in row.cards] == [card.title for at, card in enumerate(whole.cards) if at != place]
    assert row.title


def test_without_any_record_there_is_no_row(reader: Reader) -> None:
    assert row_of(reader, **{question.name: emptied for question in ORDER}) == []


@pytest.mark.parametrize(
    ("place", "changes", "said"),
    [
        (0, {"amount_low": 4e12, "amount_high": 5e12}, "4 trillion \N{EN DASH} 5 trillion yen"),
        (0, {"documents": 161}, "161 documents (Uyghur Times: more than 150 projects)"),
        (0, {"documents": None, "years": 6}, "| Business projects over 6 years |"),
        (0, {"documents": 160, "article_more_than": None}, "160 documents |"),
        (0, {"is_target": False}, "projects) | "),
        (1, {"pledged_t": 12.0, "highest_share": 0.2}, "About 12 t a year, 9.0 % to 20.0 %"),
        (1, {"last_year": 2024}, "of 2021\N{EN DASH}2024"),
        (1, {"lowest_share": None}, "About 15 t a year |"),
        (1, {"has_started": True, "starts_on": date(2027, 1, 1)}, "started in January 2027"),
        (2, {"is_known": True}, "Imports to grow. Earlier contracts: 2 (Uzbekistan)"),
        (2, {"earlier_contracts": 0}, "no contract found |"),
        (2, {"is_in_release": True}, "customs code: HS 2844.10"),
        (3, {"agreements": 3}, "December 2025: 3 (Kazakhstan and Uzbekistan)"),
        (4, {"china_share": 0.5, "is_estimate": False, "year": 2027}, "50.0 % of world primary output in 2027 (U.S."),
        (4, {"in_force": 2, "suspended": 0}, "2 in force, 0 suspended"),
        (4, {"controlled_since": pd.NaT}, "no export control on record"),
        (5, {"rising": 1, "flows": 17, "judged_since": 1}, "17 flows to Japan: 6 judged, 1 since the summit"),
    ],
)
def test_what_the_register_says_changes_the_card(
    reader: Reader, place: int, changes: dict[str, object], said: str
) -> None:
    (row,) = row_of(reader, **{ORDER[place].name: with_(**changes)})
    assert said in plain(row.cards[place])


def test_the_importer_chosen_changes_nothing(reader: Reader) -> None:
    subjects = [
        PAGE.subject(choice.make(PAGE.choice, choice.decode({"importer": [iso3]}, known(PAGE, reader)).values), reader)
        for iso3 in ("JPN", "KAZ")
    ]
    japan, other = (story.story(subject) for subject in subjects)
    assert japan == other
    assert story.key(subjects[0]) == story.key(subjects[1])


def test_names_come_in_the_language_of_the_reader(reader: Reader) -> None:
    language.set_language("ja")
    try:
        (row,) = row_of(reader)
    finally:
        language.set_language("en")
    assert "ガリウム" in row.cards[1].title
    assert "カザフスタン" in row.cards[1].title
    assert row.cards[2].title == "ウラン"
    assert "ウズベキスタン" in row.cards[3].text


def test_no_figure_is_typed_into_the_module() -> None:
    texts = [
        node.value
        for node in ast.walk(ast.parse(inspect.getsource(story)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert len(texts) > 30
    assert not [text for text in texts if re.search(r"\d", text)]
