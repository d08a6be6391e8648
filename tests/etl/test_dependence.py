"""A reader's row: metric.dependence for importers, groups and China, against figures worked out from other tables."""

from __future__ import annotations

import pytest


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-9)


def ask(
    con, columns: str, importer: str, series: str, year: int, basis: str = "value", china: str = "mainland"
) -> tuple:
    query = (
        f"select {columns} from metric.dependence([$importer], $basis, $china, $year, $year) where series_id = $series"
    )
    given = {"importer": importer, "series": series, "year": year, "basis": basis, "china": china}
    rows = con.execute(query, given).fetchall()
    assert len(rows) == 1
    return rows[0] if len(rows[0]) > 1 else rows[0][0]


def test_rare_earths_of_japan(con):
    columns = "round(100 * china_share, 1), status"
    assert ask(con, columns, "JPN", "rare_earths-refined-hs92", 2024, "quantity") == (66.1, "RANKED")
    assert ask(con, columns, "JPN", "rare_earths-refined-hs92", 2024, "value") == (37.8, "RANKED")


def test_one_row_for_every_series_and_year(con):
    rows = con.execute(
        """select importer_iso3, count(*), count(distinct (series_id, year))
           from metric.dependence(['JPN', 'G7'], 'value', 'mainland', 2016, 2019) group by all order by all"""
    ).fetchall()
    (series,) = con.execute("select count(*) from ref.trade_series").fetchone()
    assert rows == [("G7", 4 * series, 4 * series), ("JPN", 4 * series, 4 * series)]


def test_five_years_before_and_the_change(con):
    now, before, change = ask(
        con, "china_share, china_share_before, china_change_points", "JPN", "rare_earths-refined-hs92", 2024
    )
    then, small = con.execute(
        """select china_value_share, low_base from mart.import_dependence
           where importer_iso3 = 'JPN' and series_id = 'rare_earths-refined-hs92' and year = 2019"""
    ).fetchone()
    assert (before, small) == (near(then), False)
    assert change == near(100 * (now - then))
    assert ask(con, "china_share_before", "JPN", "rare_earths-refined-hs92", 1999) is None


@pytest.mark.parametrize("group", ["G7", "CENTRAL_ASIA"])
@pytest.mark.parametrize(("basis", "amount"), [("value", "value_usd"), ("quantity", "quantity_t")])
def test_a_group_is_the_sum_of_its_members_without_the_trade_among_them(con, group, basis, amount):
    members = {
        iso3
        for (iso3,) in con.execute("select iso3 from ref.country_group where group_id = $g", {"g": group}).fetchall()
    }
    flows = con.execute(
        f"""select importer_iso3, exporter_iso3, {amount}, value_usd from mart.supplier_share
            where series_id = 'aluminium-refined-hs92' and year = 2024"""
    ).fetchall()
    sums: dict[str, float] = {}
    total_usd = 0.0
    for importer, exporter, figure, usd in flows:
        if importer in members and exporter not in members:
            total_usd += usd
            sums[exporter] = sums.get(exporter, 0.0) + (figure or 0.0)
    total = sum(sums.values())
    found = ask(
        con,
        "value_usd, china_share, hhi, equivalent_suppliers, supplier_count, definitions_met, quality_grade",
        group, "aluminium-refined-hs92", 2024, basis,
    )  # fmt: skip
    hhi = sum((figure / total) ** 2 for figure in sums.values())
    assert found[:5] == (near(total_usd), near(sums.get("CHN", 0) / total), near(hhi), near(1 / hhi), len(sums))
    assert found[5:] == (None, None)  # judged and graded for single importers only


