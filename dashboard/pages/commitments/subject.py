"""What is known about the choice. Each part asks for its own rows, and only when it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.pages.commitments import questions, records
from dashboard.pages.commitments.choice import USUAL_CHANGE, Choice
from dashboard.question import Ask
from dashboard.state.shared import ANY


@dataclass(frozen=True)
class Subject:
    """A part of the page, or one record.

    Attributes:
        choice: what was chosen.
        ask: puts questions to the build.
    """

    choice: Choice
    ask: Ask

    @cached_property
    def all_pledges(self) -> pd.DataFrame:
        """All pledges with the windows chosen, the region of the summit first."""
        frame = self.ask(questions.PLEDGES, self.choice, basis=self.choice.by)
        # The printed rule names the default; the reader may have chosen another minimum.
        usual, chosen = f"{USUAL_CHANGE} %", f"{self.choice.change} %"
        said = frame["reason_rule"].str.replace(usual, chosen, regex=False)
        return records.with_record_page(frame.assign(reason_rule=said))

    @cached_property
    def pledges(self) -> pd.DataFrame:
        """The pledges that the filters leave."""
        frame, place = records.equal(self.all_pledges, "mineral_id", self.choice.about), self.choice.place
        if place != ANY:
            frame = frame[(frame["exporter_iso3"] == place) | (frame["importer_iso3"] == place)]
        return records.equal(frame, "verdict", self.choice.verdict)

    @cached_property
    def register(self) -> pd.DataFrame:
        """The commitments and projects that the filters leave."""
        frame, choice = self.ask(questions.REGISTER), self.choice
        frame = records.matching(frame, "mineral_ids", choice.about)
        frame = records.matching(frame, "country_iso3s", choice.place)
        frame = records.matching(frame, "actor_iso3s", choice.who)
        frame = records.equal(frame, "instrument", choice.instrument)
        frame = records.equal(frame, "state", choice.state)
        if choice.step != ANY:
            frame = frame[frame["stage"].fillna("").str.contains(choice.step, regex=False)]
        return records.with_record_page(frame)

    @cached_property
    def all_measures(self) -> pd.DataFrame:
        """Export controls announced by the day, one row per mineral."""
        return self.ask(questions.MEASURES, self.choice)

    @cached_property
    def measures(self) -> pd.DataFrame:
        """The export controls that the filters leave."""
        frame = records.equal(self.all_measures, "mineral_id", self.choice.about)
        frame = records.matching(frame, "issuer_iso3s", self.choice.who)
        return records.with_record_page(records.equal(frame, "state", self.choice.state))

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims in the order of the article."""
        return records.with_record_page(self.ask(questions.CLAIMS))

    @cached_property
    def disagreements(self) -> pd.DataFrame:
        """The figures that sources print differently."""
        return records.with_record_page(self.ask(questions.DISAGREEMENTS))

    @cached_property
    def context(self) -> pd.DataFrame:
        """The notes around the article that the filter leaves."""
        frame = records.matching(self.ask(questions.CONTEXT), "country_iso3s", self.choice.place)
        return records.with_record_page(frame)

    def record(self, record_id: str) -> pd.Series:
        """A record with all that is recorded about it."""
        return self.ask(questions.RECORD, record=record_id).iloc[0]

    @cached_property
    def opened(self) -> pd.Series:
        """The open record."""
        return self.record(self.choice.record)

    @cached_property
    def opened_pledges(self) -> pd.DataFrame:
        """The flows that the open record points to."""
        return self.all_pledges[self.all_pledges["record_id"] == self.choice.record]

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """What speaks for, against or about the open record."""
        return self.ask(questions.EVIDENCE, self.choice)

    def scale(self, pledge_flow_id: str) -> pd.DataFrame:
        """What the promised amount of a pledge is a share of; empty where nothing is known."""
        return self.ask(questions.SCALE, pledge=pledge_flow_id)
