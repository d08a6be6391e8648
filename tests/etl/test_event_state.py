"""The state of an export control on a day: from the dates of the register, and as it was reviewed on the last check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from etl import db, register

DATA = Path(__file__).parents[2] / "data"
CHECKED = date(2026, 11, 23)
SUSPENDED_2025 = [f"EC{number}" for number in range(18, 24)]


@pytest.fixture(scope="module")
def loaded(make_macros) -> Iterator[duckdb.DuckDBPyConnection]:
    with db.connect() as con:
        for script in ("schema/meta.sql", "schema/ref.sql", "schema/register.sql", "schema/pledge_flow.sql"):
            db.run_script(con, script)
        for table, name in {"country": "countries", "mineral": "minerals", "trade_series": "trade_series"}.items():
            path = str(DATA / "reference" / f"{name}.csv")
            con.execute(f"insert into ref.{table} by name from read_csv(?, all_varchar = true)", [path])
        con.execute(
            """insert into meta.source
               values ('register_2026_11', 'p', 't', 's', 'e', 'c', 'u', 'l', true, ?, 'register', 9, 'h',
                       '', '', '')""",
            [CHECKED],
        )
        register.load(con, DATA / "register")
        make_macros(con, "metric/share.sql", "metric/event_state.sql")
        yield con


@pytest.fixture
def states(loaded):
    """Event -> (state, since, until) on a day."""

    def ask(day: str | date) -> dict[str, tuple]:
        rows = loaded.execute(
            "select distinct event_id, state, since, until from metric.event_state(?)", [str(day)]
        ).fetchall()
        assert len({row[0] for row in rows}) == len(rows), "one state per event"
        return {row[0]: row[1:] for row in rows}

    return ask


def test_on_the_day_of_the_last_check_every_state_is_the_reviewed_one(loaded, states):
    assert loaded.execute("select metric.register_checked_on()").fetchone() == (CHECKED,)
    reviewed = dict(loaded.execute("select event_id, state from register.event").fetchall())
    found = states(CHECKED)
    assert len(found) == len(reviewed) == 54
    wanted = {event: "ended" if state == "replaced" else state for event, state in reviewed.items()}
    assert {event: state for event, (state, _, _) in found.items()} == wanted


def test_there_is_a_row_for_each_mineral(loaded):
    rows = loaded.execute(
        "select mineral_id from metric.event_state('2025-11-08') where event_id = 'EC13' order by 1"
    ).fetchall()
    assert [mineral for (mineral,) in rows] == ["antimony", "gallium", "germanium", "graphite", "synthetic_diamond"]
    assert loaded.execute(
        "select count(*), any_value(mineral_id) from metric.event_state('2026-11-23') where event_id = 'EC33'"
    ).fetchone() == (1, None)  # an entity list names no mineral


@pytest.mark.parametrize("event", SUSPENDED_2025)
def test_a_suspension_that_ran_out_is_unknown_since_the_day_after(states, event):
    assert states("2025-11-06")[event][0] in ("announced", "in_force")
    for day in ("2025-11-07", "2026-11-10"):
        assert states(day)[event] == ("suspended", date(2025, 11, 7), date(2026, 11, 10))
    for day in ("2026-11-11", "2026-11-23", "2030-01-01"):
        assert states(day)[event] == ("unknown", date(2026, 11, 11), None)


@pytest.mark.parametrize(
    ("event", "day", "state", "since", "until"),
    [
        ("EC07", "2023-07-02", None, None, None),
        ("EC07", "2023-07-03", "announced", date(2023, 7, 3), date(2023, 7, 31)),
        ("EC07", "2023-08-01", "in_force", date(2023, 8, 1), None),
        ("EC07", "2026-11-23", "in_force", date(2023, 8, 1), None),
        ("EC01", "2023-12-01", "in_force", date(2006, 1, 1), date(2023, 12, 1)),
        ("EC01", "2023-12-02", "ended", date(2023, 12, 2), None),
        ("EC02", "2010-09-15", "in_force", date(2010, 7, 1), date(2014, 12, 31)),
        ("EC02", "2015-01-01", "ended", date(2015, 1, 1), None),
        ("EC03", "2010-09-30", "in_force", date(2010, 9, 1), None),  # printed to the month
        ("EC03", "2010-10-01", "unknown", date(2010, 10, 1), None),  # its end was not recorded
        ("EC13", "2025-11-08", "in_force", date(2024, 12, 3), date(2025, 11, 8)),
        ("EC13", "2026-11-27", "suspended", date(2025, 11, 9), date(2026, 11, 27)),
        ("EC13", "2026-11-28", "unknown", date(2026, 11, 28), None),
        ("EC19", "2025-10-20", "announced", date(2025, 10, 9), date(2025, 11, 6)),  # suspended before it took effect
        ("EC22", "2025-10-20", "in_force", date(2025, 10, 9), date(2025, 11, 6)),
        ("EC24", "2026-11-11", "unknown", date(2026, 11, 11), None),  # the suspension itself
        ("EC25", "2026-11-27", "in_force", date(2025, 11, 9), date(2026, 11, 27)),
        ("EC25", "2026-11-28", "unknown", date(2026, 11, 28), None),
        ("EC38", "2025-10-01", "announced", date(2025, 9, 20), date(2025, 10, 15)),
        ("EC38", "2028-01-01", "ended", date(2028, 1, 1), None),
        ("EC47", "2026-05-01", "unknown", date(2026, 5, 1), None),  # renewal not found
        ("EC30", "2026-01-09", "unknown", date(2026, 1, 9), None),  # reported by the press and denied
        ("EC41", "2023-09-11", "announced", date(2023, 9, 11), None),
        ("EC41", "2023-09-12", "unknown", date(2023, 9, 12), None),  # a plan whose outcome was not checked
        ("EC50", "2023-06-01", "announced", date(2022, 10, 1), date(2023, 12, 31)),
        ("EC50", "2024-01-01", "unknown", date(2024, 1, 1), None),  # due, not confirmed
    ],
)
def test_states_on_a_day(states, event, day, state, since, until):
    expected = None if state is None else (state, since, until)
    assert states(day).get(event) == expected


def test_a_state_begins_on_its_day_and_not_before(states):
    """Over twenty years: a state lasts from its since date, and changes only where a new one begins."""
    day, before = date(2006, 1, 1), {}
    while day <= CHECKED + timedelta(days=60):
        now = states(day)
        assert set(before) <= set(now), "an event that was announced stays in the list"
        for event, (state, since, until) in now.items():
            assert since is None or since <= day, (event, day)
            assert until is None or until >= day, (event, day)
            if event in before and before[event][0] == state:
                assert before[event][1] == since, (event, day)
        before, day = now, day + timedelta(days=23)


def test_a_row_says_whom_it_aims_at_and_where_it_is_from(loaded):
    row = loaded.execute(
        """select announcement_no, target_iso3s, hs6s, source_url like 'http%', publisher <> '', source_ids,
                  is_measure, is_after_check, checked_on
           from metric.event_state('2026-11-23') where event_id = 'EC14' and mineral_id = 'tungsten'"""
    ).fetchone()
    assert row[:2] == ("2025 No. 10", ["WLD"]) and "284180" in row[2]
    assert row[3:] == (True, True, ["register_2026_11"], True, False, CHECKED)
    steps = loaded.execute("select distinct event_id from metric.event_state('2026-11-24') where not is_measure")
    assert {"EC04", "EC05", "EC06", "EC26", "EC52"} == {event for (event,) in steps.fetchall()}
    later = loaded.execute("select distinct is_after_check from metric.event_state('2026-11-24')").fetchall()
    assert later == [(True,)]
