"""Export controls: the state of every measure on a chosen day, those of China first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

import pandas as pd

from dashboard.charts import theme, timeline
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.pages.commitments import figures, register_words, sentences
from dashboard.pages.commitments.choice import Choice
from dashboard.pages.commitments.spells import spells
from dashboard.pages.commitments.subject import Subject
from dashboard.words import formats
from dashboard.words.language import _, name_column

DRAWN_STATES = ("in_force", "suspended", "announced", "unknown")
DEPENDS = ("day", "about", "who", "state", "show")


def panels(subject: Subject) -> Iterator[Panel]:
    """China's measures, then those of others."""
    frame = subject.measures
    parts = (
        ("china", frame[frame["is_of_china"]]),
        ("others", frame[~frame["is_of_china"]]),
    )
    for name, part in parts:
        if len(part):
            yield _panel(name, part, subject.choice)


def nothing_restricted(subject: Subject) -> str:
    """Why there is no export control to show."""
    return _("No export control announced by {day} fits these filters; take one of them off.").format(
        day=subject.choice.day
    )


def _panel(name: str, frame: pd.DataFrame, choice: Choice) -> Panel:
    bands = _bands(frame, date.fromisoformat(choice.day)) if choice.show == "timeline" else []
    return Panel(
        panel_id=f"commitments_controls_{name}",
        title=sentences.controls_title(frame, name == "china", choice.day),
        frame=frame,
        columns=_columns(choice.day),
        caption=_("{n} rows, one for each measure and mineral; state on {day} by the dates in the register").format(
            n=len(frame), day=choice.day
        ),
        file_parts=["export-controls", name, choice.day],
        chart=_chart(bands, choice.day, of_china=name == "china") if bands else None,
        alt=_alt(frame, choice.day) if bands else "",
        caveats=[sentences.checked(frame), *_caveats(bool(bands))],
        fold=bool(bands),
        depends=DEPENDS,
    )


def _columns(day: str) -> list[Column]:
    return [
        Column("mineral_id", _("Mineral"), cell=_mineral),
        Column("measure_type", _("Measure"), sub=_issuer, page="record_page"),
        Column("state", _("State on {day}").format(day=day), register_words.state, sub=_since),
        Column("statement", _("What it says"), prose=True),
        Column("announcement_no", _("Notice number")),
        Column("hs_codes", _("Customs codes"), prose=True, sub=_hint),
        Column("target_countries", _("Aimed at")),
        Column("announced_from", _("Announced"), cell=_announced),
        Column("effective_from", _("In effect from"), cell=_effective),
        Column("publisher", _("Text or report"), link="source_url", sub=lambda row: str(row["confidence"])),
    ]


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
    said = ", ".join(f"{register_words.state(str(name)).lower()} {count}" for name, count in counts.items())
    return _("Measures by mineral up to {day}: {said}.").format(day=day, said=said)


def _mineral(row: Row) -> str:
    name = row[name_column("mineral")]
    return _("No mineral named") if formats.missing(name) else str(name)


def _issuer(row: Row) -> str:
    return f"{row['record_id']}, {row['issuer']}"


def _since(row: Row) -> str:
    since, until = row["since"], row["until"]
    if formats.missing(since):
        return _("day not recorded")
    said = _("since {day}").format(day=figures.printed(since, row["since_precision"]))
    if formats.missing(until):
        return said
    return _("{since}, until {day}").format(since=said, day=figures.printed(until))


def _hint(row: Row) -> str:
    return _("our hint, not in the notice") if row["hs_basis"] == "our_hint" else ""


def _announced(row: Row) -> str:
    return figures.printed(row["announced_from"], row["announced_precision"])


def _effective(row: Row) -> str:
    return figures.printed(row["effective_from"], row["effective_precision"])


def _chart(bands: Sequence[timeline.Band], day: str, of_china: bool) -> partial:
    rows = sorted({band.row for band in bands})
    states = {name: register_words.state(name) for name in DRAWN_STATES}
    colour = theme.CHINA if of_china else theme.ACCENT
    return partial(timeline.bands, bands, rows, states, date.fromisoformat(day), colour)


def _bands(frame: pd.DataFrame, day: date) -> list[timeline.Band]:
    """The states that each measure has gone through by the day, as far as its dates tell."""
    made = []
    for row in frame[frame["is_measure"]].to_dict("records"):
        notice = "" if formats.missing(row["announcement_no"]) else f" ({row['announcement_no']})"
        label = f"{row['record_id']} {row['measure_type']}{notice}"
        for state, start, end in spells(row, day):
            said = f"{label}: {register_words.state(state)} {start} \N{EN DASH} {end}"
            made.append(timeline.Band(_mineral(row), row["record_id"], state, start, end, said))
    return made
