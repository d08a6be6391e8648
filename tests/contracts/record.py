"""What is kept of a page: its words in plain, its figures as short hashes that the order of a sum cannot change."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from numbers import Number

import numpy as np
import pandas as pd

from tests.contracts.shown import Drawn, Rows, Shown

# Digits that stay of a number. Published figures have round digits, so a sum of them may lie exactly between two
# roundings, where its last bit decides; stretched by a number without an end, it never does.
DIGITS, STRETCH, NOTHING = 8, 1.0471975511965976, 1e-11
MOST_TEXT = 160
_LINK = re.compile(r"</?a\b[^>]*>")
_PICTURE = re.compile(r'<img alt="([^"]*)"[^>]*>')
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_YEAR = re.compile(r"_(19|20)\d\d$")
_TAG = re.compile(r"<[^>]+>")
# Not the same in two builds of the same data: the examples of a check are the rows that the build met first.
UNSTEADY = {"data_checks": {"sample", "Examples"}}
# What a chart says; the rest of a chart is looks.
_SAYS = ("x", "y", "z", "values", "labels", "locations", "text", "customdata", "lat", "lon", "node", "link")


def of(shown: Shown) -> dict:
    """A page as it is recorded."""
    return {
        "answer": {
            "title": shown.title,
            "sentence": _without_build(shown, shown.sentence),
            "strong": _without_build(shown, shown.strong),
            "details": list(shown.details),
            "notices": list(shown.notices),
        },
        "address": shown.address,
        "panels": [_panel(drawn) for drawn in shown.panels],
    }


def digest(values: Iterable[object]) -> str:
    """A short hash of values of any kind, in their order."""
    whole = "\x1f".join(_plain(value) for value in values)
    return hashlib.blake2b(whole.encode(), digest_size=4).hexdigest()


def _without_build(shown: Shown, said: str) -> str:
    """A build of the same figures on another day, or by other code, says the same."""
    if not shown.data_version or shown.data_version not in said:
        return said
    return said.replace(shown.data_version, "<version>").replace(shown.built_on, "<day>")


def _panel(drawn: Drawn) -> dict:
    kept = {
        "id": drawn.panel_id,
        "title": drawn.title,
        "caption": drawn.caption,
        "alt": drawn.alt,
        "caveats": list(drawn.caveats),
        "meanings": dict(drawn.meanings),
        "file": [str(part) for part in drawn.file_parts],
        "rows": len(drawn.frame),
        "order": digest(drawn.frame.columns),
        "frame": _frame(drawn.frame.drop(columns=list(UNSTEADY.get(drawn.panel_id, ())), errors="ignore")),
        "drawn": _cells(drawn),
    }
    if drawn.traces:
        kept["figure"] = [_trace(trace) for trace in drawn.traces]
    if drawn.rows is not None:
        kept |= _rows(drawn.rows)
    return kept


def _frame(frame: pd.DataFrame) -> dict[str, str]:
    """A hash for each column; columns that differ in their year only count as one."""
    together: dict[str, list[str]] = {}
    for name in frame.columns:
        together.setdefault(_YEAR.sub("_<year>", str(name)), []).append(name)
    return {
        name: digest(value for member in members for value in frame[member].tolist())
        for name, members in together.items()
    }


def _cells(drawn: Drawn) -> list[list[str]]:
    """For each column of the drawn table its heading, the first cell, and a hash of all cells, without markup."""
    bare = _PICTURE.sub(r"\1", _LINK.sub("", drawn.html))
    cells = [html.unescape(_TAG.sub("|", cell)).strip("|") for cell in _CELL.findall(bare)]
    width = len(drawn.labels)
    columns = [cells[number::width] for number in range(width)]
    unsteady = UNSTEADY.get(drawn.panel_id, ())
    return [[label, cells[0] if cells else "", digest(cells)] for label, *cells in columns if label not in unsteady]


def _trace(trace: Mapping) -> list[str]:
    name = trace.get("name")
    return [str(trace.get("type", "")), str(name or ""), digest(trace.get(part) for part in _SAYS)]


def _rows(rows: Rows) -> dict:
    """What can be traced, and the published rows of the first of it."""
    said = "; ".join(f"{key}: {label}" for key, label in rows.choices.items())
    if len(said) > MOST_TEXT:
        said = f"{len(rows.choices)} choices {digest([said])}"
    frame = rows.load(next(iter(rows.choices))) if rows.choices else pd.DataFrame()
    columns = [digest([name, *frame[name].tolist()]) for name in frame.columns]
    return {"choices": said, "source_rows": f"{len(frame)} rows {digest(columns)}"}


def _plain(value: object) -> str:
    """Equal for what a reader would call equal: numbers of any type, lists of any kind, missing of any kind."""
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value is pd.NaT:
        return "\x00"
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, Number):
        return _number(float(value))
    if isinstance(value, datetime | date):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, Mapping):
        return "{" + "\x1e".join(f"{key}={_plain(one)}" for key, one in sorted(value.items())) + "}"
    if isinstance(value, Iterable):
        return "[" + "\x1e".join(map(_plain, value)) + "]"
    return str(value)


def _number(value: float) -> str:
    if value != value:
        return "\x00"
    return f"{value * STRETCH:.{DIGITS - 1}e}" if abs(value) > NOTHING else "0"
