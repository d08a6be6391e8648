"""What is known about a country or group: what it sells, what it produces, what it buys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard import queries
from dashboard.content.panel import SourceRows
from dashboard.pages.country import questions
from dashboard.pages.country.choice import Choice
from dashboard.question import Ask, Question
from dashboard.words import formats, names
from dashboard.words.language import _, name_column


@dataclass(frozen=True)
class Subject:
    """One country or group in one year.

    Attributes:
        choice: what was chosen.
        ask: puts questions to the build.
        name: of the country or group.
        year: as printed.
        members: names of the members of a group; empty for a country.
    """

    choice: Choice
    ask: Ask
    name: str
    year: str
    members: tuple[str, ...]

    @cached_property
    def exports(self) -> pd.DataFrame:
        """A row for each series that is sold abroad, largest value first."""
        frame = self._at_stage(self.ask(questions.EXPORTS, self.choice))
        return frame.sort_values("value_usd", ascending=False, kind="stable")

    @cached_property
    def produced(self) -> pd.DataFrame:
        """A row for each form that is produced, largest share of the world first."""
        return self._at_stage(self.ask(questions.PRODUCTION, self.choice))

    @cached_property
    def imports(self) -> pd.DataFrame:
        """A row for each series, the largest share of China first."""
        frame = self._at_stage(self.ask(questions.IMPORTS, self.choice))
        by = "china_share" if frame["china_share"].notna().any() else "top_supplier_share"
        return frame.sort_values(by, ascending=False, kind="stable", na_position="last")

    @property
    def measure(self) -> str:
        """Basis and what China stands for, in words."""
        return names.measure(self.choice.basis, self.choice.china)

    def file(self, what: str) -> list[object]:
        """Parts of a file name."""
        choice = self.choice
        return [choice.country, what, choice.basis, choice.china, choice.year]

    def group_caveats(self) -> list[str]:
        """What must be said where several countries are taken together; empty for one country."""
        if not self.members:
            return []
        return [
            _(
                "{name}: {members}. Trade among them is left out; every share is taken from the sums of all members, "
                "never from an average of their shares."
            ).format(name=self.name, members=formats.and_list(self.members, len(self.members)))
        ]

    def rows(self, question: Question[Any], frame: pd.DataFrame) -> SourceRows | None:
        """The way to the published rows of each series of a frame."""
        if frame.empty:
            return None
        labels = frame[name_column("mineral")] + ", " + frame["stage"].map(names.stage)
        return SourceRows(
            choices=dict(zip(frame["series_id"], labels, strict=True)),
            load=lambda series: self.ask(question, self.choice, series=series),
            sql=question.sql,
        )

    def with_history(self, frame: pd.DataFrame, of_years: Question[Any]) -> pd.DataFrame:
        """The frame with China's share of each year up to the chosen one as columns ``china_share_<year>``."""
        past = self.ask(of_years, self.choice)
        past = past[past["year"] <= self.choice.year].pivot(index="series_id", columns="year", values="china_share")
        return frame.merge(past.add_prefix("china_share_"), how="left", left_on="series_id", right_index=True)

    def _at_stage(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame if self.choice.stage == "all" else frame[frame["stage"] == self.choice.stage]


def subject(choice: Choice, ask: Ask) -> Subject:
    """Ask who it is; what is bought and sold is asked when it is needed."""
    members = ask(queries.GROUPS)
    members = members.loc[members["group_id"] == choice.country, name_column("member")]
    name = names.countries(ask)[choice.country]
    return Subject(choice, ask, name, names.year(ask, choice.year), tuple(members))


def history(frame: pd.DataFrame) -> tuple[str, ...]:
    """The columns with China's share of each year."""
    return tuple(name for name in frame.columns if name.removeprefix("china_share_").isdigit())
