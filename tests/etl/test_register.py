"""The policy register: complete, typed, linked, and every bad row named in one message."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import db, register
from etl.errors import DataFileError

DATA = Path(__file__).parents[2] / "data"
SCRIPTS = ("schema/ref.sql", "schema/register.sql", "schema/pledge_flow.sql")
REFERENCE = {"country": "countries.csv", "mineral": "minerals.csv", "trade_series": "trade_series.csv"}


def fill_reference(con: duckdb.DuckDBPyConnection) -> None:
    for script in SCRIPTS:
        db.run_script(con, script)
    for table, name in REFERENCE.items():
        con.execute(
            f"insert into ref.{table} by name from read_csv(?, all_varchar = true)", [str(DATA / "reference" / name)]
        )


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with db.connect() as connection:
        fill_reference(connection)
        yield connection


@pytest.fixture(scope="module")
def loaded() -> Iterator[duckdb.DuckDBPyConnection]:
    with db.connect() as connection:
        fill_reference(connection)
        register.load(connection, DATA / "register")
        db.run_script(connection, "schema/evidence.sql")
        yield connection


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(DATA / "register", tmp_path / "register"))


def spoil(folder: Path, file: str, key: str, **cells: str) -> int:
    """Change cells of the row whose id is ``key``; returns its line."""
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    line = next(number for number, row in enumerate(rows, start=1) if row[0] == key)
    for column, value in cells.items():
        rows[line - 1][rows[0].index(column)] = value
    with (folder / file).open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)
    return line


def complaint(con: duckdb.DuckDBPyConnection, folder: Path) -> str:
    with pytest.raises(DataFileError) as error:
        register.load(con, folder)
    return str(error.value)


def test_every_record_is_loaded_with_its_source(con):
    counts = register.load(con, DATA / "register")
    expected = {"claim": 35, "commitment": 49, "project": 74, "event": 54, "peer_commitment": 52, "policy": 33,
                "context": 28, "disagreement": 39}  # fmt: skip
    assert {table: counts[table] for table in expected} == expected
    for table, rows in counts.items():
        found = con.execute(
            f"select count(*), count(distinct source_row) from register.{table}"
            " where source_id = 'register_2026_11' and source_file = ? and source_url like 'http%' and publisher <> ''",
            [f"register/{register.FILES[table]}"],
        ).fetchone()
        assert found == (rows, rows)


def test_source_row_is_the_line_of_the_file(loaded):
    lines = (DATA / "register" / "projects.csv").read_text("utf-8").split("\n")
    for project_id, row in loaded.execute("select project_id, source_row from register.project").fetchall():
        assert lines[row - 1].startswith(f"{project_id},")


def test_everything_is_explained(loaded):
    assert (
        loaded.execute(
            """select table_name, column_name from duckdb_columns() where schema_name = 'register' and comment is null
           union all select table_name, null from duckdb_tables() where schema_name = 'register' and comment is null
           union all select view_name, null from duckdb_views() where schema_name = 'register' and comment is null"""
        ).fetchall()
        == []
    )


def test_values_are_typed_and_linked(loaded):
    row = loaded.execute(
        """select amount_low, amount_high, currency, amount_usd, period_from, period_to, date_from, country_iso3s
           from register.commitment where commitment_id = 'C01'"""
    ).fetchone()
    central_asia = ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    days = (date(2025, 1, 1), date(2030, 12, 31), date(2025, 12, 20))
    assert row == (3e12, 3e12, "JPY", 19e9, *days, ["JPN", *central_asia])
    graphite = "select amount_low, amount_high, amount_usd, mineral_ids from register.project where project_id = 'P43'"
    assert loaded.execute(graphite).fetchone() == (62e6, 344e6, None, ["graphite"])
    codes = "select hs6s, hs_basis, target_iso3s, state from register.event where event_id = 'EC07'"
    found = loaded.execute(codes).fetchone()
    assert found[0] == ["811292", "811299", "285000", "282590", "285390", "282560"]
    assert found[1:] == ("announcement", ["WLD"], "in_force")


def test_suspensions_that_ran_out_are_unknown(loaded):
    query = "select event_id from register.event where suspended_to < '2026-11-23' and state <> 'unknown'"
    assert loaded.execute(query).fetchall() == []
    states = dict(loaded.execute("select event_id, state from register.event").fetchall())
    assert [states[f"EC{n}"] for n in range(18, 25)] == ["unknown"] * 7
    assert states["EC13"] == "suspended"


@pytest.mark.parametrize(
    ("text", "record_id", "for_it", "against_it"),
    [
        ("%3 trillion yen%", "C01", "https://news.az/", "https://redcensor.com/94943"),
        ("%158 cooperation documents%", "C15", "https://www.jetro.go.jp/", "https://news.az/"),
    ],
)
def test_a_number_of_the_article_can_be_queried_with_what_speaks_for_and_against_it(
    loaded, text, record_id, for_it, against_it
):
    found = loaded.execute(
        """select relation, url, says from register.record join register.evidence using (record_type, record_id)
           where statement like $text and record_id = $id""",
        {"text": text, "id": record_id},
    ).fetchall()
    assert any(relation == "corroborates" and url.startswith(for_it) for relation, url, _ in found)
    assert [says for relation, url, says in found if relation == "contradicts" and url.startswith(against_it)] != []
    assert any(relation == "same_fact" for relation, _, _ in found)


def test_same_facts_are_linked_both_ways(loaded):
    query = "select record_id, related_id from register.evidence where relation = 'same_fact'"
    pairs = set(loaded.execute(query).fetchall())
    assert {("A10", "C01"), ("C01", "A10"), ("P62", "P01"), ("P01", "P62")} <= pairs
    assert all((b, a) in pairs for a, b in pairs)


def test_no_source_speaks_for_itself(loaded):
    query = """select count(*) from register.evidence join register.record using (record_type, record_id)
               where relation = 'corroborates' and url = source_url and says is not null"""
    assert loaded.execute(query).fetchone() == (0,)


def test_a_disagreement_names_the_minerals_of_its_records(loaded):
    query = "select mineral_ids, country_iso3s from register.disagreement where disagreement_id = 'D07'"
    assert loaded.execute(query).fetchone() == (["gallium"], ["JPN", "KAZ"])


def test_a_basket_pledge_is_not_measurable(loaded):
    query = "select measurable, measure, series_id, blind_spot <> '' from register.pledge_flow where record_id = 'P01'"
    assert loaded.execute(query).fetchall() == [(False, "none", None, True)]


@pytest.mark.parametrize(
    ("file", "key", "cells", "said"),
    [
        ("claims.csv", "A05", {"source_url": ""}, "source_url: must not be empty"),
        ("claims.csv", "A05", {"publisher": " "}, "publisher: must not be empty"),
        ("claims.csv", "A05", {"source_url": "a newspaper"}, "source_url: 'a newspaper' is not a web address"),
        ("claims.csv", "A05", {"corroborated_by": "press"}, "corroborated_by: 'press' is not a web address"),
        ("projects.csv", "P01", {"mineral_ids": "unobtainium"}, "mineral_ids: unknown mineral 'unobtainium'"),
        ("projects.csv", "P01", {"country_iso3": "KZ"}, "country_iso3: unknown country 'KZ'"),
        ("events.csv", "EC07", {"target_iso3s": "JPN; XXX"}, "target_iso3s: unknown country 'XXX'"),
        ("events.csv", "EC07", {"hs6s": "8112"}, "hs6s: '8112' is not allowed"),
        ("events.csv", "EC07", {"state": "paused"}, "state: 'paused' is not one of announced, in_force"),
        ("projects.csv", "P02", {"project_id": "P01"}, "project_id: 'P01' is already the id of row 2"),
        (
            "commitments.csv",
            "C01",
            {"period_end": "2020", "period_to": "2020-12-31"},
            "period_to: 2020-12-31 is before",
        ),
        ("events.csv", "EC07", {"ends_on": "2020-01-01", "ends_precision": "day"}, "ends_on: 2020-01-01 is before"),
        ("commitments.csv", "C01", {"currency": ""}, "currency: an amount without a currency"),
        ("commitments.csv", "C01", {"currency": "yen"}, "currency: 'yen' is not an ISO 4217 code"),
        ("commitments.csv", "C01", {"amount_low": "3 trillion"}, "amount_low: '3 trillion' is not a plain number"),
        ("commitments.csv", "C01", {"date_from": "20 December"}, "date_from: '20 December' is not a date"),
        (
            "commitments.csv",
            "C01",
            {"date_from": "2025-12-19"},
            "date_from: 2025-12-19 does not restate date 2025-12-20",
        ),
        ("commitments.csv", "C01", {"date_precision": ""}, "date_precision: a date and its precision go together"),
        ("claims.csv", "A10", {"same_fact_ids": "C99"}, "same_fact_ids: unknown record 'C99'"),
        ("disagreements.csv", "D02", {"fact_sides": "A"}, "fact_sides: there must be one side"),
        ("pledge_flows.csv", "PF01", {"measurable": "true"}, "measurable: must be false where measure is none"),
        ("pledge_flows.csv", "PF02", {"series_id": ""}, "series_id: measure trade needs it"),
        ("pledge_flows.csv", "PF02", {"series_id": "tin-can"}, "series_id: unknown series 'tin-can'"),
        ("pledge_flows.csv", "PF01", {"record_type": "event"}, "record_type: P01 is a project"),
    ],
)
def test_a_bad_row_is_named_with_file_row_and_column(con, folder, file, key, cells, said):
    line = spoil(folder, file, key, **cells)
    message = complaint(con, folder)
    assert f"{file}, row {line}, column {said}" in message
    assert con.execute("select count(*) from register.claim").fetchone() == (0,)


def test_a_missing_and_an_unknown_column_are_named(con, folder):
    text = (folder / "events.csv").read_text("utf-8")
    (folder / "events.csv").write_text(text.replace("issuer_iso3s", "issuer_iso", 1), "utf-8")
    message = complaint(con, folder)
    assert "events.csv, row 1, column issuer_iso3s: the column is missing" in message
    assert "events.csv, row 1, column issuer_iso: unknown column" in message


def test_empty_missing_and_broken_files_are_named(con, folder):
    header = (folder / "context.csv").read_text("utf-8").split("\n")[0]
    (folder / "claims.csv").write_bytes(b"")
    (folder / "context.csv").write_text(header + "\n", "utf-8")
    (folder / "policy.csv").unlink()
    (folder / "projects.csv").write_bytes(b"\xff\xfe")
    message = complaint(con, folder)
    assert "claims.csv: the file is empty" in message
    assert "context.csv: the file has no rows" in message
    assert "policy.csv: the file is missing" in message
    assert "projects.csv: not a CSV file in UTF-8" in message


def test_a_row_of_another_length_is_named(con, folder):
    text = (folder / "context.csv").read_text("utf-8")
    (folder / "context.csv").write_text(text + "X99,Kazakhstan\n", "utf-8")
    message = complaint(con, folder)
    assert f"context.csv, row {text.count(chr(10)) + 1}: 2 cells instead of 24" in message
    assert "1 problem(s)" in message


def test_all_problems_come_in_one_message_cut_at_twenty(con, folder):
    first = spoil(folder, "claims.csv", "A01", publisher="")
    second = spoil(folder, "projects.csv", "P01", mineral_ids="unobtainium")
    message = complaint(con, folder)
    assert "2 problem(s)" in message
    assert f"claims.csv, row {first}" in message
    assert f"projects.csv, row {second}" in message
    for number in range(1, 26):
        spoil(folder, "claims.csv", f"A{number:02}", publisher="")
    message = complaint(con, folder)
    assert "26 problem(s)" in message
    assert "… and 6 more" in message
    assert message.count("\n  ") == 21
