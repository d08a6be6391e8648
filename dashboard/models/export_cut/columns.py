"""Variables and rows of the linear programme, before any aim is set."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from dashboard.models.export_cut.problem import Problem


@dataclass(frozen=True)
class Columns:
    """Which variable stands where.

    Attributes:
        importers: number of importers; each has a shortage.
        diverted: positions of the existing flows that may be diverted.
        added: node and importer of each pair that may grow outside the pool; two arrays.
        pool_nodes: nodes that ship into the pool.
        pool_importers: importers that are served from the pool.
        at: where the variables stand: shortage, rate, diverted, added, pool_in, pool_out, pool.
    """

    importers: int
    diverted: np.ndarray
    added: tuple[np.ndarray, np.ndarray]
    pool_nodes: np.ndarray
    pool_importers: np.ndarray
    at: dict[str, slice] = field(init=False)

    def __post_init__(self) -> None:
        sizes = {
            "shortage": self.importers,
            "rate": 1,
            "diverted": len(self.diverted),
            "added": len(self.added[0]),
            "pool_in": len(self.pool_nodes),
            "pool_out": len(self.pool_importers),
            "pool": 1,
        }
        at, start = {}, 0
        for name, size in sizes.items():
            at[name] = slice(start, start + size)
            start += size
        object.__setattr__(self, "at", at)

    @property
    def width(self) -> int:
        """Number of variables."""
        return self.at["pool"].stop

    def pick(self, name: str) -> np.ndarray:
        """Ones for the variables of this name, shape (width,)."""
        cost = np.zeros(self.width)
        cost[self.at[name]] = 1.0
        return cost

    def upper(self, given: Problem) -> np.ndarray:
        """Upper bounds in tonnes, shape (width,); the pool is bounded by its rows."""
        upper = np.full(self.width, np.inf)
        upper[self.at["shortage"]] = given.demand
        upper[self.at["diverted"]] = given.surviving[self.diverted]
        upper[self.at["added"]] = given.room[self.added]
        return upper


def columns(given: Problem, divert: bool) -> Columns:
    """The variables of a scenario; with divert, surviving flows may be diverted."""
    pooled = given.eligible.copy()
    if given.banned is not None:
        # The importer that is cut off buys pair by pair: part of the pool is closed to it.
        pooled[given.banned] = False
    served = given.open_to_all[:, None] & pooled[None, :]
    grown, buyers = np.nonzero((given.room > 0) & given.eligible[None, :] & ~served)
    return Columns(
        importers=len(given.importers),
        diverted=np.nonzero((given.surviving > 0) & divert & given.eligible[given.importer])[0],
        added=(grown, buyers),
        pool_nodes=np.nonzero(given.open_to_all)[0],
        pool_importers=np.nonzero(pooled)[0],
    )


def limit_rows(given: Problem, layout: Columns, scale: float) -> tuple[sparse.csr_array, np.ndarray]:
    """Rows "at most": demand is met or short, capacity holds, nobody supplies itself, rates stay below the worst.

    Returns:
        Left side, shape (rows, width), and right side in tonnes, shape (rows,).
    """
    m, n = len(given.importers), len(given.nodes)
    homes, importers = given.home[layout.pool_nodes], given.importers[layout.pool_importers]
    both = np.intersect1d(homes, importers)
    rated = np.nonzero(given.eligible & (given.demand > 0))[0]
    blocks = [
        {
            "shortage": -sparse.eye_array(m),
            "diverted": _ones_at(given.importer[layout.diverted], m),
            "added": -_ones_at(layout.added[1], m),
            "pool_out": -_ones_at(layout.pool_importers, m),
        },
        {
            "diverted": -_ones_at(given.node[layout.diverted], n),
            "added": _ones_at(layout.added[0], n),
            "pool_in": _ones_at(layout.pool_nodes, n),
        },
        {
            "pool_in": sparse.csr_array((both[:, None] == homes[None, :]).astype(float)),
            "pool_out": sparse.csr_array((both[:, None] == importers[None, :]).astype(float)),
            "pool": sparse.csr_array(-np.ones((len(both), 1))),
        },
        {"shortage": _ones_at(rated, m).T, "rate": sparse.csr_array(-given.demand[rated, None] / scale)},
    ]
    heights = (m, n, len(both), len(rated))
    rows = [_row(block, height, layout) for block, height in zip(blocks, heights, strict=True)]
    needed = given.arrivals() + given.own - given.demand
    limits = [needed, given.spare + given.freed, np.zeros(len(both)), np.zeros(len(rated))]
    return sparse.vstack(rows, format="csr"), np.concatenate(limits)


def equal_rows(layout: Columns) -> sparse.csr_array:
    """Rows "equals 0": what goes into the pool, and what comes out of it, is the pool; shape (2, width)."""
    sides = [
        {name: sparse.csr_array(layout.pick(name)[None, layout.at[name]]), "pool": sparse.csr_array([[-1.0]])}
        for name in ("pool_in", "pool_out")
    ]
    return sparse.vstack([_row(side, 1, layout) for side in sides], format="csr")


def _row(block: dict[str, sparse.sparray], height: int, layout: Columns) -> sparse.csr_array:
    filled = [block.get(name, sparse.csr_array((height, part.stop - part.start))) for name, part in layout.at.items()]
    return sparse.hstack(filled, format="csr")


def _ones_at(positions: np.ndarray, height: int) -> sparse.csr_array:
    """A column for each position, with a one in the row that it names."""
    width = len(positions)
    return sparse.csr_array((np.ones(width), (positions, np.arange(width))), shape=(height, width))
