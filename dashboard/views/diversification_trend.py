"""Is it a trend: slope, significance, the year in which a target would be met, and the sensitivity band."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from dashboard import controls_diversification, db, text
from dashboard.charts import changes, lines, theme
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import diversification_line, diversification_view
from dashboard.views.diversification_view import Section, View

# How far the line is drawn on, years.
FARTHEST = 15


def section(view: View) -> Section:
    """The answer and the panels."""
    if view.series is None:
        return diversification_view.no_figures(view)
    target = int(view.chosen["target"]) / 100
    asked = {**view.terms, "series": view.series_id, **view.between, "target": target}
    trend = db.query("diversification_trend", **asked)
    points = diversification_line.points(view)
    row = trend.iloc[0]
    panels = [*_line(view, points, row), *_figures(view, trend), *_band(view)]
    sentence, strong = _sentence(view, row)
    return Section(sentence, strong, [_aim(row), *view.notes], panels)


def _sentence(view: View, row: Mapping) -> tuple[str, str]:
    who = {"importer": view.importer, "subject": view.subject, "first": view.first, "last": view.last}
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
        basis=text.basis(view.chosen["basis"]),
        slope=_slope(row["slope_points_per_year"]),
        n=int(row["points"]),
        p=_p(row["mann_kendall_p"]),
        **who,
    )
    return sentence, strong


def _aim(row: Mapping) -> str:
    """Whether and when the target would be met."""
    goal = text.share(row["target_share"])
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
    return said.format(goal=goal, now=text.share(row["last_share"]))


def _line(view: View, points: pd.DataFrame, row: Mapping) -> list[Panel]:
    frame = points.assign(fitted_share=[_fitted(row, year) for year in points["year"]])
    known = frame.dropna(subset=["china_share"])
    if known.empty:
        return []
    target = int(view.chosen["target"]) / 100
    return [
        Panel(
            panel_id="diversification_trend",
            title=_("China's share and its trend line"),
            frame=frame,
            columns=[
                *diversification_line.columns()[:2],
                Column("fitted_share", _("Trend line"), text.share, numeric=True),
                *diversification_line.columns()[2:],
            ],
            caption=_("Share of {china} in the imports of {importer}, {basis}, {codes}").format(
                china=text.china(view.chosen["china"]),
                importer=view.importer,
                basis=text.basis(view.chosen["basis"]),
                codes=view.codes,
            ),
            file_parts=view.file("trend", f"{view.first}-{view.last}"),
            figure=lines.over_time(
                _lines(frame, row),
                [lines.Threshold(target, _("Target {share}").format(share=text.share(target)))],
                diversification_line.rules(view),
            ),
            alt=_("{sentence} {aim}").format(sentence=_sentence(view, row)[0], aim=_aim(row)),
            caveats=[
                _("Trend line: Theil-Sen, the median slope over all pairs of years; drawn on it is arithmetic only."),
                _("The EU benchmark of 65 % is about consumption; on imports it is a proxy."),
                diversification_line.rule_note(),
            ],
            rows=diversification_view.trade_rows(view, view.series_id, diversification_line.years_of(points)),
            top=controls_diversification.target,
            layout=frame.iloc[::-1],
            fold=True,
        )
    ]


def _fitted(row: Mapping, year: int) -> float | None:
    if text.missing(row["intercept"]) or row["trend_state"] == "too few points":
        return None
    return row["intercept"] + row["slope_points_per_year"] / 100 * year


def _lines(frame: pd.DataFrame, row: Mapping) -> list[lines.Line]:
    drawn = [lines.Line(_("China"), list(frame["year"]), list(frame["china_share"]))]
    if frame["fitted_share"].notna().any():
        years = list(range(int(row["first_year"]), int(row["last_year"]) + 1))
        drawn.append(lines.Line(_("Trend line"), years, [_fitted(row, year) for year in years], theme.OTHER))
    if row["target_state"] == "on the way":
        last = int(row["last_year"])
        years = list(range(last, min(math.ceil(row["target_year"]), last + FARTHEST) + 1))
        drawn.append(lines.Line(_("If it went on"), years, [max(0.0, _fitted(row, y)) for y in years], theme.OTHER))
    return drawn


def _figures(view: View, trend: pd.DataFrame) -> list[Panel]:
    if trend["source_ids"].map(lambda ids: text.missing(ids) or len(ids) == 0).any():
        return []
    frame = trend.drop(columns=["years", "shares", "years_left_out"])
    return [
        Panel(
            panel_id="diversification_trend_figures",
            title=_("The trend in figures"),
            frame=frame,
            columns=[
                Column("trend_state", _("Trend"), diversification_view.trend_state),
                Column("points", _("Years"), text.count, numeric=True),
                Column("slope_points_per_year", _("Slope, points a year"), _slope, numeric=True),
                Column("slope_low_points_per_year", _("90 % interval of the slope"), cell=_interval, numeric=True),
                Column("mann_kendall_p", _("Mann-Kendall p"), _p, numeric=True),
                Column("target_share", _("Target"), text.share, numeric=True),
                Column("target_state", _("Year of the target (arithmetic)"), cell=_target_year, numeric=True),
                Column("target_year_low", _("Its interval"), cell=_year_interval, numeric=True),
                Column("target_year_logit", _("On the logit scale"), _logit_year, numeric=True),
            ],
            caption=_("Theil-Sen and Mann-Kendall, {first} to {last}: {aim}").format(
                first=view.first, last=view.last, aim=_aim(trend.iloc[0])
            ),
            file_parts=view.file("trend-figures", f"{view.first}-{view.last}"),
            caveats=[
                _("A trend is called falling or rising where p is below 0.1 over at least five years."),
                _("The interval comes from the ends of the 90 % interval of the slope. Not a forecast."),
                *_left_out(trend.iloc[0]),
            ],
            rows=diversification_view.trade_rows(view, view.series_id, [view.last, view.first]),
        )
    ]


def _left_out(row: Mapping) -> list[str]:
    years = [] if text.missing(row["years_left_out"]) else [str(year) for year in row["years_left_out"]]
    return [_("Too little trade to count in {years}.").format(years=text.and_list(years, 8))] if years else []


def _band(view: View) -> list[Panel]:
    mineral, stage = str(view.series["series_mineral_id"]), str(view.series["stage"])
    importer = view.chosen["importer"]
    frame = db.query("diversification_band", importer=importer, mineral=mineral, stage=stage, year=view.last)
    known = frame.dropna(subset=["share"])
    if known.empty:
        return []
    low, high = known["envelope_low"].iloc[0], known["envelope_high"].iloc[0]
    band = None if text.missing(low) else (float(low), float(high))
    said = _("No two choices can be compared.")
    if band:
        said = _("Between {low} and {high}, {points} points apart").format(
            low=text.share(low), high=text.share(high), points=f"{100 * (high - low):.1f}"
        )
    kinds = [
        changes.Dots(_("mainland China"), _column(known, "mainland"), theme.CHINA),
        changes.Dots(_("with Hong Kong and Macao"), _column(known, "plus"), theme.SUPPLIERS["AUS"]),
    ]
    return [
        Panel(
            panel_id="diversification_band",
            title=_("How far the answer depends on the choice: sensitivity band {year}").format(
                year=view.year(view.last)
            ),
            frame=frame,
            columns=[
                Column("basis", _("Measured"), text.basis),
                Column("hs_edition", _("HS edition")),
                Column("china", _("China"), text.china),
                Column("share", _("China's share"), text.share, numeric=True, bar=True),
                Column("reason", _("Why it is left out of the band"), _why, prose=True),
            ],
            caption=said,
            file_parts=view.file("sensitivity-band", view.last),
            figure=changes.dots(_labels(known), kinds, band),
            alt=_("China's share in {year}. {said}.").format(year=view.last, said=said),
            caveats=[
                _("A sensitivity band over the choices, not a confidence interval."),
                _("Editions whose codes differ are shown but do not widen the band."),
            ],
            rows=diversification_view.trade_rows(view, view.series_id, [view.last]),
            fold=True,
        )
    ]


def _labels(known: pd.DataFrame) -> list[str]:
    rows = known.drop_duplicates(["basis", "hs_edition"]).to_dict("records")
    return [f"{text.basis(row['basis'])}, {row['hs_edition']}" for row in rows]


def _column(known: pd.DataFrame, china: str) -> list[float | None]:
    order = known.drop_duplicates(["basis", "hs_edition"])
    shares = known[known["china"] == china].set_index(["basis", "hs_edition"])["share"]
    return [shares.get(key) for key in zip(order["basis"], order["hs_edition"], strict=True)]


def _slope(value: float | None) -> str:
    if text.missing(value):
        return text.NOT_AVAILABLE
    rounded = round(float(value), 2)
    return f"{'+' if rounded > 0 else text.MINUS if rounded < 0 else ''}{abs(rounded):.2f}"


def _p(value: float | None) -> str:
    if text.missing(value):
        return text.NOT_AVAILABLE
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def _year(value: float | None) -> str:
    return _("not within 30 years") if text.missing(value) else f"{value:.0f}"


def _logit_year(value: float | None) -> str:
    return text.NOT_AVAILABLE if text.missing(value) else _year(value)


def _target_year(row: Mapping) -> str:
    if row["target_state"] == "on the way":
        return _year(row["target_year"])
    return {
        "met": _("already met"),
        "moving away": _("moves away"),
        "beyond 30 years": _("not within 30 years"),
        "no detectable trend": _("none without a trend"),
    }.get(row["target_state"], text.NOT_AVAILABLE)


def _interval(row: Mapping) -> str:
    if text.missing(row["slope_low_points_per_year"]):
        return text.NOT_AVAILABLE
    ends = {"low": _slope(row["slope_low_points_per_year"]), "high": _slope(row["slope_high_points_per_year"])}
    return _("{low} to {high}").format(**ends)


def _year_interval(row: Mapping) -> str:
    if text.missing(row["target_year"]):
        return text.NOT_AVAILABLE
    return _("{low} to {high}").format(low=_year(row["target_year_low"]), high=_year(row["target_year_high"]))


def _why(code: str | None) -> str:
    return "" if text.missing(code) else text.reason(code)
