"""The file as others read it: tables, columns, comments, and figures that must come out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
TRADE = "importer_iso3 series_id mineral_id stage year"
FACT = "source_url publisher confidence corroborated_by source_id source_file source_row"
STATISTIC = "mineral_id iso3 year stage value unit status edition source_id source_row"
CONTRACT = {
    "meta.source": "source_id producer title short edition citation url licence may_ship accessed_on sha256 "
    "source_family rank",
    "meta.metric": "metric_id label_en label_ja unit meaning formula direction caveat reference",
    "meta.column": "column_name label_en label_ja unit meaning_en meaning_ja format",
    "meta.build": "build_id built_at data_version",
    "meta.check_result": "check_name severity failures sample",
    "ref.country": "iso3 iso2 name_en name_ja",
    "ref.country_group": "group_id iso3",
    "ref.mineral": "mineral_id name_en name_ja symbol on_list_jp on_list_eu on_list_us",
    "ref.threshold": "threshold_id value unit meaning_en meaning_ja",
    "ref.hs_code": "mineral_id hs6 hs_edition stage form purity note",
    "ref.trade_series": "series_id mineral_id stage hs_edition is_default purity first_year last_year",
    "core.trade_flow": "year exporter_iso3 importer_iso3 hs6 hs_edition value_usd quantity_t completeness "
    "source_id source_row",
    "core.production": STATISTIC,
    "core.reserve": STATISTIC,
    "core.supply_share": STATISTIC,
    "core.import_reliance": STATISTIC,
    "core.price": STATISTIC.replace("iso3 ", "").replace("stage ", ""),
    "core.governance": "iso3 year indicator value unit edition source_id source_row",
    "core.criticality": STATISTIC,
    "core.published_point": "topic mineral_id from_iso3 to_iso3 period_start period_end value unit basis qualifier "
    "confidence source_url publisher",
    "register.claim": f"claim_id statement mineral_ids country_iso3s verification amount_low {FACT}",
    "register.commitment": f"commitment_id statement mineral_ids country_iso3s date_from amount_low state {FACT}",
    "register.project": f"project_id statement mineral_ids country_iso3s signed_from amount_low state {FACT}",
    "register.event": f"event_id statement mineral_ids country_iso3s announced_from state {FACT}",
    "register.peer_commitment": f"peer_commitment_id statement mineral_ids country_iso3s date_from state {FACT}",
    "register.policy": f"policy_id statement mineral_ids country_iso3s date_from {FACT}",
    "register.context": f"context_id statement mineral_ids country_iso3s date_from {FACT}",
    "register.disagreement": f"disagreement_id mineral_ids country_iso3s {FACT}",
    "register.pledge_flow": "pledge_flow_id source_url publisher",
    "mart.supplier_share": f"{TRADE} exporter_iso3 value_usd quantity_t value_share quantity_share source_ids",
    "mart.import_dependence": f"{TRADE} value_usd quantity_t china_value_share china_quantity_share "
    "china_plus_value_share china_plus_quantity_share hhi_value hhi_quantity effective_suppliers supplier_count "
    "top_supplier_iso3 top_supplier_value_share quantity_coverage reason quality_grade source_ids",
    "mart.dependency_flag": f"{TRADE} definition_id flagged value threshold",
    "mart.world_supply": "mineral_id stage year source_id hhi top_iso3 top_share china_share source_ids",
    "mart.supplier_profile": "exporter_iso3 importer_iso3 series_id year value_usd quantity_t destination_share",
}  # fmt: skip
SCHEMAS = ("meta", "ref", "core", "register", "mart")
# Macros without a row in meta.metric: no figure of their own.
HELPERS = {
    "cr": "cr1 and cr3 are the metrics",
    "hhi_from_sums": "hhi over groups",
    "hhi_high_from_sums": "hhi_high over groups",
    "is_china": "which areas count as China",
    "grade_purity": "one rule of quality_grade",
    "grade_coverage": "one rule of quality_grade",
    "grade_completeness": "one rule of quality_grade",
    "grade_base": "one rule of quality_grade",
    "grade_gap": "one rule of quality_grade",
    "grade_reasons": "quality_grade in words",
    "threshold": "a limit of ref.threshold",
    "threshold_years": "the same as a whole number",
    "dependence_measure": "what the definitions compare",
    "sources_of": "which releases belong together",
    "share_of_two": "share on the way between two years, for the Shapley terms",
    "shapley_rate": "one supplier's part of a Shapley term",
    "shapley_part": "shapley_points is the metric",
    "log_mean": "logarithmic mean of the LMDI terms",
    "priced": "whether a unit value exists",
    "supplier_windows": "amounts of two windows, for share_change",
    "share_change": "change_points, contribution_points, shapley_points and the effects, each with its own row",
    "china_share_split": "the sums of share_change",
    "pair_slopes": "theil_sen is the metric",
    "theil_sen_intercept": "where the line of theil_sen stands",
    "mann_kendall_s": "mann_kendall_p is the metric",
    "mann_kendall_variance": "mann_kendall_p is the metric",
    "spread_term": "mann_kendall_p is the metric",
    "normal_tail": "mann_kendall_p is the metric",
    "orders_up_to": "mann_kendall_p is the metric",
    "kendall_p": "mann_kendall_p is the metric",
    "years_to_target": "target_year is the metric",
    "logit": "target_year_logit is the metric",
    "logits": "target_year_logit is the metric",
    "china_trend": "theil_sen, mann_kendall_p, trend_state and target_year in one row",
    "chosen_share": "which share the reader chose",
    "league": "change_points and trend_state of every importer",
    "stage_reading": "stage_reading_code with its figures",
    "trade_rows": "rows of core.trade_flow, no figure",
    "by_basis": "which figure the reader chose",
    "by_china": "which figure the reader chose",
    "chosen_dependence": "rows of the marts as the reader chose",
    "importer_dependence": "mart.import_dependence as the reader chose",
    "group_dependence": "the same with groups",
    "dependence": "a reader's row: the figures of mart.import_dependence with their status",
    "importer_is_china": "whether an importer is China",
    "china_reason": "why there is no share of China",
    "china_status": "why there is no share of China",
    "compared_figure": "which figure importers are compared by",
    "compared_status": "why that figure is missing",
    "export_flows": "rows of mart.supplier_profile, no figure",
    "export_dependence": "destination_share of China, with its base",
    "members_of": "membership of groups",
    "members": "membership of groups",
    "includes_china": "which groups hold China",
    "codes_in_words": "customs codes as text",
    "baskets_in_words": "names of the metals of a basket",
    "mineral_parts": "which minerals are told together",
    "mineral_relatives": "which minerals are told together",
    "basket_metals": "which minerals are told together",
    "series_rows": "rows of core.trade_flow, no figure",
    "import_rows": "rows of core.trade_flow, no figure",
    "export_rows": "rows of core.trade_flow, no figure",
    "production_rows": "published rows, no figure of ours",
    "reserve_rows": "published rows, no figure of ours",
    "supply_share_rows": "published rows, no figure of ours",
    "price_rows": "published rows, no figure of ours",
    "published_rows": "published rows, no figure of ours",
    "published_points": "published rows, no figure of ours",
    "projected_years": "which years are projections",
    "dependency_flags": "the definitions china50, crma65, geodep and single80, each with its own row",
}


@pytest.mark.parametrize("table", CONTRACT)
def test_tables_and_columns_are_there(con, table):
    schema, name = table.split(".")
    found = con.execute(
        "select column_name from duckdb_columns() where schema_name = ? and table_name = ?", [schema, name]
    ).fetchall()
    assert set(CONTRACT[table].split()) - {column for (column,) in found} == set()


def test_everything_is_commented(con):
    silent = con.execute(
        f"""with said as (
                select schema_name, table_name as name, comment from duckdb_tables()
                union all select schema_name, view_name, comment from duckdb_views()
                union all select schema_name, table_name || '.' || column_name, comment from duckdb_columns()
                union all select schema_name, function_name, comment from duckdb_functions()
            )
            select schema_name, name from said
            where schema_name in {(*SCHEMAS, "metric")} and coalesce(length(comment), 0) < 3"""
    ).fetchall()
    assert silent == []


def test_every_macro_is_a_metric_or_a_helper(con):
    query = "select distinct function_name from duckdb_functions() where schema_name = 'metric'"
    macros = {name for (name,) in con.execute(query).fetchall()}
    metrics = {name for (name,) in con.execute("select metric_id from meta.metric").fetchall()}
    defined = {f"definition_{name}" for (name,) in con.execute("select definition_id from ref.definition").fetchall()}
    assert defined <= macros
    macros -= defined  # each has its row in ref.definition
    assert macros - metrics - set(HELPERS) == set(), "give it a row in data/reference/metrics.csv"
    assert set(HELPERS) - macros == set() and set(HELPERS) & metrics == set(), "not a helper any more"


def test_families_of_sources(con):
    editions = [f"usgs_mcs_{year}" for year in range(2023, 2027)]
    asked = "select metric.sources_of('usgs_mcs'), metric.sources_of('register'), metric.sources_of('nobody')"
    assert con.execute(asked).fetchall() == [(editions, ["register_2026_11"], [])]
    assert con.execute("select source_family from meta.source group by all order by min(rank) limit 3").fetchall() == [
        ("usgs_mcs",), ("wna_uranium",), ("iea",)
    ]  # fmt: skip


def test_values_are_plain_doubles_integers_and_texts(con):
    kinds = con.execute(f"select distinct data_type from duckdb_columns() where schema_name in {SCHEMAS}").fetchall()
    plain = {"VARCHAR", "VARCHAR[]", "DOUBLE", "INTEGER", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP"}
    assert {kind for (kind,) in kinds} <= plain


# Figures


def test_rare_earths_refined_of_japan_2024(con):
    query = """select round(100 * china_quantity_share, 1), round(100 * china_value_share, 1), source_ids
               from mart.import_dependence
               where importer_iso3 = 'JPN' and series_id = 'rare_earths-refined-hs92' and year = 2024"""
    assert con.execute(query).fetchall() == [(66.1, 37.8, ["baci_hs92_v202601"])]
    codes = con.execute(
        "select hs6 from ref.hs_code where series_id = 'rare_earths-refined-hs92' order by 1"
    ).fetchall()
    assert codes == [("280530",), ("284610",), ("284690",)]


def test_kazakhstan_mines_two_fifths_of_the_uranium(con):
    query = """select round(100 * world_share, 1) from mart.world_supply_country
               where mineral_id = 'uranium' and iso3 = 'KAZ' and year = 2024 and source_id = 'wna_uranium_2024'"""
    assert con.execute(query).fetchall() == [(38.6,)]


def test_china_makes_almost_all_primary_gallium(con):
    query = """select stage, top_iso3, round(100 * china_share, 1) from mart.world_supply
               where mineral_id = 'gallium' and year = 2024 and source_id = 'usgs_mcs_2026'"""
    assert con.execute(query).fetchall() == [("refined", "CHN", 98.9)]


def test_the_register_is_complete(con):
    tables = ("claim", "commitment", "project", "event", "peer_commitment", "disagreement")
    counts = [con.execute(f"select count(*) from register.{table}").fetchone()[0] for table in tables]
    assert counts == [35, 49, 74, 54, 52, 39]


@pytest.mark.parametrize("number", ["3 trillion yen", "158"])
def test_claims_come_with_what_speaks_for_and_against_them(con, number):
    query = """select e.relation, count(distinct e.url) from register.claim c
               join register.evidence e on e.record_type = 'claim' and e.record_id = c.claim_id
               where concat_ws(' ', c.statement, c.numbers) ilike '%' || ? || '%' group by e.relation"""
    relations = dict(con.execute(query, [number]).fetchall())
    assert relations["corroborates"] >= 1 and relations["contradicts"] >= 1


def test_missing_codes_give_no_figure_but_a_reason(con):
    rows = con.execute(
        """select mineral_id, list(distinct reason order by reason), count(*) > 1000, count(
                      coalesce(value_usd, quantity_t, china_value_share, china_quantity_share, hhi_value, hhi_quantity))
           from mart.import_dependence join ref.trade_series s using (series_id, mineral_id)
           where mineral_id in ('germanium', 'gallium') or (mineral_id = 'uranium' and not s.in_extract)
           group by mineral_id order by mineral_id"""
    ).fetchall()
    assert rows == [
        ("gallium", ["BASKET_CODE", "CODE_NOT_IN_EXTRACT"], True, 0),
        ("germanium", ["BASKET_CODE", "CODE_NOT_IN_EXTRACT"], True, 0),
        ("uranium", ["CODE_NOT_IN_EXTRACT"], True, 0),
    ]


def test_every_missing_figure_of_every_series_has_a_reason(con):
    bare = con.execute(
        """select count(*) from mart.import_dependence
           where (value_usd is null or hhi_value is null
                  or (china_value_share is null and importer_iso3 <> 'CHN')) and reason is null
              or value_usd is not null and quantity_t is null and quantity_reason is null
              or value_usd = 0 or quantity_coverage is null and value_usd is not null"""
    ).fetchone()
    assert bare == (0,)


# Where a figure comes from


def test_any_figure_is_the_sum_of_its_rows(con):
    sample = con.execute(
        """with candidate as (select *, hash(importer_iso3, series_id, year) as lot from mart.import_dependence
                              where value_usd is not null)
           (select importer_iso3, series_id, year, value_usd, quantity_t from candidate where importer_iso3 <> 'EU27'
            order by lot limit 80)
           union all
           (select importer_iso3, series_id, year, value_usd, quantity_t from candidate where importer_iso3 = 'EU27'
            order by lot limit 40)"""
    ).fetchall()
    for importer, series, year, value_usd, quantity_t in sample:
        total, tonnes, rows = con.execute(
            "select sum(value_usd), sum(quantity_t), count(source_row) from metric.trade_rows(?, ?, ?, ?)",
            [importer, series, year, year],
        ).fetchone()
        place = (importer, series, year)
        assert rows > 0 and total == pytest.approx(value_usd, rel=1e-9), place
        assert tonnes == (None if quantity_t is None else pytest.approx(quantity_t, rel=1e-9)), place


def test_eu27_counts_what_comes_from_outside(con):
    inside = "(select iso3 from ref.country_group where group_id = 'EU27')"
    year = "series_id = 'cobalt-refined-hs92' and year = 2024"
    ours = con.execute(
        f"select value_usd from mart.import_dependence where importer_iso3 = 'EU27' and {year}"
    ).fetchone()
    flows = f"""select sum(value_usd) from core.trade_flow f join ref.hs_code c using (hs6, hs_edition)
                where {year} and importer_iso3 in {inside}"""
    assert con.execute(f"{flows} and exporter_iso3 not in {inside}").fetchone()[0] == pytest.approx(ours[0])
    assert con.execute(flows).fetchone()[0] > 1.2 * ours[0], "trade inside the EU is large and left out"
    rows = con.execute(
        f"""select count(*) filter (exporter_iso3 in {inside}), count(*) filter (importer_iso3 not in {inside})
            from metric.trade_rows('EU27', 'cobalt-refined-hs92', 2024, 2024)"""
    ).fetchone()
    assert rows == (0, 0)


def test_known_errors_are_corrected_in_the_open(con):
    with (DATA / "corrections.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            found = con.execute(
                f"""select cast("{row["column"]}" as varchar) from core.{row["core_table"]}
                    where source_id = ? and source_file = ? and source_row = ?""",
                [row["source_id"], row["source_file"], int(row["source_row"])],
            ).fetchall()
            assert float(row["new_value"]) in {float(value) for (value,) in found if value is not None}
