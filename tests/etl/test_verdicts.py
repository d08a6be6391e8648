"""The verdict rule on small made-up flows: each verdict, the edges of the windows, and what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import duckdb
import pytest

from etl import db

TABLES = ("meta", "ref", "core", "register", "pledge_flow")
MACROS = ("metric/source.sql", "metric/share.sql", "metric/verdict.sql", "mart/trade.sql", "mart/dependence.sql",
          "mart/supply.sql", "mart/pledge.sql")  # fmt: skip
FIRST, LAST = 2000, 2024
PLEDGE = {
    "pledge_flow_id": "PF01", "record_type": "project", "record_id": "P01", "series_id": "tin-ore-hs92",
    "exporter_iso3": "KAZ", "importer_iso3": "JPN", "mineral_id": "tin", "stage": "ore", "measure": "trade",
    "direction": "up", "from_date": "2010-05-01", "from_precision": "day", "from_basis": "signed", "yardstick_ids": [],
    "reason": "r", "measurable": True, "blind_spot": "b", "source_url": "https://x.org", "publisher": "X",
    "source_id": "reg", "source_file": "f", "source_row": 2,
}  # fmt: skip
Flows = dict[int, float | None]


def database(
    make_macros: Callable[..., None], trade: list[tuple] = (), pledges: list[dict] = ()
) -> duckdb.DuckDBPyConnection:
    """The tables and macros with one series; trade is (year, seller, tonnes, completeness), ten million USD each."""
    con = duckdb.connect()
    for name in TABLES:
        db.run_script(con, f"schema/{name}.sql")
    con.execute("""insert into ref.country (iso3, name_en, name_ja, kind) values ('KAZ', 'K', 'K', 'country'),
        ('JPN', 'J', 'J', 'country'), ('CHN', 'C', 'C', 'country'), ('WLD', 'W', 'W', 'world')""")
    con.execute("""insert into ref.trade_series
        (series_id, mineral_id, stage, hs_edition, label_en, is_default, purity, in_extract)
        values ('tin-ore-hs92', 'tin', 'ore', 'HS92', 'Tin', true, 'EXACT', true)""")
    con.execute("""insert into ref.hs_code (mineral_id, hs6, hs_edition, stage, form, purity, series_id, in_extract)
        values ('tin', '260900', 'HS92', 'ore', 'ore', 'EXACT', 'tin-ore-hs92', true)""")
    for row in trade:
        con.execute(
            "insert into core.trade_flow values (?, ?, 'JPN', '260900', 'HS92', 1e7, ?, ?, 'baci', 'f', 1)", list(row)
        )
    for row in pledges:
        add_pledge(con, row)
    make_macros(con, *MACROS)
    return con


def add_pledge(con: duckdb.DuckDBPyConnection, row: dict) -> None:
    marks = ", ".join("?" * len(row))
    con.execute(f"insert into register.pledge_flow ({', '.join(row)}) values ({marks})", list(row.values()))


@pytest.fixture(scope="module")
def base(make_macros) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database without flows and pledges."""
    with database(make_macros) as con:
        yield con


def plant(con: duckdb.DuckDBPyConnection, flows: Flows, cut_years: tuple[int, ...], changed: dict) -> None:
    """One pledge and its years; CHN sends 10 t more every year; a tonne costs a million dollars."""
    row = PLEDGE | changed
    add_pledge(con, row)
    if not row["measurable"]:
        return
    values = []
    for year in range(FIRST, LAST + 1):
        tonnes, recorded = flows.get(year), year in flows
        usd = None if not recorded else 1e6 * (100 if tonnes is None else tonnes)
        cut = year in cut_years
        status = "recorded" if recorded else "below_extract_cut" if cut else "none_recorded"
        completeness = "top6" if cut else "full"
        totals = [(usd or 0) + 1e7, (tonnes or 0) + 10, 1e7, 10, 1e7, 10]
        values += [row["pledge_flow_id"], year, usd, tonnes, *totals, status, completeness, ["baci"]]
    rows = ", ".join(["(" + ", ".join("?" * 13) + ")"] * (LAST - FIRST + 1))
    con.execute(f"insert into mart.pledge_flow_year values {rows}", values)


