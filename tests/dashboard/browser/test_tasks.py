"""Questions of a new reader on the landing page, with the clicks counted and the numbers held against the database."""

from __future__ import annotations

import io
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from dashboard import db
from dashboard.words import formats

pytestmark = pytest.mark.browser
RANKED = ".st-key-panel_overview .data-table tbody tr"
CHANGE = ".st-key-panel_overview_change"


def downloaded(visit, kind: str) -> tuple[str, bytes]:
    """Name and bytes of a file of the panel, two clicks away."""
    taken = visit.take("overview_change", kind)
    return taken.suggested_filename, Path(taken.path()).read_bytes()


def test_which_minerals_japan_buys_mostly_from_china_and_whether_that_falls(
    visit, address: str, dashboard_db: Path
) -> None:
    """No click for the list, one for the order by fall."""
    visit.open(address)
    with duckdb.connect(str(dashboard_db), read_only=True, config=db.SETTINGS) as con:
        ranked = con.execute(
            """select m.name_en, d.stage, d.china_value_share as share
               from mart.import_dependence d
               join ref.trade_series s using (series_id) join ref.mineral m on m.mineral_id = s.mineral_id
               where d.importer_iso3 = 'JPN' and d.year = 2024 and s.is_default and s.purity <> 'BASKET'
                 and d.reason is null and d.china_value_share is not null
               order by share desc"""
        ).df()
    above = ranked[ranked["share"] > 0.5]
    shown = visit.page.locator(RANKED)
    for number in range(len(above)):
        cells = shown.nth(number).locator("th, td").all_inner_texts()
        row = above[(above["name_en"] == cells[0].strip())]
        assert formats.share(row["share"].max()).split()[0] in " ".join(cells) or len(row) > 1
    assert f"{above['name_en'].nunique()} of {ranked['name_en'].nunique()}" in visit.answer()
    assert shown.first.locator("img[alt*='lowest']").count() == 1
    link = shown.first.locator("th a").get_attribute("href")
    assert link.startswith("mineral?") and "mineral=" in link


def test_the_table_of_changes_is_sorted_in_one_choice_and_the_address_keeps_it(visit, address: str) -> None:
    visit.open(f"{address}?sort=fall")
    changes = visit.page.locator(f"{RANKED} td:nth-child(4)").all_inner_texts()
    known = [float(value.replace(formats.MINUS, "-")) for value in changes if value.strip() != formats.NOT_AVAILABLE]
    assert known == sorted(known) and known[0] < 0


def test_a_grade_gives_its_reasons_with_one_click(visit, address: str) -> None:
    visit.open(address)
    grade = visit.page.locator(f"{RANKED} details").first
    grade.locator("summary").click()
    assert grade.locator(".sub").first.is_visible() and len(grade.locator(".sub").first.inner_text()) > 5


def test_chart_and_data_leave_in_at_most_two_clicks(visit, address: str) -> None:
    visit.open(address)
    visit.see("overview_change")
    shown = visit.page.locator(f"{CHANGE} .data-table tbody tr")
    name, body = downloaded(visit, "csv")
    assert name.startswith("japan_china-share-then-and-now_") and name.endswith(".csv")
    assert len(pd.read_csv(io.BytesIO(body))) == shown.count()
    name, body = downloaded(visit, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
    assert book.sheetnames == ["Data", "Columns", "All columns", "Metadata", "Sources"]
    name, body = downloaded(visit, "png")
    assert name.endswith(".png") and body.startswith(b"\x89PNG")
    name, body = downloaded(visit, "svg")
    assert name.endswith(".svg") and body.startswith(b"<svg")
    said = visit.words("overview_change")
    assert said[0].startswith(f"{address}?") and "@misc{" in said[2]
    assert [error for error in visit.errors if "404" not in error] == []
