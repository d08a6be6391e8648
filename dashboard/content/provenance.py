"""Where drawn figures come from: source identifiers, footnotes, citations. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

import pandas as pd

_TEX = {letter: f"\\{letter}" for letter in "&%$#_{}"}
_TEX |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


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


def short(sources: pd.DataFrame) -> list[str]:
    """Short names for one line of sources, such as ``USGS MCS 2026``, each once.

    Args:
        sources: rows of meta.source.
    """
    return list(dict.fromkeys(sources["short"]))


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


def bibtex(title: str, data_version: str, built_on: str, url: str, sources: pd.DataFrame) -> str:
    """The same as BibTeX: an entry for what is cited and one for each source.

    Args:
        sources: rows of meta.source.
    """
    own = {"title": title, "howpublished": "Critical Minerals Dashboard", "year": built_on[:4], "url": url}
    note = f"Data version {data_version}, built {built_on}"
    entries = [_entry(f"critical-minerals-{data_version}", {**own, "note": note})]
    for row in sources.to_dict("records"):
        about = {"author": row["producer"], "title": row["title"], "edition": row["edition"], "note": row["citation"]}
        if str(row["url"]).startswith("http"):
            about["url"] = quote(row["url"], safe=":/?#[]@!$&()*+,;=%~-._")
        entries.append(_entry(row["source_id"], about))
    return "\n\n".join(entries)


def _entry(key: str, fields: dict[str, str]) -> str:
    said = [f"  {name} = {{{value if name == 'url' else _tex(value)}}}" for name, value in fields.items()]
    return f"@misc{{{key},\n" + ",\n".join(said) + "\n}"


def _tex(text: str) -> str:
    """Text in which nothing is a command."""
    return "".join(_TEX.get(letter, letter) for letter in text)


def _ids(cell: object) -> list[str]:
    if isinstance(cell, str) or not isinstance(cell, Iterable):
        return []
    return [source for source in cell if isinstance(source, str) and source]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
