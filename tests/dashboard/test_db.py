"""The dashboard finds the published build, reads it only, and says plainly when it cannot."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest
import streamlit as st

from dashboard import db


@pytest.fixture(autouse=True)
def fresh_session() -> None:
    st.session_state.clear()


def point_at(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setenv("MINERALS_DB", str(path))


def small_build(path: Path, version: str) -> Path:
    with duckdb.connect(str(path)) as con:
        con.execute("create schema meta")
        con.execute(
            f"create table meta.build as select '{version}' as data_version, timestamp '2026-11-23' as built_at"
        )
    return path


def test_a_question_is_answered_from_the_pinned_build(minerals_db: Path) -> None:
    build = db.pin()
    assert build.path == str(minerals_db)
    frame = db.query("importers")
    assert frame["iso3"].iloc[0] == "JPN"
    assert {"EU27", "KAZ"} <= set(frame["iso3"])


@pytest.mark.usefixtures("minerals_db")
def test_parameters_must_be_exactly_those_of_the_question() -> None:
    with pytest.raises(TypeError, match="source_ids"):
        db.query("footnote_sources")
    with pytest.raises(TypeError, match="extra"):
        db.query("years", extra=1)


@pytest.mark.usefixtures("minerals_db")
def test_frames_of_two_callers_are_independent() -> None:
    first = db.query("years")
    first["year"] = 0
    assert (db.query("years")["year"] > 1900).all()


def test_the_reader_cannot_write_nor_leave_the_file(minerals_db: Path) -> None:
    build = db.pin()
    connection = db._connection(build.path, build.stamp)
    for statement in (
        "create table t (x int)",
        "select * from read_csv('/etc/hosts')",
        "attach '/tmp/other.duckdb'",
        "set enable_external_access = true",
        "set memory_limit = '4GB'",
    ):
        with pytest.raises(duckdb.Error):
            connection.cursor().execute(statement)
    assert minerals_db.is_file()


def test_a_new_build_is_read_at_the_next_pin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(monkeypatch, tmp_path)
    small_build(tmp_path / "one.duckdb", "one")
    small_build(tmp_path / "two.duckdb", "two")
    (tmp_path / "CURRENT").write_text("one.duckdb\n", "utf-8")
    assert db.pin().data_version == "one"
    (tmp_path / "CURRENT").write_text("two.duckdb\n", "utf-8")
    assert db.current().data_version == "one"  # this run stays on its build
    assert db.pin().data_version == "two"


def test_a_file_replaced_under_the_same_name_after_its_readers_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small_build(tmp_path / "same.duckdb", "one")
    point_at(monkeypatch, path)
    assert db.pin().data_version == "one"
    db._connection.clear()
    path.unlink()
    small_build(path, "two")
    assert db.pin().data_version == "two"


@pytest.mark.parametrize("pointer", [None, "", "gone.duckdb", "../../../etc/passwd"])
def test_a_folder_without_a_published_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pointer: str | None
) -> None:
    point_at(monkeypatch, tmp_path)
    if pointer is not None:
        (tmp_path / "CURRENT").write_text(pointer, "utf-8")
    with pytest.raises(db.DatabaseMissing):
        db.pin()


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 8192])
def test_a_corrupt_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    path = tmp_path / "corrupt.duckdb"
    path.write_bytes(content)
    point_at(monkeypatch, path)
    with pytest.raises(db.DatabaseMissing, match=r"corrupt\.duckdb"):
        db.pin()


def test_a_truncated_file(minerals_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "short.duckdb"
    shutil.copy(minerals_db, path)
    with path.open("r+b") as file:
        file.truncate(10_000)
    point_at(monkeypatch, path)
    with pytest.raises(db.DatabaseMissing, match=r"short\.duckdb"):
        db.pin()


def test_a_file_of_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(monkeypatch, small_build(tmp_path / "old.duckdb", "old"))
    with pytest.raises(db.DatabaseMissing, match="another version"):
        db.query("importers")


@pytest.mark.parametrize("path", sorted(db.QUERIES.glob("*.sql")), ids=lambda path: path.stem)
def test_every_question_says_what_it_asks(path: Path) -> None:
    assert path.read_text("utf-8").startswith("--")


@pytest.mark.parametrize("path", sorted(db.QUERIES.glob("overview_*.sql")), ids=lambda path: path.stem)
def test_the_landing_page_reads_marts_and_metrics_only(path: Path) -> None:
    assert not re.search(r"\b(from|join)\s+core\.", path.read_text("utf-8"))
