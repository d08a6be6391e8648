"""Words and number formats: gettext, names in the reader's language, reasons, and how figures are printed.

English is the source language; a catalogue lives in ``locale/<lang>/LC_MESSAGES/dashboard.mo``.
"""

from __future__ import annotations

import functools
import gettext
import math
from contextvars import ContextVar
from pathlib import Path

import pandas as pd

LANGUAGES = ("en", "ja")
NOT_AVAILABLE = "n/a"
MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"

_LOCALE = Path(__file__).parent / "locale"
# Streamlit runs each viewer in a thread of its own, so the language belongs to the context, not to the process.
_language: ContextVar[str] = ContextVar("language", default="en")


@functools.cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation("dashboard", _LOCALE, languages=[lang], fallback=True)


def set_language(lang: str) -> None:
    """Set the language of this viewer; anything but a known language means English."""
    _language.set(lang if lang in LANGUAGES else "en")


def language() -> str:
    """Language of this viewer: en or ja."""
    return _language.get()


def _(message: str) -> str:
    """Translate a message; without a catalogue the English text itself."""
    return _catalogue(language()).gettext(message)


def name_column(stem: str) -> str:
    """Column of a frame that holds the name in the reader's language: ``name_column('mineral')`` is mineral_name_en."""
    return f"{stem}_name_{language()}"


def missing(value: object) -> bool:
    """True for None, NaN, NaT and pd.NA; False for lists and everything that can be printed."""
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def share(value: float | None) -> str:
    """A share 0-1 as a percentage with one decimal."""
    return NOT_AVAILABLE if missing(value) else f"{value * 100:.1f}{NBSP}%"


def points(value: float | None) -> str:
    """A difference of percentage points with its sign and one decimal."""
    if missing(value):
        return NOT_AVAILABLE
    rounded = round(float(value), 1)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    return f"{sign}{abs(rounded):.1f}"


def million_usd(value: float | None) -> str:
    """US dollars as millions with one decimal and thousands separators (the unit stands in the heading)."""
    return NOT_AVAILABLE if missing(value) else f"{value / 1e6:,.1f}"


def tonnes(value: float | None) -> str:
    """Tonnes: whole numbers, one decimal below ten, because customs mass is not more exact than that."""
    if missing(value):
        return NOT_AVAILABLE
    return f"{value:,.0f}" if value >= 10 or value == 0 else f"{value:.1f}"


def raw(value: float | None) -> str:
    """A published figure with all its digits and thousands separators."""
    return NOT_AVAILABLE if missing(value) else f"{value:,.15g}"


def index(value: float | None) -> str:
    """An index 0-1 such as the HHI, two decimals."""
    return NOT_AVAILABLE if missing(value) else f"{value:.2f}"


def count(value: float | None) -> str:
    """A whole number with thousands separators."""
    return NOT_AVAILABLE if missing(value) or math.isinf(value) else f"{value:,.0f}"


def suppliers(value: float | None) -> str:
    """Effective number of suppliers (1/HHI), one decimal."""
    return NOT_AVAILABLE if missing(value) else f"{value:.1f}"


def year(value: int, provisional: bool) -> str:
    """A year, marked where the publisher will still revise it."""
    return _("{year} (provisional)").format(year=value) if provisional else str(value)


def and_list(names: list[str], most: int) -> str:
    """Names as a list in a sentence; what goes over ``most`` is counted."""
    shown, rest = names[:most], len(names) - most
    if rest > 0:
        return _("{names} and {rest} more").format(names=", ".join(shown), rest=rest)
    if len(shown) < 2:
        return "".join(shown)
    return _("{names} and {last}").format(names=", ".join(shown[:-1]), last=shown[-1])


def stage(stage_id: str) -> str:
    """Name of a stage of the chain."""
    return {
        "all": _("All stages"),
        "ore": _("Ore"),
        "refined": _("Refined"),
        "product": _("Product"),
    }.get(stage_id, stage_id)


def basis(basis_id: str) -> str:
    """How a share is measured, as it stands in a sentence."""
    return {"value": _("by value"), "quantity": _("by tonnes")}[basis_id]


def china(china_id: str) -> str:
    """What China stands for, as it stands in a sentence."""
    return {"mainland": _("mainland China"), "plus": _("China with Hong Kong and Macao")}[china_id]


def event_state(state: str) -> str:
    """State of an export control in a word or two."""
    return {
        "announced": _("announced"),
        "in_force": _("in force"),
        "suspended": _("suspended"),
        "ended": _("ended"),
        "replaced": _("replaced"),
        "unknown": _("state unknown"),
    }.get(state, state)


