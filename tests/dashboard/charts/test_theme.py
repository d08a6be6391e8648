"""The palette holds on both themes and is the one that the style sheet and the configuration use."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import dashboard
from dashboard.charts import theme

FOLDER = Path(dashboard.__file__).parent
CONFIG = tomllib.loads((FOLDER / ".streamlit" / "config.toml").read_text("utf-8"))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("colour", sorted({*theme.SUPPLIERS.values(), theme.OTHER}))
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


def test_each_supplier_has_a_colour_of_its_own() -> None:
    assert len(set(theme.SUPPLIERS.values())) == len(theme.SUPPLIERS)
    assert theme.supplier_colour("CHN") == theme.CHINA
    assert theme.supplier_colour("XXX") == theme.OTHER


def test_style_sheet_uses_the_colours_of_the_theme() -> None:
    style = (FOLDER / "screen" / "style.css").read_text("utf-8")
    assert theme.CHINA in style
    assert f"light-dark({theme.BACKGROUND['light']}, {theme.BACKGROUND['dark']})" in style


def test_nothing_is_fetched_from_outside_and_no_trace_is_shown() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    for path in [*FOLDER.rglob("*.css"), *FOLDER.rglob("*.toml")]:
        assert "http" not in path.read_text("utf-8")
