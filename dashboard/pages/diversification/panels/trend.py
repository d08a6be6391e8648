"""Is it a trend: slope, significance, the year in which a target would be met, and the sensitivity band."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial

import pandas as pd

from dashboard.charts import lines, theme
from dashboard.content.column import Column, Row
from dashboard.content.filters import Filter
from dashboard.content.panel import Panel
from dashboard.pages.diversification.choice import SHARES, TARGET
from dashboard.pages.diversification.panels import line
from dashboard.pages.diversification.panels.band import band
from dashboard.pages.diversification.questions import TREND, TrendRow
from dashboard.pages.diversification.sentences import no_figures, signed_index, trend_state
from dashboard.pages.diversification.subject import Part, Subject
from dashboard.words import formats, names
from dashboard.words.language import _

# How far the line is drawn on, years.
FARTHEST = 15


def part(subject: Subject) -> Part:
    """The answer and the panels."""
    if not subject.series:
        return no_figures(subject)
    target = subject.choice.target / 100
    trend = subject.ask(TREND, subject.choice, series=subject.series_id, **subject.between, target=target)
    row = TREND.rows(trend)[0]

    def panels() -> Iterator[Panel]:
        yield from _line(subject, row)
        yield from _figures(subject, trend)
        yield from band(subject)

    sentence, strong = _sentence(subject, row)
    return Part(sentence, strong, [_aim(row), *subject.notes], panels)


def _sentence(subject: Subject, row: TrendRow) -> tuple[str, str]:
    who = {"importer": subject.importer, "subject": subject.goods, "first": subject.first, "last": subject.last}
    if row["trend_state"] == "too few points":
        strong = _("too few points")
        sentence = _("{importer}, {subject}, {first} to {last}: {strong} to speak of a trend ({n}; at least five).")
        return sentence.format(strong=strong, n=int(row["points"]), **who), strong
    strong = {
        "falling": _("a falling trend"),
        "rising": _("a rising trend"),
        "no detectable trend": _("no detectable trend"),
    }[row["trend_state"]]
    sentence = _(
        "China's share in the imports of {subject} by {importer}, {first} to {last} ({basis}): {strong}, {slope} "
        "points a year over {n} years (Mann-Kendall p = {p})."
    ).format(
        strong=strong,
        basis=names.basis(subject.choice.basis),
        slope=signed_index(row["slope_points_per_year"]),
        n=int(row["points"]),
        p=_p(row["mann_kendall_p"]),
        **who,
    )
    return sentence, strong


def _aim(row: TrendRow) -> str:
    """Whether and when the target would be met."""
    goal = formats.share(row["target_share"])
    if row["target_state"] == "on the way":
        return _(
            "If the line went on, the share would reach {goal} in {year} (interval {low} to {high}; on the logit scale "
            "{logit}): arithmetic, not a forecast."
        ).format(
            goal=goal,
            year=_year(row["target_year"]),
            low=_year(row["target_year_low"]),
            high=_year(row["target_year_high"]),
            logit=_year(row["target_year_logit"]),
        )
    said = {
        "met": _("The share already lies at or below {goal}: {now} in the last year."),
        "no detectable trend": _("No year is calculated for {goal}: without a detectable trend there is none."),
        "moving away": _("The share moves away from {goal}."),
        "beyond 30 years": _("At this pace {goal} would not be reached within 30 years: arithmetic, not a forecast."),
        "too few points": _("No year is calculated for {goal}: too few years."),
    }.get(row["target_state"], "")
    return said.format(goal=goal, now=formats.share(row["last_share"]))


def _line(subject: Subject, row: TrendRow) -> Iterator[Panel]:
    points = line.points(subject)
    frame = points.assign(fitted_share=[_fitted(row, year) for year in points["year"]])
    known = frame.dropna(subset=["china_share"])
    if known.empty:
        return
    target = subject.choice.target / 100
    yield Panel(
        panel_id="diversification_trend",
        title=_title(row),
        frame=frame,
        columns=[
            *line.columns()[:2],
            Column("fitted_share", _("Trend line"), formats.share, numeric=True),
            *line.columns()[2:],
        ],
        caption=line.caption(subject),
        file_parts=subject.file("trend", f"{subject.first}-{subject.last}"),
        chart=partial(
            lines.over_time,
            _lines(frame, row),
            [lines.Threshold(target, _("Target {share}").format(share=formats.share(target)))],
            line.rules(subject),
        ),
        alt=_("{sentence} {aim}").format(sentence=_sentence(subject, row)[0], aim=_aim(row)),
        caveats=[
            _("Trend line: Theil-Sen, the median slope over all pairs of years; drawn on it is arithmetic only."),
            _("The EU benchmark of 65 % is about consumption; on imports it is a proxy."),
            line.rule_note(),
        ],
        rows=subject.trade_rows(line.years_of(points)),
        filters=[Filter(TARGET)],
        layout=frame.iloc[::-1],
        fold=True,
        depends=(*SHARES, TARGET.name),
    )


def _title(row: TrendRow) -> str:
    said = {
        "falling": _("China's share: a falling trend, {slope} points a year over {n} years"),
        "rising": _("China's share: a rising trend, {slope} points a year over {n} years"),
        "no detectable trend": _("China's share: no detectable trend over {n} years"),
    }.get(row["trend_state"], _("China's share: too few years to speak of a trend"))
    return said.format(slope=signed_index(row["slope_points_per_year"]), n=int(row["points"]))


def _figures_title(row: TrendRow) -> str:
    """What the figures say about the target; never that it will be met."""
    said = {
        "on the way": _("If the line went on, the share would reach {goal} in {year}"),
        "met": _("In the last year the share, {now}, is not above {goal}"),
        "no detectable trend": _("No year is calculated for {goal}: no detectable trend"),
        "moving away": _("The share moves away from {goal}"),
        "beyond 30 years": _("At this pace {goal} would not be reached within 30 years"),
        "too few points": _("No year is calculated for {goal}: too few years"),
    }.get(row["target_state"], _("The trend in figures"))
    return said.format(
        goal=formats.share(row["target_share"]),
        now=formats.share(row["last_share"]),
        year=_year(row["target_year"]) if row["target_state"] == "on the way" else "",
    )


def _fitted(row: TrendRow, year: int) -> float | None:
    if formats.missing(row["intercept"]) or row["trend_state"] == "too few points":
        return None
    return row["intercept"] + row["slope_points_per_year"] / 100 * year


def _lines(frame: pd.DataFrame, row: TrendRow) -> list[lines.Line]:
    drawn = [lines.Line(_("China"), list(frame["year"]), list(frame["china_share"]))]
    if frame["fitted_share"].notna().any():
        years = list(range(int(row["first_year"]), int(row["last_year"]) + 1))
        drawn.append(lines.Line(_("Trend line"), years, [_fitted(row, year) for year in years], theme.OTHER))
    if row["target_state"] == "on the way":
        last = int(row["last_year"])
        years = list(range(last, min(math.ceil(row["target_year"]), last + FARTHEST) + 1))
        drawn.append(
            lines.Line(_("If it went on"), years, [max(0.0, _fitted(row, year) or 0.0) for year in years], theme.OTHER)
        )
    return drawn


def _figures(subject: Subject, trend: pd.DataFrame) -> Iterator[Panel]:
    if trend["source_ids"].map(lambda ids: formats.missing(ids) or len(ids) == 0).any():
        return
    frame, row = trend.drop(columns=["years", "shares", "years_left_out"]), TREND.rows(trend)[0]
    yield Panel(
        panel_id="diversification_trend_figures",
        title=_figures_title(row),
        frame=frame,
        columns=[
            Column("trend_state", _("Trend"), trend_state),
            Column("points", _("Years"), formats.count, numeric=True),
            Column("slope_points_per_year", _("Slope, points a year"), signed_index, numeric=True),
            Column("slope_low_points_per_year", _("90 % interval of the slope"), cell=_interval, numeric=True),
            Column("mann_kendall_p", _("Mann-Kendall p"), _p, numeric=True),
            Column("target_share", _("Target"), formats.share, numeric=True),
            Column("target_state", _("Year of the target (arithmetic)"), cell=_target_year, numeric=True),
            Column("target_year_low", _("Its interval"), cell=_year_interval, numeric=True),
            Column("target_year_logit", _("On the logit scale"), _logit_year, numeric=True),
        ],
        caption=_(
            "China's share in the imports of {importer} of {goods}, {years}, {measure}: Theil-Sen and Mann-Kendall; "
            "arithmetic, not a forecast"
        ).format(importer=subject.importer, goods=subject.goods, years=subject.years, measure=subject.measure),
        file_parts=subject.file("trend-figures", f"{subject.first}-{subject.last}"),
        caveats=[
            _("A trend is called falling or rising where p is below 0.1 over at least five years."),
            _("The interval comes from the ends of the 90 % interval of the slope. Not a forecast."),
            *_left_out(row),
        ],
        rows=subject.trade_rows([subject.last, subject.first]),
        depends=(*SHARES, TARGET.name),
    )


def _left_out(row: TrendRow) -> list[str]:
    years = [] if formats.missing(row["years_left_out"]) else [str(year) for year in row["years_left_out"]]
    return [_("Too little trade to count in {years}.").format(years=formats.and_list(years, 8))] if years else []


def _p(value: float | None) -> str:
    if formats.missing(value):
        return formats.NOT_AVAILABLE
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def _year(value: float | None) -> str:
    return _("not within 30 years") if formats.missing(value) else f"{value:.0f}"


def _logit_year(value: float | None) -> str:
    return formats.NOT_AVAILABLE if formats.missing(value) else _year(value)


def _target_year(row: Row) -> str:
    if row["target_state"] == "on the way":
        return _year(row["target_year"])
    return {
        "met": _("already met"),
        "moving away": _("moves away"),
        "beyond 30 years": _("not within 30 years"),
        "no detectable trend": _("none without a trend"),
    }.get(row["target_state"], formats.NOT_AVAILABLE)


def _interval(row: Row) -> str:
    if formats.missing(row["slope_low_points_per_year"]):
        return formats.NOT_AVAILABLE
    ends = {
        "low": signed_index(row["slope_low_points_per_year"]),
        "high": signed_index(row["slope_high_points_per_year"]),
    }
    return _("{low} to {high}").format(**ends)


def _year_interval(row: Row) -> str:
    if formats.missing(row["target_year"]):
        return formats.NOT_AVAILABLE
    return _("{low} to {high}").format(low=_year(row["target_year_low"]), high=_year(row["target_year_high"]))
