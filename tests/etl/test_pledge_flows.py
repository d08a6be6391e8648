"""The mapped pledges: every row leads somewhere, bad rows are named, old verdicts agree with flows added up anew."""

from __future__ import annotations

import csv
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl import db, register
from etl.errors import DataFileError

DATA = Path(__file__).parents[2] / "data"
FILE = DATA / "register" / "pledge_flows.csv"
# Pledge: years before, years after, yearly means (tonnes; USD where marked), verdict, would a moved year turn it?
OLD = {
    "PF03": ("2009-2011", "2013-2015", 420.4, 311.4, "falling", True),  # SARECO
    "PF13": ("2008-2010", "2012-2014", 10.95, 10.56, "flat", True),  # KT Rare Metals, tantalum
    "PF17": ("2004-2006", "2008-2010", 0.333, 0.0, "no_recorded_trade", False),  # tungsten survey in Kazakhstan
    "PF25": ("2017-2019", "2021-2023", 26754.5, 6386.6, "falling", False),  # Tajik antimony to China
    "PF30": ("2019-2021", "2023-2024", 13.68, 8.21, "falling", True),  # EU-Kazakhstan, tantalum
    "PF31": ("2019-2021", "2023-2024", 0.0, 0.0, "no_recorded_trade", True),  # EU-Kazakhstan, rare earths
    "PF37": ("2009-2011", "2013-2015", 7.475, 0.00333, "falling", False),  # Germany-Kazakhstan
    "PF38": ("2008-2010", "2012-2014", 0.0, 0.0, "no_recorded_trade", False),  # Germany-Mongolia
    "PF42": ("2018-2020", "2022-2024", 4981.6, 1346.1, "falling", False),  # EU-Ukraine, graphite
    "PF43": ("2009-2011", "2013-2015", 85.75, 811.4, "rising", False),  # Lynas, Malaysia to Japan
    "PF44": ("2008-2010", "2012-2014", 469.5, 2131.3, "rising", False),  # Dong Pao
    "PF45": ("2009-2011", "2013-2015", 80.4, 24.37, "falling", True),  # India 2012
    "PF46": ("2012-2014", "2016-2018", 4.177, 644.4, "rising", False),  # India 2014
    "PF47": ("2007-2009", "2011-2013", 162.3, 461.1, "rising", True),  # Molycorp
    "PF48": ("2008-2010", "2012-2014", 7400.9, 7973.1, "flat", True),  # CBMM, Japan
    "PF50": ("2012-2014", "2016-2018", 1210.1, 5362.3, "rising", False),  # Olaroz
    "PF52": ("2007-2009", "2011-2013", 24558.1, 10714.5, "falling", False),  # Chinese quota cut of 2010
    "PF54": ("2017-2019", "2021-2023", 16577298.9, 583775.7, "falling", False),  # Indonesian nickel ore, China
}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def verdicts(built_db) -> pd.DataFrame:
    with db.connect(built_db, read_only=True) as con:
        return con.execute("select * from mart.pledge_verdict").df().set_index("pledge_flow_id")


@pytest.fixture(scope="module")
def flows(built_db) -> pd.DataFrame:
    """core.trade_flow of the codes of the mapped series, members of the EU marked."""
    with db.connect(built_db, read_only=True) as con:
        return con.execute(
            """select f.year, f.exporter_iso3, f.importer_iso3, f.value_usd, f.quantity_t, c.series_id,
                      f.importer_iso3 in (select iso3 from ref.country_group where group_id = 'EU27') as to_eu
               from core.trade_flow f join ref.hs_code c using (hs6, hs_edition)
               where c.series_id in (select series_id from register.pledge_flow)"""
        ).df()


def test_at_least_thirty_pledges_old_ones_among_them(rows):
    assert len(rows) >= 30
    assert sum(row["from_date"] < "2014" for row in rows) >= 10
    assert sum(row["measure"] == "trade" and row["from_date"] < "2023" for row in rows) >= 20


def test_every_row_leads_to_a_record_with_the_same_source(con):
    query = """select count(*), count(r.record_id) filter (r.source_url = p.source_url and r.publisher = p.publisher)
               from register.pledge_flow p left join register.record r using (record_type, record_id)"""
    total, linked = con.execute(query).fetchone()
    assert total == linked >= 30


