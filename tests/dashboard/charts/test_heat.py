"""Heat tables, small multiples and maps: what is drawn is what the frame says."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from dashboard.charts import heat, theme


@pytest.fixture
def cells() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": ["b", "b", "a", "a"],
            "column": ["x", "y", "x", "y"],
            "value": [0.1, 0.95, math.nan, 0.0],
            "instead": ["", "", "n/a", ""],
        }
    )


def show(value: float) -> str:
    return f"{value:.2f}"


def test_every_number_is_in_its_cell_and_order_is_kept(cells: pd.DataFrame) -> None:
    figure = heat.table(cells, "row", "column", "value", show, top=1, missing="instead")
    pale, dark, words = figure.data
    assert list(figure.layout.yaxis.tickvals) == ["b", "a"]
    assert list(figure.layout.xaxis.ticktext) == ["x", "y"]
    assert pale.z[0][0] == 0.1
    assert pale.z[1][1] == 0.0
    assert dark.z[0][1] == 0.95
    assert math.isnan(pale.z[1][0])
    assert math.isnan(dark.z[1][0])
    assert pale.text[0][0] == "0.10"
    assert dark.text[0][1] == "0.95"
    assert (list(words.x), list(words.y), list(words.text)) == (["x"], ["a"], ["n/a"])
    assert all(trace.xgap == trace.ygap == 2 for trace in (pale, dark))


def test_numbers_can_be_read_on_every_colour_of_the_scale() -> None:
    for step in range(101):
        assert theme.contrast(heat.ink(step / 100), heat.colour(step / 100)) >= 4.5


def test_colours_are_those_of_the_scale() -> None:
    assert [heat.colour(place) for place, _colour in heat.SCALE] == [colour for _place, colour in heat.SCALE]
    assert heat.colour(-1) == heat.SCALE[0][1]
    assert heat.colour(2) == heat.SCALE[-1][1]


def test_nothing_from_the_data_becomes_markup(cells: pd.DataFrame) -> None:
    figure = heat.table(cells.replace({"a": "<b>a</b>"}), "row", "column", "value", show, top=1)
    assert "<b>" not in figure.layout.yaxis.tickvals[1]


def test_many_columns_need_more_room() -> None:
    assert heat.least_width(5) < 420 < heat.least_width(38)
