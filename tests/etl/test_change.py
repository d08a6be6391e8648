"""Splits of a change add up exactly: by supplier, by China and the others, by growth and share, by price and volume."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import db

Ask = Callable[..., object]

amount = st.one_of(st.just(0.0), st.floats(1e-3, 1e9))
SHARE = "importer_iso3 = 'JPN' and series_id = 'rare_earths-refined-hs92'"
JAPAN = "'JPN', 'rare_earths-refined-hs92', 2010, 2024"


@pytest.fixture(scope="module")
def ask(make_macros) -> Iterator[Ask]:
    """Value or values of one expression over the macros, with named parameters."""
    with db.connect() as con:
        make_macros(con, "metric/share.sql", "metric/change.sql")

        def value(expression: str, **parameters: object) -> object:
            row = con.execute(f"select {expression}", parameters).fetchone()
            return row[0] if len(row) == 1 else row

        yield value


def near(value: object) -> object:
    return pytest.approx(value, abs=5e-7)


def exactly(total: float, *sizes: float) -> object:
    """Equal but for the last digits of the numbers that went in."""
    return pytest.approx(total, rel=1e-9, abs=1e-9 * max((abs(size) for size in sizes), default=1))


# Worked examples


def test_hhi_contributions(ask):
    terms = [ask("metric.hhi_contribution($a, $b)", a=a, b=b) for a, b in ((0.7, 0.5), (0.2, 0.3), (0.1, 0.2))]
    assert terms == near([-0.24, 0.05, 0.03]) and sum(terms) == near(-0.16)


def test_shapley_split_of_chinas_share(ask):
    assert ask("metric.shapley_china(70, 30, 60, 90)") == near(-0.035417)
    assert ask("metric.shapley_others(70, 30, 60, 90)") == near(-0.264583)


def test_lmdi_growth_and_substitution(ask):
    assert ask("metric.lmdi_growth(70, 100, 60, 150), metric.lmdi_substitution(70, 100, 60, 150)") == near(
        (26.303167, -36.303167)
    )


def test_price_and_volume_of_one_supplier(ask):
    flow = "1000, 100, 1600, 80"
    assert ask(f"metric.lmdi_price({flow}), metric.lmdi_volume({flow})") == near((884.861908, -284.861908))
    assert ask(f"metric.bennet_price({flow}), metric.bennet_volume({flow})") == near((900, -300))


def test_price_scale_and_mix_of_two_suppliers(ask):
    one, two = "600, 60, 400, 20", "480, 40, 900, 60"
    assert ask(f"metric.lmdi_price({one}), metric.lmdi_price({two})") == near((341.902258, 149.091633))
    volumes = ask(f"metric.lmdi_volume({one}), metric.lmdi_volume({two})")
    assert volumes == near((-541.902258, 270.908367))
    scale = sum(ask(f"metric.lmdi_scale({one}, 100, 80), metric.lmdi_scale({two}, 100, 80)"))
    assert scale == near(-259.159576) and sum(volumes) - scale == near(-11.834316)


def test_logarithmic_mean_at_its_limits(ask):
    assert ask("metric.log_mean(3, 3), metric.log_mean(5, 0), metric.log_mean(0, 0)") == (3, 0, 0)
    assert ask("metric.log_mean(1, 1 + 1e-12)") == pytest.approx(1) and ask("metric.log_mean(-1, 2)") is None
    assert ask("metric.log_mean(2, 1)") == near(1 / math.log(2))


# Zeros, entry and exit, unknown


def test_entry_and_exit_are_substitution_and_volume(ask):
    assert ask("metric.lmdi_growth(0, 50, 20, 80), metric.lmdi_substitution(0, 50, 20, 80)") == (0, 20)
    assert ask("metric.lmdi_growth(20, 50, 0, 80), metric.lmdi_substitution(20, 50, 0, 80)") == (0, -20)
    assert ask("metric.lmdi_growth(0, 0, 20, 80), metric.lmdi_substitution(0, 0, 20, 80)") == (20, 0)
    for kind in ("lmdi", "bennet"):
        assert ask(f"metric.{kind}_price(0, 0, 90, 3), metric.{kind}_volume(0, 0, 90, 3)") == (0, 90)
        assert ask(f"metric.{kind}_price(90, 3, 0, 0), metric.{kind}_volume(90, 3, 0, 0)") == (0, -90)
        assert ask(f"metric.{kind}_price(90, 0, 90, 3), metric.{kind}_volume(90, 3, 90, 0)") == (None, None)
        assert ask(f"metric.{kind}_price(90, null, 90, 3), metric.{kind}_volume(90, 3, 90, null)") == (None, None)
    assert ask("metric.lmdi_scale(0, 0, 90, 3, 100, 80)") == 0
    assert ask("metric.hhi_contribution(0, 0.3), metric.hhi_contribution(0.3, 0)") == near((0.09, -0.09))


def test_a_market_that_changes_hands_altogether(ask):
    assert ask("metric.shapley_china(10, 0, 0, 5) + metric.shapley_others(10, 0, 0, 5)") == near(-1)
    assert ask("metric.shapley_china(0, 5, 10, 0) + metric.shapley_others(0, 5, 10, 0)") == near(1)
    parts = ask("metric.shapley_part(true, -10, 10, 0, 0, 5), metric.shapley_part(false, 5, 10, 0, 0, 5)")
    assert parts == near(ask("metric.shapley_china(10, 0, 0, 5), metric.shapley_others(10, 0, 0, 5)"))


def test_without_trade_there_is_no_split(ask):
    assert ask("metric.shapley_china(0, 0, 10, 5), metric.shapley_others(10, 5, 0, 0)") == (None, None)
    assert ask("metric.shapley_part(true, 3, 0, 0, 3, 1)") is None


# Whatever the numbers


@settings(max_examples=60, deadline=None)
@given(before=st.lists(amount, min_size=3, max_size=3), after=st.lists(amount, min_size=3, max_size=3))
def test_suppliers_add_up_to_the_change_of_hhi(ask, before, after):
    if sum(before) and sum(after):
        old, new = [x / sum(before) for x in before], [x / sum(after) for x in after]
        terms = [ask("metric.hhi_contribution($a, $b)", a=a, b=b) for a, b in zip(old, new, strict=True)]
        change = ask("metric.hhi($n) - metric.hhi($o)", n=new, o=old)
        assert sum(terms) == pytest.approx(change, abs=1e-12)


@settings(max_examples=80, deadline=None)
@given(
    china=st.tuples(amount, amount),
    others=st.lists(st.tuples(amount, amount), min_size=1, max_size=4),
    hong_kong=st.tuples(amount, amount),
)
def test_amounts_add_up_to_the_change_of_chinas_share(ask, china, others, hong_kong):
    sides = [china[i] + hong_kong[i] for i in (0, 1)], [sum(other[i] for other in others) for i in (0, 1)]
    (c0, c1), (o0, o1) = sides
    known = {"c0": c0, "o0": o0, "c1": c1, "o1": o1}
    if not (c0 + o0 and c1 + o1):
        return
    phi = ask(
        "metric.shapley_china($c0, $o0, $c1, $o1), metric.shapley_others($c0, $o0, $c1, $o1)",
        **known,
    )
    assert sum(phi) == pytest.approx(c1 / (c1 + o1) - c0 / (c0 + o0), abs=1e-12)
    part = "metric.shapley_part($s, $d, $c0, $o0, $c1, $o1)"
    own = [ask(part, s=True, d=after - before, **known) for before, after in (china, hong_kong)]
    rest = [ask(part, s=False, d=after - before, **known) for before, after in others]
    assert (sum(own), sum(rest)) == pytest.approx(phi, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(part=st.tuples(amount, amount), rest=st.tuples(amount, amount))
def test_growth_and_substitution_add_up(ask, part, rest):
    totals = {"a": part[0], "t": part[0] + rest[0], "b": part[1], "u": part[1] + rest[1]}
    growth, substitution = ask("metric.lmdi_growth($a, $t, $b, $u), metric.lmdi_substitution($a, $t, $b, $u)", **totals)
    assert growth + substitution == exactly(part[1] - part[0], *part)


@settings(max_examples=80, deadline=None)
@given(value=st.tuples(st.floats(1, 1e9), st.floats(1, 1e9)), quantity=st.tuples(amount, amount))
def test_price_and_volume_add_up(ask, value, quantity):
    value = tuple(v if q else 0.0 for v, q in zip(value, quantity, strict=True))
    flow = dict(zip("vqwr", (value[0], quantity[0], value[1], quantity[1]), strict=True))
    for kind in ("lmdi", "bennet"):
        price, volume = ask(f"metric.{kind}_price($v, $q, $w, $r), metric.{kind}_volume($v, $q, $w, $r)", **flow)
        assert price + volume == exactly(value[1] - value[0], *value, price, volume)


# The built file


@pytest.mark.parametrize(("basis", "points"), [("value", -41.8), ("quantity", -12.4)])
def test_waterfall_of_japans_refined_rare_earths_adds_up(con, basis, points):
    china, others, contributions, shapley, hhi = con.execute(
        f"""select sum(change_points) filter (is_china), sum(change_points) filter (not is_china),
                   sum(contribution_points), sum(shapley_points), sum(hhi_contribution)
            from metric.share_change({JAPAN}, '{basis}', 'mainland', false)"""
    ).fetchone()
    assert china == pytest.approx(points, abs=0.1) and others == pytest.approx(-china, abs=1e-9)
    assert (contributions, shapley) == pytest.approx((china, china), abs=1e-9)
    column = f"hhi_{basis}"
    kept = con.execute(
        f"select max({column}) filter (year = 2024) - max({column}) filter (year = 2010) "
        f"from mart.import_dependence where {SHARE}"
    ).fetchone()
    assert hhi == pytest.approx(kept[0], abs=1e-12)


def test_waterfall_names_who_gained_and_who_lost(con):
    change = {}
    for basis in ("value", "quantity"):
        query = f"select exporter_iso3, change_points from metric.share_change({JAPAN}, '{basis}', 'mainland', false)"
        change[basis] = dict(con.execute(query).fetchall())
    found = {supplier: [change[basis][supplier] for basis in change] for supplier in ("VNM", "MYS", "FRA")}
    assert found["VNM"] == pytest.approx([28.9, 10.3], abs=0.1)
    assert found["MYS"] == pytest.approx([12.5, 5.7], abs=0.1)
    assert found["FRA"] == pytest.approx([4.0, -3.1], abs=0.1), "more of the money, less of the tonnes"


@pytest.mark.parametrize("pooled", ["true", "false"])
@pytest.mark.parametrize("choice", ["'value', 'mainland'", "'quantity', 'plus'"])
@pytest.mark.parametrize("importer", ["JPN", "EU27", "KOR"])
def test_the_split_in_one_row_is_the_sum_of_the_suppliers(con, importer, choice, pooled):
    arguments = f"'{importer}', 'tungsten-refined-hs92', 2012, 2024, {choice}, {pooled}"
    one = con.execute(f"from metric.china_share_split({arguments})").df().iloc[0]
    sums = con.execute(
        f"""select sum(shapley_points) filter (is_china) as china, sum(shapley_points) filter (not is_china) as others,
                   sum(hhi_contribution) as hhi, sum(amount_to - amount_from) filter (is_china) as c
            from metric.share_change({arguments})"""
    ).df().iloc[0]  # fmt: skip
    assert one.phi_china_points + one.phi_others_points == pytest.approx(one.change_points, abs=1e-9)
    assert (sums.china, sums.others) == pytest.approx((one.phi_china_points, one.phi_others_points), abs=1e-9)
    assert one.lmdi_growth + one.lmdi_substitution == pytest.approx(sums.c, rel=1e-9)
    assert one.hhi_change == pytest.approx(sums.hhi, abs=1e-12)
    parts = one.price_effect_usd + one.volume_effect_usd + one.unsplit_usd
    assert parts == pytest.approx(one.value_change_usd, rel=1e-9)
    assert one.scale_effect_usd + one.mix_effect_usd == pytest.approx(one.volume_effect_usd, rel=1e-6)


def test_pooled_shares_are_those_of_three_years(con):
    query = f"select share_from, share_to from metric.china_share_split({JAPAN}, 'value', 'mainland', true)"
    shares = con.execute(query).fetchone()
    kept = con.execute(
        f"select china_value_share_3y from mart.import_dependence where {SHARE} and year in (2010, 2024) order by year"
    ).fetchall()
    assert list(shares) == pytest.approx([share for (share,) in kept], abs=1e-12)


def test_unknown_tonnes_are_not_split(con):
    rows = con.execute(
        f"""select quantity_coverage_from, quantity_coverage_to, price_reason, price_effect_usd, volume_effect_usd
            from metric.share_change({JAPAN}, 'quantity', 'mainland', true) where price_reason is not null"""
    ).fetchall()
    assert rows and all(row[3:] == (None, None) for row in rows)
    partly = [row for row in rows if row[2] == "QUANTITY_PARTLY_UNKNOWN"]
    assert partly and all(min(share for share in row[:2] if share is not None) < 0.95 for row in partly)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("'JPN', 'gallium-refined-hs17', 2018, 2024, 'value'", "BASKET_CODE"),
        ("'JPN', 'magnesium-refined-hs17', 2010, 2024, 'value'", "YEAR_NOT_IN_RELEASE"),
        ("'JPN', 'magnesium-refined-hs17', 2019, 2024, 'quantity'", "QUANTITY_NOT_IN_EXTRACT"),
        ("'JPN', 'cobalt-ore-hs92', 2010, 2024, 'value'", "CODE_NOT_IN_EXTRACT"),
        ("'JPN', 'uranium-ore-hs92', 2010, 2024, 'value'", "NO_TRADE_REPORTED"),
    ],
)
def test_a_missing_split_says_why(con, arguments, reason):
    row = con.execute(f"from metric.china_share_split({arguments}, 'mainland', false)").df().iloc[0]
    assert row.reason == reason
    assert row[["change_points", "phi_china_points", "phi_others_points", "lmdi_growth"]].isna().all()


def test_basket_codes_have_no_concentration(con):
    arguments = "'JPN', 'basket_811292-refined-hs17', 2018, 2024, 'value', 'plus', false"
    rows = con.execute(
        f"select count(*), count(hhi_contribution), sum(change_points) from metric.share_change({arguments})"
    )
    count, contributions, total = rows.fetchone()
    assert count > 3 and contributions == 0 and total == pytest.approx(0, abs=1e-9)
    assert con.execute(f"select hhi_from, hhi_to from metric.china_share_split({arguments})").fetchone() == (None, None)
