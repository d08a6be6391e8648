"""The sentences of the commitments page. Pure: from the frames that are drawn, so that both agree."""

from __future__ import annotations

import pandas as pd

from dashboard.content.column import Row
from dashboard.content.page import Answer
from dashboard.pages.commitments import figures, register_words
from dashboard.pages.commitments.subject import Subject
from dashboard.words import formats
from dashboard.words.language import _, name_column

TARGET = "C01"
# Claims with a figure, and the disagreement that holds what else is printed.
SIDE_BY_SIDE = ((("A10", "A12"), "D01"), (("A19",), "D02"), (("A33",), "D03"))
MOST_DETAILS = 12


def answer(subject: Subject) -> Answer:
    """What the open record says, or what the open part shows."""
    if subject.choice.opened:
        return _record(subject)
    return _PARTS[subject.choice.part](subject)


def _heading() -> str:
    return _("Commitments: from pledge to flow")


def _flow(subject: Subject) -> Answer:
    target = subject.record(TARGET)
    amount = formats.money(target["amount_low"], target["amount_high"], _("yen"))
    years = int(target["period_end"]) - int(target["period_start"])
    return Answer(_heading(), flows(amount, years, subject.pledges), amount, [not_judged(subject.pledges)])


def flows(target: str, years: int, pledges: pd.DataFrame) -> str:
    """The target of the Tokyo Declaration, and how the flows that pledges point to went.

    Args:
        target: the sum as published.
        years: the years that it is meant for.
        pledges: the drawn pledges with their verdicts.
    """
    counts = pledges["verdict"].value_counts()
    said = {
        "rising": _("{n} rose"),
        "flat": _("{n} stayed flat"),
        "falling": _("{n} fell"),
        "no_recorded_trade": _("{n} left no recorded trade"),
    }
    parts = [words.format(n=counts[verdict]) for verdict, words in said.items() if verdict in counts]
    judged = sum(int(counts.get(verdict, 0)) for verdict in said)
    start = _(
        "The Tokyo Declaration of December 2025 sets a target of {target} of business projects over {n} years"
    ).format(target=target, n=years)
    if not judged:
        return _("{start}; none of the {m} flows listed here can be judged.").format(start=start, m=len(pledges))
    return _("{start}; of the {m} flows that this and older records point to, {n} can be judged: {parts}.").format(
        start=start, m=len(pledges), n=judged, parts=formats.and_list(parts, 4)
    )


def not_judged(pledges: pd.DataFrame) -> str:
    """How many flows cannot be judged, and that timing is not causation."""
    counts = pledges["verdict"].value_counts()
    return _(
        "{early} are too early to judge and {blind} cannot be measured. Timing is not causation: "
        "the table says whether a flow changed, not why."
    ).format(early=counts.get("too_early", 0), blind=counts.get("not_measurable", 0))


def _register(subject: Subject) -> Answer:
    counts = subject.register["record_type"].value_counts()
    sentence = _(
        "{n} records: {c} commitments between Japan and Central Asia, {p} projects and deals, {o} commitments of "
        "others or of Japan elsewhere."
    ).format(
        n=len(subject.register),
        c=counts.get("commitment", 0),
        p=counts.get("project", 0),
        o=counts.get("peer_commitment", 0),
    )
    overlap = _("Sums are as published. They overlap from record to record, so they are never added up.")
    return Answer(_heading(), sentence, details=[overlap])


def _controls(subject: Subject) -> Answer:
    """Measures are counted, not their minerals."""
    frame = subject.all_measures
    measures = frame[frame["is_measure"]].drop_duplicates("record_id")
    counts = measures["state"].value_counts()
    china = measures[measures["is_of_china"] & (measures["state"] == "in_force")]
    sentence = _(
        "On {day}, {n} export controls of the register are in force, {china} of them China's; suspended: {s}; "
        "state unknown: {u}."
    ).format(
        day=subject.choice.day,
        n=counts.get("in_force", 0),
        china=len(china),
        s=counts.get("suspended", 0),
        u=counts.get("unknown", 0),
    )
    return Answer(_heading(), sentence, details=[checked(frame)])


def checked(measures: pd.DataFrame) -> str:
    """When the register was last checked, and whether the day asked for is later."""
    if measures.empty:
        return _("No measure of the register had been announced by this day.")
    said = _("Register last checked on {day}.").format(day=figures.printed(measures["checked_on"].iloc[0]))
    if measures["is_after_check"].iloc[0]:
        said += " " + _("The day asked for is later: what was announced since is not here.")
    return said


