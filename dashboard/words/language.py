"""The reader's language: gettext, English as the source language.

A catalogue lives in ``locale/<lang>/LC_MESSAGES/dashboard.mo`` beside this file.
"""

from __future__ import annotations

import functools
import gettext
from contextvars import ContextVar
from pathlib import Path
from typing import Literal

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")

_LOCALE = Path(__file__).parent / "locale"
# A viewer's page runs in a thread of its own, so the language belongs to the context, not to the process.
_language: ContextVar[Language] = ContextVar("language", default="en")


@functools.cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation("dashboard", _LOCALE, languages=[lang], fallback=True)


def set_language(lang: str) -> None:
    """Set the language of this viewer; anything but a known language means English."""
    _language.set("ja" if lang == "ja" else "en")


def language() -> Language:
    """Language of this viewer: en or ja."""
    return _language.get()


def _(message: str) -> str:
    """Translate a message; without a catalogue the English text itself."""
    return _catalogue(language()).gettext(message)


def N_(message: str) -> str:
    """Mark a message that is translated where it is shown, because it is declared before the language is known."""
    return message


def name_column(stem: str) -> str:
    """Column of a frame that holds the name in the reader's language: ``name_column('mineral')`` is mineral_name_en."""
    return f"{stem}_name_{language()}"


def lowered(name: str) -> str:
    """A name inside an English sentence; names that begin with a symbol or a code stay as they are."""
    return name[:1].lower() + name[1:] if language() == "en" and name[1:2].islower() and "+" not in name else name
