"""A panel and all that goes with it as a file: CSV, XLSX, Parquet or JSON. Pure: panel in, bytes out.

For a reader, in the units of their headings and in the order drawn:

* XLSX has the sheets Data (the table as drawn: shares as per cent, money with separators, identifiers left out),
  Columns (heading, name, unit and meaning of every column), All columns (the whole frame under its names), Metadata
  and Sources.
* CSV holds every row of the frame: first the columns of the table under their headings, then the columns of the frame
  whose values are not among them, under their names. A share is 0-1, and its heading says so.

For a program: Parquet and JSON hold the whole frame under its names, as does the sheet All columns.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import queries
from dashboard.content import meaning, provenance, readable
from dashboard.content.meaning import Meaning
from dashboard.content.panel import Panel
from dashboard.content.readable import Readable
from dashboard.question import Ask
from dashboard.state.parameter import Parameter
from dashboard.words import language
from dashboard.words.language import N_, Named, _

# A spreadsheet takes a text cell that starts with one of these for a formula or a command.
RISKY_START = ("=", "+", "-", "@", "\t", "\r")
MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}
# What the metadata are called; those not named here are called by their names.
ITEMS = {
    "title": N_("Title"),
    "caption": N_("What is shown"),
    "data_version": N_("Data version"),
    "built_on": N_("Built on"),
    "link": N_("Link"),
    "rows": N_("Rows"),
    "licence": N_("Licence"),
    "language": N_("Language"),
    "question": N_("Question"),
}
_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True)
class Choice:
    """A choice that what is drawn depends on.

    Attributes:
        name: of the parameter, as in an address.
        label: of its filter.
        value: as in an address.
        text: as the filter shows it.
    """

    name: str
    label: str
    value: str
    text: str


@dataclass(frozen=True)
class Package:
    """What one download holds.

    Attributes:
        frame: the rows and values that are drawn, unrounded; units are in the column names.
        metadata: what the reader needs beside the rows, as name and text.
        columns: meaning of the columns, by name.
        sources: one row per source release (columns of meta.source).
        choices: what the panel depends on.
        table: the table as drawn; empty where the frame is all there is.
        readable: its columns for the rows of the frame.
    """

    frame: pd.DataFrame
    metadata: Mapping[str, str]
    columns: Mapping[str, Meaning]
    sources: pd.DataFrame
    choices: Sequence[Choice] = ()
    table: Sequence[Readable] = ()
    readable: Sequence[Readable] = ()


def package(
    panel: Panel,
    ask: Ask,
    lang: str,
    link: str,
    parameters: Sequence[Parameter[Any]] = (),
    values: Mapping[str, Any] | None = None,
) -> Package:
    """All that leaves the page with a panel. May be called in any thread: the language is given.

    Args:
        panel: what is drawn.
        ask: puts questions to the build that the panel was made of.
        lang: language of the page.
        link: address of the view.
        parameters: of the page; those that the panel depends on are named.
        values: by name of the parameter.

    Raises:
        provenance.MissingSources: the frame names no sources.
    """
    context = copy_context()
    context.run(language.set_language, lang)
    return context.run(_package, panel, ask, link, parameters, values or {})


def _package(
    panel: Panel, ask: Ask, link: str, parameters: Sequence[Parameter[Any]], values: Mapping[str, Any]
) -> Package:
    lang: Named = language.named()
    sources = ask(queries.FOOTNOTE_SOURCES, source_ids=provenance.source_ids(panel.frame))
    meanings = meaning.meanings(ask, [*panel.frame.columns, *(one.key for one in panel.columns)], lang)
    table = readable.columns(panel.drawn, panel.columns, meanings)
    long = table
    if panel.layout is not None:
        shown = readable.for_rows_of(panel.frame, panel.columns, meanings, lang)
        long = readable.columns(panel.frame, shown, meanings)
    metadata = {
        "title": panel.title,
        "caption": panel.caption,
        **{f"caveat {number}": caveat for number, caveat in enumerate(panel.caveats, start=1)},
        "data_version": ask.build.data_version,
        "built_on": ask.build.built_on,
        "link": link,
        "rows": str(len(panel.frame)),
        "language": language.language(),
        "licence": "; ".join(f"{name}: {terms}" for name, terms in zip(*_licences(sources), strict=True)),
    }
    wanted = [one for one in parameters if panel.depends is None or one.name in panel.depends]
    choices = [_choice(one, values[one.name], ask) for one in wanted if one.write(values[one.name])]
    return Package(panel.frame, metadata, meanings, sources, choices, table, long)


def file_name(parts: Sequence[object], data_version: str, kind: str) -> str:
    """A file name that explains itself: ``japan_china-share_value_2024_v1a2b3c.csv``."""
    words = [_UNSAFE_IN_NAME.sub("-", str(part)).strip("-.").lower() for part in parts]
    version = _UNSAFE_IN_NAME.sub("-", data_version)
    return f"{'_'.join(word for word in words if word)}_v{version}.{kind}"


def neutralise(value: object) -> object:
    """A text cell that a spreadsheet could run gets a leading apostrophe; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(RISKY_START):
        return f"'{value}"
    return value


def render(package: Package, kind: str) -> bytes:
    """The package as bytes of ``kind``: csv, xlsx, parquet or json."""
    make = {"csv": to_csv, "xlsx": to_xlsx, "parquet": to_parquet, "json": to_json}[kind]
    return make(package)


