"""Every panel of every page: its files hold exactly what is drawn, every row names its sources, and rows add up."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence

import numpy as np
import openpyxl
import pandas as pd
import pytest
from plotly import graph_objects

from dashboard import queries
from dashboard.charts import map as world_map
from dashboard.charts import theme
from dashboard.content import files, provenance
from dashboard.content.panel import Panel
from dashboard.content.readable import Readable
from dashboard.db import Reader
from dashboard.pages import PAGES
from dashboard.words import language
from tests.dashboard.made import make

# Views of a page that differ in what is drawn; each is what an address would ask for.
VIEWS = [
    ("overview", {}),
    ("overview", {"importer": "KOR", "basis": "quantity", "china": "plus", "year": "2015", "stage": "refined"}),
    ("mineral", {}),
    ("mineral", {"mineral": "gallium", "basis": "quantity"}),
    ("country", {}),
    ("country", {"country": "JPN", "role": "importer", "basis": "quantity"}),
    ("compare", {}),
    ("compare", {"view": "lines", "basis": "quantity"}),
    ("compare", {"view": "map"}),
    ("compare", {"view": "changes", "definition": "crma65"}),
    ("diversification", {}),
    ("commitments", {}),
    ("commitments", {"part": "commitments"}),
    ("commitments", {"part": "controls"}),
    ("commitments", {"part": "claims"}),
    ("commitments", {"part": "context"}),
    ("commitments", {"record": "P01"}),
    ("data", {}),
    ("diversification", {"question": "trend"}),
    ("diversification", {"question": "upstream"}),
    ("diversification", {"question": "detours"}),
    ("diversification", {"question": "league"}),
    ("diversification", {"question": "cut"}),
    ("commitments", {"part": "commitments", "show": "timeline"}),
    ("commitments", {"part": "commitments", "show": "map"}),
    ("commitments", {"part": "controls", "show": "timeline"}),
    ("overview", {"lang": "ja"}),
    ("mineral", {"lang": "ja", "mineral": "lithium"}),
]
# Panels that draw the whole trade of a series in value_usd, so that the published rows of the series add up to it.
WHOLE = {
    "overview",
    "overview_change",
    "overview_baskets",
    "overview_apart",
    "country_exports",
    "country_imports",
    "mineral_flows",
}
# Pages of which closed parts are looked at too.
EVERYTHING = {"mineral", "diversification", "data"}
MOST_ROWS = 5000
HUES = {
    *theme.AREAS_OF_CHINA.values(),
    theme.ACCENT,
    # Not colours: the page and the text of the reader's theme.
    theme.PAGE,
    theme.TEXT,
    *(colour for _place, colour in world_map.SCALE),
}
SAMPLES = 4


def same(drawn: pd.Series, read: pd.Series, name: str) -> None:
    """Numbers equal to the last digit that a file keeps, text to the letter, missing where missing."""
    assert list(read.isna()) == [empty(value) for value in drawn], name
    for before, after in zip(drawn, read, strict=True):
        if empty(before):
            continue
        if isinstance(before, bool | np.bool_):
            assert str(after).lower() == str(before).lower(), name
        elif isinstance(before, int | float | np.number):
            assert float(after) == pytest.approx(float(before), rel=1e-14, abs=0), name
        elif isinstance(before, str):
            assert str(after) == str(files.neutralise(before)), name


def empty(value: object) -> bool:
    if isinstance(value, str):
        return value == ""
    return (pd.api.types.is_scalar(value) and bool(pd.isna(value))) or (
        pd.api.types.is_list_like(value) and len(list(value)) == 0
    )


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    language.set_language("en")


@pytest.mark.parametrize(("page", "query"), VIEWS, ids=lambda value: str(value).strip("{}").replace("'", ""))
def test_every_panel(reader: Reader, page: str, query: dict[str, str], subtests: pytest.Subtests) -> None:
    entry = next(one for one in PAGES if one.path == page)
    language.set_language(query.get("lang", "en"))
    view = make(entry, reader, everything=page in EVERYTHING, **query)
    assert view.notices == ()
    made = view.panels
    assert made
    assert len({entry.panel_id for entry in made}) == len(made)
    assert sum(len(entry.frame) for entry in made) <= MOST_ROWS
    for entry in made:
        with subtests.test(panel=entry.panel_id):
            check_sources(entry, reader)
            check_files(entry, reader, query.get("lang", "en"))
            check_rows(entry)
            check_colours(entry)
            check_drawing(entry)


def check_colours(entry: Panel) -> None:
    """China's hue, the accent, greys, the sequential scale of the map, or nothing: no other colour is drawn."""
    if entry.figure is None:
        return
    drawn = json.loads(entry.figure.to_json())
    drawn["layout"].pop("template", None)
    for colour in set(colours(drawn)):
        assert colour in HUES or is_grey(colour) or rgb(colour) in {rgb(hue) for hue in HUES}, colour
    # White is for numbers in dark cells and parts; anything else that is white would be seen on the dark theme only.
    assert not set(colours(drawn, skip="textfont")) & {"#ffffff", "white"}


