"""The palette: one fixed colour per supplier in the whole application.

Every colour has a contrast of at least 3:1 against both page backgrounds, so one palette serves the light and the
dark theme. China has the same dark hue everywhere and no warning red; what is grouped as Other is grey.
"""

from __future__ import annotations

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
}


def supplier_colour(iso3: str) -> str:
    """Colour of a supplier; countries without a place of their own share the grey of Other."""
    return SUPPLIERS.get(iso3, OTHER)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
