"""Detours: suppliers at face value, without entrepôts, and traced back to producers in tonnes."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard.charts import changes, theme
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.models.origins import VARIANTS, ImportOrigins, Tracing, import_origins, trace
from dashboard.pages.diversification import world
from dashboard.pages.diversification.choice import SERIES
from dashboard.pages.diversification.sentences import no_figures
from dashboard.pages.diversification.subject import Part, Subject
from dashboard.question import records
from dashboard.words import formats, reasons
from dashboard.words.language import _

# Areas whose exports of minerals are mostly goods of others.
HUBS = ("HKG", "SGP", "NLD", "BEL", "CHE", "ARE")
MOST_AREAS = 10


def part(subject: Subject) -> Part:
    """The answer and the panels."""
    if not subject.series:
        return no_figures(subject)
    flows, made = world.flows(subject), world.production(subject)
    importer = subject.choice.importer
    if importer not in set(flows["importer_iso3"]):
        return _nothing(subject, "NO_TRADE_REPORTED")
    produced = made[made["measure"] == "production"] if len(made) else made
    amounts = dict(zip(produced["iso3"], produced["value_t"], strict=True)) if len(made) else {}
    weighed = None if produced.empty else str(produced["weight_basis"].iloc[0])
    # A basket has no production of its own; a form that is not counted in tonnes of the good cannot be set against it.
    traced = trace(flows, amounts, weighed)
    if importer not in traced.areas:
        return _nothing(subject, "QUANTITY_UNKNOWN")
    found = import_origins(traced, importer, HUBS)
    if found.shares.empty:  # an area that sells with known tonnes, but buys without
        return _nothing(subject, "QUANTITY_UNKNOWN")
    frame = _frame(subject, flows, produced, found)
    sentence, strong = _sentence(subject, frame, found)
    details = [_why_not(found), *subject.notes]
    return Part(sentence, strong, details, lambda: [_panel(subject, frame, found, traced, produced)])


def _nothing(subject: Subject, reason: str) -> Part:
    return Part(
        _("{importer}, {subject}, {year}: {reason}").format(
            importer=subject.importer,
            subject=subject.goods,
            year=subject.year(subject.last),
            reason=reasons.reason(reason),
        ),
        details=subject.notes,
    )


def _frame(subject: Subject, flows: pd.DataFrame, produced: pd.DataFrame, origins: ImportOrigins) -> pd.DataFrame:
    ids = {one for frame in (flows, produced) if len(frame) for row in frame["source_ids"] for one in row}
    known = world.areas(subject)
    frame = origins.shares.assign(
        area_name=[known.get(area, area) for area in origins.shares["area"]],
        highest=origins.shares[list(VARIANTS)].max(axis=1),
    )
    frame = frame.sort_values(["highest", "area"], ascending=[False, True]).drop(columns="highest")
    return frame.assign(source_ids=[sorted(ids)] * len(frame)).reset_index(drop=True)


def _sentence(subject: Subject, frame: pd.DataFrame, origins: ImportOrigins) -> tuple[str, str]:
    china = frame.set_index("area")[list(VARIANTS)].reindex(["CHN"]).iloc[0]
    face = formats.share(0.0 if formats.missing(china["face_value"]) else china["face_value"])
    who = {
        "year": subject.year(subject.last),
        "importer": subject.importer,
        "subject": subject.goods,
        "face": face,
        "stripped": formats.NOT_AVAILABLE
        if "hub_stripped" in origins.reasons
        else formats.share(china["hub_stripped"]),
    }
    if "traced" in origins.reasons:
        strong = _("the origin behind re-exporters cannot be traced")
        return _(
            "In {year} China stood for {face} of the tonnes of {subject} that {importer} imported, {stripped} without "
            "entrepôts; {strong}."
        ).format(strong=strong, **who), strong
    strong = formats.share(china["traced"])
    return _(
        "In {year} China stood for {face} of the tonnes of {subject} that {importer} imported at face value, "
        "{stripped} without entrepôts, and {strong} traced back to producers."
    ).format(strong=strong, **who), strong


def _why_not(origins: ImportOrigins) -> str:
    if "traced" not in origins.reasons:
        return ""
    return _("Tracing is switched off: {reason}").format(reason=reasons.reason(origins.reasons["traced"]))


def _panel(
    subject: Subject, frame: pd.DataFrame, origins: ImportOrigins, traced: Tracing, produced: pd.DataFrame
) -> Panel:
    top = frame.head(MOST_AREAS)
    kinds = [
        changes.Dots(label, list(top[name]), colour)
        for name, label, colour in zip(VARIANTS, _variants(), _colours(), strict=True)
        if name not in origins.reasons
    ]
    said = "; ".join(
        f"{row['area_name']} {formats.share(row['face_value'])}" + _traced_too(row) for row in records(top.head(4))
    )
    columns = [
        Column("area_name", _("Supplier or origin"), sub=lambda row: _("entrepôt") if row["is_hub"] else ""),
        *(
            Column(name, label, formats.share, numeric=True, bar=True)
            for name, label in zip(VARIANTS, _variants(), strict=True)
        ),
    ]
    return Panel(
        panel_id="diversification_detours",
        title=_title(subject, frame, origins),
        frame=frame,
        columns=columns,
        caption=_("Shares of the tonnes of {goods} that {importer} imported, {year}, {codes}, mainland China").format(
            goods=subject.goods, importer=subject.importer, year=subject.year(subject.last), codes=subject.codes
        ),
        file_parts=subject.file("origins", subject.last),
        chart=partial(changes.dots, list(top["area_name"]), kinds),
        alt=_("Largest areas: {said}.").format(said=said),
        caveats=_caveats(subject, origins, traced, produced),
        rows=subject.world_rows(),
        depends=SERIES,
    )


def _title(subject: Subject, frame: pd.DataFrame, origins: ImportOrigins) -> str:
    """China at face value and behind the traders; the largest area where China sells nothing or is the importer."""
    china = frame[(frame["area"] == "CHN") & (frame[list(VARIANTS)].max(axis=1) > 0)]
    row = (frame if china.empty or subject.choice.importer == "CHN" else china).iloc[0]
    said = _("{area}: {face} of the tonnes at face value; the origin behind traders is not known")
    if "traced" not in origins.reasons:
        said = _("{area}: {face} of the tonnes at face value, {traced} traced back to producers")
    elif "hub_stripped" not in origins.reasons:
        said = _("{area}: {face} of the tonnes at face value, {stripped} without entrepôts, not traced further")
    shares = {name: 0.0 if formats.missing(row[name]) else row[name] for name in VARIANTS}
    return said.format(
        area=row["area_name"],
        face=formats.share(shares["face_value"]),
        stripped=formats.share(shares["hub_stripped"]),
        traced=formats.share(shares["traced"]),
    )


def _variants() -> tuple[str, str, str]:
    return _("Face value"), _("Without entrepôts"), _("Traced")


def _colours() -> tuple[str, str, str]:
    return theme.CHINA, theme.SUPPLIERS["AUS"], theme.SUPPLIERS["ZAF"]


def _traced_too(row: Row) -> str:
    return "" if formats.missing(row["traced"]) else _(" (traced {share})").format(share=formats.share(row["traced"]))


def _caveats(subject: Subject, origins: ImportOrigins, traced: Tracing, produced: pd.DataFrame) -> list[str]:
    known = world.areas(subject)
    notes = [
        _("Entrepôts left out: {names}.").format(names=", ".join(known.get(area, area) for area in HUBS)),
        _(
            "Tracing assumes: one homogeneous good; exports drawn in proportion from home production and imports "
            "(wrong for bonded transit); no stocks; nothing is processed inside the code; tonnes, not value."
        ),
    ]
    if "traced" in origins.reasons:
        notes.append(_("Not traced: {reason}").format(reason=reasons.reason(origins.reasons["traced"])))
    elif len(produced):
        first = produced.iloc[0]
        notes.append(
            _("Production: {form}, edition {edition}; producers that are not named count as none.").format(
                form=first["form"], edition=first["edition"]
            )
        )
    if not formats.missing(origins.untraced_share) and origins.untraced_share >= 0.0005:
        notes.append(
            _("Origin unknown for {share} of the imports.").format(share=formats.share(origins.untraced_share))
        )
    if traced.exceeded:
        names = [known.get(area, area) for area in traced.exceeded]
        notes.append(
            _("Exports were scaled down to what is produced and imported in {names} ({t} t in all).").format(
                names=formats.and_list(names, 6), t=formats.tonnes(traced.exceeded_t)
            )
        )
    return notes
