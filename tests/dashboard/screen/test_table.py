"""Tables are true, escaped HTML; lines break where years are missing."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import theme
from dashboard.content.column import Column
from dashboard.screen import table
from dashboard.words import formats

HOSTILE = '<script>alert(1)</script><img src=x onerror="x">&"'


class Reader(HTMLParser):
    """Tags with their attributes, and the text."""

    def __init__(self, markup: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.words: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def drawn(values: dict, *columns: Column, caption: str = "caption") -> Reader:
    return Reader(table.render(pd.DataFrame(values), columns, caption))


def test_text_from_the_data_never_becomes_markup() -> None:
    columns = (
        Column("name", HOSTILE, sub=lambda row: row["name"]),
        Column("name", "b", cell=lambda row: row["name"], details=lambda row: [row["name"]]),
    )
    reader = drawn({"name": [HOSTILE]}, *columns, caption=HOSTILE)
    allowed = {"div", "table", "caption", "span", "thead", "tbody", "tr", "th", "td", "details", "summary"}
    assert {tag for tag, _attrs in reader.tags} <= allowed
    assert reader.words.count(HOSTILE) == 6
    assert ("div", {"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": HOSTILE}) in reader.tags


def test_headers_have_a_scope_and_say_the_order() -> None:
    reader = drawn(
        {"name": ["a"], "share": [0.5]}, Column("name", "Name"), Column("share", "Share", order="descending")
    )
    heads = [attrs for tag, attrs in reader.tags if tag == "th"]
    assert [attrs.get("scope") for attrs in heads] == ["col", "col", "row"]
    assert [attrs.get("aria-sort") for attrs in heads] == [None, "descending", None]


def test_bar_is_as_long_as_the_share_and_never_longer_than_its_track() -> None:
    reader = drawn({"n": ["a", "b", "c"], "s": [0.25, 1.7, float("nan")]}, Column("n", "n"), Column("s", "s", bar=True))
    assert [attrs["style"] for _tag, attrs in reader.tags if attrs.get("class") == "bar"] == [
        "width:25.0%",
        "width:100.0%",
    ]
    assert "n/a" in reader.words


def test_line_breaks_at_missing_years_and_lone_years_are_dots() -> None:
    markup = table.sparkline({2000: 0.1, 2001: 0.2, 2002: None, 2003: 0.3, 2004: float("nan"), 2005: 0.5, 2006: 0.6})
    svg = unquote(markup)
    assert svg.count("<polyline") == 2
    assert svg.count("<circle") == 2  # the lone year 2003 and the last year
    assert theme.CHINA in svg
    nbsp = formats.NBSP
    alt = f"2000: 10.0{nbsp}%, 2006: 60.0{nbsp}%; lowest 10.0{nbsp}% in 2000, highest 60.0{nbsp}% in 2006"
    assert Reader(markup).tags[0][1]["alt"] == alt


def test_line_without_any_year_says_so() -> None:
    assert Reader(table.sparkline({2000: None, 2001: float("nan")})).words == ["n/a"]


@given(st.dictionaries(st.integers(1995, 2024), st.one_of(st.none(), st.floats(0, 1)), min_size=1))
def test_every_known_year_stays_inside_the_picture(points: dict) -> None:
    svg = unquote(table.sparkline(dict(sorted(points.items()))))
    pairs = [pair.split(",") for part in svg.split('points="')[1:] for pair in part.split('"')[0].split()]
    assert all(0 <= float(x) <= table.SPARK_WIDTH and 0 <= float(y) <= table.SPARK_HEIGHT for x, y in pairs)
