"""Published cells: what a figure is, and what is none."""

import math

import pytest

from etl.harmonise import Figure, parse_figure


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1200", Figure(1200.0, 1200.0, 1200.0, "reported")),
        ("1,100,000", Figure(1_100_000.0, 1_100_000.0, 1_100_000.0, "reported")),
        ("\xa012.50 ", Figure(12.5, 12.5, 12.5, "reported")),
        (".5", Figure(0.5, 0.5, 0.5, "reported")),
        ("−3.2", Figure(-3.2, -3.2, -3.2, "reported")),
        ("~40", Figure(40.0, 40.0, 40.0, "estimated")),
        ("e40", Figure(40.0, 40.0, 40.0, "estimated")),
        ("0", Figure(0.0, 0.0, 0.0, "zero")),
        ("—", Figure(0.0, 0.0, 0.0, "zero")),
        ("<100", Figure(None, None, 100.0, "below")),
        ("≤ 0.1", Figure(None, None, 0.1, "below")),
        (">17,000,000", Figure(None, 17_000_000.0, None, "above")),
        ("890–1,000", Figure(None, 890.0, 1000.0, "range")),
        ("10,000 - 15,000", Figure(None, 10_000.0, 15_000.0, "range")),
        ("5 to 7", Figure(None, 5.0, 7.0, "range")),
        ("Less than ½ unit.", Figure(None, None, 0.5, "below")),
        ("Less than 1/2 unit", Figure(None, None, 0.5, "below")),
        ("W", Figure(None, None, None, "withheld")),
        ("NA", Figure(None, None, None, "not_available")),
        ("XX", Figure(None, None, None, "not_available")),
        ("Large", Figure(None, None, None, "not_available")),
        ("Included with ilmenite", Figure(None, None, None, "not_available")),
        ("Included in World total.", Figure(None, None, None, "not_available")),
        ("E", Figure(None, None, 0.0, "net_exporter")),
        ("", Figure(None, None, None, "blank")),
        (None, Figure(None, None, None, "blank")),
        ("\xa0", Figure(None, None, None, "blank")),
    ],
)
def test_a_cell_keeps_what_was_printed(cell, expected):
    assert parse_figure(cell) == expected


def test_an_estimate_is_marked_but_a_zero_stays_a_zero():
    assert parse_figure("600,000", estimated=True).status == "estimated"
    assert parse_figure("0", estimated=True).status == "zero"
    assert parse_figure("W", estimated=True).status == "withheld"


def test_a_dash_can_mean_no_figure():
    assert parse_figure("–", dash_is_zero=False) == Figure(None, None, None, "not_available")


@pytest.mark.parametrize("cell", ["abc", "nan", "inf", "1e5", "1_000", "1.2.3", "12 t", "<", "9-5", "s"])
def test_anything_else_is_refused(cell):
    with pytest.raises(ValueError):
        parse_figure(cell)


def test_no_figure_is_ever_not_a_number():
    for cell in ("1", "<1", ">1", "1-2", "W", ""):
        assert not any(isinstance(part, float) and math.isnan(part) for part in parse_figure(cell))
