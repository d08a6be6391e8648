"""The export cut as the page asks for it: flows, spare capacity with the reader's changes, projects, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.models import export_cut
from dashboard.models.export_cut import Result, ScenarioError
from dashboard.pages.diversification import questions, world
from dashboard.pages.diversification.changed_spare import about
from dashboard.pages.diversification.subject import CHINA_PLUS, Subject
from dashboard.question import records
from dashboard.words import formats, names
from dashboard.words.language import _

ELASTICITIES = {"mild": (0.3, -0.5), "middle": (0.2, -0.3), "sharp": (0.0, -0.1)}
# Capacity in tonnes of the good itself; ore, oxide content and uranium content are other units.
SAME_UNIT = "t/yr"


@dataclass(frozen=True)
class Asked:
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
        areas: names of all areas.
        notes: what was replaced, in plain words.
    """

    flows: export_cut.Flows
    table: pd.DataFrame
    supplier: str
    suppliers: Mapping[str, str]
    made: pd.DataFrame
    spare: pd.DataFrame
    plants: pd.DataFrame
    others: pd.DataFrame
    areas: Mapping[str, str]
    notes: list[str]


def ask_for(subject: Subject) -> Asked:
    """Gather the material.

    Raises:
        ScenarioError: no flows with tonnes.
    """
    table = world.flows(subject)
    flows = export_cut.flows_from_frame(table)
    areas = world.areas(subject)
    order = flows.exports_t().sort_values(ascending=False, kind="stable")
    suppliers = {iso3: areas.get(iso3, iso3) for iso3, tonnes in order.items() if tonnes > 0}
    wanted, notes = subject.choice.supplier, []
    supplier = wanted
    if wanted not in suppliers:
        supplier = "CHN" if "CHN" in suppliers else next(iter(suppliers))
        notes.append(
            _("{name} exported none of it in {year}; {other} is shown.").format(
                name=areas.get(wanted, wanted), year=subject.last, other=suppliers[supplier]
            )
        )
    plants = subject.ask(questions.PLANTS, subject.choice)
    same = (plants["capacity_unit"] == SAME_UNIT) & plants["stage"].str.contains("processing")
    same &= subject.series["stage"] == "refined"
    made = world.production(subject)
    spare = _spare(subject, made)
    return Asked(flows, table, supplier, suppliers, made, spare, plants[same], plants[~same], areas, notes)


def changes_about(subject: Subject) -> str:
    """What changed spare capacity is about here."""
    return about(subject.series_id, subject.last, subject.choice.slack, world.as_bloc(subject))


def answer(subject: Subject, asked: Asked) -> Result:
    """Solve it.

    Raises:
        ScenarioError: an input that cannot be used.
    """
    chosen = subject.choice
    importer = chosen.importer
    focus = importer if importer in asked.flows.importers else None
    alone = chosen.compete == "one"
    if focus is None and (alone or chosen.hit == "one"):
        raise ScenarioError(_("{name} imported none of it with known tonnes.").format(name=subject.importer))
    ramp = chosen.ramp
    return export_cut.run(
        export_cut.Scenario(
            asked.flows,
            export_cut.Cut(_fractions(subject, asked), importer if chosen.hit == "one" else None),
            focus=focus,
            spare_t=_known(asked.spare),
            projects=projects(subject, asked),
            ramp_limit=ramp / 100 if isinstance(ramp, int) else None,
            competing=not alone,
            new_relations=ramp != "present",
            keep_existing=chosen.keep == "keep",
        )
    )


def projects(subject: Subject, asked: Asked) -> tuple[export_cut.Project, ...]:
    """The projects that are switched on."""
    on = asked.plants[asked.plants["project_id"].isin(subject.choice.plants)]
    return tuple(
        export_cut.Project(row["project_id"], row["country_iso3"], float(row["capacity"])) for row in records(on)
    )


def price(subject: Subject, result: Result) -> str:
    """The price response in a sentence; empty where it is switched off."""
    if subject.choice.price == "off":
        return ""
    supply, demand = ELASTICITIES[subject.choice.price]
    try:
        response = export_cut.price_response(result.total.exposed_t / result.total.baseline_t, supply, demand)
    except ScenarioError as error:
        return str(error)
    return _(
        "Price response, if {loss} of world trade is lost: price \N{MULTIPLICATION SIGN} {price}, quantity "
        "\N{MULTIPLICATION SIGN} {quantity} (assumed elasticities: supply {supply}, demand {demand}; not a forecast)."
    ).format(
        loss=formats.share(result.total.exposed_t / result.total.baseline_t),
        price=f"{response.price_ratio:.2f}",
        quantity=f"{response.quantity_ratio:.2f}",
        supply=supply,
        demand=str(demand).replace("-", formats.MINUS),
    )


def withheld_by(subject: Subject, asked: Asked) -> str:
    """Who withholds, in words."""
    if asked.supplier == "CHN":
        return names.china(subject.choice.china)
    return asked.suppliers[asked.supplier]


def _fractions(subject: Subject, asked: Asked) -> dict[str, float]:
    part = subject.choice.cut / 100
    together = asked.supplier == "CHN" and subject.choice.china == "plus"
    return {one: part for one in (CHINA_PLUS if together else (asked.supplier,)) if one in asked.flows.suppliers}


def _spare(subject: Subject, made: pd.DataFrame) -> pd.DataFrame:
    edits = subject.choice.spare.of(changes_about(subject))
    exports = subject.ask(
        questions.EXPORTS, series=subject.series_id, year=subject.last, as_bloc=world.as_bloc(subject)
    )
    slack = subject.choice.slack / 100
    spare = export_cut.spare_capacity(exports, subject.last, made if len(made) else None, slack)
    spare = spare.sort_values("current_t", ascending=False, kind="stable").reset_index(drop=True)
    changed = [
        float("nan") if value is None else max(0.0, float(value))
        for value in (edits.get(row["supplier"], row["spare_t"]) for row in records(spare))
    ]
    return spare.assign(computed_t=spare["spare_t"], spare_t=changed, is_edited=spare["supplier"].isin(edits.keys()))


def _known(spare: pd.DataFrame) -> dict[str, float]:
    known = spare.dropna(subset=["spare_t"])
    return dict(zip(known["supplier"], known["spare_t"].astype(float), strict=True))