def test_nothing_claims_a_cause(rows, con):
    texts = [value for row in rows for value in row.values()]
    texts += [text for (text,) in con.execute("select rule || ' ' || label_en from meta.verdict_rule").fetchall()]
    claims = ("because of", "caused", "led to a rise", "led to a fall", "thanks to", "due to", "as a result")
    assert [text for text in texts if any(claim in text.lower() for claim in claims)] == []


@pytest.mark.parametrize("pledge", OLD)
def test_old_verdicts_agree_with_flows_added_up_anew(pledge, verdicts, flows):
    before_span, after_span, before, after, verdict, sensitive = OLD[pledge]
    row = verdicts.loc[pledge]
    spans = [f"{row[f'{part}_first_year']}-{row[f'{part}_last_year']}" for part in ("before", "after")]
    assert spans == [before_span, after_span]

    of_series = flows[(flows.series_id == row.series_id) & (flows.exporter_iso3 == row.exporter_iso3)]
    bought = of_series.to_eu if row.importer_iso3 == "EU27" else of_series.importer_iso3 == row.importer_iso3
    yearly = of_series[bought].groupby("year").agg(tonnes=("quantity_t", lambda x: x.sum(min_count=1)))

    def mean(span: str) -> float:
        first, last = map(int, span.split("-"))
        amounts = yearly["tonnes"].reindex(range(first, last + 1))
        unknown = amounts.index.isin(yearly.index) & amounts.isna()  # recorded, without tonnes
        return amounts[~unknown].fillna(0).mean()

    means = [mean(before_span), mean(after_span)]
    assert means == [pytest.approx(before, rel=0.01, abs=1e-4), pytest.approx(after, rel=0.01, abs=1e-4)]
    assert [row.mean_before, row.mean_after] == [pytest.approx(value, rel=1e-9, abs=1e-9) for value in means]
    if after == 0:
        expected = "no_recorded_trade"
    else:
        change = (means[1] - means[0]) / max(means[0], 1)
        expected = "rising" if change >= 0.2 else "falling" if change <= -0.2 else "flat"
    assert (row.verdict, expected, row.sensitive) == (verdict, verdict, sensitive)


def test_shares_agree_with_the_mart(con):
    query = """select v.share_before, v.china_share_before,
                      sum(s.quantity_t) filter (s.exporter_iso3 = v.exporter_iso3) / sum(s.quantity_t),
                      sum(s.quantity_t) filter (s.exporter_iso3 = 'CHN') / sum(s.quantity_t)
               from mart.pledge_verdict v
               join mart.supplier_share s on s.series_id = v.series_id and s.importer_iso3 = v.importer_iso3
                   and s.year between v.before_first_year and v.before_last_year
               where v.pledge_flow_id in ('PF43', 'PF03', 'PF48') group by all"""
    for share, china, ours, chinese in con.execute(query).fetchall():
        assert (share, china) == (pytest.approx(ours, rel=1e-9), pytest.approx(chinese, rel=1e-9, abs=1e-12))


def test_gallium_from_kazakhstan(verdicts, con):
    row = verdicts.loc["PF01"]
    assert (row.record_id, row.verdict, row.verdict_reason) == ("P01", "not_measurable", "BASKET_CODE")
    pledge = con.execute(
        """select pledged_t_per_year, progress, blind_spot, reason, from_date::varchar, from_basis
           from register.pledge_flow where pledge_flow_id = 'PF01'"""
    ).fetchone()
    assert pledge[0] == 15 and "third quarter of 2026" in pledge[1] and "no report of a start-up" in pledge[1]
    assert "eight-digit" in pledge[2] and "811292" in pledge[3] and pledge[4:] == ("2026-07-01", "planned_start")
    scale = con.execute(
        """select yardstick, from_iso3, round(share, 3), share_is_published, source_url like 'http%' and publisher <> ''
           from mart.pledge_scale where pledge_flow_id = 'PF01' and confidence = 'high' order by yardstick"""
    ).fetchall()
    assert scale == [
        ("consumption", None, 0.09, False, True),
        ("imports", "WLD", 0.155, False, True),
        ("share_of_consumption", None, 0.1, True, True),
    ]


