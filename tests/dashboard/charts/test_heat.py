"""Heat tables, small multiples and maps: what is drawn is what the frame says."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import dashboard
from dashboard.charts import heat, theme

CONFIG = tomllib.loads((Path(dashboard.__file__).parent / ".streamlit" / "config.toml").read_text("utf-8"))


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


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_numbers_can_be_read_on_every_colour_of_the_scale(mode: str) -> None:
    text = CONFIG["theme"][mode]["textColor"]
    for step in range(101):
        ink = heat.ink(step / 100)
        seen = theme.over(theme.CHINA, theme.BACKGROUND[mode], heat.density(step / 100))
        assert theme.contrast(text if ink == theme.TEXT else ink, seen) >= 4.5, step


def test_the_scale_rises_and_ends_where_the_figures_do() -> None:
    densities = [heat.density(step / 100) for step in range(101)]
    assert densities == sorted(densities)
    assert (heat.density(-1), heat.density(2)) == (heat.SCALE[0][1], heat.SCALE[-1][1])


def test_nothing_from_the_data_becomes_markup(cells: pd.DataFrame) -> None:
    figure = heat.table(cells.replace({"a": "<b>a</b>"}), "row", "column", "value", show, top=1)
    assert "<b>" not in figure.layout.yaxis.tickvals[1]


def test_many_columns_need_more_room() -> None:
    assert heat.least_width(5) < 420 < heat.least_width(38)
