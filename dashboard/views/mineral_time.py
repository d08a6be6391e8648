"""Panels of the mineral page over the years: suppliers, and China's share with thresholds and export controls."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard import controls, db, text
from dashboard.charts import lines, shares
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import mineral_view
from dashboard.views.mineral_view import GROUPED, View

# Definitions whose threshold is a share of one supplier; GeoDep is judged by concentration.
SHARE_DEFINITIONS = ("china50", "crma65", "single80")


def suppliers(view: View) -> list[Panel]:
    """Suppliers over time, China on the baseline."""
    if view.main is None:
        return []
    asked = {name: view.chosen[name] for name in ("importer", "basis", "china")}
    frame = db.query("mineral_suppliers", series=view.main["series_id"], **asked, **view.years)
    frame = frame[frame["share"].notna()]
    if frame.empty:
        return []
    name = mineral_view.exporter()
    names = dict(zip(frame["exporter_iso3"], frame[name], strict=True))
    layout = frame.pivot(index="year", columns="exporter_iso3", values="share").sort_index(ascending=False)
    layout = layout[[iso3 for iso3 in names if iso3 != GROUPED] + [GROUPED] * (GROUPED in names)].reset_index()
    years = [int(year) for year in layout["year"]]
    return [
        Panel(
            panel_id="mineral_suppliers",
            title=_("Suppliers over time: {mineral}, {stage}").format(
                mineral=view.mineral, stage=text.stage(view.main["stage"]).lower()
            ),
            frame=frame,
            columns=[
                Column("year", _("Year")),
                *(Column(iso3, names[iso3], text.share, numeric=True) for iso3 in layout.columns[1:]),
            ],
            caption=_("Shares in the imports of {importer}, {measure}, HS {codes} ({edition})").format(
                importer=view.importer,
                measure=view.measure,
                codes=frame["hs_codes"].iloc[0],
                edition=view.main["hs_edition"],
            ),
            file_parts=mineral_view.file_parts(view, view.main["stage"], "suppliers", f"{years[-1]}-{years[0]}"),
            figure=shares.stacked_by_year(frame, name, _span(view)),
            alt=_suppliers_alt(view, frame, names),
            caveats=_supplier_caveats(frame, years, _span(view)),
            meanings=mineral_view.meanings(),
            rows=SourceRows(
                choices={str(year): str(year) for year in years},
                load=lambda year: mineral_view.trade_rows(view.chosen["importer"], view.main["series_id"], int(year)),
                sql=db.sql("source_rows"),
            ),
            top=controls.period,
            layout=layout,
            fold=True,
        )
    ]


def nearest_year(view: View) -> int | None:
    """The nearest year in which China's share is known, if the chosen one has none; the later of two equally near."""
    if view.main is None or not text.missing(view.main["china_share"]):
        return None
    frame = _china_frame(view, min(db.query("years")["year"]), max(db.query("years")["year"]))
    known = frame[(frame["stage"] == view.main["stage"]) & frame["china_share"].notna()]["year"]
    year = view.chosen["year"]
    return min((int(other) for other in known), key=lambda other: (abs(other - year), -other), default=None)


def _china_frame(view: View, first: int, last: int) -> pd.DataFrame:
    asked = {name: view.chosen[name] for name in ("importer", "mineral", "basis", "china", "definition")}
    return db.query("mineral_china", first_year=int(first), last_year=int(last), **asked)