@pytest.mark.parametrize(
    ("importer", "china", "is_china"),
    [("CHN", "mainland", True), ("CHN", "plus", True), ("HKG", "plus", True), ("MAC", "plus", True),
     ("HKG", "mainland", False), ("CHINA_PLUS", "mainland", True), ("JPN", "plus", False), ("ASEAN", "plus", False)],
)  # fmt: skip
@pytest.mark.parametrize("basis", ["value", "quantity"])
def test_china_has_no_share_in_its_own_imports(con, importer, china, is_china, basis):
    rows = con.execute(
        """select china_share, china_value_usd, china_change_points, status, china_status, top_supplier_share,
                  importer_is_china
           from metric.dependence([$importer], $basis, $china, 2022, 2024)
           where value_usd > 0 and status in ('RANKED', 'BELOW_THRESHOLD')""",
        {"importer": importer, "china": china, "basis": basis},
    ).fetchall()
    assert rows
    assert {row[-1] for row in rows} == {is_china}
    if is_china:
        assert {(row[0], row[1], row[2], row[4]) for row in rows} == {(None, None, None, "IMPORTER_IS_CHINA")}
        assert all(row[5] is not None for row in rows if row[3] == "RANKED")
    else:
        assert all(row[0] is not None and row[4] == row[3] for row in rows if row[3] == "RANKED")


def test_china_as_importer_is_ranked_by_its_largest_supplier_and_judged_by_the_other_definitions(con):
    share, top, status, judged = ask(
        con, "china_share, top_supplier_share, status, definitions_judged", "CHN", "aluminium-ore-hs92", 2024
    )
    (largest,) = con.execute(
        """select max(value_share) from mart.supplier_share
           where importer_iso3 = 'CHN' and series_id = 'aluminium-ore-hs92' and year = 2024"""
    ).fetchone()
    assert (share, top, status, judged) == (None, near(largest), "RANKED", 3)


def test_why_there_is_no_figure(con):
    hs17 = con.execute(
        """select series_id from ref.trade_series
           where hs_edition = 'HS17' and is_default and purity = 'EXACT' and in_extract limit 1"""
    ).fetchone()[0]
    assert ask(con, "status", "JPN", hs17, 2010) == "YEAR_NOT_IN_RELEASE"
    basket, held = con.execute(
        "select basket_id, series_id from ref.trade_series where basket_id <> series_id limit 1"
    ).fetchone()
    assert ask(con, "status", "JPN", basket, 2024) == "BASKET_CODE"
    assert ask(con, "status", "JPN", held, 2024) == "IN_BASKET"


def test_definitions_met_are_those_of_dependency_flags(con):
    differ = """select count(*), count(*) filter (d.definitions_met is distinct from f.met
                                                 or d.definitions_judged is distinct from f.judged)
                from metric.dependence(['JPN', 'DEU', 'EU27'], $basis, $china, 2020, 2024) d
                full join (select importer_iso3, series_id, year, count(*) filter (flagged) as met,
                                  count(flagged) as judged
                           from metric.dependency_flags($basis, $china)
                           where importer_iso3 in ('JPN', 'DEU', 'EU27') and year between 2020 and 2024 group by all) f
                using (importer_iso3, series_id, year)"""
    for basis in ("value", "quantity"):
        for china in ("mainland", "plus"):
            rows, bad = con.execute(differ, {"basis": basis, "china": china}).fetchone()
            assert rows > 0 and bad == 0


def test_members(con):
    def members(identifier: str) -> set[str]:
        return {iso3 for (iso3,) in con.execute("from metric.members($i)", {"i": identifier}).fetchall()}

    assert members("JPN") == {"JPN"}
    assert members("CENTRAL_ASIA") == {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
    assert len(members("EU27")) == 27 and "EU27" not in members("EU27")
    assert members("nowhere") == set()


def test_rows_behind_imports_exports_and_world_trade_add_up(con):
    series = "tungsten-ore-hs92"
    query = "select sum(value_usd) from {} where year = 2024"
    mart = "select sum(value_usd) from mart.{} where series_id = $s and year = 2024"
    world = con.execute(query.format("metric.series_rows($s)"), {"s": series}).fetchone()[0]
    assert world == near(con.execute(mart.format("supplier_profile"), {"s": series}).fetchone()[0])
    for importer in ("JPN", "EU27"):
        rows = con.execute(query.format("metric.import_rows([$i], $s)"), {"s": series, "i": importer}).fetchone()[0]
        mine = mart.format("supplier_share") + " and importer_iso3 = $i"
        assert rows == near(con.execute(mine, {"s": series, "i": importer}).fetchone()[0])
    sold = con.execute(query.format("metric.export_rows(['KAZ'], $s)"), {"s": series}).fetchone()[0]
    mine = mart.format("supplier_profile") + " and exporter_iso3 = 'KAZ'"
    assert sold == near(con.execute(mine, {"s": series}).fetchone()[0])
