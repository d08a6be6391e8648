"""Ranked bars: production, reserves or trade by country, one block for each thing that is counted. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard import text
from dashboard.charts import theme

MOST_BARS = 10
BAR_HEIGHT = 26
BLOCK_HEAD = 46


def by_country(
    frame: pd.DataFrame,
    block: str,
    blocks: Mapping[str, str],
    name: str,
    value: str = "value_t",
    before: str | None = None,
    share: str | None = None,
    hollow: str | None = None,
) -> go.Figure:
    """Bars of the largest countries of each block, each block on a scale of its own from zero.

    Args:
        frame: a row per block and country with iso3, largest first; at most ten of a block are drawn.
        block: column that tells the blocks apart.
        blocks: heading by value of ``block``, from top to bottom.
        name: column of the country's name.
        value: length of the bar.
        before: an earlier value, drawn as a dot.
        share: share 0-1, written behind the value.
        hollow: true where the value is an estimate or provisional: the bar is drawn hollow.
    """
    parts = {key: frame[frame[block] == key].dropna(subset=[value]).head(MOST_BARS) for key in blocks}
    parts = {key: part for key, part in parts.items() if len(part)}
    heights = [BLOCK_HEAD + BAR_HEIGHT * len(part) for part in parts.values()]
    figure = make_subplots(
        rows=len(parts),
        cols=1,
        row_heights=heights,
        vertical_spacing=BLOCK_HEAD / sum(heights) if len(parts) > 1 else 0,
        subplot_titles=[theme.plain(blocks[key]) for key in parts],
    )
    for number, part in enumerate(parts.values(), start=1):
        _draw(figure, part, number, name, value, before, share, hollow)
    figure.update_layout(**theme.layout(sum(heights) + 24, top=34), showlegend=False, bargap=0.3)
    figure.update_annotations(x=0, xanchor="left", font={"size": 13})
    return figure


def _draw(
    figure: go.Figure,
    part: pd.DataFrame,
    number: int,
    name: str,
    value: str,
    before: str | None,
    share: str | None,
    hollow: str | None,
) -> None:
    names = [theme.plain(label) for label in part[name]]
    colours = [theme.supplier_colour(iso3) for iso3 in part["iso3"]]
    is_hollow = list(part[hollow].fillna(False)) if hollow else [False] * len(part)
    labels = [_label(row, value, share) for row in part.to_dict("records")]
    figure.add_bar(
        y=names,
        x=part[value],
        orientation="h",
        text=labels,
        textposition="outside",
        cliponaxis=False,
        marker={
            "color": ["rgba(127,128,132,0.15)" if open_ else c for c, open_ in zip(colours, is_hollow, strict=True)],
            "line": {"color": colours, "width": 2},
        },
        hovertemplate="%{y}: %{text}<extra></extra>",
        row=number,
        col=1,
    )
    highest = float(part[value].max())
    if before and part[before].notna().any():
        figure.add_scatter(
            y=names,
            x=part[before],
            mode="markers",
            marker={"symbol": "line-ns", "size": 13, "line": {"width": 3, "color": theme.OTHER}},
            hovertemplate="%{y}: %{x:,.6~g}<extra></extra>",
            row=number,
            col=1,
        )
        highest = max(highest, float(part[before].max()))
    figure.update_xaxes(range=[0, highest * 1.6 or 1], tickformat="~s", nticks=5, fixedrange=True, row=number, col=1)
    figure.update_yaxes(autorange="reversed", automargin=True, fixedrange=True, row=number, col=1)


def _label(row: Mapping, value: str, share: str | None) -> str:
    amount = text.tonnes(row[value])
    known = share and not text.missing(row[share])
    return f"{amount} ({text.share(row[share])})" if known else amount
