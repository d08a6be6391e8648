"""Baseline flows: who ships how many tonnes to whom before anything is cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dashboard.words.language import _


class ScenarioError(ValueError):
    """An input that the scenario cannot use; the message is meant for the reader of the page."""


@dataclass(frozen=True)
class Flows:
    """Flows of one mineral, one stage and one year, sorted by supplier and importer.

    Attributes:
        supplier: identifier of the supplier of each flow, shape (n,).
        importer: identifier of the importer of each flow, shape (n,).
        tonnes: gross tonnes of each flow, finite and at least 0, shape (n,).
        value_usd: US dollars of each flow, NaN where unknown, shape (n,).
        value_without_tonnes_usd: US dollars of flows left out because their tonnes are unknown.
        own_trade_t: tonnes left out because supplier and importer are the same area (re-imports, trade inside a bloc).

    Raises:
        ScenarioError: arrays of different length, no flow, a negative or unknown tonnage, a pair twice, a self-flow.
    """

    supplier: np.ndarray
    importer: np.ndarray
    tonnes: np.ndarray
    value_usd: np.ndarray | None = None
    value_without_tonnes_usd: float = 0.0
    own_trade_t: float = 0.0
    suppliers: tuple[str, ...] = field(init=False)
    importers: tuple[str, ...] = field(init=False)
    supplier_index: np.ndarray = field(init=False)
    importer_index: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        supplier, importer = np.asarray(self.supplier, dtype=str), np.asarray(self.importer, dtype=str)
        tonnes = np.asarray(self.tonnes, dtype=float)
        value = np.full(len(tonnes), np.nan) if self.value_usd is None else np.asarray(self.value_usd, dtype=float)
        _check(supplier, importer, tonnes, value)
        # Sorted, so that the order of the rows cannot change which of several equally good allocations is found.
        order = np.lexsort((importer, supplier))
        for name, array in (("supplier", supplier), ("importer", importer), ("tonnes", tonnes), ("value_usd", value)):
            object.__setattr__(self, name, array[order])
        for name, ids in (("supplier", self.supplier), ("importer", self.importer)):
            names, index = np.unique(ids, return_inverse=True)
            object.__setattr__(self, f"{name}s", tuple(str(label) for label in names))
            object.__setattr__(self, f"{name}_index", index)

    def exports_t(self) -> pd.Series:
        """Baseline exports by supplier, tonnes."""
        return pd.Series(
            np.bincount(self.supplier_index, self.tonnes, len(self.suppliers)), index=list(self.suppliers), name="t"
        )

    def imports_t(self) -> pd.Series:
        """Baseline imports by importer, tonnes."""
        return pd.Series(
            np.bincount(self.importer_index, self.tonnes, len(self.importers)), index=list(self.importers), name="t"
        )


def flows_from_frame(frame: pd.DataFrame, bloc: str | None = None, members: Iterable[str] = ()) -> Flows:
    """Flows from rows of one series and one year.

    Args:
        frame: columns exporter_iso3, importer_iso3, quantity_t, value_usd. Rows of a bloc must not stand beside those
            of its members: leave them out, or name the bloc here.
        bloc: count the members as one importer and one supplier under this name; rows already under it are ignored.
        members: members of the bloc.

    Returns:
        The flows with known tonnes; what had to be left out is in value_without_tonnes_usd and own_trade_t.

    Raises:
        ScenarioError: a column is missing, a pair occurs twice, or no flow has tonnes.
    """
    columns = ["exporter_iso3", "importer_iso3", "quantity_t", "value_usd"]
    if missing := [column for column in columns if column not in frame.columns]:
        raise ScenarioError(_("The flows have no column {columns}.").format(columns=", ".join(missing)))
    rows = frame[columns]
    if bloc is not None:
        rows = _as_one(rows[rows["importer_iso3"] != bloc], bloc, frozenset(members))
    own = rows["exporter_iso3"] == rows["importer_iso3"]
    unknown = rows["quantity_t"].isna() & ~own
    kept = rows[~own & ~unknown]
    return Flows(
        kept["exporter_iso3"].to_numpy(),
        kept["importer_iso3"].to_numpy(),
        kept["quantity_t"].to_numpy(dtype=float),
        kept["value_usd"].to_numpy(dtype=float, na_value=np.nan),
        value_without_tonnes_usd=float(rows.loc[unknown, "value_usd"].sum()),
        own_trade_t=float(rows.loc[own, "quantity_t"].sum()),
    )


def _as_one(rows: pd.DataFrame, bloc: str, members: frozenset[str]) -> pd.DataFrame:
    renamed = rows.assign(
        **{
            column: rows[column].where(~rows[column].isin(members), bloc)
            for column in ("exporter_iso3", "importer_iso3")
        }
    )
    # Rows without tonnes are summed apart, or the sum would hide them.
    renamed["known"] = renamed["quantity_t"].notna()
    by = ["exporter_iso3", "importer_iso3", "known"]
    return renamed.groupby(by, as_index=False)[["quantity_t", "value_usd"]].sum(min_count=1)


def _check(supplier: np.ndarray, importer: np.ndarray, tonnes: np.ndarray, value: np.ndarray) -> None:
    if not len(supplier) == len(importer) == len(tonnes) == len(value):
        raise ScenarioError(_("Suppliers, importers, tonnes and values have different lengths."))
    if not len(tonnes):
        raise ScenarioError(_("No flow with known tonnes: there is nothing to cut."))
    if not np.isfinite(tonnes).all() or (tonnes < 0).any():
        raise ScenarioError(_("The tonnes of every flow must be known and not negative."))
    if (own := supplier == importer).any():
        raise ScenarioError(_("{area} cannot supply itself.").format(area=supplier[own][0]))
    pairs, counts = np.unique(np.char.add(np.char.add(supplier, ">"), importer), return_counts=True)
    if (counts > 1).any():
        message = _("{pair} occurs more than once: give one series and one year.")
        raise ScenarioError(message.format(pair=pairs[counts > 1][0]))
