"""Figures printed in reports and the press, where no customs extract of ours has them.

Five CSV files of our own collection, each row with its page: China's gallium and germanium exports by month and by
year, Japan's imports by country, prices, and China's exports of rare earths and magnets. They are points with gaps:
nothing is interpolated, conflicting figures are both kept, and a figure is never joined to a customs series.

A row may print a weight, a value, a share and a change on the year; each becomes a point with its own unit. Traps:
``WORLD`` is the world total; ``AUS+CAN`` is two countries in one figure and becomes no country; an implied zero
(``basis`` implied) follows from the text and is not printed; rows marked "exporter-side" are Chinese or Chilean
export statistics. A period whose end is not stated is read as widely as its words allow, and the note says so.

To add figures: append rows to the five files and run ``python -m etl refresh published_points --from <folder>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from etl.errors import SourceFormatError
from etl.release_files import Line, Table, check_unique, find_file, number, read_csv
from etl.sources import Slice
from etl.sources._published_periods import Period, period

ID = "published_points"
SOURCE_ID = "published_points_2026_11"
CITED = ("note", "source_url", "publisher", "published_date", "locator", "confidence")
COLUMNS = {
    "cn_exports_ga_ge_monthly.csv": ("metal", "year", "month", "period_start", "period_end", "destination_iso3",
                                     "quantity_kg", "basis", *CITED),
    "cn_exports_ga_ge_annual.csv": ("metal", "year", "period", "destination_iso3", "quantity_kg", "value_usd_million",
                                    "share_pct", "qualifier", "change_pct_yoy", *CITED),
    "jp_imports_published.csv": ("mineral", "year", "period", "partner_iso3", "share_pct", "qualifier", "quantity",
                                 "unit", "definition", *CITED),
    "ga_ge_prices.csv": ("date", "metal", "grade", "market", "price_low", "price_high", "currency", "unit",
                         "usd_per_kg_low", "usd_per_kg_high", "assessor", *CITED),
    "rare_earth_magnet_exports_cn.csv": ("product", "year", "month", "period_start", "period_end", "destination_iso3",
                                         "quantity_t", "change_pct_yoy", *CITED),
}  # fmt: skip
QUALIFIERS = {"": None, "=": None, "~": "about", ">": "more than", "<": "less than"}
BASES = ("reported", "reported_rounded", "implied", "computed", "share_only")
CONFIDENCES = ("high", "medium", "low")
CHANGE = "% change on year"


def extract(path: Path) -> list[Table]:
    """The five files of the folder, as text.

    Raises:
        SourceFormatError: a file is missing, empty or without a column.
    """
    return [read_csv(find_file(path, name), columns) for name, columns in COLUMNS.items()]


def tidy(raw: list[Table]) -> list[Slice]:
    """One slice of core.published_point, one row per printed figure.

    Raises:
        SourceFormatError: a cell that is no number, a period or word that is not known, a missing source, a row twice.
    """
    readers = dict(zip(COLUMNS, (_exports, _exports, _imports, _prices, _magnets), strict=True))
    points: list[dict] = []
    for table in raw:
        check_unique(
            [(tuple(line.cells.values()), line.number) for line in table.lines], file=table.file, columns="all"
        )
        for line in table.lines:
            row = _Row(table.file, line)
            points += [row.cite(point) for point in readers[table.file](row)]
    return [Slice(SOURCE_ID, "published_point", pd.DataFrame(points))]


class _Row:
    """A row of one of the files, with its place for messages."""

    def __init__(self, file: str, line: Line):
        self.file, self.line, self.cells = file, line.number, {k: v.strip() for k, v in line.cells.items()}

    def refuse(self, what: str, column: str, todo: str) -> SourceFormatError:
        return SourceFormatError(what, file=self.file, row=self.line, column=column, todo=todo)

    def figure(self, column: str) -> float | None:
        """A number, or None where the cell is empty."""
        cell = self.cells[column]
        return number(cell, file=self.file, row=self.line, column=column) if cell else None

    def span(self, column: str) -> tuple[float | None, float | None]:
        """A number, or both ends of a printed range such as ``70-85``."""
        ends = re.fullmatch(r"([\d.]+)-([\d.]+)", self.cells[column])
        if not ends:
            return self.figure(column), None
        low, high = (number(end, file=self.file, row=self.line, column=column) for end in ends.groups())
        return low, high

    def word(self, column: str, allowed: tuple[str, ...]) -> str:
        """A word of a closed list."""
        if self.cells[column] not in allowed:
            raise self.refuse(f"{self.cells[column]!r} is not known", column, f"Write one of {', '.join(allowed)}.")
        return self.cells[column]

    def qualifier(self) -> str | None:
        """about, more than, less than, or None for an exact figure."""
        return QUALIFIERS[self.word("qualifier", tuple(QUALIFIERS))]

    def period(self, text: str, column: str) -> Period:
        """First and last day of the printed period."""
        found = period(text, self.cells.get("year", ""))
        if found is None or found.end < found.start:
            raise self.refuse(
                f"{text!r} is not a period", column, "Write 2024, 2024-06, 2024-H1 or 2024-01 to 2024-06, or teach it."
            )
        return found

    def months(self) -> Period:
        """The period of the files that print first and last month."""
        return self.period(f"{self.cells['period_start']} to {self.cells['period_end']}", "period_start")

    def cite(self, point: dict) -> dict:
        """The point with its period as dates, its source and its place."""
        for column in ("source_url", "publisher"):
            if not self.cells[column]:
                raise self.refuse("A figure without a source", column, "Name the page and its publisher.")
        when, remark = point.pop("when"), point.pop("remark", None)
        printed = self.cells.get("period") or self.cells.get("date")
        loose = None if when.exact or printed is None else f"Period as printed: {printed}; read as {_words(when)}."
        note = " ".join(part.rstrip(".") + "." for part in (self.cells["note"], remark, loose) if part)
        date = self.cells["published_date"]
        return {
            "topic": point["topic"], "mineral_label": point["mineral"], "label": point["label"],
            "from_iso3": point.get("from"), "to_iso3": point.get("to"),
            "period_start": when.start, "period_end": when.end,
            "value": point["value"], "value_high": point.get("high"), "unit": point["unit"],
            "basis": point["basis"], "qualifier": point.get("qualifier"),
            "confidence": self.word("confidence", CONFIDENCES), "note": note or None,
            "source_url": self.cells["source_url"], "publisher": self.cells["publisher"],
            "published_date": None if date == "n.d." else date or None, "locator": self.cells["locator"] or None,
            "source_file": self.file, "source_row": self.line,
        }  # fmt: skip


def _words(when: Period) -> str:
    return f"{when.start} to {when.end}"


def _area(code: str) -> tuple[str | None, str | None]:
    """(area, remark): the world total by its code; a figure for several countries together has no area."""
    if "+" in code:
        return None, f"One figure for {' and '.join(code.split('+'))} together."
    return ("WLD" if code == "WORLD" else code), None


def _exports(row: _Row) -> Iterator[dict]:
    """Gallium and germanium sold by China: by month (weight) or by year (weight, value, share, change)."""
    cells = row.cells
    monthly = "period_start" in cells
    to, remark = _area(cells["destination_iso3"])
    common = {
        "topic": "china_exports", "mineral": cells["metal"], "from": "CHN", "to": to, "remark": remark,
        "when": row.months() if monthly else row.period(cells["period"], "period"),
        "qualifier": None if monthly else row.qualifier(),
    }  # fmt: skip
    label = f"{cells['metal']} metal exported by China"
    basis = row.word("basis", BASES) if monthly else "reported"
    if monthly and basis == "share_only":
        share = re.search(r"Japan ([\d.]+)%", cells["note"]) if to == "JPN" else None
        yield common | {
            "label": f"share of {label}",
            "value": float(share[1]) if share else None,
            "unit": "%",
            "basis": basis,
        }
        return
    figures = [(label, "quantity_kg", "kg", basis)]
    if not monthly:
        only = "reported" if cells["quantity_kg"] or cells["value_usd_million"] else "share_only"
        figures += [
            (label, "value_usd_million", "USD million", basis),
            (f"share of {label}", "share_pct", "%", only),
            (f"change of {label}", "change_pct_yoy", CHANGE, basis),
        ]
    yield from _printed(row, common, figures)


def _imports(row: _Row) -> Iterator[dict]:
    """Imports of Japan: weight, share, or both."""
    cells = row.cells
    area, remark = _area(cells["partner_iso3"])
    common = {
        "topic": "japan_imports", "mineral": cells["mineral"], "from": area, "to": "JPN", "remark": remark,
        "when": row.period(cells["period"], "period"), "qualifier": row.qualifier(),
    }  # fmt: skip
    label = f"{cells['mineral']}: {cells['definition']}".rstrip(": ")
    if cells["quantity"] and not cells["unit"]:
        raise row.refuse("A quantity without a unit", "unit", "Write t or kg.")
    shares = "reported" if cells["quantity"] else "share_only"
    figures = [(label, "quantity", cells["unit"], "reported"), (f"share, {label}", "share_pct", "%", shares)]
    yield from _printed(row, common, figures)


def _magnets(row: _Row) -> Iterator[dict]:
    """Rare earths and magnets sold by China: weight and change."""
    cells = row.cells
    to, remark = _area(cells["destination_iso3"])
    common = {
        "topic": "magnet_exports" if "magnets" in cells["product"] else "china_exports",
        "mineral": cells["product"], "from": "CHN", "to": to, "remark": remark, "when": row.months(),
    }  # fmt: skip
    label = f"{cells['product']} exported by China"
    figures = [(label, "quantity_t", "t", "reported"), (f"change of {label}", "change_pct_yoy", CHANGE, "reported")]
    yield from _printed(row, common, figures)


def _printed(row: _Row, common: dict, figures: list[tuple[str, str, str, str]]) -> Iterator[dict]:
    """A point per filled column; one point without a value where the source has words only."""
    filled = [each for each in figures if row.cells[each[1]]]
    for label, column, unit, basis in filled:
        low, high = row.span(column)
        yield common | {"label": label, "value": low, "high": high, "unit": unit, "basis": basis}
    if not filled:
        yield common | {"label": figures[0][0], "value": None, "unit": "not stated", "basis": "reported"}


def _prices(row: _Row) -> Iterator[dict]:
    """A price as quoted, and in US dollars per kilogram where that was printed or only the mass unit differs."""
    cells = row.cells
    common = {
        "topic": "price", "mineral": cells["metal"], "when": row.period(cells["date"], "date"),
        "label": ", ".join(cells[name] for name in ("metal", "grade", "market", "assessor") if cells[name]),
    }  # fmt: skip
    yield common | _quote(row, "price_low", "price_high") | {
        "unit": f"{cells['currency']}/{cells['unit']}", "basis": "reported",
    }  # fmt: skip
    converted = cells["usd_per_kg_low"] or cells["usd_per_kg_high"]
    if converted and (cells["currency"], cells["unit"]) != ("USD", "kg"):
        yield common | _quote(row, "usd_per_kg_low", "usd_per_kg_high") | {
            "unit": "USD/kg", "basis": "computed" if cells["currency"] == "USD" else "reported",
        }  # fmt: skip


def _quote(row: _Row, low_column: str, high_column: str) -> dict:
    """One price, both ends of a range, or the one end that was printed."""
    low, high = row.figure(low_column), row.figure(high_column)
    if low is None and high is None:
        raise row.refuse("A price row without a price", low_column, "Fill it in or delete the row.")
    if low is not None and high is not None and high < low:
        raise row.refuse("The upper price is below the lower", high_column, "Swap or correct them.")
    qualifier = "more than" if high is None else "up to" if low is None else None
    return {"value": low, "high": None if high == low else high, "qualifier": qualifier}
