"""One record of the register: what it says, what speaks for and against it, and the flow that it points to."""

from __future__ import annotations

import pandas as pd

from dashboard import db, permalink, text
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import commitments_flow, commitments_pledge
from dashboard.views import commitments_words as words


def record(record_id: str) -> pd.Series:
    """The record with all that is recorded about it."""
    return db.query("commitments_record", record=record_id).iloc[0]


def pledges(chosen: dict) -> pd.DataFrame:
    """The flows that the open record points to."""
    frame = commitments_flow.pledges(chosen)
    return frame[frame["record_id"] == chosen["record"]]


def answer(chosen: dict) -> tuple[str, str, list[str]]:
    """The statement, then for each flow the verdict in words, the start, and the size of the promise."""
    row = record(chosen["record"])
    details = [line for pledge in pledges(chosen).to_dict("records") for line in commitments_pledge.in_words(pledge)]
    return str(row["statement"]), "", details[:12]


def title(chosen: dict) -> str:
    """Identifier and title, or the kind of record where it has no title."""
    row = record(chosen["record"])
    name = words.kind(row["record_type"]) if text.missing(row["title"]) else row["title"]
    return f"{row['record_id']} \N{MIDDLE DOT} {name}"


def filters(chosen: dict) -> str:
    """Which filters stand above the record: windows only where there is a flow to compare."""
    return "record_flow" if pledges(chosen)["measurable"].any() else "record"


def panels(chosen: dict) -> list[Panel]:
    """The flows, what the promise is a share of, the card, and the evidence."""
    row = record(chosen["record"])
    made = []
    for pledge in pledges(chosen).to_dict("records"):
        made += [commitments_pledge.flow(pledge, chosen)] if pledge["measure"] != "none" else []
        shares = commitments_pledge.shares(pledge["pledge_flow_id"])
        made += [commitments_pledge.scale(pledge, shares)] if len(shares) else []
    evidence_rows = db.query("commitments_evidence", record=chosen["record"])
    return [*made, card(row), *([evidence(evidence_rows, chosen)] if len(evidence_rows) else [])]


def card(row: pd.Series) -> Panel:
    """All that is recorded, one line each; what is not stated is left out."""
    lines = [(label, value) for label, value in _lines(row) if not text.missing(value) and str(value)]
    frame = pd.DataFrame(lines, columns=["item", "text"]).assign(
        record_id=row["record_id"], source_ids=[row["source_ids"]] * len(lines)
    )
    frame["link"] = frame["text"].where(frame["text"].str.startswith(("https://", "http://")), "")
    return Panel(
        panel_id="commitments_card",
        title=_("What is recorded"),
        frame=frame,
        columns=[Column("item", _("Item")), Column("text", _("Recorded"), prose=True, link="link")],
        caption=_("{id}, {kind}").format(id=row["record_id"], kind=words.kind(row["record_type"])),
        file_parts=["record", row["record_id"]],
        caveats=_card_caveats(row),
    )


def _lines(row: pd.Series) -> list[tuple[str, object]]:
    get = row.get
    codes = "; ".join([*words.listed(get("hs6s")), *words.listed(get("hs4s"))])
    ours = _("{codes} (our hint, not in the source)") if get("hs_basis") == "our_hint" else "{codes}"
    amount = words.sum_of(row) if not text.missing(get("amount_low")) else None
    capacity = None if text.missing(get("capacity")) else f"{row['capacity']:,.6g} {get('capacity_unit') or ''}".strip()
    return [
        *_who(row),
        (_("Instrument"), get("instrument")),
        (_("Kind of measure"), get("measure_type")),
        (_("Notice number"), get("announcement_no")),
        (_("Amount as published"), amount),
        (_("Capacity or size"), capacity),
        (_("Value as published"), " ".join(str(get(n)) for n in ("value", "unit") if not text.missing(get(n)))),
        *_when(row),
        (_("Minerals"), get("minerals")),
        (_("Customs codes"), ours.format(codes=codes) if codes else None),
        (_("Codes as listed"), get("hs_codes")),
        (_("Stage"), get("stage")),
        (_("Place"), get("location")),
        (_("State"), words.state(get("state")) if not text.missing(get("state")) else None),
        (_("Status in words"), _first(row, "status", "status_on_2026_11_23", "verification_status")),
        (_("Outcome of the check"), words.verification(row["verification"]) if get("verification") else None),
        *_disputed(row),
        (_("Confidence"), get("confidence")),
        (_("Notes"), get("notes")),
        (_("Source"), get("publisher")),
        (_("Published"), get("published_date")),
        (_("Found at"), get("locator")),
        (_("Address"), get("source_url")),
        (_("Row of the register"), f"{row['source_file']}, {row['source_row']}"),
    ]


