"""Figures of the pages beside a bare Streamlit page with one chart: ``python tests/bench_pages.py``.

Every figure is measured in turn with the one that it is divided by, so that a busy machine slows both down; a ratio is
the median of the ratios of the turns. Targets are printed beside; nothing is judged. ``MINERALS_DB`` names the
database, else data/build. Needs Linux (processor time), Chromium and the dev dependencies.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from measured import screen, servers, viewers
from measured.servers import Server
from playwright.sync_api import Page, sync_playwright

REPO = Path(__file__).parents[1]
MEASURES = ("filter", "cold", "shift", "count", "processor")
FILTERED = ("", "mineral", "diversification", "country")
SETTLED_FIRST, SETTLED_WHOLE, COLD, SHIFT, HALF, THIRD, PRESSES = 1.3, 2.0, 0.9, 0.1, 1 / 2, 1 / 3, 12


def named(path: str) -> str:
    return path or "overview"


def ratio(ours: Sequence[float], others: Sequence[float]) -> float:
    """The median of the ratios of what was measured in turn."""
    return statistics.median(mine / other for mine, other in zip(ours, others, strict=True))


def told(values: Sequence[float]) -> dict[str, float]:
    return {"median_ms": round(statistics.median(values)), "min_ms": round(min(values))}


def show(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table in columns."""
    lines = [[str(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(len(line[number]) for line in lines) for number in range(len(heads))]
    print(f"\n{title}")
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def measure_filter(ours: Server, bare: Server, reps: int) -> list[dict]:
    """Time after another year was chosen: answer, first chart and its table; the whole page; the bare page's chart."""
    found = []
    with sync_playwright() as playwright, screen.launch(playwright) as browser:
        for path in FILTERED:
            with screen.window(browser) as page, screen.window(browser) as other:
                screen.visit(page, ours.address + path)
                screen.watch(page, **screen.parts(page))
                chart = page.evaluate(screen.FIRST_CHART)
                screen.visit(other, screen.bare_address(bare.address, chart))
                screen.watch(other, chart=".js-plotly-plot")
                turns = [(_after(other, turn), _after(page, turn)) for turn in range(reps + 1)][1:]
            bares = [seen["chart"] for seen, _ in turns]
            one = {"page": named(path), "chart_size": chart, "bare": told(bares)}
            for _, seen in turns:
                seen["first"] = max(seen.get(name, 0) for name in ("answer", "chart", "table"))
            for name in ("answer", "chart", "table", "first", "whole"):
                values = [seen[name] for _, seen in turns if name in seen]
                if len(values) == len(turns):
                    one[name] = {**told(values), "ratio": round(ratio(values, bares), 2)}
            found.append(one)
    names = ("bare", "answer", "chart", "table", "first", "whole")
    show(
        "After a filter: median (least) ms until settled; ratio to the bare chart",
        ("page", *names, "first ratio", "target", "whole ratio", "target"),
        [
            (
                one["page"],
                *(f"{one[name]['median_ms']} ({one[name]['min_ms']})" if name in one else "-" for name in names),
                one["first"]["ratio"],
                SETTLED_FIRST,
                one["whole"]["ratio"],
                SETTLED_WHOLE,
            )
            for one in found
        ],
    )
    return found


def _after(page: Page, turn: int) -> dict[str, float]:
    page.bring_to_front()
    if not screen.change(page, turn):
        raise SystemExit(f"no year to choose on {page.url}")
    screen.settle(page)
    return screen.changed(page)


def measure_cold(ours: Server, bare: Server, reps: int) -> dict:
    """Time from the navigation of a new browser until the answer and a table, or the bare chart, can be seen."""
    times: tuple[list[float], list[float]] = ([], [])
    with sync_playwright() as playwright:
        with screen.launch(playwright) as browser, screen.window(browser) as page:
            screen.visit(page, ours.address)
            chart = page.evaluate(screen.FIRST_CHART)
        asked = (
            (screen.bare_address(bare.address, chart), (".js-plotly-plot .main-svg .trace",)),
            (ours.address, ("#answer", ".data-table")),
        )
        for turn in range(reps + 1):
            for kept, (address, selectors) in zip(times, asked, strict=True):
                with screen.launch(playwright) as browser, screen.window(browser) as page:
                    taken = screen.first_seen(page, address, *selectors)
                    if turn:
                        kept.append(taken)
    bares, answers = times
    found = {"bare": told(bares), "answer": told(answers), "ratio": round(ratio(answers, bares), 2)}
    show(
        "Cold landing page: median (least) ms until the answer and a table are in sight, and the bare chart",
        ("bare", "answer", "ratio", "target"),
        [(*(f"{found[n]['median_ms']} ({found[n]['min_ms']})" for n in ("bare", "answer")), found["ratio"], COLD)],
    )
    return found


def measure_shift(ours: Server) -> list[dict]:
    """Layout shift while each page loads, and after a filter (later than half a second after it)."""
    found = []
    with sync_playwright() as playwright, screen.launch(playwright) as browser:
        for path in screen.PAGES:
            for device, kind in (("desktop", screen.DESKTOP), ("phone", screen.PHONE)):
                with screen.window(browser, kind) as page:
                    screen.visit(page, ours.address + path)
                    one = {"page": named(path), "device": device, "load": round(screen.shift(page), 3)}
                    before = page.evaluate("performance.now()")
                    if screen.change(page, 1):
                        screen.settle(page)
                        one["filter"] = round(screen.shift(page, before), 3)
                    found.append(one)
    show(
        f"Layout shift (target below {SHIFT})",
        ("page", "device", "load", "after a filter"),
        [(one["page"], one["device"], one["load"], one.get("filter", "-")) for one in found],
    )
    return found


def measure_count(ours: Server) -> list[dict]:
    """Buttons and links of each page besides navigation, filters and rows, and menus of each panel."""
    found = []
    with sync_playwright() as playwright, screen.launch(playwright) as browser, screen.window(browser) as page:
        for path in screen.PAGES:
            screen.visit(page, ours.address + path)
            found.append({"page": named(path), **page.evaluate(screen.COUNTS)})
    show(
        f"Buttons and links (landing page: at most {PRESSES} on the first screen; each panel: 1 menu)",
        ("page", "first screen", "whole page", "panels", "panels with one menu", "most in a panel"),
        [
            (
                one["page"],
                len(one["first_screen"]),
                len(one["page_words"]),
                len(one["panels"]),
                sum(panel["menus"] == 1 for panel in one["panels"].values()),
                max((panel["presses"] for panel in one["panels"].values()), default="-"),
            )
            for one in found
        ],
    )
    return found


def measure_processor(ours: Server, beside: Server | None, reps: int) -> dict:
    """Processor time of a rerun, all pages mixed, beside another checkout; and of a second viewer of a choice."""
    mine, *others = viewers.mixed([ours, beside] if beside else [ours], viewers=reps, length=25)
    pairs = viewers.first_and_second(ours)  # last: what it leaves in the caches would slow one of the two down
    found: dict = {
        "second": [
            {"address": address, "first_ms": round(1000 * first), "second_ms": round(1000 * second)}
            for address, first, second in pairs
        ],
        "second_ratio": round(sum(second for *_, second in pairs) / sum(first for _, first, _ in pairs), 2),
        "rerun_ms": round(1000 * statistics.mean(mine), 1),
    }
    show(
        "Processor time of a choice that was not asked before, ms",
        ("address", "first viewer", "second viewer", "ratio", "target"),
        [
            (address, round(1000 * first), round(1000 * second), round(second / first, 2), round(THIRD, 2))
            for address, first, second in pairs
        ],
    )
    rows = [("this checkout", found["rerun_ms"], round(1000 * statistics.median(mine), 1), "", "")]
    for other in others:
        found["beside_ms"] = round(1000 * statistics.mean(other), 1)
        found["ratio"] = round(sum(mine) / sum(other), 2)
        rows.append(("the other one", found["beside_ms"], round(1000 * statistics.median(other), 1), "", ""))
        rows.append(("ratio", found["ratio"], round(ratio(mine, other), 2), "target", HALF))
    show(f"Processor time of {len(mine)} reruns, all pages mixed, ms", ("", "mean", "median", "", ""), rows)
    return found


def main() -> None:
    """Measure what is asked for, and print it as tables or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help=f"some of {','.join(MEASURES)}")
    parser.add_argument("--reps", type=int, default=5, help="turns of each measure, and viewers (default 5)")
    parser.add_argument("--beside", type=Path, help="another checkout, whose processor time is measured in turn")
    parser.add_argument("--no-gc", action="store_true", help="the other checkout without Streamlit's own collection")
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")
    given = parser.parse_args()
    asked = given.only.split(",") if given.only else MEASURES
    if unknown := set(asked) - set(MEASURES):
        parser.error(f"no such measure: {', '.join(sorted(unknown))}")
    database = str(Path(os.environ.get("MINERALS_DB") or REPO / "data" / "build").resolve())
    if not Path(database).exists():
        parser.error(f"no database at {database}: build one, or name one with MINERALS_DB")
    found: dict[str, object] = {}
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        ours = running.enter_context(servers.dashboard(REPO, database))
        bare = running.enter_context(servers.bare(folder))
        if "filter" in asked:
            found["filter"] = measure_filter(ours, bare, given.reps)
        if "cold" in asked:
            found["cold"] = measure_cold(ours, bare, given.reps)
        if "shift" in asked:
            found["shift"] = measure_shift(ours)
        if "count" in asked:
            found["count"] = measure_count(ours)
    if "processor" in asked:
        with ExitStack() as running:
            ours = running.enter_context(servers.dashboard(REPO, database))
            options = ("--runner.postScriptGC=false",) if given.no_gc else ()
            other = given.beside and running.enter_context(
                servers.dashboard(given.beside.resolve(), database, *options)
            )
            found["processor"] = measure_processor(ours, other, given.reps)
    if given.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
