"""Country: what a country or group sells and who takes it, and what it buys from China."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import controls, panel, permalink
from dashboard.panel import Panel
from dashboard.text import _
from dashboard.views import country_importer, country_supplier, country_view
from dashboard.views.country_view import Answer, View

# One click away, and as what they are looked at first.
PRESETS = {
    "CENTRAL_ASIA": "supplier",
    "KAZ": "supplier",
    "UZB": "supplier",
    "KGZ": "supplier",
    "TJK": "supplier",
    "TKM": "supplier",
    "JPN": "importer",
    "EU27": "importer",
    "G7": "importer",
}


def main() -> None:
    """Draw the page from the values of permalink."""
    chosen = permalink.values()
    _presets(str(chosen["country"]))
    view = country_view.view(chosen)
    said, drawn = page(view)
    panel.answer(_title(view), said.sentence, said.strong, said.details)
    for entry in drawn:
        panel.show(entry)


def panels(chosen: Mapping[str, object]) -> list[Panel]:
    """The panels of the page for these parameters; nothing is drawn."""
    return page(country_view.view(chosen))[1]


def page(view: View) -> tuple[Answer, list[Panel]]:
    """The answer and the panels."""
    if view.chosen["role"] == "importer":
        frame = country_importer.imports(view)
        return country_importer.answer(view, frame), country_importer.panels(view, frame)
    frame, produced = country_supplier.exports(view), country_supplier.production(view)
    return country_supplier.answer(view, frame, produced), country_supplier.panels(view, frame, produced)


def _title(view: View) -> str:
    if view.chosen["role"] == "importer":
        return _("{name} as an importer of critical minerals").format(name=view.name)
    return _("{name} as a supplier of critical minerals").format(name=view.name)


def _presets(current: str) -> None:
    names = controls.countries()
    with st.container(key="presets", horizontal=True, gap="small"):
        for country_id in PRESETS:
            if country_id in names:
                st.button(
                    names[country_id],
                    key=f"preset_{country_id}",
                    type="primary" if country_id == current else "secondary",
                    on_click=_choose,
                    args=(country_id,),
                )


def _choose(country_id: str) -> None:
    st.session_state["country"] = country_id
    st.session_state["role"] = PRESETS[country_id]


if __name__ == "__main__":
    main()
