"""GeoPolRisk and the EU supply-risk formula: worked examples, figures recomputed by hand, reasons instead of zeros."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from etl import db

Ask = Callable[..., object]


@pytest.fixture(scope="module")
def ask(make_macros) -> Iterator[Ask]:
    """Value or values of one expression over the macros, with named parameters."""
    with db.connect() as con:
        make_macros(con, "metric/share.sql", "metric/scores.sql")

        def value(expression: str, **parameters: object) -> object:
            row = con.execute(f"select {expression}", parameters).fetchone()
            return row[0] if len(row) == 1 else row

        yield value


def near(value: object) -> object:
    return pytest.approx(value, abs=5e-7)


# Worked examples


def test_geopolrisk(ask):
    imports, instability = [60, 30, 10], [0.5, 0.3, 0.2]
    weighted = sum(f * g for f, g in zip(imports, instability, strict=True))
    hhi = ask("metric.hhi([0.7, 0.2, 0.1])")
    assert hhi == near(0.54) and ask("metric.weighted_import_risk($w, 100, 20)", w=weighted) == near(0.341667)
    score = ask("metric.geopolrisk($h, $w, 100, 20)", h=hhi, w=weighted)
    assert score == near(0.1845) and 30 * score == near(5.535) and 30 * score / 0.409412948 == near(13.519357)


def test_geopolrisk_without_trade_is_unknown(ask):
    assert ask("metric.geopolrisk(0.5, 0, 0, 0), metric.geopolrisk(0.5, 0, 0, 20)") == (None, None)
    assert ask("metric.geopolrisk(0.5, null, null, 20), metric.geopolrisk(null, 1, 2, 0)") == (None, None)


def test_instability(ask):
    assert ask("metric.instability(2.5), metric.instability(-2.5), metric.instability(-0.3)") == near((0, 1, 0.56))
    assert ask("metric.instability(3), metric.instability(-3), metric.instability(null)") == (0, 1, None)


def test_eu_supply_risk(ask):
    supply = ask("metric.hhi_governance([.80, .15, .05], [5.6, 2.0, 5.2], [1.1, 1, 1])")
    sourcing = ask("metric.hhi_governance([.50, .30, .20], [5.6, 1.5, 2.0], [1.1, .8, 1])")
    assert (supply, sourcing) == near((4.0004, 1.7280))
    assert ask("metric.eu_supply_risk($a, $b, .9, .05, .95)", a=supply, b=sourcing) == near(2.482398)
    assert ask("metric.eu_supply_risk($a, null, null, .05, .95)", a=supply) == near(3.610361)
    assert ask("metric.eu_supply_risk($a, $b, null, .05, .95)", a=supply, b=sourcing) == near(3.610361)
    assert ask("metric.eu_supply_risk(null, $b, .9, .05, .95)", b=sourcing) is None
    assert ask("metric.governance_risk(-0.3), metric.governance_risk(2.6)") == near((5.6, 0))


def test_dependency_ratios_of_the_eu(ask):
    outside, inside, exports = [70, 20, 10], 40, 60
    first = ask("metric.hhi(list_transform($x, lambda v: metric.share(v, list_sum($x))))", x=outside)
    second = ask("metric.share($o, $o + $i)", o=sum(outside), i=inside)
    third = ask("metric.share($o, $e)", o=sum(outside), e=exports)
    assert (first, second, third) == near((0.54, 0.714286, 1.666667))
    assert first > 0.4 and second > 0.5 and third > 1


# Recomputed by hand from the rows of the publishers

BY_HAND = [
    # series, code, stage and form of world production, year, year of the governance survey, own production counted
    ("graphite-ore-hs92", ("250410", "250490"), "graphite", "ore", "mine production", 2023, 2023, False),
    ("bismuth-refined-hs92", ("810600",), "bismuth", "refined", "refinery production", 2023, 2023, True),
    ("tungsten-refined-hs92", None, "tungsten", "ore", "mine production", 2024, 2023, False),
]


@pytest.mark.parametrize(("series", "codes", "mineral", "stage", "form", "year", "survey", "own"), BY_HAND)
def test_geopolrisk_of_japan_by_hand(con, series, codes, mineral, stage, form, year, survey, own):
    listed = con.execute("select hs6 from ref.hs_code where series_id = ? and in_extract", [series]).fetchall()
    assert codes is None or {code for (code,) in listed} == set(codes)
    edition = con.execute(
        """select max(source_id) from core.production
           where mineral_id = ? and stage = ? and form = ? and year = ? and source_id like 'usgs_mcs%'""",
        [mineral, stage, form, year],
    ).fetchone()[0]
    output = con.execute(
        """select iso3, value_t from core.production where mineral_id = ? and stage = ? and form = ? and year = ?
           and source_id = ? and measure = 'production' and value_t is not null""",
        [mineral, stage, form, year, edition],
    ).fetchall()
    named = {iso3: tonnes for iso3, tonnes in output if iso3 not in ("WLD", "OTH")}
    world = max(dict(output)["WLD"], sum(named.values()))  # the printed total is rounded
    hhi = sum((tonnes / world) ** 2 for tonnes in named.values())
    flows = con.execute(
        """select exporter_iso3, sum(quantity_t) from core.trade_flow where importer_iso3 = 'JPN' and year = ?
           and hs_edition = 'HS92' and list_contains(?, hs6) and quantity_t is not null group by exporter_iso3""",
        [year, [code for (code,) in listed]],
    ).fetchall()
    stability = dict(
        con.execute("select iso3, value from core.governance where indicator = 'pv' and year = ?", [survey]).fetchall()
    )
    weighted = sum(tonnes * min(1, max(0, (2.5 - stability[iso3]) / 5)) for iso3, tonnes in flows)
    domestic = named["JPN"] if own else 0
    expected = hhi * weighted / (sum(tonnes for _, tonnes in flows) + domestic)
    row = con.execute(
        """select score, hhi, imports_t, domestic_t, flags, source_ids from mart.geopolrisk
           where importer_iso3 = 'JPN' and series_id = ? and year = ?""",
        [series, year],
    ).fetchone()
    assert row[:4] == pytest.approx((expected, hhi, sum(tonnes for _, tonnes in flows), domestic), rel=1e-9)
    assert ("GOVERNANCE_OF_2023" in row[4]) == (survey != year) and ("HHI_OF_ORE" in row[4]) == (
        stage == "ore" != series.split("-")[1]
    )
    assert row[5] == ["baci_hs92_v202601", edition, "wgi_2024"]


def test_taiwan_has_its_own_governance_score(con):
    stability = con.execute(
        "select value from core.governance where iso3 = 'S19' and indicator = 'pv' and year = 2022"
    ).fetchone()[0]
    assert con.execute("select metric.instability(?)", [stability]).fetchone()[0] == pytest.approx(0.3467, abs=5e-4)
    scored = con.execute("select count(score) from mart.geopolrisk where importer_iso3 = 'S19'").fetchone()[0]
    assert scored > 50


def test_missing_trade_is_no_score_not_zero(con):
    zero, unexplained = con.execute(
        """select count(*) filter (score = 0 and coalesce(imports_t, 0) = 0),
                  count(*) filter (score is null and reason is null) from mart.geopolrisk"""
    ).fetchone()
    assert (zero, unexplained) == (0, 0)
    reasons = con.execute(
        """select mineral_id, list(distinct reason order by reason), count(score) from mart.geopolrisk
           where importer_iso3 = 'JPN' and mineral_id in ('germanium', 'gallium', 'uranium') and year >= 2021
           group by mineral_id order by mineral_id"""
    ).fetchall()
    assert reasons == [
        ("gallium", ["BASKET_CODE"], 0),
        ("germanium", ["BASKET_CODE"], 0),
        ("uranium", ["CODE_NOT_IN_EXTRACT", "NO_TRADE_REPORTED"], 0),
    ]


def test_a_missing_survey_is_flagged_never_silent(con):
    flagged, silent = con.execute(
        """with row as (select *, list_contains(flags, 'GOVERNANCE_PARTLY_MEDIAN') as said from mart.geopolrisk)
           select count(*) filter (said), count(*) filter (governance_fallback_share > 0 and not said)
           from row where score is not null"""
    ).fetchone()
    assert flagged > 0 and silent == 0
    caledonia = con.execute(
        """select governance_fallback_share from mart.geopolrisk
           where importer_iso3 = 'JPN' and series_id = 'nickel-ore-hs92' and year = 2023"""
    ).fetchone()[0]
    assert 0 < caledonia < 1, "New Caledonia has no survey"


def test_own_production_counts_only_where_it_is_weighed_like_trade(con):
    rows = dict(
        con.execute(
            """select mineral_id, (domestic_t > 0, list_contains(flags, 'DOMESTIC_NOT_COMPARABLE')) from mart.geopolrisk
               where importer_iso3 = 'CHN' and year = 2024 and score is not null
               and mineral_id in ('graphite', 'magnesium', 'antimony', 'rare_earths')"""
        ).fetchall()
    )
    assert rows == {
        "graphite": (True, False), "magnesium": (True, False), "antimony": (False, True), "rare_earths": (False, True),
    }  # fmt: skip


def test_the_eu_method_comes_close_to_what_the_eu_printed(con):
    rows = con.execute(
        """select mineral_id || ' ' || stage, score, study_score from mart.eu_supply_risk
           where study_score > 0 and sourcing_reason is null"""
    ).fetchall()
    close = {name for name, score, printed in rows if abs(score - printed) <= max(0.15, 0.1 * printed)}
    apart = {name for name, *_ in rows} - close
    assert len(rows) >= 40 and len(close) >= 0.75 * len(rows)
    assert {"magnesium refined", "antimony ore", "niobium refined", "tungsten refined", "borates ore"} <= close, apart


def test_the_higher_stage_is_marked(con):
    rows = con.execute(
        """select importer_iso3, mineral_id, period, max(score), max(score) filter (is_higher_stage), count(score)
           from mart.eu_supply_risk group by all"""
    ).fetchall()
    assert [row for row in rows if row[3] != row[4] and row[5]] == []


def test_supply_risk_says_what_it_rests_on(con):
    rows = con.execute(
        """select mineral_id, stage, round(import_reliance, 2), sourcing_reason, reason, flags from mart.eu_supply_risk
           where importer_iso3 = 'JPN' and period = '2020-2024' and (mineral_id, stage) in
                 (('magnesium', 'refined'), ('gallium', 'refined'), ('rare_earths', 'refined'), ('tungsten', 'refined'))
           order by mineral_id"""
    ).fetchall()
    assert [row[:5] for row in rows] == [
        ("gallium", "refined", None, "BASKET_CODE", None),
        ("magnesium", "refined", 1.0, None, None),
        ("rare_earths", "refined", None, "IMPORT_RELIANCE_UNKNOWN", "NO_PRODUCTION_DATA"),
        ("tungsten", "refined", None, "IMPORT_RELIANCE_UNKNOWN", None),
    ]
    flags = {row[0]: set(row[5]) for row in rows}
    assert "NOT_A_PRODUCER" in flags["magnesium"] and "GLOBAL_SUPPLY_ONLY" in flags["gallium"] & flags["tungsten"]


def test_trade_parameters_of_the_study_are_lowered_inside_the_eu_only(con):
    inside, outside = con.execute(
        """select max(global_hhi) filter (importer_iso3 = 'DEU'), max(global_hhi) filter (importer_iso3 = 'JPN')
           from mart.eu_supply_risk where mineral_id = 'feldspar' and stage = 'ore' and period = '2016-2020'"""
    ).fetchone()
    assert inside < outside
