"""Committed files that are wrong: one clear message each, and nothing is published."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from etl import build, catalog, corrections, db, load
from etl.__main__ import cli
from etl.errors import EtlError

URANIUM = "wna_uranium_2024/production.csv"
SPOILT = ("wna_uranium_2024", "wgi_2024", "baci_hs92_v202601")


@pytest.fixture
def complain(data_copy, monkeypatch) -> Callable[[], str]:
    """Build ``data_copy`` from the command line, expect it to fail in the agreed way, and return the message."""
    monkeypatch.setenv("MINERALS_DATA", str(data_copy))

    def run() -> str:
        result = CliRunner().invoke(cli, ["build"])
        assert result.exit_code == 1, result.output
        assert isinstance(result.exception, SystemExit), "a trace instead of a message"
        assert result.stderr.startswith("Error: ") and result.stderr.count("Error") == 1
        assert list(build.build_folder(data_copy).iterdir()) == []
        return result.stderr.removeprefix("Error: ").rstrip("\n")

    return run


@pytest.fixture(scope="module")
def stages(little_data, tmp_path_factory) -> dict[str, Path]:
    """Database files as they are before a step of the build: load lists, load slices, correct."""
    folder = tmp_path_factory.mktemp("stages")
    files = {step: folder / f"{step}.duckdb" for step in ("lists", "slices", "correct")}
    with db.connect(files["lists"]) as con:
        for script in build.scripts("schema/"):
            db.run_script(con, script)
    shutil.copy(files["lists"], files["slices"])
    with db.connect(files["slices"]) as con:
        load.load_reference(con, little_data)
    shutil.copy(files["slices"], files["correct"])
    with db.connect(files["correct"]) as con:
        load.prepare_labels(con)
        load.load_statistics(con, little_data, catalog.read_releases(little_data))
    return files


@pytest.fixture
def refused(stages, data_copy, tmp_path) -> Callable[[str], str]:
    """Take one step of the build with ``data_copy``, expect it to be refused, and return the message."""

    def load_slices(con: duckdb.DuckDBPyConnection) -> None:
        releases = [release for release in catalog.read_releases(data_copy) if release.source_id in SPOILT]
        load.prepare_labels(con)
        load.load_trade(con, data_copy, releases)
        load.load_statistics(con, data_copy, releases)

    steps = {
        "lists": lambda con: load.load_reference(con, data_copy),
        "slices": load_slices,
        "correct": lambda con: corrections.apply(con, data_copy),
    }

    def run(step: str) -> str:
        path = Path(shutil.copy(stages[step], tmp_path / "stage.duckdb"))
        with db.connect(path) as con, pytest.raises(EtlError) as error:
            steps[step](con)
        return str(error.value)

    return run


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


# The list of sources and the slices as files


def test_wrong_sha256(data_copy, complain):
    path = data_copy / "slices" / URANIUM
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    message = complain()
    assert message.startswith("The slice is not the file recorded in sources.toml (sha256 differs).")
    assert str(path) in message and "python -m etl refresh wna_uranium" in message and "corrections.csv" in message


def test_missing_slice(data_copy, complain):
    path = data_copy / "slices" / URANIUM
    path.unlink()
    assert complain() == f"A recorded slice is missing. (file {path}). Restore it or refresh the source."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('licence = "Etalab Open Licence 2.0"\n', "", r"Source baci_hs92_v202601 lacks licence\. .*sources\.toml"),
        (
            "accessed_on = 2026-11-23",
            'accessed_on = "today"',
            r"accessed_on of baci_hs92_v202601 is not a date\.",
        ),
        ("may_ship = true", 'may_ship = "yes"', r"may_ship of baci_hs92_v202601 is not true or false\."),
        ("rank = 5", 'rank = "5"', r"rank of baci_hs92_v202601 is not a whole number\."),
        ("rank = 5", "", r"Source baci_hs92_v202601 lacks rank\."),
        ('short = "USGS MCS 2023"', "", r"Source usgs_mcs_2023 lacks short\."),
        ('"USGS MCS 2023"', '"USGS MCS 2024"', r"usgs_mcs_2023 and usgs_mcs_2024 have the same short name\."),
        (
            '"USGS MCS 2023"',
            '"USGS MCS 2023, with all of its tables"',
            r"The short name of usgs_mcs_2023 .* 32 characters",
        ),
        (
            "rank = 5",
            "rank = 1",
            r"baci_hs92_v202601 and baci_hs17_v202601 have the source_family baci and not the same rank\. \(file ",
        ),
        (
            'source_family = "baci"',
            'source_family = "cepii"',
            r"baci_hs92_v202601 and baci_hs17_v202601 have the rank 5 and not the same source_family\.",
        ),
        ('table = "trade_flow"\n', "", r"A slice of baci_hs92_v202601 is not described in full\..*path, table, sha256"),
        ("[baci_hs92_v202601]", "[baci_hs92_v202601", r"The list of sources is not valid TOML: .*line 5"),
        ("[baci_hs92_v202601]", "stray = 1\n[baci_hs92_v202601]", r"stray stands outside a block\."),
    ],
)
def test_list_of_sources(data_copy, complain, old, new, message):
    edit(data_copy / "sources.toml", old, new)
    assert re.match(message, complain())


# Rows of the slices


def test_missing_column_in_a_slice(data_copy, edit_slice, refused):
    path, message = edit_slice(URANIUM, "value_text", "value_as_printed"), refused("slices")
    assert message.startswith("The file lacks value_text and has unknown value_as_printed.")
    assert f"(file {path}, row 1, column value_text)" in message and "The header must be country_label," in message


def test_wrong_type_in_a_slice(edit_slice, refused):
    path = edit_slice(URANIUM, "Uranium,Kazakhstan,2018,", "Uranium,Kazakhstan,two thousand,")
    what = f"'two thousand' is not a whole number. (file {path}, row 5, column year). Mend the cell."
    assert refused("slices") == what


def test_empty_cell_in_a_slice(edit_slice, refused):
    path = edit_slice(URANIUM, "Uranium,Kazakhstan,2018,ore,", "Uranium,Kazakhstan,2018,,")
    assert refused("slices") == f"The cell is empty. (file {path}, row 5, column stage). Mend or delete the row."


def test_value_that_is_not_allowed_in_a_slice(edit_slice, refused):
    path = edit_slice(URANIUM, "Kazakhstan,2018,ore,production,", "Kazakhstan,2018,ore,rumour,")
    what = "Allowed is only: measure IN ('production', 'capacity')."
    assert refused("slices") == f"{what} (file {path}, row 5, column measure). Mend or delete the row."


def test_duplicate_key_in_a_slice(edit_slice, complain):
    edit_slice(URANIUM, "Uranium,Kazakhstan,2018,", "Uranium,Kazakhstan,2019,")
    message = complain()
    assert "found bad rows:" in message and "duplicate_keys: 1 rows" in message
    assert "wna_uranium_2024 uranium KAZ 2019 ore production" in message and message.endswith("Nothing was published.")


def test_all_unknown_names_are_listed_at_once(data_copy, complain, edit_slice):
    edit_slice(URANIUM, "Uranium,Kazakhstan,2015,", "Uranium,Qazaqstan,2015,")
    edit_slice(URANIUM, "Uranium,Kazakhstan,2016,", "Uranium,Kasachstan,2016,")
    edit_slice("wgi_2024/governance.csv", "Albania,2020,", "Shqiperia,2020,")
    assert complain() == (
        "3 unknown countries:\n"
        "  'Kasachstan' in slices/wna_uranium_2024/production.csv\n"
        "  'Qazaqstan' in slices/wna_uranium_2024/production.csv\n"
        "  'Shqiperia' in slices/wgi_2024/governance.csv\n"
        " Add each to data/reference/country_aliases.csv."
    )


def test_unknown_minerals_and_units(refused, edit_slice):
    edit_slice(URANIUM, "Uranium,Kazakhstan,2015,", "Unobtainium,Kazakhstan,2015,")
    assert refused("slices").startswith(
        "1 unknown minerals:\n  'Unobtainium' in slices/wna_uranium_2024/production.csv\n"
    )
    edit_slice(URANIUM, "Unobtainium,", "Uranium,")
    edit_slice(URANIUM, "23607,t,reported", "23607,barrels,reported")
    message = refused("slices")
    assert message.startswith("1 unknown units:\n  'barrels' in") and "data/reference/units.csv" in message


def test_trade_with_unknown_areas(refused, edit_trade):
    edit_trade("select * replace (translate(importer_label, 'JK', 'XX') as importer_label) from t")
    assert refused("slices") == (
        "2 unknown countries:\n"
        "  'XAZ' in slices/baci_hs92_v202601/trade_flow.parquet\n"
        "  'XPN' in slices/baci_hs92_v202601/trade_flow.parquet\n"
        " Add each to data/reference/country_aliases.csv (or countries.csv, if it is new)."
    )


def test_trade_with_unknown_codes(refused, edit_trade):
    edit_trade("select * replace (if(hs6 = '284690', '999999', hs6) as hs6) from t")
    message = refused("slices")
    assert message.startswith(
        "1 unknown customs codes:\n  '999999 HS92' in slices/baci_hs92_v202601/trade_flow.parquet\n"
    )
    assert message.endswith("hs_codes.csv with its mineral, stage and purity, or refresh the source.")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("select * exclude (hs6) from t", r"The file lacks hs6\. \(file {path}, row 1, column hs6\)"),
        ("select *, 1 as note from t", r"The file has unknown note\. "),
        ("select * replace (cast(year as varchar) as year) from t",
         r"The column is varchar, not integer\. \(file {path}, column year\)\. Refresh the source\."),
        ("select * replace (if(source_row % 1000 = 7, null, value_thousand_usd) as value_thousand_usd) from t",
         r"The cell is empty\. \(file {path}, row \d*007, column value_thousand_usd\)"),
    ],
)  # fmt: skip
def test_trade_slice(refused, edit_trade, query, message):
    path = edit_trade(query)
    assert re.match(message.format(path=re.escape(str(path))), refused("slices"))


def test_trade_slice_that_is_no_parquet(refused, edit_trade, record):
    path = edit_trade("from t")
    path.write_bytes(path.read_bytes()[:1000])
    record(path)
    assert re.match(rf"The file cannot be read as Parquet: .*\(file {path}\)\. Restore it", refused("slices"))


# Hand-kept lists, corrections, register


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("countries.csv", "AFG,AF,", "ABW,AF,", "The key 'ABW' occurs more than once. ({file}, row 3, column iso3)."),
        ("countries.csv", "AFG,AF,4,", "AFG,AF,four,", "'four' is not a whole number. ({file}, row 3, column m49)."),
        ("countries.csv", "AFG,AF,4,Afghanistan,", "AFG,AF,4,,", "The cell is empty. ({file}, row 3, column name_en)."),
        ("countries.csv", "AFG,AF,4,", "AFG,AF,", "6 cells where the header has 7. ({file}, row 3)."),
        ("countries.csv", "iso3,iso2,", "iso3,iso3,", "A column is named twice. ({file}, row 1)."),
        ("minerals.csv", "Sb,mineral,", "Sb,rock,", "Allowed is only: kind IN ("),
        (
            "hs_codes.csv",
            "aluminium,260600,HS92,",
            "aluminium,260600,,",
            "The cell is empty. ({file}, row 2,",
        ),
        (
            "units.csv",
            "tonnes_per_unit",
            "tonnes",
            "The file lacks tonnes_per_unit and has unknown tonnes.",
        ),
        ("metrics.csv", "hhi_normalised,", "hhi,", "The key 'hhi' occurs more than once."),
    ],
)
def test_hand_kept_lists(data_copy, refused, file, old, new, message):
    path = data_copy / "reference" / file
    edit(path, old, new)
    assert refused("lists").startswith(message.format(file=f"file {path}"))


@pytest.mark.parametrize(("content", "message"), [(b"", "The file is empty."), (b"\xff\xfe", "cannot be read as CSV")])
def test_list_that_is_empty_or_no_text(data_copy, refused, content, message):
    path = data_copy / "reference" / "units.csv"
    path.write_bytes(content)
    told = refused("lists")
    assert message in told and f"(file {path})" in told


CORRECTION = (
    "production,wna_uranium_2024,wna_uranium_mine_production_2015_2024.csv,{},{},Misprint.,https://example.org/\n"
)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (CORRECTION.format(5, "value,21700.0,21705"), "The correction finds no production row with value = '21700.0'."),
        (CORRECTION.format(999, "value,21705.0,21700"), "The correction finds no production row"),
        (CORRECTION.format(5, "value,21705.0,many"), "'many' cannot stand in value"),
        (CORRECTION.format(5, "tons,21705.0,21700"), "There is no column core.production.tons."),
        (CORRECTION.format(5, "value,21705.0,1").replace("Misprint.", ""), "A correction needs a reason and a source."),
        ("production,usgs_mcs_2023,world/mcs2023-zinc_world.csv,3,unit,thousand metric tons,kg,Why,https://example.org/\n",
         "The correction finds 2 production row"),
    ],
)  # fmt: skip
def test_corrections(data_copy, refused, row, message):
    path = data_copy / "corrections.csv"
    path.write_text(path.read_text("utf-8") + row, "utf-8")
    line = path.read_text("utf-8").count("\n")
    told = refused("correct")
    assert told.startswith(message) and f"(file {path}, row {line}, column " in told


def test_register_row_without_a_source(data_copy, complain):
    path = data_copy / "register" / "projects.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    rows[4][rows[0].index("source_url")] = ""
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)
    message = complain()
    assert "projects.csv, row 5, column source_url: must not be empty; fill it in." in message
    assert message.endswith("Mend these rows in data/register.")
