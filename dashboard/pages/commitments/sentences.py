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
    parts = _judged(pledges)
    start = _(
        "The Tokyo Declaration of December 2025 sets a target of {target} of business projects over {n} years"
    ).format(target=target, n=years)
    if not parts:
        return _("{start}; none of the {m} flows listed here can be judged.").format(start=start, m=len(pledges))
    return _("{start}; of the {m} flows that this and older records point to, {n} can be judged: {parts}.").format(
        start=start, m=len(pledges), n=sum(parts.values()), parts=formats.and_list(list(parts), 4)
    )


def flows_title(pledges: pd.DataFrame) -> str:
    """How the drawn flows went, without a full stop.

    Args:
        pledges: the drawn pledges with their verdicts; at least one.
    """
    if len(pledges) == 1:
        only = pledges.iloc[0]
        return _("{flow}. Verdict: {verdict}").format(
            flow=register_words.flow(only), verdict=register_words.verdict(only).lower()
        )
    parts = _judged(pledges)
    told = {"m": len(pledges), "n": sum(parts.values()), "parts": formats.and_list(list(parts), len(parts))}
    if not parts:
        return _("None of these {m} flows can be judged").format(**told)
    if told["n"] == told["m"]:
        return _("All {m} flows here can be judged: {parts}").format(**told)
    return _("Of {m} flows {n} can be judged: {parts}").format(**told)


def register_title(frame: pd.DataFrame) -> str:
    """How many of the drawn commitments and projects are carried out by the register, without a full stop."""
    if len(frame) == 1:
        return _("One commitment or project fits; its state: {state}").format(
            state=register_words.state(frame["state"].iloc[0]).lower()
        )
    told = {"m": len(frame), "n": int(frame["state"].isin(["active", "operating"]).sum())}
    if not told["n"]:
        return _("None of {m} commitments and projects is recorded as active or operating").format(**told)
    if told["n"] == 1:
        return _("Of {m} commitments and projects one is recorded as active or operating").format(**told)
    return _("Of {m} commitments and projects {n} are recorded as active or operating").format(**told)


def timeline_title(dated: pd.DataFrame) -> str:
    """From when the drawn records are, and the year of most of them, without a full stop.

    Args:
        dated: the records with date_from; at least one.
    """
    counts = dated["date_from"].dt.year.value_counts().sort_index()
    told = {"n": len(dated), "first": counts.index[0], "last": counts.index[-1]}
    if len(dated) == 1:
        return _("One dated commitment or project: {first}").format(**told)
    if len(counts) == 1:
        return _("{n} dated commitments and projects, all of {first}").format(**told)
    if int((counts == counts.max()).sum()) > 1:
        return _("{n} dated commitments and projects, {first} to {last}").format(**told)
    return _("{n} dated commitments and projects, {first} to {last}; the most in {year}: {k}").format(
        year=counts.idxmax(), k=counts.max(), **told
    )


def map_title(n: int, m: int) -> str:
    """How many of the drawn records have a place, without a full stop."""
    if m == 1:
        return _("One commitment or project, at an approximate place")
    return _("{n} of {m} commitments and projects have a known place").format(n=n, m=m)


def controls_title(frame: pd.DataFrame, of_china: bool, day: str) -> str:
    """In which states the drawn measures are, each counted once, without a full stop.

    Args:
        frame: measures and steps about them, a row for each mineral; of China or of others.
        of_china: they are China's.
        day: the day of the states.
    """
    counts = frame[frame["is_measure"]].drop_duplicates("record_id")["state"].value_counts()
    if counts.empty:
        return _("Steps about export controls up to {day}; no measure itself").format(day=day)
    listed = [f"{register_words.state(str(name)).lower()}{formats.NBSP}{count}" for name, count in counts.items()]
    told = {"day": day, "states": ", ".join(listed)}
    if of_china:
        return _("China's export controls on {day}: {states}").format(**told)
    return _("Export controls of others on {day}: {states}").format(**told)


def claims_title(claims: pd.DataFrame) -> str:
    """How the claims of the article were found, without a full stop."""
    counts = claims["verification"].value_counts()
    return _("Claims of the article: {n}; verified {v}, in part {p}, contradicted {c}, found nowhere else {a}").format(
        n=len(claims),
        v=counts.get("verified", 0),
        p=counts.get("partly_verified", 0),
        c=counts.get("contradicted", 0),
        a=counts.get("article_only", 0),
    )


def disagreements_title(n: int) -> str:
    """On how many points sources disagree, without a full stop."""
    if n == 1:
        return _("Sources disagree on one point; both values are kept")
    return _("Sources disagree on {n} points; both values are kept").format(n=n)


def context_title(n: int) -> str:
    """How many notes there are, and that each is somebody's, without a full stop."""
    if n == 1:
        return _("One note around the article, with whose claim it is")
    return _("{n} notes around the article, each with whose claim it is").format(n=n)


def pledge_title(pledge: Row) -> str:
    """How one flow went, without a full stop."""
    told = {"flow": register_words.flow(pledge), "verdict": register_words.verdict(pledge).lower()}
    if formats.missing(pledge["mean_before"]) or formats.missing(pledge["mean_after"]):
        return _("{flow}. Verdict: {verdict}").format(**told)
    return _("{flow}. {a} a year before, {b} after: {verdict}").format(
        a=figures.mean(pledge["mean_before"], pledge["basis_used"]),
        b=figures.mean(pledge["mean_after"], pledge["basis_used"]),
        **told,
    )


def scale_title(pledged_t: float, shares: pd.Series) -> str:
    """How much the promised amount would be, without a full stop.

    Args:
        pledged_t: tonnes a year.
        shares: 0-1, of the yardsticks drawn; unknown ones do not count.
    """
    known = shares.dropna()
    told = {"n": formats.tonnes(pledged_t)}
    if known.empty:
        return _("How large is {n} t a year?").format(**told)
    if len(known) == 1:
        share = formats.share(known.iloc[0])
        return _("The promised {n} t a year would be {share} of what it is held against").format(share=share, **told)
    # Shares of different things make no range.
    return _("The promised {n} t a year beside {count} figures of use, imports or output").format(
        count=len(known), **told
    )


def evidence_title(evidence: pd.DataFrame, record_id: str) -> str:
    """How much speaks for and against a record, without a full stop."""
    counts = evidence["relation"].value_counts()
    return _("About {id}: saying the same {same}, contradicting or qualifying it {against}").format(
        id=record_id,
        same=counts.get("corroborates", 0),
        against=counts.get("contradicts", 0) + counts.get("qualifies", 0),
    )


def _judged(pledges: pd.DataFrame) -> dict[str, int]:
    """The verdicts that flows got which could be judged, in words, and how many flows got each."""
    counts = pledges["verdict"].value_counts()
    said = {
        "rising": _("{n} rose"),
        "flat": _("{n} stayed flat"),
        "falling": _("{n} fell"),
        "no_recorded_trade": _("{n} left no recorded trade"),
    }
    return {words.format(n=counts[one]): int(counts[one]) for one, words in said.items() if one in counts}


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
