"""100 % stacked shares: suppliers over the years, China on the baseline, and one bar for each stage. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.charts import theme
from dashboard.charts.library import go
from dashboard.words import formats

HEIGHT = 400
ROW_HEIGHT = 44
# Many bars stand closer together.
MANY_ROWS, LOW_ROW_HEIGHT = 6, 30
LABEL_WIDTH = 15
# What is too narrow for its label is in the table.
SMALLEST_LABEL = 0.015
MIN_GAP = 0.055
GROUPED = "OTHER"


def stacked_by_year(
    frame: pd.DataFrame, name: str, span: tuple[int, int], year: str = "year", share: str = "share"
) -> go.Figure:
    """One column a year, suppliers in the order of the frame from the baseline up; a year without trade stays empty.

    Args:
        frame: a row per year and supplier with exporter_iso3 and the share 0-1; a supplier that is missing in a year
            sold nothing.
        name: column of the supplier's name.
        span: first and last year of the axis.
    """
    order = sorted(
        frame.drop_duplicates("exporter_iso3")["exporter_iso3"], key=lambda iso3: (iso3 == GROUPED, iso3 != "CHN")
    )
    names = dict(zip(frame["exporter_iso3"], frame[name], strict=True))
    traces = []
    for iso3, pattern in zip(order, _patterns(order), strict=True):
        rows = frame[frame["exporter_iso3"] == iso3]
        traces.append(
            {
                "type": "bar",
                "x": rows[year],
                "y": rows[share],
                "name": theme.plain(names[iso3]),
                "marker": {"color": theme.supplier_colour(iso3), "line": {"width": 0}, "pattern": {"shape": pattern}},
                "hovertemplate": "%{fullData.name} %{x}: %{y:.1%}<extra></extra>",
            }
        )
    last = frame.dropna(subset=[share])[year].max()
    layout = theme.layout(HEIGHT, right=118) | {
        "barmode": "stack",
        "bargap": 0.08,
        "showlegend": False,
        "annotations": _end_labels(frame[frame[year] == last], order, names, share),
        "xaxis": {"tickformat": "d", "range": [span[0] - 0.6, span[1] + 0.6], "fixedrange": True},
        "yaxis": {"range": [0, 1], "tickformat": ".0%", "fixedrange": True},
    }
    return go.Figure({"data": traces, "layout": layout})


def stacked_rows(frame: pd.DataFrame, row: str, rows: Mapping[str, str], name: str, share: str = "share") -> go.Figure:
    """One horizontal bar of 100 % for each row, names and shares written on the parts that are wide enough.

    Args:
        frame: a row per bar and supplier with exporter_iso3 and the share 0-1.
        row: column that tells the bars apart.
        rows: label by value of ``row``, from top to bottom; a bar without shares stays empty.
        name: column of the supplier's name.
    """
    place = {key: len(rows) - number for number, key in enumerate(rows)}
    parts = frame[frame[row].isin(place)].dropna(subset=[share])
    colours = [theme.supplier_colour(iso3) for iso3 in parts["exporter_iso3"]]
    labels = [
        f"{theme.plain(label)} {formats.share(value)}" for label, value in zip(parts[name], parts[share], strict=True)
    ]
    # One trace for all parts, each starting where the one before it ends: a trace for each of them is slow to draw.
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": parts[share],
        "base": parts.groupby(row, sort=False)[share].cumsum() - parts[share],
        "y": parts[row].map(place),
        "customdata": parts["exporter_iso3"],
        "text": labels,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": [theme.text_on(colour) for colour in colours]},
        "marker": {"color": colours, "line": {"color": "#ffffff", "width": 1}},
        "hovertemplate": "%{text}<extra></extra>",
    }
    layout = theme.layout((ROW_HEIGHT if len(rows) <= MANY_ROWS else LOW_ROW_HEIGHT) * len(rows) + 40) | {
        "barmode": "overlay",
        "bargap": 0.18,
        "showlegend": False,
        "uniformtext": {"minsize": 11, "mode": "hide"},
        "xaxis": {"range": [0, 1], "tickformat": ".0%", "fixedrange": True},
        "yaxis": {
            "tickvals": list(place.values()),
            "ticktext": ["<br>".join(textwrap.wrap(theme.plain(label), 24)) for label in rows.values()],
            "range": [0.5, len(rows) + 0.5],
            "fixedrange": True,
            "automargin": True,
        },
    }
    return go.Figure({"data": [bar], "layout": layout})


def _patterns(order: Sequence[str]) -> list[str]:
    """Suppliers without a colour of their own are told apart by hatching."""
    shapes = iter(("/", "x", ".", "\\", "-", "|") * 8)
    return ["" if iso3 == GROUPED or iso3 in theme.SUPPLIERS else next(shapes) for iso3 in order]


def _end_labels(last: pd.DataFrame, order: Sequence[str], names: Mapping[str, str], share: str) -> list[dict]:
    """Names beside the last column, moved apart where they would touch."""
    shares = last.set_index("exporter_iso3")[share].reindex(list(order)).fillna(0.0)
    middles = shares.cumsum() - shares / 2
    labelled = [iso3 for iso3 in order if shares[iso3] >= SMALLEST_LABEL]
    places = theme.spread([float(middles[iso3]) for iso3 in labelled], MIN_GAP, 0.0, 1.0)
    return [
        {
            "x": 1.01,
            "xref": "paper",
            "xanchor": "left",
            "y": place,
            "yref": "y",
            "showarrow": False,
            "align": "left",
            "text": _short(f"{theme.plain(names[iso3])} {formats.share(float(shares[iso3]))}"),
        }
        for iso3, place in zip(labelled, places, strict=True)
    ]


def _short(label: str) -> str:
    words = textwrap.wrap(label, LABEL_WIDTH + 4, break_long_words=False)
    return words[0] if len(words) == 1 else "<br>".join([*words[:1], " ".join(words[1:])])
