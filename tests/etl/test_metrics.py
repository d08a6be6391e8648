"""The metric macros: worked examples, what happens without a base, and what must hold for any numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import db

Ask = Callable[..., object]

amounts = st.lists(st.floats(0.001, 1e9), min_size=1, max_size=30)
unallocated = st.floats(0, 1e9)
SHARES = "list_transform($x, lambda v: metric.share(v, list_sum($x)))"


@pytest.fixture(scope="module")
def ask(make_macros) -> Iterator[Ask]:
    """Value of one expression over the macros, with named parameters."""
    with db.connect() as con:
        make_macros(con, "metric/share.sql")

        def value(expression: str, **parameters: object) -> object:
            row = con.execute(f"select {expression}", parameters).fetchone()
            return row[0] if len(row) == 1 else row

        yield value


def near(value: object) -> object:
    return pytest.approx(value, abs=5e-7)


# Worked examples


def test_concentration_ratios(ask):
    assert ask(f"metric.cr1({SHARES}), metric.cr3({SHARES})", x=[60, 25, 10, 5]) == near((0.60, 0.95))
    assert ask(f"metric.cr3({SHARES})", x=[3, 1]) == near(1)
    assert ask(f"metric.cr({SHARES}, 2)", x=[1, 1, 1, 1]) == near(0.5)


def test_hhi_and_its_relatives(ask):
    x = [60, 25, 10, 5]
    assert ask(f"metric.hhi({SHARES})", x=x) == near(0.435)
    assert ask(f"metric.effective_suppliers(metric.hhi({SHARES}))", x=x) == near(2.298851)
    assert ask(f"metric.hhi_normalised(metric.hhi({SHARES}), 4)", x=x) == near(0.246667)
    assert ask(f"metric.entropy({SHARES})", x=x) == near(1.033114)
    assert ask(f"exp(metric.entropy({SHARES}))", x=x) == near(2.809802)
    assert ask(f"ln(4) - metric.entropy({SHARES})", x=x) == near(0.353180)


def test_bounds_where_trade_is_not_allocated(ask):
    known = {"k": [50, 20, 10], "u": 20}
    assert ask("metric.hhi_low($k, $u), metric.hhi_high($k, $u)", **known) == near((0.30, 0.54))
    assert ask("metric.share_low(50, 80, 20), metric.share_high(50, 80, 20)") == near((0.50, 0.70))
    assert ask(f"metric.hhi({SHARES})", x=[50, 20, 10, 20]) == near(0.34)
    assert ask(f"metric.hhi({SHARES})", x=[50, 20, 10]) == near(0.46875)
    assert ask("metric.share(50, 80)") == near(0.625)
    squares, known_total, largest = 50**2 + 20**2 + 10**2, 80, 50
    assert ask("metric.hhi_high_from_sums($q, $m, $t, 20)", q=squares, m=largest, t=known_total) == near(0.54)
    assert ask("metric.hhi_low($k, null), metric.hhi_high($k, null)", k=[50, 20, 10]) == near((0.46875, 0.46875))


def test_china_with_and_without_hong_kong_and_macao(ask):
    trade = "(values ('CHN', 40), ('HKG', 10), ('VNM', 30), ('USA', 20)) as flow(iso3, amount)"
    merged = f"""(select list(amount / 100) from (select if(metric.is_china(iso3, $china), 'CHN', iso3) as supplier,
                                                        sum(amount) as amount from {trade} group by supplier))"""
    share = f"(select metric.share(sum(amount) filter (metric.is_china(iso3, $china)), sum(amount)) from {trade})"
    assert ask(f"metric.hhi({merged}), {share}", china="mainland") == near((0.30, 0.40))
    assert ask(f"metric.hhi({merged}), {share}", china="plus") == near((0.38, 0.50))
    areas = {"CHN": (True, True), "HKG": (False, True), "MAC": (False, True), "S19": (False, False)}
    for iso3, expected in areas.items():
        assert ask("metric.is_china($i, 'mainland'), metric.is_china($i, 'plus')", i=iso3) == expected


def test_import_reliance(ask):
    assert ask("metric.net_import_reliance(100, 80, 30, stock_release := 5)") == near(0.354839)
    assert ask("metric.eu_import_reliance(100, 80, 30), metric.gross_import_share(100, 80)") == near(
        (0.333333, 0.444444)
    )
    assert ask("metric.net_import_reliance(100, 20, 60)") == near(-0.666667)
    assert ask("metric.eu_import_reliance(100, 20, 60)") == 0
    assert ask("metric.net_import_reliance(100, 80, 30, secondary := 50)") == near(0.25)


def test_eu_dependency_indices(ask):
    extra, intra, exports = [70, 20, 10], 40, 60
    indices = f"metric.hhi({SHARES}), metric.share(list_sum($x), list_sum($x) + $i), metric.share(list_sum($x), $e)"
    assert ask(indices, x=extra, i=intra, e=exports) == near((0.54, 0.714286, 1.666667))


@pytest.mark.parametrize(
    ("import_hhi", "world_hhi", "imports", "exports", "meets"),
    [
        (0.54, 0.41, 100, 60, True),
        (0.54, 0.41, 100, 0, True),
        (0.4, 0.41, 100, 60, False),
        (0.54, 0.4, 100, 60, False),
        (0.54, 0.41, 60, 60, False),
        (0.54, 0.41, 100, None, True),
        (0.54, None, 100, 60, None),
        (None, 0.41, 100, 60, None),
        (None, 0.41, 50, 60, False),
    ],
)
def test_geodep_criteria(ask, import_hhi, world_hhi, imports, exports, meets):
    arguments = {"a": import_hhi, "b": world_hhi, "c": imports, "d": exports}
    assert ask("metric.geodep_criteria($a, $b, $c, $d)", **arguments) is meets


def test_unit_values_far_from_the_others(ask):
    z = """(select list(metric.robust_z(v, middle, spread) order by v)
             from (select unnest($x) as v),
                  (select median(ln(w)) as middle, mad(ln(w)) as spread from (select unnest($x) as w)))"""
    *others, last = ask(z, x=[28.0, 30, 31, 33, 35, 300])
    assert last == pytest.approx(19.59, abs=0.005)
    assert max(map(abs, others)) < 1.2
    assert ask(z, x=[5.0, 5, 5, 9]) == [None] * 4, "no spread, no score"


@pytest.mark.parametrize(
    ("purity", "coverage", "completeness", "low_base", "gap", "grade", "reasons"),
    [
        ("EXACT", 1.0, "full", False, None, "A", []),
        ("DOMINANT", 0.95, "full", False, 0.05, "B", ["code purity DOMINANT"]),
        ("PROXY", 0.94, "full", False, 0.0, "C", ["code purity PROXY", "tonnes known for 94.0 % of value"]),
        ("EXACT", None, "full", False, None, "C", ["tonnes known for 0.0 % of value"]),
        ("EXACT", 1.0, "top6", False, 0.15, "B", ["largest partners only", "HS editions differ by 15.0 points"]),
        ("EXACT", 1.0, "full", False, 0.16, "C", ["HS editions differ by 16.0 points"]),
        ("EXACT", 1.0, "full", True, None, "D", ["too small to rank"]),
        ("BASKET", 1.0, "full", False, None, "D", ["code purity BASKET"]),
    ],
)
def test_quality_grade_is_the_worst_rule(ask, purity, coverage, completeness, low_base, gap, grade, reasons):
    arguments = {"p": purity, "q": coverage, "c": completeness, "l": low_base, "g": gap}
    expression = "metric.quality_grade($p, $q::double, $c, $l, $g), metric.grade_reasons($p, $q::double, $c, $l, $g)"
    assert ask(expression, **arguments) == (grade, reasons)


@pytest.mark.parametrize(
    ("value", "tonnes", "with_trade", "seen", "low"),
    [
        (100_000, 1, 3, 5, False), (99_999, 1, 3, 5, True), (100_000, 0.9, 3, 5, True), (100_000, None, 3, 5, False),
        (100_000, 1, 2, 5, True), (100_000, 1, 2, 2, False),
    ],
)  # fmt: skip
def test_too_small_to_rank(ask, value, tonnes, with_trade, seen, low):
    assert ask("metric.is_low_base($v, $t, $w, $s)", v=value, t=tonnes, w=with_trade, s=seen) is low


# Without a base there is no figure, never 0


@pytest.mark.parametrize(
    "expression",
    [
        "metric.share(5, 0)", "metric.share(0, 0)", "metric.share(null, 5)", "metric.share(5, null)",
        "metric.hhi([])", "metric.hhi([metric.share(0, 0)])", "metric.cr1([])", "metric.cr3([null::double])",
        "metric.entropy([])", "metric.effective_suppliers(null)", "metric.effective_suppliers(0)",
        "metric.hhi_normalised(1, 1)", "metric.hhi_from_sums(0, 0)", "metric.hhi_low([], 0)", "metric.hhi_high([], 5)",
        "metric.share_low(0, 0, 0)", "metric.share_high(0, 0, null)", "metric.net_import_reliance(0, 10, 10)",
        "metric.net_import_reliance(10, 0, 40)", "metric.net_import_reliance(null, 10, 5)",
        "metric.eu_import_reliance(0, 10, 20)", "metric.eu_import_reliance(null, 10, 5)",
        "metric.gross_import_share(0, 0)", "metric.robust_z(5, 1, 0)",
    ],
)  # fmt: skip
def test_no_base_no_figure(ask, expression):
    assert ask(expression) is None


# What holds for any numbers


@given(x=amounts)
@settings(max_examples=60, deadline=None)
def test_shares_sum_to_one_and_hhi_has_its_range(ask, x):
    total, hhi = ask(f"list_sum({SHARES}), metric.hhi({SHARES})", x=x)
    assert total == pytest.approx(1, abs=1e-12)
    assert 1 / len(x) - 1e-12 <= hhi <= 1 + 1e-12
    from_sums = ask("metric.hhi_from_sums(list_sum(list_transform($x, lambda v: v * v)), list_sum($x))", x=x)
    assert from_sums == pytest.approx(hhi, rel=1e-9)


@given(x=st.lists(st.floats(0.001, 1e9), min_size=2, max_size=30))
@settings(max_examples=60, deadline=None)
def test_merging_suppliers_never_lowers_concentration(ask, x):
    expression = f"metric.hhi({SHARES}), metric.cr1({SHARES}), metric.cr3({SHARES}), -metric.entropy({SHARES})"
    before, after = ask(expression, x=x), ask(expression, x=[x[0] + x[1], *x[2:]])
    assert all(b <= a + 1e-12 for b, a in zip(before, after, strict=True))


@given(x=amounts, factor=st.floats(0.001, 1000))
@settings(max_examples=60, deadline=None)
def test_the_unit_does_not_matter(ask, x, factor):
    expression = f"metric.hhi({SHARES}), metric.cr1({SHARES}), metric.cr3({SHARES}), metric.entropy({SHARES})"
    assert ask(expression, x=x) == pytest.approx(ask(expression, x=[v * factor for v in x]), rel=1e-9, abs=1e-9)


@given(x=amounts, k=st.integers(1, 29))
@settings(max_examples=60, deadline=None)
def test_concentration_ratios_grow_with_k_up_to_one(ask, x, k):
    first, more, everyone = ask(
        f"metric.cr({SHARES}, $k), metric.cr({SHARES}, $k + 1), metric.cr({SHARES}, len($x))", x=x, k=k
    )
    assert 1 / len(x) - 1e-12 <= first <= more + 1e-12
    assert everyone == pytest.approx(1, abs=1e-12)


@given(k=amounts, u=unallocated)
@settings(max_examples=60, deadline=None)
def test_bounds_contain_the_point(ask, k, u):
    low, high = ask("metric.hhi_low($k, $u), metric.hhi_high($k, $u)", k=k, u=u)
    as_one_more = ask(f"metric.hhi({SHARES})", x=[*k, u])
    assert low - 1e-9 <= as_one_more <= high + 1e-9
    assert low > 0 and high <= 1 + 1e-9
    share_low, share_high = ask("metric.share_low($a, list_sum($k), $u), metric.share_high($a, list_sum($k), $u)",
                                a=k[0], k=k, u=u)  # fmt: skip
    assert share_low - 1e-12 <= k[0] / sum(k) <= share_high + 1e-12
    assert share_low >= 0 and share_high <= 1 + 1e-12


@given(production=st.floats(0, 1e6), imports=st.floats(0, 1e6), exports=st.floats(0, 1e6))
@settings(max_examples=60, deadline=None)
def test_import_reliance_has_its_range(ask, production, imports, exports):
    net, eu, gross = ask(
        """metric.net_import_reliance($p, $i, $e), metric.eu_import_reliance($p, $i, $e),
           metric.gross_import_share($p, $i)""",
        p=production, i=imports, e=exports,
    )  # fmt: skip
    assert net is None or net <= 1 + 1e-9
    assert eu is None or 0 <= eu <= 1 + 1e-9
    assert gross is None or 0 <= gross <= 1
    assert (net is None) == (eu is None)
