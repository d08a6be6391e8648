"""What a mailed address means: characters that mail programs add, and identifiers in the wrong case."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

# What a sentence puts behind a link and a mail program takes for a part of it.
TRAILING = ".,;:!)]}>\"'"


def as_meant(given: str, allowed: Collection[Any]) -> Any | None:
    """The allowed value that a text stands for: exactly, in another case, or with punctuation behind it."""
    for text in (given, given.rstrip(TRAILING)):
        if not text:
            return None
        for same in (str, lambda value: str(value).casefold()):
            wanted = text if same is str else text.casefold()
            found = [value for value in allowed if same(value) == wanted]
            if len(found) == 1:
                return found[0]
    return None


def as_named(name: str) -> str:
    """The name of a parameter without the rest of an escaped ampersand (``&amp;year=2020`` gives ``amp;year``)."""
    while name.startswith("amp;"):
        name = name.removeprefix("amp;")
    return name