def test_recent_and_unmeasurable_pledges_get_no_direction(verdicts):
    assert (verdicts.loc[["PF02", "PF23", "PF36"], "verdict"] == "too_early").all()
    assert (verdicts.loc[["PF05", "PF08", "PF21"], "verdict_reason"] == "CODE_NOT_IN_EXTRACT").all()
    mines = verdicts.loc[["PF10", "PF11"]]
    assert (mines.verdict_reason == "TOO_FEW_YEARS_BEFORE").all() and (mines.measure == "production").all()
    silent = verdicts[verdicts.verdict.isin(["too_early", "not_measurable"])]
    assert silent.sensitive.isna().all() and silent.in_direction.isna().all()


def test_a_moved_window_takes_milliseconds(con):
    def run(before: int) -> float:
        started = time.perf_counter()
        rows = con.execute("select * from metric.pledge_verdicts(before_years := ?)", [before]).fetchall()
        assert len(rows) >= 30
        return time.perf_counter() - started

    run(2)
    assert min(run(years) for years in (3, 4, 5, 6, 7)) < 0.3


@pytest.fixture
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with db.connect() as con:
        for script in ("schema/ref.sql", "schema/register.sql", "schema/pledge_flow.sql"):
            db.run_script(con, script)
        for table, name in {"country": "countries", "mineral": "minerals", "trade_series": "trade_series"}.items():
            path = str(DATA / "reference" / f"{name}.csv")
            con.execute(f"insert into ref.{table} by name from read_csv(?, all_varchar = true)", [path])
        yield con


@pytest.mark.parametrize(
    ("pledge", "cells", "said"),
    [
        ("PF03", {"record_id": "P99"}, "record_id: unknown record 'P99'"),
        ("PF03", {"record_type": "event"}, "record_type: P21 is a project"),
        ("PF03", {"series_id": "tin-can"}, "series_id: unknown series 'tin-can'"),
        ("PF03", {"series_id": ""}, "series_id: measure trade needs it"),
        ("PF10", {"production_source_id": ""}, "production_source_id: measure production needs it"),
        ("PF10", {"production_mineral_id": "unobtainium"}, "production_mineral_id: unknown mineral 'unobtainium'"),
        ("PF03", {"exporter_iso3": "KZ"}, "exporter_iso3: unknown country 'KZ'"),
        ("PF03", {"importer_iso3": "KAZ"}, "importer_iso3: seller and buyer are the same"),
        ("PF03", {"mineral_id": "unobtainium"}, "mineral_id: unknown mineral 'unobtainium'"),
        ("PF03", {"direction": "sideways"}, "direction: 'sideways' is not one of up, down"),
        ("PF03", {"from_date": "2012-13-01"}, "from_date: '2012-13-01' is not a date"),
        ("PF03", {"from_basis": ""}, "from_basis: must not be empty"),
        ("PF03", {"reason": ""}, "reason: must not be empty"),
        ("PF03", {"blind_spot": ""}, "blind_spot: must not be empty"),
        ("PF03", {"source_url": ""}, "source_url: must not be empty"),
        ("PF03", {"reason_code": "BASKET_CODE"}, "reason_code: a flow without a measure needs one"),
        ("PF01", {"reason_code": ""}, "reason_code: a flow without a measure needs one"),
        ("PF01", {"reason_code": "WHO_KNOWS"}, "reason_code: 'WHO_KNOWS' is not one of CODE_NOT_IN_EXTRACT"),
        ("PF01", {"measurable": "true"}, "measurable: must be false where measure is none"),
        ("PF01", {"yardstick_ids": "JP99"}, "yardstick_ids: unknown record 'JP99'"),
        ("PF01", {"pledged_t_per_year": "about 15"}, "pledged_t_per_year: 'about 15' is not a plain number"),
    ],
)
def test_a_bad_row_stops_the_build_and_is_named(empty, tmp_path, pledge, cells, said):
    folder = Path(shutil.copytree(DATA / "register", tmp_path / "register"))
    with FILE.open(encoding="utf-8", newline="") as handle:
        table = list(csv.reader(handle))
    line = next(number for number, row in enumerate(table, start=1) if row[0] == pledge)
    for column, value in cells.items():
        table[line - 1][table[0].index(column)] = value
    with (folder / FILE.name).open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(table)
    with pytest.raises(DataFileError) as error:
        register.load(empty, folder)
    assert f"pledge_flows.csv, row {line}, column {said}" in str(error.value)
