"""Suppliers over the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import pandas as pd

from dashboard import queries
from dashboard.charts import shares
from dashboard.charts.shares import GROUPED
from dashboard.content.column import Column, Row
from dashboard.content.filters import Filter
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.mineral import questions, source_rows
from dashboard.pages.mineral.subject import Subject
from dashboard.question import records
from dashboard.state.shared import FROM, TO
from dashboard.words import formats, names
from dashboard.words.language import _, lowered, name_column


def suppliers(subject: Subject) -> Iterator[Panel]:
    """Suppliers over time, China on the baseline."""
    main = subject.main
    if main is None:
        return
    frame = subject.ask(questions.SUPPLIERS, subject.choice, series=main["series_id"], **subject.years)
    frame = frame[frame["share"].notna()]
    if frame.empty:
        return
    name = name_column("exporter")
    named = dict(zip(frame["exporter_iso3"], frame[name], strict=True))
    layout = frame.pivot(index="year", columns="exporter_iso3", values="share").sort_index(ascending=False)
    layout = layout[[iso3 for iso3 in named if iso3 != GROUPED] + [GROUPED] * (GROUPED in named)].reset_index()
    years = [int(year) for year in layout["year"]]
    span = _span(subject, main)
    yield Panel(
        panel_id="mineral_suppliers",
        title=_title(frame, named),
        frame=frame,
        columns=[
            Column("year", _("Year")),
            *(Column(iso3, named[iso3], formats.share, numeric=True) for iso3 in layout.columns[1:]),
        ],
        caption=_(
            "Suppliers' shares in the imports of {importer} of {goods}, {years}, {measure}, HS {codes} ({edition})"
        ).format(
            importer=subject.importer,
            goods=names.goods(lowered(subject.mineral), main["stage"]),
            years=names.span(subject.ask, years[-1], years[0]),
            measure=subject.measure,
            codes=frame["hs_codes"].iloc[0],
            edition=main["hs_edition"],
        ),
        file_parts=subject.file(main["stage"], "suppliers", f"{years[-1]}-{years[0]}"),
        chart=partial(shares.stacked_by_year, frame, name, span),
        alt=_alt(subject, frame, named),
        caveats=_caveats(frame, years, span),
        rows=SourceRows(
            choices={str(year): str(year) for year in years},
            load=lambda year: source_rows.trade(subject, main["series_id"], int(year)),
            sql=queries.SOURCE_ROWS.sql,
        ),
        filters=[Filter(FROM), Filter(TO)],
        layout=layout,
        fold=True,
    )


def _title(frame: pd.DataFrame, named: Mapping[str, str]) -> str:
    """The largest supplier in the first and in the last year that can be judged."""
    judged = frame[~frame["low_base"].fillna(False).astype(bool)]
    ends = [] if judged.empty else sorted({int(judged["year"].min()), int(judged["year"].max())})
    largest = [judged[judged["year"] == year].sort_values("share").iloc[-1] for year in ends]
    # One of those that are grouped could be larger than any that is named.
    if not largest or any(one["exporter_iso3"] == GROUPED for one in largest):
        return _("Who the suppliers were, year by year")
    first, last = largest[0], largest[-1]
    if len(largest) == 1:
        said = _("The largest supplier was {two} in {last} ({b})")
    elif first["exporter_iso3"] == last["exporter_iso3"]:
        said = _("{two} was the largest supplier in {first} ({a}) and in {last} ({b})")
    else:
        said = _("The largest supplier was {one} in {first} ({a}) and {two} in {last} ({b})")
    return said.format(
        one=named[first["exporter_iso3"]],
        a=formats.share(first["share"]),
        first=int(first["year"]),
        two=named[last["exporter_iso3"]],
        b=formats.share(last["share"]),
        last=int(last["year"]),
    )


def _span(subject: Subject, main: Row) -> tuple[int, int]:
    """First and last year of the axis: a series that begins later than the reader asks for begins the axis."""
    return max(subject.choice.from_, int(main["first_year"])), subject.choice.to


def _alt(subject: Subject, frame: pd.DataFrame, named: Mapping[str, str]) -> str:
    last = int(frame["year"].max())
    rows = frame[(frame["year"] == last) & (frame["exporter_iso3"] != GROUPED)]
    top = rows.sort_values("share", ascending=False).head(3)
    said = ", ".join(f"{named[row['exporter_iso3']]} {formats.share(row['share'])}" for row in records(top))
    return _("Suppliers of {mineral} to {importer} from {first} to {last}. In {last}: {said}.").format(
        mineral=subject.mineral, importer=subject.importer, first=int(frame["year"].min()), last=last, said=said
    )


def _caveats(frame: pd.DataFrame, years: list[int], span: tuple[int, int]) -> list[str]:
    notes = [
        _("China and the five suppliers with the highest mean share; Other is all the rest, unknown areas included.")
    ]
    absent = sorted(set(range(span[0], span[1] + 1)) - set(years))
    if absent:
        notes.append(_("No trade reported in {years}.").format(years=formats.and_list([str(y) for y in absent], 6)))
    low = sorted(int(year) for year in frame.loc[frame["low_base"].fillna(False), "year"].unique())
    if low:
        notes.append(
            _("Too little trade to judge in {years}.").format(years=formats.and_list([str(y) for y in low], 6))
        )
    in_part = sorted(int(year) for year in frame.loc[frame["completeness"] == "top6", "year"].unique())
    if in_part:
        notes.append(
            _("The release has the largest partners only from {first} to {last}.").format(
                first=in_part[0], last=in_part[-1]
            )
        )
    return notes
