"""The chart library, imported when the first chart is made: it takes a second to load, and an answer need not wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dashboard.charts import theme

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def figure(traces: Sequence[Mapping], layout: Mapping) -> Figure:
    """A figure of plain dictionaries, in the text colour of the page.

    The library looks at every value that it is given, which takes five times as long as all the rest of a chart; a
    test has it look at every chart of the application instead.
    """
    from plotly.graph_objects import Figure

    drawn = {"font": {"color": theme.TEXT}, **layout}
    for name in [name for name in drawn if name.startswith(("xaxis", "yaxis"))]:
        axis = drawn[name]
        drawn[name] = axis | {"tickfont": {"color": theme.TEXT} | axis.get("tickfont", {})}
    return Figure(data=list(traces), layout=drawn, _validate=False)


def named_rows(layout: Mapping[str, Any]) -> dict[str, Any]:
    """The layout of a chart whose rows have names, with room for them, so that the library draws it once only.

    Args:
        layout: with the names as ``ticktext`` of ``yaxis``; what stands at ``xaxis`` has its room in the margins.
    """
    room = {**layout["margin"], "l": theme.left(layout["yaxis"]["ticktext"])}
    still = {"automargin": False}
    return {**layout, "margin": room, "xaxis": layout["xaxis"] | still, "yaxis": layout["yaxis"] | still}
