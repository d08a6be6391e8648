"""How the parts of the commitments page print what the policy register holds: states, dates, sums, flows, links."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import controls_register, permalink, text
from dashboard.table import Column, Row
from dashboard.text import _

PATH = "commitments"
ARROW = "\N{RIGHTWARDS ARROW}"
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_PRINTED = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def printed(day: object, precision: object = "day") -> str:
    """A date as exactly as it is known."""
    if text.missing(day):
        return text.NOT_AVAILABLE
    form = _PRINTED["day" if text.missing(precision) else str(precision)]
    return pd.Timestamp(day).strftime(form)


def money(low: float | None, high: float | None, currency: str | None) -> str:
    """A sum as published, in its own currency; a range keeps both ends."""
    if text.missing(low):
        return text.NOT_AVAILABLE
    ends = [_short(low)] if text.missing(high) or high == low else [_short(low), _short(high)]
    said = " \N{EN DASH} ".join(ends)
    return said if text.missing(currency) else f"{said} {currency}"


def sum_of(row: Row) -> str:
    """The sum of a record as published, with the dollars that a source prints beside it."""
    said = money(row["amount_low"], row["amount_high"], row["currency"])
    if text.missing(row["amount_usd"]) or row["currency"] == "USD":
        return said
    return _("{sum} ({usd} as published)").format(sum=said, usd=money(row["amount_usd"], None, "USD"))


def state(state_id: str | None) -> str:
    """Name of a state."""
    return (
        text.NOT_AVAILABLE if text.missing(state_id) else controls_register.states().get(str(state_id), str(state_id))
    )


def verification(state_id: str) -> str:
    """Outcome of the check of a claim."""
    return {
        "verified": _("Verified"),
        "partly_verified": _("Partly verified"),
        "contradicted": _("Contradicted"),
        "article_only": _("Article only: found nowhere else"),
        "not_checkable": _("Not checkable"),
    }[state_id]


def relation(relation_id: str) -> str:
    """What a source does to a record."""
    return {
        "corroborates": _("Says the same"),
        "contradicts": _("Contradicts it"),
        "qualifies": _("Qualifies it"),
        "same_fact": _("Same fact in this register"),
    }[relation_id]


def basis_of_date(basis_id: str) -> str:
    """What the date is from which an effect can be expected."""
    return {
        "signed": _("signed"),
        "announced": _("announced"),
        "start": _("started"),
        "planned_start": _("planned start"),
        "in_force": _("in force"),
    }[basis_id]


def kind(record_type: str) -> str:
    """Kind of a record."""
    return {
        "claim": _("Claim of the article"),
        "commitment": _("Commitment of Japan and Central Asia"),
        "project": _("Project or deal"),
        "event": _("Export control"),
        "peer_commitment": _("Commitment of others, or of Japan elsewhere"),
        "policy": _("Policy of Japan"),
        "context": _("Context"),
        "disagreement": _("Disagreement between sources"),
    }[record_type]


def listed(values: object) -> list[str]:
    """The members of a list cell that are there."""
    return [] if text.missing(values) or values is None else [str(value) for value in values if not text.missing(value)]


def flow(row: Mapping) -> str:
    """The flow of a pledge: who, to whom, what."""
    what = f"{row[text.name_column('mineral')]}, {text.stage(str(row['stage'])).lower()}"
    if row["importer_iso3"] == "WLD":
        return _("Production in {country}: {what}").format(country=row[text.name_column("exporter")], what=what)
    return f"{row[text.name_column('exporter')]} {ARROW} {row[text.name_column('importer')]}: {what}"


def mean(value: float | None, basis: object) -> str:
    """A yearly mean with its unit."""
    if text.missing(value) or text.missing(basis):
        return text.NOT_AVAILABLE
    if basis == "value":
        return _("{n} million USD").format(n=text.million_usd(value))
    return f"{text.tonnes(value) if value >= 0.05 or value == 0 else f'{value:.3f}'} t"


def change(value: float | None) -> str:
    """A relative change with its sign."""
    if text.missing(value):
        return text.NOT_AVAILABLE
    percent = round(float(value) * 100)
    sign = "+" if percent > 0 else text.MINUS if percent < 0 else ""
    return f"{sign}{abs(percent):,}{text.NBSP}%"


def span(first: object, last: object) -> str:
    """Years of a window."""
    if text.missing(first):
        return text.NOT_AVAILABLE
    return str(int(first)) if first == last else f"{int(first)}\N{EN DASH}{int(last)}"


def with_record_page(frame: pd.DataFrame, record: str = "record_id") -> pd.DataFrame:
    """The frame with the address of each record's card in ``record_page``."""
    return frame.assign(record_page=[permalink.address(PATH, record=record_id) for record_id in frame[record]])


def matching(frame: pd.DataFrame, column: str, wanted: str) -> pd.DataFrame:
    """Rows whose list in ``column`` holds the wanted identifier; all rows if any will do."""
    if wanted == permalink.ANY:
        return frame
    return frame[[wanted in listed(values) for values in frame[column]]]


def source_column() -> Column:
    """Publisher, leading to the page of the source."""
    return Column("publisher", _("Source"), link="source_url")


def meanings() -> dict[str, str]:
    """Meaning of the columns that all tables of the register share, for the Metadata sheet."""
    return {
        "record_id": _("identifier in the register"),
        "statement": _("what the source says, in our words"),
        "state": _("state in one word"),
        "amount_low": _("sum as published, lower end, in currency; never added up over rows"),
        "amount_usd": _("the sum in US dollars where a source prints it; never converted here"),
        "country_iso3s": _("countries named"),
        "mineral_ids": _("minerals named"),
        "confidence": _("high, medium or low"),
        "source_url": _("page of the source"),
        "source_ids": _("releases, see the sheet Sources"),
    }


def _short(value: float) -> str:
    for size, word in _SCALES:
        if abs(value) >= size:
            return f"{value / size:,.6g} {_(word)}"
    return f"{value:,.6g}"
