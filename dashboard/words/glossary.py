"""Words that stand on the pages without being explained, and how they explain themselves where they stand. Pure.

A word becomes a button that opens a popover of the browser's own: by mouse, keyboard and touch, without a script.
No threshold stands here: those of a rule are printed where the rule is, from the file.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.words.language import N_, Named, _, named


@dataclass(frozen=True)
class Term:
    """A word and what it means.

    Attributes:
        term_id: names it.
        words: as it stands in texts, by language; the first one heads its explanation.
        meaning: a message of one or two sentences.
        unlike: phrases of texts that hold the word and mean something else.
        listed_only: it stands in so many places that it is explained in the glossary only.
    """

    term_id: str
    words: Mapping[Named, tuple[str, ...]]
    meaning: str
    unlike: tuple[str, ...] = ()
    listed_only: bool = False

    @property
    def heading(self) -> str:
        """The word in the reader's language, as a heading."""
        word = self.words[named()][0]
        return word[:1].upper() + word[1:]


def _term(
    term_id: str,
    en: tuple[str, ...],
    ja: tuple[str, ...],
    meaning: str,
    unlike: tuple[str, ...] = (),
    listed_only: bool = False,
) -> Term:
    return Term(term_id, {"en": en, "ja": ja}, meaning, unlike, listed_only)


TERMS = (
    _term(
        "hhi",
        ("HHI",),
        ("HHI", "ハーフィンダール指数"),
        N_(
            "The Herfindahl-Hirschman index says how concentrated suppliers are: the sum of their squared shares. 1 "
            "is a single supplier, close to 0 are many small ones; it counts countries, not firms."
        ),
    ),
    _term(
        "grade",
        ("grade", "quality grade", "grades"),
        ("品質等級", "信頼度"),
        N_(
            "How far a figure can be trusted for a comparison, from A to D: the worst mark of a few printed rules on "
            "the customs code and the data. It is no statistical error and says nothing about the metal's purity."
        ),
        ("Grade and qualification", "whatever grade"),
    ),
    _term(
        "series",
        ("series",),
        ("系列",),
        N_(
            "The customs codes of one mineral at one stage in one edition of the nomenclature, followed over the "
            "years. A mineral may have several series."
        ),
        ("put into one series",),
    ),
    _term(
        "stage",
        ("stage", "stages"),
        ("工程", "段階"),
        N_(
            "Where in the chain the traded good stands: ore, refined or product. Each stage has customs codes of its "
            "own, and stages are never mixed in one share."
        ),
        ("project stage", "stage of a project"),
    ),
    _term(
        "basis",
        ("by value", "by tonnes"),
        ("金額ベース", "重量ベース"),
        N_(
            "A share can be of the money paid (value) or of the gross weight traded (tonnes). The two differ where "
            "suppliers sell at different prices; tonnes are not the metal contained."
        ),
    ),
    _term(
        "basket",
        ("basket", "baskets", "basket code", "basket codes"),
        ("バスケット", "混合コード"),
        N_(
            "A customs code that holds several metals at once. Its trade is counted once, under its own name, and "
            "tells nothing about any single one of them."
        ),
    ),
    _term(
        "provisional",
        ("provisional",),
        ("暫定", "暫定値"),
        N_("The latest year of trade, which its publisher revises with the next release."),
        listed_only=True,
    ),
    _term(
        "hs",
        ("HS code", "HS codes", "HS6", "HS editions", "customs code", "customs codes"),
        ("HSコード", "税関コード", "品目コード"),
        N_(
            "A number of six digits by which customs offices everywhere sort goods (Harmonised System, HS). One code "
            "may hold many goods, and the list is revised every few years."
        ),
    ),
    _term(
        "definition",
        ("definition of dependence", "definitions of dependence", "definitions met"),
        ("依存の定義", "該当する依存定義"),
        N_(
            "A published rule that says when imports count as dependent. There are several and they overlap, so the "
            "number of definitions met is a count, not a score."
        ),
    ),
    _term(
        "geodep",
        ("GeoDep",),
        ("GeoDep",),
        N_(
            "A definition of dependence by CEPII: imports are concentrated, world exports are concentrated, and "
            "imports exceed exports, in most of the last years. Measured in value."
        ),
    ),
    _term(
        "geopolrisk",
        ("GeoPolRisk",),
        ("GeoPolRisk",),
        N_(
            "A published score of supply risk: how concentrated world production is, times how unstable the countries"
            " are that an importer buys from. Higher is riskier; missing trade gives no score, not 0."
        ),
    ),
    _term(
        "reliance",
        ("import reliance", "net import reliance"),
        ("輸入依存度", "純輸入依存度"),
        N_(
            "How much of what a country uses is met by imports, less exports. It needs production of the same stage, "
            "so it is often not known."
        ),
    ),
    _term(
        "verdict",
        ("verdict", "verdicts"),
        ("判定",),
        N_(
            "Whether a flow rose, fell or stayed flat after the date from which a pledge could begin to work, or why "
            "this cannot be said. It compares two periods; timing is not causation."
        ),
    ),
    _term(
        "unit_value",
        ("unit value", "unit values"),
        ("単価",),
        N_(
            "Value divided by tonnes of what was traded under a code. It moves with prices, quality and the mix of "
            "goods in the code, and is not a quotation."
        ),
    ),
    _term(
        "spare",
        ("spare capacity",),
        ("余力", "供給余力"),
        N_(
            "What a supplier might ship in addition, estimated from what is published or from its own past exports. "
            "Where nothing is known it counts as none."
        ),
    ),
)
# Markup and entities are passed over; inside these elements a button would stand in what can be pressed already.
_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")
_PRESSED = re.compile(r"<(/?)(?:a|button|summary|label|select)\b", re.IGNORECASE)


