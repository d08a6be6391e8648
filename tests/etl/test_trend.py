"""Trend, target year, league, stage reading and sensitivity band."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import db

Ask = Callable[..., object]
YEARS = list(range(2018, 2025))
SHARES = [0.80, 0.79, 0.77, 0.76, 0.74, 0.73, 0.71]
SERIES = st.lists(st.floats(0, 1), min_size=3, max_size=14)


@pytest.fixture(scope="module")
def ask(make_macros) -> Iterator[Ask]:
    """Value or values of one expression over the macros, with named parameters; $y years, $v values."""
    with db.connect() as con:
        make_macros(con, "metric/share.sql", "metric/trend.sql")

        def value(expression: str, **parameters: object) -> object:
            for name, kind in (("y", "integer[]"), ("v", "double[]")):
                expression = expression.replace(f"${name}", f"cast(${name} as {kind})")
            row = con.execute(f"select {expression}", parameters).fetchone()
            return row[0] if len(row) == 1 else row

        yield value


# Worked example


def test_a_steady_fall(ask):
    slope = ask("metric.theil_sen($y, $v)", y=YEARS, v=SHARES)
    low, high = ask("metric.theil_sen_low($y, $v), metric.theil_sen_high($y, $v)", y=YEARS, v=SHARES)
    assert 100 * slope == pytest.approx(-1.5)
    level = ask("metric.theil_sen_intercept($y, $v, $s)", y=YEARS, v=SHARES, s=slope) + 2024 * slope
    assert level == pytest.approx(0.715)
    years = [ask("metric.target_year(2024, $l, $s, 0.65)", l=level, s=s) for s in (slope, low, high)]
    assert years == pytest.approx([2028.33, 2027.90, 2028.88], abs=0.006)
    assert ask("metric.target_year_logit($y, $v, 0.65)", y=YEARS, v=SHARES) == pytest.approx(2027.38, abs=0.005)
    p = ask("metric.mann_kendall_p($v)", v=SHARES)
    assert p == pytest.approx(2 / math.factorial(7)) and ask("metric.trend_state(7, $s, $p)", s=slope, p=p) == "falling"


def test_states(ask):
    assert ask("metric.trend_state(4, -0.1, 0.01)") == "too few points"
    assert ask("metric.trend_state(null, null, null)") == "too few points"
    assert ask("metric.trend_state(7, 0.1, 0.01)") == "rising"
    assert ask("metric.trend_state(7, -0.1, 0.1)") == "no detectable trend"
    assert ask("metric.trend_state(7, 0, null)") == "no detectable trend"


def test_states_of_a_target(ask):
    state = "metric.target_state($state, $slope, $last, 0.65, $met)"
    known = {"slope": -0.01, "last": 0.8, "met": 2030.0}
    assert ask(state, state="falling", **known) == "on the way"
    assert ask(state, state="falling", **known | {"met": None}) == "beyond 30 years"
    assert ask(state, state="rising", **known | {"slope": 0.01}) == "moving away"
    assert ask(state, state="no detectable trend", **known) == "no detectable trend"
    assert ask(state, state="too few points", **known | {"last": 0.5}) == "too few points"
    assert ask(state, state="rising", **known | {"last": 0.5}) == "met"
    assert ask(state, state="falling", **known | {"last": None}) is None


def test_the_target_year_is_capped_and_never_lies_in_the_past(ask):
    assert ask("metric.target_year(2024, 0.8, -0.005, 0.65)") == pytest.approx(2054)
    assert ask("metric.target_year(2024, 0.8, -0.0049, 0.65)") is None
    assert ask("metric.target_year(2024, 0.8, 0, 0.65), metric.target_year(2024, 0.8, 0.01, 0.65)") == (None, None)
    assert ask("metric.target_year(2024, 0.6, -0.01, 0.65)") == 2024
    assert ask("metric.target_year_logit($y, $v, 0.5)", y=[2022, 2023, 2024], v=[0.9, 0.7, 0.0]) is None


# Whatever the numbers


def orders(length: int) -> list[int]:
    """S of every order of ``length`` different values."""
    pairs = list(itertools.combinations(range(length), 2))
    return [sum(1 if order[j] > order[i] else -1 for i, j in pairs) for order in itertools.permutations(range(length))]


@pytest.mark.parametrize("length", [3, 4, 5, 6, 7])
def test_p_is_exact_for_few_different_values(ask, length):
    every = orders(length)
    for fallen in range(length):
        values = [*range(1, length - fallen + 1), *range(-1, -fallen - 1, -1)]
        s = ask("metric.mann_kendall_s($v)", v=values)
        expected = sum(abs(other) >= abs(s) for other in every) / len(every)
        assert ask("metric.mann_kendall_p($v)", v=values) == pytest.approx(expected), values


def orders_by_falls(length: int) -> list[int]:
    """How many orders of ``length`` different values have 0, 1, 2 ... falls: coefficients of a polynomial."""
    counts = [1]
    for size in range(2, length + 1):
        wider = [0] * (len(counts) + size - 1)
        for place, count in enumerate(counts):
            for shift in range(size):
                wider[place + shift] += count
        counts = wider
    return counts


@pytest.mark.parametrize("length", range(3, 11))
def test_the_tables_of_orders_are_right(ask, length):
    expected = list(itertools.accumulate(orders_by_falls(length)))
    half = (length * (length - 1) // 2 - 1) // 2
    found = [ask("metric.orders_up_to($n, $k)", n=length, k=falls) for falls in range(half + 1)]
    assert found == expected[: half + 1]


def test_equal_values_and_many_points_take_the_approximation(ask):
    values = [5, 5, 4, 4, 3, 3]  # S -12, variance (6 x 5 x 17 - 3 x 2 x 1 x 9) / 18
    z = 11 / math.sqrt((6 * 5 * 17 - 3 * 18) / 18)
    assert ask("metric.mann_kendall_p($v)", v=values) == pytest.approx(math.erfc(z / math.sqrt(2)), abs=2e-7)
    many = list(range(15))
    z = (105 - 1) / math.sqrt(15 * 14 * 35 / 18)
    assert ask("metric.mann_kendall_p($v)", v=many) == pytest.approx(math.erfc(z / math.sqrt(2)), abs=2e-7)
    assert ask("metric.mann_kendall_p($v)", v=[1.0] * 6) is None and ask("metric.mann_kendall_p($v)", v=[1, 2]) is None


@settings(max_examples=60, deadline=None)
@given(values=SERIES)
def test_the_slope_lies_in_its_interval_and_turns_with_the_series(ask, values):
    years = list(range(2000, 2000 + len(values)))
    found = "metric.theil_sen($y, $v), metric.theil_sen_low($y, $v), metric.theil_sen_high($y, $v)"
    found += ", metric.mann_kendall_p($v)"
    slope, low, high, p = ask(found, y=years, v=values)
    turned = ask(found, y=years, v=[1 - v for v in values])
    assert low <= slope <= high and turned[0] == pytest.approx(-slope, abs=1e-12)
    if len(set(values)) == len({1 - v for v in values}) > 1:
        assert 0 < p <= 1 + 1e-9 and turned[3] == pytest.approx(p, abs=1e-9)
    slopes = sorted((b - a) / (j - i) for (i, a), (j, b) in itertools.combinations(enumerate(values), 2))
    middle = len(slopes) // 2
    median = slopes[middle] if len(slopes) % 2 else (slopes[middle - 1] + slopes[middle]) / 2
    assert slope == pytest.approx(median, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(z=st.floats(0, 8))
def test_normal_tail(ask, z):
    assert ask("metric.normal_tail($z)", z=z) == pytest.approx(math.erfc(z / math.sqrt(2)) / 2, abs=1e-7)


# The built file


def test_a_trend_of_a_series(con):
    row = con.execute(
        "from metric.china_trend('KOR', 'rare_earths-refined-hs92', 2010, 2024, 'quantity', 'plus', 0.65)"
    ).df().iloc[0]  # fmt: skip
    assert row.points == len(row.years) == len(row.shares) == 15 - len(row.years_left_out)
    assert row.slope_low_points_per_year <= row.slope_points_per_year <= row.slope_high_points_per_year
    assert row.trend_state in ("falling", "rising", "no detectable trend")
    assert row.fitted_last_share == pytest.approx(row.intercept + row.slope_points_per_year / 100 * row.last_year)
    assert list(row.source_ids) == ["baci_hs92_v202601"]


def test_japans_rare_earths_moved_in_a_step_not_in_a_line(con):
    row = con.execute(
        "from metric.china_trend('JPN', 'rare_earths-refined-hs92', 2010, 2024, 'value', 'mainland', 0.3)"
    ).df().iloc[0]  # fmt: skip
    assert row.trend_state == row.target_state == "no detectable trend" and row.mann_kendall_p > 0.1
    assert row[["target_year", "target_year_low", "target_year_high", "target_year_logit"]].isna().all()


def test_every_target_year_follows_from_a_falling_trend(con):
    importers = con.execute(
        """select importer_iso3 from metric.league(2015, 2024, 'value', 'mainland')
           where series_id = 'tungsten-refined-hs92' and trend_state = 'falling'"""
    ).fetchall()
    rows = [
        con.execute(f"from metric.china_trend('{i}', 'tungsten-refined-hs92', 2015, 2024, 'value', 'mainland', 0.1)")
        .df()
        .iloc[0]
        for (i,) in importers
    ]
    assert rows and {row.trend_state for row in rows} == {"falling"}
    for row in rows:
        assert row.target_state in ("met", "on the way", "beyond 30 years")
        if row.target_state == "on the way":
            assert 2024 <= row.target_year_low <= row.target_year <= 2054
            assert math.isnan(row.target_year_high) or row.target_year_high >= row.target_year


def test_years_too_small_to_rank_make_no_trend(con):
    row = con.execute("from metric.china_trend('JPN', 'uranium-ore-hs92', 2010, 2024, 'value', 'mainland', 0.65)").df()
    assert row.trend_state[0] == "too few points" and row.reason[0] and len(row.years_left_out[0]) >= 11


def test_the_league_agrees_with_its_parts(con):
    league = con.execute("from metric.league(2012, 2024, 'quantity', 'plus') where mineral_id = 'rare_earths'").df()
    japan = league[(league.importer_iso3 == "JPN") & (league.stage == "refined")].iloc[0]
    split = con.execute(
        """select change_points from metric.china_share_split('JPN', 'rare_earths-refined-hs92', 2012, 2024, 'quantity',
                                                             'plus', false)"""
    ).fetchone()
    trend = con.execute(
        """select trend_state, slope_points_per_year, mann_kendall_p
           from metric.china_trend('JPN', 'rare_earths-refined-hs92', 2012, 2024, 'quantity', 'plus', 0.65)"""
    ).fetchone()
    assert japan.change_points == pytest.approx(split[0])
    assert japan.trend_state == trend[0]
    assert (japan.slope_points_per_year, japan.mann_kendall_p) == pytest.approx(trend[1:])
    ranked = league[league.in_ranking]
    assert {"EU27", "USA", "KOR"} <= set(ranked.importer_iso3) and ranked.reason.isna().all()
    assert league[~league.in_ranking].reason.notna().all()


def test_the_league_leaves_out_baskets(con):
    purities = con.execute(
        """select distinct s.purity from metric.league(2018, 2024, 'value', 'mainland')
           join ref.trade_series s using (series_id)"""
    ).fetchall()
    assert purities and ("BASKET",) not in purities


@pytest.mark.parametrize(
    ("ore", "refined", "reading"),
    [
        ("diversified", "diversified", "both"),
        ("diversified", "unchanged", "ore_diversified_refining_not"),
        ("diversified", "more_dependent", "ore_diversified_refining_not"),
        ("diversified", "hardly_from_china", "ore_only"),
        ("hardly_from_china", "diversified", "refining_only"),
        ("unchanged", "more_dependent", "neither"),
        ("hardly_from_china", "hardly_from_china", "hardly_from_china"),
        ("not_comparable", "diversified", "not_comparable"),
    ],
)
def test_readings(con, ore, refined, reading):
    assert con.execute("select metric.stage_reading_code(?, ?)", [ore, refined]).fetchone() == (reading,)


def test_a_change_of_five_points_counts(con):
    query = "select metric.stage_change(0.8, 0.7499, true), metric.stage_change(0.8, 0.76, true),"
    query += (
        " metric.stage_change(0.1, 0.2, true), metric.stage_change(0.04, 0, true), metric.stage_change(0.8, 0.1, false)"
    )
    expected = ("diversified", "unchanged", "more_dependent", "hardly_from_china", "not_comparable")
    assert con.execute(query).fetchone() == expected


def test_stage_reading_of_japan(con):
    def read(mineral: str):
        return (
            con.execute(f"from metric.stage_reading('JPN', '{mineral}', 2010, 2024, 'value', 'mainland')").df().iloc[0]
        )

    tungsten = read("tungsten")
    assert (tungsten.reading, tungsten.ore_change, tungsten.refined_change) == (
        "neither",
        "hardly_from_china",
        "unchanged",
    )
    assert tungsten.refined_share_to == pytest.approx(0.75, abs=0.01) and tungsten.world_refined_china_share > 0.8
    assert {"baci_hs92_v202601", "eu_crm_2023"} <= set(tungsten.source_ids)
    rare_earths, gallium = read("rare_earths"), read("gallium")
    assert (rare_earths.reading, rare_earths.ore_reason) == ("not_comparable", "NO_TRADE_SERIES")
    assert (gallium.reading, gallium.refined_reason) == ("not_comparable", "BASKET_CODE")
    assert gallium.world_refined_china_share == pytest.approx(0.99, abs=0.01)


def test_band_spans_what_holds_the_same_codes(con):
    band = con.execute("from metric.china_share_band('JPN', 'barite', 'ore', 2024)").df()
    assert len(band) == 8 and len(band[["basis", "hs_edition", "china"]].drop_duplicates()) == 8
    inside = band[band.in_envelope]
    assert set(inside.hs_edition) == {"HS92", "HS17"} and set(inside.basis) == {"value", "quantity"}
    assert (band.envelope_low == inside.share.min()).all() and (band.envelope_high == inside.share.max()).all()


def test_band_keeps_other_codes_apart_and_says_why_a_row_is_empty(con):
    lithium = con.execute("from metric.china_share_band('JPN', 'lithium', 'refined', 2024)").df()
    assert set(lithium[lithium.hs_edition == "HS17"].reason) == {"CODES_DIFFER"}
    assert not lithium[lithium.hs_edition == "HS17"].in_envelope.any()
    for mineral, stage, year, reason in (
        ("gallium", "refined", 2024, "BASKET_CODE"),
        ("barite", "ore", 2010, "YEAR_NOT_IN_RELEASE"),
    ):
        rows = con.execute(f"from metric.china_share_band('JPN', '{mineral}', '{stage}', {year})").df()
        assert set(rows[rows.hs_edition == "HS17"].reason) == {reason}
        assert rows[rows.share.isna()].reason.notna().all()
