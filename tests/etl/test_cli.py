"""The command line: what it takes, prints and returns."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from etl import build, db, refresh
from etl.__main__ import cli

ROOT = Path(build.__file__).parents[1]


@pytest.fixture
def run(monkeypatch):
    """Run a command with a data folder."""

    def invoke(data: Path, *arguments: str) -> Result:
        monkeypatch.setenv("MINERALS_DATA", str(data))
        return CliRunner().invoke(cli, list(arguments))

    return invoke


def test_help_names_every_command():
    text = CliRunner().invoke(cli, ["--help"]).output
    commands = ["build", "check", "dictionary", "export", "refresh", "sources"]
    assert re.findall(r"^  (\w+)  ", text, flags=re.MULTILINE) == commands
    for command in commands:
        result = CliRunner().invoke(cli, [command, "--help"])
        assert result.exit_code == 0 and len(result.output) > 60


def test_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "etl", "sources"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert "baci_hs92_v202601: CEPII" in done.stdout and done.stderr == ""


def test_build_names_its_steps_and_what_it_published(run, data_copy):
    result = run(data_copy, "build")
    assert result.exit_code == 0, result.output
    steps = re.findall(r"^\[(\d+)/(\d+)\] (.+)$", result.output, flags=re.MULTILINE)
    assert [int(number) for number, _, _ in steps] == list(range(1, len(steps) + 1)) and int(steps[0][1]) == len(steps)
    assert [name for _, _, name in steps][:2] == ["verify slices", "run schema/meta.sql"] and steps[-1][
        2
    ] == "write file"
    published = re.search(r"^Published (\S+) \(\d+ MB, (\d+) checks\)$", result.output, flags=re.MULTILINE)
    assert published and build.current(data_copy).name == published[1]


def test_check_runs_again_on_the_published_file(run, little_build):
    result = run(little_build.path.parents[1], "check")
    assert result.exit_code == 0, result.output
    names = [re.split(r"[ :]+", line.strip())[1] for line in result.output.split("\n") if line.startswith("  e")]
    assert names and all(f"{name}: ok" in result.output for name in names)


def test_check_fails_on_a_spoilt_file(run, published_copy):
    with db.connect(build.current(published_copy)) as con:
        con.execute("update mart.import_dependence set hhi_value = 2 where hhi_value = 1")
    result = run(published_copy, "check")
    assert result.exit_code == 1 and "shares_in_range: " in result.stderr
    assert result.stderr.startswith("Error: ") and result.stderr.rstrip().endswith("`python -m etl build`.")


@pytest.mark.parametrize("command", [["check"], ["export", "somewhere"]])
def test_no_published_database(run, data_copy, command):
    result = run(data_copy, *command)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: There is no published database.") and "python -m etl build" in result.stderr


def test_sources_lists_edition_licence_and_freshness(run, data_copy):
    lines = run(data_copy, "sources").output.split("\n")
    at = lines.index("pink_sheet_2026_06: World Bank, Commodity Price Data (The Pink Sheet), monthly, 2 June 2026")
    assert re.fullmatch(r"    CC BY 4\.0 \(may be passed on\); [\d,]+ rows; covers 1960-01 to 2026-05", lines[at + 1])
    assert lines[at + 2] == "    taken on 2026-11-23; next release: monthly"


def test_export_says_how_much(run, little_build, tmp_path):
    result = run(little_build.path.parents[1], "export", str(tmp_path / "out"))
    assert result.exit_code == 0 and re.fullmatch(r"\d+ tables in .+out\n", result.output)
    assert (tmp_path / "out" / "datapackage.json").is_file()


def test_export_keeps_out_of_a_folder_with_other_files(run, little_build, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", "utf-8")
    result = run(little_build.path.parents[1], "export", str(tmp_path))
    assert result.exit_code == 1 and "The folder holds other files." in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_refresh_says_what_it_wrote(run, data_copy):
    fixture = ROOT / "tests" / "fixtures" / "wna_uranium"
    before = (data_copy / "sources.toml").read_bytes()
    result = run(data_copy, "refresh", "wna_uranium", "--from", str(fixture))
    assert result.exit_code == 1 and "refresh again with --accept-smaller" in result.stderr
    assert (data_copy / "sources.toml").read_bytes() == before
    result = run(data_copy, "refresh", "wna_uranium", "--from", str(fixture), "--accept-smaller")
    assert result.exit_code == 0, result.output
    assert re.fullmatch(r"slices/wna_uranium_2024/production\.csv: \d+ rows \(was 140\)\n", result.output)


def test_refresh_without_or_with_a_wrong_source(run, data_copy):
    assert run(data_copy, "refresh", "wna_uranium").exit_code == 2
    result = run(data_copy, "refresh", "nonsense", "--from", str(data_copy))
    assert result.exit_code == 1 and "There is no source 'nonsense'. Known sources: " in result.stderr
    assert all(name in result.stderr for name in refresh.source_names())


def test_another_error_is_not_hidden(run, published_copy):
    shutil.rmtree(build.build_folder(published_copy))
    build.build_folder(published_copy).write_text("a file where the folder should be", "utf-8")
    result = run(published_copy, "build")
    assert result.exit_code == 1 and isinstance(result.exception, OSError)