def _who(row: pd.Series) -> list[tuple[str, object]]:
    get = row.get
    return [
        (_("Who"), _first(row, "actors", "companies", "issuer", "entities")),
        (_("With or for whom"), _first(row, "counterparts", "partner_countries")),
        (_("Aimed at"), get("target_countries")),
        (_("Countries"), _first(row, "countries", "country")),
        (_("Shareholding"), get("stake_structure")),
        (_("Whose claim it is"), get("tone")),
    ]


def _when(row: pd.Series) -> list[tuple[str, object]]:
    get = row.get
    period = [str(get(name)) for name in ("period_start", "period_end") if not text.missing(get(name))]
    return [
        (_("Dated"), _first(row, "date", "signed_date", "date_announced", "reference_year")),
        (_("Period"), " \N{EN DASH} ".join(period)),
        (_("In effect from"), get("effective_date")),
        (_("End or suspension"), get("end_or_suspension_date")),
        (_("Start, planned or actual"), None if text.missing(get("start_year")) else str(int(row["start_year"]))),
    ]


def _disputed(row: pd.Series) -> list[tuple[str, object]]:
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
    return next((row[name] for name in names if name in row and not text.missing(row[name])), None)


def _card_caveats(row: pd.Series) -> list[str]:
    said = []
    if row.get("hs_basis") == "our_hint":
        said.append(_("Customs codes marked as our hint were chosen for this register; the source does not name them."))
    if not text.missing(row.get("amount_low")):
        said.append(_("Sums of different records may overlap and are never added up."))
    if not text.missing(row.get("lat")):
        said.append(_("The point on the map is an approximate town or site."))
    return said


def evidence(frame: pd.DataFrame, chosen: dict) -> Panel:
    """What speaks for, against or about the record."""
    frame = frame.assign(
        about=frame["related_id"].fillna(frame["disagreement_id"]),
        page=[
            None if text.missing(found) else permalink.address(words.PATH, record=str(found))
            for found in frame["related_id"].fillna(frame["disagreement_id"])
        ],
    )
    columns = [
        Column("relation", _("What it does"), words.relation),
        Column("says", _("What it says"), cell=_says, prose=True),
        Column("about", _("Record"), page="page"),
        Column("reason", _("Which value is preferred, and why"), cell=_preferred, prose=True),
        Column("url", _("Page"), _host, link="url"),
    ]
    return Panel(
        panel_id="commitments_evidence",
        title=_("What speaks for and against it"),
        frame=frame,
        columns=columns,
        caption=_("{n} sources and records about {id}").format(n=len(frame), id=chosen["record"]),
        file_parts=["evidence", chosen["record"]],
    )


def _says(row: dict) -> str:
    for name in ("says", "related_statement"):
        if not text.missing(row[name]):
            return str(row[name])
    return _("the same")


def _preferred(row: dict) -> str:
    if text.missing(row["disagreement_id"]):
        return ""
    return f"{row['topic']}: {row['preferred']}. {row['reason']}"


def _host(url: object) -> str:
    return text.NOT_AVAILABLE if text.missing(url) else str(url).split("/")[2].removeprefix("www.")
