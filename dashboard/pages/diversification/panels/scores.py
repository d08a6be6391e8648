"""Scores that experts know, for one importer: GeoPolRisk, and the supply-risk formula of the EU studies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.diversification.questions import EU_RISK, GEOPOLRISK
from dashboard.pages.diversification.subject import Part, Subject
from dashboard.question import records
from dashboard.words import formats, names, reasons
from dashboard.words.language import _, lowered, name_column

NOT_COMPARABLE = frozenset(("LOW_BASE", "DOMESTIC_NOT_COMPARABLE", "DOMESTIC_WITHHELD"))


def part(subject: Subject) -> Part:
    """The answer and the panels."""
    geo = subject.ask(GEOPOLRISK, subject.choice)
    eu = subject.ask(EU_RISK, subject.choice)

    def panels() -> Iterator[Panel]:
        if len(geo):
            yield _geopolrisk(subject, geo)
        if len(eu):
            yield _eu(subject, eu)

    sentence, strong = _sentence(subject, geo)
    return Part(sentence, strong, [_about_mineral(subject, geo, eu)], panels)


def _sentence(subject: Subject, geo: pd.DataFrame) -> tuple[str, str]:
    scored = geo.dropna(subset=["score"])
    if scored.empty:
        said = _("GeoPolRisk of {importer} in {year}: no mineral has world production and tonnes for this year.")
        return said.format(importer=subject.importer, year=subject.year(subject.choice.year)), ""
    top = [f"{_series(row)} {formats.index(row['score'])}" for row in records(scored.head(3))]
    strong = top[0]
    return _("GeoPolRisk of {importer} in {year}, highest of {n} series: {names}.").format(
        importer=subject.importer,
        year=subject.year(subject.choice.year),
        n=len(scored),
        names=formats.and_list(top, 3),
    ), strong


def _series(row: Row) -> str:
    return names.goods(row[name_column("mineral")], row["stage"])


def _about_mineral(subject: Subject, geo: pd.DataFrame, eu: pd.DataFrame) -> str:
    """What the scores say about the chosen mineral."""
    parts = []
    for row in records(geo[geo["mineral_id"] == subject.choice.mineral]):
        if formats.missing(row["score"]):
            parts.append(
                _("{stage}: no GeoPolRisk. {why}").format(
                    stage=names.stage(row["stage"]), why=reasons.reason(row["reason"])
                )
            )
        else:
            parts.append(
                _("{stage}: GeoPolRisk {score}, rank {n} of {m} importers.").format(
                    stage=names.stage(row["stage"]),
                    score=formats.index(row["score"]),
                    n=int(row["place"]),
                    m=int(row["importers"]),
                )
            )
    higher = eu[(eu["mineral_id"] == subject.choice.mineral) & eu["is_higher_stage"].fillna(False)]
    for row in records(higher):
        parts.append(
            _("EU formula, our application: {score} ({stage}).").format(
                score=formats.index(row["score"]), stage=names.stage(row["stage"]).lower()
            )
        )
    return f"{subject.mineral}: {' '.join(parts)}" if parts else ""


def _geopolrisk(subject: Subject, frame: pd.DataFrame) -> Panel:
    return Panel(
        panel_id="diversification_geopolrisk",
        title=_geopolrisk_title(frame),
        frame=frame,
        columns=[
            Column(name_column("mineral"), _("Mineral"), sub=lambda row: names.stage(row["stage"])),
            Column("score", _("Score, 0-1"), _three, numeric=True, order="descending"),
            Column("place", _("Rank among importers"), cell=_rank, numeric=True),
            Column("hhi", _("HHI of world production"), formats.index, sub=_form, numeric=True),
            Column("weighted_import_risk", _("Weighted import risk, 0-1"), _three, numeric=True),
            Column("imports_t", _("Imports, t"), formats.tonnes, numeric=True),
            Column("domestic_t", _("Own production, t"), formats.tonnes, numeric=True),
            Column("flags", _("Remarks"), cell=_remarks, prose=True),
        ],
        caption=_(
            "GeoPolRisk of the imports of {importer}, {year}, 0 to 1: HHI of world production \N{MULTIPLICATION SIGN} "
            "import risk weighted by instability"
        ).format(importer=subject.importer, year=subject.year(subject.choice.year)),
        file_parts=[subject.importer, "geopolrisk", subject.choice.year],
        caveats=[
            _(
                "Import risk: tonnes of each supplier \N{MULTIPLICATION SIGN} its political instability (WGI, 0-1), "
                "over imports and own production."
            ),
            _("No score where trade is missing; a missing trade is not a risk of zero."),
        ],
        rows=_rows(subject, frame[frame["imports_t"].notna()]),
        depends=("importer", "year"),
    )


def _eu(subject: Subject, frame: pd.DataFrame) -> Panel:
    period = str(frame["period"].iloc[0])
    return Panel(
        panel_id="diversification_eu_risk",
        title=_eu_title(frame),
        frame=frame,
        columns=[
            Column(name_column("mineral"), _("Mineral"), sub=lambda row: names.stage(row["stage"])),
            Column("score", _("Score"), formats.index, numeric=True, order="descending"),
            Column("study_score", _("Printed by the EU"), formats.index, numeric=True),
            Column("global_hhi", _("World supply"), formats.index, numeric=True),
            Column("sourcing_hhi", _("Own sourcing"), formats.index, numeric=True),
            Column("import_reliance", _("Import reliance"), formats.share, numeric=True),
            Column("eol_recycling_rate", _("Recycling input rate"), formats.share, numeric=True),
            Column("substitution_index", _("Substitution index"), formats.index, numeric=True),
            Column("flags", _("Remarks"), cell=_remarks, prose=True),
        ],
        caption=_(
            "Supply risk of the imports of {importer}, {period}: our application of the EU formula, no figure of the "
            "EU, which marks 1 and more"
        ).format(importer=subject.importer, period=period),
        file_parts=[subject.importer, "eu-supply-risk", period],
        caveats=[
            _("Our application of the EU formula to this importer; not a figure of the EU."),
            _(
                "World supply and trade parameters are those of the EU study of 2023 (2016 to 2020); recycling and "
                "substitution are those of the EU, else 0 and 1."
            ),
            _("Where own sourcing or import reliance is unknown the score rests on world supply alone."),
        ],
        rows=_rows(subject, frame[frame["imports_t_per_year"].notna()]),
        depends=("importer", "year"),
        fold=True,
    )


def _rows(subject: Subject, frame: pd.DataFrame) -> SourceRows | None:
    known = frame.dropna(subset=["series_id"])
    labels = [_series(row) for row in records(known)]
    return subject.stage_rows(dict(zip(known["series_id"], labels, strict=True)), subject.choice.year)


def _geopolrisk_title(frame: pd.DataFrame) -> str:
    """The highest score on a base that is comparable: not of very small imports, own production known."""
    apart = frame["flags"].map(lambda flags: not formats.missing(flags) and not NOT_COMPARABLE.isdisjoint(flags))
    comparable = frame[frame["score"].notna() & ~apart]
    if comparable.empty:
        return _("GeoPolRisk: no score that can be compared")
    top = comparable.iloc[0].to_dict()
    return _("Highest comparable GeoPolRisk: {goods}, {score}").format(
        goods=lowered(_series(top)), score=_three(top["score"])
    )


def _eu_title(frame: pd.DataFrame) -> str:
    scored = frame.dropna(subset=["score"]).sort_values("score", ascending=False, kind="stable")
    if scored.empty:
        return _("Supply risk by the EU formula: no score")
    return _("Scores of 1 and more: {k} of {n}, highest {goods} ({score})").format(
        k=int((scored["score"] >= 1).sum()),
        n=len(scored),
        goods=lowered(_series(scored.iloc[0].to_dict())),
        score=formats.index(scored["score"].iloc[0]),
    )


def _three(value: float | None) -> str:
    return formats.NOT_AVAILABLE if formats.missing(value) else f"{value:.3f}"


def _rank(row: Row) -> str:
    if formats.missing(row["score"]):
        return formats.NOT_AVAILABLE
    return _("{n} of {m}").format(n=int(row["place"]), m=int(row["importers"]))


def _form(row: Row) -> str:
    if formats.missing(row["hhi_form"]):
        return ""
    return f"{names.stage(row['hhi_stage']).lower()}: {row['hhi_form']}"


def _remarks(row: Row) -> str:
    codes: list[str] = [row[name] for name in ("reason", "sourcing_reason") if not formats.missing(row.get(name))]
    flags: Sequence[str] = [] if formats.missing(row["flags"]) else list(row["flags"])
    return " ".join(dict.fromkeys(reasons.reason(code) for code in [*codes, *flags]))
