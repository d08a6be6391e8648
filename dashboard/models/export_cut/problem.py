"""The scenario as arrays, and the two answers that need no optimisation. Shapes: n nodes, m importers, a arcs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.models.export_cut.inputs import Scenario

# What is smaller than this part of total demand is dust of the solver.
DUST = 1e-11


@dataclass(frozen=True)
class Problem:
    """What every answer starts from. A node is a supplier or a project (which ships from its country).

    Attributes:
        nodes: supplier or project identifiers, shape (n,).
        home: country of each node, shape (n,).
        importers: importer identifiers, shape (m,).
        node: node of each existing flow, shape (a,).
        importer: importer of each existing flow, shape (a,).
        surviving: baseline flow less what is withheld, tonnes, shape (a,).
        demand: tonnes, shape (m,).
        own: domestic extra and stocks, tonnes, shape (m,).
        spare: tonnes a node may add, shape (n,).
        freed: tonnes withheld from one importer that the supplier may sell to others, shape (n,).
        room: most that a node may add to an importer, tonnes; 0 not allowed, inf no limit; shape (n, m).
        open_to_all: nodes that may ship to anybody but their home and a banned importer, shape (n,).
        eligible: importers that may use spare capacity, shape (m,).
        banned: position of the importer that is cut off alone; None: the cut is general.
    """

    nodes: np.ndarray
    home: np.ndarray
    importers: np.ndarray
    node: np.ndarray
    importer: np.ndarray
    surviving: np.ndarray
    demand: np.ndarray
    own: np.ndarray
    spare: np.ndarray
    freed: np.ndarray
    room: np.ndarray
    open_to_all: np.ndarray
    eligible: np.ndarray
    banned: int | None

    def arrivals(self) -> np.ndarray:
        """Tonnes that still arrive by importer without any re-sourcing, shape (m,)."""
        return np.bincount(self.importer, self.surviving, len(self.importers))

    def shortage(self, arrivals: np.ndarray) -> np.ndarray:
        """Tonnes missing by importer once domestic extra and stocks are used, shape (m,)."""
        return np.maximum(0.0, self.demand - self.own - arrivals)


def problem(scenario: Scenario) -> Problem:
    """The arrays of a scenario."""
    flows, only = scenario.flows, scenario.cut.only_importer
    suppliers = [*flows.suppliers, *sorted(set(scenario.spare_t) - set(flows.suppliers))]
    projects = sorted(scenario.projects, key=lambda project: project.project_id)
    nodes = np.array([*suppliers, *(project.project_id for project in projects)])
    home = np.array([*suppliers, *(project.supplier for project in projects)])
    importers = np.array(flows.importers)
    spare = np.array([*(scenario.spare_t.get(name, 0.0) for name in suppliers), *(one.tonnes for one in projects)])
    cutters = np.array([scenario.cut.fractions.get(name, 0.0) > 0 for name in home.tolist()])
    if only is None:
        # Whoever withholds exports from everybody does not put idle capacity on the market.
        spare = np.where(cutters, 0.0, spare)
    withheld = _withheld(scenario)
    limited = scenario.ramp_limit is not None or not scenario.new_relations
    is_project = np.arange(len(nodes)) >= len(suppliers)
    open_to_all = (spare > 0) & (is_project if limited else True)
    room = _room(scenario, withheld, open_to_all)
    room[home[:, None] == importers[None, :]] = 0.0
    room[np.ix_(cutters, importers == only)] = 0.0
    return Problem(
        nodes=nodes,
        home=home,
        importers=importers,
        node=flows.supplier_index,
        importer=flows.importer_index,
        surviving=flows.tonnes - withheld,
        demand=_demand(scenario),
        own=np.array([scenario.domestic_t.get(j, 0.0) + scenario.stocks_t.get(j, 0.0) for j in flows.importers], float),
        spare=spare,
        freed=np.bincount(flows.supplier_index, withheld * (only is not None), len(nodes)),
        room=room,
        open_to_all=open_to_all,
        eligible=np.full(len(importers), True) if scenario.competing else importers == scenario.focus,
        banned=None if only is None else flows.importers.index(only),
    )


def _demand(scenario: Scenario) -> np.ndarray:
    imports = scenario.flows.imports_t()
    return np.array([scenario.demand_t.get(name, tonnes) for name, tonnes in imports.items()], float)


def _withheld(scenario: Scenario) -> np.ndarray:
    """Tonnes withheld of each existing flow, shape (a,)."""
    flows, only = scenario.flows, scenario.cut.only_importer
    fraction = np.array([scenario.cut.fractions.get(name, 0.0) for name in flows.suppliers])[flows.supplier_index]
    return flows.tonnes * fraction * (True if only is None else flows.importer == only)


def _room(scenario: Scenario, withheld: np.ndarray, open_to_all: np.ndarray) -> np.ndarray:
    """Room before self-supply and a ban are taken out."""
    flows = scenario.flows
    room = np.zeros((len(open_to_all), len(flows.importers)))
    room[open_to_all] = np.inf
    existing = flows.tonnes > 0
    growth = np.inf if scenario.ramp_limit is None else flows.tonnes * scenario.ramp_limit + withheld
    at = (flows.supplier_index[existing], flows.importer_index[existing])
    room[at] = np.maximum(room[at], np.broadcast_to(growth, existing.shape)[existing])
    return room


def pro_rata(given: Problem) -> np.ndarray:
    """Spare capacity shared out in proportion to what is missing, in one round: tonnes added, shape (n, m).

    Each node offers its spare tonnes to the importers that it may ship to, in proportion to their shortage, up to the
    ramp limit; an importer that is offered more than it lacks takes the same part of every offer.
    """
    missing = given.shortage(given.arrivals()) * given.eligible
    weight = np.where(given.room > 0, missing[None, :], 0.0)
    total = weight.sum(axis=1, keepdims=True)
    share = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    offer = np.minimum(share * given.spare[:, None], given.room)
    offered = offer.sum(axis=0)
    taken = np.divide(missing, offered, out=np.ones_like(missing), where=offered > missing)
    return offer * taken[None, :]
