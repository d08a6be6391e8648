"""Who sells to whom in one year: a country that sells and buys is two nodes, so no flow is lost in a circle. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.charts import library, theme

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 440
MOST_NODES = 12


def flows(
    links: pd.DataFrame, seller_name: str, buyer_name: str, amount: str, unit: str, accent: str | None = None
) -> Figure:
    """Sellers on the left, buyers on the right.

    Args:
        links: a row per pair with exporter_iso3, importer_iso3 and the amount; pairs without an amount are not drawn.
        seller_name: column of the seller's name.
        buyer_name: column of the buyer's name.
        amount: column of the width of a link.
        unit: unit of the amount, for the hover text.
        accent: the seller beside China that the page names.

    Raises:
        ValueError: more than twelve nodes; group them first.
    """
    drawn = links[links[amount] > 0]
    sellers = drawn.groupby("exporter_iso3", sort=False)[seller_name].first()
    buyers = drawn.groupby("importer_iso3", sort=False)[buyer_name].first()
    if len(sellers) + len(buyers) > MOST_NODES:
        raise ValueError(f"{len(sellers) + len(buyers)} nodes are too many for a reader; group them to {MOST_NODES}.")
    left = {iso3: at for at, iso3 in enumerate(sellers.index)}
    right = {iso3: at + len(left) for at, iso3 in enumerate(buyers.index)}
    selling, buying = theme.colours(sellers.index, accent), theme.colours(buyers.index, accent)
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [theme.plain(name) for name in [*sellers, *buyers]],
            "color": [*selling.values(), *buying.values()],
            "pad": 14,
            "thickness": 16,
            "line": {"width": 0},
            "hovertemplate": f"%{{label}}: %{{value:,.6~g}} {theme.plain(unit)}<extra></extra>",
        },
        "link": {
            "source": [left[iso3] for iso3 in drawn["exporter_iso3"]],
            "target": [right[iso3] for iso3 in drawn["importer_iso3"]],
            "value": drawn[amount].tolist(),
            "color": [_faint(selling[iso3]) for iso3 in drawn["exporter_iso3"]],
            "hovertemplate": f"%{{source.label}} → %{{target.label}}: %{{value:,.6~g}} {theme.plain(unit)}"
            "<extra></extra>",
        },
    }
    return library.figure([trace], theme.layout(HEIGHT))


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.42)"
