"""League table: all importers of the series, and all minerals of the importer, by the change of China's share."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import controls, db, permalink, text
from dashboard.charts import changes
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import diversification_view
from dashboard.views.diversification_view import Section, View

MOST_EACH = 8


def section(view: View) -> Section:
    """The answer and the panels."""
    series = "" if view.series is None else view.series_id
    asked = {**view.terms, **view.between, "series": series, "definition": view.chosen["definition"]}
    frame = db.query("diversification_league", **asked)
    of_series = frame[frame["series_id"] == series]
    of_importer = frame[frame["importer_iso3"] == view.chosen["importer"]]
    panels = []
    if len(of_series):
        panels.append(_importers(view, of_series))
    if len(of_importer):
        panels.append(_minerals(view, of_importer))
    sentence, strong = _sentence(view, of_series)
    return Section(sentence, strong, [_own(view, of_importer), *view.notes], panels)


def _sentence(view: View, frame: pd.DataFrame) -> tuple[str, str]:
    ranked = frame[frame["in_ranking"]]
    name = text.name_column("importer")
    who = {"subject": view.subject, "first": view.first, "last": view.last}
    if view.series is None or view.series["is_basket"] or ranked.empty:
        reason = "BASKET_CODE" if view.series is not None and view.series["is_basket"] else "CODE_NOT_IN_EXTRACT"
        reason = "NO_TRADE_REPORTED" if view.series is not None and not view.series["is_basket"] else reason
        said = _("No ranking of importers for {subject}, {first} to {last}: {reason}")
        return said.format(reason=text.reason(reason), **who), ""
    top, low = ranked.iloc[0], ranked.iloc[-1]
    strong = f"{top[name]} {text.points(top['change_points'])}"
    sentence = _(
        "{subject}, {first} to {last} ({basis}): of {n} importers {fell} bought a smaller share from China, {rose} a "
        "larger one; largest fall {strong} points, largest rise {low}."
    ).format(
        **{**who, "subject": view.subject[0].upper() + view.subject[1:]},
        basis=text.basis(view.chosen["basis"]),
        n=len(ranked),
        fell=int((ranked["change_points"] < 0).sum()),
        rose=int((ranked["change_points"] > 0).sum()),
        strong=strong,
        low=f"{low[name]} {text.points(low['change_points'])}",
    )
    return sentence, strong


def _own(view: View, frame: pd.DataFrame) -> str:
    ranked = frame[frame["in_ranking"]]
    if ranked.empty:
        return ""
    return _("{importer}: of {n} series China's share fell in {fell} and rose in {rose}; {known} show a trend.").format(
        importer=view.importer,
        n=len(ranked),
        fell=int((ranked["change_points"] < 0).sum()),
        rose=int((ranked["change_points"] > 0).sum()),
        known=int(ranked["trend_state"].isin(["falling", "rising"]).sum()),
    )


def _importers(view: View, frame: pd.DataFrame) -> Panel:
    name = text.name_column("importer")
    links = [permalink.address(importer=iso3, question="who") for iso3 in frame["importer_iso3"]]
    return _panel(
        view,
        frame,
        "diversification_league",
        _("All importers: {subject}").format(subject=view.subject),
        Column(name, _("Importer"), page="to"),
        [str(label) for label in frame[name]],
        links,
        SourceRows(
            choices=dict(zip(frame["importer_iso3"], frame[name], strict=True)),
            load=lambda iso3: db.query("source_rows", importer=iso3, series=view.series_id, year=view.last),
            sql=db.sql("source_rows"),
        ),
        top=True,
    )


def _minerals(view: View, frame: pd.DataFrame) -> Panel:
    name = text.name_column("mineral")
    labels = [f"{row[name]} ({text.stage(row['stage']).lower()})" for row in frame.to_dict("records")]
    links = [
        permalink.address(mineral=row["mineral_id"], stage=row["stage"], question="who")
        for row in frame.to_dict("records")
    ]
    return _panel(
        view,
        frame,
        "diversification_league_minerals",
        _("All minerals: {importer}").format(importer=view.importer),
        Column(name, _("Mineral"), sub=lambda row: text.stage(row["stage"]), page="to"),
        labels,
        links,
        diversification_view.stage_rows(view, dict(zip(frame["series_id"], labels, strict=True))),
    )


def _panel(
    view: View,
    frame: pd.DataFrame,
    panel_id: str,
    title: str,
    first: Column,
    labels: list[str],
    links: list[str],
    rows: SourceRows | None,
    top: bool = False,
) -> Panel:
    frame = frame.assign(label=labels, to=links)
    ranked = frame[frame["in_ranking"]]
    falls, rises = ranked[ranked["change_points"] < 0], ranked[ranked["change_points"] > 0]
    drawn = pd.concat([falls.head(MOST_EACH), rises.tail(MOST_EACH)])
    said = "; ".join(f"{row['label']} {text.points(row['change_points'])}" for row in drawn.to_dict("records"))
    figure = None
    if len(drawn):
        faint = [state not in ("falling", "rising") for state in drawn["trend_state"]]
        figure = changes.diverging(list(drawn["label"]), list(drawn["change_points"]), faint)
    return Panel(
        panel_id=panel_id,
        title=title,
        frame=frame.drop(columns=["label", "to"]),
        columns=[first, *_columns(view)],
        caption=_("Change of China's share {first} to {last}, {measure}: {n} ranked, {m} not").format(
            first=view.first, last=view.last, measure=view.measure, n=len(ranked), m=len(frame) - len(ranked)
        ),
        file_parts=[*view.file(panel_id.removeprefix("diversification_"), f"{view.first}-{view.last}")],
        figure=figure,
        alt=_("Largest falls and rises of China's share in points: {said}.").format(said=said or text.NOT_AVAILABLE),
        caveats=[
            _("Filled bars have a trend over the years between, hollow ones none that can be detected."),
            _("Not ranked: no trade in a year, or too little. Baskets are out. The EU stands beside its members."),
        ],
        rows=rows,
        top=controls.definition if top else None,
        layout=frame,
        fold=True,
    )


def _columns(view: View) -> list[Column]:
    return [
        Column("change_points", _("Change, points"), text.points, numeric=True),
        Column("share_from", _("Share {year}").format(year=view.first), text.share, numeric=True),
        Column("share_to", _("Share {year}").format(year=view.last), text.share, numeric=True, bar=True),
        Column("trend_state", _("Trend"), diversification_view.trend_state),
        Column("hhi_change", _("Change of HHI"), _index, numeric=True),
        Column("met_to", _("Definition met"), cell=_met),
        Column("quality_grade", _("Grade")),
        Column("value_to_usd", _("Million USD {year}").format(year=view.last), text.million_usd, numeric=True),
        Column("reason", _("Why it is not ranked"), lambda code: "" if text.missing(code) else text.reason(code)),
    ]


def _index(value: float | None) -> str:
    if text.missing(value):
        return text.NOT_AVAILABLE
    rounded = round(float(value), 2)
    return f"{'+' if rounded > 0 else text.MINUS if rounded < 0 else ''}{abs(rounded):.2f}"


def _met(row: Mapping) -> str:
    words = {True: _("yes"), False: _("no")}
    before, now = (
        text.NOT_AVAILABLE if text.missing(row[name]) else words[bool(row[name])] for name in ("met_from", "met_to")
    )
    return f"{before} \N{RIGHTWARDS ARROW} {now}"
