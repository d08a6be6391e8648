"""Each check finds the bad row that it is there for, and none in the data as built."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import duckdb
import pytest

from etl import checks, db
from etl.errors import CheckFailed

SHARE = "importer_iso3 = 'JPN' and series_id = 'rare_earths-refined-hs92' and year = 2024"
FLOW = "importer_iso3 = 'JPN' and exporter_iso3 = 'CHN' and hs6 = '284690' and year = 2024 and hs_edition = 'HS92'"
RISK = "importer_iso3 = 'JPN' and mineral_id = 'magnesium' and stage = 'refined' and period = '2020-2024'"
ORE = "mineral_id = 'uranium' and iso3 = 'KAZ' and year = 2024 and source_id = 'wna_uranium_2024'"


def again(table: str, where: str, **changed: str) -> str:
    """The rows of a table once more, some columns replaced."""
    replaced = ", ".join(f"{value} as {column}" for column, value in changed.items())
    return f"insert into {table} select * {f'replace ({replaced})' if changed else ''} from {table} where {where}"


# For each check, the ways in which a bad row may look: what to do to a sound file.
PLANTS = {
    "basket_without_hhi": [
        "update mart.import_dependence set hhi_value = 0.9 where series_id = 'basket_811292-refined-hs17'",
        "update mart.import_dependence set hhi_quantity = 0.9 where series_id = 'gallium-refined-hs17'",
        "update mart.import_dependence set reason = null where series_id = 'germanium-refined-hs17'",
    ],
    "change_adds_up": [
        f"update mart.import_dependence set hhi_value = hhi_value + 1e-6 where {SHARE}",
        f"update mart.supplier_share set value_share = value_share / 2 where {SHARE} and exporter_iso3 = 'VNM'",
        f"update mart.import_dependence set china_value_share = china_value_share + 1e-6 where {SHARE}",
    ],
    "columns_without_meaning": ["delete from meta.column where column_name = 'effective_suppliers'"],
    "duplicate_keys": [
        again("core.trade_flow", FLOW),
        again("core.production", ORE),
        again("core.reserve", "iso3 = 'CHN' and source_id = 'usgs_mcs_2026'"),
        again("core.governance", "iso3 = 'CHN'"),
        again("core.supply_share", "iso3 = 'CHN'"),
        again("mart.supplier_share", SHARE),
        again("mart.import_dependence", SHARE),
        again("mart.dependency_flag", SHARE),
        again("mart.world_supply", "mineral_id = 'gallium'"),
    ],
    "empty_tables": ["delete from core.governance", "delete from core.production where source_id = 'wna_uranium_2024'"],
    "eu27_extra_only": [again("mart.supplier_share", SHARE, importer_iso3="'EU27'", exporter_iso3="'DEU'")],
    "event_state_reviewed": [
        "update register.event set state = 'in_force' where event_id = 'EC24'",
        "update register.event set suspended_to = '2027-01-01' where event_id = 'EC18'",
    ],
    "hs_not_spliced": [
        "update ref.hs_code set hs_edition = 'HS17' where series_id = 'tungsten-ore-hs92'",
        "update ref.hs_code set stage = 'product' where series_id = 'tungsten-ore-hs92'",
        again("core.trade_flow", FLOW, hs_edition="'HS17'"),
        f"update mart.supplier_share set source_ids = ['baci_hs17_v202601'] where {SHARE}",
        f"update mart.supplier_share set source_ids = ['baci_hs17_v202601', 'baci_hs92_v202601'] where {SHARE}",
    ],
    "lineage_adds_up": [
        f"update mart.import_dependence set value_usd = value_usd * 1.001 where {SHARE}",
        f"update mart.import_dependence set quantity_t = quantity_t + 1 where {SHARE}",
        f"delete from core.trade_flow where {FLOW}",
        again("core.trade_flow", FLOW, importer_iso3="'ATA'"),
        "update mart.import_dependence set value_usd = value_usd * 2 where importer_iso3 = 'EU27' and year = 2024",
    ],
    "no_inf_or_nan": [
        f"update mart.supplier_share set quantity_share = 'nan' where {SHARE}",
        f"update mart.import_dependence set effective_suppliers = 'inf' where {SHARE}",
        "update mart.world_supply set hhi = 'nan' where mineral_id = 'gallium'",
        "update mart.import_reliance set net_import_reliance = '-inf' where importer_iso3 = 'USA'",
        "update mart.world_export set hhi_value = 'nan' where series_id = 'tungsten-ore-hs92'",
        f"update core.trade_flow set quantity_t = 'inf' where {FLOW}",
        f"update core.production set value = 'nan' where {ORE}",
        "update core.price set value = 'nan' where year = 2020",
        "update core.governance set value = 'inf' where iso3 = 'CHN'",
    ],
    "no_self_trade": [
        again("core.trade_flow", FLOW, exporter_iso3="'JPN'"),
        again("mart.supplier_share", SHARE, exporter_iso3="'JPN'"),
    ],
    "null_without_reason": [
        "update mart.import_dependence set reason = null where reason = 'NO_TRADE_REPORTED' and year = 2024",
        f"update mart.import_dependence set china_value_share = null, reason = null where {SHARE}",
        f"update mart.import_dependence set quantity_t = null where {SHARE}",
        "update mart.import_dependence set value_usd = 0 where reason = 'CODE_NOT_IN_EXTRACT' and year = 2024",
        "update mart.import_dependence set china_value_share = 0 where reason = 'NO_TRADE_REPORTED' and year = 2024",
    ],
    "one_default_series": [
        "update ref.trade_series set is_default = false where series_id = 'tungsten-ore-hs92'",
        "update ref.trade_series set is_default = true where mineral_id = 'aluminium' and stage = 'ore'",
    ],
    "pledge_flow_dates": ["update register.pledge_flow set from_date = '2000-01-01' where pledge_flow_id = 'PF03'"],
    "pledge_flow_links": [
        f"update register.pledge_flow set {change} where pledge_flow_id = '{pledge}'"
        for pledge, change in (
            ("PF03", "record_id = 'P99'"),
            ("PF03", "publisher = 'hearsay'"),
            ("PF03", "series_id = 'tin-can'"),
            ("PF03", "series_id = 'tungsten-ore-hs92'"),
            ("PF03", "series_id = 'gallium-refined-hs17'"),
            ("PF05", "series_id = 'uranium-refined-hs92'"),
            ("PF03", "exporter_iso3 = 'XXX'"),
            ("PF03", "importer_iso3 = 'XXX'"),
            ("PF01", "mineral_id = 'unobtainium'"),
            ("PF10", "production_source_id = 'hearsay'"),
        )
    ],
    "pledge_flow_measurable": [
        "delete from mart.pledge_flow_year where pledge_flow_id = 'PF03'",
        again("mart.pledge_flow_year", "pledge_flow_id = 'PF03' and year = 2022"),
        "update register.pledge_flow set series_id = 'gallium-refined-hs17' where pledge_flow_id = 'PF01'",
        "update register.pledge_flow set production_mineral_id = 'tin' where pledge_flow_id = 'PF03'",
    ],
    "pledge_verdict_complete": [
        "delete from mart.pledge_verdict where pledge_flow_id = 'PF03'",
        "update mart.pledge_verdict set verdict = 'booming' where pledge_flow_id = 'PF03'",
        "update mart.pledge_verdict set verdict_reason = null where pledge_flow_id = 'PF03'",
        "update mart.pledge_verdict set source_ids = [] where pledge_flow_id = 'PF03'",
        "update mart.pledge_verdict set change = 'inf' where pledge_flow_id = 'PF03'",
        "update mart.pledge_verdict set share_after = 1.5 where pledge_flow_id = 'PF03'",
    ],
    "production_against_world_total": [
        "update mart.world_supply set published_total = sum_of_parts / 2 where mineral_id = 'uranium' and year = 2024",
    ],
    "published_values_differ": [
        "update meta.published_check set verdict = 'differs' where verdict = 'agrees'",
    ],
    "published_values_unexplained": [
        "update meta.published_check set verdict = 'differs' where verdict = 'agrees' and reason is null",
        "update meta.published_check set verdict = 'missing' where verdict = 'agrees'",
        "update meta.published_check set reason = null where verdict = 'no counterpart'",
    ],
    "quantity_coverage": [
        "update core.trade_flow set quantity_t = null where hs6 = '261100' and hs_edition = 'HS92' and year = 2022",
    ],
    "register_sources": [
        f"alter table register.{table} alter {column} drop not null;"
        f" update register.{table} set {column} = null where source_row = 2"
        for table in ("claim", "commitment", "project", "event", "peer_commitment", "policy", "context", "disagreement")
        for column in ("source_url", "publisher")
    ],
    "scores_in_range": [
        f"update mart.geopolrisk set {wrong} where {SHARE}"
        for wrong in (
            "score = 1.1",
            "score = 'nan'",
            "weighted_import_risk = -0.1",
            "domestic_t = imports_t",
            "hhi = 1.1",
        )
    ]
    + [
        f"update mart.eu_supply_risk set {wrong} where {RISK}"
        for wrong in (
            "score = -1",
            "import_reliance = 1.1",
            "substitution_index = 0.5",
            "sourcing_hhi = 2 * sourcing_hhi",
        )
    ],
    "scores_with_reason": [
        f"update mart.geopolrisk set score = null where {SHARE}",
        f"update mart.geopolrisk set reason = 'NO_TRADE_REPORTED' where {SHARE}",
        f"update mart.geopolrisk set source_ids = source_ids[:2] where {SHARE}",
        f"update mart.eu_supply_risk set score = null where {RISK}",
        f"update mart.eu_supply_risk set source_ids = ['hearsay'] where {RISK}",
    ],
    "shares_in_range": [
        f"update mart.supplier_share set value_share = 1.01 where {SHARE}",
        f"update mart.supplier_share set quantity_share = -0.01 where {SHARE}",
        f"update mart.import_dependence set hhi_value_high = 1.01 where {SHARE}",
        f"update mart.import_dependence set china_plus_value_share = -0.01 where {SHARE}",
        "update mart.world_supply set top3_share = 1.01 where mineral_id = 'gallium'",
        "update mart.supplier_profile set destination_share = 1.01 where series_id = 'tungsten-ore-hs92'",
    ],
    "shares_sum_to_one": [
        f"delete from mart.supplier_share where {SHARE} and exporter_iso3 = 'CHN'",
        f"update mart.supplier_share set quantity_share = quantity_share / 2 where {SHARE} and exporter_iso3 = 'CHN'",
    ],
    "slice_row_counts": [
        "update meta.slice set previous_rows = 2 * rows where core_table = 'governance'",
        "update meta.slice set previous_rows = rows / 2 where core_table = 'governance'",
    ],
    "tonnes_follow_value": [
        f"update core.production set value = 2 * value, value_high = 3 * value where {ORE}",
        f"update core.production set value_t = null where {ORE}",
        f"update core.production set value_high = value / 2 where {ORE}",
        "update core.reserve set value_t = 1000 * value_t where iso3 = 'CHN'",
    ],
    "unit_value_outliers": [again("mart.unit_value_outlier", "hs6 = '261100'", hs6="'999999'")],
    "unknown_references": [
        again("core.trade_flow", FLOW, exporter_iso3="'XXX'"),
        again("core.production", ORE, iso3="'XXX'"),
        again("core.production", ORE, mineral_id="'unobtainium'"),
        again("core.published_point", "source_row = 2", to_iso3="'XXX'"),
        "update ref.country_group set iso3 = 'XXX' where group_id = 'G7' and iso3 = 'JPN'",
        "update ref.mineral_alias set mineral_id = 'unobtainium' where label = 'rare earths'",
    ],
    "unknown_source": [
        again("core.trade_flow", FLOW, source_id="'hearsay'"),
        again("core.price", "year = 2020", source_id="'hearsay'"),
        f"update mart.supplier_share set source_ids = [] where {SHARE}",
        f"update mart.import_dependence set source_ids = null where {SHARE}",
        "update mart.world_supply set source_ids = ['hearsay'] where mineral_id = 'gallium'",
    ],
    "year_gaps": ["delete from mart.world_export where series_id = 'tungsten-ore-hs92' and year = 2022"],
}
CHECKS = {check.name: check for check in checks.read_checks()}


@pytest.fixture(scope="module")
def writable(little_build, tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of a built file in which rows may be spoilt."""
    path = tmp_path_factory.mktemp("planted") / "copy.duckdb"
    shutil.copy(little_build.path, path)
    with db.connect(path) as con:
        yield con


