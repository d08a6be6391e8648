"""Mineral: who mines, who refines, who supplies the importer, and what the customs codes hide."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import controls, db, panel, permalink
from dashboard.panel import Panel
from dashboard.text import _
from dashboard.views import (
    mineral_answer,
    mineral_points,
    mineral_price,
    mineral_record,
    mineral_time,
    mineral_trade,
    mineral_view,
    mineral_world,
)
from dashboard.views.mineral_view import View

Builder = Callable[[View], list[Panel]]

# Always drawn, in this order.
FIRST: Sequence[Builder] = (mineral_trade.stages, mineral_time.suppliers, mineral_time.china)
# A metal inside a basket: the basket under its own name, and beside it what is known about the metal itself.
BASKET: Sequence[Builder] = (mineral_trade.basket, mineral_world.production_usgs)
BASKET_NEXT: Sequence[Builder] = (mineral_points.exports, *FIRST)
# Drawn when its section is open, so that nothing is computed for a closed one.
SECTIONS: dict[str, Sequence[Builder]] = {
    "world": (
        mineral_world.production_usgs,
        mineral_world.production_others,
        mineral_world.supply_shares,
        mineral_world.reserves,
    ),
    "concentration": (mineral_world.concentration,),
    "price": (mineral_price.prices, mineral_points.price_points),
    "points": (mineral_points.exports, mineral_points.imports, mineral_points.other_points),
    "flows": (mineral_trade.flows,),
    "codes": (mineral_record.codes,),
    "register": (mineral_record.events, mineral_record.commitments, mineral_record.projects),
}
# What a panel depends on beside mineral, language and the series that is looked at: a change of another filter must
# not build it again.
TRADE = ("importer", "basis", "china")
DEPENDS: dict[Builder, Sequence[str]] = {
    mineral_trade.stages: (*TRADE, "year"),
    mineral_trade.basket: (*TRADE, "year"),
    mineral_trade.flows: (*TRADE, "year"),
    mineral_time.suppliers: (*TRADE, "from", "to"),
    mineral_time.china: (*TRADE, "from", "to", "stage", "definition"),
    mineral_world.production_usgs: ("edition",),
    mineral_world.production_others: (),
    mineral_world.supply_shares: ("importer",),
    mineral_world.reserves: ("edition",),
    mineral_world.concentration: ("edition", "year", "china"),
    mineral_price.prices: ("from", "to"),
    mineral_points.price_points: (),
    mineral_points.exports: ("importer",),
    mineral_points.imports: (),
    mineral_points.other_points: (),
    mineral_record.codes: (),
    mineral_record.events: ("importer",),
    mineral_record.commitments: (),
    mineral_record.projects: (),
}


# Filters are sent last; between these widths they take two rows, and the page must not jump when they come.
TWO_ROWS = "<style>@media (min-width: 641px) and (max-width: 1500px) {.st-key-filters {min-height: 9.5rem}}</style>"


def panels(chosen: dict) -> list[Panel]:
    """Every panel of the page for these values, those of closed sections too, each once."""
    view = mineral_view.view(chosen)
    builders = [*_above(view), *(builder for section in SECTIONS.values() for builder in section)]
    return [drawn for builder in dict.fromkeys(builders) for drawn in builder(view)]


def main() -> None:
    """Draw the page from the values of permalink."""
    st.html(TWO_ROWS)
    chosen = permalink.values()
    view = mineral_view.view(chosen)
    sentence, strong, details = mineral_answer.answer(view)
    title = _("{mineral}: imports of {importer}").format(mineral=view.mineral, importer=view.importer)
    panel.answer(title, sentence, strong, details)
    if len(view.basket):
        for column, builder in zip(st.columns(2, gap="medium"), BASKET, strict=True):
            with column:
                _draw(view, [builder])
    _draw(view, BASKET_NEXT if len(view.basket) else FIRST)
    with st.container(key="sections"):
        controls.section()
    done = _above(view)
    drawn = _draw(view, [builder for builder in SECTIONS[chosen["section"]] if builder not in done])
    if not drawn:
        _nothing(view, chosen["section"])


def _above(view: View) -> list[Builder]:
    """What is drawn above the sections."""
    return [*BASKET, *BASKET_NEXT] if len(view.basket) else list(FIRST)


def _draw(view: View, builders: Sequence[Builder]) -> int:
    """Draw what these give; how many panels there were."""
    build = db.current()
    count = 0
    for builder in builders:
        values = tuple(view.chosen[name] for name in ("mineral", "lang", *DEPENDS[builder]))
        series = "" if view.main is None else view.main["series_id"]
        for drawn in _built(f"{builder.__module__}.{builder.__name__}", build.path, build.stamp, values, series, view):
            panel.show(drawn)
            count += 1
    return count


@st.cache_resource(max_entries=120, show_spinner=False)
def _built(name: str, path: str, stamp: int, values: tuple, series: str, _view: View) -> list[Panel]:
    """The panels of one builder; nobody changes them, so that all viewers share them."""
    return next(builder for builder in DEPENDS if f"{builder.__module__}.{builder.__name__}" == name)(_view)


def _nothing(view: View, section: str) -> None:
    said = {
        "world": _("No other production, supply share or reserve of {mineral} is published in the sources here."),
        "concentration": _("No figure on the world concentration of {mineral} can be made from the sources here."),
        "price": _("No price of {mineral} is published in the sources here."),
        "points": _("No other printed figure on {mineral} has been collected."),
        "flows": _("There are no trade flows of {mineral} alone for this year."),
        "codes": _("No customs code of {mineral} is covered here."),
        "register": _("No control, commitment or project that names {mineral} is on record."),
    }[section]
    message = said.format(mineral=mineral_answer.lowered(view.mineral))
    st.html(f'<div class="notice" role="status"><p>{html.escape(message)}</p></div>')


if __name__ == "__main__":
    main()
