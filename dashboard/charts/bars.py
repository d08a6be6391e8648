"""Ranked bars: production, reserves or trade by country, one block for each thing that is counted. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import library, theme
from dashboard.words import formats

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

MOST_BARS = 10
BAR_HEIGHT = 26
NAME_WIDTH = 24
BLOCK_HEAD = 56


def by_country(
    frame: pd.DataFrame,
    block: str,
    blocks: Mapping[str, str],
    name: str,
    value: str = "value_t",
    before: str | None = None,
    share: str | None = None,
    hollow: str | None = None,
    accent: str | None = None,
) -> Figure:
    """Bars of the largest countries of each block, each block on a scale of its own from zero.

    Args:
        frame: a row per block and country with iso3, largest first; at most ten of a block are drawn.
        block: column that tells the blocks apart.
        blocks: heading by value of ``block``, from top to bottom.
        name: column of the country's name.
        value: length of the bar.
        before: an earlier value, drawn as a stroke.
        share: share 0-1, written behind the value.
        hollow: true where the value is an estimate or provisional: the bar is drawn hollow.
        accent: iso3 of the country beside China that the page names.
    """
    parts = {key: frame[frame[block] == key].dropna(subset=[value]).head(MOST_BARS) for key in blocks}
    parts = {key: part for key, part in parts.items() if len(part)}
    heights = [BLOCK_HEAD + BAR_HEIGHT * len(part) for part in parts.values()]
    # The label of the longest bar stands in the margin, where it has room at any width.
    right = theme.room(_label(row, value, share) for part in parts.values() for row in part.to_dict("records"))
    layout = theme.layout(sum(heights) + 24, right, top=8) | {"showlegend": False, "bargap": 0.3, "annotations": []}
    names = [theme.lines_of(label, NAME_WIDTH) for part in parts.values() for label in part[name]]
    layout["margin"] |= {"l": theme.left(names)}
    traces, above = [], 1.0
    for number, (key, part) in enumerate(parts.items(), start=1):
        ending = "" if number == 1 else str(number)
        drawn = _traces(part, name, value, before, share, hollow, accent)
        traces += [trace | {"xaxis": f"x{ending}", "yaxis": f"y{ending}"} for trace in drawn]
        below = above - heights[number - 1] / sum(heights)
        edge = (BLOCK_HEAD / 2) / sum(heights)
        layout |= _axes(ending, _highest(part, value, before), (below + edge, above - edge))
        layout["annotations"].append(_heading(blocks[key], above - edge))
        above = below
    return library.figure(traces, layout)


def _highest(part: pd.DataFrame, value: str, before: str | None) -> float:
    highest = float(part[[value, before] if before else [value]].max().max())
    return highest if highest > 0 else 1.0


def _axes(ending: str, highest: float, domain: tuple[float, float]) -> dict:
    """The two axes of a block."""
    xaxis = {"range": [0, highest * 1.02], "tickformat": "~s", "nticks": 5, "fixedrange": True, "automargin": False}
    yaxis = {"domain": domain, "autorange": "reversed", "automargin": False, "fixedrange": True}
    return {f"xaxis{ending}": xaxis | {"anchor": f"y{ending}"}, f"yaxis{ending}": yaxis | {"anchor": f"x{ending}"}}


def _heading(label: str, height: float) -> dict:
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": height, "yref": "paper", "yanchor": "bottom"}
    return {"text": theme.plain(label), "showarrow": False, **place}


def _traces(
    part: pd.DataFrame,
    name: str,
    value: str,
    before: str | None,
    share: str | None,
    hollow: str | None,
    accent: str | None,
) -> list[dict]:
    """The bars, and strokes for the earlier values."""
    names = [theme.lines_of(label, NAME_WIDTH) for label in part[name]]
    fixed = {accent: theme.ACCENT} | theme.AREAS_OF_CHINA
    colours = [fixed.get(iso3, theme.OTHER) for iso3 in part["iso3"]]
    is_hollow = list(part[hollow].fillna(False)) if hollow else [False] * len(part)
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": part[value].tolist(),
        "marker": {
            "color": [theme.FAINT if open_ else colour for colour, open_ in zip(colours, is_hollow, strict=True)],
            "line": {"color": colours, "width": 2},
        },
        "hoverinfo": "skip",
    }
    ends = part[[value, before]].max(axis=1) if before else part[value]
    labels = {
        "type": "scatter",
        "mode": "text",
        "y": names,
        "x": ends.tolist(),
        "text": [f" {_label(row, value, share)}" for row in part.to_dict("records")],
        "textposition": "middle right",
        "cliponaxis": False,
        "hovertemplate": "%{y}:%{text}<extra></extra>",
    }
    if not before or part[before].isna().all():
        return [bars, labels]
    strokes = {
        "type": "scatter",
        "mode": "markers",
        "y": names,
        "x": part[before].tolist(),
        # Higher than the bar, so that it is seen on every colour.
        "marker": {"symbol": "line-ns", "size": 18, "line": {"width": 2, "color": theme.TEXT}},
        "hovertemplate": "%{y}, a year earlier: %{x:,.6~g}<extra></extra>",
    }
    return [bars, strokes, labels]


def _label(row: Mapping, value: str, share: str | None) -> str:
    amount = formats.tonnes(row[value])
    known = share and not formats.missing(row[share])
    return f"{amount} ({formats.share(row[share])})" if known else amount
