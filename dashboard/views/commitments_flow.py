"""From pledge to flow: every pledge with its flow before and after, the verdict, and the printed rule."""

from __future__ import annotations

import pandas as pd

from dashboard import db, headline_register, permalink, text
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import commitments_words as words

TARGET = "C01"


def pledges(chosen: dict) -> pd.DataFrame:
    """All pledges with the windows of the address, the region of the summit first."""
    frame = db.query(
        "commitments_flow",
        before=chosen["before"],
        after=chosen["after"],
        gap=chosen["gap"],
        basis=chosen["by"],
        china=chosen["china"],
        change=chosen["change"],
    )
    # The printed rule names the default; the reader may have chosen another minimum.
    said = frame["reason_rule"].str.replace(f"{permalink.WINDOWS['change']} %", f"{chosen['change']} %", regex=False)
    return words.with_record_page(frame.assign(reason_rule=said))


def wanted(frame: pd.DataFrame, chosen: dict) -> pd.DataFrame:
    """The pledges that the filters leave."""
    if chosen["about"] != permalink.ANY:
        frame = frame[frame["mineral_id"] == chosen["about"]]
    if chosen["place"] != permalink.ANY:
        frame = frame[(frame["exporter_iso3"] == chosen["place"]) | (frame["importer_iso3"] == chosen["place"])]
    return frame if chosen["verdict"] == permalink.ANY else frame[frame["verdict"] == chosen["verdict"]]


def answer(chosen: dict) -> tuple[str, str, list[str]]:
    """The sentence, the part that matters, and a further line."""
    frame = wanted(pledges(chosen), chosen)
    target = db.query("commitments_record", record=TARGET).iloc[0]
    amount = words.money(target["amount_low"], target["amount_high"], _("yen"))
    years = int(target["period_end"]) - int(target["period_start"])
    return headline_register.flows(amount, years, frame), amount, [headline_register.not_judged(frame)]


def panels(chosen: dict) -> list[Panel]:
    """The pledges and the rule."""
    frame = wanted(pledges(chosen), chosen)
    return [*([_tracker(frame, chosen)] if len(frame) else []), rule()]


def _tracker(frame: pd.DataFrame, chosen: dict) -> Panel:
    columns = [
        Column("record_title", _("Record"), cell=_title, sub=lambda row: str(row["record_id"]), page="record_page"),
        Column("verdict", _("Verdict"), cell=verdict, sub=sensitive, details=_why),
        Column("exporter_iso3", _("Flow that should move"), cell=words.flow, prose=True, sub=_direction),
        Column("from_date", _("From"), cell=_from, sub=lambda row: words.basis_of_date(row["from_basis"])),
        Column("mean_before", _("Yearly mean before"), cell=_before, sub=_years_before, numeric=True),
        Column("mean_after", _("Yearly mean after"), cell=_after, sub=_years_after, numeric=True),
        Column("change", _("Change"), words.change, numeric=True),
        Column("share_after", _("Share of the buyer's total, before and after"), cell=_share, numeric=True),
        Column("china_share_after", _("China's share, before and after"), cell=_china, numeric=True),
        words.source_column(),
    ]
    return Panel(
        panel_id="commitments_flow",
        title=_("Pledges and the flows that should follow"),
        frame=frame,
        columns=columns,
        caption=_(
            "{n} flows, windows of {before} years before and {after} after, {measure}, minimum change {c} %"
        ).format(
            n=len(frame),
            before=chosen["before"],
            after=chosen["after"],
            measure=text.basis(chosen["by"]),
            c=chosen["change"],
        ),
        file_parts=["pledge-to-flow", chosen["before"], chosen["after"], chosen["by"]],
        caveats=caveats(chosen),
        meanings=meanings(),
    )


