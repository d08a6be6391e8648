"""Files of the Mineral Commodity Summaries data releases as sheets: text cells with the line they stand on.

Only the container is read here, with the headings mended; what a cell means is for the other modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from etl.errors import SourceFormatError, UnknownNameError
from etl.sources import _usgs_mcs_terms as terms
from etl.sources._usgs_mcs_mends import FOREIGN_FILES, HEADINGS
from etl.tables import NotCsvError, records

NOTE_LENGTH = 200
_BOILERPLATE = re.compile(r"(estimated\W*|see appendix c for .*|yes)", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """One CSV file.

    Attributes:
        edition: year of the summaries.
        layout: world (a file a chapter, 2023 and 2024), world_table (all chapters, 2025), salient (a file a chapter,
            US figures by year), long (everything in one file, 2026 on).
        stem: the chapter in the file's name; empty for the layouts that hold all chapters.
        file: path in the edition's folder.
        header: headings, trimmed and mended.
        rows: line of the file and its cells, trimmed, as many as there are headings; empty lines are left out.
    """

    edition: int
    layout: str
    stem: str
    file: str
    header: list[str]
    rows: list[tuple[int, list[str]]]

    def column(self, name: str) -> int:
        """Place of a heading.

        Raises:
            SourceFormatError: there is no such heading.
        """
        if name not in self.header:
            raise SourceFormatError(
                f"There is no column {name!r}; the headings are {', '.join(h for h in self.header if h)}.",
                file=self.file, row=1, column=name,
                todo="Compare with the release page; if the publisher renamed it, add the new name to the reader.",
            )  # fmt: skip
        return self.header.index(name)


def read_release(folder: Path) -> list[Sheet]:
    """All sheets of a folder with one edition, or of a folder whose sub-folders hold one edition each.

    Raises:
        SourceFormatError: no edition is found, a part of it is missing, or a file is empty or unreadable.
    """
    if not folder.is_dir():
        raise SourceFormatError("This is not a folder.", file=folder, todo="Give the unpacked data release.")
    editions = [place for place in [folder, *sorted(folder.iterdir())] if place.is_dir() and _members(place)]
    if not editions:
        raise SourceFormatError(
            "No data release of the Mineral Commodity Summaries is here.",
            file=folder,
            todo="Expected world/ and salient/, or MCS<year>_World_Data.csv and salient/, or "
            "MCS<year>_Commodities_Data.csv, in this folder or in sub-folders.",
        )
    return [sheet for place in editions for sheet in _edition(place)]


_WORLD_TABLE, _LONG = "MCS20*_World_Data.csv", "MCS20*_Commodities_Data.csv"


def _members(folder: Path) -> list[tuple[str, Path]]:
    """(layout, file) of one edition; empty where the folder is none."""
    whole = [("world_table", file) for file in folder.glob(_WORLD_TABLE)]
    whole += [("long", file) for file in folder.glob(_LONG)]
    parts = [
        (layout, file)
        for layout in ("world", "salient")
        for file in sorted((folder / layout).glob("*.csv"), key=lambda file: file.name.lower())
    ]
    return whole + parts


def _edition(folder: Path) -> list[Sheet]:
    members = _members(folder)
    found = {layout for layout, _ in members}
    if "long" not in found:
        for part, layouts in {"salient": {"salient"}, "world": {"world", "world_table"}}.items():
            if not found & layouts:
                raise SourceFormatError(
                    f"The {part} tables are missing.", file=folder, todo="Unpack the complete release, all its parts."
                )
    years = {int(match[1]) for _, file in members if (match := re.match(r"mcs(20\d\d)", file.name.lower()))}
    if len(years) != 1:
        raise SourceFormatError(
            f"File names speak of {len(years)} editions: {sorted(years)}.",
            file=folder,
            todo="Keep one edition in a folder, with the publisher's file names.",
        )
    edition = years.pop()
    sheets = (_sheet(edition, layout, file, file.relative_to(folder).as_posix()) for layout, file in members)
    return [sheet for sheet in sheets if not _is_foreign(sheet)]


def _is_foreign(sheet: Sheet) -> bool:
    return FOREIGN_FILES.get((sheet.edition, sheet.file)) == sheet.header[:3]


def _sheet(edition: int, layout: str, file: Path, name: str) -> Sheet:
    lines = _lines(file, name)
    if not lines:
        raise SourceFormatError("The file is empty.", file=name, todo="Download the release again.")
    stem = re.sub(r"^mcs20\d\d-?|_(world|salient)$", "", file.stem.lower()) if layout in ("world", "salient") else ""
    # A spreadsheet program that saved the file again may have named the empty headings.
    header = [re.sub(r"^Unnamed: \d+$", "", heading) for heading in lines[0][1]]
    header = _mended(edition, layout, stem, name, header)
    return Sheet(
        edition, layout, stem, name, header, [(line, _fitted(cells, header, name, line)) for line, cells in lines[1:]]
    )


def _lines(file: Path, name: str) -> list[tuple[int, list[str]]]:
    """Line number and trimmed cells of every line that holds something."""
    blob = file.read_bytes()
    try:
        text = blob.decode("utf-8-sig")
    except UnicodeDecodeError:  # the 2026 release is in Windows code page 1252
        text = blob.decode("cp1252", errors="replace")
    try:
        found = records(text)
    except NotCsvError as error:
        raise SourceFormatError(
            f"The line cannot be read as CSV: {error}.", file=name, row=error.line, todo="Download the release again."
        ) from None
    lines = [(line, [trimmed(cell) for cell in cells]) for line, cells in found]
    return [(line, cells) for line, cells in lines if any(cells)]


def trimmed(text: str) -> str:
    """Without blanks around, with non-breaking and repeated blanks as one blank."""
    return " ".join(text.split())


def _mended(edition: int, layout: str, stem: str, name: str, header: list[str]) -> list[str]:
    header = list(header)
    for mend in HEADINGS:
        if (mend.edition, mend.layout, mend.stem) != (edition, layout, stem):
            continue
        found = header[mend.place] if mend.place < len(header) else None
        if found != mend.found:
            raise SourceFormatError(
                f"Heading {mend.place + 1} is {found!r}, not {mend.found!r}, which was known to be wrong.",
                file=name, row=1, column=mend.holds,
                todo="The publisher may have mended the file: check it and remove the mend in _usgs_mcs_mends.py.",
            )  # fmt: skip
        header[mend.place] = mend.holds
    return header


def _fitted(cells: list[str], header: list[str], name: str, line: int) -> list[str]:
    if any(cells[len(header) :]):
        raise SourceFormatError(
            f"The line has {len(cells)} cells, the heading only {len(header)}.",
            file=name, row=line, todo="Look for an unquoted comma, or download the release again.",
        )  # fmt: skip
    return (cells + [""] * len(header))[: len(header)]


def chapter_of(sheet: Sheet, name: str, row: int = 1) -> str | None:
    """Our name of the chapter; None where it is left out.

    Raises:
        UnknownNameError: the chapter is new to us.
    """
    try:
        return terms.chapter(name)
    except KeyError:
        raise UnknownNameError.listing("chapters", [(name, f"{sheet.file} line {row}")], terms.TODO_CHAPTER) from None


def require_known_chapters(sheets: Iterable[Sheet]) -> None:
    """Look through all sheets before any is read, so that one message lists every new chapter.

    Raises:
        UnknownNameError: a chapter is in neither list of _usgs_mcs_terms.
    """
    seen: dict[str, str] = {}
    for sheet in sheets:
        if sheet.stem:
            seen.setdefault(sheet.stem, f"{sheet.file}")
            continue
        place = sheet.column("COMMODITY" if sheet.layout == "world_table" else "MCS chapter")
        for row, cells in sheet.rows:
            seen.setdefault(cells[place], f"{sheet.file} line {row}")
    unknown = [(name, where) for name, where in seen.items() if not terms.is_known(name)]
    if unknown:
        raise UnknownNameError.listing("chapters", unknown, terms.TODO_CHAPTER)


def whole_year(sheet: Sheet, row: int, column: str, text: str) -> int:
    """A year.

    Raises:
        SourceFormatError: it is none.
    """
    if not re.fullmatch(r"20\d\d", text):
        raise SourceFormatError(
            f"{text!r} is not a year.", file=sheet.file, row=row, column=column, todo="Download the release again."
        )
    return int(text)


def shortened(note: str, first: str = "") -> str | None:
    """The publisher's note without its standing phrases, cut at a word; ``first`` goes in front."""
    parts = [part.strip() for part in note.split(" -- ")]
    text = " ".join([first, *(part for part in parts if not _BOILERPLATE.fullmatch(part))]).strip()
    if len(text) > NOTE_LENGTH:
        text = text[:NOTE_LENGTH].rsplit(" ", 1)[0] + " …"
    return text or None
