"""What if a supplier withholds its exports: who goes short, and how much of it can be made up. Pure: arrays in and out.

One mineral, one stage, one year, gross tonnes, all importers at once. Three answers stand side by side: nobody finds
another supplier, free capacity is shared out pro rata, and the best allocation a planner could find.
"""

from dashboard.models.export_cut.flows import Flows, flows_from_frame
from dashboard.models.export_cut.inputs import Cut, Project, Scenario, ScenarioError, stocks_from_days
from dashboard.models.export_cut.price import PriceResponse, price_response
from dashboard.models.export_cut.run import Result, Stage, Totals, run
from dashboard.models.export_cut.spare import spare_capacity
from dashboard.models.export_cut.texts import sentence

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
