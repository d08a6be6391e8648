"""The mineral page: who mines, who refines, who supplies the importer, and what the customs codes hide."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from dashboard.content.filters import Filters, row
from dashboard.content.page import Columns, Note, Page, Section
from dashboard.content.panel import Panel
from dashboard.pages.mineral.choice import SECTION, Choice, Part
from dashboard.pages.mineral.panels import china, concentration, flows, points, price, production, record, stages
from dashboard.pages.mineral.panels import suppliers as over_time
from dashboard.pages.mineral.sentences import answer, nothing
from dashboard.pages.mineral.subject import Subject, subject
from dashboard.words.language import N_


@dataclass(frozen=True)
class Builder:
    """What makes the panels of a section, and the parameters that they depend on.

    A change of another parameter does not build them again; the mineral, the language and the build are always looked
    at.

    Attributes:
        make: makes the panels.
        parameters: fields of the choice beside the mineral.
        of_series: the panels show the series looked at, which stage and year choose.
    """

    make: Callable[[Subject], Iterable[Panel]]
    parameters: tuple[str, ...] = ()
    of_series: bool = False

    def key(self, subject: Subject) -> Hashable:
        """What the panels depend on."""
        series = subject.main["series_id"] if self.of_series and subject.main else ""
        return (subject.choice.mineral, series, *(getattr(subject.choice, name) for name in self.parameters))

    @property
    def depends(self) -> tuple[str, ...]:
        """The same as names of parameters in an address."""
        named = (name.rstrip("_") for name in self.parameters)
        return tuple(dict.fromkeys(("mineral", *named, *(("stage", "year") if self.of_series else ()))))

    def panels(self, subject: Subject) -> Iterator[Panel]:
        """The panels, each with the parameters that it depends on."""
        for panel in self.make(subject):
            yield replace(panel, depends=self.depends)


TRADE = ("importer", "basis", "china")
BASKET = Builder(stages.basket, (*TRADE, "year"))
USGS = Builder(production.usgs, ("edition",))
EXPORTS = Builder(points.exports, ("importer",))
STAGES = Builder(stages.stages, (*TRADE, "year"), of_series=True)
SUPPLIERS = Builder(over_time.suppliers, (*TRADE, "from_", "to"), of_series=True)
SHARE = Builder(china.china, (*TRADE, "from_", "to", "stage", "definition"))
# Computed when its part is open only.
PARTS: dict[Part, tuple[Builder, ...]] = {
    "world": (
        USGS,
        Builder(production.others),
        Builder(production.supply_shares, ("importer",)),
        Builder(production.reserves, ("edition",)),
    ),
    "concentration": (Builder(concentration.concentration, ("edition", "year", "china")),),
    "price": (Builder(price.prices, ("from_", "to")), Builder(points.prices)),
    "points": (EXPORTS, Builder(points.imports), Builder(points.others)),
    "flows": (Builder(flows.flows, (*TRADE, "year"), of_series=True),),
    "codes": (Builder(record.codes),),
    "register": (Builder(record.events, ("importer",)), Builder(record.commitments), Builder(record.projects)),
}
# A metal inside a basket has these above, so that they are not repeated in their part.
ABOVE = (USGS, EXPORTS)


def basket(subject: Subject) -> Iterator[Columns]:
    """The basket under its own name, and beside it what is known about the metal itself."""
    if subject.in_basket:
        yield Columns([list(BASKET.panels(subject)), list(USGS.panels(subject))])


def basket_exports(subject: Subject) -> Iterator[Panel]:
    """For a metal of a basket: what China is said to export of it."""
    if subject.in_basket:
        yield from EXPORTS.panels(subject)


def sections(_subject: Subject) -> list[Filters]:
    """The part of the page that is open."""
    return [row("sections", SECTION)]


def drawn(subject: Subject, part: Part) -> list[Builder]:
    """What an open part draws."""
    return [one for one in PARTS[part] if not (subject.in_basket and one in ABOVE)]


def empty(subject: Subject) -> Iterator[Note]:
    """Why the open part is empty, where it is."""
    part = subject.choice.section
    if not any(True for one in drawn(subject, part) for _panel in one.panels(subject)):
        yield Note(nothing(subject, part))


def _section(section_id: str, builder: Builder) -> Section[Subject]:
    return Section(section_id, builder.panels, key=builder.key)


def _of_part(part: Part, number: int, builder: Builder) -> Section[Subject]:
    def shown(subject: Subject) -> bool:
        return subject.choice.section == part and builder in drawn(subject, part)

    return Section(f"{part}_{number}", builder.panels, shown, key=builder.key)


def _empty_key(subject: Subject) -> Hashable:
    part = subject.choice.section
    return part, tuple(one.key(subject) for one in drawn(subject, part))


PAGE: Page[Choice, Subject] = Page(
    path="mineral",
    title=N_("Mineral"),
    choice=Choice,
    subject=subject,
    answer=answer,
    sections=(
        Section("basket", basket, key=lambda subject: (subject.in_basket, BASKET.key(subject), USGS.key(subject))),
        Section("basket_exports", basket_exports, key=lambda subject: (subject.in_basket, EXPORTS.key(subject))),
        _section("stages", STAGES),
        _section("suppliers", SUPPLIERS),
        _section("china", SHARE),
        Section("sections", sections),
        *(_of_part(part, number, one) for part, builders in PARTS.items() for number, one in enumerate(builders, 1)),
        Section("empty", empty, key=_empty_key),
    ),
)
