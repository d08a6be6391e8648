"""The pages as they are opened now: the only file of the parity test that knows the dashboard's code. No session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from dashboard import db, queries
from dashboard.content import meaning
from dashboard.content.page import every_parameter, panels
from dashboard.content.panel import Panel
from dashboard.pages import PAGES
from dashboard.pages.commitments.choice import RECORD
from dashboard.screen import table
from dashboard.state import choice
from dashboard.state.shared import ANY
from dashboard.words import language, names
from tests.contracts.shown import Drawn, Known, Rows, Shown

# Closed parts of these are looked at too, so that one address stands for all of them.
EVERYTHING = {"mineral"}


@contextmanager
def reader() -> Iterator[None]:
    """On the build that is published now."""
    try:
        yield
    finally:
        language.set_language("en")


def known() -> Known:
    """The identifiers of this build."""
    ask = db.published()
    records = [record for record in RECORD.options(ask) if record != ANY]
    ids = [tuple(listed) for listed in (names.importers(ask), names.countries(ask), names.groups(ask))]
    return Known(*ids, tuple(ask.ask(queries.MINERALS)["mineral_id"]), records)


def open_page(page: str, query: Mapping[str, str]) -> Shown:
    """What a page shows for the parameters of an address."""
    ask = db.published()
    entry = next(one for one in PAGES if one.path == page)
    ids = choice.known(every_parameter(PAGES), ask, ask.build.data_version)
    decoded = choice.decode({name: [value] for name, value in query.items()}, ids)
    language.set_language(str(decoded.values["lang"]))
    chosen = choice.make(entry.choice, decoded.values)
    subject = entry.subject(chosen, ask)
    answer = entry.answer(subject)
    address = choice.spelled_out(chosen, language.language(), "")
    return Shown(
        title=answer.title,
        sentence=answer.sentence,
        strong=answer.strong,
        details=[line for line in answer.details if line],
        notices=[*map(str, decoded.notices), *answer.notices],
        address=address,
        panels=[_drawn(made) for made in panels(entry, subject, page in EVERYTHING)],
        data_version=ask.build.data_version,
        built_on=ask.build.built_on,
    )


def _drawn(made: Panel) -> Drawn:
    lang = language.named()
    addresses = [column.page for column in made.columns if column.page]
    return Drawn(
        panel_id=made.panel_id,
        title=made.title,
        caption=made.caption,
        alt=made.alt,
        caveats=made.caveats,
        meanings={name: one.text for name, one in meaning.meanings(db.published(), made.frame, lang).items()},
        file_parts=made.file_parts,
        labels=[column.label for column in made.columns],
        frame=made.frame.drop(columns=addresses, errors="ignore"),
        html=table.render(made.drawn, made.columns, made.caption),
        # Not the figure's own to_dict, which packs numbers as bytes.
        traces=() if made.figure is None else [trace.to_plotly_json() for trace in made.figure.data],
        rows=None if made.rows is None else Rows(made.rows.choices, made.rows.load),
    )
