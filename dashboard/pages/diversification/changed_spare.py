"""Spare capacity as a reader changed it, and its way into an address: ``<series>~2024~5~each~KAZ-1200~USA-x``.

The first four parts say what the figures are about: series, year, slack in per cent, and whether the EU counts as one
(``eu``) or not (``each``). Of another view they say nothing, and are ignored there. The other parts are suppliers with
their tonnes; ``x`` stands for an emptied cell, that is unknown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.state.parameter import Parameter
from dashboard.state.texts import TRAILING

MOST_CHANGES = 30
MAX_LENGTH = 600
UNKNOWN = "x"
# Kilograms, and more than any mineral is traded: what is written is read back to the last digit.
DECIMALS, MOST_TONNES = 3, 1e9

_ABOUT = re.compile(r"[a-z0-9_-]{1,60}~[12]\d{3}~\d{1,3}~(eu|each)")
_CHANGE = re.compile(rf"([A-Z0-9]{{2,8}})-({UNKNOWN}|\d{{1,10}}(\.\d{{1,{DECIMALS}}})?)", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Changes:
    """Changed figures, and what they are about.

    Attributes:
        about: series, year, slack and bloc, as ``about`` puts them; empty without changes.
        tonnes: spare tonnes by supplier; None: unknown.
    """

    about: str = ""
    tonnes: tuple[tuple[str, float | None], ...] = field(default=())

    def of(self, about: str) -> dict[str, float | None]:
        """The changes that are about this; none where they are about something else."""
        return dict(self.tonnes) if about == self.about else {}


def about(series: str, year: int, slack: int, as_bloc: bool) -> str:
    """What changes are about, as it stands in an address."""
    return f"{series}~{year}~{slack}~{'eu' if as_bloc else 'each'}"


def changed(
    before: Changes, what: str, computed: Mapping[str, float | None], typed: Mapping[str, float | None]
) -> Changes:
    """The changes with what was typed; a figure as it was calculated is no change.

    Args:
        before: earlier changes; those about something else go.
        what: what they are about.
        computed: calculated tonnes by supplier; None: unknown.
        typed: new tonnes by supplier; None: unknown.
    """
    usable = {supplier: _bounded(tonnes) for supplier, tonnes in typed.items()}
    every = {**before.of(what), **usable}
    kept = [(one, tonnes) for one, tonnes in every.items() if tonnes != _bounded(computed.get(one))]
    return Changes(what, tuple(kept[:MOST_CHANGES])) if kept else Changes()


def _bounded(tonnes: float | None) -> float | None:
    if tonnes is None or math.isnan(tonnes):
        return None
    return round(min(max(0.0, float(tonnes)), MOST_TONNES), DECIMALS)


@dataclass(frozen=True)
class ChangedSpare(Parameter[Changes]):
    """Changed spare capacity; its options are the identifiers of suppliers."""

    def usual(self, allowed: Sequence[Any]) -> Changes:
        """Nothing is changed."""
        return Changes()

    def read(self, given: Sequence[str], allowed: Collection[Any]) -> Changes | None:
        """The changes that an address gives; None where one of them cannot be taken."""
        if len(given) != 1 or len(given[0]) > MAX_LENGTH:
            return None
        parts = given[0].rstrip(TRAILING).split("~")
        what, entries = "~".join(parts[:4]).lower(), parts[4:]
        found = [_CHANGE.fullmatch(entry) for entry in entries]
        tonnes = {one[1].upper(): _tonnes(one[2]) for one in found if one}
        if not _ABOUT.fullmatch(what) or not tonnes or len(tonnes) != len(entries):
            return None
        changes = Changes(what, tuple(tonnes.items()))
        return changes if self.keeps(changes, allowed) else None

    def write(self, value: Changes) -> str:
        """The changes in one word; empty without any."""
        entries = (f"{supplier}-{_as_text(tonnes)}" for supplier, tonnes in value.tonnes)
        return "~".join([value.about, *entries]) if value.tonnes else ""

    def keeps(self, value: object, allowed: Collection[Any]) -> bool:
        """Whether all suppliers are known, and the changes not too many."""
        if not isinstance(value, Changes):
            return False
        return len(value.tonnes) <= MOST_CHANGES and {supplier for supplier, _tonnes in value.tonnes} <= set(allowed)


def _tonnes(text: str) -> float | None:
    return None if text.lower() == UNKNOWN else min(float(text), MOST_TONNES)


def _as_text(tonnes: float | None) -> str:
    return UNKNOWN if tonnes is None else f"{tonnes:.{DECIMALS}f}".rstrip("0").rstrip(".")