@pytest.fixture
def judge(base: duckdb.DuckDBPyConnection) -> Callable[..., dict]:
    """The row of metric.pledge_verdicts for made-up flows; ``ask`` holds the macro's parameters as SQL.

    ``flows`` gives tonnes per year from KAZ to JPN (None: value known, tonnes not); years in ``cut_years`` are of a
    release that lists largest partners only.
    """

    def run(flows: Flows, ask: str = "", cut_years: tuple[int, ...] = (), **changed: object) -> dict:
        base.execute("begin")
        try:
            plant(base, flows, cut_years, changed)
            cursor = base.execute(f"select * from metric.pledge_verdicts({ask})")
            names = [column[0] for column in cursor.description]
            (row,) = cursor.fetchall()
        finally:
            base.execute("rollback")
        return dict(zip(names, row, strict=True))

    return run


def years(first: int, last: int, tonnes: float | None) -> Flows:
    return dict.fromkeys(range(first, last + 1), tonnes)


def test_windows_leave_out_the_year_of_the_date(judge):
    row = judge(years(2000, 2024, 100) | {2010: 1e6})
    span = ("before_first_year", "before_last_year", "after_first_year", "after_last_year")
    assert [row[name] for name in span] == [2007, 2009, 2011, 2013]
    assert (row["mean_before"], row["mean_after"], row["change"], row["verdict"]) == (100, 100, 0, "flat")
    assert (row["data_first_year"], row["data_last_year"], row["known_years_before"]) == (2000, 2024, 3)
    assert row["source_ids"] == ["baci", "reg"]


@pytest.mark.parametrize(
    ("day", "precision", "first"),
    [
        ("2010-01-01", "day", 2010),
        ("2010-01-01", "month", 2010),
        ("2010-01-01", "year", 2011),
        ("2010-01-02", "day", 2011),
    ],
)
def test_the_first_full_year(judge, day, precision, first):
    row = judge(years(2000, 2024, 100), from_date=day, from_precision=precision)
    assert (row["before_last_year"], row["after_first_year"]) == (2009, first)


@pytest.mark.parametrize(
    ("before", "after", "verdict", "reason"),
    [
        (100, 120, "rising", "CHANGE_OF_MINIMUM_OR_MORE"),
        (100, 119.9, "flat", "CHANGE_UNDER_MINIMUM"),
        (100, 80.1, "flat", "CHANGE_UNDER_MINIMUM"),
        (100, 80, "falling", "CHANGE_OF_MINIMUM_OR_MORE"),
        (0, 1, "rising", "NEW_FLOW"),
        (0.95, 1.05, "flat", "CHANGE_UNDER_MINIMUM"),
        (0.5, 0.99, "not_measurable", "BELOW_MINIMUM_BASE"),
        (2, 0.5, "falling", "CHANGE_OF_MINIMUM_OR_MORE"),
        (5, 0, "no_recorded_trade", "NOTHING_AFTER"),
        (0, 0, "no_recorded_trade", "NOTHING_BEFORE_OR_AFTER"),
        (None, 5, "not_measurable", "TOO_FEW_YEARS_BEFORE"),
        (5, None, "not_measurable", "YEARS_AFTER_UNKNOWN"),
    ],
)
def test_the_rule(make_macros, before, after, verdict, reason):
    with duckdb.connect() as con:
        con.execute("create schema meta")
        make_macros(con, "metric/share.sql", "metric/verdict.sql")
        arguments = [before, after, 1, 0.2] * 2
        found = con.execute(
            "select metric.pledge_verdict(?, ?, ?, ?), metric.pledge_verdict_reason(?, ?, ?, ?)", arguments
        ).fetchone()
        known = con.execute("select kind, rule_id from meta.verdict_rule").fetchall()
    assert found == (verdict, reason)
    assert {("verdict", verdict), ("reason", reason)} <= set(known)


