"""Maps of shares by country; totals are never mapped, because a large country is not a large importer. Pure."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import library, theme

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 460
# The hue of China from pale to dark; the scale under a map cannot be transparent, as that of the heat table is.
SCALE = ((0.0, "#dfe3fa"), (0.5, "#8f9ae6"), (1.0, "#2f3da8"))
UNKNOWN = "#9a9ea6"
TOO_SMALL = "#bfc3c9"
BORDER = "#6f747c"
GEO = {
    "fitbounds": False,
    "showland": True,
    "showcountries": True,
    "showcoastlines": False,
    "showframe": False,
    "showocean": False,
    "showlakes": False,
    "bgcolor": theme.CLEAR,
}
# Where the shapes have another code than the statistics.
SHAPE_OF = {"S19": "TWN"}
_SHAPES = Path(__file__).parents[1] / "static" / "topojson" / "world_110m.json"


@functools.cache
def shapes() -> frozenset[str]:
    """Codes of the countries that the map can draw."""
    countries = json.loads(_SHAPES.read_text("utf-8"))["objects"]["countries"]["geometries"]
    return frozenset(str(country["id"]) for country in countries)


def undrawn(codes: Iterable[str]) -> list[str]:
    """The countries among these that are too small for the map or have no shape."""
    return [code for code in codes if SHAPE_OF.get(code, code) not in shapes()]


def shares(
    frame: pd.DataFrame,
    code: str,
    name: str,
    value: str,
    show: Callable[[float], str],
    small: str,
    labels: tuple[str, str],
    percent: bool = True,
) -> Figure:
    """Countries coloured by a figure 0-1; without a figure they are grey, never the colour of 0.

    Args:
        frame: a row for each country.
        code: column of the iso3.
        name: column of the country's name.
        value: figure 0-1 or NaN.
        show: figure to text.
        small: column that is true where there is trade, but too little for a figure.
        labels: words for "too little trade" and for "no data".
        percent: scale in per cent, else as an index 0-1.
    """
    places = frame.assign(place=[SHAPE_OF.get(iso3, iso3) for iso3 in frame[code]])
    known, little = places.dropna(subset=[value]), places[places[value].isna() & places[small]]
    texts = [f"{theme.plain(row[name])}: {show(row[value])}" for row in known.to_dict("records")]
    layout = theme.layout(HEIGHT) | {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 8},
        "legend": {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0},
        "geo": GEO
        | {
            "projection": {"type": "natural earth"},
            "lataxis": {"range": [-56, 82]},
            "landcolor": UNKNOWN,
            "countrycolor": BORDER,
            "countrywidth": 0.4,
        },
    }
    traces = [
        _coloured(known["place"].tolist(), known[value].astype(float).tolist(), texts, percent),
        _flat(little["place"].tolist(), [theme.plain(n) for n in little[name]], TOO_SMALL, labels[0]),
        _flat([], [], UNKNOWN, labels[1]),
    ]
    return library.figure(traces, layout)


def _coloured(places: list[str], figures: list[float], texts: list[str], percent: bool) -> dict:
    """Countries in the colour of their figure, 0-1, with the scale under the map."""
    return {
        "type": "choropleth",
        "locations": places,
        "z": figures,
        "zmin": 0,
        "zmax": 1,
        "colorscale": [list(stop) for stop in SCALE],
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"line": {"color": BORDER, "width": 0.4}},
        "colorbar": {
            "orientation": "h",
            "thickness": 12,
            "len": 0.6,
            "y": -0.02,
            "yanchor": "top",
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "tickformat": ".0%" if percent else ".2f",
            "tickfont": {"color": theme.TEXT},
        },
    }


def _flat(places: list[str], names: list[str], colour: str, label: str) -> dict:
    """Countries in one colour, with an entry in the legend even if there is none."""
    return {
        "type": "choropleth",
        "locations": places or ["ATA"],
        "z": [0] * max(len(places), 1),
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "showlegend": True,
        "name": theme.plain(label),
        "text": [f"{name}: {theme.plain(label)}" for name in names] or [theme.plain(label)],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"line": {"color": BORDER, "width": 0.4}},
    }
