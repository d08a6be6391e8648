"""Country: what a country or group sells and who takes it, and what it buys from China."""

from __future__ import annotations

from dashboard.content.page import Page, Press, Presses, Section
from dashboard.pages.country.choice import Choice
from dashboard.pages.country.panels import exports, imports
from dashboard.pages.country.sentences import answer
from dashboard.pages.country.subject import Subject, subject
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


PAGE: Page[Choice, Subject] = Page(
    path="country",
    title=N_("Country"),
    choice=Choice,
    subject=subject,
    answer=answer,
    sections=(
        Section("supplier", exports.panels, shown=lambda subject: subject.choice.role == "supplier"),
        Section("importer", imports.panels, shown=lambda subject: subject.choice.role == "importer"),
    ),
    lead=presets,
)
