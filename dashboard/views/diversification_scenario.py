"""The export cut as the page asks for it: flows, spare capacity with the reader's changes, projects, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard import db, scenario, text
from dashboard.scenario import Result, ScenarioError
from dashboard.text import _
from dashboard.views import diversification_world
from dashboard.views.diversification_view import View

CHINA_PLUS = ("CHN", "HKG", "MAC")
ELASTICITIES = {"mild": (0.3, -0.5), "middle": (0.2, -0.3), "sharp": (0.0, -0.1)}
# Capacity in tonnes of the good itself; ore, oxide content and uranium content are other units.
SAME_UNIT = "t/yr"


@dataclass(frozen=True)
class Question:
    """What was asked, with the material for the answer.

    Attributes:
        flows: baseline flows.
        table: flows as a frame, with source_ids.
        supplier: who withholds.
        suppliers: names of the suppliers, largest first, by iso3.
        made: production and capacity at the stage.
        spare: answer of spare_capacity, with the columns computed_t and is_edited beside spare_t.
        plants: projects that can be switched on.
        others: projects whose capacity is in another unit.
        names: names of all areas.
        notes: what was replaced, in plain words.
    """

    flows: scenario.Flows
    table: pd.DataFrame
    supplier: str
    suppliers: Mapping[str, str]
    made: pd.DataFrame
    spare: pd.DataFrame
    plants: pd.DataFrame
    others: pd.DataFrame
    names: Mapping[str, str]
    notes: list[str]


def question(view: View, edits: Mapping[str, float | None]) -> Question:
    """Gather the material.

    Args:
        view: the choice.
        edits: spare tonnes by supplier as the reader changed them; None: unknown.

    Raises:
        ScenarioError: no flows with tonnes.
    """
    table = diversification_world.flows(view)
    flows = scenario.flows_from_frame(table)
    names = diversification_world.names()
    order = flows.exports_t().sort_values(ascending=False, kind="stable")
    suppliers = {iso3: names.get(iso3, iso3) for iso3, tonnes in order.items() if tonnes > 0}
    wanted, notes = str(view.chosen["supplier"]), []
    supplier = wanted
    if wanted not in suppliers:
        supplier = "CHN" if "CHN" in suppliers else next(iter(suppliers))
        notes.append(
            _("{name} exported none of it in {year}; {other} is shown.").format(
                name=names.get(wanted, wanted), year=view.last, other=suppliers[supplier]
            )
        )
    plants = db.query("diversification_plants", mineral=view.chosen["mineral"])
    same = (plants["capacity_unit"] == SAME_UNIT) & plants["stage"].str.contains("processing")
    same &= view.series["stage"] == "refined"
    made = diversification_world.production(view)
    spare = _spare(view, made, edits)
    return Question(flows, table, supplier, suppliers, made, spare, plants[same], plants[~same], names, notes)


def answer(view: View, asked: Question) -> Result:
    """Solve it.

    Raises:
        ScenarioError: an input that cannot be used.
    """
    chosen = view.chosen
    importer = str(chosen["importer"])
    focus = importer if importer in asked.flows.importers else None
    alone = chosen["compete"] == "one"
    if focus is None and (alone or chosen["hit"] == "one"):
        raise ScenarioError(_("{name} imported none of it with known tonnes.").format(name=view.importer))
    ramp = chosen["ramp"]
    return scenario.run(
        scenario.Scenario(
            asked.flows,
            scenario.Cut(_fractions(view, asked), importer if chosen["hit"] == "one" else None),
            focus=focus,
            spare_t=_known(asked.spare),
            projects=projects(view, asked),
            ramp_limit=ramp / 100 if isinstance(ramp, int) else None,
            competing=not alone,
            new_relations=ramp != "present",
            keep_existing=chosen["keep"] == "keep",
        )
    )


def projects(view: View, asked: Question) -> tuple[scenario.Project, ...]:
    """The projects that are switched on."""
    on = asked.plants[asked.plants["project_id"].isin(view.chosen["plants"])]
    return tuple(
        scenario.Project(row["project_id"], row["country_iso3"], float(row["capacity"]))
        for row in on.to_dict("records")
    )


def price(view: View, result: Result) -> str:
    """The price response in a sentence; empty where it is switched off."""
    if view.chosen["price"] == "off":
        return ""
    supply, demand = ELASTICITIES[str(view.chosen["price"])]
    try:
        response = scenario.price_response(result.total.exposed_t / result.total.baseline_t, supply, demand)
    except ScenarioError as error:
        return str(error)
    return _(
        "Price response, if {loss} of world trade is lost: price \N{MULTIPLICATION SIGN} {price}, quantity "
        "\N{MULTIPLICATION SIGN} {quantity} (assumed elasticities: supply {supply}, demand {demand}; not a forecast)."
    ).format(
        loss=text.share(result.total.exposed_t / result.total.baseline_t),
        price=f"{response.price_ratio:.2f}",
        quantity=f"{response.quantity_ratio:.2f}",
        supply=supply,
        demand=str(demand).replace("-", text.MINUS),
    )


def withheld_by(view: View, asked: Question) -> str:
    """Who withholds, in words."""
    if asked.supplier == "CHN":
        return text.china(str(view.chosen["china"]))
    return asked.suppliers[asked.supplier]


def _fractions(view: View, asked: Question) -> dict[str, float]:
    part = int(view.chosen["cut"]) / 100
    together = asked.supplier == "CHN" and view.chosen["china"] == "plus"
    return {one: part for one in (CHINA_PLUS if together else (asked.supplier,)) if one in asked.flows.suppliers}


def _spare(view: View, made: pd.DataFrame, edits: Mapping[str, float | None]) -> pd.DataFrame:
    exports = db.query(
        "diversification_exports",
        series=view.series_id,
        year=view.last,
        as_bloc=diversification_world.as_bloc(view),
    )
    slack = int(view.chosen["slack"]) / 100
    spare = scenario.spare_capacity(exports, view.last, made if len(made) else None, slack)
    spare = spare.sort_values("current_t", ascending=False, kind="stable").reset_index(drop=True)
    changed = [
        float("nan") if value is None else max(0.0, float(value))
        for value in (edits.get(row["supplier"], row["spare_t"]) for row in spare.to_dict("records"))
    ]
    return spare.assign(computed_t=spare["spare_t"], spare_t=changed, is_edited=spare["supplier"].isin(edits.keys()))


def _known(spare: pd.DataFrame) -> dict[str, float]:
    known = spare.dropna(subset=["spare_t"])
    return dict(zip(known["supplier"], known["spare_t"].astype(float), strict=True))
