"""Small multiples: one axis, lines that break, a hollow mark for what is provisional."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from dashboard.charts import multiples


@pytest.fixture
def frame() -> pd.DataFrame:
    years = [2020, 2021, 2022, 2023]
    return pd.DataFrame(
        {
            "who": ["A"] * 4 + ["B"] * 4 + ["C"] * 4,
            "year": years * 3,
            "value": [0.1, math.nan, 0.3, 0.4, 0.9, 0.8, 0.7, math.nan, 0.2, 0.2, 0.2, 0.2],
        }
    )


def draw(frame: pd.DataFrame, **extra: object):
    names = {name: f"Country {name}" for name in frame["who"].unique()}
    return multiples.lines(frame, "who", names, "value", "{:.0%}".format, **extra)


def test_every_block_has_the_same_axis(frame: pd.DataFrame) -> None:
    figure = draw(frame)
    axes = [name for name in figure.layout if name.startswith("yaxis")]
    assert {tuple(figure.layout[name].range) for name in axes} == {(0, 1.02)}
    assert {tuple(figure.layout[name].range) for name in figure.layout if name.startswith("xaxis")} == {
        tuple(figure.layout.xaxis.range)
    }


def test_lines_break_and_the_others_stand_behind(frame: pd.DataFrame) -> None:
    figure = draw(frame, threshold=0.5)
    own = [trace for trace in figure.data if trace.name]
    assert [trace.name for trace in own] == ["Country A", "Country B", "Country C"]
    assert math.isnan(own[0].y[1])
    assert not own[0].connectgaps
    pale = [trace for trace in figure.data if trace.line.color == multiples.PALE]
    assert len(pale) == 3
    assert list(pale[0].x) == [2020, 2021, 2022, 2023, None] * 2
    dashed = [trace for trace in figure.data if trace.line.dash == "dash"]
    assert [list(trace.y) for trace in dashed] == [[0.5, 0.5]] * 3


def test_the_last_known_year_is_labelled_and_the_provisional_one_is_hollow(frame: pd.DataFrame) -> None:
    figure = draw(frame, provisional=2023)
    labels = {note.text: note.x for note in figure.layout.annotations}
    assert labels["70%"] == 2022
    assert labels["40%"] == 2023
    own = next(trace for trace in figure.data if trace.name == "Country A")
    assert list(own.marker.symbol) == ["circle", "circle", "circle", "circle-open"]


def test_more_than_six_are_refused() -> None:
    frame = pd.DataFrame({"who": list("ABCDEFG"), "year": [2020] * 7, "value": [0.1] * 7})
    with pytest.raises(ValueError, match="At most 6"):
        draw(frame)
