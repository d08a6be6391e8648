"""A column of a drawn table: which values, how they are printed, and what goes with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Column:
    """A column of a drawn table.

    Attributes:
        key: column of the frame.
        label: heading, with the unit.
        show: value to text; left out: as it is.
        cell: row to text, where one value is not enough; takes the place of ``show``.
        sub: row to a small second line.
        details: row to lines that open on demand.
        numeric: right-aligned.
        prose: a sentence, so not squeezed into a narrow column.
        bar: draw the share 0-1 as a thin bar too.
        spark: columns of a small line, ascending in time, each ending in its year.
        link: column with an address that the text leads to; only https and http become a link.
        page: column with an address within this dashboard, as ``permalink.link`` gives it.
        order: ascending or descending, where the table is sorted by this column.
    """

    key: str
    label: str
    show: Callable[[Any], str] | None = None
    cell: Callable[[Row], str] | None = None
    sub: Callable[[Row], str] | None = None
    details: Callable[[Row], Sequence[str]] | None = None
    numeric: bool = False
    prose: bool = False
    bar: bool = False
    spark: tuple[str, ...] = ()
    link: str = ""
    page: str = ""
    order: Literal["ascending", "descending"] | None = None
