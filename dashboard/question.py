"""A question: a SQL file, the parameters that it takes, and the shape of a row of its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast, get_args, get_type_hints

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Value = str | int | float | bool | tuple[str, ...] | tuple[int, ...] | None
RowT = TypeVar("RowT")

# What a question can be described with, by name of the parameter; a text where none is named.
EXAMPLES: dict[str, Value] = dict.fromkeys(
    ("year", "since", "first", "last", "from", "to", "first_year", "last_year", "before", "after", "gap", "most"), 2020
)
EXAMPLES |= dict.fromkeys(("importers", "sources", "source_ids", "topics", "scopes"), ("",))
EXAMPLES |= {"years": (2020,), "change": 20, "pooled": False, "as_bloc": False, "day": "2020-01-01"}

_PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)")
_COMMENT = re.compile(r"--[^\n]*")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values; column by column, which is several times faster than ``to_dict`` for wide frames."""
    columns = [frame[name].tolist() for name in frame.columns]
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]


@dataclass(frozen=True)
class Question(Generic[RowT]):
    """One file of SQL, bound to what it takes and what it gives.

    Attributes:
        path: the file.
        row: TypedDict of one row: the columns of the answer and the kind of each.
        takes: names of its parameters; with the build they are the key of the cache.
        example: values to check it with, where those of ``EXAMPLES`` do not do.
    """

    path: Path
    row: type[RowT]
    takes: tuple[str, ...] = ()
    example: tuple[tuple[str, Value], ...] = ()

    @property
    def name(self) -> str:
        """File name without suffix, as shown beside source rows."""
        return self.path.stem

    @cached_property
    def sql(self) -> str:
        """Text of the file."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def named(self) -> frozenset[str]:
        """The parameters that the text names."""
        return frozenset(_PARAMETER.findall(_COMMENT.sub("", self.sql)))

    def examples(self) -> dict[str, Value]:
        """A value for every parameter, of the kind that it takes."""
        return {name: EXAMPLES.get(name, "") for name in self.takes} | dict(self.example)

    @cached_property
    def gives(self) -> dict[str, str]:
        """Columns of the answer, and the kind of each in words."""
        hints = get_type_hints(self.row)
        return {name: str(kind) if get_args(kind) else kind.__name__ for name, kind in hints.items()}

    def parameters(self, choice: object | None, given: Mapping[str, Value]) -> dict[str, Value]:
        """The value of every parameter: as given, else the field of that name of the choice.

        Raises:
            TypeError: a parameter has no value, or a given one is not a parameter.
        """
        unknown = sorted(set(given) - set(self.takes))
        if unknown:
            raise TypeError(f"{self.name} takes {', '.join(self.takes) or 'no parameter'}, not {', '.join(unknown)}")
        # A field of a choice whose name Python keeps for itself, such as ``from``, ends in an underscore.
        fields = {name: name if hasattr(choice, name) else f"{name}_" for name in self.takes if name not in given}
        lacking = [name for name, field in fields.items() if not hasattr(choice, field)]
        if lacking:
            raise TypeError(f"{self.name} needs {', '.join(lacking)}")
        return {name: getattr(choice, fields[name]) if name in fields else given[name] for name in self.takes}

    def rows(self, frame: pd.DataFrame) -> list[RowT]:
        """The rows of an answer, each a mapping with the columns of ``row``."""
        return cast(list[RowT], records(frame))


@dataclass(frozen=True)
class Build:
    """One build: the file and what it says about itself.

    Attributes:
        path: the DuckDB file.
        stamp: time of last change, so that a file replaced under the same name is opened anew.
        data_version: same version, same numbers.
        built_on: day of the build.
    """

    path: str
    stamp: int
    data_version: str
    built_on: str


class Ask(Protocol):
    """Puts questions to one build; the same question with the same values gives the same answer."""

    build: Build

    def __call__(self, question: Question[RowT], choice: object | None = None, /, **given: Value) -> pd.DataFrame:
        """The answer as a frame of its own.

        Args:
            question: what is asked.
            choice: where parameters that are not given are taken from, by name.
            given: values of parameters.
        """

    def together(
        self, questions: Sequence[Question[Any]], choice: object | None = None, /, **given: Value
    ) -> list[pd.DataFrame]:
        """The answers to several questions with the same values, asked at the same time."""

    def reading(self, table_id: str) -> AbstractContextManager[pa.RecordBatchReader]:
        """A whole table, in batches of Arrow, so that it never stands in memory at once.

        Args:
            table_id: schema and name; it must come from the list of tables, not from an address.
        """
