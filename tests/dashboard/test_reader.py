"""The dashboard finds the published build, reads it only, and says plainly when it cannot."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypedDict

import duckdb
import pytest

from dashboard import db, queries
from dashboard.question import Question


class OneRow(TypedDict):
    """A row of a question of this file."""

    x: int


def question(folder: Path, sql: str, *takes: str) -> Question[OneRow]:
    path = folder / "asked.sql"
    path.write_text(sql, "utf-8")
    return Question(path, OneRow, takes)


def point_at(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setenv("MINERALS_DB", str(path))


def small_build(path: Path, version: str, columns: str = "timestamp '2026-11-23' as built_at") -> Path:
    with duckdb.connect(str(path)) as con:
        con.execute("create schema meta")
        con.execute(f"create table meta.build as select '{version}' as data_version, {columns}")
    return path


def test_a_question_is_answered_from_the_published_build(minerals_db: Path) -> None:
    reader = db.published()
    assert reader.build.path == str(minerals_db)
    frame = reader.ask(queries.IMPORTERS)
    assert frame["iso3"].iloc[0] == "JPN"
    assert {"EU27", "KAZ"} <= set(frame["iso3"])
    assert db.published() is reader


def test_parameters_come_from_the_choice_or_are_given(reader: db.Reader, tmp_path: Path) -> None:
    class Choice:
        a, from_ = 1, 2

    asked = question(tmp_path, "select $a + $from + $b as x -- $not_one", "a", "from", "b")
    assert asked.named == {"a", "from", "b"}
    assert reader.ask(asked, Choice(), b=4)["x"].tolist() == [7]
    assert reader.ask(asked, Choice(), b=4, a=10)["x"].tolist() == [16]
    with pytest.raises(TypeError, match="needs b"):
        reader.ask(asked, Choice())
    with pytest.raises(TypeError, match="not extra"):
        reader.ask(asked, Choice(), b=1, extra=1)


def test_questions_asked_together_are_answered_in_order(reader: db.Reader, tmp_path: Path) -> None:
    asked = []
    for number in range(5):
        (tmp_path / str(number)).mkdir()
        asked.append(question(tmp_path / str(number), f"select $a + {number} as x", "a"))
    assert [frame["x"].item() for frame in reader.together(asked, a=10)] == [10, 11, 12, 13, 14]
    with pytest.raises(TypeError, match="needs a"):
        reader.together(asked)


def test_a_list_is_given_as_a_tuple(reader: db.Reader, tmp_path: Path) -> None:
    asked = question(tmp_path, "select unnest($list) as x", "list")
    assert reader.ask(asked, list=(1, 2))["x"].tolist() == [1, 2]


def test_frames_of_two_callers_are_independent(reader: db.Reader) -> None:
    first = reader.ask(queries.YEARS)
    first["year"] = 0
    first.loc[0, "provisional"] = True
    assert (reader.ask(queries.YEARS)["year"] > 1900).all()
    assert not reader.ask(queries.YEARS)["provisional"].iloc[0]


def test_the_same_question_is_asked_once(reader: db.Reader, tmp_path: Path) -> None:
    asked = question(tmp_path, "select (random() * 1e9)::bigint as x")
    assert reader.ask(asked)["x"].tolist() == reader.ask(asked)["x"].tolist()


@pytest.mark.parametrize(
    "statement",
    [
        "create table t (x int)",
        "select * from read_csv('/etc/hosts')",
        "attach '/tmp/other.duckdb'",
        "set enable_external_access = true",
        "set memory_limit = '4GB'",
    ],
)
def test_the_reader_cannot_write_nor_leave_the_file(reader: db.Reader, tmp_path: Path, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        reader.ask(question(tmp_path, statement))


def test_what_does_not_fit_the_build_is_found(reader: db.Reader, tmp_path: Path) -> None:
    assert reader.misfits([question(tmp_path, "select 1 as x")]) == []
    assert "takes" in reader.misfits([question(tmp_path, "select $a as x")])[0]
    assert "y" in reader.misfits([question(tmp_path, "select 1 as y")])[0]
    assert "str" in reader.misfits([question(tmp_path, "select 'a' as x")])[0]
    assert "no_such" in reader.misfits([question(tmp_path, "select x from mart.no_such")])[0]


def test_a_new_build_is_found_while_readers_of_the_old_one_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point_at(monkeypatch, tmp_path)
    small_build(tmp_path / "one.duckdb", "one")
    small_build(tmp_path / "two.duckdb", "two")
    (tmp_path / "CURRENT").write_text("one.duckdb\n", "utf-8")
    first = db.published()
    (tmp_path / "CURRENT").write_text("two.duckdb\n", "utf-8")
    assert db.published().build.data_version == "two"
    asked = question(tmp_path, "select count(*) as x from meta.build where data_version = 'one'")
    assert first.ask(asked)["x"].tolist() == [1]


@pytest.mark.parametrize("pointer", [None, b"", b"gone.duckdb", b"../../../etc/passwd", b"\xff\xfe\x00", b"\0" * 9])
def test_a_folder_without_a_published_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pointer: bytes | None
) -> None:
    point_at(monkeypatch, tmp_path)
    if pointer is not None:
        (tmp_path / "CURRENT").write_bytes(pointer)
    with pytest.raises(db.DatabaseMissing):
        db.published()


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 8192])
def test_a_corrupt_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    path = tmp_path / "corrupt.duckdb"
    path.write_bytes(content)
    point_at(monkeypatch, path)
    with pytest.raises(db.DatabaseMissing, match=r"corrupt\.duckdb"):
        db.published()


def test_a_truncated_file(dashboard_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "short.duckdb"
    shutil.copy(dashboard_db, path)
    with path.open("r+b") as file:
        file.truncate(10_000)
    point_at(monkeypatch, path)
    with pytest.raises(db.DatabaseMissing, match=r"short\.duckdb"):
        db.published()


def test_a_damaged_block_is_said_when_it_is_read(little_build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of damage that a question meets becomes the notice, or does not change its answer."""
    path = tmp_path / "damaged.duckdb"
    shutil.copy(little_build.path, path)
    with path.open("r+b") as file:
        for offset in range(300_000, path.stat().st_size - 4096, 262_144):
            file.seek(offset)
            file.write(b"\x5a" * 2048)
    point_at(monkeypatch, path)
    with pytest.raises(db.DatabaseMissing, match=r"damaged\.duckdb"):
        reader = db.published()
        for asked in (queries.IMPORTERS, queries.YEARS, queries.COUNTRIES, queries.MINERALS):
            reader.ask(asked)
        for name in ("mart.import_dependence", "mart.supplier_share", "core.trade_flow"):
            reader.ask(question(tmp_path, f"select sum(hash(t)) as x from {name} t"))


@pytest.mark.parametrize("columns", ["1 as other", "null::timestamp as built_at"])
def test_a_file_that_does_not_say_when_it_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    point_at(monkeypatch, small_build(tmp_path / "odd.duckdb", "odd", columns))
    with pytest.raises(db.DatabaseMissing, match=r"odd\.duckdb"):
        db.published()


def test_a_file_of_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(monkeypatch, small_build(tmp_path / "old.duckdb", "old"))
    with pytest.raises(db.DatabaseMissing, match="another version"):
        db.published().ask(queries.IMPORTERS)
