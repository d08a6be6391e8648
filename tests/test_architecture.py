"""The house rules that a machine can keep: who imports whom, what no file may name."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("etl", "dashboard")
TEXT = {".py", ".sql", ".toml", ".md", ".txt", ".csv", ".css", ".json", ".yml", ".yaml", ".sh", ""}
# What is true on one machine only. Written so that this file does not hold what it looks for.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.:/-])/(?:home|root|Users|work|mnt|media)/\w|\b[A-Z]:\\Users|/tmp/" + "venv",
    "a package index": "index-" + r"url|pypi\.(?!org/project)|python" + r"hosted|registry\." + r"npmjs|/simple/\s",
    "a folder outside the repository": r"(?<![\w/.-])shared" + "/",
}
VAGUE = {"utils", "util", "helpers", "common", "manager", "misc"}


def committed() -> list[Path]:
    """Files that git keeps or would keep; without git (an unpacked archive): all but what tools leave behind."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listing.returncode == 0:
        names = [ROOT / name for name in listing.stdout.split("\0") if name]
    else:
        left = re.compile(r"(^|/)(\.venv|__pycache__|\.\w+_cache|\.hypothesis|build|[^/]+\.egg-info)/")
        names = [path for path in ROOT.rglob("*") if not left.search(path.relative_to(ROOT).as_posix())]
    return sorted(path for path in names if path.is_file())


FILES = committed()
PYTHON = [path for path in FILES if path.suffix == ".py"]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_import_contracts_are_kept():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert re.search(r"Contracts: \d+ kept, 0 broken", done.stdout)


def test_every_package_folder_has_an_init():
    """Without one the contracts pass over the folder."""
    folders = {path.parent for path in PYTHON if named(path).startswith(PACKAGES)}
    assert [named(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_contracts_see_every_module():
    """A file that the import graph does not hold is not checked."""
    code = "import grimp; print('\\n'.join(grimp.build_graph('etl', 'dashboard', cache_dir=None).modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    seen = set(done.stdout.split())
    for path in PYTHON:
        if named(path).startswith(PACKAGES):
            module = named(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            assert module in seen, module


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what):
    pattern = re.compile(FORBIDDEN[what])
    found = []
    for path in FILES:
        if path.suffix in TEXT and path.stat().st_size < 2_000_000:
            for number, line in enumerate(path.read_text("utf-8", errors="replace").split("\n"), start=1):
                if pattern.search(line):
                    found.append(f"{named(path)}:{number}: {line.strip()[:100]}")
    assert found == []


def test_errors_are_not_swallowed_and_names_say_something():
    bad = []
    for path in PYTHON:
        if path.stem in VAGUE:
            bad.append(f"{named(path)}: a name that says nothing")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                bad.append(f"{named(path)}:{node.lineno}: bare except")
    assert bad == []


def test_packages_have_docstrings():
    """Public modules, classes and functions say what they are."""
    silent = []
    for path in PYTHON:
        if not named(path).startswith(PACKAGES) or path.name == "__init__.py":
            continue
        tree = ast.parse(path.read_text("utf-8"))
        public = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
        silent += [f"{named(path)} {getattr(n, 'name', '')}" for n in (tree, *public) if not ast.get_docstring(n)]
    assert silent == []


def test_sql_is_one_case():
    """Keywords are lower case, so that a search finds them."""
    loud = re.compile(r"^\s*(SELECT|FROM|WHERE|GROUP BY|ORDER BY|WITH|CREATE|JOIN|LEFT JOIN|UNION)\b", re.MULTILINE)
    assert [named(path) for path in FILES if path.suffix == ".sql" and loud.search(path.read_text("utf-8"))] == []


def test_committed_data_are_small():
    data = [path for path in FILES if named(path).startswith("data/")]
    assert sum(path.stat().st_size for path in data) < 25_000_000
    assert [named(path) for path in data if path.suffix == ".duckdb"] == []
