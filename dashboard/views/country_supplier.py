"""Panels of the country page: the country or group as a supplier."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard import db, headline_country, text
from dashboard.charts import heat
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import country_view
from dashboard.views.country_view import Answer, View

# Buyers beside China, Japan and the EU that get a column of their own.
OTHER_BUYERS = 6


def exports(view: View) -> pd.DataFrame:
    """One row for each series that is sold abroad, largest value first."""
    frame = country_view.with_history(db.query("country_exports", **view.choice), "country_export_history", view.chosen)
    return frame.sort_values("value_usd", ascending=False, kind="stable")


def production(view: View) -> pd.DataFrame:
    """One row for each form that is produced, largest share of the world first."""
    frame = db.query("country_production", country=view.chosen["country"], year=view.chosen["year"])
    return frame if view.chosen["stage"] == "all" else frame[frame["stage"] == view.chosen["stage"]]


def answer(view: View, frame: pd.DataFrame, produced: pd.DataFrame) -> Answer:
    """The sentence, what matters in it, and details."""
    ranked = frame[frame["status"] == "RANKED"]
    said = headline_country.supplier(ranked, view.name, view.year, view.chosen["basis"], view.chosen["china"])
    details = [
        headline_country.sold_to_china(ranked),
        headline_country.sold_elsewhere(ranked),
        headline_country.produced(produced),
    ]
    return Answer(*said, details if len(ranked) else [*details, country_view.nearest(view, "country_export_history")])


def panels(view: View, frame: pd.DataFrame, produced: pd.DataFrame) -> list[Panel]:
    """Exports, their destinations, production, and what is not ranked; empty ones are left out."""
    ranked, apart = frame[frame["status"] == "RANKED"], frame[frame["status"] != "RANKED"]
    drawn = [_exports(view, ranked)] if len(ranked) else []
    if len(ranked):
        drawn.append(_destinations(view, ranked))
    if len(produced):
        drawn.append(_production(view, produced))
    if len(apart):
        drawn.append(_apart(view, apart))
    return drawn


def _exports(view: View, frame: pd.DataFrame) -> Panel:
    uranium = "uranium" in set(frame["mineral_id"])
    to_china = frame["china_share"].notna().any()
    china = [
        Column("china_share", _("Share to China"), text.share, numeric=True, bar=True),
        country_view.change(view),
        *country_view.spark(frame),
    ]
    return Panel(
        panel_id="country_exports",
        title=_("What {name} sells, and who takes it").format(name=view.name),
        frame=frame,
        columns=[
            *country_view.mineral(),
            Column("value_usd", _("Exports, million USD"), text.million_usd, numeric=True, order="descending"),
            *(china if to_china else []),
            Column("destination_shares", _("Largest buyers"), cell=_buyers, prose=True),
            Column("production_t", _("Production, t"), text.tonnes, sub=_production_of, numeric=True),
        ],
        caption=_("Exports of {name}, {year}, shares {measure}: {n} series, one row each").format(
            name=view.name, year=view.year, measure=view.measure, n=len(frame)
        ),
        file_parts=view.file("exports"),
        caveats=[
            *view.group_caveats(),
            _("A mineral counts as sold to China by more than half if one of its stages is."),
            _("Exports as customs record them under these codes; goods on their way through are in them."),
            _("Production is in the publisher's weight basis, often content of metal: not to be set against exports."),
            _("n/a means unknown, never zero."),
            *([_("Uranium is seen as ore only: the code of its compounds is not in the releases.")] if uranium else []),
        ],
        meanings=country_view.meanings(),
        rows=_rows(view, frame),
    )


def _destinations(view: View, ranked: pd.DataFrame) -> Panel:
    frame = db.query("country_destinations", **view.choice, most=OTHER_BUYERS)
    frame = frame[frame["series_id"].isin(ranked["series_id"])]
    order = {series: place for place, series in enumerate(ranked["series_id"])}
    frame = frame.sort_values("series_id", key=lambda ids: ids.map(order), kind="stable")
    buyer = text.name_column("destination")
    label = frame[text.name_column("mineral")] + ", " + frame["stage"].map(text.stage).str.lower()
    drawn = frame.assign(label=label)
    buyers = list(drawn.sort_values("place", kind="stable")[buyer].drop_duplicates())
    cells = drawn.pivot(index="label", columns=buyer, values="destination_share")
    layout = cells.reindex(index=pd.Index(label.drop_duplicates(), name="label"), columns=buyers).reset_index()
    long = layout.melt(id_vars="label", var_name=buyer, value_name="destination_share")
    return Panel(
        panel_id="country_destinations",
        title=_("Who takes how much of each"),
        frame=frame,
        columns=[
            Column("label", _("Mineral")),
            *(Column(name, name, _share_or_none, numeric=True) for name in buyers),
        ],
        caption=_("Shares in the exports of {name}, {year}, {measure}").format(
            name=view.name, year=view.year, measure=view.measure
        ),
        file_parts=view.file("destinations"),
        figure=heat.table(long, "label", buyer, "destination_share", _percent, top=1),
        alt=_("Shares of the buyers in each export. {said}").format(
            said=headline_country.sold_to_china(ranked) or _("No large export goes mostly to China.")
        ),
        caveats=[
            *view.group_caveats(),
            _("In per cent. China, Japan and the EU first, then the largest other buyers. Blank: no flow recorded."),
        ],
        meanings=country_view.meanings(),
        rows=_rows(view, ranked),
        layout=layout,
        fold=True,
        least_width=heat.least_width(len(buyers)),
    )


def _production(view: View, frame: pd.DataFrame) -> Panel:
    names = dict(zip(frame["mineral_id"], frame[text.name_column("mineral")], strict=True))
    return Panel(
        panel_id="country_production",
        title=_("What {name} produces").format(name=view.name),
        frame=frame,
        columns=[
            *country_view.mineral(),
            Column("form", _("What is counted"), prose=True),
            Column("production_t", _("Production, t"), text.tonnes, numeric=True),
            Column("world_share", _("Share of the world"), text.share, numeric=True, bar=True, order="descending"),
            Column("production_year", _("Year"), sub=_status),
            Column("publisher", _("Publisher, edition"), cell=_publisher, prose=True),
            Column("export_usd", _("Exports, million USD"), cell=_exported, prose=True),
        ],
        caption=_("Production of {name} in the year nearest to {year}, newest edition that has it").format(
            name=view.name, year=view.chosen["year"]
        ),
        file_parts=[view.chosen["country"], "production", view.chosen["year"]],
        caveats=[
            *view.group_caveats()[:1],
            _("Forms of one mineral overlap and are never added up. Figures of different editions are not mixed."),
        ],
        meanings=country_view.meanings()
        | {"world_share": _("share in the world total of the same publisher and edition, 0-1")},
        rows=country_view.SourceRows(
            choices=names,
            load=partial(_production_rows, view.chosen["country"]),
            sql=db.sql("country_production_rows"),
        ),
    )


def _apart(view: View, frame: pd.DataFrame) -> Panel:
    frame = frame.drop(columns=list(country_view.history_columns(frame)))
    return Panel(
        panel_id="country_exports_apart",
        title=_("Sold, but not ranked: too little trade, or several metals in one code"),
        frame=frame,
        columns=[
            *country_view.mineral(),
            Column("status", _("Why it is not ranked"), text.reason, prose=True),
            Column("value_usd", _("Exports, million USD"), _small_million, numeric=True),
            Column("destination_shares", _("Largest buyers"), cell=_buyers, prose=True),
        ],
        caption=_("Exports of {name}, {year}").format(name=view.name, year=view.year),
        file_parts=view.file("exports-not-ranked"),
        caveats=[_("n/a means unknown, never zero.")],
        meanings=country_view.meanings(),
        rows=_rows(view, frame),
    )


def _rows(view: View, frame: pd.DataFrame) -> country_view.SourceRows | None:
    load = partial(_export_rows, view.chosen["country"], view.chosen["year"])
    return country_view.rows_of(frame, "country_export_rows", load)


def _export_rows(country: str, year: int, series: str) -> pd.DataFrame:
    return db.query("country_export_rows", country=country, year=year, series=series)


def _production_rows(country: str, mineral: str) -> pd.DataFrame:
    return db.query("country_production_rows", country=country, mineral=mineral)


def _buyers(row: dict) -> str:
    if text.missing(row["destination_shares"]):
        return text.NOT_AVAILABLE
    pairs = zip(row[f"destinations_{text.language()}"], row["destination_shares"], strict=True)
    # What would print as 0.0 % says nothing; the largest buyer always stands.
    named = [f"{name} {text.share(share)}" for place, (name, share) in enumerate(pairs) if not place or share >= 0.0005]
    return ", ".join(named)


def _production_of(row: dict) -> str:
    if text.missing(row["production_t"]):
        return ""
    return _("{share} of the world; {form}, {year}, {publisher} {edition}").format(
        share=text.share(row["production_world_share"]),
        form=row["production_form"],
        year=int(row["production_year"]),
        publisher=_short(row["production_publisher"]),
        edition=row["production_edition"],
    )


def _publisher(row: dict) -> str:
    return f"{row['publisher']}, {row['edition']}"


def _short(publisher: str) -> str:
    return {
        "U.S. Geological Survey": "USGS",
        "World Nuclear Association": "WNA",
        "International Energy Agency": "IEA",
    }.get(publisher, publisher)


def _status(row: dict) -> str:
    return {"estimated": _("estimated")}.get(row["status"], "")


def _exported(row: dict) -> str:
    if not text.missing(row["export_usd"]):
        return text.million_usd(row["export_usd"])
    return {
        "NO_CODE": _("no customs code of this stage is covered"),
        "BASKET_CODE": _("sold under a code of several metals"),
        "CODE_NOT_IN_EXTRACT": _("the code is not in the releases"),
        "NO_EXPORT_RECORDED": _("no export recorded"),
    }[row["export_status"]]


def _share_or_none(value: float | None) -> str:
    return "" if text.missing(value) else text.share(value)


def _percent(value: float) -> str:
    """A share as a number in a cell whose heading says per cent."""
    return f"{value * 100:.1f}"


def _small_million(value: float | None) -> str:
    """Million USD; what would print as 0.0 is printed as less than that."""
    if not text.missing(value) and 0 < value < 50_000:
        return _("under 0.1")
    return text.million_usd(value)
