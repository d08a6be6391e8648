"""Filters of the commitments page. Each widget's key is its parameter in the address; options are identifiers."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import db, permalink, text
from dashboard.text import _

# The filters of each part, in the order in which they stand.
OF_PART = {
    "flow": ("about", "place", "verdict", "before", "after", "gap", "by", "change"),
    "commitments": ("about", "place", "who", "instrument", "step", "state", "show"),
    "controls": ("day", "about", "who", "state", "show"),
    "claims": (),
    "context": ("place",),
    "record": ("record",),
    "record_flow": ("record", "before", "after", "gap", "by", "change"),
}


def known() -> dict[str, object]:
    """What permalink must know of the register."""
    frame, checked = db.query("commitments_options"), db.query("commitments_checked_on").iloc[0]
    return {
        "register": {name: tuple(part["id"]) for name, part in frame.groupby("parameter")},
        "first_day": f"{checked['first_day']:%Y-%m-%d}",
        "checked_on": f"{checked['checked_on']:%Y-%m-%d}",
    }


def part() -> None:
    """The part of the page that is open; another part closes an open record."""
    labels = parts()
    st.segmented_control(
        _("Part of this page"),
        list(labels),
        format_func=labels.get,
        key="part",
        required=True,
        on_change=close_record,
    )


def parts() -> dict[str, str]:
    """Names of the parts of the page."""
    return {
        "flow": _("From pledge to flow"),
        "commitments": _("Commitments and projects"),
        "controls": _("Export controls"),
        "claims": _("The article, checked"),
        "context": _("Context"),
    }


def close_record() -> None:
    """Back to the part that is open."""
    st.session_state["record"] = permalink.ANY


def draw(part_id: str) -> None:
    """The filters of a part."""
    for name in OF_PART[part_id]:
        _FILTERS[name]()


def names(parameter: str) -> dict[str, str]:
    """Names of the identifiers of a parameter, with the choice of all of them first."""
    frame = db.query("commitments_options")
    frame = frame[frame["parameter"] == parameter]
    everything = {
        "record": _("Any record"),
        "about": _("All minerals"),
        "place": _("All countries"),
        "who": _("Everybody"),
        "instrument": _("All instruments"),
        "step": _("All stages"),
    }
    return {
        permalink.ANY: everything[parameter],
        **dict(zip(frame["id"], frame[f"name_{text.language()}"], strict=True)),
    }


def states() -> dict[str, str]:
    """Names of the states of commitments, projects and export controls."""
    return {
        "proposed": _("Proposed"),
        "planned": _("Planned"),
        "announced": _("Announced"),
        "discussed": _("Discussed"),
        "agreed": _("Agreed"),
        "active": _("Active"),
        "developing": _("Under development"),
        "operating": _("Operating"),
        "in_force": _("In force"),
        "suspended": _("Suspended"),
        "replaced": _("Replaced"),
        "ended": _("Ended"),
        "unknown": _("Unknown"),
    }


def verdicts() -> dict[str, str]:
    """Names of the verdicts."""
    frame = db.query("commitments_rules").query("kind == 'verdict'")
    return dict(zip(frame["rule_id"], frame[f"label_{text.language()}"], strict=True))


def _pick(parameter: str, label: str, width: int) -> None:
    options = names(parameter)
    st.selectbox(label, list(options), format_func=options.get, key=parameter, width=width)


def _record() -> None:
    _pick("record", _("Record"), 330)


def _about() -> None:
    _pick("about", _("Mineral"), 190)


def _place() -> None:
    _pick("place", _("Country"), 190)


def _who() -> None:
    _pick("who", _("Who"), 190)


def _instrument() -> None:
    _pick("instrument", _("Instrument"), 200)


def _step() -> None:
    _pick("step", _("Project stage"), 160)


def _state() -> None:
    part_id = st.session_state["part"]
    of_part = (*permalink.EVENT_STATES, "announced", "ended") if part_id == "controls" else permalink.STATES
    labels = {permalink.ANY: _("All states")} | {name: states()[name] for name in (*of_part, "unknown")}
    chosen = st.session_state["state"]
    # A state of the other part stays in the address and can be taken off here.
    labels |= {chosen: states()[chosen]} if chosen not in labels else {}
    st.selectbox(_("State"), list(labels), format_func=labels.get, key="state", width=160)


def _show() -> None:
    labels = {"table": _("Table"), "timeline": _("Timeline")}
    if st.session_state["part"] == "commitments" or st.session_state["show"] == "map":
        labels["map"] = _("Map")
    st.segmented_control(_("Shown as"), list(labels), format_func=labels.get, key="show", required=True)


def _day() -> None:
    first, last = (date.fromisoformat(day) for day in _span())
    st.date_input(_("State on"), min_value=first, max_value=last, format="YYYY-MM-DD", key="day", width=150)


def _span() -> tuple[str, str]:
    days = permalink.days(*(str(known()[name]) for name in ("first_day", "checked_on")))
    return days[0], days[-1]


def _verdict() -> None:
    labels = {permalink.ANY: _("All verdicts"), **verdicts()}
    st.selectbox(_("Verdict"), list(labels), format_func=labels.get, key="verdict", width=170)


def _before() -> None:
    _number("before", _("Years before"))


def _after() -> None:
    _number("after", _("Years after"))


def _gap() -> None:
    _number("gap", _("Years left out"))


def _number(name: str, label: str) -> None:
    st.selectbox(label, permalink.CHOICES[name], key=name, width=130)


def _by() -> None:
    labels = {"quantity": _("Tonnes"), "value": _("Value")}
    st.segmented_control(_("Measured by"), list(labels), format_func=labels.get, key="by", required=True)


def _change() -> None:
    st.selectbox(
        _("Minimum change"), permalink.CHOICES["change"], format_func=lambda n: f"{n} %", key="change", width=130
    )


_FILTERS = {
    "record": _record,
    "about": _about,
    "place": _place,
    "who": _who,
    "instrument": _instrument,
    "step": _step,
    "state": _state,
}
_FILTERS |= {"show": _show, "day": _day, "verdict": _verdict, "before": _before, "after": _after, "gap": _gap}
_FILTERS |= {"by": _by, "change": _change}
