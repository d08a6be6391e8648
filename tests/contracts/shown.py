"""What a page shows a reader, in a shape that no room of the dashboard owns, so that pages can move and this stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Rows:
    """The way to the published rows behind a panel.

    Attributes:
        choices: label by identifier of what can be traced.
        load: identifier to frame.
    """

    choices: Mapping[str, str]
    load: Callable[[str], pd.DataFrame]


@dataclass(frozen=True)
class Drawn:
    """A panel.

    Attributes:
        panel_id: its name in the page.
        title: heading.
        caption: what the table says.
        alt: what the chart says.
        caveats: what the reader must know.
        meanings: meaning of the columns, for downloads.
        file_parts: parts of the name of a download.
        labels: headings of the drawn table.
        frame: what is drawn and downloaded, without columns that hold only addresses of this dashboard.
        html: the drawn table.
        traces: the traces of the chart as plain data, if there is one.
        rows: the way to the published rows, if there is one.
    """

    panel_id: str
    title: str
    caption: str
    alt: str
    caveats: Sequence[str]
    meanings: Mapping[str, str]
    file_parts: Sequence[object]
    labels: Sequence[str]
    frame: pd.DataFrame
    html: str
    traces: Sequence[Mapping] = ()
    rows: Rows | None = None


@dataclass(frozen=True)
class Shown:
    """A page for one address.

    Attributes:
        title: heading.
        sentence: the answer.
        strong: the part of it in bold.
        details: further lines.
        notices: what could not be done as asked.
        address: the full parameters that open this view again, without the data version.
        panels: what is drawn below.
        data_version: version of the figures; a text that names it names it as a placeholder in the record.
        built_on: day of the build, as printed.
    """

    title: str
    sentence: str
    strong: str
    details: Sequence[str]
    notices: Sequence[str]
    address: str
    panels: Sequence[Drawn] = field(default_factory=list)
    data_version: str = ""
    built_on: str = ""


@dataclass(frozen=True)
class Known:
    """The identifiers that choices are made of."""

    importers: Sequence[str]
    countries: Sequence[str]
    groups: Sequence[str]
    minerals: Sequence[str]
    records: Sequence[str]
