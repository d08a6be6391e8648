"""What all parts of the diversification page share: the series behind the choice, two years, names, source rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard import queries
from dashboard.content.page import Block
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.diversification import questions
from dashboard.pages.diversification.choice import Choice
from dashboard.question import Ask, records
from dashboard.words import formats, names
from dashboard.words.language import _, lowered, name_column

CHINA_PLUS = ("CHN", "HKG", "MAC")


def no_panels() -> Iterable[Panel]:
    """For a part that can only say why it has nothing to draw."""
    return ()


@dataclass(frozen=True)
class Part:
    """One part of the page: the sentence that answers its question, and what it draws.

    Attributes:
        sentence: the answer.
        strong: the part of it that matters.
        details: further lines.
        panels: makes what is drawn, one after the other.
        above: what stands above the panels, such as filters.
        below: what stands below them.
    """

    sentence: str
    strong: str = ""
    details: Sequence[str] = ()
    panels: Callable[[], Iterable[Panel]] = no_panels
    above: Sequence[Block] = ()
    below: Sequence[Block] = ()


@dataclass(frozen=True)
class Subject:
    """One importer, one series, two years.

    Attributes:
        choice: what was chosen.
        ask: puts questions to the build.
        importer: name of the importer.
        mineral: name of the mineral.
        series: row of the series that figures are made of; empty where no release has the codes.
        first: earlier year.
        last: later year.
        notes: what was replaced in the choice, in plain words.
    """

    choice: Choice
    ask: Ask
    importer: str
    mineral: str
    series: Mapping[str, Any]
    first: int
    last: int
    notes: Sequence[str] = ()
    _parts: dict[Callable[[Subject], Part], Part] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Subject], Part]) -> Part:
        """A part, made once for its answer and its panels."""
        if make not in self._parts:
            self._parts[make] = make(self)
        return self._parts[make]

    @property
    def goods(self) -> str:
        """What the series counts: the mineral and its stage, or the basket that holds it."""
        if not self.series:
            return self.mineral
        name = self.series[name_column("series_mineral")] if self.series["is_held"] else self.mineral
        return f"{lowered(name)} ({names.stage(self.series['stage']).lower()})"

    @property
    def series_id(self) -> str:
        """Identifier of the series."""
        return str(self.series["series_id"])

    @property
    def codes(self) -> str:
        """Customs codes of the series."""
        return f"HS {self.series['hs_codes']} ({self.series['hs_edition']})"

    @property
    def measure(self) -> str:
        """How shares are measured and what China stands for, in words."""
        return names.measure(self.choice.basis, self.choice.china)

    @property
    def between(self) -> dict[str, int]:
        """Both years, as parameters of a question."""
        return {"first": self.first, "last": self.last}

    @property
    def is_china(self) -> bool:
        """Whether the importer is China itself, which has no share in its own imports."""
        return self.choice.importer in (CHINA_PLUS if self.choice.china == "plus" else CHINA_PLUS[:1])

    @property
    def years(self) -> str:
        """Both years as printed."""
        return names.span(self.ask, self.first, self.last)

    def year(self, year: int) -> str:
        """A year as printed."""
        return names.year(self.ask, year)

    def file(self, *parts: object) -> list[object]:
        """Parts of a file name."""
        chosen = self.choice
        return [self.importer, chosen.mineral, self.series.get("stage", ""), *parts, chosen.basis, chosen.china]

    def trade_rows(self, years: Iterable[int]) -> SourceRows:
        """The published rows of the importer's imports of the series, by year."""
        return SourceRows(
            choices={str(year): self.year(year) for year in years},
            load=lambda year: self.ask(queries.SOURCE_ROWS, self.choice, series=self.series_id, year=int(year)),
            sql=queries.SOURCE_ROWS.sql,
        )

    def stage_rows(self, series: Mapping[str, str], year: int | None = None) -> SourceRows | None:
        """The published rows of the importer's imports in a year, the later one if none is given.

        Args:
            series: label by series_id.
            year: the year of the figures.
        """
        if not series:
            return None
        of_year = self.last if year is None else year
        return SourceRows(
            choices=dict(series),
            load=lambda one: self.ask(queries.SOURCE_ROWS, self.choice, series=one, year=of_year),
            sql=queries.SOURCE_ROWS.sql,
        )

    def world_rows(self) -> SourceRows:
        """The published rows of world trade in the series in the later year."""
        return SourceRows(
            choices={self.series_id: self.year(self.last)},
            load=lambda one: self.ask(queries.FLOW_ROWS, series=one, year=self.last),
            sql=queries.FLOW_ROWS.sql,
        )


def subject(choice: Choice, ask: Ask) -> Subject:
    """Ask what all parts need; years outside the release are moved to its first or last year, and that is said."""
    series = _main(ask(questions.SERIES, choice), choice.stage)
    first, last, notes = _years(choice, series)
    mineral = names.mineral(ask, choice.mineral)
    if series and series["is_held"]:
        notes.append(
            _("Customs count {mineral} together with other metals; all figures here are for the whole code.").format(
                mineral=lowered(mineral)
            )
        )
    return Subject(choice, ask, names.importer(ask, choice.importer), mineral, series, first, last, notes)


def _main(found: pd.DataFrame, stage: str) -> Mapping[str, Any]:
    usable = [row for row in records(found) if not formats.missing(row["usable"]) and row["usable"]]
    wanted = [row for row in usable if row["stage"] == stage]
    return next(iter(wanted or usable), {})


def _years(choice: Choice, series: Mapping[str, Any]) -> tuple[int, int, list[str]]:
    first, last = sorted((choice.since, choice.year))
    if not series or formats.missing(series["first_year"]):
        return first, last, []
    begins, ends = int(series["first_year"]), int(series["last_year"])
    moved = max(first, begins), min(max(last, begins), ends)
    notes = []
    if moved != (first, last):
        notes.append(
            _("The release with these codes has {begins} to {ends}: {first} and {last} are compared.").format(
                begins=begins, ends=ends, first=moved[0], last=moved[1]
            )
        )
    return *moved, notes