def check_drawing(entry: Panel) -> None:
    """The chart library knows every value of the figure, and nothing stands where a picture would cut it off."""
    figure = entry.figure
    if figure is None:
        return
    graph_objects.Figure(figure.to_dict())  # raises ValueError with the name of what it does not know
    for note in figure.layout.annotations or ():
        assert note.xref != "paper" or 0 <= note.x <= 1.01, note.text
    for trace in figure.data:
        assert trace.type != "bar" or trace.textposition != "outside" or trace.cliponaxis is False, trace.name
    beside = [note.text for note in figure.layout.annotations or () if note.xref == "paper" and note.x > 1]
    lines = [line for text in beside for line in re.sub("<span.*?</span>", "M", text).split("<br>")]
    assert max(map(theme.letters, lines), default=0) * theme.LETTER <= figure.layout.margin.r


def colours(drawn: object, key: str = "", skip: str = "") -> Iterator[str]:
    """Every colour in a figure, wherever it stands but in what is skipped."""
    if isinstance(drawn, dict):
        for name, value in drawn.items():
            if name != skip:
                yield from colours(value, name, skip)
    elif isinstance(drawn, list):
        for value in drawn:
            yield from colours(value, key, skip)
    elif isinstance(drawn, str) and (key.endswith("color") or key == "colorscale"):
        yield drawn


def rgb(colour: str) -> tuple[int, ...]:
    if colour.startswith("rgba("):
        return tuple(int(part) for part in colour.removeprefix("rgba(").split(",")[:3])
    assert re.fullmatch("#[0-9a-f]{6}", colour), colour
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def is_grey(colour: str) -> bool:
    """Or white, black and what is clear."""
    return max(rgb(colour)) - min(rgb(colour)) <= 16


def check_sources(entry: Panel, reader: Reader) -> None:
    sources = provenance.source_ids(entry.frame)
    assert set(reader.ask(queries.FOOTNOTE_SOURCES, source_ids=sources)["source_id"]) == set(sources)
    assert (entry.figure is None) or len(entry.alt) > 20
    assert entry.title and entry.caption and not entry.frame.empty
    assert {column.key for column in entry.columns} <= set(entry.drawn)


def check_files(entry: Panel, reader: Reader, language: str) -> None:
    """The very values of the frame, read again from the bytes of the download, and the table as drawn."""
    package = files.package(entry, reader, language, "http://host/")
    read = pd.read_csv(
        io.BytesIO(files.to_csv(package)), encoding="utf-8-sig", dtype=str, keep_default_na=False, na_values=[""]
    )
    book = openpyxl.load_workbook(io.BytesIO(files.to_xlsx(package)), read_only=True)
    assert book.sheetnames == ["Data", "Columns", "All columns", "Metadata", "Sources"]
    whole, drawn = sheet(book, "All columns"), sheet(book, "Data")
    assert list(whole.columns) == list(entry.frame.columns) and len(whole) == len(entry.frame)
    for name in entry.frame.columns:
        same(entry.frame[name], whole[name], name)
    check_table(package.table, drawn, list(drawn.columns))
    check_table(package.readable, read, list(read.columns))
    assert len(drawn) == len(entry.drawn) and len(read) == len(entry.frame)
    plain = {one.name for one in package.readable if one.plain}
    assert list(read.columns)[len(package.readable) :] == [name for name in entry.frame if name not in plain]
    for name in list(read.columns)[len(package.readable) :]:
        same(entry.frame[name], read[name], name)
    described = {row[2] for row in book["Columns"].iter_rows(values_only=True)}
    assert set(entry.frame.columns) <= described, "every column of a download is explained"
    headings = [row[0] for row in book["Columns"].iter_rows(min_row=2, values_only=True) if row[0]]
    assert headings == list(drawn.columns)


def sheet(book: openpyxl.Workbook, name: str) -> pd.DataFrame:
    header, *rows = book[name].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=header, dtype=object)


def check_table(columns: Sequence[Readable], read: pd.DataFrame, headings: list[str]) -> None:
    """Headings differ, and each column holds the values, not the print of a number."""
    assert len({heading.casefold() for heading in headings[: len(columns)]}) == len(columns)
    assert len(set(headings)) == len(headings)
    for one, heading in zip(columns, headings, strict=False):
        same(one.values, read[heading], heading)
        assert ("USD" in heading) or one.kind not in ("million_usd", "usd"), heading


def check_rows(entry: Panel) -> None:
    """Published rows open for what is drawn, and add up where the whole of it is drawn."""
    if entry.rows is None:
        return
    assert entry.rows.choices and entry.rows.sql.strip()
    for choice in list(entry.rows.choices)[:SAMPLES]:
        rows = entry.rows.load(choice)
        if not rows.empty:
            provenance.source_ids(rows)
        if entry.panel_id in WHOLE:
            drawn = entry.frame.loc[entry.frame["series_id"] == choice, "value_usd"].sum()
            assert rows["value_usd"].sum() == pytest.approx(drawn, rel=1e-9), choice


def test_every_page_has_a_view_here() -> None:
    assert {page.path for page in PAGES} == {page for page, _query in VIEWS}


def test_a_panel_and_its_download_are_made_without_a_session(reader: Reader) -> None:
    """What a brief or a data address needs: the page, its sentence, a chart and a file, and nobody who looks at it."""
    view = make(next(one for one in PAGES if one.path == "overview"), reader, importer="KOR", year=2020)
    panel = view.panel("overview_change")
    assert "South Korea" in view.answer.sentence
    assert panel.figure is not None and len(panel.figure.data) > 1
    table = pd.read_csv(io.BytesIO(files.to_csv(files.package(panel, reader, "en", "http://host/"))))
    shares = table["China's share: 2020 (0-1)"].tolist()
    assert shares == pytest.approx(panel.frame["china_share"].tolist(), abs=0)
    assert set(table["year"]) == {2020}
