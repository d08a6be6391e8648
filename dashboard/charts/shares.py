"""100 % stacked shares: suppliers over the years, China on the baseline, and one bar for each stage. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import library, theme
from dashboard.charts.theme import GROUPED
from dashboard.words import formats

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 400
LABEL_WIDTH = 19
# Parts that are smaller in the last year are in the legend.
SMALLEST_LABEL = 0.015
# Height of a line of a label beside the columns, as a part of the axis.
LABEL_LINE = 0.046
# Bars of parts, pixels: two lines of text fit into a bar, one where there are many bars.
MANY_ROWS = 6
BAR, LOW_BAR, NOTE_LINE, GAP = 36, 20, 15, 12
NAME_WIDTH = 20
# The plot on a phone: what has no room in its part there is written below the bar.
LEAST_PLOT = 260


def stacked_by_year(
    frame: pd.DataFrame,
    name: str,
    span: tuple[int, int],
    year: str = "year",
    share: str = "share",
    accent: str | None = None,
) -> Figure:
    """One column a year, suppliers in the order of the frame from the baseline up; a year without trade stays empty.

    Args:
        frame: a row per year and supplier with exporter_iso3 and the share 0-1; a supplier that is missing in a year
            sold nothing.
        name: column of the supplier's name.
        span: first and last year of the axis.
        accent: the supplier beside China that the page names.
    """
    order = sorted(
        frame.drop_duplicates("exporter_iso3")["exporter_iso3"], key=lambda iso3: (iso3 == GROUPED, iso3 != "CHN")
    )
    names = dict(zip(frame["exporter_iso3"], frame[name], strict=True))
    last = frame[frame[year] == frame.dropna(subset=[share])[year].max()]
    shares = last.set_index("exporter_iso3")[share].reindex(order).fillna(0.0)
    beside = [iso3 for iso3 in order if shares[iso3] >= SMALLEST_LABEL]
    traces = []
    for iso3, look in theme.looks(order, accent).items():
        rows = frame[frame["exporter_iso3"] == iso3]
        traces.append(
            {
                "type": "bar",
                "x": rows[year].tolist(),
                "y": rows[share].tolist(),
                "name": theme.plain(names[iso3]),
                "showlegend": iso3 not in beside,
                "marker": {
                    "color": look.colour,
                    "line": {"width": 1, "color": theme.PAGE},
                    # Thin lines of the page on the grey: as heavy as a solid grey, so that the named one stands out.
                    "pattern": {
                        "shape": look.pattern,
                        "fillmode": "overlay",
                        "fgcolor": theme.PAGE,
                        "fgopacity": 1,
                        "size": 6,
                        "solidity": 0.2,
                    },
                },
                "hovertemplate": "%{fullData.name} %{x}: %{y:.1%}<extra></extra>",
            }
        )
    notes = _end_labels(shares, beside, names)
    right = theme.room(note["text"] for note in notes)
    layout = theme.layout(HEIGHT, right) | {
        "barmode": "stack",
        "bargap": 0.08,
        "showlegend": len(beside) < len(order),
        "legend": {"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom", "traceorder": "normal"},
        "annotations": notes,
        "xaxis": {"tickformat": "d", "range": [span[0] - 0.6, span[1] + 0.6], "fixedrange": True},
        "yaxis": {"range": [0, 1], "tickformat": ".0%", "fixedrange": True},
    }
    return library.figure(traces, layout)


def stacked_rows(
    frame: pd.DataFrame,
    row: str,
    rows: Mapping[str, str],
    name: str,
    share: str = "share",
    accent: str | None = None,
) -> Figure:
    """One horizontal bar of 100 % for each row; names and shares stand on the parts, those of narrow ones below.

    Args:
        frame: a row per bar and supplier with exporter_iso3 and the share 0-1.
        row: column that tells the bars apart.
        rows: label by value of ``row``, from top to bottom; a bar without shares stays empty.
        name: column of the supplier's name.
        accent: the supplier beside China that the page names.
    """
    height, lines = (BAR, 2) if len(rows) <= MANY_ROWS else (LOW_BAR, 1)
    by_row: dict[str, list[tuple[str, str, float]]] = {key: [] for key in rows}
    for key, iso3, who, value in zip(frame[row], frame["exporter_iso3"], frame[name], frame[share], strict=True):
        if key in by_row and not formats.missing(value):
            by_row[key].append((iso3, str(who), float(value)))
    parts: list[_Part] = []
    notes, ticks, at = [], [], 0.0
    for key in rows:
        own = _parts(by_row[key], accent, at + height / 2, lines)
        parts += own
        ticks.append(at + height / 2)
        at += height
        said = _lines([part.label for part in own if not part.inside])
        if said:
            notes.append(_below(said, at))
            at += NOTE_LINE * len(said)
        at += GAP
    # One trace for all parts, each starting where the one before it ends: a trace for each of them is slow to draw.
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": [part.share for part in parts],
        "base": [part.base for part in parts],
        "y": [part.place for part in parts],
        "width": height,
        "customdata": [part.iso3 for part in parts],
        "text": [part.inside for part in parts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": 12, "color": [theme.text_on(part.colour) for part in parts]},
        "marker": {"color": [part.colour for part in parts], "line": {"color": theme.PAGE, "width": 1.5}},
        "hovertext": [theme.plain(part.label) for part in parts],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    layout = theme.layout(round(at) + 48) | {
        "barmode": "overlay",
        "showlegend": False,
        "annotations": notes,
        "xaxis": {"range": [0, 1], "tickformat": ".0%", "fixedrange": True},
        "yaxis": {
            "tickvals": ticks,
            "ticktext": [theme.lines_of(label, NAME_WIDTH) for label in rows.values()],
            "range": [at, 0],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    }
    return library.figure([bar], library.named_rows(layout))


@dataclass(frozen=True)
class _Part:
    """A part of a bar: who and how much, what is written in it, from where, in the bar at which height."""

    iso3: str
    label: str
    inside: str
    share: float
    base: float
    place: float
    colour: str


def _parts(own: Sequence[tuple[str, str, float]], accent: str | None, place: float, lines: int) -> list[_Part]:
    colours = theme.colours((iso3 for iso3, _name, _share in own), accent)
    parts, base = [], 0.0
    for iso3, name, share in own:
        printed = formats.share(share)
        inside = _inside(name, printed, (share * LEAST_PLOT - 8) / theme.LETTER, lines)
        parts.append(_Part(iso3, f"{name} {printed}", inside, share, base, place, colours[iso3]))
        base += share
    return parts


def _inside(name: str, printed: str, room: float, lines: int) -> str:
    """Name and share where they have room in the part, in one line or in two; otherwise nothing."""
    if theme.letters(name) + 1 + theme.letters(printed) <= room:
        return theme.plain(f"{name} {printed}")
    if lines > 1 and max(theme.letters(name), theme.letters(printed)) <= room:
        return f"{theme.plain(name)}<br>{printed}"
    return ""


def _lines(labels: Sequence[str]) -> list[str]:
    """Labels side by side in lines that are not wider than the plot; a name is not broken."""
    lines: list[str] = []
    for label in labels:
        longer = f"{lines[-1]} · {label}" if lines else ""
        if longer and theme.letters(longer) * theme.LETTER <= LEAST_PLOT:
            lines[-1] = longer
        else:
            lines.append(label)
    return lines


def _below(said: Sequence[str], top: float) -> dict:
    place = {"x": 1, "xanchor": "right", "xref": "paper", "y": top, "yanchor": "top", "yref": "y"}
    look = {"align": "right", "showarrow": False, "font": {"size": 11}}
    return place | look | {"text": "<br>".join(theme.plain(line) for line in said)}


def _end_labels(shares: pd.Series, beside: Sequence[str], names: Mapping[str, str]) -> list[dict]:
    """Names beside the last column, moved apart where they would touch."""
    middles = shares.cumsum() - shares / 2
    labels = [_beside(names[iso3], float(shares[iso3])) for iso3 in beside]
    sizes = [LABEL_LINE * (1 + label.count("<br>")) for label in labels]
    places = theme.spread([float(middles[iso3]) for iso3 in beside], sizes, 0.0, 1.0)
    plain = {"x": 1.01, "xref": "paper", "xanchor": "left", "yref": "y", "showarrow": False, "align": "left"}
    return [plain | {"y": place, "text": label} for place, label in zip(places, labels, strict=True)]


def _beside(name: str, share: float) -> str:
    """Name and share in one line, or the share below a long name."""
    line = f"{name} {formats.share(share)}"
    if theme.letters(line) <= LABEL_WIDTH:
        return theme.plain(line)
    return f"{theme.lines_of(name, LABEL_WIDTH)}<br>{formats.share(share)}"
