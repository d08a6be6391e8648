"""Compare: which imports met a definition of dependence in one of two years and not in the other."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard import db, headline_compare, text
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import compare_view
from dashboard.views.compare_view import Page, View

CONTROLS = ("group", "importers", "definition", "since", "stage")
CHANGED = ("NEW", "UP", "DOWN", "ENDED")
SPAN = 5


def page(view: View) -> Page:
    """The sentence, the list of changes and what was left out of it."""
    title = _("What changed between two years")
    if not view.importers:
        return Page(title, _("Choose at least one importer below."), "", [], [])
    view, notices = _two_years(view)
    if view.chosen["since"] >= view.chosen["year"]:
        sentence = _("There is no year before {year} to compare with.").format(year=view.chosen["year"])
        return Page(title, sentence, "", [], [])
    frame = changes(view)
    definition = definition_name(str(view.chosen["definition"]))
    since, year = (compare_view.printed_year(view.chosen[name]) for name in ("since", "year"))
    sentence = headline_compare.changes(frame, definition, since, year)
    details = [headline_compare.left_out(frame), headline_compare.came(frame), headline_compare.went(frame)]
    changed = frame[frame["change"].isin(CHANGED)]
    apart = frame[frame["change"].isin(["TOO_SMALL", "NOT_JUDGED"]) & (frame["met_before"] != frame["met_now"])]
    drawn = [_changed(view, changed, definition)] if len(changed) else []
    if len(apart):
        drawn.append(_apart(view, apart, definition))
    return Page(title, sentence, definition, details[1:] + details[:1], drawn, notices)


def changes(view: View) -> pd.DataFrame:
    """A row for each importer and series that was judged in at least one of the two years."""
    asked = {name: view.chosen[name] for name in ("since", "year", "definition")}
    frame = db.query("compare_changes", importers=view.importers, **asked, **view.choice)
    return frame if view.chosen["stage"] == "all" else frame[frame["stage"] == view.chosen["stage"]]


def definition_name(definition_id: str) -> str:
    """Name of a definition in the reader's language."""
    frame = db.query("definitions")
    return dict(zip(frame["definition_id"], frame[text.name_column("definition")], strict=True))[definition_id]


def _changed(view: View, frame: pd.DataFrame, definition: str) -> Panel:
    rule = db.query("definitions").set_index("definition_id").loc[view.chosen["definition"]]
    return Panel(
        panel_id="compare_changes",
        title=_("Dependences that came and went"),
        frame=frame,
        columns=_columns(view),
        caption=_("“{definition}”, {since} and {year}, {who}, {measure}: {n} changes").format(
            definition=definition,
            since=view.chosen["since"],
            year=compare_view.printed_year(view.chosen["year"]),
            who=view.who,
            measure=view.measure,
            n=len(frame),
        ),
        file_parts=view.file("changes", view.chosen["definition"], view.chosen["since"], view.chosen["year"]),
        caveats=[
            _("The rule: {rule} Source: {source}.").format(rule=rule["rule"], source=rule["reference"]),
            str(rule["caveat"]),
            _("New: met now, without imports in the earlier year. Ended: met then, without imports now."),
            _("Only two years are compared; what happened between them can be seen over time."),
        ],
        meanings=compare_view.meanings(),
        rows=_rows(view, frame),
    )


def _apart(view: View, frame: pd.DataFrame, definition: str) -> Panel:
    drawn = _changed(view, frame, definition)
    return replace(
        drawn,
        panel_id="compare_changes_apart",
        title=_("Left out: it would have changed, but there is too little trade to rank, or no data in one year"),
        file_parts=["left-out", *drawn.file_parts],
        caveats=[text.reason("BELOW_THRESHOLD")],
    )


def _columns(view: View) -> list[Column]:
    show = _years_of_three if view.chosen["definition"] == "geodep" else text.share
    since, year = view.chosen["since"], view.chosen["year"]
    return [
        Column("change", _("Change"), change_in_words),
        Column(text.name_column("importer"), _("Importer")),
        Column(text.name_column("mineral"), _("Mineral")),
        Column("stage", _("Stage"), text.stage),
        Column("figure_before", str(since), show, numeric=True),
        Column("figure_now", compare_view.printed_year(year), show, numeric=True),
        Column("threshold", _("Threshold"), show, numeric=True),
        Column(text.name_column("top_now"), _("Largest supplier then and now"), cell=_suppliers),
        Column("value_usd", _("Imports now, million USD"), text.million_usd, numeric=True),
        Column("quality_grade", _("Grade")),
    ]


def _rows(view: View, frame: pd.DataFrame) -> SourceRows | None:
    names = frame[text.name_column("importer")] + ", " + compare_view.label(frame)
    choices = dict(zip(frame["importer_iso3"] + ":" + frame["series_id"], names, strict=True))
    years = (view.chosen["since"], view.chosen["year"])
    return SourceRows(choices, lambda pair: _rows_of(pair, years), db.sql("compare_rows")) if choices else None


def _rows_of(pair: str, years: tuple[int, int]) -> pd.DataFrame:
    importer, series = pair.split(":", 1)
    return db.query("compare_rows", importers=(importer,), series=series, years=years)


def _two_years(view: View) -> tuple[View, tuple[str, ...]]:
    """The earlier year has to be earlier; otherwise five years before is taken and said so."""
    year = view.chosen["year"]
    if view.chosen["since"] < year:
        return view, ()
    years = [int(value) for value in db.query("years")["year"] if value < year]
    if not years:
        return view, ()
    since = max(year - SPAN, years[0])
    notice = _("The year compared with has to come before {year}; {since} is taken.").format(year=year, since=since)
    return replace(view, chosen={**view.chosen, "since": since}), (notice,)


def change_in_words(change: str) -> str:
    """Name of a kind of change."""
    return {
        "NEW": _("New"),
        "UP": _("▲ Up"),
        "DOWN": _("▼ Down"),
        "ENDED": _("Ended"),
        "TOO_SMALL": _("Too small"),
        "NOT_JUDGED": _("Not judged"),
    }[change]


def _suppliers(row: dict) -> str:
    names = [row[text.name_column(stem)] for stem in ("top_before", "top_now")]
    return " → ".join(text.NOT_AVAILABLE if text.missing(name) else name for name in names)


def _years_of_three(value: float | None) -> str:
    return text.NOT_AVAILABLE if text.missing(value) else _("{n} of 3 years").format(n=int(value))
