"""What the documents say of the house is so: links lead somewhere, named tests exist, versions agree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / ".github").glob("*.md")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_named_files_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    linked = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    named = re.findall(r"`((?:etl|dashboard|tests|data)/[\w./-]+\.\w+)`", text)
    missing = [name for name in linked if not (document.parent / name).exists()]
    missing += [name for name in named if not (ROOT / name).exists()]
    assert missing == []


def test_every_promise_of_the_security_policy_names_tests_that_exist() -> None:
    promises = re.findall(
        r"^\| (.+?) \| (.+?) \|$", (ROOT / ".github" / "SECURITY.md").read_text("utf-8"), re.MULTILINE
    )
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    known = set(re.findall(r"^def (test_\w+)", tests, re.MULTILINE))
    for promise, names in promises[2:]:
        named = set(re.findall(r"`(test_\w+)`", names))
        assert named, f"no test is named beside: {promise}"
        assert named <= known, f"beside: {promise}"
    assert len(promises) > 10


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    cited = re.findall(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    released = re.findall(r"^## (\d[\d.]*), ", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert (cited, released[0]) == ([version], version)
