"""Rows of the policy register: lists in a cell, rows that a filter leaves, and what all its tables have in common."""

from __future__ import annotations

import pandas as pd

from dashboard.content.column import Column
from dashboard.state.permalink import link
from dashboard.state.shared import ANY
from dashboard.words import formats
from dashboard.words.language import _

PATH = "commitments"


def listed(values: object) -> list[str]:
    """The members of a list cell that are there."""
    if formats.missing(values) or not pd.api.types.is_list_like(values):
        return []
    return [str(value) for value in pd.Series(values, dtype=object) if not formats.missing(value)]


def matching(frame: pd.DataFrame, column: str, wanted: str) -> pd.DataFrame:
    """Rows whose list in ``column`` holds the wanted identifier; all rows if any will do."""
    if wanted == ANY:
        return frame
    # As a column of its own: an empty list would choose columns in place of rows.
    return frame[pd.Series([wanted in listed(values) for values in frame[column]], index=frame.index, dtype=bool)]


def equal(frame: pd.DataFrame, column: str, wanted: str) -> pd.DataFrame:
    """Rows with the wanted identifier in ``column``; all rows if any will do."""
    return frame if wanted == ANY else frame[frame[column] == wanted]


def with_record_page(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the address of each record's card in ``record_page``."""
    return frame.assign(record_page=[link(PATH, record=record_id) for record_id in frame["record_id"]])


def page_of(record_id: object) -> str | None:
    """The address of a record's card; None where there is no record."""
    return None if formats.missing(record_id) else link(PATH, record=record_id)


def source_column() -> Column:
    """Publisher, leading to the page of the source."""
    return Column("publisher", _("Source"), link="source_url")
