"""What if a supplier withholds exports: the sentence, the controls, the table of spare capacity to edit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from dashboard.content.filters import Filter, Filters
from dashboard.content.page import Block, Editable, Heading
from dashboard.models.export_cut import Result, ScenarioError
from dashboard.pages.diversification import asked_cut
from dashboard.pages.diversification.asked_cut import Asked
from dashboard.pages.diversification.changed_spare import MOST_CHANGES, changed
from dashboard.pages.diversification.choice import (
    COMPETE,
    CUT,
    HIT,
    KEEP,
    PLANTS,
    PRICE,
    RAMP,
    SLACK,
    SPARE,
    SUPPLIER,
)
from dashboard.pages.diversification.panels import cut_panels
from dashboard.pages.diversification.sentences import no_figures
from dashboard.pages.diversification.subject import Part, Subject
from dashboard.question import records
from dashboard.words import formats
from dashboard.words.language import _


def part(subject: Subject) -> Part:
    """The answer and the panels."""
    if not subject.series:
        return no_figures(subject)
    try:
        asked = asked_cut.ask_for(subject)
    except ScenarioError as error:
        return Part(str(error), details=subject.notes)
    try:
        result = asked_cut.answer(subject, asked)
    except ScenarioError as error:
        return Part(str(error), details=[*subject.notes, *asked.notes], above=[_filters(subject, asked)])
    sentence, strong = _sentence(subject, asked, result)
    return Part(
        sentence=sentence,
        strong=strong,
        details=[*_details(subject, asked, result), *subject.notes, *asked.notes],
        panels=partial(cut_panels.build, subject, asked, result),
        above=[_filters(subject, asked)],
        below=list(_editor(subject, asked)),
    )


def _sentence(subject: Subject, asked: Asked, result: Result) -> tuple[str, str]:
    figures = result.focus or result.total
    name = subject.importer if result.focus else _("all importers")
    best = formats.share(figures.uncovered("best"))
    strong = _(
        "uncovered {a} without re-sourcing, {b} with spare capacity shared pro rata, {c} in the best case"
    ).format(
        a=formats.share(figures.uncovered("no_resourcing")), b=formats.share(figures.uncovered("pro_rata")), c=best
    )
    exposed = figures.exposed_t / figures.baseline_t if figures.baseline_t else 0.0
    value = _(", {n} million USD").format(n=formats.million_usd(figures.exposed_usd))
    sentence = _(
        "If {supplier} withholds {cut} % of its exports of {subject} from {whom}, {exposed} of the tonnes that "
        "{importer} imported in {year} are exposed ({t} t{value}); {strong}."
    ).format(
        supplier=asked_cut.withheld_by(subject, asked),
        cut=subject.choice.cut,
        subject=subject.goods,
        whom=subject.importer if subject.choice.hit == "one" else _("everybody"),
        exposed=formats.share(exposed),
        importer=name,
        year=subject.year(subject.last),
        t=formats.tonnes(figures.exposed_t),
        value="" if formats.missing(figures.exposed_usd) else value,
        strong=strong,
    )
    return sentence, strong


def _details(subject: Subject, asked: Asked, result: Result) -> list[str]:
    total = result.total
    lines = [
        _("All importers: {exposed} t of {base} t exposed; uncovered {a}, {b} and {c}.").format(
            exposed=formats.tonnes(total.exposed_t),
            base=formats.tonnes(total.baseline_t),
            a=formats.share(total.uncovered("no_resourcing")),
            b=formats.share(total.uncovered("pro_rata")),
            c=formats.share(total.uncovered("best")),
        )
    ]
    if result.diverted_t > 0:
        lines.append(
            _("The best case diverts {t} t of surviving shipments from their buyers.").format(
                t=formats.tonnes(result.diverted_t)
            )
        )
    lines.append(_largest_spare(asked))
    on = asked_cut.projects(subject, asked)
    if on:
        titles = dict(zip(asked.plants["project_id"], asked.plants["title"], strict=True))
        said = ", ".join(f"{titles[one.project_id]} ({formats.tonnes(one.tonnes)} t)" for one in on)
        lines.append(_("Planned projects that run: {names}.").format(names=said))
    return [*lines, asked_cut.price(subject, result)]


def _largest_spare(asked: Asked) -> str:
    """Whose spare capacity the answers rest on."""
    spare = asked.spare[asked.spare["supplier"] != asked.supplier].dropna(subset=["spare_t"])
    spare = spare[spare["spare_t"] > 0].sort_values("spare_t", ascending=False, kind="stable")
    if spare.empty:
        return _("No spare capacity is known.")
    named = [
        _("{name} {t} t ({origin})").format(
            name=asked.areas.get(row["supplier"], row["supplier"]),
            t=formats.tonnes(row["spare_t"]),
            origin=cut_panels.origin(row["origin"]) if not row["is_edited"] else _("changed by the reader"),
        )
        for row in records(spare.head(3))
    ]
    return _("Spare capacity counted: {t} t, most of it {names}; of whatever grade, see below.").format(
        t=formats.tonnes(spare["spare_t"].sum()), names=formats.and_list(named, 3)
    )


def _filters(subject: Subject, asked: Asked) -> Filters:
    # The list of this series may not have the supplier of the address.
    instead = asked.supplier if asked.supplier != subject.choice.supplier else None
    importer = subject.importer
    filters = [
        Filter(SUPPLIER, options=asked.suppliers, instead=instead),
        Filter(CUT),
        Filter(HIT, options={"all": _("All importers"), "one": importer}),
        Filter(
            COMPETE,
            options={"all": _("All importers compete"), "one": _("Only {importer}").format(importer=importer)},
        ),
        Filter(KEEP),
        Filter(RAMP),
        Filter(SLACK),
        Filter(PRICE),
    ]
    if len(asked.plants):
        plants = records(asked.plants)
        named = {row["project_id"]: f"{row['title']}, {formats.tonnes(row['capacity'])} t" for row in plants}
        filters.append(Filter(PLANTS, options=named))
    return Filters("cut_controls", filters)


def _editor(subject: Subject, asked: Asked) -> Iterator[Block]:
    """The table of spare capacity; a changed figure counts at once."""
    yield Heading(
        _("Change spare capacity"),
        [
            _(
                "Type tonnes into the last column; an empty cell means unknown and counts as none. Changes are in the "
                "downloads and in the link, which holds up to {n} of them."
            ).format(n=MOST_CHANGES)
        ],
    )
    spare = asked.spare
    what, suppliers = asked_cut.changes_about(subject), list(spare["supplier"])
    computed = dict(zip(suppliers, spare["computed_t"], strict=True))
    yield Editable(
        key=f"spare_{what}",
        frame=pd.DataFrame(
            {
                "name": [asked.areas.get(one, one) for one in suppliers],
                "current_t": spare["current_t"],
                "origin": [cut_panels.origin(code) for code in spare["origin"]],
                "computed_t": spare["computed_t"],
                "spare_t": spare["spare_t"].where(spare["is_edited"], spare["computed_t"]),
            }
        ),
        headings={
            "name": _("Supplier"),
            "current_t": _("Exports, t"),
            "origin": _("Where it comes from"),
            "computed_t": _("Calculated, t"),
            "spare_t": _("Spare capacity used, t"),
        },
        column="spare_t",
        ids=suppliers,
        parameter=SPARE.name,
        changes=partial(changed, subject.choice.spare, what, computed),
    )
