"""The sentence behind each reason code."""

from __future__ import annotations

from dashboard.words.formats import missing
from dashboard.words.language import _


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
