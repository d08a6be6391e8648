"""What if a supplier withholds its exports: who goes short, and how much of it can be made up. Pure: arrays in and out.

One mineral, one stage, one year, gross tonnes, all importers at once. Three answers stand side by side: nobody finds
another supplier, free capacity is shared out pro rata, and the best allocation a planner could find.
"""

from dashboard.scenario.flows import Flows, flows_from_frame
from dashboard.scenario.inputs import Cut, Project, Scenario, ScenarioError, stocks_from_days
from dashboard.scenario.price import PriceResponse, price_response
from dashboard.scenario.run import Result, Stage, Totals, run
from dashboard.scenario.spare import spare_capacity
from dashboard.scenario.texts import sentence

__all__ = [
    "Cut",
    "Flows",
    "PriceResponse",
    "Project",
    "Result",
    "Scenario",
    "ScenarioError",
    "Stage",
    "Totals",
    "flows_from_frame",
    "price_response",
    "run",
    "sentence",
    "spare_capacity",
    "stocks_from_days",
]
