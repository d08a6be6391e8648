"""Commitments and projects of Japan and Central Asia, and those of others beside them: table, timeline, map."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from dashboard.charts import places, timeline
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.pages.commitments import figures, records, register_words, sentences
from dashboard.pages.commitments.subject import Subject
from dashboard.words import formats
from dashboard.words.language import _

MOST_ROWS = 9
DEPENDS = ("about", "place", "who", "instrument", "step", "state", "show")


def panels(subject: Subject) -> Iterator[Panel]:
    """The records as a table, on a timeline or on a map; nothing where the filters leave none."""
    frame, show = subject.register, subject.choice.show
    if frame.empty:
        return
    if show == "timeline" and frame["date_from"].notna().any():
        yield _timeline(frame, register_words.choosable(subject.ask, "who"))
    elif show == "map" and frame["lat"].notna().any():
        yield _map(frame, register_words.choosable(subject.ask, "place"))
    else:
        yield _table(frame, no_points=show == "map")


def _table(frame: pd.DataFrame, no_points: bool) -> Panel:
    caveats = [_("None of these records has a point to draw.")] if no_points else []
    return Panel(
        panel_id="commitments_list",
        title=sentences.register_title(frame),
        frame=frame,
        columns=_columns(),
        caption=_caption(frame),
        file_parts=["commitments-and-projects"],
        caveats=[*caveats, *_caveats()],
        depends=DEPENDS,
    )


def _timeline(frame: pd.DataFrame, names: dict[str, str]) -> Panel:
    dated = frame.dropna(subset=["date_from"])
    rows = [_side(ids, names) for ids in dated["actor_iso3s"]]
    common = pd.Series(rows).value_counts().index.tolist()
    shown = sorted(common[:MOST_ROWS], key=lambda name: (name != names["JPN"], name))
    other = _("Others")
    marks = [
        timeline.Mark(
            row=side if side in shown else other,
            kind=record["record_type"],
            on=record["date_from"].date(),
            label=f"{record['record_id']} {record['title']} ({record['dated']})",
        )
        for side, record in zip(rows, dated.to_dict("records"), strict=True)
    ]
    lanes = [*shown, *([other] if len(common) > MOST_ROWS else [])]
    kinds = {name: register_words.kind(name) for name in ("commitment", "project", "peer_commitment")}
    return Panel(
        panel_id="commitments_timeline",
        title=sentences.timeline_title(dated),
        frame=frame,
        columns=_columns(),
        caption=_caption(frame),
        file_parts=["commitments-timeline"],
        chart=partial(timeline.marks, marks, lanes, kinds),
        alt=_(
            "{n} dated records from {first} to {last}, one row for each who promises; the table below has them all."
        ).format(n=len(dated), first=f"{dated['date_from'].min():%Y}", last=f"{dated['date_from'].max():%Y}"),
        caveats=[
            _("{n} records without a date are in the table only.").format(n=len(frame) - len(dated)),
            _("A mark stands at the first day of the month or year where no day is known."),
            *_caveats(),
        ],
        fold=True,
        depends=DEPENDS,
    )


def _map(frame: pd.DataFrame, names: dict[str, str]) -> Panel:
    points = frame.dropna(subset=["lat", "lon"])
    points = points.assign(
        label=[f"{row['record_id']} {row['title']}, {row['location']}" for row in points.to_dict("records")]
    )
    unplaced = frame[frame["lat"].isna()]
    caveats = [
        _("Points are approximate towns or sites, placed by us; a ring is not an exact location."),
        _("{n} records have no point and are in the table only.").format(n=len(unplaced)),
    ]
    without = (_countries(unplaced) & set(names)) - _countries(points)
    if without:
        listed = ", ".join(sorted({names[iso3] for iso3 in without}))
        caveats.append(_("Countries without any point: {names}.").format(names=listed))
    return Panel(
        panel_id="commitments_map",
        title=sentences.map_title(len(points), len(frame)),
        frame=frame,
        columns=[*_columns(), Column("location", _("Place"), sub=_approximate)],
        caption=_caption(frame),
        file_parts=["commitments-map"],
        chart=partial(places.approximate, points, "label"),
        alt=_("{n} projects at approximate places, most of them in Central Asia; the table below names each.").format(
            n=len(points)
        ),
        caveats=[*caveats, *_caveats()],
        fold=True,
        depends=DEPENDS,
    )


def _countries(frame: pd.DataFrame) -> set[str]:
    return {iso3 for ids in frame["country_iso3s"] for iso3 in records.listed(ids)}


def _columns() -> list[Column]:
    return [
        Column("title", _("Record"), sub=lambda row: str(row["record_id"]), page="record_page"),
        Column("statement", _("What is promised"), prose=True),
        Column("actors", _("Who"), sub=_with),
        Column("minerals", _("Minerals"), sub=_codes),
        Column("instrument", _("Instrument or stage"), cell=_instrument),
        Column("amount_low", _("Sum as published"), cell=figures.sum_of),
        Column("dated", _("Dated")),
        Column("state", _("State"), register_words.state, sub=_status),
        Column("confidence", _("Confidence")),
        records.source_column(),
    ]


def _caption(frame: pd.DataFrame) -> str:
    return _("{n} records, those of Japan with Central Asia first; sums are not added up").format(n=len(frame))


def _caveats() -> list[str]:
    return [
        _("Sums are never added up: P62 repeats P01, P48 may contain P46 and P47, and others restate projects."),
        _("Customs codes marked (ours) were chosen for this register and are not in the source."),
        _("A pledge of the G7 or the Quad stands under each of its members."),
        _("158 is a count of cooperation documents, not of projects; no public list of all of them was found."),
    ]


def _with(row: Row) -> str:
    return "" if formats.missing(row["counterparts"]) else str(row["counterparts"])


def _codes(row: Row) -> str:
    if formats.missing(row["hs_codes"]) or not row["hs_codes"]:
        return ""
    return _("HS {codes} (ours)").format(codes=row["hs_codes"])


def _instrument(row: Row) -> str:
    value = row["stage"] if formats.missing(row["instrument"]) else row["instrument"]
    return formats.NOT_AVAILABLE if formats.missing(value) else str(value)


def _status(row: Row) -> str:
    return "" if formats.missing(row["status"]) else str(row["status"])


def _approximate(row: Row) -> str:
    return "" if formats.missing(row["coord_basis"]) else _("approximate")


def _side(actor_iso3s: object, names: dict[str, str]) -> str:
    """Who promises, as a row of the timeline: Japan where it takes part, else the first named."""
    ids = records.listed(actor_iso3s)
    if "JPN" in ids:
        return names["JPN"]
    return names.get(ids[0], ids[0]) if ids else _("Not named")
