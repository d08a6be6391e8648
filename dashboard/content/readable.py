"""A table as drawn, as data: readable headings with their units, numbers as numbers, text as it is printed. Pure.

What a reader sees and what he may compute with are the same column: a number keeps all its digits and stands in the
unit that its heading names. So what is drawn in million USD is divided by a million. Only shares have two ways: a sheet
shows 0.661 as 66.1 %, and a CSV cannot, so that its heading says that the share is 0-1 (``with_scale``).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.content.column import Column, Row
from dashboard.content.meaning import Meaning
from dashboard.question import records
from dashboard.words import dates, formats
from dashboard.words.language import N_, Named, _

# What a way of printing says about the number; ways of a page's own are found by what they print, or by the column.
KIND_OF: Mapping[Callable[[Any], str], str] = {
    formats.share: "share",
    formats.points: "points",
    formats.million_usd: "million_usd",
    formats.tonnes: "tonnes",
    formats.index: "index",
    formats.count: "count",
    formats.suppliers: "suppliers",
    formats.raw: "raw",
    dates.day: "date",
}
NUMBERS = ("integer", "floating", "mixed-integer-float", "decimal")
# The unit that a heading must name, and other words by which it may do so.
UNITS = {
    "million_usd": (N_("million USD"), ()),
    "usd": (N_("USD"), ()),
    "points": (N_("points"), ()),
    "tonnes": (N_("t"), (N_("tonnes"),)),
}
MILLION = 1e6


@dataclass(frozen=True)
class Readable:
    """A column as a reader has it.

    Attributes:
        heading: with its unit, except for the scale of a share.
        name: column of the frame that it was made of.
        kind: a format of meta.column, or ``suppliers``; ``text`` for whatever is printed.
        values: one for each row; empty where nothing is known.
        plain: these are the very values of the column of that name.
        links: an address for each row, if the text leads to one.
    """

    heading: str
    name: str
    kind: str
    values: pd.Series
    plain: bool = False
    links: pd.Series | None = None


def columns(frame: pd.DataFrame, shown: Sequence[Column], meanings: Mapping[str, Meaning]) -> list[Readable]:
    """The columns of a drawn table in their order, each with another heading.

    Small second lines and what opens on demand follow their column as one of their own. Sparklines are left out: their
    years are columns of the frame.

    Args:
        frame: the rows as drawn.
        shown: how they are drawn.
        meanings: of the columns, by name.
    """
    rows = records(frame) if any(one.cell or one.sub or one.details for one in shown) else []
    made = [part for one in shown if not one.spark for part in _parts(frame, one, rows, meanings.get(one.key))]
    headings = unique([one.heading for one in made], ())
    return [replace(one, heading=heading) for one, heading in zip(made, headings, strict=True)]


def for_rows_of(
    frame: pd.DataFrame, shown: Sequence[Column], meanings: Mapping[str, Meaning], lang: Named
) -> list[Column]:
    """How the frame itself can be drawn where its table arranges it otherwise, such as suppliers as columns.

    The columns of the table that the frame has too; where it lacks some, the names and numbers of the frame as well,
    under their labels.
    """
    kept = [one for one in shown if one.key in frame]
    if len(kept) == len(shown):
        return kept
    others = [str(name) for name in frame.columns if name in meanings and name not in {one.key for one in kept}]
    names = [name for name in others if name.endswith(f"_name_{lang}")]
    numbers = [name for name in others if _is_number(frame[name])]
    listed = [[Column(name, meanings[name].label) for name in some] for some in (names, numbers)]
    return [*listed[0], *kept, *listed[1]]


def with_scale(column: Readable) -> str:
    """The heading for a file that cannot show a share as per cent."""
    if column.kind != "share" or "0-1" in column.heading:
        return column.heading
    return _("{heading} (0-1)").format(heading=column.heading)


def unique(headings: Sequence[str], taken: Collection[str]) -> list[str]:
    """Headings that differ from each other, whatever the case of their letters, and from the names that are taken."""
    seen: set[str] = set()
    made = []
    for heading in headings:
        free, number = heading, 1
        while free.casefold() in seen or free in taken:
            number += 1
            free = f"{heading} ({number})"
        seen.add(free.casefold())
        made.append(free)
    return made


def _parts(frame: pd.DataFrame, column: Column, rows: Sequence[Row], meaning: Meaning | None) -> Iterator[Readable]:
    main = _main(frame, column, rows, meaning)
    links = frame[column.link] if column.link else None
    yield replace(main, links=links)
    lines = [_lines(column, row) for row in rows] if column.sub or column.details else []
    if any(lines):
        heading = _("{heading}: detail").format(heading=main.heading)
        yield Readable(heading, column.key, "text", pd.Series(lines, index=frame.index, dtype=object))


def _main(frame: pd.DataFrame, column: Column, rows: Sequence[Row], meaning: Meaning | None) -> Readable:
    values, label = frame[column.key], _label(column, meaning)
    if column.cell:
        printed = pd.Series([_text(column.cell(row)) for row in rows], index=frame.index, dtype=object)
        return Readable(label, column.key, "text", printed)
    if _is_number(values):
        kind = _kind(column, values, meaning)
        heading = _with_unit(label, kind)
        if kind == "million_usd":
            return Readable(heading, column.key, kind, pd.to_numeric(values) / MILLION)
        return Readable(heading, column.key, kind, values, plain=True)
    exact_day = values.dtype.kind == "M" and column.show in (None, dates.day)
    if exact_day or column.show is None:
        return Readable(label, column.key, "date" if exact_day else "text", values, plain=True)
    printed = values.astype(object).map(lambda value: _text(column.show(value)), na_action="ignore")
    return Readable(label, column.key, "text", printed)


def _label(column: Column, meaning: Meaning | None) -> str:
    """Beside its neighbours a year is heading enough; in a file it needs what it is the year of."""
    if meaning and column.label[:4].isdecimal():
        return _("{measure}: {heading}").format(measure=meaning.label, heading=column.label)
    return column.label or column.key


def _kind(column: Column, values: pd.Series, meaning: Meaning | None) -> str:
    """The kind by the way of printing; where it is a page's own, as a share prints, else as the file says."""
    show = column.show.func if isinstance(column.show, functools.partial) else column.show
    if show is not None and show in KIND_OF:
        return KIND_OF[show]
    known = values.dropna()
    if column.show and len(known) and column.show(known.iloc[0]) == formats.share(known.iloc[0]):
        return "share"
    return meaning.kind if meaning else "raw"


def _with_unit(heading: str, kind: str) -> str:
    if kind not in UNITS:
        return heading
    unit, others = UNITS[kind]
    said = heading.casefold()
    for word in map(_, (unit, *others)):
        found = word.casefold() in said if len(word) > 1 else re.search(rf"\b{re.escape(word)}\b", said)
        if found:
            return heading
    return _("{heading}, {unit}").format(heading=heading, unit=_(unit))


def _lines(column: Column, row: Row) -> str:
    said = [column.sub(row)] if column.sub else []
    said += column.details(row) if column.details else ()
    return "; ".join(text for text in map(_text, said) if text)


def _text(printed: str) -> str:
    """A printed text as a cell of its own: empty for what is not known, and with spaces that can be searched."""
    return "" if printed == formats.NOT_AVAILABLE else printed.replace(formats.NBSP, " ")


def _is_number(values: pd.Series) -> bool:
    if values.dtype.kind in "iuf":
        return True
    if pd.api.types.is_bool_dtype(values.dtype):
        return False
    return pd.api.types.is_numeric_dtype(values.dtype) or (
        values.dtype == object and pd.api.types.infer_dtype(values, skipna=True) in NUMBERS
    )