@pytest.mark.parametrize(
    ("flows", "verdict", "sensitive"),
    [
        (years(2000, 2010, 100) | years(2011, 2024, 200), "rising", False),
        (years(2000, 2010, 200) | years(2011, 2024, 100), "falling", False),
        (years(2000, 2024, 100), "flat", False),
        (years(2000, 2009, 100), "no_recorded_trade", False),
        (years(2000, 2010, 100), "no_recorded_trade", True),  # counted with the year of the date it falls
        ({}, "no_recorded_trade", False),
        (years(2000, 2013, 100) | {2013: 200}, "rising", True),  # the last year of the window carries it
        (years(2000, 2010, 100) | years(2011, 2013, 110) | {2014: 1000}, "flat", True),  # a year later it rises
        (years(2000, 2013, 0.1) | {2006: 1000} | years(2011, 2013, 10), "rising", True),  # a year earlier it falls
    ],
)
def test_verdicts_and_whether_a_year_would_turn_them(judge, flows, verdict, sensitive):
    row = judge(flows)
    assert (row["verdict"], row["sensitive"], row["moves_tried"]) == (verdict, sensitive, 8)
    assert (set(row["moved_verdicts"]) != {verdict}) is sensitive


def test_an_edge_moves_only_where_the_windows_stay_apart(judge):
    row = judge(years(2000, 2024, 100), from_date="2010-01-01")  # no year in between: two moves fall away
    assert row["moves_tried"] == 6
    row = judge(years(2000, 2024, 100), from_date="2022-06-01")  # the data end with the window
    assert (row["after_last_year"], row["moves_tried"]) == (2024, 8)


def test_too_early_until_two_full_years_of_data(judge):
    flows = years(2000, 2024, 100)
    row = judge(flows, from_date="2023-01-02")
    assert (row["verdict"], row["verdict_reason"], row["needs_data_until_year"]) == (
        "too_early",
        "TOO_FEW_YEARS_AFTER",
        2025,
    )
    assert (row["sensitive"], row["in_direction"], row["moved_verdicts"]) == (None, None, None)
    assert judge(flows, from_date="2023-01-01")["verdict"] == "flat"
    assert judge(flows, from_date="2022-12-31")["verdict"] == "flat"
    assert judge(flows, "gap_years := 1", from_date="2022-12-31")["verdict"] == "too_early"
    future = judge(flows, from_date="2030-01-01")
    assert (future["verdict"], future["after_first_year"]) == ("too_early", None)


def test_no_baseline_is_not_measurable(judge):
    flows = years(2000, 2024, 100)
    row = judge(flows, from_date="2001-06-01")
    assert (row["verdict"], row["verdict_reason"], row["known_years_before"]) == (
        "not_measurable",
        "TOO_FEW_YEARS_BEFORE",
        1,
    )
    assert judge(flows, "before_years := 1", from_date="2001-06-01")["verdict"] == "flat"
    assert judge(flows, from_date="1999-06-01")["before_first_year"] is None


def test_windows_and_thresholds_can_be_moved(judge):
    flows = years(2000, 2009, 100) | years(2010, 2012, 110) | years(2013, 2024, 300)
    assert judge(flows)["verdict"] == "rising"
    assert judge(flows, "after_years := 2")["verdict"] == "flat"
    assert judge(flows, "after_years := 2, min_change := 0.05")["verdict"] == "rising"
    later = judge(flows, "gap_years := 2, after_years := 5, before_years := 4")
    span = [later[name] for name in ("before_first_year", "before_last_year", "after_first_year", "after_last_year")]
    assert (span, later["mean_after"]) == ([2006, 2009, 2013, 2017], 300)
    assert judge(flows, "min_quantity_t := 1000")["verdict_reason"] == "BELOW_MINIMUM_BASE"


