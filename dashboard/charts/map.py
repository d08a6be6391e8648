"""Maps of shares by country; totals are never mapped, because a large country is not a large importer. Pure."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from dashboard.charts import theme
from dashboard.charts.heat import SCALE
from dashboard.charts.library import go

HEIGHT = 460
UNKNOWN = "#a3a7ae"
TOO_SMALL = "#c9ccd2"
BORDER = "#6f747c"
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
) -> go.Figure:
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
    figure = go.Figure(_coloured(known["place"], known[value].astype(float), texts, percent))
    figure.add_trace(_flat(little["place"], [theme.plain(n) for n in little[name]], TOO_SMALL, labels[0]))
    figure.add_trace(_flat(pd.Series(dtype=str), [], UNKNOWN, labels[1]))
    figure.update_geos(
        fitbounds=False,
        projection_type="natural earth",
        showland=True,
        landcolor=UNKNOWN,
        showcountries=True,
        countrycolor=BORDER,
        countrywidth=0.4,
        showcoastlines=False,
        showframe=False,
        showocean=False,
        showlakes=False,
        bgcolor="rgba(0, 0, 0, 0)",
        lataxis_range=[-56, 82],
    )
    figure.update_layout(**theme.layout(HEIGHT, right=0, top=0))
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 8}, legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0}
    )
    return figure


def _coloured(places: pd.Series, figures: pd.Series, texts: list[str], percent: bool) -> go.Choropleth:
    """Countries in the colour of their figure, 0-1, with the scale under the map."""
    return go.Choropleth(
        locations=places,
        z=figures,
        zmin=0,
        zmax=1,
        colorscale=[list(stop) for stop in SCALE],
        text=texts,
        hovertemplate="%{text}<extra></extra>",
        marker={"line": {"color": BORDER, "width": 0.4}},
        colorbar={
            "orientation": "h",
            "thickness": 12,
            "len": 0.6,
            "y": -0.02,
            "yanchor": "top",
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "tickformat": ".0%" if percent else ".2f",
        },
    )


def _flat(places: pd.Series, names: list[str], colour: str, label: str) -> go.Choropleth:
    """Countries in one colour, with an entry in the legend even if there is none."""
    return go.Choropleth(
        locations=list(places) or ["ATA"],
        z=[0] * max(len(places), 1),
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        showlegend=True,
        name=theme.plain(label),
        text=[f"{name}: {label}" for name in names] or [label],
        hovertemplate="%{text}<extra></extra>",
        marker={"line": {"color": BORDER, "width": 0.4}},
    )
