"""Records over time: a mark for each date, or bands for the states of measures, one row for each group. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dashboard.charts import library, theme

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 26
LANE = 11
HEAD = 90
NAME_WIDTH, HOVER_WIDTH = 18, 60
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
# A state is told by its shape and density as well: solid, hollow, a grey outline, faint.
GREY_STATES = {"announced": theme.CLEAR, "unknown": "rgba(127, 128, 132, 0.25)"}


@dataclass(frozen=True)
class Mark:
    """A dated record.

    Attributes:
        row: group that it stands in.
        kind: tells the symbols apart.
        on: its date.
        label: hover text.
    """

    row: str
    kind: str
    on: date
    label: str


@dataclass(frozen=True)
class Band:
    """A measure in one state.

    Attributes:
        row: group that it stands in.
        measure: identifier; bands of one measure share a lane.
        state: in_force, suspended, announced or unknown.
        start: first day.
        end: last day.
        label: hover text.
    """

    row: str
    measure: str
    state: str
    start: date
    end: date
    label: str


def marks(dated: Sequence[Mark], rows: Sequence[str], kinds: Mapping[str, str]) -> Figure:
    """A mark for each record on its date; records of one day and row stand side by side upwards.

    Args:
        dated: the records.
        rows: groups from top to bottom.
        kinds: label by kind, each with a symbol of its own.
    """
    place = {row: number for number, row in enumerate(rows)}
    seen: dict[tuple[str, str], int] = {}
    traces = []
    for number, ((kind, label), colour) in enumerate(zip(kinds.items(), theme.series(len(kinds)), strict=True)):
        points = [mark for mark in dated if mark.kind == kind]
        heights = []
        for mark in points:
            at = (mark.row, f"{mark.on:%Y-%m}")
            seen[at] = seen.get(at, 0) + 1
            heights.append(place[mark.row] + 0.3 - 0.08 * ((seen[at] - 1) % 8))
        traces.append(
            {
                "type": "scatter",
                "x": [f"{mark.on:%Y-%m-%d}" for mark in points],
                "y": heights,
                "mode": "markers",
                "name": theme.plain(label),
                "marker": {"symbol": f"{SYMBOLS[number]}-open", "size": 9, "line": {"width": 2}, "color": colour},
                "text": [theme.lines_of(mark.label, HOVER_WIDTH) for mark in points],
                "hovertemplate": "%{text}<extra></extra>",
            }
        )
    layout = _layout(rows, range(len(rows)), HEAD + 2 * ROW * len(rows), [len(rows) - 0.4, -0.6])
    return library.figure(traces, layout)


def bands(
    spans: Sequence[Band], rows: Sequence[str], states: Mapping[str, str], until: date, colour: str = theme.CHINA
) -> Figure:
    """Bands of states, each measure in a lane of its own.

    Args:
        spans: the bands.
        rows: groups from top to bottom.
        states: label by state, for the legend.
        until: the day of the reader, a vertical rule.
        colour: of measures in force or suspended.
    """
    lanes: dict[tuple[str, str], float] = {}
    places, at = [], 0.0
    for row in rows:
        own = list(dict.fromkeys(band.measure for band in spans if band.row == row))
        lanes |= {(row, measure): at + number for number, measure in enumerate(own)}
        places.append(at + (len(own) - 1) / 2)
        at += len(own) + 0.8
    traces = []
    for state, label in states.items():
        drawn = [band for band in spans if band.state == state]
        if drawn:
            traces.append(_bands(drawn, lanes, state, label, colour))
    layout = _layout(rows, places, int(HEAD + LANE * at), [at, -1])
    rule = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": f"{until}", "x1": f"{until}"}
    layout["shapes"] = [rule | {"line": {"color": theme.OTHER, "dash": "dash"}}]
    return library.figure(traces, layout)


def _bands(drawn: Sequence[Band], lanes: Mapping[tuple[str, str], float], state: str, label: str, colour: str) -> dict:
    edge = theme.OTHER if state in GREY_STATES else colour
    fill = colour if state == "in_force" else GREY_STATES.get(state, theme.CLEAR)
    return {
        "type": "bar",
        "orientation": "h",
        "y": [lanes[band.row, band.measure] for band in drawn],
        "base": [f"{band.start:%Y-%m-%d}" for band in drawn],
        "x": [max((band.end - band.start).days, 1) * 86_400_000 for band in drawn],
        "width": 0.62,
        "name": theme.plain(label),
        "marker": {"color": fill, "line": {"color": edge, "width": 1.5}},
        "text": [theme.lines_of(band.label, HOVER_WIDTH) for band in drawn],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _layout(rows: Sequence[str], places: Sequence[float], height: int, span: Sequence[float]) -> dict:
    return theme.layout(height, top=44) | {
        "barmode": "overlay",
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "xanchor": "left"},
        "xaxis": {"type": "date", "fixedrange": True},
        "yaxis": {
            "tickvals": list(places),
            "ticktext": [theme.lines_of(row, NAME_WIDTH) for row in rows],
            "range": list(span),
            "fixedrange": True,
            "zeroline": False,
            "automargin": True,
        },
    }