def china(view: View) -> list[Panel]:
    """China's share at each stage over time, with the threshold of the chosen definition and export controls."""
    frame = _china_frame(view, view.chosen["from"], view.chosen["to"])
    if view.chosen["stage"] in set(frame["stage"]):
        frame = frame[frame["stage"] == view.chosen["stage"]]
    if frame["china_share"].notna().sum() == 0:
        return []
    events = db.query("mineral_events", mineral=view.chosen["mineral"], importer=view.chosen["importer"])
    definition = db.query("definitions").set_index("definition_id").loc[view.chosen["definition"]]
    drawn = [
        lines.Line(text.stage(stage), list(rows["year"]), list(rows["china_share"]))
        for stage, rows in frame.groupby("stage", sort=False)
        if rows["china_share"].notna().any()
    ]
    drawn_rules = rules(events, pd.Timestamp(int(frame["year"].min()), 1, 1), _last_day(view, frame))
    return [
        Panel(
            panel_id="mineral_china",
            title=_("China's share of the imports, and export controls"),
            frame=frame,
            columns=_china_columns(),
            caption=_("Share of {china} in the imports of {importer}, {basis}; {rule}").format(
                china=text.china(view.chosen["china"]),
                importer=view.importer,
                basis=text.basis(view.chosen["basis"]),
                rule=definition["rule"],
            ),
            file_parts=mineral_view.file_parts(view, "china-share", f"{view.chosen['from']}-{view.chosen['to']}"),
            figure=lines.over_time(
                drawn,
                _thresholds(view, definition),
                drawn_rules,
            ),
            alt=_china_alt(view, frame),
            caveats=_china_caveats(view, definition, drawn_rules),
            meanings=mineral_view.meanings(),
            rows=_china_rows(view, frame),
            top=controls.definition,
            layout=frame.sort_values("year", ascending=False, kind="stable"),
            fold=True,
        )
    ]


def _suppliers_alt(view: View, frame: pd.DataFrame, names: dict[str, str]) -> str:
    last = int(frame["year"].max())
    rows = frame[(frame["year"] == last) & (frame["exporter_iso3"] != GROUPED)]
    top = rows.sort_values("share", ascending=False).head(3)
    said = ", ".join(f"{names[row['exporter_iso3']]} {text.share(row['share'])}" for row in top.to_dict("records"))
    return _("Suppliers of {mineral} to {importer} from {first} to {last}. In {last}: {said}.").format(
        mineral=view.mineral, importer=view.importer, first=int(frame["year"].min()), last=last, said=said
    )


def _supplier_caveats(frame: pd.DataFrame, years: list[int], span: tuple[int, int]) -> list[str]:
    notes = [
        _("China and the five suppliers with the highest mean share; Other is all the rest, unknown areas included.")
    ]
    missing = sorted(set(range(span[0], span[1] + 1)) - set(years))
    if missing:
        notes.append(_("No trade reported in {years}.").format(years=text.and_list([str(y) for y in missing], 6)))
    low = sorted(int(year) for year in frame.loc[frame["low_base"].fillna(False), "year"].unique())
    if low:
        notes.append(_("Too little trade to judge in {years}.").format(years=text.and_list([str(y) for y in low], 6)))
    partial_years = sorted(int(year) for year in frame.loc[frame["completeness"] == "top6", "year"].unique())
    if partial_years:
        notes.append(
            _("The release has the largest partners only from {first} to {last}.").format(
                first=partial_years[0], last=partial_years[-1]
            )
        )
    return notes


def _china_columns() -> list[Column]:
    return [
        Column("year", _("Year")),
        Column("stage", _("Stage"), text.stage),
        Column("china_share", _("China's share"), text.share, numeric=True, bar=True),
        Column(
            "top_supplier_iso3",
            _("Largest supplier"),
            cell=lambda row: (
                text.NOT_AVAILABLE
                if text.missing(row["top_supplier_iso3"])
                else f"{row[text.name_column('top_supplier')]} {text.share(row['top_supplier_share'])}"
            ),
        ),
        Column("hhi", _("HHI"), text.index, numeric=True),
        Column("definition_met", _("Definition met"), _met, numeric=True),
        Column("value_usd", _("Imports, million USD"), text.million_usd, numeric=True),
        Column("quality_grade", _("Grade")),
        Column(
            "reason",
            _("Why a figure is missing"),
            lambda code: "" if text.missing(code) else text.reason(code),
            prose=True,
        ),
    ]


