"""The palette: one fixed colour per supplier in the whole application.

Every colour has a contrast of at least 3:1 against both page backgrounds, so one palette serves the light and the
dark theme. China has the same dark hue everywhere and no warning red; what is grouped as Other is grey.
"""

from __future__ import annotations

from collections.abc import Sequence

BACKGROUND = {"light": "#ffffff", "dark": "#14171c"}
CHINA = "#4a5bd0"
OTHER = "#7f8084"

SUPPLIERS = {
    "CHN": CHINA,
    "HKG": "#7d86e0",
    "MAC": "#9a86cf",
    "AUS": "#b8651b",
    "USA": "#2f86c1",
    "ZAF": "#4f8f2f",
    "RUS": "#a6539b",
    "KAZ": "#2f9aa0",
    "UZB": "#0f8a7e",
    "KGZ": "#6a9a8a",
    "TJK": "#5f88a8",
    "TKM": "#3a9a5b",
    "JPN": "#c2507a",
    "KOR": "#8b63d6",
    "S19": "#b55fc0",
    "VNM": "#c2603f",
    "IND": "#cf6a2a",
    "IDN": "#9c6b3f",
    "PHL": "#d0587e",
    "MYS": "#a5788f",
    "THA": "#c0714f",
    "CHL": "#a08030",
    "PER": "#8a7a1f",
    "ARG": "#888c2c",
    "BRA": "#6b8e23",
    "BOL": "#9a7f3a",
    "COD": "#4a9050",
    "CAN": "#4d8fb0",
    "MEX": "#7a8f3a",
    "DEU": "#6f7fb8",
    "FRA": "#5b86c9",
    "NOR": "#4796a8",
    "FIN": "#5a93b5",
    "EST": "#6c8aa6",
    "GBR": "#8f78b0",
    "TUR": "#b06a6a",
    "EU27": "#4f7fd0",
    "NER": "#a8702a",
    "BEL": "#a26060",
    "NLD": "#3e803c",
    "ITA": "#9959ab",
    "CHE": "#8c7e52",
    "SGP": "#418b77",
    "MAR": "#c05d8b",
    "ARE": "#749256",
    "ESP": "#937dc2",
    "AUT": "#bf775a",
    "UKR": "#4a7d57",
    "PAK": "#9f5b9a",
    "MDG": "#74772e",
    "ISR": "#508889",
    "CZE": "#b76675",
    "MOZ": "#498d37",
    "GAB": "#987fa9",
    "MNG": "#a8824f",
    "SWE": "#3c9a70",
    "OMN": "#946483",
    "SEN": "#667b3a",
    "SLE": "#3a7995",
    "SAU": "#a7706a",
    "EGY": "#438e49",
    "LKA": "#a965b1",
    "ZMB": "#928a56",
    "MMR": "#47978a",
    "KEN": "#c76e8e",
    "QAT": "#5c7c49",
    "GIN": "#8561b5",
    "JOR": "#a0653e",
    "TZA": "#518a66",
    "DZA": "#a96a9e",
    "NAM": "#788433",
    "RWA": "#5b929a",
    "GUY": "#be7479",
    "JAM": "#459a3c",
    "GHA": "#896697",
    "NGA": "#866f3f",
    "ZWE": "#317f64",
    "LAO": "#a0718a",
    "POL": "#698940",
    "GEO": "#4584b0",
    "IRN": "#ac7e72",
    "NZL": "#489957",
    "NCL": "#b771b7",
    "PNG": "#757445",
    "CUB": "#3b7d79",
    "GRC": "#ba4f69",
    "BGR": "#608950",
    "BHR": "#9171ad",
}


def supplier_colour(iso3: str) -> str:
    """Colour of a supplier; countries without a place of their own share the grey of Other."""
    return SUPPLIERS.get(iso3, OTHER)


def text_on(colour: str) -> str:
    """White or black, whichever is easier to read on this colour (always above 4.5:1)."""
    return max("#ffffff", "#000000", key=lambda ink: contrast(ink, colour))


def plain(label: object) -> str:
    """Text for a chart: nothing in it can become markup."""
    return str(label).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def layout(height: int, right: int = 24, top: int = 16) -> dict:
    """What all charts share: the height is fixed, so that nothing moves while the page loads."""
    return {
        "height": height,
        "margin": {"l": 8, "r": right, "t": top, "b": 32},
        "hoverlabel": {"align": "left"},
        "dragmode": False,
    }


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move label positions apart until they are ``gap`` from each other, as little as possible, order kept."""
    if not places:
        return []
    gap = min(gap, (high - low) / len(places))
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    lower = low
    for at in order:
        moved[at] = lower = max(moved[at], lower)
        lower += gap
    upper = high
    for at in reversed(order):
        moved[at] = upper = min(moved[at], upper)
        upper -= gap
    return moved


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
