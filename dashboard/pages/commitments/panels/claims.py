"""The article, checked: its claims, and the disagreements between sources."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.pages.commitments import records, register_words, sentences
from dashboard.pages.commitments.subject import Subject
from dashboard.state.permalink import link
from dashboard.words import formats, names
from dashboard.words.language import _

GROUP_OF_ALL = "critical_minerals"


def panels(subject: Subject) -> Iterator[Panel]:
    """Claims in the order of the article, then disagreements."""
    yield _claims(subject)
    yield _disagreements(subject)


def _claims(subject: Subject) -> Panel:
    frame = subject.claims
    related = [next(iter(records.listed(ids)), None) for ids in frame["related_ids"]]
    frame = frame.assign(
        data_page=[_data_page(row) for row in frame.to_dict("records")],
        related=related,
        related_page=[records.page_of(one) for one in related],
    )

    def data(row: Row) -> str:
        if not formats.missing(row["page_mineral_id"]):
            return names.mineral(subject.ask, row["page_mineral_id"])
        return "" if formats.missing(row["data_page"]) else _("Overview")

    columns = [
        Column("record_id", _("Claim"), sub=_paragraph, page="record_page"),
        Column("statement", _("What the article says"), prose=True),
        Column("verification", _("State"), register_words.verification, sub=_outcome),
        Column("corroborating", _("Pages that say the same"), formats.count, numeric=True),
        Column("contradicted_by", _("What contradicts or qualifies it"), cell=_against, prose=True),
        Column("data_page", _("Data"), cell=data, page="data_page"),
        Column("related", _("Record"), page="related_page"),
        records.source_column(),
    ]
    return Panel(
        panel_id="commitments_claims",
        title=sentences.claims_title(frame),
        frame=frame,
        columns=columns,
        caption=_("{n} claims in the order of the article, in our words").format(n=len(frame)),
        file_parts=["article-claims"],
        depends=(),
        caveats=[
            _("Article only: found nowhere else, so no figure of ours rests on it."),
            _("A claim opens with all pages that speak for and against it."),
        ],
    )


def _outcome(row: Row) -> str:
    said = str(row["verification_status"])
    return "" if said.lower() == register_words.verification(row["verification"]).lower() else said


def _paragraph(row: Row) -> str:
    return _("paragraph {n}").format(n=row["paragraph"])


def _against(row: Row) -> str:
    parts = [*records.listed(row["contradicted_by"]), *records.listed(row["qualified_by"])]
    ids = ", ".join(records.listed(row["disagreement_ids"]))
    return f"{'; '.join(parts)} ({ids})" if parts else ids


def _data_page(row: Row) -> str | None:
    """The page of this dashboard that bears on a claim."""
    if not formats.missing(row["page_mineral_id"]):
        return link("mineral", mineral=row["page_mineral_id"])
    about_china = {"CHN", "JPN"} <= set(records.listed(row["country_iso3s"]))
    if GROUP_OF_ALL in records.listed(row["mineral_ids"]) or about_china:
        return link("", part="flow")
    return None


def _disagreements(subject: Subject) -> Panel:
    frame = subject.disagreements
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
        title=sentences.disagreements_title(len(frame)),
        frame=frame,
        columns=columns,
        caption=_("{n} disagreements, both values kept; each value leads to its source").format(n=len(frame)),
        file_parts=["disagreements"],
        depends=(),
    )
