"""The shared filters. Each widget's key is its parameter in the address; options are identifiers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import controls_register, db, permalink, text
from dashboard.text import _


def known() -> permalink.Known:
    """Identifiers that the database has, for permalink; collected once for each build."""
    build = db.current()
    return _known(build.path, build.stamp)


@st.cache_resource(max_entries=3, show_spinner=False)
def _known(path: str, stamp: int) -> permalink.Known:
    return permalink.Known(
        importers=tuple(db.query("importers")["iso3"]),
        minerals=tuple(db.query("minerals")["mineral_id"]),
        definitions=tuple(db.query("definitions")["definition_id"]),
        years=tuple(int(year) for year in db.query("years")["year"]),
        data_version=db.current().data_version,
        countries=tuple(db.query("countries")["country_id"]),
        groups=tuple(dict.fromkeys(db.query("groups")["group_id"])),
        editions=tuple(db.query("editions")["edition"]),
        **controls_register.known(),
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


def country() -> None:
    """Country or group of the country page, searchable: groups, then countries by name."""
    names = countries()
    st.selectbox(_("Country or group"), list(names), format_func=names.get, key="country", width=260)


def role() -> None:
    """The country as a supplier or as an importer."""
    _segments(_("Shown as"), "role", {"supplier": _("Supplier"), "importer": _("Importer")})


def view() -> None:
    """The views of the compare page."""
    labels = {"heat": _("Table"), "lines": _("Over time"), "map": _("Map"), "changes": _("What changed")}
    _segments(_("View"), "view", labels)


def group() -> None:
    """A list of importers of one's own, or the members of a country group."""
    names = {permalink.OWN: _("Own list"), **groups()}
    st.selectbox(_("Importers of"), list(names), format_func=names.get, key="group", width=190)


def importers() -> None:
    """Up to six importers, in the order in which they were picked."""
    names = _importers()
    most = permalink.LISTS["importers"]
    st.multiselect(
        _("Importers, up to {n}").format(n=most),
        list(names),
        format_func=names.get,
        key="importers",
        max_selections=most,
        width=640,
    )


def metric() -> None:
    """What is compared."""
    labels = metrics()
    st.selectbox(_("Figure"), list(labels), format_func=labels.get, key="metric", width=230)


def definition() -> None:
    """The named definition of dependence."""
    frame = db.query("definitions")
    names = dict(zip(frame["definition_id"], frame[text.name_column("definition")], strict=True))
    st.selectbox(_("Definition of dependence"), list(names), format_func=names.get, key="definition", width=280)


def since() -> None:
    """The earlier year of a comparison, latest first."""
    years = [int(value) for value in reversed(db.query("years")["year"])]
    st.selectbox(_("Compared with"), years, key="since", width=140)


def mineral() -> None:
    """Mineral, searchable by English or Japanese name and by symbol."""
    names = minerals()
    st.selectbox(_("Mineral"), list(names), format_func=names.get, key="mineral", width=260)


def first_year() -> None:
    """First year of what is drawn over time."""
    st.selectbox(_("From"), [int(value) for value in db.query("years")["year"]], key="from", width=100)


def last_year() -> None:
    """Last year of what is drawn over time."""
    st.selectbox(_("To"), [int(value) for value in reversed(db.query("years")["year"])], key="to", width=100)


def period() -> None:
    """First and last year, side by side."""
    with st.container(horizontal=True, gap="small", width="content"):
        first_year()
        last_year()


def edition() -> None:
    """Edition of the USGS summaries; each one revises the years before."""
    editions = {permalink.NEWEST: _("Newest edition"), **{year: year for year in db.query("editions")["edition"]}}
    st.selectbox(_("USGS edition"), list(editions), format_func=editions.get, key="edition", width=170)


def section() -> None:
    """The part of the mineral page that is open."""
    labels = {
        "world": _("Production and reserves"),
        "concentration": _("World concentration"),
        "price": _("Prices"),
        "points": _("Published points"),
        "flows": _("Flows of one year"),
        "codes": _("Customs codes"),
        "register": _("Controls and projects"),
    }
    _segments(_("More about this mineral"), "section", labels)


def topic() -> None:
    """The part of the data page that is open."""
    labels = {
        "sources": _("Sources"),
        "checks": _("Checks"),
        "metrics": _("Metrics"),
        "codes": _("Customs codes and grades"),
        "downloads": _("Downloads"),
        "cite": _("How to cite"),
        "changes": _("Changes"),
    }
    _segments(_("About the data"), "topic", labels)


def minerals() -> dict[str, str]:
    """Names by which a mineral is found: in the reader's language first, then the other one and the symbol."""
    frame = db.query("minerals")
    other = f"mineral_name_{'ja' if text.language() == 'en' else 'en'}"
    return {
        row["mineral_id"]: " · ".join(
            str(row[key]) for key in (text.name_column("mineral"), other, "symbol") if not text.missing(row[key])
        )
        for row in frame.to_dict("records")
    }


def mineral_name(mineral_id: str) -> str:
    """Name of a mineral in the reader's language."""
    frame = db.query("minerals")
    return dict(zip(frame["mineral_id"], frame[text.name_column("mineral")], strict=True)).get(mineral_id, mineral_id)


def metrics() -> dict[str, str]:
    """Names of the figures that importers can be compared by."""
    return {
        "china": _("China's share"),
        "top": _("Share of the largest supplier"),
        "hhi": _("Concentration (HHI)"),
        "definitions": _("Definitions of dependence met"),
    }


def countries() -> dict[str, str]:
    """Names of the countries and groups of the country page."""
    frame = db.query("countries")
    return dict(zip(frame["country_id"], frame[text.name_column("country")], strict=True))


def groups() -> dict[str, str]:
    """Names of the country groups."""
    frame = db.query("groups").drop_duplicates("group_id")
    return dict(zip(frame["group_id"], frame[text.name_column("group")], strict=True))


def importer_name(iso3: str) -> str:
    """Name of an importer in the reader's language."""
    return _importers().get(iso3, iso3)


def _importers() -> dict[str, str]:
    frame = db.query("importers")
    return dict(zip(frame["iso3"], frame[text.name_column("importer")], strict=True))


def part() -> None:
    """The part of the commitments page that is open."""
    from dashboard import controls_register  # it asks the register, which the other pages need not wait for

    controls_register.part()


def _segments(label: str, name: str, labels: dict[str, str]) -> None:
    st.segmented_control(label, list(labels), format_func=labels.get, key=name, required=True)


_FILTERS = {"importer": importer, "basis": basis, "china": china, "stage": stage, "year": year}
_FILTERS |= {"country": country, "role": role, "view": view, "group": group, "importers": importers}
_FILTERS |= {"metric": metric, "definition": definition, "since": since}
_FILTERS |= {"mineral": mineral, "period": period, "edition": edition, "topic": topic, "part": part}
