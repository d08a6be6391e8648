"""What must hold within one row of the policy register, beyond the type of each cell."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

SPANS = (
    ("period_from", "period_to"), ("date_from", "date_to"), ("announced_from", "ends_on"),
    ("effective_from", "ends_on"), ("suspended_from", "suspended_to"), ("amount_low", "amount_high"),
    ("value_low", "value_high"),
)  # fmt: skip
# first day, last day, precision, and the cells as published that they restate
PRINTED_DATES = (
    ("date_from", "date_to", "date_precision", "date", "date"),
    ("period_from", "period_to", "period_precision", "period_start", "period_end"),
    ("signed_from", None, "signed_precision", "signed_date", None),
    ("announced_from", None, "announced_precision", "date_announced", None),
    ("effective_from", None, "effective_precision", "effective_date", None),
    (None, "ends_on", "ends_precision", None, "end_or_suspension_date"),
)
WHERE_KNOWN = {
    "mineral": "use an id of data/reference/minerals.csv, or add the mineral there.",
    "country": "use an id of data/reference/countries.csv, or add the country there.",
    "record": "use the id of a row of this register.",
    "series": "use an id of data/reference/trade_series.csv.",
}


class Row(NamedTuple):
    """A row with its line number; ``cells`` as written, ``values`` typed (a bad cell becomes None)."""

    line: int
    cells: dict[str, str]
    values: dict[str, Any]


def row_problems(table: str, row: Row, known: dict) -> Iterator[tuple[str, str]]:
    """What is wrong with one row, as (column, what and what to do).

    Args:
        table: register table.
        row: the row as read.
        known: sets of identifiers under "mineral", "country" and "series"; under "record" the table of each record.
    """
    yield from _link_problems(row, known)
    values = row.values
    for column in ("source_url", "source_a", "source_b"):
        if values.get(column) and not re.match(r"https?://\S+$", str(values[column])):
            yield column, f"{values[column]!r} is not a web address; give the address of the source."
    for url in values.get("corroborated_by") or []:
        if not re.match(r"https?://\S+$", url):
            yield "corroborated_by", f"{url!r} is not a web address; separate addresses by a semicolon."
    for start, end in SPANS:
        if values.get(start) is not None and values.get(end) is not None and values[end] < values[start]:
            yield end, f"{row.cells[end]} is before {start} {row.cells[start]}; swap or mend them."
    yield from _amount_problems(values)
    yield from _date_problems(row)
    if table == "disagreement" and len(values["fact_ids"] or []) != len(values["fact_sides"] or []):
        yield "fact_sides", "there must be one side (A, B, both, none) for each of fact_ids; complete it."
    if table == "pledge_flow":
        yield from _flow_problems(values, known)


def _amount_problems(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if values.get("amount_low") is not None and not values.get("currency"):
        yield "currency", "an amount without a currency; name it, such as JPY."
    if values.get("currency") and not re.fullmatch("[A-Z]{3}", str(values["currency"])):
        yield "currency", f"{values['currency']!r} is not an ISO 4217 code; write JPY, USD or the like."
    if (values.get("amount_low") is None) != (values.get("amount_high") is None):
        yield "amount_high", "amount_low and amount_high go together; for a single sum write it twice."


def _link_problems(row: Row, known: dict) -> Iterator[tuple[str, str]]:
    for column, value in row.values.items():
        kind = _kind(column)
        if kind is None:
            continue
        for name in value if isinstance(value, list) else [value] if value else []:
            if name not in known[kind]:
                yield column, f"unknown {kind} {name!r}; {WHERE_KNOWN[kind]}"
    for column, allowed in (("hs6s", r"\d{6}"), ("hs4s", r"\d{4}"), ("fact_sides", "A|B|both|none")):
        for name in row.values.get(column) or []:
            if not re.fullmatch(allowed, name):
                yield column, f"{name!r} is not allowed here; mend it."


def _kind(column: str) -> str | None:
    """What the identifiers in a column name; None: nothing that is listed."""
    if column.endswith(("mineral_ids", "mineral_id")):
        return "mineral"
    if column.endswith(("iso3s", "iso3")):
        return "country"
    if column in ("same_fact_ids", "fact_ids", "record_id", "yardstick_ids"):
        return "record"
    return "series" if column == "series_id" else None


def _date_problems(row: Row) -> Iterator[tuple[str, str]]:
    for first, last, precision, printed_first, printed_last in PRINTED_DATES:
        if precision not in row.values:
            continue
        dates = [name for name in (first, last) if name is not None and row.values.get(name)]
        if bool(dates) != bool(row.values[precision]):
            yield precision, "a date and its precision go together; fill in or empty both."
        for name, printed, at_end in ((first, printed_first, False), (last, printed_last, True)):
            if name is None or name not in dates:
                continue
            text = row.cells.get(printed or "", "")
            wanted = _day(text, at_end=at_end)
            if wanted and wanted != row.values[name]:
                yield (
                    name,
                    f"{row.cells[name]} does not restate {printed} {text} (expected {wanted}); mend one.",
                )


def _day(text: str, *, at_end: bool) -> date | None:
    """First or last day of a printed date; None where it is not a plain YYYY, YYYY-MM or YYYY-MM-DD."""
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", text)
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or (12 if at_end else 1))
    return date(year, month, int(match[3] or (monthrange(year, month)[1] if at_end else 1)))


def _flow_problems(values: dict, known: dict) -> Iterator[tuple[str, str]]:
    if values["record_id"] in known["record"] and known["record"][values["record_id"]] != values["record_type"]:
        yield "record_type", f"{values['record_id']} is a {known['record'][values['record_id']]}; say so."
    if values["measurable"] is not None and values["measurable"] != (values["measure"] != "none"):
        yield "measurable", "must be false where measure is none and true elsewhere; mend one of them."
    if values["measure"] and (values["measure"] == "none") != bool(values["reason_code"]):
        yield "reason_code", "a flow without a measure needs one, and no other flow; fill it in or empty it."
    needs = {"trade": ("series_id",), "production": ("production_mineral_id", "production_source_id")}
    for column in needs.get(values["measure"] or "", ()):
        if not values[column]:
            yield column, f"measure {values['measure']} needs it; fill it in."
    if values["exporter_iso3"] and values["exporter_iso3"] == values["importer_iso3"]:
        yield "importer_iso3", "seller and buyer are the same; for a plant write WLD."
