"""League table: all importers of the series, and all minerals of the importer, by the change of China's share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import pandas as pd

from dashboard import queries
from dashboard.charts import changes
from dashboard.content.column import Column, Row
from dashboard.content.filters import Filter
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.diversification import questions
from dashboard.pages.diversification.choice import SHARES
from dashboard.pages.diversification.sentences import reason_or_nothing, signed_index, trend_state
from dashboard.pages.diversification.subject import Part, Subject
from dashboard.question import records
from dashboard.state.permalink import link
from dashboard.state.shared import DEFINITION
from dashboard.words import formats, names, reasons
from dashboard.words.language import _, name_column

MOST_EACH = 8


def part(subject: Subject) -> Part:
    """The answer and the panels."""
    series = subject.series_id if subject.series else ""
    frame = subject.ask(questions.LEAGUE, subject.choice, series=series, **subject.between)
    of_series = frame[frame["series_id"] == series]
    of_importer = frame[frame["importer_iso3"] == subject.choice.importer]

    def panels() -> Iterator[Panel]:
        if len(of_series):
            yield _importers(subject, of_series)
        if len(of_importer):
            yield _minerals(subject, of_importer)

    sentence, strong = _sentence(subject, of_series)
    return Part(sentence, strong, [_own(subject, of_importer), *subject.notes], panels)


def _sentence(subject: Subject, frame: pd.DataFrame) -> tuple[str, str]:
    ranked = frame[frame["in_ranking"]]
    name = name_column("importer")
    who = {"subject": subject.goods, "first": subject.first, "last": subject.last}
    if not subject.series or subject.series["is_basket"] or ranked.empty:
        reason = "NO_TRADE_REPORTED"
        if not subject.series or subject.series["is_basket"]:
            reason = "BASKET_CODE" if subject.series else "CODE_NOT_IN_EXTRACT"
        said = _("No ranking of importers for {subject}, {first} to {last}: {reason}")
        return said.format(reason=reasons.reason(reason), **who), ""
    top, low = ranked.iloc[0], ranked.iloc[-1]
    strong = f"{top[name]} {formats.points(top['change_points'])}"
    sentence = _(
        "{subject}, {first} to {last} ({basis}): of {n} importers {fell} bought a smaller share from China, {rose} a "
        "larger one; largest fall {strong} points, largest rise {low}."
    ).format(
        **{**who, "subject": subject.goods[0].upper() + subject.goods[1:]},
        basis=names.basis(subject.choice.basis),
        **_moved(ranked),
        strong=strong,
        low=f"{low[name]} {formats.points(low['change_points'])}",
    )
    return sentence, strong


def _moved(ranked: pd.DataFrame) -> dict[str, int]:
    """How many moved which way; a change that is printed as none is none."""
    change = ranked["change_points"].round(1)
    return {"fell": int((change < 0).sum()), "rose": int((change > 0).sum()), "n": len(ranked)}


def _own(subject: Subject, frame: pd.DataFrame) -> str:
    ranked = frame[frame["in_ranking"]]
    if ranked.empty:
        return ""
    return _("{importer}: of {n} series China's share fell in {fell} and rose in {rose}; {known} show a trend.").format(
        importer=subject.importer,
        **_moved(ranked),
        known=int(ranked["trend_state"].isin(["falling", "rising"]).sum()),
    )


def _importers(subject: Subject, frame: pd.DataFrame) -> Panel:
    name = name_column("importer")
    links = [link("diversification", importer=iso3, question="who") for iso3 in frame["importer_iso3"]]
    return _panel(
        subject,
        frame,
        "diversification_league",
        _("importers of {goods}, EU beside its members").format(goods=subject.goods),
        Column(name, _("Importer"), page="to"),
        [str(label) for label in frame[name]],
        links,
        SourceRows(
            choices=dict(zip(frame["importer_iso3"], frame[name], strict=True)),
            load=lambda iso3: subject.ask(
                queries.SOURCE_ROWS, importer=iso3, series=subject.series_id, year=subject.last
            ),
            sql=queries.SOURCE_ROWS.sql,
        ),
        filters=[Filter(DEFINITION)],
    )


def _minerals(subject: Subject, frame: pd.DataFrame) -> Panel:
    name = name_column("mineral")
    labels = [f"{row[name]} ({names.stage(row['stage']).lower()})" for row in records(frame)]
    links = [
        link("diversification", mineral=row["mineral_id"], stage=row["stage"], question="who") for row in records(frame)
    ]
    return _panel(
        subject,
        frame,
        "diversification_league_minerals",
        _("imports of {importer}, each mineral at each stage").format(importer=subject.importer),
        Column(name, _("Mineral"), sub=lambda row: names.stage(row["stage"]), page="to"),
        labels,
        links,
        subject.stage_rows(dict(zip(frame["series_id"], labels, strict=True))),
    )


def _panel(
    subject: Subject,
    frame: pd.DataFrame,
    panel_id: str,
    scope: str,
    first: Column,
    labels: list[str],
    links: list[str],
    rows: SourceRows | None,
    filters: Sequence[Filter] = (),
) -> Panel:
    frame = frame.assign(label=labels, to=links)
    ranked = frame[frame["in_ranking"]]
    series = subject.series_id if subject.series else ""
    falls, rises = ranked[ranked["change_points"] < 0], ranked[ranked["change_points"] > 0]
    drawn = pd.concat([falls.head(MOST_EACH), rises.tail(MOST_EACH)])
    said = "; ".join(f"{row['label']} {formats.points(row['change_points'])}" for row in records(drawn))
    chart = None
    if len(drawn):
        faint = [state not in ("falling", "rising") for state in drawn["trend_state"]]
        own = (drawn["importer_iso3"] == subject.choice.importer) & (drawn["series_id"] == series)
        chart = partial(changes.diverging, list(drawn["label"]), list(drawn["change_points"]), faint, list(own))
    return Panel(
        panel_id=panel_id,
        title=_title(ranked, panel_id == "diversification_league"),
        frame=frame.drop(columns=["label", "to"]),
        columns=[first, *_columns(subject)],
        caption=_("Change of China's share, points, {years}, {measure}, {scope}: {n} ranked, {m} not").format(
            years=subject.years,
            measure=subject.measure,
            scope=scope,
            n=len(ranked),
            m=len(frame) - len(ranked),
        ),
        file_parts=[*subject.file(panel_id.removeprefix("diversification_"), f"{subject.first}-{subject.last}")],
        chart=chart,
        alt=_("Largest falls and rises of China's share in points: {said}.").format(said=said or formats.NOT_AVAILABLE),
        caveats=[
            _("Filled bars have a trend over the years between, hollow ones none that can be detected."),
            _("Not ranked: no trade in a year, or too little. Baskets are out. The EU stands beside its members."),
        ],
        rows=rows,
        filters=filters,
        layout=frame,
        fold=True,
        depends=(*SHARES, DEFINITION.name),
    )


def _title(ranked: pd.DataFrame, of_importers: bool) -> str:
    given = _moved(ranked)
    if ranked.empty:
        return _("No importer can be ranked") if of_importers else _("None of the imports can be ranked")
    if of_importers:
        return _("China's share fell for {fell} and rose for {rose}, importers ranked: {n}").format(**given)
    return _("China's share fell for {fell} and rose for {rose}, goods ranked: {n}").format(**given)


def _columns(subject: Subject) -> list[Column]:
    return [
        Column("change_points", _("Change, points"), formats.points, numeric=True),
        Column("share_from", _("Share {year}").format(year=subject.first), formats.share, numeric=True),
        Column("share_to", _("Share {year}").format(year=subject.last), formats.share, numeric=True, bar=True),
        Column("trend_state", _("Trend"), trend_state),
        Column("hhi_change", _("Change of HHI"), signed_index, numeric=True),
        Column("met_to", _("Definition met"), cell=_met),
        Column("quality_grade", _("Grade")),
        Column("value_to_usd", _("Million USD {year}").format(year=subject.last), formats.million_usd, numeric=True),
        Column("reason", _("Why it is not ranked"), reason_or_nothing),
    ]


def _met(row: Row) -> str:
    words = {True: _("yes"), False: _("no")}
    before, now = (
        formats.NOT_AVAILABLE if formats.missing(row[name]) else words[bool(row[name])]
        for name in ("met_from", "met_to")
    )
    return f"{before} \N{RIGHTWARDS ARROW} {now}"
