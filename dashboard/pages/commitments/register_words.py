"""Words of the policy register: names of its identifiers, states, verdicts, kinds, relations and flows."""

from __future__ import annotations

from dashboard.content.column import Row
from dashboard.pages.commitments import questions
from dashboard.question import Ask
from dashboard.words import formats, names
from dashboard.words.language import _, name_column, named

ARROW = "\N{RIGHTWARDS ARROW}"


def choosable(ask: Ask, parameter: str) -> dict[str, str]:
    """Names of the identifiers that a parameter can choose, in the order shown."""
    frame = ask(questions.OPTIONS)
    frame = frame[frame["parameter"] == parameter]
    return dict(zip(frame["id"], frame[f"name_{named()}"], strict=True))


def states() -> dict[str, str]:
    """Names of the states of commitments, projects and export controls."""
    return {
        "proposed": _("Proposed"),
        "planned": _("Planned"),
        "announced": _("Announced"),
        "discussed": _("Discussed"),
        "agreed": _("Agreed"),
        "active": _("Active"),
        "developing": _("Under development"),
        "operating": _("Operating"),
        "in_force": _("In force"),
        "suspended": _("Suspended"),
        "replaced": _("Replaced"),
        "ended": _("Ended"),
        "unknown": _("Unknown"),
    }


def state(state_id: str | None) -> str:
    """Name of a state."""
    return formats.NOT_AVAILABLE if formats.missing(state_id) else states().get(str(state_id), str(state_id))


def verdicts(ask: Ask) -> dict[str, str]:
    """Names of the verdicts, in the order of the printed rule."""
    frame = ask(questions.RULES).query("kind == 'verdict'")
    return dict(zip(frame["rule_id"], frame[f"label_{named()}"], strict=True))


def verdict(pledge: Row) -> str:
    """Verdict on a pledge."""
    return str(pledge[name_column("verdict")])


def flow(pledge: Row) -> str:
    """The flow of a pledge: who, to whom, what."""
    what = f"{pledge[name_column('mineral')]}, {names.stage(str(pledge['stage'])).lower()}"
    if pledge["importer_iso3"] == "WLD":
        return _("Production in {country}: {what}").format(country=pledge[name_column("exporter")], what=what)
    return f"{pledge[name_column('exporter')]} {ARROW} {pledge[name_column('importer')]}: {what}"


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
