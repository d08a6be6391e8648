"""Compare: importers and minerals as a heat table."""

from __future__ import annotations

import pandas as pd

from dashboard import db, headline_compare, text
from dashboard.charts import heat
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import compare_view
from dashboard.views.compare_view import Page, View

CONTROLS = ("group", "importers", "metric", "stage")
# From so many importers on, their codes head the columns of the chart.
CODES_FROM = 9


def page(view: View) -> Page:
    """The sentence and the heat table."""
    chosen = view.chosen
    metric, year = str(chosen["metric"]), compare_view.printed_year(chosen["year"])
    title = _("Importers compared: {what}").format(what=compare_view.name_of(metric, chosen["china"]))
    if not view.importers:
        return Page(title, _("Choose at least one importer below."), "", [], [])
    frame = cells(view)
    sentence = headline_compare.heat(frame, metric, year, chosen["basis"], chosen["china"])
    counts = headline_compare.high_counts(frame, metric)
    strong = counts.iloc[0]["name"] if len(counts) else ""
    drawn = [_panel(view, frame, sentence)] if len(counts) else []
    return Page(title, sentence, strong, [headline_compare.all_counts(counts)], drawn)


def cells(view: View) -> pd.DataFrame:
    """A row for each importer and series that has a figure for at least one of them; most often high first."""
    asked = {"importers": view.importers, "year": view.chosen["year"], "metric": view.chosen["metric"]}
    frame = db.query("compare_heat", **asked, **view.choice)
    if view.chosen["stage"] != "all":
        frame = frame[frame["stage"] == view.chosen["stage"]]
    known = frame.dropna(subset=["figure"])
    known = known.assign(high=headline_compare.is_high(known["figure"], str(view.chosen["metric"])))
    order = known.groupby("series_id").agg(high=("high", "sum"), top=("figure", "max"))
    order = order.sort_values(["high", "top"], ascending=False, kind="stable").index
    places = {iso3: place for place, iso3 in enumerate(view.importers)}
    frame = frame[frame["series_id"].isin(order)]
    return frame.assign(
        place=frame["series_id"].map({series: place for place, series in enumerate(order)}),
        column=frame["importer_iso3"].map(places),
    ).sort_values(["place", "column"])[list(frame.columns)]


def _panel(view: View, frame: pd.DataFrame, sentence: str) -> Panel:
    metric = str(view.chosen["metric"])
    names = dict(zip(frame["importer_iso3"], frame[text.name_column("importer")], strict=True))
    drawn = frame.assign(
        label=compare_view.label(frame),
        head=frame["importer_iso3"] if len(names) >= CODES_FROM else frame["importer_iso3"].map(names),
        instead=frame["status"].map(compare_view.mark),
    )
    layout = drawn.assign(
        cell=[
            instead if text.missing(figure) else compare_view.show(metric)(figure)
            for figure, instead in zip(drawn["figure"], drawn["instead"], strict=True)
        ]
    ).pivot(index="label", columns="importer_iso3", values="cell")
    layout = layout.reindex(index=pd.Index(drawn["label"].drop_duplicates(), name="label"), columns=list(names))
    labels = dict(zip(drawn["series_id"], drawn["label"], strict=True))
    return Panel(
        panel_id="compare_heat",
        title=_("{what}, {year}").format(
            what=compare_view.name_of(metric, view.chosen["china"]),
            year=compare_view.printed_year(view.chosen["year"]),
        ),
        frame=frame,
        columns=[Column("label", _("Mineral")), *(Column(iso3, name, numeric=True) for iso3, name in names.items())],
        caption=_("{who}: {n} series, {measure}").format(who=view.who, n=len(layout), measure=view.measure),
        file_parts=view.file("importers", metric, view.chosen["year"]),
        figure=heat.table(
            drawn, "label", "head", "figure", compare_view.in_cell(metric), _darkest(metric), missing="instead"
        ),
        alt=sentence,
        caveats=[
            *([_("Numbers in the chart are per cent.")] if metric in ("china", "top") else []),
            _("n/a: no trade reported or no data, never zero; small: too little trade to rank; itself: the importer."),
            _("Series most often high come first. Basket codes, which hold several metals, are left out."),
            *([_("The EU is one importer here: only what comes from outside.")] if "EU27" in names else []),
        ],
        meanings=compare_view.meanings(),
        rows=compare_view.rows(labels, tuple(names), None, [view.chosen["year"]]),
        layout=layout.reset_index(),
        fold=True,
        least_width=heat.least_width(len(names)),
    )


def _darkest(metric: str) -> float:
    return len(db.query("definitions")) if metric == "definitions" else 1