def to_csv(package: Package) -> bytes:
    """UTF-8 with a byte-order mark (spreadsheets in Japanese need it), one header row, no metadata in the body."""
    said = {one.name for one in package.readable if one.plain}
    rest = [name for name in package.frame.columns if name not in said]
    headings = readable.unique([readable.with_scale(one) for one in package.readable], list(map(str, rest)))
    columns = [*(one.values for one in package.readable), *(package.frame[name] for name in rest)]
    names = [str(neutralise(name)) for name in (*headings, *rest)]
    if not columns:
        return b"\xef\xbb\xbf\n"
    body = pd.concat([_safe(flat(column)) for column in columns], axis=1, keys=range(len(columns)))
    text: str = body.to_csv(index=False, header=names, lineterminator="\n")
    return text.encode("utf-8-sig")


def to_xlsx(package: Package) -> bytes:
    """A workbook as the module says; without a table as drawn, Data holds the frame under its names."""
    from dashboard.content import workbook  # its library is not for the way to the first page

    whole = [Readable(str(name), str(name), "raw", package.frame[name]) for name in package.frame.columns]
    sheets: dict[str, Sequence[Readable]] = {"Data": package.table or whole, "Columns": _texts(_explained(package))}
    if package.table:
        sheets["All columns"] = whole
    return workbook.write(sheets | {"Metadata": _texts(_described(package)), "Sources": _texts(package.sources)})


def to_parquet(package: Package) -> bytes:
    """Parquet; lists stay lists, metadata is in the file's key-value metadata."""
    buffer = io.BytesIO()
    frame = package.frame.copy()
    frame.attrs = {
        "metadata": dict(package.metadata),
        "choices": {one.name: one.value for one in package.choices},
        "columns": {name: one.text for name, one in package.columns.items() if name in frame},
    }
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def to_json(package: Package) -> bytes:
    """An object with metadata, choices, columns, sources and data (one object per row, missing values null)."""
    body = {
        "metadata": dict(package.metadata),
        "choices": [vars(one) for one in package.choices],
        "columns": _records(_explained(package)),
        "sources": _records(package.sources),
        "data": _records(package.frame),
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def _choice(parameter: Parameter[Any], value: Any, ask: Ask) -> Choice:
    labels = parameter.labels(ask)
    several = value if isinstance(value, tuple) else (value,)
    text = ", ".join(str(labels.get(one, one)) for one in several)
    return Choice(parameter.name, _(parameter.label), parameter.write(value), text)


def _licences(sources: pd.DataFrame) -> tuple[list[str], list[str]]:
    return sources["short"].tolist(), sources["licence"].tolist()


def _explained(package: Package) -> pd.DataFrame:
    """Every column: heading and unit in the table as drawn, name and unit in the whole frame, and what it means."""
    rows = []
    for one in package.table:
        known, name = package.columns.get(one.name), one.name if one.name in package.frame else ""
        text = known.text if known else package.metadata.get("caption", "")
        rows.append((one.heading, _unit(one, known), name, known.unit if known and name else "", text))
    drawn = {one.name for one in package.table}
    for name in map(str, package.frame.columns):
        if name not in drawn and name in package.columns:
            rows.append(("", "", name, package.columns[name].unit, package.columns[name].text))
    return pd.DataFrame(rows, columns=["heading", "unit in Data", "name", "unit in All columns", "meaning"])


def _unit(column: Readable, known: Meaning | None) -> str:
    if column.kind == "text":
        return ""
    if column.kind == "million_usd":
        return _("million USD")
    if column.kind == "share":
        return _("share (0-1), shown as per cent")
    return known.unit if known else ""


def _described(package: Package) -> pd.DataFrame:
    """The choices stand where a reader looks for them: below title and caption."""
    rows = [(_(ITEMS[name]) if name in ITEMS else name, text, name, "") for name, text in package.metadata.items()]
    chosen = [(one.label, one.text, one.name, one.value) for one in package.choices]
    place = sum(name in ("title", "caption") for name in package.metadata)
    return pd.DataFrame(
        [*rows[:place], *chosen, *rows[place:]], columns=["item", "text", "name", "value in the address"]
    )


def _texts(frame: pd.DataFrame) -> list[Readable]:
    kinds = {name: "date" if frame[name].dtype.kind == "M" else "text" for name in frame.columns}
    return [Readable(str(name), str(name), kind, frame[name]) for name, kind in kinds.items()]


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    records: list[dict[str, object]] = json.loads(
        frame.to_json(orient="records", date_format="iso", double_precision=15)
    )
    return records


def _is_text(values: pd.Series) -> bool:
    return values.dtype == object or isinstance(values.dtype, pd.StringDtype)


def flat(values: pd.Series) -> pd.Series:
    """Lists as text, because a CSV cell or a sheet cell holds one value."""
    # Only columns of objects hold lists; a column of days cannot even be asked cell by cell.
    if values.dtype != object or not values.map(pd.api.types.is_list_like).any():
        return values
    return values.map(lambda cell: "; ".join(map(str, cell)) if pd.api.types.is_list_like(cell) else cell)


def _safe(values: pd.Series) -> pd.Series:
    return values.map(neutralise, na_action="ignore") if _is_text(values) else values
