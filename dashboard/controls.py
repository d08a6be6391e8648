"""The shared filters. Each widget's key is its parameter in the address; options are identifiers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import db, permalink, text
from dashboard.text import _


def known() -> permalink.Known:
    """Identifiers that the database has, for permalink."""
    return permalink.Known(
        importers=tuple(db.query("importers")["iso3"]),
        minerals=tuple(db.query("minerals")["mineral_id"]),
        definitions=tuple(db.query("definitions")["definition_id"]),
        years=tuple(int(year) for year in db.query("years")["year"]),
        data_version=db.current().data_version,
    )


def draw(names: Sequence[str]) -> None:
    """Draw the named filters."""
    for name in names:
        _FILTERS[name]()


def importer() -> None:
    """Importer, searchable: Japan, then groups, then all countries by name."""
    names = _importers()
    st.selectbox(
        _("Importer"),
        list(names),
        format_func=names.get,
        key="importer",
        width=260,
    )


def basis() -> None:
    """Shares of value or of tonnes."""
    labels = {"value": _("Value"), "quantity": _("Tonnes")}
    _segments(_("Measured by"), "basis", labels)


def china() -> None:
    """China with or without Hong Kong and Macao."""
    labels = {"mainland": _("Mainland"), "plus": _("With Hong Kong and Macao")}
    _segments(_("China"), "china", labels)


def stage() -> None:
    """Stage of the chain; stages are never mixed in one ratio."""
    st.selectbox(_("Stage"), permalink.CHOICES["stage"], format_func=text.stage, key="stage", width=150)


def year() -> None:
    """Year, latest first."""
    frame = db.query("years")
    provisional = set(frame.loc[frame["provisional"], "year"])
    st.selectbox(
        _("Year"),
        [int(value) for value in reversed(frame["year"])],
        format_func=lambda value: text.year(value, value in provisional),
        key="year",
        width=170,
    )


def sort() -> None:
    """Order of the ranked table."""
    labels = {
        "share": _("Sorted by China's share"),
        "fall": _("Largest fall in five years first"),
        "rise": _("Largest rise in five years first"),
        "hhi": _("Sorted by concentration (HHI)"),
        "definitions": _("Sorted by definitions met"),
        "value": _("Sorted by imports in USD"),
        "name": _("Sorted by name"),
    }
    st.selectbox(
        _("Order of the table"),
        permalink.CHOICES["sort"],
        format_func=labels.get,
        key="sort",
        width=270,
        label_visibility="collapsed",
    )


def importer_name(iso3: str) -> str:
    """Name of an importer in the reader's language."""
    return _importers().get(iso3, iso3)


def _importers() -> dict[str, str]:
    frame = db.query("importers")
    return dict(zip(frame["iso3"], frame[text.name_column("importer")], strict=True))


def _segments(label: str, name: str, labels: dict[str, str]) -> None:
    st.segmented_control(label, list(labels), format_func=labels.get, key=name, required=True)


_FILTERS = {"importer": importer, "basis": basis, "china": china, "stage": stage, "year": year}
