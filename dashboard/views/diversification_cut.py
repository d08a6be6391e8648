"""What if a supplier withholds exports: the sentence, the controls, the table of spare capacity to edit."""

from __future__ import annotations

import html
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import controls_diversification as controls
from dashboard import text
from dashboard.scenario import Result, ScenarioError
from dashboard.text import _
from dashboard.views import diversification_cut_panels as panels
from dashboard.views import diversification_scenario, diversification_view
from dashboard.views.diversification_scenario import Question
from dashboard.views.diversification_view import Section, View


def section(view: View) -> Section:
    """The answer and the panels."""
    if view.series is None:
        return diversification_view.no_figures(view)
    try:
        asked = diversification_scenario.question(view, _edits(view))
    except ScenarioError as error:
        return Section(str(error), details=view.notes)
    try:
        result = diversification_scenario.answer(view, asked)
    except ScenarioError as error:
        return Section(str(error), details=[*view.notes, *asked.notes], controls=lambda: _controls(view, asked))
    sentence, strong = _sentence(view, asked, result)
    return Section(
        sentence=sentence,
        strong=strong,
        details=[*_details(view, asked, result), *view.notes, *asked.notes],
        panels=panels.build(view, asked, result),
        controls=lambda: _controls(view, asked),
        after=lambda: _editor(view, asked),
    )


def _sentence(view: View, asked: Question, result: Result) -> tuple[str, str]:
    figures = result.focus or result.total
    name = view.importer if result.focus else _("all importers")
    best = text.share(figures.uncovered("best"))
    strong = _(
        "uncovered {a} without re-sourcing, {b} with spare capacity shared pro rata, {c} in the best case"
    ).format(a=text.share(figures.uncovered("no_resourcing")), b=text.share(figures.uncovered("pro_rata")), c=best)
    exposed = figures.exposed_t / figures.baseline_t if figures.baseline_t else 0.0
    value = _(", {n} million USD").format(n=text.million_usd(figures.exposed_usd))
    sentence = _(
        "If {supplier} withholds {cut} % of its exports of {subject} from {whom}, {exposed} of the tonnes that "
        "{importer} imported in {year} are exposed ({t} t{value}); {strong}."
    ).format(
        supplier=diversification_scenario.withheld_by(view, asked),
        cut=view.chosen["cut"],
        subject=view.subject,
        whom=view.importer if view.chosen["hit"] == "one" else _("everybody"),
        exposed=text.share(exposed),
        importer=name,
        year=view.year(view.last),
        t=text.tonnes(figures.exposed_t),
        value="" if text.missing(figures.exposed_usd) else value,
        strong=strong,
    )
    return sentence, strong


def _details(view: View, asked: Question, result: Result) -> list[str]:
    total = result.total
    lines = [
        _("All importers: {exposed} t of {base} t exposed; uncovered {a}, {b} and {c}.").format(
            exposed=text.tonnes(total.exposed_t),
            base=text.tonnes(total.baseline_t),
            a=text.share(total.uncovered("no_resourcing")),
            b=text.share(total.uncovered("pro_rata")),
            c=text.share(total.uncovered("best")),
        )
    ]
    if result.diverted_t > 0:
        lines.append(
            _("The best case diverts {t} t of surviving shipments from their buyers.").format(
                t=text.tonnes(result.diverted_t)
            )
        )
    lines.append(_largest_spare(asked))
    on = diversification_scenario.projects(view, asked)
    if on:
        titles = dict(zip(asked.plants["project_id"], asked.plants["title"], strict=True))
        said = ", ".join(f"{titles[one.project_id]} ({text.tonnes(one.tonnes)} t)" for one in on)
        lines.append(_("Planned projects that run: {names}.").format(names=said))
    return [*lines, diversification_scenario.price(view, result)]


def _largest_spare(asked: Question) -> str:
    """Whose spare capacity the answers rest on."""
    spare = asked.spare[asked.spare["supplier"] != asked.supplier].dropna(subset=["spare_t"])
    spare = spare[spare["spare_t"] > 0].sort_values("spare_t", ascending=False, kind="stable")
    if spare.empty:
        return _("No spare capacity is known.")
    named = [
        _("{name} {t} t ({origin})").format(
            name=asked.names.get(row["supplier"], row["supplier"]),
            t=text.tonnes(row["spare_t"]),
            origin=panels.origin(row["origin"]) if not row["is_edited"] else _("changed by the reader"),
        )
        for row in spare.head(3).to_dict("records")
    ]
    return _("Spare capacity counted: {t} t, most of it {names}; of whatever grade, see below.").format(
        t=text.tonnes(spare["spare_t"].sum()), names=text.and_list(named, 3)
    )


def _controls(view: View, asked: Question) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="cut_controls"):
        if asked.supplier != view.chosen["supplier"]:
            # The list of this series does not have the supplier of the address.
            st.session_state["supplier"] = asked.supplier
        controls.supplier(asked.suppliers)
        controls.cut()
        controls.hit(view.importer)
        controls.compete(view.importer)
        controls.keep()
        controls.ramp()
        controls.slack()
        controls.price()
        if len(asked.plants):
            names = dict(zip(asked.plants["project_id"], _plant_names(asked.plants), strict=True))
            st.session_state["plants"] = [one for one in st.session_state.get("plants", []) if one in names]
            controls.plants(names)


def _plant_names(plants: pd.DataFrame) -> list[str]:
    return [f"{row['title']}, {text.tonnes(row['capacity'])} t" for row in plants.to_dict("records")]


def _editor_key(view: View) -> str:
    return f"spare_{view.series_id}_{view.last}_{view.chosen['slack']}_{view.chosen['importer'] == 'EU27'}"


def _edits(view: View) -> Mapping[str, float | None]:
    """What the reader typed into the table, by supplier."""
    return st.session_state.get(f"{_editor_key(view)}_edits", {})


def _editor(view: View, asked: Question) -> None:
    """The table of spare capacity; a changed figure counts at once."""
    title, hint = (
        _("Change spare capacity"),
        _(
            "Type tonnes into the last column; an empty cell means unknown and counts as none. Changes are in the "
            "downloads, not in the link."
        ),
    )
    st.html(f'<h2 class="panel-title">{html.escape(title)}</h2><p class="detail">{html.escape(hint)}</p>')
    spare = asked.spare
    shown = pd.DataFrame(
        {
            "name": [asked.names.get(one, one) for one in spare["supplier"]],
            "current_t": spare["current_t"],
            "origin": [panels.origin(code) for code in spare["origin"]],
            "computed_t": spare["computed_t"],
            "spare_t": spare["computed_t"],
        }
    )
    key = _editor_key(view)
    st.data_editor(
        shown,
        key=key,
        hide_index=True,
        height=320,
        disabled=["name", "current_t", "origin", "computed_t"],
        column_config={
            "name": _("Supplier"),
            "current_t": st.column_config.NumberColumn(_("Exports, t"), format="localized"),
            "origin": _("Where it comes from"),
            "computed_t": st.column_config.NumberColumn(_("Calculated, t"), format="localized"),
            "spare_t": st.column_config.NumberColumn(_("Spare capacity used, t"), min_value=0.0, format="localized"),
        },
        on_change=_remember,
        args=(key, tuple(spare["supplier"])),
    )


def _remember(key: str, suppliers: tuple[str, ...]) -> None:
    """Edits by supplier, so that the answer above the table already has them."""
    rows = st.session_state[key]["edited_rows"]
    st.session_state[f"{key}_edits"] = {
        suppliers[int(place)]: row["spare_t"] for place, row in rows.items() if "spare_t" in row
    }