def test_value_and_tonnes_are_judged_apart(judge):
    rows = years(2000, 2010, 0.05) | years(2011, 2024, 0.5)
    tonnes, value = judge(rows), judge(rows, "basis := 'value'")
    assert (tonnes["verdict"], tonnes["basis_used"]) == ("not_measurable", "quantity")
    assert (value["verdict"], value["basis_used"], value["mean_after"]) == ("rising", "value", pytest.approx(500000))
    assert (tonnes["mean_after_usd"], value["mean_after_t"]) == (pytest.approx(500000), pytest.approx(0.5))
    assert judge(rows, "basis := 'value', min_value_usd := 1e9")["verdict_reason"] == "BELOW_MINIMUM_BASE"


def test_without_tonnes_the_verdict_rests_on_value_and_says_so(judge):
    row = judge(years(2000, 2010, 100) | years(2011, 2024, None))
    assert (row["basis_used"], row["verdict"], row["mean_after_t"]) == ("value", "flat", None)
    row = judge(years(2000, 2024, 100) | {2008: None})
    assert (row["basis_used"], row["known_years_before"], row["mean_before"]) == ("quantity", 2, 100)


def test_a_release_of_largest_partners_is_not_read_as_no_trade(judge):
    row = judge(years(2000, 2010, 100), cut_years=tuple(range(2005, 2025)))
    assert (row["verdict"], row["verdict_reason"], row["mean_after"]) == ("not_measurable", "YEARS_AFTER_UNKNOWN", None)
    row = judge(years(2000, 2010, 100), cut_years=(2012,))
    assert (row["verdict"], row["known_years_after"]) == ("no_recorded_trade", 2)


def test_shares_of_the_flow_and_of_china(judge):
    row = judge(years(2000, 2010, 10) | years(2011, 2024, 30))
    assert (row["share_before"], row["share_after"]) == (0.5, 0.75)
    assert (row["china_share_before"], row["china_share_after"]) == (0.5, 0.25)


@pytest.mark.parametrize(
    ("direction", "after", "expected"),
    [
        ("up", 200, True),
        ("up", 100, False),
        ("up", 50, False),
        ("down", 50, True),
        ("down", 0, True),
        ("down", 200, False),
    ],
)
def test_the_direction_of_the_record(judge, direction, after, expected):
    flows = years(2000, 2010, 100) | (years(2011, 2024, after) if after else {})
    assert judge(flows, direction=direction)["in_direction"] is expected


def test_what_no_code_shows_is_not_measurable(judge):
    row = judge({}, measure="none", measurable=False, series_id=None, reason_code="BASKET_CODE")
    assert (row["verdict"], row["verdict_reason"], row["data_last_year"]) == ("not_measurable", "BASKET_CODE", None)
    assert (row["source_ids"], row["basis_used"], row["sensitive"]) == (["reg"], None, None)


def test_shares_of_china_are_left_out_where_china_buys(judge):
    row = judge(years(2000, 2024, 10), importer_iso3="CHN")
    assert (row["china_share_before"], row["china_share_after"], row["share_before"]) == (None, None, 0.5)


def test_the_series_of_a_pledge_shows_every_year(make_macros):
    span = range(FIRST, LAST + 1)
    trade = [(year, "CHN", 10.0, "top6" if year == 2001 else "full") for year in span]
    trade += [(year, "KAZ", None if year == 2007 else 10.0, "full") for year in span if year >= 2005]
    with database(make_macros, trade, [PLEDGE]) as con:
        rows = con.execute(
            "select year, quantity_t, quantity_share, china_value_share, status from metric.pledge_series('PF01')"
        ).fetchall()
        found = con.execute("select verdict, mean_before, known_years_before from metric.pledge_verdicts()").fetchall()
    assert [row[0] for row in rows] == list(span)
    assert rows[0][1:] == (None, None, 1.0, "none_recorded")
    assert rows[1][-1] == "below_extract_cut"
    assert rows[5][1:] == (10, 0.5, 0.5, "recorded")
    assert rows[7][1:3] == (None, None) and rows[7][-1] == "recorded"
    assert found == [("flat", 10, 2)]
