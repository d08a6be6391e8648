"""Price response to a loss of supply under constant elasticities: arithmetic on assumptions, not a forecast."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.models.export_cut.flows import ScenarioError
from dashboard.words.language import _


@dataclass(frozen=True)
class PriceResponse:
    """New price and quantity, each as a multiple of the old one.

    Attributes:
        price_ratio: P1 / P0, at least 1.
        quantity_ratio: Q1 / Q0, at most 1.
    """

    price_ratio: float
    quantity_ratio: float


def price_response(loss: float, supply_elasticity: float, demand_elasticity: float) -> PriceResponse:
    """Price at which the remaining supply curve meets demand.

    Args:
        loss: share of supply that is lost, 0 to below 1.
        supply_elasticity: of the remaining suppliers, at least 0.
        demand_elasticity: below 0.

    Raises:
        ScenarioError: an argument outside these ranges.
    """
    if not 0 <= loss < 1:
        raise ScenarioError(_("A price exists only while less than all supply is lost."))
    if not supply_elasticity >= 0:
        raise ScenarioError(_("The elasticity of supply must be 0 or more."))
    if not demand_elasticity < 0:
        raise ScenarioError(_("The elasticity of demand must be below 0."))
    price = (1 - loss) ** (1 / (demand_elasticity - supply_elasticity))
    return PriceResponse(price, price**demand_elasticity)
