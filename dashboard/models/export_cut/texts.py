"""What a scenario assumes and what it leaves out: identifiers in the result, sentences for the page."""

from __future__ import annotations

from dashboard.models.export_cut.inputs import Scenario
from dashboard.words.language import _


def assumptions(scenario: Scenario) -> tuple[str, ...]:
    """Identifiers of what was assumed, in the order in which a page should print them."""
    one = scenario.cut.only_importer is not None
    chosen = {
        "demand_is_baseline": not scenario.demand_t,
        "demand_given": bool(scenario.demand_t),
        "cutter_adds_nothing": not one,
        "cut_tonnes_sold_elsewhere": one,
        "own_supply_first": bool(scenario.domestic_t or scenario.stocks_t),
        "no_stocks": not scenario.stocks_t,
        "projects_on": bool(scenario.projects),
        "ramp_limit": scenario.ramp_limit is not None,
        "existing_relations_only": scenario.ramp_limit is None and not scenario.new_relations,
        "new_relations": scenario.ramp_limit is None and scenario.new_relations,
        "all_compete": scenario.competing,
        "focus_alone": not scenario.competing,
        "existing_kept": scenario.competing and scenario.keep_existing,
        "flows_diverted": scenario.competing and not scenario.keep_existing,
    }
    return tuple(name for name, applies in chosen.items() if applies)


def limits(scenario: Scenario) -> tuple[str, ...]:
    """Identifiers of what the result does not cover, in the order in which a page should print them."""
    always = (
        "gross_tonnes_one_stage",
        "licence_is_not_a_ban",
        "third_countries",
        "purity",
        "no_demand_response",
        "planner",
        "not_unique",
    )
    return (*always, "flows_without_tonnes") if scenario.flows.value_without_tonnes_usd > 0 else always


def sentence(text_id: str) -> str:
    """The sentence of an assumption or limit in the reader's language.

    Raises:
        KeyError: no such identifier.
    """
    return {
        "demand_is_baseline": _("Every importer needs what it imported in the baseline year."),
        "demand_given": _("Demand is as entered; importers without an entry need what they imported."),
        "cutter_adds_nothing": _("A supplier that withholds exports does not put idle capacity on the market."),
        "cut_tonnes_sold_elsewhere": _("What is withheld from one importer may be sold to others."),
        "own_supply_first": _("Extra domestic production and stocks are used before another supplier is sought."),
        "no_stocks": _("No stocks are drawn."),
        "projects_on": _("The chosen planned projects run at full capacity."),
        "ramp_limit": _("Existing relations grow by at most the ramp limit; only projects find new customers."),
        "existing_relations_only": _("Suppliers ship to their present customers only; projects find new ones."),
        "new_relations": _("A supplier with spare capacity may ship to any importer, others to present customers."),
        "all_compete": _("All importers that go short compete for the spare capacity."),
        "focus_alone": _(
            "Only the importer of interest uses the spare capacity; the others keep what is left to them."
        ),
        "existing_kept": _("No surviving shipment is diverted to another importer."),
        "flows_diverted": _("The best allocation may divert shipments from importers that the cut does not reach."),
        "gross_tonnes_one_stage": _("Gross tonnes of one stage in one year; no other stage of the chain is followed."),
        "licence_is_not_a_ban": _("Export licences slow shipments down; they are not a ban."),
        "third_countries": _("Shipments by way of third countries are not followed."),
        "purity": _("Grade and qualification of another supplier are not considered."),
        "no_demand_response": _("Demand does not react, except in the separate price response."),
        "planner": _("The best allocation is what one planner could reach: an upper bound on resilience."),
        "not_unique": _("Who goes short in the best allocation may be one of several equally good answers."),
        "flows_without_tonnes": _("Flows reported without tonnes are left out."),
    }[text_id]
