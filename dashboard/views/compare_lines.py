"""Compare: up to six importers over time, each in a chart of its own, all on one axis."""

from __future__ import annotations

import pandas as pd

from dashboard import db, headline_compare, text
from dashboard.charts import multiples, theme
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import compare_view
from dashboard.views.compare_view import Page, View

CONTROLS = ("importers", "mineral", "stage", "metric", "period")
SPAN = 5
LEAST_WIDTH = 500


def page(view: View) -> Page:
    """The sentence and the small multiples."""
    found = compare_view.series(view.chosen)
    title = _("Importers over time")
    if found is None:
        return compare_view.no_series(view.chosen, title)
    if not view.importers:
        return Page(title, _("Choose at least one importer below."), "", [], [])
    frame = lines(view, str(found["series_id"]))
    series = f"{found[text.name_column('mineral')]} ({text.stage(found['stage']).lower()})"
    metric = compare_view.metric(view.chosen)
    if frame["figure"].isna().all():
        sentence = _("{series}: none of these importers has a figure in these years.").format(series=series)
        return Page(title, sentence, "", compare_view.series_notes(found), [])
    last = int(frame.dropna(subset=["figure"])["year"].max())
    sentence = headline_compare.lines(
        frame, _what(metric, view), series, last, compare_view.printed_year(last), compare_view.show(metric)
    )
    moves = headline_compare.line_moves(frame, last - SPAN, last) if metric != "hhi" else ""
    notices = compare_view.replaced(view, found)
    return Page(title, sentence, series, [moves], [_panel(view, found, frame, f"{sentence} {moves}")], notices)


def lines(view: View, series_id: str) -> pd.DataFrame:
    """A row for each importer and year."""
    asked = {"importers": view.importers, "series": series_id, "metric": compare_view.metric(view.chosen)}
    years = {name: view.chosen[name] for name in ("from", "to")}
    return db.query("compare_lines", **asked, **years, **view.choice)


def _panel(view: View, found: pd.Series, frame: pd.DataFrame, alt: str) -> Panel:
    metric = compare_view.metric(view.chosen)
    names = dict(zip(frame["importer_iso3"], frame[text.name_column("importer")], strict=True))
    known = frame[frame["year"] >= frame.dropna(subset=["figure"])["year"].min()]
    layout = known.assign(
        cell=[
            compare_view.mark(status) if text.missing(figure) else compare_view.show(metric)(figure)
            for figure, status in zip(known["figure"], known["status"], strict=True)
        ]
    ).pivot(index="year", columns="importer_iso3", values="cell")
    layout = layout[list(names)].sort_index(ascending=False).reset_index()
    years = db.query("years")
    provisional = years.loc[years["provisional"], "year"]
    threshold = headline_compare.HIGH[metric]
    return Panel(
        panel_id="compare_lines",
        title=_("{what}: {mineral}, {stage}").format(
            what=compare_view.name_of(metric, view.chosen["china"]),
            mineral=found[text.name_column("mineral")],
            stage=text.stage(found["stage"]).lower(),
        ),
        frame=known,
        columns=[Column("year", _("Year")), *(Column(iso3, name, numeric=True) for iso3, name in names.items())],
        caption=_("{who}, {first}-{last}, {measure}").format(
            who=view.who, first=known["year"].min(), last=known["year"].max(), measure=view.measure
        ),
        file_parts=view.file("over-time", found["series_id"], metric),
        figure=multiples.lines(
            known,
            "importer_iso3",
            names,
            "figure",
            compare_view.show(metric),
            threshold=threshold,
            provisional=int(provisional.iloc[0]) if len(provisional) else None,
            percent=metric != "hhi",
            colour=theme.CHINA if metric == "china" else multiples.NEUTRAL,
        ),
        alt=alt,
        caveats=[
            _("One axis for all; the pale lines are the other importers. Dashed: {what}. Hollow: provisional.").format(
                what=headline_compare.high_in_words(metric, view.chosen["china"])
            ),
            _("Lines break where a year has no trade or too little to rank; HS editions are never joined."),
            *compare_view.series_notes(found),
        ],
        meanings=compare_view.meanings(),
        rows=compare_view.rows(
            names, None, str(found["series_id"]), sorted(int(year) for year in known["year"].unique())
        ),
        layout=layout,
        fold=True,
        least_width=LEAST_WIDTH,
    )


def _what(metric: str, view: View) -> str:
    if metric == "china":
        return _("share of {china} ({basis})").format(
            china=text.china(view.chosen["china"]), basis=text.basis(view.chosen["basis"])
        )
    told = {"top": _("share of the largest supplier"), "hhi": _("HHI")}[metric]
    return f"{told} ({text.basis(view.chosen['basis'])})"