@pytest.fixture(scope="module")
def sound(built) -> dict[str, checks.Result]:
    """The outcome of every check on the data as built."""
    return {result.check.name: result for result in built.results}


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_is_tried_and_passes_the_data_as_built(name, sound):
    assert PLANTS.get(name), f"plant a bad row for {name} in PLANTS"
    if CHECKS[name].severity == "error":
        assert sound[name].sample == []
    assert name in sound


@pytest.mark.parametrize(("name", "plant"), [(name, plant) for name, plants in PLANTS.items() for plant in plants])
def test_planted_bad_rows_are_found(name, plant, writable, little_build):
    before = next(result.failures for result in little_build.results if result.check.name == name)
    writable.execute("begin")
    try:
        writable.execute(plant)
        result = checks.run(writable, CHECKS[name])
    finally:
        writable.execute("rollback")
    assert result.failures > before


def test_outcomes_are_kept_in_the_file(con, sound):
    kept = con.execute("select check_name, failures, sample is not null from meta.check_result order by 1").fetchall()
    assert kept == [(name, sound[name].failures, sound[name].failures > 0) for name in sorted(CHECKS)]


def test_errors_come_first_and_stop_the_build_with_the_first_rows():
    order = [checks.SEVERITIES.index(check.severity) for check in checks.read_checks()]
    assert order == sorted(order)
    bad = checks.Result(
        checks.Check("shares", "error", "a wrong share", "select 1"), 7, [{"series_id": "x", "year": 1}]
    )
    mild = checks.Result(checks.Check("gaps", "warning", "a gap", "select 1"), 3, [{"year": 2}])
    checks.refuse_errors([mild], todo="")
    with pytest.raises(CheckFailed) as error:
        checks.refuse_errors([bad, mild], todo="Mend it.")
    assert '7 rows - a wrong share\n          {"series_id": "x", "year": 1}' in str(error.value)
    assert "gaps" not in str(error.value) and str(error.value).endswith("Mend it.")


def test_a_check_must_say_what_it_is(tmp_path):
    (tmp_path / "silent.sql").write_text("-- severity: fatal\n-- about: x\nselect 1", "utf-8")
    with pytest.raises(ValueError, match=r"silent\.sql must start with"):
        checks.read_checks(tmp_path)
