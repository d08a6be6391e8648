"""The dashboard can be visited with Chromium."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest

import dashboard

SERVER = Path(dashboard.__file__).parent / "server.py"
PATIENCE_MS = 45_000  # a busy machine is no failure
PHONE = 640  # pixels; up to this width the filters are folded
# A promise that is kept when the server has run something and is done; at the latest after two seconds.
NEXT_RUN = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  window.nextRun = new Promise((done) => {
    let ran = false;
    new MutationObserver((_changes, watcher) => {
      if (app.dataset.testScriptState !== "notRunning") ran = true;
      else if (ran) { watcher.disconnect(); done(); }
    }).observe(app, { attributes: true });
    setTimeout(done, 2000);
  });
}"""
RESTS = "!document.querySelector('[data-testid=stSkeleton], [data-testid=stStatusWidget], [data-stale=true]')"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser on a busy machine can miss a moment, but not two; pytest's last lines say what was tried again."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass
class Visit:
    """A page and what it asked for, or complained about, while it was open."""

    page: object
    expect: Callable[..., object]
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.errors.append(f"failed {request.url}"))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def open(self, address: str, drawn: str = ".data-table tbody tr", filters: str = ".st-key-importer input") -> None:
        """Go there and wait until the first of what is to be drawn and the filters, or their fold, are there."""
        self.page.goto(address)
        self.page.locator(drawn).first.wait_for(timeout=PATIENCE_MS)
        folded = self.page.viewport_size["width"] <= PHONE
        self.page.locator(".fold-line" if folded else filters).first.wait_for()
        self.loaded()

    def rest(self) -> None:
        """Wait until nothing runs and nothing drawn is out of date."""
        self.page.wait_for_function(RESTS)

    def loaded(self) -> None:
        """Wait until the page has all parts of its script: until then what comes after one on its way is hidden."""
        self.page.wait_for_function("document.readyState === 'complete' && !document.getElementById('loading.css')")

    def answer(self) -> str:
        return self.page.locator("#answer .answer").inner_text()

    def settle(self, words: str) -> None:
        """Wait until the sentence says so."""
        self.expect(self.page.locator("#answer .answer")).to_contain_text(words)
        self.loaded()

    def see(self, panel_id: str) -> object:
        """Scroll to the chart of a panel and wait until it is drawn; a chart is sent when its place comes near."""
        self.page.locator(f".st-key-place_{panel_id}, .st-key-figure_{panel_id}").first.scroll_into_view_if_needed()
        chart = self.page.locator(f".st-key-figure_{panel_id} .js-plotly-plot")
        chart.locator(".main-svg").first.wait_for()
        return chart

    def menu(self, panel_id: str) -> object:
        """One click: the menu of a panel, with all that it holds."""
        self.page.locator(f".st-key-menu_{panel_id} button").click()
        body = self.page.locator("[data-testid=stPopoverBody]")
        body.locator("[data-testid=stCode] code").nth(2).wait_for()
        return body

    def close_menu(self) -> None:
        """Close it and wait until the server has heard of it: a menu opened again before that is emptied once more."""
        self.page.evaluate(NEXT_RUN)
        self.page.keyboard.press("Escape")
        self.expect(self.page.locator("[data-testid=stPopoverBody]")).to_have_count(0)
        self.page.evaluate("window.nextRun")
        self.rest()

    def take(self, panel_id: str, kind: str) -> object:
        """Two clicks: the menu and a picture (png, svg) or a file (xlsx, csv, parquet, json); the download."""
        body = self.menu(panel_id)
        picture = kind in ("png", "svg")
        button = f"[data-picture={kind}]" if picture else f".st-key-download_{panel_id}_{kind} button"
        with self.page.expect_download() as waiting:
            body.locator(button).click()
        self.close_menu()
        return waiting.value

    def data(self, panel_id: str) -> pd.DataFrame:
        """What a panel holds, under the names of its columns, from its JSON."""
        return pd.DataFrame(json.loads(Path(self.take(panel_id, "json").path()).read_text("utf-8"))["data"])

    def words(self, panel_id: str) -> list[str]:
        """Link, citation and BibTeX of a panel."""
        said = self.menu(panel_id).locator("[data-testid=stCode] code").all_inner_texts()
        self.close_menu()
        return [text.strip() for text in said]

    def rows(self, panel_id: str) -> object:
        """Two clicks: the window with the source rows of a panel."""
        self.menu(panel_id).locator(f".st-key-rows_{panel_id} button").click()
        dialog = self.page.get_by_role("dialog", name="Source rows")
        dialog.locator(".data-table tbody tr").first.wait_for()
        return dialog

    def close_rows(self) -> None:
        """Escape closes what lies below, the menu that the window came from, and then the window."""
        window = self.page.get_by_role("dialog", name="Source rows")
        self.close_menu()
        self.page.keyboard.press("Escape")
        self.expect(window).to_have_count(0)

    def notes(self, panel_id: str) -> str:
        """What the closed notes of a panel say."""
        return self.page.locator(f".st-key-panel_{panel_id} details.notes").first.text_content()


@pytest.fixture(scope="session")
def address(dashboard_db: Path) -> Iterator[str]:
    """A running dashboard, on a port of its own."""
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
    server = subprocess.Popen(command, env={**os.environ, "MINERALS_DB": str(dashboard_db)}, cwd=SERVER.parents[1])
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(health: str, server: subprocess.Popen) -> None:
    for _ in range(300):
        assert server.poll() is None, "the dashboard stopped while starting"
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the dashboard did not become healthy")


@pytest.fixture(scope="session")
def chromium() -> Iterator[tuple[object, Callable[..., object]]]:
    """The system's Chromium, and playwright's way to wait for something; without them the test is skipped."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install it to run the browser tests")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        sync_api.expect.set_options(timeout=PATIENCE_MS)
        yield browser, sync_api.expect
        browser.close()


@pytest.fixture
def visit(chromium: tuple[object, Callable[..., object]], request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A browser window; its width is 1280 unless the test asks for another one."""
    browser, expect = chromium
    width = getattr(request, "param", 1280)
    context = browser.new_context(viewport={"width": width, "height": 800}, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    visit = Visit(context.new_page(), expect)
    visit.watch()
    yield visit
    context.close()
