"""A panel: a frame, how it is drawn, and all that goes with it when it leaves the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.content.column import Column
from dashboard.content.filters import Filter

if TYPE_CHECKING:  # Plotly is imported by the charts, when one is drawn.
    from plotly.graph_objects import Figure


@dataclass(frozen=True)
class SourceRows:
    """The published rows behind a panel, fetched only when a reader opens them.

    Attributes:
        choices: label by identifier of what can be traced.
        load: identifier to frame, with source_ids.
        sql: the question that finds them.
    """

    choices: Mapping[str, str]
    load: Callable[[str], pd.DataFrame]
    sql: str


@dataclass(frozen=True)
class Panel:
    """What is drawn and what goes with it.

    Attributes:
        panel_id: names the panel in the page, in tests and in addresses.
        title: what it finds, in a short sentence without a full stop; where nothing can be said, what it shows.
        frame: exactly what is drawn and downloaded; carries source_ids.
        columns: how the frame is drawn as a table.
        caption: measure, unit and scope; stands below the title and goes with every picture and file.
        file_parts: parts of the file name of a download.
        chart: makes a chart of the same frame, if there is any; called when it is drawn.
        alt: what the chart says; required with a chart.
        caveats: what the reader must know.
        rows: the way to the published rows.
        filters: filters beside the title, such as the order of the table.
        layout: the same values arranged for reading, such as years as rows; left out: the frame itself.
        fold: the table is long and opens on demand, below its chart.
        least_width: pixels under which the chart cannot be read; on a narrower screen it scrolls by itself.
        depends: names of the parameters that change what is drawn; goes into the metadata of files. Left out: all
            parameters of the page.

    Raises:
        ValueError: a chart without a text alternative.
    """

    panel_id: str
    title: str
    frame: pd.DataFrame
    columns: Sequence[Column]
    caption: str
    file_parts: Sequence[object]
    chart: Callable[[], Figure] | None = None
    alt: str = ""
    caveats: Sequence[str] = ()
    rows: SourceRows | None = None
    filters: Sequence[Filter] = ()
    layout: pd.DataFrame | None = None
    fold: bool = False
    least_width: int = 0
    depends: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if self.chart is not None and not self.alt:
            raise ValueError(f"The chart of panel {self.panel_id} has no text alternative.")

    @cached_property
    def figure(self) -> Figure | None:
        """The chart, made once."""
        return self.chart() if self.chart else None

    @property
    def drawn(self) -> pd.DataFrame:
        """The frame as its table shows it."""
        return self.frame if self.layout is None else self.layout
