"""The palette holds on both themes and is the one that the style sheet and the configuration use."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from streamlit.elements.lib import streamlit_plotly_theme

import dashboard
from dashboard.charts import theme

FOLDER = Path(dashboard.__file__).parent
CONFIG = tomllib.loads((FOLDER / ".streamlit" / "config.toml").read_text("utf-8"))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("colour", [*theme.AREAS_OF_CHINA.values(), theme.ACCENT, theme.OTHER, *theme.GREYS])
def test_marks_stand_out_from_the_page(colour: str, mode: str) -> None:
    assert theme.contrast(colour, theme.BACKGROUND[mode]) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_and_links_stand_out_from_the_page(mode: str) -> None:
    colours = CONFIG["theme"][mode]
    assert colours["backgroundColor"] == theme.BACKGROUND[mode]
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert theme.contrast(colours["textColor"], colours[ground]) >= 4.5
        assert theme.contrast(colours["linkColor"], colours[ground]) >= 4.5
        assert theme.contrast(colours["borderColor"], colours[ground]) >= 3 or ground != "backgroundColor"


def test_china_and_whom_a_sentence_names_have_a_colour_and_all_others_are_grey() -> None:
    order = ["CHN", "HKG", "AUS", "JPN", "VNM", "CHL", theme.GROUPED]
    found = theme.colours(order, "JPN")
    assert (found["CHN"], found["HKG"]) == (theme.CHINA, theme.AREAS_OF_CHINA["HKG"])
    assert found["JPN"] == theme.ACCENT
    assert {found[iso3] for iso3 in ("AUS", "VNM", "CHL")} == set(theme.GREYS)
    assert found[theme.GROUPED] == theme.OTHER
    assert theme.colours(order, "CHN")["CHN"] == theme.CHINA


def test_a_dozen_suppliers_look_different() -> None:
    found = theme.looks(["CHN", *(f"A{number:02}" for number in range(12)), theme.GROUPED], "A03")
    assert len(set(found.values())) == len(found)


def test_the_accent_goes_to_the_first_supplier_other_than_china() -> None:
    assert theme.named(["CHN", theme.GROUPED, "HKG", "AUS", "JPN"]) == "AUS"
    assert theme.named(["CHN"]) is None
    assert theme.series(3) == [theme.ACCENT, *theme.GREYS]


def test_the_page_and_its_text_are_what_streamlit_replaces() -> None:
    """Where they were not replaced, lines and letters would be black on the dark theme."""
    assert (theme.PAGE, theme.TEXT) == (streamlit_plotly_theme.BG_COLOR, streamlit_plotly_theme.GRAY_90)


@pytest.mark.parametrize(
    ("label", "width", "lines"),
    [
        ("Dem. Rep. of the Congo", 15, ["Dem. Rep. of", "the Congo"]),
        ("コンゴ民主共和国", 12, ["コンゴ民主共", "和国"]),
        ("レアアース、精製品", 10, ["レアアー", "ス、精製品"]),
        ("Liechtenstein", 5, ["Liechtenstein"]),
        ("", 5, [""]),
    ],
)
def test_labels_break_where_their_writing_allows_it(label: str, width: int, lines: list[str]) -> None:
    assert theme.wrapped(label, width) == lines


def test_style_sheet_uses_the_colours_of_the_theme() -> None:
    style = (FOLDER / "screen" / "style.css").read_text("utf-8")
    assert theme.CHINA in style
    assert f"light-dark({theme.BACKGROUND['light']}, {theme.BACKGROUND['dark']})" in style


def test_nothing_is_fetched_from_outside_and_no_trace_is_shown() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    for path in [*FOLDER.rglob("*.css"), *FOLDER.rglob("*.toml")]:
        assert "http" not in path.read_text("utf-8")