def _claims(subject: Subject) -> Answer:
    counts = subject.claims["verification"].value_counts()
    said = {
        "verified": _("{n} are verified"),
        "partly_verified": _("{n} in part"),
        "contradicted": _("{n} is contradicted in a detail"),
        "article_only": _("{n} stand in the article only"),
        "not_checkable": _("{n} cannot be checked"),
    }
    parts = [words.format(n=counts[state]) for state, words in said.items() if state in counts]
    sentence = _("Of the {n} checkable claims of the article {parts}.").format(
        n=len(subject.claims), parts=formats.and_list(parts, 5)
    )
    return Answer(_heading(), sentence, details=as_they_stand(subject))


def as_they_stand(subject: Subject) -> list[str]:
    """Figures of the article, each beside the two values that sources print."""
    said = dict(zip(subject.claims["record_id"], subject.claims["statement"], strict=True))
    values = {row["record_id"]: row for row in subject.disagreements.to_dict("records")}
    return [
        _("{claim} Sources print: {a}; {b}.").format(
            claim=" ".join(said[one] for one in claims), a=values[dispute]["value_a"], b=values[dispute]["value_b"]
        )
        for claims, dispute in SIDE_BY_SIDE
    ]


def _context(subject: Subject) -> Answer:
    said = _("{n} notes around the article, each with whose claim it is; none is the voice of this dashboard.")
    return Answer(_heading(), said.format(n=len(subject.context)))


def _record(subject: Subject) -> Answer:
    """The statement, then for each flow the verdict in words, the start, and the size of the promise."""
    row = subject.opened
    name = register_words.kind(row["record_type"]) if formats.missing(row["title"]) else row["title"]
    details = [
        line for pledge in subject.opened_pledges.to_dict("records") for line in pledge_in_words(subject, pledge)
    ]
    return Answer(
        title=f"{row['record_id']} \N{MIDDLE DOT} {name}",
        sentence=str(row["statement"]),
        details=details[:MOST_DETAILS],
    )


def pledge_in_words(subject: Subject, pledge: Row) -> list[str]:
    """The verdict on one flow, what the code cannot show, what is known of the start, and the size of the promise."""
    said = _("{flow}. Verdict: {verdict}. {rule}").format(
        flow=register_words.flow(pledge), verdict=register_words.verdict(pledge).lower(), rule=pledge["reason_rule"]
    )
    if pledge["sensitive"] is True:
        said += " " + _("The verdict is sensitive to the window.")
    lines = [said, " ".join(str(pledge[name]) for name in ("reason_for_mapping", "blind_spot"))]
    lines += [str(pledge["progress"])] if not formats.missing(pledge["progress"]) else []
    if not formats.missing(pledge["pledged"]):
        lines.append(_("Promised: {what}.").format(what=str(pledge["pledged"]).rstrip(".")))
    size = scale(subject.scale(pledge["pledge_flow_id"]), pledge[name_column("importer")])
    return [*lines, *([size] if size else [])]


def scale(frame: pd.DataFrame, importer: str) -> str:
    """What the promised amount is a share of, with the source of each yardstick; empty where nothing is known.

    Args:
        frame: what the promised amount is a share of.
        importer: name of the buyer.
    """
    rows = frame[frame["from_iso3"].isna() | (frame["from_iso3"] == "WLD")]
    if rows.empty:
        return ""
    parts = [_scale_part(row) for row in rows.to_dict("records")]
    return _("{n} t a year would be, for {importer}: {parts}.").format(
        n=formats.tonnes(rows["pledged_t_per_year"].iloc[0]), importer=importer, parts="; ".join(parts)
    )


def _scale_part(row: Row) -> str:
    year, publisher = row["period_start"].year, row["publisher"]
    if row["share_is_published"]:
        return _("{share} of its use, as published ({publisher})").format(
            share=formats.share(row["share"]), publisher=publisher
        )
    words = _("{share} of its imports in {year} ({n} t, {publisher})")
    if row["yardstick"] == "consumption":
        words = _("{share} of its use in {year} ({n} t, {publisher})")
    return words.format(
        share=formats.share(row["share"]), year=year, n=formats.tonnes(row["yardstick_t"]), publisher=publisher
    )


# What answers each part.
_PARTS = {
    "flow": _flow,
    "commitments": _register,
    "controls": _controls,
    "claims": _claims,
    "context": _context,
}
