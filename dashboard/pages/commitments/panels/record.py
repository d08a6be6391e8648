"""One record of the register: what it says, what speaks for and against it, and the flow that it points to."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pandas as pd

from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.pages.commitments import figures, records, register_words, sentences
from dashboard.pages.commitments.panels import pledge
from dashboard.pages.commitments.subject import Subject
from dashboard.words import formats
from dashboard.words.language import _

Line = tuple[str, object]


def panels(subject: Subject) -> Iterator[Panel]:
    """The flows, what the promise is a share of, the card, and the evidence; nothing where no record is open."""
    if not subject.choice.opened:
        return
    for row in subject.opened_pledges.to_dict("records"):
        if row["measure"] != "none":
            yield pledge.years(subject, row)
        shares = subject.scale(row["pledge_flow_id"])
        if len(shares):
            yield pledge.scale(row, shares)
    yield card(subject.opened)
    if len(subject.evidence):
        yield _evidence(subject.evidence, subject.choice.record)


def card(row: pd.Series) -> Panel:
    """All that is recorded, one line each; what is not stated is left out."""
    lines = [(label, value) for label, value in _lines(row) if not formats.missing(value) and str(value)]
    frame = pd.DataFrame(lines, columns=["item", "text"]).assign(
        record_id=row["record_id"], source_ids=[row["source_ids"]] * len(lines)
    )
    frame["link"] = frame["text"].where(frame["text"].str.startswith(("https://", "http://")), "")
    return Panel(
        panel_id="commitments_card",
        title=_("{id}, details recorded: {n}").format(id=row["record_id"], n=len(frame)),
        frame=frame,
        columns=[Column("item", _("Item")), Column("text", _("Recorded"), prose=True, link="link")],
        caption=_("{kind}; what no source states is left out").format(kind=register_words.kind(row["record_type"])),
        file_parts=["record", row["record_id"]],
        caveats=_card_caveats(row),
        depends=("record",),
    )


def _lines(row: pd.Series) -> list[Line]:
    get = row.get
    codes = "; ".join([*records.listed(get("hs6s")), *records.listed(get("hs4s"))])
    ours = _("{codes} (our hint, not in the source)") if get("hs_basis") == "our_hint" else "{codes}"
    amount = figures.sum_of(row) if not formats.missing(get("amount_low")) else None
    capacity = (
        None if formats.missing(get("capacity")) else f"{row['capacity']:,.6g} {get('capacity_unit') or ''}".strip()
    )
    return [
        *_who(row),
        (_("Instrument"), get("instrument")),
        (_("Kind of measure"), get("measure_type")),
        (_("Notice number"), get("announcement_no")),
        (_("Amount as published"), amount),
        (_("Capacity or size"), capacity),
        (_("Value as published"), " ".join(str(get(n)) for n in ("value", "unit") if not formats.missing(get(n)))),
        *_when(row),
        (_("Minerals"), get("minerals")),
        (_("Customs codes"), ours.format(codes=codes) if codes else None),
        (_("Codes as listed"), get("hs_codes")),
        (_("Stage"), get("stage")),
        (_("Place"), get("location")),
        (_("State"), register_words.state(get("state")) if not formats.missing(get("state")) else None),
        (_("Status in words"), _first(row, "status", "status_on_2026_11_23", "verification_status")),
        (_("Outcome of the check"), register_words.verification(row["verification"]) if get("verification") else None),
        *_disputed(row),
        (_("Confidence"), get("confidence")),
        (_("Notes"), get("notes")),
        (_("Source"), get("publisher")),
        (_("Published"), get("published_date")),
        (_("Found at"), get("locator")),
        (_("Address"), get("source_url")),
        (_("Row of the register"), f"{row['source_file']}, {row['source_row']}"),
    ]


def _who(row: pd.Series) -> list[Line]:
    get = row.get
    return [
        (_("Who"), _first(row, "actors", "companies", "issuer", "entities")),
        (_("With or for whom"), _first(row, "counterparts", "partner_countries")),
        (_("Aimed at"), get("target_countries")),
        (_("Countries"), _first(row, "countries", "country")),
        (_("Shareholding"), get("stake_structure")),
        (_("Whose claim it is"), get("tone")),
    ]


def _when(row: pd.Series) -> list[Line]:
    get = row.get
    period = [str(get(name)) for name in ("period_start", "period_end") if not formats.missing(get(name))]
    return [
        (_("Dated"), _first(row, "date", "signed_date", "date_announced", "reference_year")),
        (_("Period"), " \N{EN DASH} ".join(period)),
        (_("In effect from"), get("effective_date")),
        (_("End or suspension"), get("end_or_suspension_date")),
        (_("Start, planned or actual"), None if formats.missing(get("start_year")) else str(int(row["start_year"]))),
    ]


def _disputed(row: pd.Series) -> list[Line]:
    """The two values of a disagreement."""
    if row["record_type"] != "disagreement":
        return []
    said = [
        (_("Value A"), row["value_a"]),
        (_("Source of A"), row["source_a"]),
        (_("Value B"), row["value_b"]),
        (_("Source of B"), row["source_b"]),
    ]
    return [*said, (_("Preferred"), row["preferred"]), (_("Reason"), row["reason"])]


def _first(row: pd.Series, *names: str) -> object:
    return next((row[name] for name in names if name in row and not formats.missing(row[name])), None)


def _card_caveats(row: pd.Series) -> list[str]:
    said = []
    if row.get("hs_basis") == "our_hint":
        said.append(_("Customs codes marked as our hint were chosen for this register; the source does not name them."))
    if not formats.missing(row.get("amount_low")):
        said.append(_("Sums of different records may overlap and are never added up."))
    if not formats.missing(row.get("lat")):
        said.append(_("The point on the map is an approximate town or site."))
    return said


def _evidence(frame: pd.DataFrame, record_id: str) -> Panel:
    """What speaks for, against or about the record."""
    about = frame["related_id"].fillna(frame["disagreement_id"])
    frame = frame.assign(about=about, page=[records.page_of(found) for found in about])
    columns = [
        Column("relation", _("What it does"), register_words.relation),
        Column("says", _("What it says"), cell=_says, prose=True),
        Column("about", _("Record"), page="page"),
        Column("reason", _("Which value is preferred, and why"), cell=_preferred, prose=True),
        Column("url", _("Page"), _host, link="url"),
    ]
    return Panel(
        panel_id="commitments_evidence",
        title=sentences.evidence_title(frame, record_id),
        frame=frame,
        columns=columns,
        caption=_("{n} sources and records about {id}").format(n=len(frame), id=record_id),
        file_parts=["evidence", record_id],
        depends=("record",),
    )


def _says(row: Row) -> str:
    for name in ("says", "related_statement"):
        if not formats.missing(row[name]):
            return str(row[name])
    return _("the same")


def _preferred(row: Row) -> str:
    if formats.missing(row["disagreement_id"]):
        return ""
    return f"{row['topic']}: {row['preferred']}. {row['reason']}"


def _host(url: object) -> str:
    return formats.NOT_AVAILABLE if formats.missing(url) else urlsplit(str(url)).netloc.removeprefix("www.")
