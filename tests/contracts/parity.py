"""The words and figures of the pages, recorded: what a page says may change on purpose only.

``python -m tests.contracts.parity`` compares the pages with the record and prints what differs;
``python -m tests.contracts.parity --record --why "reason"`` takes the pages as they are and adds what changed, and
why, to ``parity/CHANGES.md``. Both read the published build, or the one that ``MINERALS_DB`` names.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from tests.contracts import choices, difference, pages_today, record
from tests.contracts.difference import ABSENT, Difference

RECORDED = Path(__file__).parent / "parity"
PAGES = tuple(choices.CHOICES)
# One choice in so many is in the sample of its kind; a page that costs more is sampled thinner.
EVERY = {"overview": 9, "country": 12, "compare": 9, "mineral": 13, "diversification": 6, "commitments": 12, "data": 1}
CHUNK = 60

Kept = dict[str, tuple[dict[str, str], dict]]


def now(page: str, query: Mapping[str, str]) -> dict:
    """The record of a page as it is; an exception is recorded too, so that one address does not hide the others."""
    try:
        return record.of(pages_today.open_page(page, query))
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def recorded(page: str, folder: Path = RECORDED) -> Kept:
    """The choices of a page and what is recorded of them, by address."""
    path = folder / f"{page}.jsonl.gz"
    if not path.is_file():
        return {}
    lines = map(json.loads, gzip.decompress(path.read_bytes()).decode().splitlines())
    return {urlencode(line["query"]): (line.pop("query"), line) for line in lines}


def write(page: str, kept: Kept, folder: Path = RECORDED) -> None:
    """Write the record of a page; the same record gives the same bytes."""
    folder.mkdir(exist_ok=True)
    lines = [
        json.dumps({"query": query, **line}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        for query, line in kept.values()
    ]
    (folder / f"{page}.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


def sample(kept: Kept, every: int) -> Kept:
    """Some choices of every kind, the first of each among them."""
    seen: dict[str, int] = {}
    taken = {}
    for address, (query, line) in kept.items():
        kind = choices.kind(query)
        if seen.get(kind, 0) % every == 0:
            taken[address] = (query, line)
        seen[kind] = seen.get(kind, 0) + 1
    return taken


def chunks(page: str, everything: bool) -> Iterator[Kept]:
    """The recorded choices of a page, or a sample of them, in parts of about the same size."""
    kept = recorded(page)
    items = list((kept if everything else sample(kept, EVERY[page])).items())
    for start in range(0, len(items), CHUNK):
        yield dict(items[start : start + CHUNK])


def compare(page: str, kept: Kept) -> list[Difference]:
    """What differs between these records and the page as it is."""
    with pages_today.reader():
        return [
            found for query, line in kept.values() for found in difference.between(page, query, line, now(page, query))
        ]


def unrecorded(page: str) -> list[Difference]:
    """Choices that the record lacks, or has though nothing offers them any more."""
    with pages_today.reader():
        offered = {urlencode(query): query for query in choices.of_page(page, pages_today.known())}
    was = recorded(page)
    gone = [Difference(page, was[one][0], "choice", "recorded", ABSENT) for one in was if one not in offered]
    return gone + [Difference(page, offered[one], "choice", ABSENT, "offered") for one in offered if one not in was]


def take(pages: Sequence[str]) -> list[Difference]:
    """Record pages as they are; what changed.

    Raises:
        SystemExit: a page fails; nothing of it is written.
    """
    changed = []
    for page in pages:
        was, kept = recorded(page), {}
        changed += unrecorded(page) if was else []
        with pages_today.reader():
            for query in choices.of_page(page, pages_today.known()):
                address = urlencode(query)
                kept[address] = (query, now(page, query))
                if "error" in kept[address][1]:
                    raise SystemExit(f"{page}?{address} fails and cannot be recorded: {kept[address][1]['error']}")
                if address in was:
                    changed += difference.between(page, query, was[address][1], kept[address][1])
        write(page, kept)
    return changed


def _note(why: str, first: Sequence[str], changed: Sequence[Difference]) -> str:
    """A section of CHANGES.md; pages that were not recorded before are counted only."""
    said = [f"## {datetime.now(UTC):%Y-%m-%d}: {why}"]
    if first:
        counts = ", ".join(f"{page} {len(recorded(page))}" for page in first)
        said.append(f"First record, addresses by page: {counts}.")
    if changed:
        said.append("\n".join(["```", *difference.summary(changed, whole=True), "```"]))
    elif not first:
        said.append("No word and no figure changed.")
    return "\n\n".join(said) + "\n"


HEAD = """# Every word and figure of the pages that changed, each on purpose

Newest last. `python -m tests.contracts.parity --record --why "reason"` adds a section: page, field, before → after.
What begins with # is a hash of figures; the cell before it is the first of its column.
"""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.contracts.parity", description=__doc__)
    parser.add_argument("--record", action="store_true", help="take the pages as they are")
    parser.add_argument("--why", default="", help="the reason, for CHANGES.md; needed with --record")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help=f"of {', '.join(PAGES)}; left out: all")
    asked = parser.parse_args()
    pages = [page for page in PAGES if page in asked.pages] if asked.pages else list(PAGES)
    if set(asked.pages) - set(PAGES):
        parser.error(f"there is no page {', '.join(sorted(set(asked.pages) - set(PAGES)))}; take of {', '.join(PAGES)}")
    if asked.record and not asked.why.strip():
        parser.error('--record needs --why "reason": the list of changes says why each was made')
    started = time.process_time()
    if asked.record:
        notes, first = RECORDED / "CHANGES.md", [page for page in pages if not recorded(page)]
        changed = take(pages)
        text = notes.read_text("utf-8") if notes.is_file() else HEAD
        notes.write_text(text + "\n" + _note(asked.why.strip(), first, changed), "utf-8")
    else:
        changed = []
        for page in pages:
            begun = time.process_time()
            kept = recorded(page)
            changed += [*unrecorded(page), *compare(page, kept)]
            print(f"{page}: {len(kept)} addresses, {time.process_time() - begun:.0f} s of processor time", flush=True)
    print("\n".join(difference.summary(changed)) or "no difference")
    print(f"{time.process_time() - started:.0f} s of processor time")
    sys.exit(bool(changed) and not asked.record)


if __name__ == "__main__":
    main()
