"""Records over time: a mark for each date, or bands for the states of measures, one row for each group. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts import theme
from dashboard.charts.library import go

ROW = 26
LANE = 11
HEAD = 90
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
# A state is told by its shape and density as well: solid, hollow, dotted.
BAND = {
    "in_force": {"fill": theme.CHINA, "line": theme.CHINA, "dash": "solid"},
    "suspended": {"fill": "rgba(0, 0, 0, 0)", "line": theme.CHINA, "dash": "solid"},
    "announced": {"fill": "rgba(0, 0, 0, 0)", "line": theme.OTHER, "dash": "dot"},
    "unknown": {"fill": "rgba(127, 128, 132, 0.25)", "line": theme.OTHER, "dash": "dot"},
}


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


def marks(dated: Sequence[Mark], rows: Sequence[str], kinds: Mapping[str, str]) -> go.Figure:
    """A mark for each record on its date; records of one day and row stand side by side upwards.

    Args:
        dated: the records.
        rows: groups from top to bottom.
        kinds: label by kind, each with a symbol of its own.
    """
    figure = go.Figure()
    place = {row: number for number, row in enumerate(rows)}
    seen: dict[tuple[str, str], int] = {}
    for number, (kind, label) in enumerate(kinds.items()):
        points = [mark for mark in dated if mark.kind == kind]
        heights = []
        for mark in points:
            at = (mark.row, f"{mark.on:%Y-%m}")
            seen[at] = seen.get(at, 0) + 1
            heights.append(place[mark.row] + 0.3 - 0.08 * ((seen[at] - 1) % 8))
        figure.add_scatter(
            x=[f"{mark.on:%Y-%m-%d}" for mark in points],
            y=heights,
            mode="markers",
            name=theme.plain(label),
            marker={"symbol": f"{SYMBOLS[number]}-open", "size": 9, "line": {"width": 2}, "color": theme.CHINA},
            text=[_wrapped(mark.label) for mark in points],
            hovertemplate="%{text}<extra></extra>",
        )
    _frame(figure, rows, range(len(rows)), HEAD + 2 * ROW * len(rows))
    figure.update_yaxes(range=[len(rows) - 0.4, -0.6])
    return figure


def bands(spans: Sequence[Band], rows: Sequence[str], states: Mapping[str, str], until: date) -> go.Figure:
    """Bands of states, each measure in a lane of its own.

    Args:
        spans: the bands.
        rows: groups from top to bottom.
        states: label by state, for the legend.
        until: the day of the reader, a vertical rule.
    """
    lanes: dict[tuple[str, str], float] = {}
    places, at = [], 0.0
    for row in rows:
        own = list(dict.fromkeys(band.measure for band in spans if band.row == row))
        lanes |= {(row, measure): at + number for number, measure in enumerate(own)}
        places.append(at + (len(own) - 1) / 2)
        at += len(own) + 0.8
    figure = go.Figure()
    for state, label in states.items():
        drawn = [band for band in spans if band.state == state]
        if drawn:
            _draw_bands(figure, drawn, lanes, state, label)
    _frame(figure, rows, places, int(HEAD + LANE * at))
    figure.update_yaxes(range=[at, -1])
    figure.add_shape(
        type="line", yref="paper", y0=0, y1=1, x0=f"{until}", x1=f"{until}", line={"color": theme.OTHER, "dash": "dash"}
    )
    return figure


def _draw_bands(
    figure: go.Figure, drawn: Sequence[Band], lanes: Mapping[tuple[str, str], float], state: str, label: str
) -> None:
    style = BAND.get(state, BAND["unknown"])
    figure.add_bar(
        orientation="h",
        y=[lanes[band.row, band.measure] for band in drawn],
        base=[f"{band.start:%Y-%m-%d}" for band in drawn],
        x=[max((band.end - band.start).days, 1) * 86_400_000 for band in drawn],
        width=0.62,
        name=theme.plain(label),
        marker={"color": style["fill"], "line": {"color": style["line"], "width": 1.5}},
        text=[_wrapped(band.label) for band in drawn],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )


def _frame(figure: go.Figure, rows: Sequence[str], places: Sequence[float], height: int) -> None:
    figure.update_layout(**theme.layout(height, top=44), barmode="overlay")
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "xanchor": "left"}
    )
    figure.update_xaxes(type="date", fixedrange=True)
    labels = ["<br>".join(textwrap.wrap(theme.plain(row), 18)) for row in rows]
    figure.update_yaxes(tickvals=list(places), ticktext=labels, fixedrange=True, zeroline=False, automargin=True)


def _wrapped(label: str) -> str:
    return "<br>".join(textwrap.wrap(theme.plain(label), 60))
