"""Figures printed in reports and the press: points with gaps, never a series."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from dashboard.charts import points, theme
from dashboard.charts.lines import Rule
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.pages.mineral import questions, source_rows
from dashboard.pages.mineral.panels import controls
from dashboard.pages.mineral.subject import Subject
from dashboard.words import formats
from dashboard.words.language import _, lowered, name_column, raised

EXPORTS = ("china_exports", "magnet_exports")
IMPORTS = ("japan_imports",)
PRICES = ("price",)
MASSES = ("t", "kg")
MOST_GROUPS = 6
A_MONTH = 31
# A longer table without a chart opens on demand.
MOST_OPEN = 25
COLOURS = (theme.CHINA, "#c2507a", "#b8651b", "#4f8f2f", "#a6539b", "#2f86c1")


def exports(subject: Subject) -> Iterator[Panel]:
    """China's exports of the metal itself, as printed month by month: what the customs codes of others hide."""
    frame = _points(subject, EXPORTS)
    frame = frame[frame["unit"].isin(MASSES)]
    drawn = frame[frame["period_days"] <= A_MONTH]
    drawn = drawn[drawn["to_iso3"].isin(["WLD", subject.choice.importer]) & drawn["value"].notna()]
    if frame.empty:
        return
    unit = str((drawn if len(drawn) else frame)["unit"].mode().iloc[0])
    drawn = drawn[drawn["unit"] == unit]
    drawn = drawn.assign(group=drawn["label"] + ", " + _("to") + " " + drawn[name_column("to")].fillna(""))
    rules = _rules(subject, drawn) if len(drawn) else []
    yield Panel(
        panel_id="mineral_points_exports",
        title=_exports_title(drawn, unit),
        frame=frame,
        columns=_columns(),
        caption=_(
            "China's exports of {mineral} as printed in reports and the press, months, {unit}, to the world and to "
            "{importer}; points with gaps"
        ).format(mineral=lowered(subject.mineral), unit=unit, importer=subject.importer),
        file_parts=[subject.choice.mineral, "china-exports-published-points"],
        chart=partial(points.published, drawn, "group", *_groups(drawn), unit, rules=rules) if len(drawn) else None,
        alt=_alt(drawn, unit) if len(drawn) else "",
        caveats=[*_caveats(frame), *controls.caveat(rules)],
        rows=source_rows.themselves(subject, questions.POINTS, topics=EXPORTS),
        layout=frame.iloc[::-1],
        fold=len(drawn) > 0,
    )


def imports(subject: Subject) -> Iterator[Panel]:
    """Japan's import shares as printed."""
    frame = _points(subject, IMPORTS)
    frame = frame[frame["unit"] == "%"]
    if frame.empty:
        return
    supplier = frame[name_column("from")].fillna(_("not stated"))
    several = frame["mineral_id"].nunique() > 1
    drawn = frame.assign(group=frame[name_column("mineral")] + ", " + supplier if several else supplier)
    kept = drawn["group"].value_counts().head(MOST_GROUPS).index
    drawn = drawn[drawn["group"].isin(kept)]
    yield Panel(
        panel_id="mineral_points_imports",
        title=_imports_title(frame, subject.choice.mineral),
        frame=frame,
        columns=_columns(),
        caption=_(
            "Shares in Japan's imports of {mineral} as printed in reports and the press, per cent; each publisher "
            "counts other goods"
        ).format(mineral=lowered(subject.mineral)),
        file_parts=[subject.choice.mineral, "japan-import-shares-published-points"],
        chart=partial(points.published, drawn, "group", *_groups(drawn, by_supplier=True), "%", share=True),
        alt=_alt(drawn, "%"),
        caveats=_caveats(frame),
        rows=source_rows.themselves(subject, questions.POINTS, topics=IMPORTS),
        layout=frame.iloc[::-1],
        fold=True,
    )


def others(subject: Subject) -> Iterator[Panel]:
    """All other printed figures: growth rates, amounts of money, tonnes imported by Japan."""
    topics = (*EXPORTS, *IMPORTS)
    frame = _points(subject, topics)
    is_share = frame["topic"].isin(IMPORTS) & (frame["unit"] == "%")
    is_export = frame["topic"].isin(EXPORTS) & frame["unit"].isin(MASSES)
    title = _("{n} other figures printed in reports and the press, the newest for {period}")
    yield from _table(subject, frame[~is_share & ~is_export], "mineral_points_other", title, topics)


def prices(subject: Subject) -> Iterator[Panel]:
    """Prices printed in reports and the press."""
    title = _("{n} prices printed in reports and the press, the newest for {period}")
    yield from _table(subject, _points(subject, PRICES), "mineral_points_prices", title, PRICES)


def _points(subject: Subject, topics: tuple[str, ...]) -> pd.DataFrame:
    frame = subject.ask(questions.POINTS, subject.choice, topics=topics)
    return frame.assign(period=[_period(a, b) for a, b in zip(frame["period_start"], frame["period_end"], strict=True)])


def _table(
    subject: Subject, frame: pd.DataFrame, panel_id: str, title: str, topics: tuple[str, ...]
) -> Iterator[Panel]:
    if frame.empty:
        return
    layout = frame.sort_values("period_end", ascending=False, kind="stable")
    yield Panel(
        panel_id=panel_id,
        title=title.format(n=len(frame), period=layout["period"].iloc[0]),
        frame=frame,
        columns=_columns(),
        caption=_("{mineral}: figures as printed, each with its unit and what its publisher counts").format(
            mineral=subject.mineral
        ),
        file_parts=[subject.choice.mineral, panel_id.removeprefix("mineral_").replace("_", "-")],
        caveats=_caveats(frame),
        rows=source_rows.themselves(subject, questions.POINTS, topics=topics),
        layout=layout,
        fold=len(frame) > MOST_OPEN,
    )


