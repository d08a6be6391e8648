"""Scores that experts know, for one importer: GeoPolRisk, and the supply-risk formula of the EU studies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard import db, text
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import diversification_view
from dashboard.views.diversification_view import Section, View


def section(view: View) -> Section:
    """The answer and the panels."""
    importer = view.chosen["importer"]
    geo = db.query("diversification_geopolrisk", importer=importer, year=int(view.chosen["year"]))
    eu = db.query("diversification_eu_risk", importer=importer, year=int(view.chosen["year"]))
    panels = [*([_geopolrisk(view, geo)] if len(geo) else []), *([_eu(view, eu)] if len(eu) else [])]
    sentence, strong = _sentence(view, geo)
    return Section(sentence, strong, [_about_mineral(view, geo, eu)], panels)


def _sentence(view: View, geo: pd.DataFrame) -> tuple[str, str]:
    scored = geo.dropna(subset=["score"])
    if scored.empty:
        said = _("GeoPolRisk of {importer} in {year}: no mineral has world production and tonnes for this year.")
        return said.format(importer=view.importer, year=view.year(int(view.chosen["year"]))), ""
    top = [f"{_series(row)} {text.index(row['score'])}" for row in scored.head(3).to_dict("records")]
    strong = top[0]
    return _("GeoPolRisk of {importer} in {year}, highest of {n} series: {names}.").format(
        importer=view.importer,
        year=view.year(int(view.chosen["year"])),
        n=len(scored),
        names=text.and_list(top, 3),
    ), strong


def _series(row: Mapping) -> str:
    return f"{row[text.name_column('mineral')]} ({text.stage(row['stage']).lower()})"


def _about_mineral(view: View, geo: pd.DataFrame, eu: pd.DataFrame) -> str:
    """What the scores say about the chosen mineral."""
    parts = []
    for row in geo[geo["mineral_id"] == view.chosen["mineral"]].to_dict("records"):
        if text.missing(row["score"]):
            parts.append(
                _("{stage}: no GeoPolRisk. {why}").format(
                    stage=text.stage(row["stage"]), why=text.reason(row["reason"])
                )
            )
        else:
            parts.append(
                _("{stage}: GeoPolRisk {score}, rank {n} of {m} importers.").format(
                    stage=text.stage(row["stage"]),
                    score=text.index(row["score"]),
                    n=int(row["place"]),
                    m=int(row["importers"]),
                )
            )
    higher = eu[(eu["mineral_id"] == view.chosen["mineral"]) & eu["is_higher_stage"].fillna(False)]
    for row in higher.to_dict("records"):
        parts.append(
            _("EU formula, our application: {score} ({stage}).").format(
                score=text.index(row["score"]), stage=text.stage(row["stage"]).lower()
            )
        )
    return f"{view.mineral}: {' '.join(parts)}" if parts else ""


def _geopolrisk(view: View, frame: pd.DataFrame) -> Panel:
    return Panel(
        panel_id="diversification_geopolrisk",
        title=_("GeoPolRisk, {year}").format(year=view.year(int(view.chosen["year"]))),
        frame=frame,
        columns=[
            Column(text.name_column("mineral"), _("Mineral"), sub=lambda row: text.stage(row["stage"])),
            Column("score", _("Score, 0-1"), _three, numeric=True, order="descending"),
            Column("place", _("Rank among importers"), cell=_rank, numeric=True),
            Column("hhi", _("HHI of world production"), text.index, sub=_form, numeric=True),
            Column("weighted_import_risk", _("Weighted import risk, 0-1"), _three, numeric=True),
            Column("imports_t", _("Imports, t"), text.tonnes, numeric=True),
            Column("domestic_t", _("Own production, t"), text.tonnes, numeric=True),
            Column("flags", _("Remarks"), cell=_remarks, prose=True),
        ],
        caption=_(
            "{importer}: HHI of world production \N{MULTIPLICATION SIGN} import risk weighted by instability"
        ).format(importer=view.importer),
        file_parts=[view.importer, "geopolrisk", view.chosen["year"]],
        caveats=[
            _(
                "Import risk: tonnes of each supplier \N{MULTIPLICATION SIGN} its political instability (WGI, 0-1), "
                "over imports and own production."
            ),
            _("No score where trade is missing; a missing trade is not a risk of zero."),
        ],
        rows=_rows(view, frame[frame["imports_t"].notna()]),
    )


def _eu(view: View, frame: pd.DataFrame) -> Panel:
    period = str(frame["period"].iloc[0])
    return Panel(
        panel_id="diversification_eu_risk",
        title=_("Supply risk by the EU formula, {period}: our application").format(period=period),
        frame=frame,
        columns=[
            Column(text.name_column("mineral"), _("Mineral"), sub=lambda row: text.stage(row["stage"])),
            Column("score", _("Score"), text.index, numeric=True, order="descending"),
            Column("study_score", _("Printed by the EU"), text.index, numeric=True),
            Column("global_hhi", _("World supply"), text.index, numeric=True),
            Column("sourcing_hhi", _("Own sourcing"), text.index, numeric=True),
            Column("import_reliance", _("Import reliance"), text.share, numeric=True),
            Column("eol_recycling_rate", _("Recycling input rate"), text.share, numeric=True),
            Column("substitution_index", _("Substitution index"), text.index, numeric=True),
            Column("flags", _("Remarks"), cell=_remarks, prose=True),
        ],
        caption=_("{importer}, {period}; the EU marks a score of 1 and more").format(
            importer=view.importer, period=period
        ),
        file_parts=[view.importer, "eu-supply-risk", period],
        caveats=[
            _("Our application of the EU formula to this importer; not a figure of the EU."),
            _(
                "World supply and trade parameters are those of the EU study of 2023 (2016 to 2020); recycling and "
                "substitution are those of the EU, else 0 and 1."
            ),
            _("Where own sourcing or import reliance is unknown the score rests on world supply alone."),
        ],
        rows=_rows(view, frame[frame["imports_t_per_year"].notna()]),
        fold=True,
    )


def _rows(view: View, frame: pd.DataFrame) -> SourceRows | None:
    known = frame.dropna(subset=["series_id"])
    labels = [_series(row) for row in known.to_dict("records")]
    return diversification_view.stage_rows(view, dict(zip(known["series_id"], labels, strict=True)))


def _three(value: float | None) -> str:
    return text.NOT_AVAILABLE if text.missing(value) else f"{value:.3f}"


def _rank(row: Mapping) -> str:
    if text.missing(row["score"]):
        return text.NOT_AVAILABLE
    return _("{n} of {m}").format(n=int(row["place"]), m=int(row["importers"]))


def _form(row: Mapping) -> str:
    if text.missing(row["hhi_form"]):
        return ""
    return f"{text.stage(row['hhi_stage']).lower()}: {row['hhi_form']}"


def _remarks(row: Mapping) -> str:
    codes: list[str] = [row[name] for name in ("reason", "sourcing_reason") if not text.missing(row.get(name))]
    flags: Sequence[str] = [] if text.missing(row["flags"]) else list(row["flags"])
    return " ".join(dict.fromkeys(text.reason(code) for code in [*codes, *flags]))
