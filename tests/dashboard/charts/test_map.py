"""Maps: the unknown is grey and never the colour of zero; shapes come from this repository."""

from __future__ import annotations

import math

import pandas as pd

from dashboard.charts import map as chart


def draw() -> tuple:
    frame = pd.DataFrame(
        {
            "iso3": ["JPN", "S19", "KAZ", "TKM"],
            "name": ["Japan", "Taiwan (Other Asia, nes)", "Kazakhstan", "Turkmenistan"],
            "share": [0.0, 0.5, math.nan, math.nan],
            "small": [False, False, True, False],
        }
    )
    figure = chart.shares(frame, "iso3", "name", "share", "{:.0%}".format, "small", ("too little", "no data"))
    return figure, *figure.data


def test_zero_is_a_share_and_unknown_is_none() -> None:
    figure, shares, small, unknown = draw()
    assert dict(zip(shares.locations, shares.z, strict=True)) == {"JPN": 0.0, "TWN": 0.5}
    assert (shares.zmin, shares.zmax) == (0, 1)
    assert list(small.locations) == ["KAZ"]
    greys = {figure.layout.geo.landcolor, small.colorscale[0][1], unknown.colorscale[0][1]}
    assert shares.colorscale[0][1] not in greys
    assert [trace.name for trace in (small, unknown)] == ["too little", "no data"]
    assert "TKM" not in [*shares.locations, *small.locations, *unknown.locations]


def test_the_whole_world_is_drawn() -> None:
    figure = draw()[0]
    assert figure.layout.geo.fitbounds is False


def test_countries_without_a_shape_are_named() -> None:
    assert {"CHN", "TWN", "KAZ", "USA", "COD"} <= chart.shapes()
    assert chart.undrawn(["JPN", "S19", "HKG", "SGP", "DEU"]) == ["HKG", "SGP"]
