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
    "BEL": "#ac5d5d",
    "NLD": "#31842e",
    "ITA": "#b13dd1",
    "CHE": "#8d7c49",
    "SGP": "#318c73",
    "MAR": "#d54d8d",
    "ARE": "#70944c",
    "ESP": "#967bd1",
    "AUT": "#d26b41",
    "UKR": "#428052",
    "PAK": "#b941b1",
    "MDG": "#74781c",
    "ISR": "#47898a",
    "CZE": "#c65d6f",
    "MOZ": "#399122",
    "GAB": "#a078ba",
    "MNG": "#b1813e",
    "SWE": "#259d67",
    "OMN": "#a8578b",
    "SEN": "#627d2c",
    "SLE": "#267ca1",
    "SAU": "#af6c64",
    "EGY": "#328f3a",
    "LKA": "#c445d3",
    "ZMB": "#948a4c",
    "MMR": "#359787",
    "KEN": "#d95e8a",
    "QAT": "#577d40",
    "GIN": "#895dc6",
    "JOR": "#ae5e29",
    "TZA": "#498d62",
    "DZA": "#c355b0",
    "NAM": "#75841f",
    "RWA": "#50919b",
    "GUY": "#cb6c72",
    "JAM": "#309d25",
    "GHA": "#955dac",
    "NGA": "#8c6f31",
    "ZWE": "#1e805f",
    "LAO": "#b1688f",
    "POL": "#618830",
    "GEO": "#2e85c2",
    "IRN": "#b37b6b",
    "NZL": "#369b4a",
    "NCL": "#d651d6",
    "PNG": "#76743d",
    "CUB": "#2c7d78",
    "GRC": "#d0395e",
    "BGR": "#598a47",
    "BHR": "#9c68ca",
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
