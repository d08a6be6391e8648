"""What can go wrong with the data, named for the person who has to mend it."""

from __future__ import annotations

from collections.abc import Iterable


class EtlError(Exception):
    """A problem a user can mend; the command line prints it without a trace and exits with 1.

    Args:
        what: what is wrong, in one sentence.
        file: the file it was found in.
        row: the line or sheet row, counted as an editor shows it (header is 1).
        column: the column.
        todo: what to do about it.
    """

    def __init__(self, what: str, *, file: object = None, row: object = None, column: object = None, todo: str = ""):
        where = ", ".join(
            f"{name} {value}" for name, value in (("file", file), ("row", row), ("column", column)) if value is not None
        )
        self.what, self.file, self.row, self.column, self.todo = what, file, row, column, todo
        super().__init__(" ".join(part for part in (what, f"({where})." if where else "", todo) if part))


class SourceFormatError(EtlError):
    """A release file is not in the publisher's format."""


class UnknownNameError(EtlError):
    """A country, mineral, unit or code is not in the reference lists."""

    @classmethod
    def listing(cls, kind: str, unknown: Iterable[tuple[str, str]], todo: str) -> UnknownNameError:
        """One error for all unknown names: (name, where it was seen)."""
        rows = sorted(set(unknown))
        lines = "\n".join(f"  {name!r} in {where}" for name, where in rows)
        return cls(f"{len(rows)} unknown {kind}:\n{lines}\n", todo=todo)


class CheckFailed(EtlError):
    """One or more checks with severity error found bad rows."""


class DataFileError(EtlError):
    """A committed data file is missing, changed or malformed."""
