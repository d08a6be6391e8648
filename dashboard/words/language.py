"""The reader's language: gettext, English as the source language.

A language is a line in ``LANGUAGES`` and a catalogue in ``locale/<lang>/LC_MESSAGES/dashboard.mo`` beside this file.
"""

from __future__ import annotations

import functools
import gettext
from contextvars import ContextVar
from pathlib import Path
from typing import Literal

# What readers can choose, and what it calls itself.
LANGUAGES = {"en": "English", "ja": "日本語"}
# Languages in which the database has names, labels and meanings.
Named = Literal["en", "ja"]

_LOCALE = Path(__file__).parent / "locale"
# A viewer's page runs in a thread of its own, so the language belongs to the context, not to the process.
_language: ContextVar[str] = ContextVar("language", default="en")


@functools.cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation("dashboard", _LOCALE, languages=[lang], fallback=True)


def set_language(lang: str) -> None:
    """Set the language of this viewer; anything but a known language means English."""
    _language.set(lang if lang in LANGUAGES else "en")


def language() -> str:
    """Language of this viewer, one of ``LANGUAGES``."""
    return _language.get()


def named() -> Named:
    """Language of what the database names: the reader's, or English where it has no names in that language."""
    return "ja" if language() == "ja" else "en"


def _(message: str) -> str:
    """Translate a message; without a catalogue the English text itself."""
    return _catalogue(language()).gettext(message)


def N_(message: str) -> str:
    """Mark a message that is translated where it is shown, because it is declared before the language is known."""
    return message


def name_column(stem: str) -> str:
    """Column of a frame that holds the name in the reader's language: ``name_column('mineral')`` is mineral_name_en."""
    return f"{stem}_name_{named()}"


def raised(text: str) -> str:
    """A text at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def lowered(name: str) -> str:
    """A name inside an English sentence; names that begin with a symbol or a code stay as they are."""
    return name[:1].lower() + name[1:] if language() == "en" and name[1:2].islower() and "+" not in name else name