@functools.cache
def _words(lang: Named) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds the words of a language, the longest first, and the term of each; unlike phrases have none."""
    marked = [one for one in TERMS if not one.listed_only]
    found = {word.lower(): one.term_id for one in marked for word in (*one.words["en"], *one.words[lang])}
    found |= {phrase.lower(): "" for one in marked for phrase in one.unlike}
    longest = sorted({w for one in marked for w in (*one.words["en"], *one.words[lang], *one.unlike)}, key=len)[::-1]
    return re.compile("|".join(map(_whole, longest))), found


def _whole(word: str) -> str:
    """A word in Latin letters is found whole, at the start of a sentence too; one in Japanese wherever it stands."""
    if not word.isascii():
        return re.escape(word)
    first = f"[{word[0].lower()}{word[0].upper()}]" if word[:2].islower() else re.escape(word[0])
    return rf"(?<![A-Za-z0-9-]){first}{re.escape(word[1:])}(?![A-Za-z0-9-])"


def mark(text: str, seen: set[str]) -> str:
    """Make the first word of each term in a text a button that opens its explanation.

    Args:
        text: escaped HTML; nothing inside a tag, a link or a button is touched.
        seen: terms that the page has marked already; those of this text are added.
    """
    pattern, found = _words(named())

    def button(match: re.Match[str]) -> str:
        word = match.group()
        term_id = found[word.lower()]
        if not term_id or term_id in seen:
            return word
        seen.add(term_id)
        return f'<button type="button" class="term" popovertarget="term-{term_id}">{word}</button>'

    parts, pressed = _MARKUP.split(text), 0
    for place, part in enumerate(parts):
        if place % 2 and (tag := _PRESSED.match(part)):
            pressed += -1 if tag.group(1) else 1
        elif not place % 2 and not pressed:
            parts[place] = pattern.sub(button, part)
    return "".join(parts)


def button(term_id: str) -> str:
    """The word of a term as a button that opens its explanation, apart from any text."""
    heading = next(one.heading for one in TERMS if one.term_id == term_id)
    return f'<button type="button" class="term" popovertarget="term-{term_id}">{html.escape(heading)}</button>'


def explanations(seen: set[str]) -> str:
    """The popovers of the terms that were marked, once for a page."""
    return "".join(
        f'<div popover id="term-{one.term_id}" class="term-body"><strong>{html.escape(one.heading)}</strong> '
        f"{html.escape(_(one.meaning))}</div>"
        for one in TERMS
        if one.term_id in seen
    )
