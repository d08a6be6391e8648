"""Compare: one mineral and stage for all importing countries on a map of shares."""

from __future__ import annotations

import pandas as pd

from dashboard import controls, db, headline_compare, text
from dashboard.charts import map as chart
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import compare_view
from dashboard.views.compare_view import Page, View

CONTROLS = ("mineral", "stage", "metric")
MOST_NAMED = 6
LEAST_WIDTH = 600


def page(view: View) -> Page:
    """The sentence and the map with its table."""
    found = compare_view.series(view.chosen)
    title = _("All importers on a map")
    if found is None:
        return compare_view.no_series(view.chosen, title)
    metric, year = compare_view.metric(view.chosen), compare_view.printed_year(view.chosen["year"])
    frame = countries(view, str(found["series_id"]))
    series = f"{found[text.name_column('mineral')]} ({text.stage(found['stage']).lower()})"
    sentence = headline_compare.world(frame, metric, series, year, view.chosen["china"], view.chosen["basis"])
    known = frame.dropna(subset=["figure"])
    if known.empty:
        return Page(title, sentence, "", compare_view.series_notes(found), [])
    largest = headline_compare.largest_importers(known, compare_view.show(metric), MOST_NAMED)
    notices = compare_view.replaced(view, found)
    drawn = _panel(view, found, frame, f"{sentence} {largest}")
    return Page(title, sentence, series, [largest], [drawn], notices)


def countries(view: View, series_id: str) -> pd.DataFrame:
    """A row for each country that reports imports of the series, the highest figure first."""
    asked = {"series": series_id, "year": view.chosen["year"], "metric": compare_view.metric(view.chosen)}
    return db.query("compare_map", **asked, **view.choice)


def _panel(view: View, found: pd.Series, frame: pd.DataFrame, alt: str) -> Panel:
    metric = compare_view.metric(view.chosen)
    name = text.name_column("importer")
    show = compare_view.show(metric)
    names = dict(zip(frame["importer_iso3"], frame[name], strict=True))
    return Panel(
        panel_id="compare_map",
        title=_("{what}: {mineral}, {stage}, {year}").format(
            what=compare_view.name_of(metric, view.chosen["china"]),
            mineral=found[text.name_column("mineral")],
            stage=text.stage(found["stage"]).lower(),
            year=compare_view.printed_year(view.chosen["year"]),
        ),
        frame=frame,
        columns=[
            Column(name, _("Importer")),
            Column("figure", controls.metrics()[metric], show, numeric=True, bar=True, order="descending"),
            Column("status", _("Why there is no figure"), _why, prose=True),
            Column(text.name_column("top_supplier"), _("Largest supplier"), cell=_largest),
            Column("value_usd", _("Imports, million USD"), text.million_usd, numeric=True),
            Column("quality_grade", _("Grade")),
        ],
        caption=_("{n} countries that report imports, {measure}").format(n=len(frame), measure=view.measure),
        file_parts=view.file("map", found["series_id"], metric, view.chosen["year"]),
        figure=chart.shares(
            frame.assign(small=frame["status"].isin(["BELOW_THRESHOLD", "IMPORTER_IS_CHINA"])),
            "importer_iso3",
            name,
            "figure",
            show,
            "small",
            (_("too little trade to rank, or China itself"), _("no import reported")),
            percent=metric != "hhi",
        ),
        alt=alt,
        caveats=[
            *_undrawn(frame, names, show),
            _("Shares only: nothing is said of how much a country buys. Grey is unknown or too small, never zero."),
            _("Shapes and boundaries are those of the map's publisher (UN, Natural Earth) and imply no judgement."),
            *compare_view.series_notes(found),
        ],
        meanings=compare_view.meanings(),
        rows=compare_view.rows(names, None, str(found["series_id"]), [view.chosen["year"]]),
        fold=True,
        least_width=LEAST_WIDTH,
    )


def _undrawn(frame: pd.DataFrame, names: dict[str, str], show: object) -> list[str]:
    known = frame.dropna(subset=["figure"]).set_index("importer_iso3")["figure"]
    missing = chart.undrawn(known.index)
    if not missing:
        return []
    said = ", ".join(f"{names[iso3]}{text.NBSP}{show(known[iso3])}" for iso3 in missing)
    return [_("Too small for the map: {names}.").format(names=said)]


def _why(status: str) -> str:
    return "" if status == "MEASURED" else text.reason(status)


def _largest(row: dict) -> str:
    name = row[text.name_column("top_supplier")]
    return text.NOT_AVAILABLE if text.missing(name) else f"{name} {text.share(row['top_supplier_share'])}"
