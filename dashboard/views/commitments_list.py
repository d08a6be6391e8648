"""Commitments and projects of Japan and Central Asia, and those of others beside them: table, timeline, map."""

from __future__ import annotations

import pandas as pd

from dashboard import controls_register, db, headline_register, permalink, text
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import commitments_words as words

MOST_ROWS = 9
SEVERAL = "several"


def records(chosen: dict) -> pd.DataFrame:
    """The records that the filters leave."""
    frame = db.query("commitments_register")
    for name, column in (("about", "mineral_ids"), ("place", "country_iso3s"), ("who", "actor_iso3s")):
        frame = words.matching(frame, column, chosen[name])
    for name in ("instrument", "state"):
        frame = frame if chosen[name] == permalink.ANY else frame[frame[name] == chosen[name]]
    if chosen["step"] != permalink.ANY:
        frame = frame[frame["stage"].fillna("").str.contains(chosen["step"], regex=False)]
    return words.with_record_page(frame)


def answer(chosen: dict) -> tuple[str, str, list[str]]:
    """How many records are listed, and that their sums are never added up."""
    return (
        headline_register.register(records(chosen)),
        "",
        [_("Sums are as published. They overlap from record to record, so they are never added up.")],
    )


def panels(chosen: dict) -> list[Panel]:
    """The records as a table, on a timeline or on a map."""
    frame = records(chosen)
    if frame.empty:
        return []
    if chosen["show"] == "timeline" and frame["date_from"].notna().any():
        return [_timeline(frame)]
    if chosen["show"] == "map" and frame["lat"].notna().any():
        return [_map(frame)]
    return [_table(frame, no_points=chosen["show"] == "map")]


def _table(frame: pd.DataFrame, no_points: bool) -> Panel:
    caveats = [_("None of these records has a point to draw.")] if no_points else []
    return Panel(
        panel_id="commitments_list",
        title=_("Commitments and projects"),
        frame=frame,
        columns=_columns(),
        caption=_caption(frame),
        file_parts=["commitments-and-projects"],
        caveats=[*caveats, *_caveats()],
        meanings=words.meanings(),
    )


def _timeline(frame: pd.DataFrame) -> Panel:
    from dashboard.charts import timeline  # Plotly is loaded only where a chart is drawn

    dated = frame.dropna(subset=["date_from"])
    rows = [_side(ids) for ids in dated["actor_iso3s"]]
    common = pd.Series(rows).value_counts().index.tolist()
    shown = sorted(common[:MOST_ROWS], key=lambda name: (name != _side(["JPN"]), name))
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
    kinds = {name: words.kind(name) for name in ("commitment", "project", "peer_commitment")}
    return Panel(
        panel_id="commitments_timeline",
        title=_("Commitments and projects over time"),
        frame=frame,
        columns=_columns(),
        caption=_caption(frame),
        file_parts=["commitments-timeline"],
        figure=timeline.marks(marks, lanes, kinds),
        alt=_(
            "{n} dated records from {first} to {last}, one row for each who promises; the table below has them all."
        ).format(n=len(dated), first=f"{dated['date_from'].min():%Y}", last=f"{dated['date_from'].max():%Y}"),
        caveats=[
            _("{n} records without a date are in the table only.").format(n=len(frame) - len(dated)),
            _("A mark stands at the first day of the month or year where no day is known."),
            *_caveats(),
        ],
        meanings=words.meanings(),
        fold=True,
    )


def _map(frame: pd.DataFrame) -> Panel:
    from dashboard.charts import places

    points = frame.dropna(subset=["lat", "lon"])
    points = points.assign(
        label=[f"{row['record_id']} {row['title']}, {row['location']}" for row in points.to_dict("records")]
    )
    unplaced = frame[frame["lat"].isna()]
    names = controls_register.names("place")
    of_points = {iso3 for ids in points["country_iso3s"] for iso3 in words.listed(ids)}
    without = sorted({names[iso3] for ids in unplaced["country_iso3s"] for iso3 in words.listed(ids)
                      if iso3 in names and iso3 not in of_points})  # fmt: skip
    caveats = [
        _("Points are approximate towns or sites, placed by us; a ring is not an exact location."),
        _("{n} records have no point and are in the table only.").format(n=len(unplaced)),
    ]
    if without:
        caveats.append(_("Countries without any point: {names}.").format(names=", ".join(without)))
    return Panel(
        panel_id="commitments_map",
        title=_("Projects with a known place"),
        frame=frame,
        columns=[*_columns(), Column("location", _("Place"), sub=_approximate)],
        caption=_caption(frame),
        file_parts=["commitments-map"],
        figure=places.approximate(points, "label"),
        alt=_("{n} projects at approximate places, most of them in Central Asia; the table below names each.").format(
            n=len(points)
        ),
        caveats=[*caveats, *_caveats()],
        meanings={**words.meanings(), "lat": _("degrees, approximate"), "lon": _("degrees, approximate")},
        fold=True,
    )


def _columns() -> list[Column]:
    return [
        Column("title", _("Record"), sub=lambda row: str(row["record_id"]), page="record_page"),
        Column("statement", _("What is promised"), prose=True),
        Column("actors", _("Who"), sub=_with),
        Column("minerals", _("Minerals"), sub=_codes),
        Column("instrument", _("Instrument or stage"), cell=_instrument),
        Column("amount_low", _("Sum as published"), cell=words.sum_of),
        Column("dated", _("Dated")),
        Column("state", _("State"), words.state, sub=_status),
        Column("confidence", _("Confidence")),
        words.source_column(),
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


def _with(row: dict) -> str:
    return "" if text.missing(row["counterparts"]) else str(row["counterparts"])


def _codes(row: dict) -> str:
    if text.missing(row["hs_codes"]) or not row["hs_codes"]:
        return ""
    return _("HS {codes} (ours)").format(codes=row["hs_codes"])


def _instrument(row: dict) -> str:
    value = row["stage"] if text.missing(row["instrument"]) else row["instrument"]
    return text.NOT_AVAILABLE if text.missing(value) else str(value)


def _status(row: dict) -> str:
    return "" if text.missing(row["status"]) else str(row["status"])


def _approximate(row: dict) -> str:
    return "" if text.missing(row["coord_basis"]) else _("approximate")


def _side(actor_iso3s: object) -> str:
    """Who promises, as a row of the timeline: Japan where it takes part, else the first named."""
    ids = words.listed(actor_iso3s)
    names = controls_register.names("who")
    if "JPN" in ids:
        return names["JPN"]
    return names.get(ids[0], ids[0]) if ids else _("Not named")
