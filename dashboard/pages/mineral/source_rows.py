"""The ways from the panels to the published rows behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard import queries
from dashboard.content.panel import SourceRows
from dashboard.pages.mineral.subject import Subject
from dashboard.question import Question, Value
from dashboard.words.language import _


def trade(subject: Subject, series: str, year: int) -> pd.DataFrame:
    """The published rows behind the importer's figures of one series and year."""
    return subject.ask(queries.SOURCE_ROWS, subject.choice, series=series, year=year)


def published(subject: Subject, kind: str, sources: Mapping[str, str]) -> SourceRows:
    """The published rows of a release that show the mineral.

    Args:
        subject: whose mineral.
        kind: production, reserve, supply_share or price.
        sources: title by source_id.
    """
    return SourceRows(
        choices=sources,
        load=lambda source: subject.ask(queries.PUBLISHED_ROWS, subject.choice, kind=kind, source=source),
        sql=queries.PUBLISHED_ROWS.sql,
    )


def themselves(subject: Subject, question: Question[Any], **given: Value) -> SourceRows:
    """For lists that are the published rows themselves: file and line stand in the question's answer."""
    return SourceRows(
        # The choice names a file to take away, which says what page it comes from.
        choices={f"mineral_{question.name.removeprefix('mineral_')}": _("all rows")},
        load=lambda _chosen: subject.ask(question, subject.choice, **given),
        sql=question.sql,
    )


def releases(frame: pd.DataFrame) -> dict[str, str]:
    """The releases behind a frame, as choices."""
    sources = sorted({source for ids in frame["source_ids"] for source in ids})
    return {source: source for source in sources}
