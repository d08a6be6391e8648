"""What is committed under data/: the releases of sources.toml, their slices and the reference lists."""

from __future__ import annotations

import hashlib
import os
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from etl import tables
from etl.errors import DataFileError

FIELDS = (
    "producer",
    "title",
    "short",
    "edition",
    "citation",
    "url",
    "licence",
    "may_ship",
    "accessed_on",
    "source_family",
    "rank",
)
MOST_OF_A_SHORT_NAME = 32
OPTIONAL = ("period", "next_release", "note")


def data_folder() -> Path:
    """The data folder: $MINERALS_DATA, or data/ beside the package."""
    return Path(os.environ.get("MINERALS_DATA") or Path(__file__).parents[1] / "data")


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@dataclass(frozen=True)
class SliceEntry:
    """One committed file of a release. ``path`` is relative to the data folder."""

    path: str
    table: str
    sha256: str
    rows: int
    previous_rows: int | None = None


@dataclass(frozen=True)
class Release:
    """One block of sources.toml."""

    source_id: str
    module: str | None
    about: dict[str, object]
    slices: tuple[SliceEntry, ...] = field(default=())
    folder: Path | None = None

    @property
    def sha256(self) -> str:
        """One digest for the release: that of its only file, or of the digests of its files in path order.

        The files are its slices or, for the hand-kept lists and the register, the CSV files of ``folder``.
        """
        digests = [entry.sha256 for entry in sorted(self.slices, key=lambda entry: entry.path)]
        if self.folder:
            digests = [sha256(path) for path in sorted(self.folder.glob("*.csv"))]
        return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def read_releases(data: Path) -> list[Release]:
    """All blocks of data/sources.toml, in file order.

    Raises:
        DataFileError: the file is missing, is not TOML, or a block lacks a field.
    """
    path = data / "sources.toml"
    try:
        document = tomlkit.parse(path.read_text("utf-8")).unwrap()
    except FileNotFoundError:
        raise DataFileError("There is no list of sources.", file=path, todo="Restore it from the repository.") from None
    except TOMLKitError as error:
        raise DataFileError(f"The list of sources is not valid TOML: {error}.", file=path, todo="Mend it.") from None
    releases = [_release(path, source_id, block) for source_id, block in document.items()]
    _refuse_mixed_ranks(path, releases)
    _refuse_unclear_names(path, releases)
    return releases


def _refuse_mixed_ranks(path: Path, releases: list[Release]) -> None:
    """A family has one rank and a rank one family, or nobody could say which figure is read."""
    first: dict[tuple[str, object], Release] = {}
    for release in releases:
        about = release.about
        for key, value in (("source_family", "rank"), ("rank", "source_family")):
            other = first.setdefault((key, about[key]), release)
            if other.about[value] != about[value]:
                raise DataFileError(
                    f"{other.source_id} and {release.source_id} have the {key} {about[key]} and not the same {value}.",
                    file=path, todo="Give every family one rank that no other family has.",
                )  # fmt: skip


def _refuse_unclear_names(path: Path, releases: list[Release]) -> None:
    """A short name fits into one line of sources beside others, and no two releases share one."""
    owners: dict[str, str] = {}
    for release in releases:
        short = str(release.about["short"])
        if len(short) > MOST_OF_A_SHORT_NAME or short != " ".join(short.split()):
            raise DataFileError(
                f"The short name of {release.source_id} is not one line of at most {MOST_OF_A_SHORT_NAME} characters.",
                file=path, todo="Write publisher, work and edition, such as USGS MCS 2026.",
            )  # fmt: skip
        other = owners.setdefault(short, release.source_id)
        if other != release.source_id:
            raise DataFileError(
                f"{other} and {release.source_id} have the same short name.",
                file=path, todo="Name the edition in each.",
            )  # fmt: skip


def _release(path: Path, source_id: str, block: object) -> Release:
    if not isinstance(block, dict):
        raise DataFileError(f"{source_id} stands outside a block.", file=path, todo="Put it under a [source].")
    missing = [name for name in FIELDS if block.get(name) in (None, "")]
    if missing:
        raise DataFileError(
            f"Source {source_id} lacks {', '.join(missing)}.", file=path, todo=f"Add it to the block [{source_id}]."
        )
    if not isinstance(block["accessed_on"], date):
        raise DataFileError(
            f"accessed_on of {source_id} is not a date.", file=path, todo="Write it as 2026-11-23, without quotes."
        )
    if not isinstance(block["may_ship"], bool):
        raise DataFileError(f"may_ship of {source_id} is not true or false.", file=path, todo="Write one, unquoted.")
    if type(block["rank"]) is not int:
        raise DataFileError(f"rank of {source_id} is not a whole number.", file=path, todo="Write one, unquoted.")
    about = {name: block.get(name) for name in FIELDS + OPTIONAL}
    try:
        slices = tuple(SliceEntry(**entry) for entry in block.get("slices", []))
    except TypeError:
        needed = ", ".join(name for name in SliceEntry.__dataclass_fields__ if name != "previous_rows")
        raise DataFileError(
            f"A slice of {source_id} is not described in full.", file=path, todo=f"It needs {needed}, nothing else."
        ) from None
    folder = path.parent / block["folder"] if "folder" in block else None
    return Release(source_id, block.get("module"), about, slices, folder)


def verify_slices(data: Path, releases: list[Release]) -> None:
    """Refuse to build from a slice that is missing or is not the one that was recorded."""
    for release in releases:
        for entry in release.slices:
            path = data / entry.path
            if not path.is_file():
                raise DataFileError("A recorded slice is missing.", file=path, todo="Restore it or refresh the source.")
            if sha256(path) != entry.sha256:
                raise DataFileError(
                    "The slice is not the file recorded in sources.toml (sha256 differs).",
                    file=path,
                    todo=f"Do not edit slices: run `python -m etl refresh {release.module}`, or restore the file; "
                    "known upstream errors belong in data/corrections.csv.",
                )


def record_slices(data: Path, source_id: str, entries: list[SliceEntry]) -> list[SliceEntry]:
    """Write path, sha256 and row count of fresh slices into sources.toml, keeping the old row count beside it.

    Returns:
        The entries as recorded.
    """
    path = data / "sources.toml"
    document = tomlkit.parse(path.read_text("utf-8"))
    block = document[source_id]
    before = {entry["path"]: entry for entry in block.get("slices", [])}
    tables = tomlkit.aot()
    recorded = []
    for entry in entries:
        old = before.get(entry.path)
        if old is not None:
            same = old["sha256"] == entry.sha256
            entry = replace(entry, previous_rows=old.get("previous_rows") if same else old["rows"])
        table = tomlkit.table()
        table.update({name: value for name, value in asdict(entry).items() if value is not None})
        tables.append(table)
        recorded.append(entry)
    block["slices"] = tables
    temporary = path.with_suffix(".toml.tmp")
    temporary.write_text(tomlkit.dumps(document), "utf-8")
    temporary.replace(path)
    return recorded


def hs6_codes(hs_edition: str, data: Path | None = None) -> set[str]:
    """The six-digit codes of our minerals in one HS edition that a committed release is meant to hold."""
    codes = tables.read_table((data or data_folder()) / "reference" / "hs_codes.csv")
    wanted = (codes["hs_edition"] == hs_edition) & (codes["in_extract"] == "true")
    return set(codes.loc[wanted, "hs6"])
