"""The colours: one hue for China, one accent for what a sentence names, greys for all others.

Every colour of a mark has a contrast of at least 3:1 against both page backgrounds, so one palette serves the light
and the dark theme. Colour alone tells nothing: what is grey has its name beside it, inside it or in the legend.
"""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, product

BACKGROUND = {"light": "#ffffff", "dark": "#14171c"}
CHINA = "#4a5bd0"
ACCENT = "#b8651b"
OTHER = "#7f8084"
# Neighbours alternate, dark and pale, beside the grey of Other between them.
GREYS = ("#6a6f77", "#8f939a")
# Within what counts as China in some of the figures: its hue, paler.
AREAS_OF_CHINA = {"CHN": CHINA, "HKG": "#6d7bdf", "MAC": "#838de3"}
GROUPED = "OTHER"
# Hollow or faint: a grey that is nearly transparent, so that the page shows through on either theme.
FAINT = "rgba(127, 128, 132, 0.15)"
CLEAR = "rgba(0, 0, 0, 0)"
# Not colours: Streamlit's browser part puts the background and the text colour of the reader's theme in their place.
# Black, which would stay where it does not, is readable as a line and as a letter.
PAGE, TEXT = "#000038", "#000037"
# Width of a letter of the charts' font of 12 px; Chinese and Japanese letters take two.
LETTER = 6.6
# Pixels of a letter of 12 px, a little more than the charts' own font has; all others take ALMOST_ALL.
WIDTHS = {3.3: " \N{NO-BREAK SPACE}|',.:;ijlI", 4.2: "!f()[]{}-tr/", 5.7: '*s"?zcJxvyY', 8.0: "DGUHNOQ", 10.0: "wMWm%@"}
ALMOST_ALL, WIDE = 6.8, 12.0
# Between a name and its axis.
TICK = 17
# These never begin a line of Japanese.
NEVER_FIRST = frozenset("、。・ー）」』ぁぃぅぇぉっゃゅょァィゥェォッャュョ")


@dataclass(frozen=True)
class Look:
    """How the parts of one supplier are filled.

    Attributes:
        colour: ``#rrggbb``.
        pattern: hatching in the words of the chart library; empty: solid.
    """

    colour: str
    pattern: str = ""


def looks(order: Iterable[str], accent: str | None = None) -> dict[str, Look]:
    """A look for each supplier, no two the same among the first dozen.

    Args:
        order: iso3 in the order in which the parts lie beside each other.
        accent: the one that the sentence names; None or one that is not there: no accent.
    """
    greys = cycle(Look(grey, pattern) for pattern, grey in product(("", "/", "x", ".", "-", "|"), GREYS))
    fixed = {accent: Look(ACCENT)} | {iso3: Look(colour) for iso3, colour in AREAS_OF_CHINA.items()}
    fixed[GROUPED] = Look(OTHER)
    return {iso3: fixed.get(iso3) or next(greys) for iso3 in dict.fromkeys(order)}


def colours(order: Iterable[str], accent: str | None = None) -> dict[str, str]:
    """A colour for each supplier where names tell them apart: China's hue, the accent, greys in turn."""
    return {iso3: look.colour for iso3, look in looks(order, accent).items()}


def named(ranked: Iterable[str]) -> str | None:
    """Who gets the accent: the first of these that is a supplier other than China; None where there is none."""
    return next((iso3 for iso3 in ranked if iso3 not in AREAS_OF_CHINA and iso3 != GROUPED), None)


def series(count: int, first: str = ACCENT) -> list[str]:
    """Colours of lines or marks that belong to no supplier: one that stands out, then greys in turn."""
    return [first, *(GREYS[number % len(GREYS)] for number in range(count - 1))][:count]


def text_on(colour: str) -> str:
    """White or black, whichever is easier to read on this colour (always above 4.5:1)."""
    return max("#ffffff", "#000000", key=lambda ink: contrast(ink, colour))


def plain(label: object) -> str:
    """Text for a chart: nothing in it can become markup."""
    return str(label).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def letters(label: str) -> int:
    """Width of a text in letters of the Latin alphabet."""
    if label.replace("\N{NO-BREAK SPACE}", " ").isascii():
        return len(label)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in label)


def wrapped(label: str, width: int) -> list[str]:
    """Lines of at most ``width`` letters where the text allows it: it breaks at spaces, Japanese between letters."""
    lines, line, long = [], "", 0
    for piece in _pieces(label):
        more = letters(piece)
        if line and long + more - piece.endswith(" ") > width:
            lines.append(line.rstrip(" "))
            line, long = "", 0
        line += piece
        long += more
    return [*lines, line.rstrip(" ")]


def _pieces(label: str) -> list[str]:
    """Words with the space behind them; a wide letter is a piece of its own, with what must not begin a line."""
    pieces: list[str] = []
    for word in re.findall(r"[^ ]* |[^ ]+", label):
        if word.isascii():
            pieces.append(word)
            continue
        start = len(pieces)
        for letter in word:
            if len(pieces) > start and (letters(letter) == 1 or letter in NEVER_FIRST):
                pieces[-1] += letter
            else:
                pieces.append(letter)
    return pieces


def lines_of(label: object, width: int) -> str:
    """A label of several lines for a chart."""
    return "<br>".join(plain(line) for line in wrapped(str(label), width))


def room(labels: Iterable[str]) -> int:
    """Pixels that the widest of these lines takes beside the plot."""
    lines = [line for label in labels for line in label.split("<br>")]
    return 14 + round(LETTER * max((letters(line) for line in lines), default=0))


def left(names: Iterable[str]) -> int:
    """Pixels that names take left of their axis.

    The chart library would find it out by drawing the chart a second time, which doubles the time of a chart.

    Args:
        names: as they are drawn: lines apart by ``<br>``, markup escaped.
    """
    lines = [html.unescape(line) for name in names for line in name.split("<br>")]
    return TICK + round(max((sum(map(_width, line)) for line in lines), default=0.0))


@functools.cache
def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    return next((width for width, those in WIDTHS.items() if letter in those), ALMOST_ALL)


def layout(height: int, right: int = 24, top: int = 16) -> dict:
    """What all charts share: the height is fixed, so that nothing moves while the page loads."""
    return {
        "height": height,
        "margin": {"l": 8, "r": right, "t": top, "b": 32},
        "hoverlabel": {"align": "left"},
        "dragmode": False,
    }


def spread(places: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move the middles of labels apart until none overlaps the next, as little as possible, order kept.

    Args:
        places: where each wants to be.
        sizes: height of each in the same unit; all are made smaller where together they are higher than the axis.
        low: lowest end of the axis.
        high: highest end of the axis.
    """
    scale = min(1.0, (high - low) / sum(sizes)) if places else 1.0
    half = [size * scale / 2 for size in sizes]
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    lower = low
    for at in order:
        moved[at] = max(moved[at], lower + half[at])
        lower = moved[at] + half[at]
    upper = high
    for at in reversed(order):
        moved[at] = min(moved[at], upper - half[at])
        upper = moved[at] - half[at]
    return moved


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def over(colour: str, ground: str, opacity: float) -> str:
    """The colour that is seen where one with this opacity lies on another."""
    pairs = [(int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(front * opacity + back * (1 - opacity)):02x}" for front, back in pairs)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
