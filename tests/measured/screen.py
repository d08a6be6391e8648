"""What Chromium sees: when the parts of a page have settled, how the layout shifts, what there is to press."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, Playwright

HERE = Path(__file__).parent
COUNTS = (HERE / "counts.js").read_text("utf-8")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 375, "height": 812}, "is_mobile": True, "has_touch": True}
PAGES = ("", "mineral", "diversification", "country", "compare", "commitments", "data")
QUIET_MS = 500
LONG_QUIET_MS = 1500  # while a page loads, it may be waiting for the chart library
PATIENCE_MS = 60_000
YEAR = ".st-key-year input"
SEGMENTS = ".st-key-filters [data-testid=stButtonGroup] button"
# The first chart of a page: how much is drawn in it, and the panel that it stands in.
FIRST_CHART = """() => {
  const chart = document.querySelector(".js-plotly-plot");
  if (!chart) return null;
  const drawn = chart.calcdata || [];
  const cells = (chart._fullData || []).reduce((sum, { z }) => sum + (z?.[0]?.length ? z.length * z[0].length : 0), 0);
  const panel = chart.closest("[class*=st-key-panel_]");
  return {
    kind: chart.data[0].type, traces: drawn.length,
    points: cells || drawn.reduce((sum, trace) => sum + trace.length, 0),
    height: Math.round(chart.getBoundingClientRect().height),
    panel: panel && [...panel.classList].find((one) => one.startsWith("st-key-panel_")),
  };
}"""


def launch(playwright: Playwright) -> Browser:
    """The system's Chromium."""
    if CHROMIUM is None:
        raise SystemExit("no Chromium on this machine")
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@contextmanager
def window(browser: Browser, kind: dict = DESKTOP) -> Iterator[Page]:
    """A window with an empty cache, in which pages are watched."""
    context = browser.new_context(**kind)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(path=HERE / "watch.js")
    page = context.new_page()
    yield page
    context.close()


def visit(page: Page, address: str) -> None:
    """Go there and wait until nothing changes any more."""
    page.goto(address)
    page.locator(f"{YEAR}, {SEGMENTS}").first.wait_for(state="attached")  # filters come last
    watch(page)
    settle(page, LONG_QUIET_MS)


def watch(page: Page, **parts: str) -> None:
    """Note when the first element of each selector changes, and the page as a whole under the name ``whole``."""
    page.evaluate("parts => window.__watch(parts)", parts)


def settle(page: Page, quiet: int = QUIET_MS) -> None:
    """Wait until no script runs and nothing has changed for so many milliseconds."""
    page.wait_for_function("quiet => window.__quiet(quiet)", arg=quiet, polling=50)


def change(page: Page, number: int) -> bool:
    """Use a filter of the page: another year by keyboard, else another segment; False where it has neither."""
    fold = page.locator(".fold-line")  # on a phone the filters are behind one line
    if fold.is_visible():
        fold.click()
    if page.locator(YEAR).first.is_visible():
        page.locator(YEAR).first.click()
        page.keyboard.type(str(2023 - number))
        page.keyboard.press("Enter")
        return True
    segments = page.locator(SEGMENTS)
    if segments.count() > 1:
        segments.nth(1 + number % (segments.count() - 1)).click()
        return True
    return False


def parts(page: Page) -> dict[str, str]:
    """Selectors of the answer, the first chart and its table, as far as the page has them."""
    chart = page.evaluate(FIRST_CHART)
    panel = f".{chart['panel']} " if chart and chart["panel"] else ""
    inside = "[data-testid=stElementContainer]:has({})"
    asked = {"answer": "#answer", "chart": f"{panel}.js-plotly-plot", "table": f"{panel}.data-table"}
    return {
        name: f"{panel if name != 'answer' else ''}{inside.format(selector.removeprefix(panel))}"
        for name, selector in asked.items()
        if page.locator(selector).count()
    }


def changed(page: Page) -> dict[str, float]:
    """Milliseconds from the last input to the last change of each watched part; 0 for what did not change."""
    seen = page.evaluate("window.__seen")
    return {name: max(0.0, when - seen["input"]) for name, when in seen["changed"].items()}


def bare_address(address: str, chart: dict | None) -> str:
    """The bare page with a chart of the size of this one."""
    chart = chart or {"kind": "bar", "traces": 1, "points": 30, "height": 400}
    asked = {name: chart[name] for name in ("kind", "traces", "points", "height")}
    return f"{address}?{urlencode(asked)}"


def first_seen(page: Page, address: str, *selectors: str) -> float:
    """Milliseconds from the navigation until one element of each selector can be seen."""
    page.add_init_script(f"window.__first({list(selectors)!r})")
    page.goto(address)
    page.wait_for_function("window.__seen.drawn !== null", polling=100)
    return page.evaluate("window.__seen.drawn")


def shift(page: Page, since: float = 0) -> float:
    """The sum of the layout shifts that no input has caused within half a second."""
    return sum(value for when, value in page.evaluate("window.__seen.shifts") if when >= since)
