"""Links, back and forward, hostile addresses, and a database that is replaced, missing or broken."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

import dashboard

pytestmark = pytest.mark.browser
SERVER = Path(dashboard.__file__).parent / "server.py"

# Every filter that each page draws, changed from its default.
CHANGED = {
    "": "importer=KOR&year=2020&basis=quantity&stage=refined&china=plus&sort=value",
    "mineral": "importer=KOR&mineral=tungsten&stage=refined&year=2020&basis=quantity&china=plus&section=codes&lang=en",
    "country": "country=KAZ&role=importer&stage=refined&year=2020&basis=quantity&china=plus",
    "compare": "view=changes&year=2020&since=2012&basis=quantity&china=plus&definition=crma65&stage=refined",
    "diversification": "importer=KOR&mineral=tungsten&stage=refined&since=2012&year=2020&basis=quantity&china=plus",
    "commitments": "part=controls&day=2024-06-01",
    "data": "topic=codes",
}
HOSTILE = (
    "importer=%3Cscript%3Ealert(1)%3C/script%3E&mineral='%20or%201=1--&year=99999&stage=&basis=value&basis=quantity"
    "&china=../../etc&topic=__proto__&part=%00&since=-1&view=%F0%9F%92%A3&v=%22%3E%3Cimg%20src=x%3E&unknown=1"
)
NUMBERS = (
    """[...document.querySelectorAll('#answer, .data-table td, .data-table th')].map(cell => cell.innerText.trim())"""
)


def settled(visit, address: str) -> list[str]:
    """Open an address, wait until it rests, and read all that is drawn as text."""
    visit.page.goto(address)
    visit.page.locator("#answer .answer").wait_for(timeout=45_000)
    visit.page.locator(".data-table").first.wait_for(timeout=45_000, state="attached")
    visit.loaded()
    visit.page.locator("#sources").wait_for(timeout=45_000)  # the end of the page
    visit.rest()
    return visit.page.evaluate(NUMBERS)


@pytest.mark.parametrize("page", CHANGED)
def test_a_copied_link_opens_the_same_view_in_a_fresh_browser(visit, chromium, address: str, page: str) -> None:
    drawn = settled(visit, f"{address}{page}?{CHANGED[page]}")
    assert visit.page.locator(".notice").count() == 0
    assert drawn != settled(visit, f"{address}{page}")
    visit.page.goto(f"{address}{page}?{CHANGED[page]}")
    visit.page.locator("[class*=st-key-menu_] button").first.click()
    link = visit.page.locator("[data-testid=stPopoverBody] code").first.inner_text().strip()
    assert link.startswith(f"{address}{page}?") and "v=" in link
    fresh = chromium[0].new_context(viewport={"width": 1280, "height": 800})
    other = type(visit)(fresh.new_page(), visit.expect)
    assert settled(other, link) == drawn
    assert other.page.locator(".notice").count() == 0
    fresh.close()


@pytest.mark.parametrize("page", CHANGED)
def test_a_hostile_address_gives_a_notice_and_the_usual_view(visit, address: str, page: str) -> None:
    alerts = []
    visit.page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    drawn = settled(visit, f"{address}{page}?{HOSTILE}")
    said = visit.page.locator(".notice").first.inner_text()
    assert "no usable value" in said and "script" not in said and "1=1" not in said
    assert drawn == settled(visit, f"{address}{page}")
    assert alerts == [] and visit.page.locator("[data-testid=stException]").count() == 0


def test_back_and_forward_between_pages(visit, address: str) -> None:
    first = settled(visit, f"{address}?importer=KOR")
    visit.page.locator(".st-key-navigation a", has_text="Country").click()
    visit.settle("Central Asia")
    assert "importer=KOR" in visit.page.url
    visit.page.go_back()
    visit.settle("South Korea bought")
    visit.page.locator(".st-key-panel_overview .data-table td").first.wait_for()
    assert visit.page.locator("#answer .answer").inner_text() in first[0]
    visit.page.go_forward()
    visit.settle("Central Asia")


@contextmanager
def serving(database: Path) -> Iterator[str]:
    """A dashboard of its own for a database that is going to be replaced or broken."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(SERVER),
        f"--server.port={port}",
        "--server.address=127.0.0.1",
    ]
    server = subprocess.Popen(command, env={**os.environ, "MINERALS_DB": str(database)}, cwd=SERVER.parents[1])
    try:
        for _ in range(300):
            try:
                if urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).read() == b"ok":
                    break
            except OSError:
                pass
            assert server.poll() is None
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_the_first_visit_of_a_fresh_server_opens_any_page(visit, little_build) -> None:
    """Streamlit's older kind of pages must not answer for ours."""
    with serving(little_build.path) as address:
        settled(visit, f"{address}country?country=JPN")
        assert visit.page.locator("[role=dialog]").count() == 0
        assert "Japan" in visit.answer()


def test_a_database_that_is_missing_broken_or_replaced(visit, little_build, tmp_path: Path) -> None:
    """One server through all of it: nothing built, a broken file, a build, and the next build at the next rerun."""
    folder = tmp_path / "build"
    folder.mkdir()
    with serving(folder) as address:
        said = visit.page.locator("#answer")
        visit.page.goto(address)
        visit.expect(said).to_contain_text("python -m etl build", timeout=45_000)
        (folder / "broken.duckdb").write_bytes(b"not a database" * 1000)
        (folder / "CURRENT").write_text("broken.duckdb\n")
        visit.page.reload()
        visit.expect(said).to_contain_text("broken.duckdb cannot be read", timeout=45_000)
        shutil.copy(little_build.path, folder / "one.duckdb")
        shutil.copy(little_build.path, folder / "two.duckdb")
        with duckdb.connect(folder / "two.duckdb") as con:
            con.execute("update meta.build set data_version = 'feedbeef'")
        (folder / "CURRENT").write_text("one.duckdb\n")
        settled(visit, f"{address}data")
        version = little_build.build_id.split("-")[1]
        visit.expect(said).to_contain_text(version)
        (folder / "CURRENT").write_text("two.duckdb\n")
        visit.page.get_by_text("Changes", exact=True).click()
        visit.expect(said).to_contain_text("feedbeef", timeout=45_000)
        assert visit.page.locator("[data-testid=stException]").count() == 0
