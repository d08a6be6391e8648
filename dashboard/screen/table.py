"""Tables as true HTML: readable without a mouse or a chart library, at any width, on either theme. Pure.

Every text is escaped here and nowhere else, so nothing from the data can become markup.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

import pandas as pd

from dashboard.charts.theme import CHINA
from dashboard.content.column import Column, Row
from dashboard.question import records
from dashboard.words import formats
from dashboard.words.formats import NBSP, NOT_AVAILABLE
from dashboard.words.language import _

# All that an address may hold; anything else is percent-encoded.
SAFE_IN_ADDRESS = ":/?#[]@!$&()*+,;=%~-._"
SPARK_WIDTH, SPARK_HEIGHT = 110, 24
Resolve = Callable[[str], str]


def as_it_is(address: str) -> str:
    """An address within the dashboard, without the rest of a reader's choice."""
    return address


def render(frame: pd.DataFrame, columns: Sequence[Column], caption: str, resolve: Resolve = as_it_is) -> str:
    """An HTML table in a region that scrolls by itself; the first column heads its row.

    Args:
        frame: the rows, in the order shown.
        columns: what to show of them.
        caption: what the table says; also the name of the scrolling region.
        resolve: completes an address within the dashboard.
    """
    head = "".join(_heading(column) for column in columns)
    rows = "".join(f"<tr>{_row(row, columns, resolve)}</tr>" for row in records(frame))
    # On a narrow screen each row is a small list: the style writes these beside the values.
    labels = "".join(f"--c{number}:{_css_text(column.label)};" for number, column in enumerate(columns, 1))
    return (
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="{html.escape(caption)}">'
        f'<table class="data-table" style="{html.escape(labels)}"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def sparkline(points: Mapping[int, float | None]) -> str:
    """A line on a fixed scale of 0 to 1 as an image with a text alternative; it breaks at missing years.

    Args:
        points: share by year, ascending; None or NaN where there is none.
    """
    known = {year: float(value) for year, value in points.items() if not formats.missing(value)}
    if not known:
        return f'<span class="none">{html.escape(NOT_AVAILABLE)}</span>'
    svg = _svg(points, known)
    return f'<img alt="{html.escape(spark_text(known))}" src="data:image/svg+xml,{quote(svg)}">'


def spark_text(known: Mapping[int, float]) -> str:
    """First, last, lowest and highest share with their years."""
    years = sorted(known)
    low, high = min(years, key=known.__getitem__), max(years, key=known.__getitem__)
    return _("{first}: {a}, {last}: {b}; lowest {c} in {low}, highest {d} in {high}").format(
        first=years[0],
        a=formats.share(known[years[0]]),
        last=years[-1],
        b=formats.share(known[years[-1]]),
        c=formats.share(known[low]),
        low=low,
        d=formats.share(known[high]),
        high=high,
    )


def _svg(points: Mapping[int, float | None], known: Mapping[int, float]) -> str:
    """The path in one colour that is visible on both themes; a year without neighbours is a dot."""
    first, span = min(points), max(max(points) - min(points), 1)

    def place(year: int) -> str:
        x = 2 + (year - first) / span * (SPARK_WIDTH - 6)
        return f"{x:.1f},{SPARK_HEIGHT - 3 - min(max(known[year], 0), 1) * (SPARK_HEIGHT - 6):.1f}"

    runs: list[list[int]] = []
    for year in sorted(known):
        if runs and year - runs[-1][-1] == 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    lines = "".join(f'<polyline points="{" ".join(map(place, run))}"/>' for run in runs if len(run) > 1)
    dots = [run[0] for run in runs if len(run) == 1]
    dots += [max(known)] if max(known) not in dots else []
    circles = "".join('<circle cx="{}" cy="{}" r="2"/>'.format(*place(year).split(",")) for year in dots)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}">'
        f'<path d="M0 {SPARK_HEIGHT / 2}H{SPARK_WIDTH}" stroke="#808080" stroke-opacity=".45" stroke-dasharray="2 3"/>'
        f'<g fill="none" stroke="{CHINA}" stroke-width="1.6">{lines}</g><g fill="{CHINA}">{circles}</g></svg>'
    )


def _css_text(label: str) -> str:
    """A text as a value in a style."""
    escaped = label.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _heading(column: Column) -> str:
    sort = f' aria-sort="{column.order}"' if column.order else ""
    mark = {"ascending": f"{NBSP}▲", "descending": f"{NBSP}▼"}.get(column.order or "", "")
    return f'<th scope="col"{sort}{_align(column)}>{html.escape(column.label)}{mark}</th>'


def _row(row: Row, columns: Sequence[Column], resolve: Resolve) -> str:
    first, *rest = columns
    return f'<th scope="row">{_cell(row, first, resolve)}</th>' + "".join(
        f"<td{_align(column)}>{_cell(row, column, resolve)}</td>" for column in rest
    )


def _cell(row: Row, column: Column, resolve: Resolve) -> str:
    if column.spark:
        return sparkline({int(key.rsplit("_", 1)[1]): row[key] for key in column.spark})
    value = row[column.key]
    shown = html.escape(_text(row, column))
    address = str(row[column.link]) if column.link else ""
    if address.startswith(("https://", "http://")):
        safe = html.escape(quote(address, safe=SAFE_IN_ADDRESS))
        shown = f'<a href="{safe}" target="_blank" rel="noopener noreferrer">{shown}</a>'
    if column.page and not formats.missing(row[column.page]):
        shown = f'<a href="{html.escape(resolve(str(row[column.page])))}" target="_self">{shown}</a>'
    if formats.missing(value):
        shown = f'<span class="none">{shown}</span>'
    elif column.bar:
        width = min(max(float(value), 0), 1) * 100
        shown += f'<span class="track"><span class="bar" style="width:{width:.1f}%"></span></span>'
    lines = column.details(row) if column.details else ()
    if lines:
        items = "".join(f'<span class="sub">{html.escape(line)}</span>' for line in lines)
        shown = f"<details><summary>{shown}</summary>{items}</details>"
    small = column.sub(row) if column.sub else ""
    return f'{shown}<span class="sub">{html.escape(small)}</span>' if small else shown


def _text(row: Row, column: Column) -> str:
    value = row[column.key]
    if column.cell:
        return column.cell(row)
    if column.show:
        return column.show(value)
    return NOT_AVAILABLE if formats.missing(value) else str(value)


def _align(column: Column) -> str:
    if column.numeric:
        return ' class="num"'
    return ' class="prose"' if column.prose else ""