def _met(value: object) -> str:
    if text.missing(value):
        return text.NOT_AVAILABLE
    return _("yes") if value else _("no")


def _thresholds(view: View, definition: pd.Series) -> list[lines.Threshold]:
    if view.chosen["definition"] not in SHARE_DEFINITIONS:
        return []
    return [lines.Threshold(float(definition["threshold"]), definition[text.name_column("definition")])]


def _span(view: View) -> tuple[int, int]:
    """First and last year of the axis: a series that begins later than the reader asks for begins the axis."""
    first = view.main["first_year"]
    return max(view.chosen["from"], int(first)), view.chosen["to"]


def rules(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> list[lines.Rule]:
    """The events that are drawn on a chart, inside the days that it shows."""
    drawn = events[events["on_chart"] & events["starts_on"].between(first, last)]
    return [
        lines.Rule(
            starts_on=row["starts_on"].date(),
            label=f"{row['starts_on']:%Y-%m} {row['measure_type']}, {text.event_state(row['state'])}",
            state=row["state"],
            ends_on=None if text.missing(row["band_ends_on"]) else min(row["band_ends_on"], last).date(),
        )
        for row in drawn.to_dict("records")
    ]


def _last_day(view: View, frame: pd.DataFrame) -> pd.Timestamp:
    """Last day of the axis: events after the newest year of the data are shown, unless the reader cut years off."""
    last = pd.Timestamp(int(frame["year"].max()), 12, 31)
    return last + pd.DateOffset(years=3) if view.chosen["to"] == db.query("years")["year"].max() else last


def _china_alt(view: View, frame: pd.DataFrame) -> str:
    said = []
    for stage, rows in frame.dropna(subset=["china_share"]).groupby("stage", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        said.append(
            _("{stage}: {a} in {first}, {b} in {last}.").format(
                stage=text.stage(stage),
                a=text.share(first["china_share"]),
                first=int(first["year"]),
                b=text.share(last["china_share"]),
                last=int(last["year"]),
            )
        )
    return _("China's share in the imports of {importer}. {said}").format(importer=view.importer, said=" ".join(said))


def rules_caveat(drawn: list[lines.Rule]) -> list[str]:
    """How to read the vertical rules, where there are any."""
    if not drawn:
        return []
    return [
        _(
            "Vertical rules: solid in force, dash-dotted suspended, dotted announced or unknown, dashed ended; the "
            "band lasts while the measure is known to be in force. At most four are drawn; all of them are listed "
            "under Controls and projects."
        )
    ]


def _china_caveats(view: View, definition: pd.Series, drawn: list[lines.Rule]) -> list[str]:
    notes = [
        _("Lines break where a year has no trade or too little. The editions of the nomenclature are never joined."),
        *rules_caveat(drawn),
    ]
    if view.chosen["definition"] not in SHARE_DEFINITIONS:
        notes.append(
            _("{name} is judged by concentration and has no threshold on this axis.").format(
                name=definition[text.name_column("definition")]
            )
        )
    elif view.chosen["definition"] != "china50":
        notes.append(_("The threshold is about the largest supplier, whoever it is; see the table."))
    return notes


def _china_rows(view: View, frame: pd.DataFrame) -> SourceRows:
    known = frame[frame["value_usd"].notna()].sort_values("year", ascending=False, kind="stable")
    choices = {
        f"{row['series_id']}/{row['year']}": f"{row['year']}, {text.stage(row['stage'])}"
        for row in known.to_dict("records")
    }
    return SourceRows(choices=choices, load=partial(_rows_of_key, view.chosen["importer"]), sql=db.sql("source_rows"))


def _rows_of_key(importer: str, key: str) -> pd.DataFrame:
    series, year = key.split("/")
    return mineral_view.trade_rows(importer, series, int(year))
