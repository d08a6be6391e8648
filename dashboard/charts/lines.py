"""Shares over time: lines that break at missing years, thresholds dashed, export controls as rules. Pure.

The figure of a year stands in the middle of that year, so that the date of an event falls where it belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import library, theme

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 420
MOST_RULES = 4
# As many years as fit side by side on a phone.
MOST_TICKS = 7
RULE_ROOM = 88
RULE_STEP = 0.064
MIDDLE_OF_MONTH = pd.Timedelta(days=14)
# Room below zero, so that a mark at zero is seen whole.
LEAST = 0.015
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross")
# The marker of a line as a letter, before its name.
SIGNS = "●■◆▲✖✚"
LABEL_WIDTH = 16
# Height of a line of a label, as a part of the axis.
LABEL_LINE = 0.05
# How a measure is drawn in each of its states; what is over or unknown is fainter.
RULE_DASH = {"in_force": "solid", "suspended": "dashdot", "announced": "dot", "unknown": "dot"}


@dataclass(frozen=True)
class Line:
    """One line.

    Attributes:
        label: written at its end.
        years: ascending; a gap of more than a year breaks the line.
        values: one for each year; None or NaN breaks the line.
        colour: of the line.
    """

    label: str
    years: Sequence[int]
    values: Sequence[float | None]
    colour: str = theme.CHINA


@dataclass(frozen=True)
class Threshold:
    """A dashed horizontal line with its name."""

    value: float
    label: str


@dataclass(frozen=True)
class Rule:
    """An event: a vertical rule with a short label, and a band while it was in force.

    Attributes:
        starts_on: day of the rule.
        label: a few words.
        state: announced, in_force, suspended, ended, replaced or unknown.
        ends_on: last day of the band; None: no band.
    """

    starts_on: date
    label: str
    state: str
    ends_on: date | None = None


def over_time(
    lines: Sequence[Line],
    thresholds: Sequence[Threshold] = (),
    rules: Sequence[Rule] = (),
    share: bool = True,
    unit: str = "",
) -> Figure:
    """Lines on one axis.

    Args:
        lines: at most six; each has its own dash and marker beside its colour.
        thresholds: dashed lines.
        rules: events; the first four are drawn.
        share: values are shares 0-1 on an axis of 0 to 100 %; otherwise values in ``unit`` on an axis from 0.
        unit: unit of the values, for the hover text.
    """
    shown = "%{y:.1%}" if share else f"%{{y:,.6~g}} {theme.plain(unit)}"
    drawn = sorted(rules[:MOST_RULES], key=lambda rule: rule.starts_on)
    top = 1.0 if share else _highest(lines) * 1.05
    shapes, notes = [], _end_labels(lines, top)
    right = theme.room(f"{SIGNS[0]} {theme.lines_of(line.label, LABEL_WIDTH)}" for line in lines)
    for threshold in thresholds:
        shapes.append(_threshold_line(threshold))
        notes.append(_threshold_label(threshold))
    axes = _axes(lines, drawn, share, top)
    marks, labels = rule_marks(drawn, *(pd.Timestamp(end) for end in axes["xaxis"]["range"]))
    shapes, notes = [*shapes, *marks], [*notes, *labels]
    layout = theme.layout(HEIGHT, right=right, top=RULE_ROOM if drawn else 16)
    layout |= {"showlegend": False, "shapes": shapes, "annotations": notes, **axes}
    return library.figure([_trace(line, at, shown) for at, line in enumerate(lines)], layout)


def _trace(line: Line, number: int, shown: str) -> dict:
    years, values = _with_gaps(line)
    return {
        "type": "scatter",
        "x": [_middle(year) for year in years],
        "y": values,
        "mode": "lines+markers",
        "name": theme.plain(line.label),
        "connectgaps": False,
        "line": {"color": line.colour, "width": 2, "dash": DASHES[number % len(DASHES)]},
        "marker": {"symbol": SYMBOLS[number % len(SYMBOLS)], "size": 6},
        "hovertemplate": f"{theme.plain(line.label)} %{{x|%Y}}: {shown}<extra></extra>",
    }


def _with_gaps(line: Line) -> tuple[list[int], list[float | None]]:
    """Every year of the span; a year that is not given has no value."""
    known = {int(year): value for year, value in zip(line.years, line.values, strict=True)}
    if not known:
        return [], []
    years = list(range(min(known), max(known) + 1))
    return years, [None if (value := known.get(year)) is None or value != value else float(value) for year in years]


def _middle(year: int) -> str:
    return f"{year}-07-01"


def _axes(lines: Sequence[Line], rules: Sequence[Rule], share: bool, top: float) -> dict:
    years = [int(year) for line in lines for year in line.years]
    first, last = min(years), max(years)
    end = max([f"{last}-12-31", *(f"{(rule.ends_on or rule.starts_on):%Y-%m-%d}" for rule in rules)])
    span = int(end[:4]) - first + 1
    step = next(step for step in (1, 2, 3, 5, 10, 20) if span / step <= MOST_TICKS)
    xaxis = {
        "type": "date",
        "range": [f"{first}-01-01", end],
        "tickvals": [_middle(year) for year in range(first, int(end[:4]) + 1) if year % step == 0],
        "tickformat": "%Y",
        "tickangle": 0,
        "fixedrange": True,
        "zeroline": False,
    }
    return {
        "xaxis": xaxis,
        "yaxis": {"range": [-LEAST * top, top], "tickformat": ".0%" if share else "~s", "fixedrange": True},
    }


def _highest(lines: Sequence[Line]) -> float:
    return max((float(v) for line in lines for v in line.values if v is not None and v == v), default=1.0) or 1.0


def _end_labels(lines: Sequence[Line], top: float) -> list[dict]:
    """Names at the right edge, at the height of the last value, each with the marker of its line."""
    ends = []
    for number, line in enumerate(lines):
        known = [float(value) for value in line.values if value is not None and value == value]
        if known:
            ends.append((min(known[-1], top), number, line, theme.lines_of(line.label, LABEL_WIDTH)))
    sizes = [LABEL_LINE * top * (1 + label.count("<br>")) for _value, _number, _line, label in ends]
    places = theme.spread([value for value, *_rest in ends], sizes, 0.0, top)
    return [
        {
            "x": 1.01,
            "xref": "paper",
            "xanchor": "left",
            "y": place,
            "yref": "y",
            "showarrow": False,
            "align": "left",
            "text": f"{_sign(line, number)} {label}" if len(lines) > 1 else label,
        }
        for place, (_value, number, line, label) in zip(places, ends, strict=True)
    ]


def _sign(line: Line, number: int) -> str:
    return f'<span style="color:{line.colour}">{SIGNS[number % len(SIGNS)]}</span>'


def _threshold_line(threshold: Threshold) -> dict:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": threshold.value,
        "y1": threshold.value,
        "line": {"color": theme.OTHER, "width": 1.5, "dash": "dash"},
    }


def _threshold_label(threshold: Threshold) -> dict:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": threshold.value,
        "yanchor": "bottom",
        "showarrow": False,
        "text": theme.plain(threshold.label),
    }


def rule_marks(rules: Sequence[Rule], first: pd.Timestamp, last: pd.Timestamp) -> tuple[list[dict], list[dict]]:
    """Shapes and labels of events on a date axis from ``first`` to ``last``; the plot needs RULE_ROOM above it.

    Each label has a line of its own. Labels on the right half run to the left, the latest highest, and those on the
    left half run to the right above them, the earliest highest, so that no label crosses a rule beside it.
    """
    middle = first + (last - first) / 2
    ordered = sorted(rules, key=lambda rule: rule.starts_on)
    right = [rule for rule in ordered if pd.Timestamp(rule.starts_on) >= middle]
    left = [rule for rule in reversed(ordered) if pd.Timestamp(rule.starts_on) < middle]
    shapes, labels = [], []
    for level, rule in enumerate([*right, *left]):
        height = 1.02 + RULE_STEP * level
        shapes += _rule_shapes(rule, height)
        labels.append(_rule_label(rule, height, "right" if rule in right else "left"))
    return shapes, labels


def _rule_shapes(rule: Rule, height: float) -> list[dict]:
    """The rule with its tick up to the label, and the band."""
    start = f"{rule.starts_on:%Y-%m-%d}"
    dash = RULE_DASH.get(rule.state, "longdash")
    line = {"type": "line", "yref": "paper", "x0": start, "x1": start, "y0": 0, "y1": height}
    shapes = [line | {"line": {"color": theme.OTHER, "width": 1.5, "dash": dash}}]
    if rule.ends_on:
        band = {"x0": start, "x1": f"{rule.ends_on:%Y-%m-%d}", "y0": 0, "y1": 1, "layer": "below"}
        look = {"fillcolor": theme.OTHER, "opacity": 0.13 if rule.state == "in_force" else 0.07, "line": {"width": 0}}
        shapes.append({"type": "rect", "yref": "paper", **band, **look})
    return shapes


def _rule_label(rule: Rule, height: float, anchor: str) -> dict:
    return {
        "x": f"{rule.starts_on:%Y-%m-%d}",
        "y": height,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": -4,
        "xanchor": anchor,
        "showarrow": False,
        "text": theme.plain(rule.label),
    }


def monthly(frame: pd.DataFrame, month: str, value: str, unit: str) -> Figure:
    """One line of monthly values from zero; a month without a value breaks it.

    Args:
        frame: a row per month with a date in ``month``.
        month: column of the date.
        value: column of the value.
        unit: unit of the values.
    """
    known = frame.set_index(month)[value].sort_index()
    known.index = pd.DatetimeIndex(known.index).to_period("M")
    known = known.reindex(pd.period_range(known.index.min(), known.index.max(), freq="M"))
    known.index = known.index.to_timestamp() + MIDDLE_OF_MONTH
    line = {
        "type": "scatter",
        "x": [f"{day:%Y-%m-%d}" for day in known.index],
        "y": known.tolist(),
        "mode": "lines",
        "connectgaps": False,
        "line": {"color": theme.ACCENT, "width": 2},
        "hovertemplate": f"%{{x|%Y-%m}}: %{{y:,.8~g}} {theme.plain(unit)}<extra></extra>",
    }
    layout = theme.layout(HEIGHT) | {
        "xaxis": {"type": "date", "fixedrange": True},
        "yaxis": {"rangemode": "tozero", "fixedrange": True, "title": {"text": theme.plain(unit)}},
    }
    return library.figure([line], layout)
