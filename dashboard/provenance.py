"""Where drawn figures come from: source identifiers, footnotes, citations. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


class MissingSources(ValueError):
    """A frame without source_ids was to be drawn."""


def source_ids(frame: pd.DataFrame) -> tuple[str, ...]:
    """All source releases behind a frame, sorted.

    Raises:
        MissingSources: the column source_ids is absent, or a row names no source.
    """
    if "source_ids" not in frame.columns:
        raise MissingSources("A frame without the column source_ids cannot be drawn.")
    unsourced = [row for row, ids in zip(frame.index, frame["source_ids"], strict=True) if not _ids(ids)]
    if unsourced:
        raise MissingSources(f"{len(unsourced)} of {len(frame)} rows name no source, the first is row {unsourced[0]}.")
    return tuple(sorted({source for ids in frame["source_ids"] for source in _ids(ids)}))


def footnotes(sources: pd.DataFrame) -> list[str]:
    """One line per release for the footnote: citation, edition, licence, identifier.

    Args:
        sources: rows of meta.source.
    """
    columns = [sources[name].tolist() for name in ("citation", "edition", "licence", "source_id")]
    return [
        f"{_sentence(cited)} Edition {edition}, {licence}. [{source_id}]"
        for cited, edition, licence, source_id in zip(*columns, strict=True)
    ]


def citation(title: str, data_version: str, built_on: str, url: str, sources: pd.DataFrame) -> str:
    """A plain-text citation of one panel: title, data version and link, then the sources it rests on."""
    head = f"{title}. Critical Minerals Dashboard, data version {data_version}, built {built_on}. {url}"
    return "\n".join([head, "Sources:", *(f"- {line}" for line in footnotes(sources))])


def _ids(cell: object) -> list[str]:
    if isinstance(cell, str) or not isinstance(cell, Iterable):
        return []
    return [source for source in cell if isinstance(source, str) and source]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
