"""Detours: suppliers at face value, without entrepôts, and traced back to producers in tonnes."""

from __future__ import annotations

import pandas as pd

from dashboard import text, tracing
from dashboard.charts import changes, theme
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import diversification_view, diversification_world
from dashboard.views.diversification_view import Section, View

# Areas whose exports of minerals are mostly goods of others.
HUBS = ("HKG", "SGP", "NLD", "BEL", "CHE", "ARE")
MOST_AREAS = 10


def section(view: View) -> Section:
    """The answer and the panels."""
    if view.series is None:
        return diversification_view.no_figures(view)
    flows, made = diversification_world.flows(view), diversification_world.production(view)
    importer = str(view.chosen["importer"])
    if flows.empty or importer not in set(flows["importer_iso3"]):
        reason = text.reason("NO_TRADE_REPORTED")
        return Section(
            _("{importer}, {subject}, {year}: {reason}").format(
                importer=view.importer, subject=view.subject, year=view.year(view.last), reason=reason
            ),
            details=view.notes,
        )
    produced = made[made["measure"] == "production"] if len(made) else made
    amounts = dict(zip(produced["iso3"], produced["value_t"], strict=True)) if len(made) else {}
    weighed = None if produced.empty else str(produced["weight_basis"].iloc[0])
    # A basket has no production of its own; a form that is not counted in tonnes of the good cannot be set against it.
    traced = tracing.trace(flows, amounts, weighed)
    origins = tracing.import_origins(traced, importer, HUBS)
    frame = _frame(flows, produced, origins)
    sentence, strong = _sentence(view, frame, origins)
    return Section(sentence, strong, [_why_not(origins), *view.notes], [_panel(view, frame, origins, traced, produced)])


def _frame(flows: pd.DataFrame, produced: pd.DataFrame, origins: tracing.ImportOrigins) -> pd.DataFrame:
    ids = {one for frame in (flows, produced) if len(frame) for row in frame["source_ids"] for one in row}
    known = diversification_world.names()
    frame = origins.shares.assign(
        area_name=[known.get(area, area) for area in origins.shares["area"]],
        highest=origins.shares[list(tracing.VARIANTS)].max(axis=1),
    )
    frame = frame.sort_values(["highest", "area"], ascending=[False, True]).drop(columns="highest")
    return frame.assign(source_ids=[sorted(ids)] * len(frame)).reset_index(drop=True)


def _sentence(view: View, frame: pd.DataFrame, origins: tracing.ImportOrigins) -> tuple[str, str]:
    china = frame.set_index("area")[list(tracing.VARIANTS)].reindex(["CHN"]).iloc[0]
    face = text.share(0.0 if text.missing(china["face_value"]) else china["face_value"])
    who = {
        "year": view.year(view.last),
        "importer": view.importer,
        "subject": view.subject,
        "face": face,
        "stripped": text.NOT_AVAILABLE if "hub_stripped" in origins.reasons else text.share(china["hub_stripped"]),
    }
    if "traced" in origins.reasons:
        strong = _("the origin behind re-exporters cannot be traced")
        return _(
            "In {year} China stood for {face} of the tonnes of {subject} that {importer} imported, {stripped} without "
            "entrepôts; {strong}."
        ).format(strong=strong, **who), strong
    strong = text.share(china["traced"])
    return _(
        "In {year} China stood for {face} of the tonnes of {subject} that {importer} imported at face value, "
        "{stripped} without entrepôts, and {strong} traced back to producers."
    ).format(strong=strong, **who), strong


def _why_not(origins: tracing.ImportOrigins) -> str:
    if "traced" not in origins.reasons:
        return ""
    return _("Tracing is switched off: {reason}").format(reason=text.reason(origins.reasons["traced"]))


def _panel(
    view: View, frame: pd.DataFrame, origins: tracing.ImportOrigins, traced: tracing.Tracing, produced: pd.DataFrame
) -> Panel:
    top = frame.head(MOST_AREAS)
    kinds = [
        changes.Dots(label, list(top[name]), colour)
        for name, label, colour in zip(tracing.VARIANTS, _variants(), _colours(), strict=True)
        if name not in origins.reasons
    ]
    said = "; ".join(
        f"{row['area_name']} {text.share(row['face_value'])}" + _traced_too(row)
        for row in top.head(4).to_dict("records")
    )
    columns = [
        Column("area_name", _("Supplier or origin"), sub=lambda row: _("entrepôt") if row["is_hub"] else ""),
        *(
            Column(name, label, text.share, numeric=True, bar=True)
            for name, label in zip(tracing.VARIANTS, _variants(), strict=True)
        ),
    ]
    return Panel(
        panel_id="diversification_detours",
        title=_("Where the imports come from: face value, without entrepôts, traced"),
        frame=frame,
        columns=columns,
        caption=_("Imports of {importer} in tonnes, {year}, {codes}").format(
            importer=view.importer, year=view.year(view.last), codes=view.codes
        ),
        file_parts=view.file("origins", view.last),
        figure=changes.dots(list(top["area_name"]), kinds),
        alt=_("Largest areas: {said}.").format(said=said),
        caveats=_caveats(view, origins, traced, produced),
        meanings={
            "face_value": _("share in reported imports, tonnes, 0-1"),
            "hub_stripped": _("the same without entrepôts, the rest scaled to 1"),
            "traced": _("share by country of production, exports drawn in proportion from production and imports"),
        },
        rows=diversification_view.world_rows(view.series_id, view.last, view.year(view.last)),
    )


def _variants() -> tuple[str, str, str]:
    return _("Face value"), _("Without entrepôts"), _("Traced")


def _colours() -> tuple[str, str, str]:
    return theme.CHINA, theme.SUPPLIERS["AUS"], theme.SUPPLIERS["ZAF"]


def _traced_too(row: dict) -> str:
    return "" if text.missing(row["traced"]) else _(" (traced {share})").format(share=text.share(row["traced"]))


def _caveats(view: View, origins: tracing.ImportOrigins, traced: tracing.Tracing, produced: pd.DataFrame) -> list[str]:
    known = diversification_world.names()
    notes = [
        _("Entrepôts left out: {names}.").format(names=", ".join(known.get(area, area) for area in HUBS)),
        _(
            "Tracing assumes: one homogeneous good; exports drawn in proportion from home production and imports "
            "(wrong for bonded transit); no stocks; nothing is processed inside the code; tonnes, not value."
        ),
    ]
    if "traced" in origins.reasons:
        notes.append(_("Not traced: {reason}").format(reason=text.reason(origins.reasons["traced"])))
    elif len(produced):
        first = produced.iloc[0]
        notes.append(
            _("Production: {form}, edition {edition}; producers that are not named count as none.").format(
                form=first["form"], edition=first["edition"]
            )
        )
    if not text.missing(origins.untraced_share) and origins.untraced_share >= 0.0005:
        notes.append(_("Origin unknown for {share} of the imports.").format(share=text.share(origins.untraced_share)))
    if traced.exceeded:
        names = [known.get(area, area) for area in traced.exceeded]
        notes.append(
            _("Exports were scaled down to what is produced and imported in {names} ({t} t in all).").format(
                names=text.and_list(names, 6), t=text.tonnes(traced.exceeded_t)
            )
        )
    return notes
