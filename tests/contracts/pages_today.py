"""The pages as they are opened now: the only file of the parity test that knows the dashboard's code.

Each function below calls what ``main()`` of its page calls, and draws nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard import controls, db, headline, panel, permalink, table, text
from dashboard.text import _
from dashboard.views import (
    commitments,
    commitments_record,
    compare,
    country,
    country_view,
    data,
    diversification,
    diversification_view,
    mineral,
    mineral_answer,
    mineral_view,
    overview,
)
from tests.contracts.shown import Drawn, Known, Rows, Shown

# Title, sentence, strong part, details, notices, panels.
Said = tuple[str, str, str, Sequence[str], Sequence[str], Sequence[panel.Panel]]


@contextmanager
def reader() -> Iterator[None]:
    """The state of a viewer outside a running page, on the build that is published now."""
    logging.disable(logging.WARNING)  # Streamlit warns of every value that is read outside a running page
    try:
        db.pin()
        yield
    finally:
        logging.disable(logging.NOTSET)
        for name in (*permalink.NAMES, permalink._SEEN, db._PINNED):
            st.session_state.pop(name, None)
        text.set_language("en")


def known() -> Known:
    """The identifiers of this build."""
    ids = controls.known()
    records = [record for record in ids.register["record"] if record != permalink.ANY]
    return Known(ids.importers, ids.countries, ids.groups, ids.minerals, records)


def open_page(page: str, query: Mapping[str, str]) -> Shown:
    """What a page shows for the parameters of an address."""
    ids = controls.known()
    decoded = permalink.decode({name: [value] for name, value in query.items()}, ids)
    for name, value in decoded.values.items():
        st.session_state[name] = permalink._for_widget(name, value)
    st.session_state[permalink._SEEN] = {
        "values": decoded.values,
        "usual": permalink.defaults(ids),
        "version": ids.data_version,
    }
    text.set_language(str(decoded.values["lang"]))
    title, sentence, strong, details, notices, panels = PAGES[page](decoded.values)
    address = [(name, value) for name, value in parse_qsl(permalink.query_string()) if name != "v"]
    build = db.current()
    return Shown(
        title=title,
        sentence=sentence,
        strong=strong,
        details=[line for line in details if line],
        notices=[*decoded.notices, *notices],
        address=urlencode(address, safe=","),
        panels=[_drawn(made) for made in panels],
        data_version=build.data_version,
        built_on=build.built_on,
    )


def _drawn(made: panel.Panel) -> Drawn:
    addresses = [column.page for column in made.columns if column.page]
    return Drawn(
        panel_id=made.panel_id,
        title=made.title,
        caption=made.caption,
        alt=made.alt,
        caveats=made.caveats,
        meanings=made.meanings,
        file_parts=made.file_parts,
        labels=[column.label for column in made.columns],
        frame=made.frame.drop(columns=addresses, errors="ignore"),
        html=table.render(made.frame if made.layout is None else made.layout, made.columns, made.caption),
        # Not the figure's own to_dict, which packs numbers as bytes.
        traces=() if made.figure is None else [trace.to_plotly_json() for trace in made.figure.data],
        rows=None if made.rows is None else Rows(made.rows.choices, made.rows.load),
    )


def _overview(chosen: dict) -> Said:
    frame, told = overview._frame(chosen), overview._told(chosen)
    ranked = overview._ordered(frame[frame["status"] == "RANKED"], chosen["sort"])
    return (
        _("{importer}: imports of critical minerals").format(importer=told["importer"]),
        headline.overview(ranked, told["importer"], told["year"], chosen["basis"], chosen["china"]),
        str(headline.count_minerals(ranked, "china_share")),
        [headline.above_half(ranked), headline.largest_moves(ranked, chosen["year"] - 5)],
        [],
        list(overview._panels(frame, ranked, told)),
    )


def _mineral(chosen: dict) -> Said:
    """Every section, open or closed, so that one address stands for all of them."""
    view = mineral_view.view(chosen)
    sentence, strong, details = mineral_answer.answer(view)
    title = _("{mineral}: imports of {importer}").format(mineral=view.mineral, importer=view.importer)
    builders = [*mineral._above(view), *(builder for section in mineral.SECTIONS.values() for builder in section)]
    made = [drawn for builder in dict.fromkeys(builders) for drawn in builder(view)]
    return title, sentence, strong, details, [], made


def _country(chosen: dict) -> Said:
    view = country_view.view(chosen)
    said, made = country.page(view)
    return country._title(view), said.sentence, said.strong, said.details, [], made


def _compare(chosen: dict) -> Said:
    said = compare.page(chosen)
    return said.title, said.sentence, said.strong, said.details, said.notices, said.panels


def _diversification(chosen: dict) -> Said:
    view = diversification_view.view(chosen)
    section = diversification._section(str(chosen["question"]), view)
    title = _("Diversification: {mineral}, imports of {importer}").format(mineral=view.mineral, importer=view.importer)
    return title, section.sentence, section.strong, section.details, [], section.panels


def _commitments(chosen: dict) -> Said:
    answer, made_by = commitments._parts(chosen)
    opened = chosen["record"] != permalink.ANY
    title = commitments_record.title(chosen) if opened else _("Commitments: from pledge to flow")
    sentence, strong, details = answer(chosen)
    return title, sentence, strong, details, [], list(made_by(chosen))


def _data(chosen: dict) -> Said:
    build = db.query("data_build").iloc[0]
    made = [builder() for builder in data.TOPICS[str(chosen["topic"])]]
    return _("Data and methods"), data.sentence(build), str(build["data_version"]), [data.compared(build)], [], made


PAGES: Mapping[str, Callable[[dict], Said]] = {
    "overview": _overview,
    "mineral": _mineral,
    "country": _country,
    "compare": _compare,
    "diversification": _diversification,
    "commitments": _commitments,
    "data": _data,
}
