"""One source, one module: ``ID``, ``extract(path)`` and ``tidy(raw)``.

``extract`` reads the publisher's own files and changes nothing but the container; ``tidy`` turns that into
:class:`Slice` objects, still with the publisher's names and values. ``etl.refresh`` writes the slices; the build
turns names into identifiers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Slice:
    """What one release contributes to one core table.

    Attributes:
        source_id: the release, as in data/sources.toml.
        table: core table that it feeds, without the schema.
        rows: a pandas DataFrame (written as CSV) or a DuckDB relation (written as Parquet). Columns are those of the
            core table, with ``mineral_label`` and ``country_label`` where the core table has identifiers, and
            without ``source_id``, ``edition`` and ``value_t``, which the build adds.
    """

    source_id: str
    table: str
    rows: Any
