"""What is known about the choice: every series of the importer, those that can be ranked first of all."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard import queries
from dashboard.content.panel import SourceRows
from dashboard.pages.overview import questions
from dashboard.pages.overview.choice import Choice
from dashboard.question import Ask
from dashboard.state.shared import SPAN
from dashboard.words import names
from dashboard.words.counts import is_shared
from dashboard.words.language import name_column

# Column and direction of each order of the table.
SORTS = {
    "share": ("china_share", False),
    "fall": ("china_change_points", True),
    "rise": ("china_change_points", False),
    "hhi": ("hhi", False),
    "definitions": ("definitions_met", False),
    "value": ("value_usd", False),
}


@dataclass(frozen=True)
class Subject:
    """One importer in one year.

    Attributes:
        choice: what was chosen.
        ask: puts questions to the build.
        importer: name of the importer.
        year: the year as printed.
        frame: a row for each default series.
        ranked: those rows that can be ranked, in the order chosen.
    """

    choice: Choice
    ask: Ask
    importer: str
    year: str
    frame: pd.DataFrame
    ranked: pd.DataFrame

    @property
    def measure(self) -> str:
        """How shares are measured and what China stands for, in words."""
        return names.measure(self.choice.basis, self.choice.china)

    @property
    def since(self) -> int:
        """The earlier year of every change."""
        return self.choice.year - SPAN

    def with_history(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with China's share of each year up to the chosen one as columns ``china_share_<year>``."""
        past = self.ask(questions.HISTORY, self.choice)
        past = past[past["year"] <= self.choice.year].pivot(index="series_id", columns="year", values="china_share")
        return frame.merge(past.add_prefix("china_share_"), how="left", left_on="series_id", right_index=True)

    def file(self, *parts: object) -> list[object]:
        """Parts of a file name."""
        return [self.importer, *parts, self.choice.basis, self.choice.china, self.choice.year]

    def rows(self, frame: pd.DataFrame) -> SourceRows | None:
        """The way to the published rows of each series of a frame."""
        if frame.empty:
            return None
        labels = frame[name_column("mineral")] + ", " + frame["stage"].map(names.stage)
        return SourceRows(
            choices=dict(zip(frame["series_id"], labels, strict=True)),
            load=lambda series: self.ask(queries.SOURCE_ROWS, self.choice, series=series),
            sql=queries.SOURCE_ROWS.sql,
        )


def subject(choice: Choice, ask: Ask) -> Subject:
    """Ask what the answer and all panels need."""
    frame = _frame(choice, ask)
    ranked = _ordered(frame[frame["status"] == "RANKED"], choice.sort)
    return Subject(choice, ask, names.importer(ask, choice.importer), names.year(ask, choice.year), frame, ranked)


def history(frame: pd.DataFrame) -> list[str]:
    """The columns with China's share of each year."""
    return [name for name in frame.columns if name.removeprefix("china_share_").isdigit()]


def _frame(choice: Choice, ask: Ask) -> pd.DataFrame:
    frame = ask(questions.TABLE, choice)
    return frame if choice.stage == "all" else frame[frame["stage"] == choice.stage]


def _ordered(frame: pd.DataFrame, sort: str) -> pd.DataFrame:
    """Ties and rows without the value keep the order of the alphabet."""
    by_name = frame.sort_values([name_column("mineral"), "stage"])
    if sort not in SORTS:
        return by_name
    column, ascending = SORTS[sort]
    if column == "china_share" and not is_shared(frame):
        column = "top_supplier_share"
    return by_name.sort_values(column, ascending=ascending, kind="stable", na_position="last")
