"""An upstream release becomes slices under data/: the only way in for new statistics."""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import ModuleType

import pandas as pd

from etl import catalog, db, sources
from etl.catalog import SliceEntry
from etl.errors import EtlError, SourceFormatError
from etl.sources import Slice

SHRINK_LIMIT = 0.75


def source_names() -> list[str]:
    """The sources that can be refreshed, by the ID of their module."""
    return sorted(module.name for module in pkgutil.iter_modules(sources.__path__) if not module.name.startswith("_"))


def _module(name: str) -> ModuleType:
    if name not in source_names():
        raise EtlError(f"There is no source {name!r}.", todo=f"Known sources: {', '.join(source_names())}.")
    return importlib.import_module(f"etl.sources.{name}")


def refresh(name: str, path: Path, *, data: Path | None = None, accept_smaller: bool = False) -> list[SliceEntry]:
    """Turn a release into slices and record them in sources.toml.

    Args:
        name: source, such as ``usgs_mcs``.
        path: the release: a file or a folder, as the publisher gives it.
        data: data folder; by default the committed one.
        accept_smaller: allow a slice to lose more than a quarter of its rows.

    Returns:
        The recorded slices. Nothing is written unless every slice could be made.

    Raises:
        EtlError: the release is missing, malformed, unknown, or suspiciously smaller than the one before.
    """
    data = data or catalog.data_folder()
    module = _module(name)
    if not path.exists():
        raise EtlError("There is no such file or folder.", file=path, todo="Give the release as downloaded.")
    if path.is_file() and path.stat().st_size == 0:
        raise SourceFormatError("The file is empty.", file=path, todo="Download the release again.")
    releases = {release.source_id: release for release in catalog.read_releases(data)}
    opened = module.extract(path)
    manager = opened if isinstance(opened, AbstractContextManager) else nullcontext(opened)
    written: list[tuple[Slice, Path, Path, int]] = []
    temporary_files: list[Path] = []
    try:
        with manager as raw:
            for slice_ in module.tidy(raw):
                _require_block(releases, slice_.source_id, data)
                final = _target(data, slice_)
                temporary = final.with_name(final.name + ".tmp")
                temporary_files.append(temporary)
                written.append((slice_, temporary, final, _write(slice_, temporary)))
        for slice_, _, final, rows in written:
            _refuse_shrunk(releases, slice_, final, rows, data, accept_smaller)
    except BaseException:
        for temporary in temporary_files:
            temporary.unlink(missing_ok=True)
        raise
    return _publish(data, written)


def _publish(data: Path, written: list[tuple[Slice, Path, Path, int]]) -> list[SliceEntry]:
    by_source: dict[str, list[SliceEntry]] = {}
    for slice_, temporary, final, rows in written:
        temporary.replace(final)
        entry = SliceEntry(final.relative_to(data).as_posix(), slice_.table, catalog.sha256(final), rows)
        by_source.setdefault(slice_.source_id, []).append(entry)
    return [
        entry for source_id, entries in by_source.items() for entry in catalog.record_slices(data, source_id, entries)
    ]


def _require_block(releases: dict[str, catalog.Release], source_id: str, data: Path) -> None:
    if source_id not in releases:
        raise EtlError(
            f"This is release {source_id}, which sources.toml does not list.",
            file=data / "sources.toml",
            todo=f"Add a block [{source_id}] with its edition, citation, licence and date, then refresh again.",
        )


def _target(data: Path, slice_: Slice) -> Path:
    kind = "csv" if isinstance(slice_.rows, pd.DataFrame) else "parquet"
    return data / "slices" / slice_.source_id / f"{slice_.table}.{kind}"


def _write(slice_: Slice, path: Path) -> int:
    """Write a slice and return its row count; frames become CSV, relations stream into Parquet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(slice_.rows, pd.DataFrame):
        slice_.rows.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        rows = len(slice_.rows)
    else:
        slice_.rows.write_parquet(str(path), compression="zstd", row_group_size=122_880)
        with db.connect() as con:
            rows = con.execute("select count(*) from read_parquet(?)", [str(path)]).fetchall()[0][0]
    if rows == 0:
        raise SourceFormatError(
            f"The release gives no row for {slice_.table}.", file=slice_.source_id, todo="Is this the right file?"
        )
    return rows


def _refuse_shrunk(releases, slice_: Slice, final: Path, rows: int, data: Path, accept_smaller: bool) -> None:
    path = final.relative_to(data).as_posix()
    before = next((entry.rows for entry in releases[slice_.source_id].slices if entry.path == path), None)
    if before and rows < before * SHRINK_LIMIT and not accept_smaller:
        raise EtlError(
            f"The new slice has {rows:,} rows, the one before had {before:,}.",
            file=path,
            todo="Check the release; if it really is smaller, refresh again with --accept-smaller.",
        )
