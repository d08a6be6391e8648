"""The filters of each part, and of an open record, narrowed to what makes sense there."""

from __future__ import annotations

from dashboard.content.filters import Filter, Filters
from dashboard.pages.commitments import register_words
from dashboard.pages.commitments.choice import (
    ABOUT,
    AFTER,
    BEFORE,
    BY,
    CHANGE,
    DAY,
    EVENT_STATES,
    GAP,
    INSTRUMENT,
    PLACE,
    RECORD,
    SHOW,
    STATE,
    STATES,
    STEP,
    UNKNOWN,
    VERDICT,
    WHO,
    Part,
)
from dashboard.pages.commitments.subject import Subject
from dashboard.state.parameter import Parameter
from dashboard.state.shared import ANY
from dashboard.words.language import _

COMPARISON = (BEFORE, AFTER, GAP, BY, CHANGE)
# In the order in which they stand.
OF_PART: dict[Part, tuple[Parameter, ...]] = {
    "flow": (ABOUT, PLACE, VERDICT, *COMPARISON),
    "commitments": (ABOUT, PLACE, WHO, INSTRUMENT, STEP, STATE, SHOW),
    "controls": (DAY, ABOUT, WHO, STATE, SHOW),
    "claims": (),
    "context": (PLACE,),
}


def filters(subject: Subject) -> list[Filters]:
    """The row of filters; none where there is nothing to choose."""
    if subject.choice.opened:
        # Windows only where there is a flow to compare.
        compared = COMPARISON if subject.opened_pledges["measurable"].any() else ()
        asked = [Filter(parameter) for parameter in (RECORD, *compared)]
    else:
        part = subject.choice.part
        asked = [_narrowed(parameter, part) for parameter in OF_PART[part]]
    return [Filters("part_filters", asked)] if asked else []


def _narrowed(parameter: Parameter, part: Part) -> Filter:
    if parameter is STATE:
        of_part = (*EVENT_STATES, "announced", "ended") if part == "controls" else STATES
        names = register_words.states()
        return Filter(STATE, {ANY: _("All states"), **{name: names[name] for name in (*of_part, UNKNOWN)}})
    if parameter is SHOW and part != "commitments":
        return Filter(SHOW, {"table": _("Table"), "timeline": _("Timeline")})
    return Filter(parameter)
