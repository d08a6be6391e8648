"""Did only the ore move: ore and refined goods side by side, and China's share of world refining beside them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import db, text
from dashboard.charts import lines, theme
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import diversification_view
from dashboard.views.diversification_view import Section, View, lowered

WORLD = theme.SUPPLIERS["AUS"]


def section(view: View) -> Section:
    """The answer and the panels."""
    mineral = view.chosen["mineral"]
    frame = db.query("diversification_reading", mineral=mineral, **view.terms, **view.between)
    over_time = db.query("diversification_stages", mineral=mineral, **view.terms, **view.between)
    reading = str(frame["reading"].iloc[0])
    strong = readings()[reading]
    sentence = _("{importer}, {mineral}, {first} to {last} ({basis}): {strong}.").format(
        importer=view.importer,
        mineral=lowered(view.mineral),
        first=view.first,
        last=view.last,
        basis=text.basis(view.chosen["basis"]),
        strong=strong,
    )
    details = [*(_stage_line(row) for row in frame.to_dict("records")), *view.notes]
    return Section(sentence, strong, details, [_table(view, frame), *_chart(view, over_time)])


def readings() -> dict[str, str]:
    """The readings in words."""
    return {
        "both": _("ore and refining both diversified"),
        "ore_diversified_refining_not": _("ore diversified, refining did not"),
        "ore_only": _("ore diversified; refined goods hardly came from China to begin with"),
        "refining_only": _("refining diversified, ore did not"),
        "neither": _("neither ore nor refining diversified"),
        "hardly_from_china": _("hardly any ore or refined goods came from China in either year"),
        "not_comparable": _("the two stages cannot be compared"),
    }


def _stage_line(row: Mapping) -> str:
    stage = text.stage(row["stage"])
    if text.missing(row["share_from"]) or text.missing(row["share_to"]):
        said = _("{stage}: not comparable. {reason}").format(stage=stage, reason=text.reason(row["reason"]))
    else:
        said = _("{stage}: from {a} to {b} ({points} points).").format(
            stage=stage,
            a=text.share(row["share_from"]),
            b=text.share(row["share_to"]),
            points=text.points(row["change_points"]),
        )
    if text.missing(row["world_china_share"]):
        return said
    return _("{said} China's share of the world at this stage: {share} in {year}.").format(
        said=said, share=text.share(row["world_china_share"]), year=int(row["world_year"])
    )


def _table(view: View, frame: pd.DataFrame) -> Panel:
    known = frame.dropna(subset=["series_id"])
    known = known[known["share_to"].notna()]
    return Panel(
        panel_id="diversification_upstream",
        title=_("Ore and refined goods side by side"),
        frame=frame,
        columns=[
            Column("stage", _("Stage"), text.stage),
            Column("share_from", _("China's share {year}").format(year=view.first), text.share, numeric=True),
            Column("share_to", _("China's share {year}").format(year=view.last), text.share, numeric=True, bar=True),
            Column("change_points", _("Change, points"), text.points, numeric=True),
            Column("change", _("Reading of the stage"), _change),
            Column("trend_state", _("Trend"), diversification_view.trend_state),
            Column("quality_grade", _("Grade")),
            Column("world_china_share", _("China in world production"), cell=_world, sub=_form, numeric=True),
            Column(
                "reason", _("Why a figure is missing"), lambda code: "" if text.missing(code) else text.reason(code)
            ),
        ],
        caption=_("{importer}, {measure}: {reading}").format(
            importer=view.importer, measure=view.measure, reading=readings()[str(frame["reading"].iloc[0])]
        ),
        file_parts=view.file("ore-and-refined", f"{view.first}-{view.last}"),
        caveats=[
            _("Diversified: China's share fell by five points or more. Stages are never added up."),
            _("World production is the last year published; the form that is counted stands below the figure."),
        ],
        rows=diversification_view.stage_rows(
            view, dict(zip(known["series_id"], known["stage"].map(text.stage), strict=True))
        ),
    )


def _chart(view: View, frame: pd.DataFrame) -> list[Panel]:
    known = frame.dropna(subset=["china_share"])
    if known.empty:
        return []
    drawn = [
        lines.Line(_label(view, what, stage), list(rows["year"]), list(rows["china_share"]), _colour(what))
        for (what, stage), rows in known.groupby(["what", "stage"], sort=False)
    ]
    last = [rows.iloc[-1] for _key, rows in known.groupby(["what", "stage"], sort=False)]
    said = "; ".join(
        f"{_label(view, row['what'], row['stage'])} {text.share(row['china_share'])} ({int(row['year'])})"
        for row in last
    )
    bought = known[known["what"] == "imports"]
    return [
        Panel(
            panel_id="diversification_stages",
            title=_("China in the imports and in world production"),
            frame=frame,
            columns=[
                Column("year", _("Year")),
                Column("what", _("Share in"), lambda what: _what(view, str(what))),
                Column("stage", _("Stage"), text.stage),
                Column("china_share", _("China's share"), text.share, numeric=True, bar=True),
                Column("counted", _("What is counted")),
            ],
            caption=_("{measure}; last values: {said}").format(measure=view.measure, said=said),
            file_parts=view.file("stages-and-world", f"{view.first}-{view.last}"),
            figure=lines.over_time(drawn),
            alt=_("China's share by stage, last values: {said}.").format(said=said),
            caveats=[
                _("Imports are customs weight or value, world production is in the publisher's unit."),
            ],
            rows=diversification_view.stage_rows(
                view, {row["counted"]: text.stage(row["stage"]) for row in bought.to_dict("records")}
            ),
            layout=frame.sort_values("year", ascending=False, kind="stable"),
            fold=True,
        )
    ]


def _colour(what: str) -> str:
    return theme.CHINA if what == "imports" else WORLD


def _label(view: View, what: str, stage: str) -> str:
    if what == "imports":
        return _("Imports, {stage}").format(stage=text.stage(stage).lower())
    return _("World mining") if stage == "ore" else _("World refining")


def _what(view: View, what: str) -> str:
    return _("imports of {importer}").format(importer=view.importer) if what == "imports" else _("world production")


def _change(code: str) -> str:
    return {
        "diversified": _("diversified"),
        "more_dependent": _("more dependent"),
        "unchanged": _("little changed"),
        "hardly_from_china": _("hardly from China"),
        "not_comparable": _("not comparable"),
    }.get(code, code)


def _world(row: Mapping) -> str:
    if text.missing(row["world_china_share"]):
        return text.NOT_AVAILABLE
    return f"{text.share(row['world_china_share'])} ({int(row['world_year'])})"


def _form(row: Mapping) -> str:
    return "" if text.missing(row["world_form"]) else str(row["world_form"])
