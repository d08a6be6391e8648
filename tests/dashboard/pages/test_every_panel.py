"""Every panel of every page: its files hold exactly what is drawn, every row names its sources, and rows add up."""

from __future__ import annotations

import io

import numpy as np
import openpyxl
import pandas as pd
import pytest

from dashboard import queries
from dashboard.content import files, provenance
from dashboard.content.meaning import meanings
from dashboard.content.panel import Panel
from dashboard.db import Reader
from dashboard.pages import PAGES
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


@pytest.mark.parametrize(("page", "query"), VIEWS, ids=lambda value: str(value).strip("{}").replace("'", ""))
def test_every_panel(reader: Reader, page: str, query: dict[str, str], subtests: pytest.Subtests) -> None:
    entry = next(one for one in PAGES if one.path == page)
    view = make(entry, reader, everything=page in EVERYTHING, **query)
    assert view.notices == ()
    made = view.panels
    assert made
    assert len({entry.panel_id for entry in made}) == len(made)
    assert sum(len(entry.frame) for entry in made) <= MOST_ROWS
    for entry in made:
        with subtests.test(panel=entry.panel_id):
            check_sources(entry, reader)
            check_files(entry, reader)
            check_rows(entry)


def check_sources(entry: Panel, reader: Reader) -> None:
    sources = provenance.source_ids(entry.frame)
    assert set(reader.ask(queries.FOOTNOTE_SOURCES, source_ids=sources)["source_id"]) == set(sources)
    assert (entry.figure is None) or len(entry.alt) > 20
    assert set(entry.frame.columns) == set(meanings(reader, entry.frame)), "every column of a download is explained"
    assert entry.title and entry.caption and not entry.frame.empty
    assert {column.key for column in entry.columns} <= set(entry.drawn)


def check_files(entry: Panel, reader: Reader) -> None:
    """The very values of the frame, read again from the bytes of the download."""
    package = files.Package(entry.frame, {"title": entry.title}, meanings(reader, entry.frame), entry.frame.head(0))
    read = pd.read_csv(
        io.BytesIO(files.to_csv(package)), encoding="utf-8-sig", dtype=str, keep_default_na=False, na_values=[""]
    )
    book = openpyxl.load_workbook(io.BytesIO(files.to_xlsx(package)), read_only=True)
    assert book.sheetnames == ["Data", "Metadata", "Sources"]
    header, *rows = book["Data"].iter_rows(values_only=True)
    sheet = pd.DataFrame(rows, columns=header, dtype=object)
    for made in (read, sheet):
        assert list(made.columns) == list(entry.frame.columns)
        assert len(made) == len(entry.frame)
        for name in entry.frame.columns:
            same(entry.frame[name], made[name], name)


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
    sources = reader.ask(queries.FOOTNOTE_SOURCES, source_ids=provenance.source_ids(panel.frame))
    package = files.Package(panel.frame, {"title": panel.title}, meanings(reader, panel.frame), sources)
    table = pd.read_csv(io.BytesIO(files.to_csv(package)))
    assert table["china_share"].tolist() == pytest.approx(panel.frame["china_share"].tolist(), abs=0)
    assert set(table["year"]) == {2020}
