"""Country: what a country or group sells and who takes it, and what it buys from China."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dashboard.content.page import Block, Page, Press, Presses, Section
from dashboard.pages.country.choice import Choice, Role
from dashboard.pages.country.panels import exports, imports
from dashboard.pages.country.sentences import answer
from dashboard.pages.country.subject import Subject, subject
from dashboard.state.choice import depends_on
from dashboard.words import names
from dashboard.words.language import N_

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


def presets(subject: Subject) -> list[Presses]:
    """Central Asia and its states, and the importers that are asked about most."""
    called = names.countries(subject.ask)
    return [
        Presses(
            "presets",
            [
                Press(f"preset_{one}", called[one], {"country": one, "role": role}, one == subject.choice.country)
                for one, role in PRESETS.items()
                if one in called
            ],
        )
    ]


def _part(
    role: Role,
    blocks: Callable[[Subject], Iterable[Block]],
    depends: Sequence[str],
    empty: Callable[[Subject], str] | None = None,
) -> Section[Subject]:
    def shown(subject: Subject) -> bool:
        return subject.choice.role == role

    return Section(f"{role}_{blocks.__name__}", blocks, shown, empty, key=depends_on(*depends))


PAGE: Page[Choice, Subject] = Page(
    path="country",
    title=N_("Country"),
    choice=Choice,
    subject=subject,
    answer=answer,
    sections=(
        _part("supplier", exports.exports, exports.DEPENDS, exports.nothing_sold),
        _part("supplier", exports.production, exports.PRODUCTION_DEPENDS, exports.nothing_produced),
        _part("supplier", exports.apart, exports.DEPENDS),
        _part("importer", imports.ranked, imports.DEPENDS, imports.nothing_bought),
        _part("importer", imports.apart, imports.DEPENDS),
    ),
    lead=presets,
)