def rule() -> Panel:
    """The printed rule behind the verdicts."""
    frame = db.query("commitments_rules")
    kinds = {"verdict": _("Verdict"), "reason": _("Reason")}
    columns = [
        Column(f"label_{text.language()}", _("Name")),
        Column("kind", _("Kind"), kinds.get),
        Column("rule", _("When it is given (percentages and amounts named are the defaults)"), prose=True),
    ]
    return Panel(
        panel_id="commitments_rule",
        title=_("The rule"),
        frame=frame,
        columns=columns,
        caption=_("Verdicts and the reasons behind them"),
        file_parts=["verdict-rule"],
        fold=True,
    )


def caveats(chosen: dict) -> list[str]:
    """The rule in short, with the values that are chosen."""
    return [
        _("Timing is not causation: a verdict compares two spans of years and says nothing about why."),
        _(
            "Rule: the yearly mean of the {after} full years after the date is compared with the mean of the {before} "
            "years before; the year of the date counts for neither. {c} % or more of the mean before is rising or "
            "falling, less is flat. Defaults: 3 and 3 years, 20 %, tonnes."
        ).format(before=chosen["before"], after=chosen["after"], c=chosen["change"]),
        _("Under 100,000 USD or 1 tonne a year is too small to judge; under two full years of data is too early."),
        _("Sensitive to the window: the verdict is another one if an edge of a window moves by one year."),
        _("Where a release gives too few tonnes the value is compared instead; the cell shows the unit."),
    ]


def verdict(row: dict) -> str:
    """Verdict in the reader's language."""
    return str(row[text.name_column("verdict")])


def sensitive(row: dict) -> str:
    """Whether the verdict depends on the window."""
    return _("sensitive to the window") if row["sensitive"] is True else ""


def meanings() -> dict[str, str]:
    """Meaning of the columns for the Metadata sheet."""
    return {
        **words.meanings(),
        "pledge_flow_id": _("what should move if the record takes effect, mapped by hand"),
        "from_date": _("first day on which an effect can be expected"),
        "basis_used": _("quantity (tonnes) or value (US dollars): what the verdict rests on"),
        "mean_before": _("yearly mean before, tonnes or US dollars by basis_used"),
        "mean_after": _("yearly mean after"),
        "change": _("mean_after / mean_before - 1"),
        "share_before": _("share of the flow in all imports of the buyer (in world production), 0-1"),
        "china_share_before": _("share of China in all imports of the buyer (in world production), 0-1"),
        "verdict_reason": _("line of the rule that gave the verdict"),
        "sensitive": _("true: another verdict if one edge of a window moves by a year"),
        "moved_verdicts": _("verdicts that the moved windows gave"),
        "blind_spot": _("what the code or release cannot show"),
    }


def _title(row: dict) -> str:
    return str(row["statement"] if text.missing(row["record_title"]) else row["record_title"])


def _direction(row: dict) -> str:
    return _("should rise") if row["direction"] == "up" else _("should fall")


def _from(row: dict) -> str:
    return words.printed(row["from_date"], row["from_precision"])


def _why(row: dict) -> list[str]:
    said = [str(row[text.name_column("reason")]), str(row["reason_rule"])]
    said += [str(row[name]) for name in ("reason_for_mapping", "blind_spot", "progress") if not text.missing(row[name])]
    return said


def _before(row: dict) -> str:
    return words.mean(row["mean_before"], row["basis_used"])


def _after(row: dict) -> str:
    return words.mean(row["mean_after"], row["basis_used"])


def _years_before(row: dict) -> str:
    return words.span(row["before_first_year"], row["before_last_year"])


def _years_after(row: dict) -> str:
    return words.span(row["after_first_year"], row["after_last_year"])


def _share(row: dict) -> str:
    return _two(row["share_before"], row["share_after"])


def _china(row: dict) -> str:
    return _two(row["china_share_before"], row["china_share_after"])


def _two(before: float | None, after: float | None) -> str:
    if text.missing(before) and text.missing(after):
        return text.NOT_AVAILABLE
    return f"{text.share(before)} {words.ARROW} {text.share(after)}"
