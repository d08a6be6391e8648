"""The generated sentences of the commitments page. Pure: from the drawn frames, so that both agree."""

from __future__ import annotations

import pandas as pd

from dashboard import text
from dashboard.text import _


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
        start=start, m=len(pledges), n=judged, parts=text.and_list(parts, 4)
    )


def not_judged(pledges: pd.DataFrame) -> str:
    """How many flows cannot be judged, and that timing is not causation."""
    counts = pledges["verdict"].value_counts()
    return _(
        "{early} are too early to judge and {blind} cannot be measured. Timing is not causation: "
        "the table says whether a flow changed, not why."
    ).format(early=counts.get("too_early", 0), blind=counts.get("not_measurable", 0))


def claims(frame: pd.DataFrame) -> str:
    """How the claims of the article fared.

    Args:
        frame: claims with their verification.
    """
    counts = frame["verification"].value_counts()
    said = {
        "verified": _("{n} are verified"),
        "partly_verified": _("{n} in part"),
        "contradicted": _("{n} is contradicted in a detail"),
        "article_only": _("{n} stand in the article only"),
        "not_checkable": _("{n} cannot be checked"),
    }
    parts = [words.format(n=counts[state]) for state, words in said.items() if state in counts]
    return _("Of the {n} checkable claims of the article {parts}.").format(n=len(frame), parts=text.and_list(parts, 5))


def events(frame: pd.DataFrame, day: str) -> str:
    """How many measures are in which state on a day; measures are counted, not their minerals.

    Args:
        frame: rows of measures and minerals with state, is_measure and is_of_china.
        day: the day, ISO.
    """
    measures = frame[frame["is_measure"]].drop_duplicates("record_id")
    counts = measures["state"].value_counts()
    china = measures[measures["is_of_china"] & (measures["state"] == "in_force")]
    return _(
        "On {day}, {n} export controls of the register are in force, {china} of them China's; suspended: {s}; "
        "state unknown: {u}."
    ).format(
        day=day,
        n=counts.get("in_force", 0),
        china=len(china),
        s=counts.get("suspended", 0),
        u=counts.get("unknown", 0),
    )


def register(frame: pd.DataFrame) -> str:
    """How many records of which kind are listed.

    Args:
        frame: the listed records.
    """
    counts = frame["record_type"].value_counts()
    return _(
        "{n} records: {c} commitments between Japan and Central Asia, {p} projects and deals, {o} commitments of "
        "others or of Japan elsewhere."
    ).format(
        n=len(frame),
        c=counts.get("commitment", 0),
        p=counts.get("project", 0),
        o=counts.get("peer_commitment", 0),
    )


def scale(frame: pd.DataFrame, importer: str) -> str:
    """What the promised amount is a share of, with the source of each yardstick; empty where nothing is known.

    Args:
        frame: rows of commitments_scale.
        importer: name of the buyer.
    """
    rows = frame[frame["from_iso3"].isna() | (frame["from_iso3"] == "WLD")]
    if rows.empty:
        return ""
    parts = [_scale_part(row) for row in rows.to_dict("records")]
    return _("{n} t a year would be, for {importer}: {parts}.").format(
        n=text.tonnes(rows["pledged_t_per_year"].iloc[0]), importer=importer, parts="; ".join(parts)
    )


def _scale_part(row: dict) -> str:
    year, publisher = row["period_start"].year, row["publisher"]
    if row["share_is_published"]:
        return _("{share} of its use, as published ({publisher})").format(
            share=text.share(row["share"]), publisher=publisher
        )
    words = _("{share} of its imports in {year} ({n} t, {publisher})")
    if row["yardstick"] == "consumption":
        words = _("{share} of its use in {year} ({n} t, {publisher})")
    return words.format(
        share=text.share(row["share"]), year=year, n=text.tonnes(row["yardstick_t"]), publisher=publisher
    )