def _exports_title(drawn: pd.DataFrame, unit: str) -> str:
    """The newest month that is drawn; two figures where its publishers contradict each other."""
    if drawn.empty:
        return _("What China is said to export, no month of it to the world")
    last = drawn.sort_values("period_end", kind="stable").iloc[-1]
    values = drawn.loc[(drawn["group"] == last["group"]) & (drawn["period"] == last["period"]), "value"]
    said = _("{group}: {low} {unit} in {period}, as printed")
    if values.nunique() > 1:
        said = _("{group}: {low} or {high} {unit} in {period}, as printed")
    return said.format(
        group=raised(last["group"]),
        low=formats.raw(values.min()),
        high=formats.raw(values.max()),
        unit=unit,
        period=last["period"],
    )


def _imports_title(frame: pd.DataFrame, mineral: str) -> str:
    """China's share in the newest year for which one is printed: a range, as each publisher counts other goods."""
    china = frame[(frame["from_iso3"] == "CHN") & (frame["mineral_id"] == mineral) & frame["value"].notna()]
    if china.empty:
        return _("Shares in Japan's imports, as printed")
    year = china["period_end"].dt.year
    values = china[year == year.max()].sort_values("value")
    said = _("China's share in Japan's imports, as printed for {year}: {low}")
    if values["value"].nunique() > 1:
        said = _("China's share in Japan's imports, as printed for {year}: from {low} to {high}")
    return said.format(
        year=int(year.max()), low=_printed(values.iloc[0].to_dict()), high=_printed(values.iloc[-1].to_dict())
    )


def _rules(subject: Subject, drawn: pd.DataFrame) -> list[Rule]:
    year = pd.Timedelta(days=365)
    return controls.rules(subject, drawn["period_start"].min() - year, drawn["period_end"].max() + year)


def _groups(drawn: pd.DataFrame, by_supplier: bool = False) -> tuple[dict[str, str], dict[str, str]]:
    """The marks that are told apart: label and colour of each."""
    groups = list(dict.fromkeys(drawn["group"]))[:MOST_GROUPS]
    first = drawn.drop_duplicates("group").set_index("group")["from_iso3"].to_dict()
    suppliers = [first[group] for group in groups]
    # A supplier keeps its colour; marks of one supplier are told apart by colours of their own.
    own = by_supplier and len(set(suppliers)) == len(suppliers)
    colours = [
        theme.supplier_colour(str(iso3)) if own else colour for iso3, colour in zip(suppliers, COLOURS, strict=False)
    ]
    return dict(zip(groups, groups, strict=True)), dict(zip(groups, colours, strict=True))


def _alt(drawn: pd.DataFrame, unit: str) -> str:
    ordered = drawn.sort_values("period_end")
    last = ordered.iloc[-1]
    conflicts = int(drawn["in_conflict"].sum())
    return _(
        "{n} printed figures from {first} to {last}; the newest is {value} {unit} ({group}). {conflicts} of them "
        "contradict another one for the same period."
    ).format(
        n=len(drawn),
        first=ordered["period"].iloc[0],
        last=last["period"],
        value=formats.raw(last["value"]),
        unit=unit,
        group=last["group"],
        conflicts=conflicts,
    )


def _columns() -> list[Column]:
    return [
        Column("period", _("Period")),
        Column("label", _("What is counted, in the words of the source"), prose=True),
        Column("to_iso3", _("From and to"), cell=_direction),
        Column("value", _("Printed figure"), cell=_printed, numeric=True),
        Column("basis", _("How it is known"), lambda basis: str(basis).replace("_", " ")),
        Column("in_conflict", _("Contradicted"), lambda conflict: _("another value is printed") if conflict else ""),
        Column("publisher", _("Source"), link="source_url", sub=lambda row: row["confidence"]),
    ]


def _caveats(frame: pd.DataFrame) -> list[str]:
    notes = [
        _(
            "Figures printed in reports and the press: points with gaps, not a series, and never joined to the trade "
            "statistics. A point is a period that somebody printed; between two points nothing is known."
        ),
    ]
    conflicts = int(frame["in_conflict"].sum())
    if conflicts:
        notes.append(
            _(
                "{n} figures contradict another one for the same period; all of them are shown, with hollow marks."
            ).format(n=conflicts)
        )
    return notes


def _period(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """A whole year, month or day in short; otherwise first and last day."""
    if start == end:
        return f"{start:%Y-%m-%d}"
    if (start.year, start.month) == (end.year, end.month) and start.day == 1:
        return f"{start:%Y-%m}"
    if start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start:%Y}"
    return f"{start:%Y-%m}–{end:%Y-%m}"


def _direction(row: Row) -> str:
    ends = [row[name_column(end)] for end in ("from", "to")]
    return " → ".join(formats.NOT_AVAILABLE if formats.missing(end) else str(end) for end in ends)


def _printed(row: Row) -> str:
    value, high = row["value"], row["value_high"]
    if formats.missing(value) and formats.missing(high):
        return formats.NOT_AVAILABLE
    amount = " – ".join(formats.raw(end) for end in (value, high) if not formats.missing(end))
    return " ".join(
        part for part in ("" if formats.missing(row["qualifier"]) else row["qualifier"], amount, row["unit"]) if part
    )
