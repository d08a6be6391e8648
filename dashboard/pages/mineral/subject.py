"""What is known about the choice: names, the stages of the mineral, the series looked at, and the basket around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard import queries
from dashboard.content.column import Row
from dashboard.pages.mineral import questions
from dashboard.pages.mineral.choice import NEWEST, Choice
from dashboard.question import Ask, records
from dashboard.words import names
from dashboard.words.formats import missing

# Refined first: that is where most dependence is.
STAGE_ORDER = ("refined", "ore", "product")
NO_SERIES = ("NO_CODE_AT_STAGE", "IN_BASKET", "CODE_NOT_IN_EXTRACT")
USGS = "usgs_mcs"


@dataclass(frozen=True)
class Subject:
    """One mineral, one importer, one year.

    Attributes:
        choice: what was chosen.
        ask: puts questions to the build.
        importer: name of the importer.
        mineral: name of the mineral.
        year: the year as printed.
        stages: the suppliers of each stage, a row each.
        main: first row of the stage that is looked at over time; None where no series has figures of this mineral.
        basket: the suppliers of the basket that holds the mineral; empty where there is none.
    """

    choice: Choice
    ask: Ask
    importer: str
    mineral: str
    year: str
    stages: pd.DataFrame
    main: Row | None
    basket: pd.DataFrame

    @cached_property
    def by_stage(self) -> list[Row]:
        """A row of each stage, made once for all that read its columns."""
        return list(records(one_row_each(self.stages)))

    @property
    def years(self) -> dict[str, int]:
        """First and last year of what is drawn over time, as parameters of a question."""
        return {"first_year": self.choice.from_, "last_year": self.choice.to}

    @property
    def measure(self) -> str:
        """How shares are measured and what China stands for, in words."""
        return names.measure(self.choice.basis, self.choice.china)

    @property
    def unit(self) -> str:
        """Unit of the amounts by the chosen basis."""
        return "USD" if self.choice.basis == "value" else "t"

    @property
    def amount(self) -> str:
        """Column of the amounts by the chosen basis."""
        return "value_usd" if self.choice.basis == "value" else "quantity_t"

    @property
    def in_basket(self) -> bool:
        """Whether customs count the mineral together with other metals."""
        return len(self.basket) > 0

    def file(self, *parts: object) -> list[object]:
        """Parts of the name of a file about this importer and mineral."""
        return [self.importer, self.choice.mineral, *parts, self.choice.basis, self.choice.china]


def subject(choice: Choice, ask: Ask) -> Subject:
    """Ask what the answer and all panels need."""
    stages = ask(questions.STAGES, choice)
    # The basket's own page shows it as the mineral itself.
    held = stages.loc[stages["status"] == "IN_BASKET", "basket_mineral_id"].dropna()
    return Subject(
        choice=choice,
        ask=ask,
        importer=names.importer(ask, choice.importer),
        mineral=names.mineral(ask, choice.mineral),
        year=names.year(ask, choice.year),
        stages=stages,
        main=_main(stages, choice.stage),
        basket=ask(questions.STAGES, choice, mineral=held.iloc[0]) if len(held) else stages.head(0),
    )


def one_row_each(stages: pd.DataFrame) -> pd.DataFrame:
    """One row per stage, as its columns of the stage as a whole repeat over the suppliers."""
    return stages.drop_duplicates("stage")


def china_over_time(subject: Subject, first: int, last: int) -> pd.DataFrame:
    """China's share at each stage in these years."""
    return subject.ask(questions.CHINA, subject.choice, first_year=first, last_year=last)


def nearest_year(subject: Subject) -> int | None:
    """The nearest year in which China's share is known, if the chosen one has none; the later of two equally near."""
    main = subject.main
    if main is None or not missing(main["china_share"]):
        return None
    years = subject.ask(queries.YEARS)["year"]
    frame = china_over_time(subject, int(years.min()), int(years.max()))
    known = frame[(frame["stage"] == main["stage"]) & frame["china_share"].notna()]["year"]
    year = subject.choice.year
    return min((int(other) for other in known), key=lambda other: (abs(other - year), -other), default=None)


def usgs_release(subject: Subject) -> pd.DataFrame:
    """The USGS release of the chosen edition as one row; empty where it does not publish this mineral."""
    known = subject.ask(questions.SOURCES, subject.choice)
    known = known[known["source_id"].str.startswith(USGS)].sort_values("edition", ascending=False)
    edition = subject.choice.edition
    return known.head(1) if edition == NEWEST else known[known["edition"] == edition]


def production(subject: Subject) -> pd.DataFrame:
    """Production for the sentence: USGS if it has the mineral, otherwise the first other publisher."""
    known = pd.concat([usgs_release(subject), subject.ask(questions.SOURCES, subject.choice)])
    source = known["source_id"].iloc[0] if len(known) else ""
    return subject.ask(questions.PRODUCTION, subject.choice, source=source)


def _main(stages: pd.DataFrame, stage: str) -> Row | None:
    rows = {row["stage"]: row for row in records(one_row_each(stages)) if row["status"] not in NO_SERIES}
    if stage in rows:
        return rows[stage]
    # A stage with figures in this year goes before one without.
    rest = sorted((name for name in STAGE_ORDER if name in rows), key=lambda name: missing(rows[name]["china_share"]))
    return rows[rest[0]] if rest else None
