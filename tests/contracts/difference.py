"""What differs between two records of pages, grouped so that a person can read it. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlencode

ABSENT = "(absent)"
DRAWN = ": drawn column "
MOST_EXAMPLES, MOST_KINDS, MOST_LINES, MOST_WIDTH = 3, 4, 80, 220


@dataclass(frozen=True)
class Difference:
    """One field of one page that is not as it was.

    Attributes:
        page: the page.
        query: parameters of its address.
        field: what it is, such as ``panel overview: title``.
        before: as recorded; ABSENT where it is new.
        after: as it is; ABSENT where it is gone.
    """

    page: str
    query: Mapping[str, str]
    field: str
    before: str
    after: str

    @property
    def address(self) -> str:
        """The address that shows it."""
        return f"{self.page}?{urlencode(self.query, safe=',')}" if self.query else self.page


def between(page: str, query: Mapping[str, str], before: Mapping, after: Mapping) -> list[Difference]:
    """The fields that differ between two records of one address."""
    was, now = _fields(before), _fields(after)
    gone = {name.partition(":")[0] for name in was.keys() ^ now.keys() if name.endswith(": is there")}
    # A panel that is gone or new is one difference, not as many as it has fields.
    names = [name for name in dict.fromkeys((*was, *now)) if _on_its_own(name, gone, was, now)]
    return [
        Difference(page, query, name, was.get(name, ABSENT), now.get(name, ABSENT))
        for name in names
        if was.get(name, ABSENT) != now.get(name, ABSENT)
    ]


def summary(differences: Iterable[Difference], whole: bool = False) -> list[str]:
    """Lines: page, field and how often; below it the changed words or figures with addresses that show them.

    Args:
        differences: what changed.
        whole: every field, however many there are.
    """
    by_field: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for one in differences:
        by_field[one.page, one.field].append(one)
    lines = []
    for (page, field), found in by_field.items():
        lines.append(f"{page} · {field} · differs at {len(found)} address{'es' if len(found) > 1 else ''}")
        kinds = Counter(_changed(one.before, one.after) for one in found)
        for (before, after), count in kinds.most_common(MOST_KINDS):
            shown = [one.address for one in found if _changed(one.before, one.after) == (before, after)]
            times = f" ({count} times)" if count > 1 else ""
            lines.append(f"    {_short(before)} → {_short(after)}{times}: {', '.join(shown[:MOST_EXAMPLES])}")
        if len(kinds) > MOST_KINDS:
            lines.append(f"    and {len(kinds) - MOST_KINDS} other changes of this field")
    if len(lines) > MOST_LINES and not whole:
        left = len(lines) - MOST_LINES
        lines = [*lines[:MOST_LINES], f"and {left} more lines; {len(by_field)} fields of pages differ in all"]
    return lines


def _fields(kept: Mapping) -> dict[str, str]:
    """Every field of a record under a name that a person can read."""
    return dict(_flat(kept))


def _flat(kept: Mapping) -> Iterator[tuple[str, str]]:
    if "error" in kept:
        yield "error", kept["error"]
        return
    yield "address", kept["address"]
    for name, said in kept["answer"].items():
        yield name, _text(said)
    for panel in kept["panels"]:
        head = f"panel {panel['id']}"
        yield f"{head}: is there", "there"
        for name in ("title", "caption", "alt", "caveats", "file", "choices", "source_rows", "rows"):
            if name in panel:
                yield f"{head}: {name.replace('_', ' ')}", _text(panel[name])
        for name, meaning in panel["meanings"].items():
            yield f"{head}: meaning of {name}", meaning
        yield f"{head}: order of the columns of the download", panel["order"]
        for name, figures in panel["frame"].items():
            yield f"{head}: figures of {name}", figures
        yield f"{head}: headings", _text([label for label, _first, _cells in panel["drawn"]])
        for number, (label, first, cells) in enumerate(panel["drawn"]):
            again = sum(other == label for other, _first, _cells in panel["drawn"][:number])
            yield f"{head}{DRAWN}{label}{' again' * again}", f"{first} … #{cells}"
        for number, trace in enumerate(panel.get("figure", ()), 1):
            yield f"{head}: trace {number} of the chart", _text(trace)
    yield "order of the panels", ", ".join(panel["id"] for panel in kept["panels"])


def _on_its_own(name: str, gone: set[str], was: Mapping, now: Mapping) -> bool:
    """False for what another difference says already: a field of a panel that is gone, a column of another heading."""
    if name.partition(":")[0] in gone:
        return name.endswith(": is there")
    return DRAWN not in name or (name in was and name in now)


def _text(said: object) -> str:
    return " / ".join(map(str, said)) if isinstance(said, list) else str(said)


def _changed(before: str, after: str) -> tuple[str, str]:
    """Only the words that differ, each change with nothing around it; the same change in many places reads the same."""
    if ABSENT in (before, after):
        return before, after
    was, now = before.split(" "), after.split(" ")
    parts = [step for step in SequenceMatcher(None, was, now, autojunk=False).get_opcodes() if step[0] != "equal"]
    if not parts:
        return before, after
    left = [" ".join(was[start:end]) for _kind, start, end, _from, _to in parts]
    right = [" ".join(now[start:end]) for _kind, _start, _end, start, end in parts]
    return " | ".join(left), " | ".join(right)


def _short(said: str) -> str:
    said = said or "(nothing)"
    return f"“{said}”" if len(said) <= MOST_WIDTH else f"“{said[:MOST_WIDTH]}…”"
