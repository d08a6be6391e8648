"""What a reader can choose on the commitments page: a part of it, an open record, and the filters of each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from dashboard.pages.commitments import questions, register_words
from dashboard.question import Ask
from dashboard.state.choice import take
from dashboard.state.parameter import Day, Parameter, Widget, fixed
from dashboard.state.shared import ANY, CHINA, Basis, China
from dashboard.words.language import N_, _

Part = Literal["flow", "commitments", "controls", "claims", "context"]
Show = Literal["table", "timeline", "map"]
STATES = ("proposed", "planned", "announced", "discussed", "agreed", "active", "developing", "operating", "ended")
EVENT_STATES = ("in_force", "suspended")
UNKNOWN = "unknown"
# The minimum change that the printed rule names.
USUAL_CHANGE = 20
# How far behind the last check a reader may ask for the state of a measure: as far as its dates tell.
AHEAD = timedelta(days=365)


def _of_register(name: str, label: str, everything: str, doc: str, width: int) -> Parameter[str]:
    """A parameter whose options are identifiers of the register, with the choice of all of them first."""
    return Parameter(
        name,
        label,
        doc,
        lambda ask: (ANY, *register_words.choosable(ask, name)),
        lambda ask: {ANY: _(everything), **register_words.choosable(ask, name)},
        widget=Widget(width=width),
    )


def _days(ask: Ask) -> Sequence[str]:
    checked = ask(questions.CHECKED_ON).iloc[0]
    return f"{checked['first_day']:%Y-%m-%d}", f"{checked['checked_on'] + AHEAD:%Y-%m-%d}"


def _last_check(days: Sequence[str]) -> str:
    return (date.fromisoformat(max(days)) - AHEAD).isoformat()


def _verdicts(ask: Ask) -> Mapping[Any, str]:
    return {ANY: _("All verdicts"), **register_words.verdicts(ask)}


PART: Parameter[Part] = Parameter(
    "part",
    N_("Part of this page"),
    "part of the page that is open; another part closes an open record",
    fixed("flow", "commitments", "controls", "claims", "context"),
    lambda _ask: {
        "flow": _("From pledge to flow"),
        "commitments": _("Commitments and projects"),
        "controls": _("Export controls"),
        "claims": _("The article, checked"),
        "context": _("Context"),
    },
    widget=Widget("segments"),
    resets=("record",),
)
RECORD = _of_register("record", N_("Record"), N_("Any record"), "record that is open, by its identifier", 330)
ABOUT = _of_register("about", N_("Mineral"), N_("All minerals"), "mineral that a record is about", 190)
PLACE = _of_register("place", N_("Country"), N_("All countries"), "country that a record names", 190)
WHO = _of_register("who", N_("Who"), N_("Everybody"), "who promises or restricts", 190)
INSTRUMENT = _of_register("instrument", N_("Instrument"), N_("All instruments"), "instrument of a commitment", 200)
STEP = _of_register("step", N_("Project stage"), N_("All stages"), "stage of a project", 160)
STATE: Parameter[str] = Parameter(
    "state",
    N_("State"),
    "state of a commitment, project or export control",
    fixed(ANY, *STATES, *EVENT_STATES, UNKNOWN),
    lambda _ask: {ANY: _("All states"), **register_words.states()},
    widget=Widget(width=160),
)
SHOW: Parameter[Show] = Parameter(
    "show",
    N_("Shown as"),
    "records as a table, on a timeline or on a map",
    fixed("table", "timeline", "map"),
    lambda _ask: {"table": _("Table"), "timeline": _("Timeline"), "map": _("Map")},
    widget=Widget("segments"),
)
DAY = Day(
    "day",
    N_("State on"),
    "day for which the state of every export control is shown",
    _days,
    preferred=_last_check,
    widget=Widget("day", width=150),
)
VERDICT: Parameter[str] = Parameter(
    "verdict",
    N_("Verdict"),
    "verdict on a flow that a record points to",
    lambda ask: tuple(_verdicts(ask)),
    _verdicts,
    widget=Widget(width=170),
)
BY: Parameter[Basis] = Parameter(
    "by",
    N_("Measured by"),
    "flows in tonnes or in US dollars",
    fixed("quantity", "value"),
    lambda _ask: {"quantity": _("Tonnes"), "value": _("Value")},
    widget=Widget("segments"),
)
BEFORE: Parameter[int] = Parameter(
    "before",
    N_("Years before"),
    "years before the date that are averaged",
    fixed(*range(1, 9)),
    preferred=3,
    widget=Widget(width=130),
)
AFTER: Parameter[int] = Parameter(
    "after",
    N_("Years after"),
    "years after the date that are averaged",
    fixed(*range(1, 9)),
    preferred=3,
    widget=Widget(width=130),
)
GAP: Parameter[int] = Parameter(
    "gap",
    N_("Years left out"),
    "further years after the date that count for neither side",
    fixed(*range(4)),
    widget=Widget(width=130),
)
CHANGE: Parameter[int] = Parameter(
    "change",
    N_("Minimum change"),
    "change of the yearly mean, in per cent, from which on a flow rises or falls",
    fixed(5, 10, USUAL_CHANGE, 30, 50, 100),
    lambda _ask: {n: f"{n} %" for n in (5, 10, USUAL_CHANGE, 30, 50, 100)},
    USUAL_CHANGE,
    Widget(width=130),
)


@dataclass(frozen=True)
class Choice:
    """A part of the page, or one record."""

    part: Part = take(PART, on_top=True)
    record: str = take(RECORD)
    about: str = take(ABOUT)
    place: str = take(PLACE)
    who: str = take(WHO)
    instrument: str = take(INSTRUMENT)
    step: str = take(STEP)
    state: str = take(STATE)
    show: Show = take(SHOW)
    day: str = take(DAY)
    verdict: str = take(VERDICT)
    by: Basis = take(BY)
    before: int = take(BEFORE)
    after: int = take(AFTER)
    gap: int = take(GAP)
    change: int = take(CHANGE)
    china: China = take(CHINA)

    @property
    def opened(self) -> bool:
        """Whether a record is open; it takes the place of the part."""
        return self.record != ANY
