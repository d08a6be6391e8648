"""The article, checked: its claims, the disagreements between sources, and apart from them its context."""

from __future__ import annotations

import pandas as pd

from dashboard import db, headline_register, permalink, text
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import commitments_words as words

# Claims with a figure, and the disagreement that holds what else is printed.
SIDE_BY_SIDE = ((("A10", "A12"), "D01"), (("A19",), "D02"), (("A33",), "D03"))
GROUP_OF_ALL = "critical_minerals"


def answer(_chosen: dict) -> tuple[str, str, list[str]]:
    """How the claims fared, and which figures are shown as they stand."""
    return headline_register.claims(db.query("commitments_claims")), "", as_they_stand()


def as_they_stand() -> list[str]:
    """Figures of the article, each beside the two values that sources print."""
    said = db.query("commitments_claims").set_index("record_id")["statement"]
    values = db.query("commitments_disagreements").set_index("record_id")
    return [
        _("{claim} Sources print: {a}; {b}.").format(
            claim=" ".join(said[one] for one in claims),
            a=values.loc[dispute, "value_a"],
            b=values.loc[dispute, "value_b"],
        )
        for claims, dispute in SIDE_BY_SIDE
    ]


def panels(_chosen: dict) -> list[Panel]:
    """Claims in the order of the article, then disagreements."""
    return [_claims(), _disagreements()]


def _claims() -> Panel:
    frame = words.with_record_page(db.query("commitments_claims"))
    frame = frame.assign(
        data_page=[_data_page(row) for row in frame.to_dict("records")],
        related=[words.listed(ids)[0] if words.listed(ids) else None for ids in frame["related_ids"]],
    )
    frame["related_page"] = [
        None if text.missing(one) else permalink.address(words.PATH, record=str(one)) for one in frame["related"]
    ]
    columns = [
        Column("record_id", _("Claim"), sub=_paragraph, page="record_page"),
        Column("statement", _("What the article says"), prose=True),
        Column("verification", _("State"), words.verification, sub=_outcome),
        Column("corroborating", _("Pages that say the same"), text.count, numeric=True),
        Column("contradicted_by", _("What contradicts or qualifies it"), cell=_against, prose=True),
        Column("data_page", _("Data"), cell=_data, page="data_page"),
        Column("related", _("Record"), page="related_page"),
        words.source_column(),
    ]
    return Panel(
        panel_id="commitments_claims",
        title=_("The article, claim by claim"),
        frame=frame,
        columns=columns,
        caption=_("{n} claims in the order of the article, in our words").format(n=len(frame)),
        file_parts=["article-claims"],
        caveats=[
            _("Article only: found nowhere else, so no figure of ours rests on it."),
            _("A claim opens with all pages that speak for and against it."),
        ],
        meanings={**words.meanings(), "verification": _("outcome of the check"), "paragraph": _("of the article")},
    )


def _outcome(row: dict) -> str:
    said = str(row["verification_status"])
    return "" if said.lower() == words.verification(row["verification"]).lower() else said


def _paragraph(row: dict) -> str:
    return _("paragraph {n}").format(n=row["paragraph"])


def _against(row: dict) -> str:
    parts = [*words.listed(row["contradicted_by"]), *words.listed(row["qualified_by"])]
    ids = ", ".join(words.listed(row["disagreement_ids"]))
    return f"{'; '.join(parts)} ({ids})" if parts else ids


def _data_page(row: dict) -> str | None:
    """The page of this dashboard that bears on a claim."""
    if not text.missing(row["page_mineral_id"]):
        return permalink.address("mineral", mineral=row["page_mineral_id"])
    about_china = {"CHN", "JPN"} <= set(words.listed(row["country_iso3s"]))
    if GROUP_OF_ALL in words.listed(row["mineral_ids"]) or about_china:
        return permalink.address("./", part="flow")
    return None


def _data(row: dict) -> str:
    if not text.missing(row["page_mineral_id"]):
        names = db.query("minerals").set_index("mineral_id")[text.name_column("mineral")]
        return str(names.get(row["page_mineral_id"], row["page_mineral_id"]))
    return "" if text.missing(row["data_page"]) else _("Overview")


def _disagreements() -> Panel:
    frame = words.with_record_page(db.query("commitments_disagreements"))
    columns = [
        Column("record_id", _("No."), page="record_page"),
        Column("topic", _("About"), sub=lambda row: str(row["kind"])),
        Column("value_a", _("Value A"), prose=True, link="source_a"),
        Column("value_b", _("Value B"), prose=True, link="source_b"),
        Column("preferred", _("Preferred")),
        Column("reason", _("Why"), prose=True),
    ]
    return Panel(
        panel_id="commitments_disagreements",
        title=_("Where sources disagree"),
        frame=frame,
        columns=columns,
        caption=_("{n} disagreements, both values kept; each value leads to its source").format(n=len(frame)),
        file_parts=["disagreements"],
        meanings={**words.meanings(), "preferred_side": _("A, B, both (each in its scope) or unresolved")},
    )


def context_answer(chosen: dict) -> tuple[str, str, list[str]]:
    """Whose voice the context is."""
    frame = _context_rows(chosen)
    said = _("{n} notes around the article, each with whose claim it is; none is the voice of this dashboard.")
    return said.format(n=len(frame)), "", []


def context(chosen: dict) -> list[Panel]:
    """Context of the article, each sentence attributed."""
    frame = _context_rows(chosen)
    columns = [
        Column("record_id", _("No."), page="record_page"),
        Column("topic", _("Topic")),
        Column("statement", _("What is said"), prose=True),
        Column("tone", _("Whose claim it is")),
        Column("countries", _("Countries")),
        Column("dated", _("Date")),
        words.source_column(),
    ]
    made = Panel(
        panel_id="commitments_context",
        title=_("Context"),
        frame=frame,
        columns=columns,
        caption=_("{n} notes: rivalry in the region, other summit formats, trade, rights questions").format(
            n=len(frame)
        ),
        file_parts=["context"],
        caveats=[_("A sentence marked as a claim or a characterisation is that of its source.")],
        meanings={**words.meanings(), "tone": _("neutral fact, or whose claim it is")},
    )
    return [made] if len(frame) else []


def _context_rows(chosen: dict) -> pd.DataFrame:
    return words.with_record_page(words.matching(db.query("commitments_context"), "country_iso3s", chosen["place"]))
