"""From pledge to flow: every pledge with its flow before and after, the verdict, and the printed rule."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.content.column import Column, Row
from dashboard.content.page import Block, Note
from dashboard.content.panel import Panel
from dashboard.pages.commitments import figures, questions, records, register_words, sentences
from dashboard.pages.commitments.choice import Choice
from dashboard.pages.commitments.subject import Subject
from dashboard.words import formats, names
from dashboard.words.language import _, name_column, named

# The windows and the measure that verdicts rest on.
COMPARED = ("before", "after", "gap", "by", "change", "china")
DEPENDS = ("about", "place", "verdict", *COMPARED)


def panels(subject: Subject) -> Iterator[Block]:
    """The pledges and the rule."""
    if len(subject.pledges):
        yield _tracker(subject.pledges, subject.choice)
    else:
        yield Note(_("No flow fits these filters; take one of them off."))
    yield _rule(subject)


def _tracker(frame: pd.DataFrame, choice: Choice) -> Panel:
    columns = [
        Column("record_title", _("Record"), cell=_title, sub=lambda row: str(row["record_id"]), page="record_page"),
        Column("verdict", _("Verdict"), cell=register_words.verdict, sub=_sensitive, details=_why),
        Column("exporter_iso3", _("Flow that should move"), cell=register_words.flow, prose=True, sub=_direction),
        Column("from_date", _("From"), cell=_from, sub=lambda row: register_words.basis_of_date(row["from_basis"])),
        Column("mean_before", _("Yearly mean before"), cell=_before, sub=_years_before, numeric=True),
        Column("mean_after", _("Yearly mean after"), cell=_after, sub=_years_after, numeric=True),
        Column("change", _("Change"), figures.change, numeric=True),
        Column("share_after", _("Share of the buyer's total, before and after"), cell=_share, numeric=True),
        Column("china_share_after", _("China's share, before and after"), cell=_china, numeric=True),
        records.source_column(),
    ]
    return Panel(
        panel_id="commitments_flow",
        title=sentences.flows_title(frame),
        frame=frame,
        columns=columns,
        caption=_(
            "Flows that pledges point to, {n}: yearly means of {before} years before and {after} after, {measure}, "
            "minimum change {c} %"
        ).format(
            n=len(frame), before=choice.before, after=choice.after, measure=names.basis(choice.by), c=choice.change
        ),
        file_parts=["pledge-to-flow", choice.before, choice.after, choice.by],
        caveats=caveats(choice),
        depends=DEPENDS,
    )


def _rule(subject: Subject) -> Panel:
    """The printed rule behind the verdicts."""
    frame = subject.ask(questions.RULES)
    of_verdict = frame["kind"] == "verdict"
    kinds = {"verdict": _("Verdict"), "reason": _("Reason")}
    columns = [
        Column(f"label_{named()}", _("Name")),
        Column("kind", _("Kind"), lambda kind: kinds[kind]),
        Column("rule", _("When it is given (percentages and amounts named are the defaults)"), prose=True),
    ]
    return Panel(
        panel_id="commitments_rule",
        title=_("The rule: {n} verdicts, {k} reasons").format(n=int(of_verdict.sum()), k=int((~of_verdict).sum())),
        frame=frame,
        columns=columns,
        caption=_("Verdicts and the reasons behind them, one row each"),
        file_parts=["verdict-rule"],
        fold=True,
        depends=(),
    )


def caveats(choice: Choice) -> list[str]:
    """The rule in short, with the values that are chosen."""
    return [
        _("Timing is not causation: a verdict compares two spans of years and says nothing about why."),
        _(
            "Rule: the yearly mean of the {after} full years after the date is compared with the mean of the {before} "
            "years before; the year of the date counts for neither. {c} % or more of the mean before is rising or "
            "falling, less is flat. Defaults: 3 and 3 years, 20 %, tonnes."
        ).format(before=choice.before, after=choice.after, c=choice.change),
        _("Under 100,000 USD or 1 tonne a year is too small to judge; under two full years of data is too early."),
        _("Sensitive to the window: the verdict is another one if an edge of a window moves by one year."),
        _("Where a release gives too few tonnes the value is compared instead; the cell shows the unit."),
    ]


def _title(row: Row) -> str:
    return str(row["statement"] if formats.missing(row["record_title"]) else row["record_title"])


def _sensitive(row: Row) -> str:
    """Whether the verdict depends on the window."""
    return _("sensitive to the window") if row["sensitive"] is True else ""


def _direction(row: Row) -> str:
    return _("should rise") if row["direction"] == "up" else _("should fall")


def _from(row: Row) -> str:
    return figures.printed(row["from_date"], row["from_precision"])


def _why(row: Row) -> list[str]:
    known = [row[name] for name in ("reason_for_mapping", "blind_spot", "progress")]
    said = [str(row[name_column("reason")]), str(row["reason_rule"])]
    return [*said, *(str(line) for line in known if not formats.missing(line))]


def _before(row: Row) -> str:
    return figures.mean(row["mean_before"], row["basis_used"])


def _after(row: Row) -> str:
    return figures.mean(row["mean_after"], row["basis_used"])


def _years_before(row: Row) -> str:
    return figures.span(row["before_first_year"], row["before_last_year"])


def _years_after(row: Row) -> str:
    return figures.span(row["after_first_year"], row["after_last_year"])


def _share(row: Row) -> str:
    return _two(row["share_before"], row["share_after"])


def _china(row: Row) -> str:
    return _two(row["china_share_before"], row["china_share_after"])


def _two(before: float | None, after: float | None) -> str:
    if formats.missing(before) and formats.missing(after):
        return formats.NOT_AVAILABLE
    return f"{formats.share(before)} {register_words.ARROW} {formats.share(after)}"
