"""How concentrated the world is at each stage."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard import queries
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.mineral import questions, source_rows
from dashboard.pages.mineral.subject import USGS, Subject, usgs_release
from dashboard.question import records
from dashboard.words import formats, names
from dashboard.words.language import _, lowered, name_column


def concentration(subject: Subject) -> Iterator[Panel]:
    """Each stage with and without the largest supplier."""
    frame = subject.ask(questions.CONCENTRATION, subject.choice, sources=_sources(subject))
    if frame.empty:
        return
    yield Panel(
        panel_id="mineral_concentration",
        title=_title(frame),
        frame=frame,
        columns=_columns(),
        caption=_(
            "World concentration of {mineral}: production in the newest year of each publisher, exports by value of "
            "{year}"
        ).format(year=subject.year, mineral=lowered(subject.mineral)),
        file_parts=[subject.choice.mineral, "world-concentration", subject.choice.year],
        caveats=[
            _("HHI 1 means a single supplier; in brackets the number of equal suppliers with the same HHI."),
            _("Without the largest supplier: the share of the world that is left, and the HHI among the rest."),
            _("Countries that the publisher does not name count as many small ones, so that HHI is a lower bound."),
        ],
        rows=_rows(subject, frame),
    )


def _title(frame: pd.DataFrame) -> str:
    known = frame.dropna(subset=["hhi", "top_share"])
    if known.empty:
        return _("World concentration at each stage")
    top = known.sort_values("hhi", ascending=False, kind="stable").iloc[0]
    given = {
        "goods": lowered(names.goods(top[name_column("mineral")], top["stage"])),
        "measure": top["measure"],
        "year": int(top["year"]),
        "country": top[name_column("top")],
        "share": formats.share(top["top_share"]),
    }
    # A world total that is rounded to the leader's amount does not make it the only one.
    if round(top["top_share"], 3) >= 1:
        return _("Most concentrated: {goods}, {measure} {year}, nearly all from {country}").format(**given)
    return _("Most concentrated: {goods}, {measure} {year}, {share} from {country}").format(**given)


def _sources(subject: Subject) -> tuple[str, ...]:
    """One release of each publisher."""
    known = subject.ask(questions.SOURCES, subject.choice)["source_id"]
    study = subject.ask(questions.SUPPLY_SHARE, subject.choice, scopes=("global",))
    others = (source for source in known if not source.startswith(USGS))
    return (*usgs_release(subject)["source_id"], *others, *source_rows.releases(study))


def _rows(subject: Subject, frame: pd.DataFrame) -> SourceRows:
    """Production and shares as published, and the flows behind exports."""
    choices = {}
    for row in records(frame):
        source, exports = row["source_ids"][0], row["unit"] == "USD"
        kind = "exports" if exports else "supply_share" if row["unit"] == "share" else "production"
        key = row["form"] if exports else source
        choices[f"{kind}/{key}"] = f"{row['measure']}, {key}"

    def load(key: str) -> pd.DataFrame:
        kind, name = key.split("/")
        if kind == "exports":
            return subject.ask(queries.FLOW_ROWS, subject.choice, series=name)
        return subject.ask(queries.PUBLISHED_ROWS, subject.choice, kind=kind, source=name)

    return SourceRows(choices=choices, load=load, sql=queries.PUBLISHED_ROWS.sql)


def _columns() -> list[Column]:
    return [
        Column("stage", _("Stage"), names.stage, sub=lambda row: str(row[name_column("mineral")])),
        Column(
            "form", _("What is counted"), sub=lambda row: f"{row['measure']}, {row['year']}, {row['source_ids'][0]}"
        ),
        Column(
            "top_share", _("Largest"), cell=lambda row: f"{row[name_column('top')]} {formats.share(row['top_share'])}"
        ),
        Column("china_share", _("China's share"), formats.share, numeric=True, bar=True),
        Column("hhi", _("HHI (equal suppliers)"), cell=lambda row: _hhi(row, ""), numeric=True),
        Column("left_without_largest", _("Left without the largest"), formats.share, numeric=True),
        Column(
            "hhi_without_largest", _("HHI of the rest"), cell=lambda row: _hhi(row, "_without_largest"), numeric=True
        ),
        Column("next_share_without_largest", _("Then the largest"), cell=_next),
    ]


def _hhi(row: Row, ending: str) -> str:
    if formats.missing(row[f"hhi{ending}"]):
        return formats.NOT_AVAILABLE
    return f"{formats.index(row[f'hhi{ending}'])} ({formats.suppliers(row[f'equivalent_suppliers{ending}'])})"


def _next(row: Row) -> str:
    if formats.missing(row["next_iso3"]):
        return formats.NOT_AVAILABLE
    return f"{row[name_column('next')]} {formats.share(row['next_share_without_largest'])}"
