"""Columns that the tables of the country page share, and what all of them mean."""

from __future__ import annotations

import pandas as pd

from dashboard.content.column import Column
from dashboard.pages.country.subject import Subject, history
from dashboard.words import formats, names
from dashboard.words.language import _, name_column


def mineral() -> list[Column]:
    """Mineral and stage."""
    return [Column(name_column("mineral"), _("Mineral")), Column("stage", _("Stage"), names.stage)]


def change(subject: Subject) -> Column:
    """Change of China's share over five years."""
    label = _("Change since {year}, points").format(year=subject.choice.year - 5)
    return Column("china_change_points", label, formats.points, numeric=True)


def spark(frame: pd.DataFrame) -> list[Column]:
    """China's share over the years as a small line, if there is any."""
    columns = history(frame)
    label = _("Since {year}").format(year=columns[0][-4:]) if columns else ""
    return [Column("china_share", label, spark=columns)] if columns else []
