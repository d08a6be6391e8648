"""Words that several parts of the diversification page use."""

from __future__ import annotations

from dashboard.pages.diversification.subject import Part, Subject
from dashboard.words import formats, reasons
from dashboard.words.language import _, lowered


def no_figures(subject: Subject) -> Part:
    """The answer where no release has the codes."""
    return Part(
        _("There are no trade figures for {mineral}: {reason}").format(
            mineral=lowered(subject.mineral), reason=reasons.reason("CODE_NOT_IN_EXTRACT")
        ),
        details=subject.notes,
    )


def trend_state(state: str | None) -> str:
    """A trend in words."""
    return {
        "falling": _("falling"),
        "rising": _("rising"),
        "no detectable trend": _("no detectable trend"),
        "too few points": _("too few points"),
    }.get(str(state), formats.NOT_AVAILABLE)


def signed_index(value: float | None, digits: int = 2) -> str:
    """A difference of indices, or another small number, with its sign."""
    if formats.missing(value):
        return formats.NOT_AVAILABLE
    rounded = round(float(value), digits)
    return f"{'+' if rounded > 0 else formats.MINUS if rounded < 0 else ''}{abs(rounded):.{digits}f}"


def reason_or_nothing(code: str | None) -> str:
    """The sentence behind a reason code in a column where most rows have none."""
    return "" if formats.missing(code) else reasons.reason(code)