def reason(code: str | None) -> str:
    """The sentence behind a reason code; an unknown code is shown as words rather than hidden."""
    if missing(code) or not code:
        return _("No reason given")
    return _reasons().get(code, code.replace("_", " ").capitalize())


def _reasons() -> dict[str, str]:
    return {
        "NO_CODE_AT_STAGE": _("No customs code of this mineral at this stage is covered here."),
        "IN_BASKET": _("Its customs code holds several metals: there is no figure for this one alone."),
        "IMPORTER_IS_CHINA": _("The importer is China itself, which has no share in its own imports."),
        "NO_TRADE_REPORTED": _("No import under these codes was reported for this year."),
        "COUNTRY_NOT_IN_RELEASE": _("The release has no imports of this country for this year."),
        "YEAR_NOT_IN_RELEASE": _("The release that holds these codes does not cover this year."),
        "CODE_NOT_IN_EXTRACT": _("The customs codes are not in the releases behind this database."),
        "CODE_NOT_IN_REVISION": _("This edition of the customs nomenclature has no code for it."),
        "BASKET_CODE": _("One customs code holds several metals, so a share says little about one of them."),
        "BELOW_THRESHOLD": _(
            "Too small to rank: under 100,000 USD or 1 tonne, or traded in fewer than three of the last five years."
        ),
        "QUANTITY_NOT_IN_EXTRACT": _("The release gives no tonnes for this year."),
        "NO_PRODUCTION_DATA": _("No production of this stage is published."),
        **_change_reasons(),
        **_score_reasons(),
    }


def _change_reasons() -> dict[str, str]:
    """Of changes, trends and origins."""
    return {
        "CONTENT_BASIS_DIFFERS": _("Production is published in another unit (content) than the trade (gross tonnes)."),
        "NOT_TRACEABLE": _("The flows run in a circle that no known production feeds."),
        "ONLY_HUBS": _("All reported suppliers are entrepôts."),
        "OUTFLOW_EXCEEDS_SUPPLY": _("The suppliers ship more than they are known to produce and import."),
        "QUANTITY_UNKNOWN": _("Its tonnes are not known."),
        "QUANTITY_PARTLY_UNKNOWN": _("Tonnes are known for under 95 % of the value."),
        "QUANTITY_ZERO": _("The tonnes are given as zero."),
        "TOO_FEW_POINTS": _("Fewer than five years can be compared."),
        "NO_TRADE_SERIES": _("No customs code of this mineral at this stage is covered here."),
        "CODES_DIFFER": _("This edition holds other codes, so it is not the same good."),
        "WINDOWS_OVERLAP": _("The two windows of three years overlap."),
        "WINDOW_INCOMPLETE": _("A window of three years has a year without figures."),
        "LARGEST_PARTNERS_ONLY": _("For some of these years the release has the largest partners only."),
    }


def _score_reasons() -> dict[str, str]:
    """Of the scores, with the remarks on them."""
    return {
        "IMPORT_RELIANCE_UNKNOWN": _("Import reliance is not known: the score rests on world supply alone."),
        "NO_IMPORTS_IN_TONNES": _("No imports in tonnes: the score rests on world supply alone."),
        "GLOBAL_SUPPLY_ONLY": _("From world supply alone."),
        "HHI_OF_OTHER_FORM": _("World production of another form."),
        "HHI_OF_ORE": _("World production of the ore stands in."),
        "PRODUCERS_PARTLY_UNNAMED": _("Over a tenth of world production is not named by country."),
        "GOVERNANCE_PARTLY_MEDIAN": _("Suppliers without a governance figure are taken at the world median."),
        "GOVERNANCE_OF_2023": _("Governance figures of 2023."),
        "LOW_BASE": _("Very small imports."),
        "DOMESTIC_NOT_COMPARABLE": _("Own production is counted in another unit and left out."),
        "DOMESTIC_WITHHELD": _("Own production is withheld and left out."),
        "NOT_A_PRODUCER": _("No list of producers names the country: import reliance is taken as 1."),
        "RELIANCE_OF_2016_2020": _("Import reliance of 2016 to 2020."),
        "SUPPLY_OF_USGS": _("World supply of the USGS."),
        "SOURCING_WITHOUT_DOMESTIC": _("Sourcing without own production."),
        "SUBSTITUTION_SET_TO_1": _("No substitution index: 1 is used."),
        "RECYCLING_SET_TO_0": _("No recycling rate: 0 is used."),
    }
