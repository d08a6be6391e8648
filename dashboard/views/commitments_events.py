"""Export controls: the state of every measure on a chosen day, those of China first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from dashboard import db, headline_register, permalink, text
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import commitments_words as words

if TYPE_CHECKING:  # Plotly is imported only where a chart is drawn.
    from plotly.graph_objects import Figure

    from dashboard.charts.timeline import Band


def measures(chosen: dict) -> pd.DataFrame:
    """Measures announced by the day, one row per mineral, that the filters leave."""
    frame = db.query("commitments_events", day=chosen["day"])
    if chosen["about"] != permalink.ANY:
        frame = frame[frame["mineral_id"] == chosen["about"]]
    frame = words.matching(frame, "issuer_iso3s", chosen["who"])
    frame = frame if chosen["state"] == permalink.ANY else frame[frame["state"] == chosen["state"]]
    return words.with_record_page(frame)


def answer(chosen: dict) -> tuple[str, str, list[str]]:
    """How many measures are in which state on the day, and when the register was last checked."""
    frame = db.query("commitments_events", day=chosen["day"])
    return headline_register.events(frame, chosen["day"]), "", [_checked(frame)]


def panels(chosen: dict) -> list[Panel]:
    """China's measures, then those of others."""
    frame = measures(chosen)
    parts = (
        ("china", _("China's export controls"), frame[frame["is_of_china"]]),
        ("others", _("Export controls of others, and steps about them"), frame[~frame["is_of_china"]]),
    )
    return [_panel(name, title, part, chosen) for name, title, part in parts if len(part)]


def _panel(name: str, title: str, frame: pd.DataFrame, chosen: dict) -> Panel:
    spans = _bands(frame, date.fromisoformat(chosen["day"])) if chosen["show"] == "timeline" else []
    columns = [
        Column("mineral_id", _("Mineral"), cell=_mineral),
        Column("measure_type", _("Measure"), sub=_issuer, page="record_page"),
        Column("state", _("State on {day}").format(day=chosen["day"]), words.state, sub=_since),
        Column("statement", _("What it says"), prose=True),
        Column("announcement_no", _("Notice number")),
        Column("hs_codes", _("Customs codes"), prose=True, sub=_hint),
        Column("target_countries", _("Aimed at")),
        Column("announced_from", _("Announced"), cell=_announced),
        Column("effective_from", _("In effect from"), cell=_effective),
        Column("publisher", _("Text or report"), link="source_url", sub=lambda row: str(row["confidence"])),
    ]
    return Panel(
        panel_id=f"commitments_controls_{name}",
        title=title,
        frame=frame,
        columns=columns,
        caption=_("{n} rows, one for each measure and mineral; state on {day}").format(n=len(frame), day=chosen["day"]),
        file_parts=["export-controls", name, chosen["day"]],
        figure=_figure(spans, chosen["day"]) if spans else None,
        alt=_alt(frame, chosen["day"]) if spans else "",
        caveats=[_checked(frame), *_caveats(bool(spans))],
        meanings={
            **words.meanings(),
            "state": _("state on the chosen day"),
            "since": _("first day of that state"),
            "until": _("last day of it as far as announced"),
            "reviewed_state": _("state on the day of the last check, as reviewed by hand"),
        },
        fold=bool(spans),
    )


def _checked(frame: pd.DataFrame) -> str:
    if frame.empty:
        return _("No measure of the register had been announced by this day.")
    said = _("Register last checked on {day}.").format(day=words.printed(frame["checked_on"].iloc[0]))
    if frame["is_after_check"].iloc[0]:
        said += " " + _("The day asked for is later: what was announced since is not here.")
    return said


def _caveats(drawn: bool) -> list[str]:
    said = [
        _("Unknown since: the dates that the sources give have run out and no successor or end was found."),
        _("Text or report: the page behind the row; the number is that of the official notice."),
    ]
    if drawn:
        said.append(
            _("Filled: in force. Hollow: suspended. Grey outline: announced. Grey: unknown. One lane for each measure.")
        )
    return said


def _alt(frame: pd.DataFrame, day: str) -> str:
    counts = frame.drop_duplicates("record_id")["state"].value_counts()
    said = ", ".join(f"{words.state(name).lower()} {count}" for name, count in counts.items())
    return _("Measures by mineral up to {day}: {said}.").format(day=day, said=said)


def _mineral(row: dict) -> str:
    name = row[text.name_column("mineral")]
    return _("No mineral named") if text.missing(name) else str(name)


def _issuer(row: dict) -> str:
    return f"{row['record_id']}, {row['issuer']}"


def _since(row: dict) -> str:
    since, until = row["since"], row["until"]
    if text.missing(since):
        return _("day not recorded")
    said = _("since {day}").format(day=words.printed(since, row["since_precision"]))
    return said if text.missing(until) else _("{since}, until {day}").format(since=said, day=words.printed(until))


def _hint(row: dict) -> str:
    return _("our hint, not in the notice") if row["hs_basis"] == "our_hint" else ""


def _announced(row: dict) -> str:
    return words.printed(row["announced_from"], row["announced_precision"])


def _effective(row: dict) -> str:
    return words.printed(row["effective_from"], row["effective_precision"])


def _figure(spans: list[Band], day: str) -> Figure:
    from dashboard.charts import timeline

    rows = sorted({band.row for band in spans})
    states = {name: words.state(name) for name in ("in_force", "suspended", "announced", "unknown")}
    return timeline.bands(spans, rows, states, date.fromisoformat(day))


def _bands(frame: pd.DataFrame, day: date) -> list[Band]:
    """The states that each measure has gone through by the day, as far as its dates tell."""
    from dashboard.charts.timeline import Band

    made = []
    for row in frame[frame["is_measure"]].to_dict("records"):
        label = f"{row['record_id']} {row['measure_type']} ({row['announcement_no']})".replace(" (nan)", "").replace(
            " (None)", ""
        )
        for state, start, end in spells(row, day):
            said = f"{label}: {words.state(state)} {start} \N{EN DASH} {end}"
            made.append(Band(_mineral(row), row["record_id"], state, start, end, said))
    return made


def spells(row: dict, day: date) -> list[tuple[str, date, date]]:
    """State, first and last day of each spell of one measure up to a day; what is not known is left out."""
    announced, effective = _day(row["announced_from"]), _day(row["effective_from"])
    pause, pause_end, end, since = (_day(row[name]) for name in ("suspended_from", "suspended_to", "ends_on", "since"))
    over = row["state"] in ("unknown", "ended")
    stops = [when - timedelta(days=1) for when in (pause, since if over else None) if when]
    stop = min([*stops, *([end] if end else []), day])
    begun = effective or (announced if row["reviewed_state"] == "in_force" else None)
    made = []
    # A measure that ended on a day nobody recorded has a beginning only.
    if over and since is None:
        stop = max(begun or announced, announced)
    if begun is None or announced < begun:
        made.append(("announced", announced, min([stop, *([begun - timedelta(days=1)] if begun else [])])))
    if begun is not None:
        made.append(("in_force", max(begun, announced), stop))
    if pause and pause <= day:
        made.append(("suspended", pause, min(pause_end or day, day)))
    if row["state"] == "unknown" and since:
        made.append(("unknown", since, day))
    return [(state, first, last) for state, first, last in made if first <= last]


def _day(value: object) -> date | None:
    return None if text.missing(value) else pd.Timestamp(value).date()
