"""Panels of the mineral page about the world: production, shares in world supply, reserves, concentration."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from dashboard import controls, db, text
from dashboard.charts import bars, shares
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import mineral_view
from dashboard.views.mineral_view import View


def production_usgs(view: View) -> list[Panel]:
    """Mine and refinery production in one edition of the USGS summaries."""
    return [
        _production(view, row, "mineral_production_usgs", controls.edition)
        for row in mineral_view.usgs_source(view.chosen).to_dict("records")
    ]


def production_others(view: View) -> list[Panel]:
    """Production as other publishers have it, each in a panel of its own."""
    known = db.query("mineral_sources", mineral=view.chosen["mineral"])
    known = known[~known["source_id"].str.startswith(mineral_view.USGS)]
    return [_production(view, row, f"mineral_production_{row['source_id']}") for row in known.to_dict("records")]


def frame_of(view: View) -> pd.DataFrame:
    """Production for the headline: USGS if it has the mineral, otherwise the first other publisher."""
    known = pd.concat(
        [mineral_view.usgs_source(view.chosen), db.query("mineral_sources", mineral=view.chosen["mineral"])]
    )
    source = known["source_id"].iloc[0] if len(known) else ""
    return db.query("mineral_production", mineral=view.chosen["mineral"], source=source)


def supply_shares(view: View) -> list[Panel]:
    """Shares in world supply, and for the EU in what it uses, as the EU study has them."""
    scopes = ("global", "eu_sourcing") if view.chosen["importer"] == mineral_view.EU else ("global",)
    frame = db.query("mineral_supply_share", mineral=view.chosen["mineral"], scopes=scopes)
    if frame["share"].notna().sum() == 0:
        return []
    country, mineral = text.name_column("country"), text.name_column("mineral")
    block = frame[mineral] + ", " + frame["stage"].map(text.stage).str.lower()
    frame = frame.assign(block=block.where(frame["scope"] == "global", block + ", " + _("EU use")))
    drawn = frame[frame["share"].notna()].rename(columns={"iso3": "exporter_iso3"})
    rows = {block: block for block in drawn["block"].drop_duplicates()}
    top = drawn.sort_values("share", ascending=False).iloc[0]
    return [
        Panel(
            panel_id="mineral_supply_shares",
            title=_("Shares in world supply, EU study, mean of {period}").format(period=frame["period"].iloc[0]),
            frame=frame,
            columns=[
                Column("block", _("What")),
                Column(country, _("Country")),
                Column("share", _("Share"), text.share, numeric=True, bar=True),
                Column("value_text", _("As published"), numeric=True),
            ],
            caption=_("Shares as published, {n} rows").format(n=len(frame)),
            file_parts=[view.chosen["mineral"], "supply-shares-eu-study"],
            figure=shares.stacked_rows(drawn, "block", rows, country),
            alt=_("The highest share is that of {country} in {what}: {share}.").format(
                country=top[country], what=top["block"], share=text.share(top["share"])
            ),
            caveats=[_("Means over five years; never put into one series with the yearly figures of others.")],
            rows=mineral_view.published_rows("supply_share", view.chosen["mineral"], mineral_view.releases(frame)),
            fold=True,
        )
    ]


def reserves(view: View) -> list[Panel]:
    """Reserves by country in one edition of the USGS summaries."""
    country = text.name_column("country")
    panels = []
    for source in mineral_view.usgs_source(view.chosen).to_dict("records"):
        frame = db.query("mineral_reserves", mineral=view.chosen["mineral"], source=source["source_id"])
        drawn = _amounts(frame)
        drawn = drawn[drawn["kind"] != "world"].dropna(subset=["amount"])
        if drawn.empty:
            continue
        form = frame["form"].iloc[0]
        heads = {form: f"{form} ({frame['weight_basis'].iloc[0]}), {drawn['amount_unit'].iloc[0]}"}
        top = drawn.sort_values("amount", ascending=False).iloc[0]
        panels.append(
            Panel(
                panel_id="mineral_reserves",
                title=_("Reserves: {producer}, {title}").format(producer=source["producer"], title=source["title"]),
                frame=frame,
                columns=[Column(country, _("Country")), *_published_columns()],
                caption=_("Reserves by country, {mineral}").format(mineral=view.mineral),
                file_parts=[view.chosen["mineral"], "reserves", source["source_id"]],
                figure=bars.by_country(drawn, "form", heads, country, "amount"),
                alt=_("Largest reserves: {country}, {amount} {unit}.").format(
                    country=top[country], amount=text.tonnes(top["amount"]), unit=top["amount_unit"]
                ),
                caveats=[_("Reserves are what could be mined at a profit when they were estimated, not all there is.")],
                rows=mineral_view.published_rows("reserve", view.chosen["mineral"], mineral_view.releases(frame)),
                fold=True,
            )
        )
    return panels


def concentration(view: View) -> list[Panel]:
    """How concentrated each stage is in the world, with and without the largest supplier."""
    sources = [*mineral_view.usgs_source(view.chosen)["source_id"], *_other_sources(view)]
    frame = db.query(
        "mineral_concentration",
        mineral=view.chosen["mineral"],
        sources=tuple(sources),
        year=view.chosen["year"],
        china=view.chosen["china"],
    )
    if frame.empty:
        return []
    return [
        Panel(
            panel_id="mineral_concentration",
            title=_("World concentration at each stage"),
            frame=frame,
            columns=_concentration_columns(),
            caption=_("Production of the newest year of each publisher, and exports of {year}: {mineral}").format(
                year=view.year, mineral=view.mineral
            ),
            file_parts=[view.chosen["mineral"], "world-concentration", view.chosen["year"]],
            caveats=[
                _("HHI 1 means a single supplier; in brackets the number of equal suppliers with the same HHI."),
                _("Without the largest supplier: the share of the world that is left, and the HHI among the rest."),
                _("Countries that the publisher does not name count as many small ones, so that HHI is a lower bound."),
            ],
            meanings=_meanings(),
            rows=_concentration_rows(view, frame),
        )
    ]


def _production(view: View, source: Mapping, panel_id: str, top: object = None) -> Panel:
    country = text.name_column("country")
    frame = db.query("mineral_production", mineral=view.chosen["mineral"], source=source["source_id"])
    drawn, heads = _newest(_amounts(frame), view)
    named = drawn[drawn["kind"] == "country"].sort_values("world_share", ascending=False)
    best = named.iloc[0] if len(named) else None
    return Panel(
        panel_id=panel_id,
        title=_("Production by country: {producer}, {title}").format(
            producer=source["producer"], title=source["title"]
        ),
        frame=frame,
        columns=[
            Column("form", _("What is counted"), sub=lambda row: row[text.name_column("mineral")]),
            Column(country, _("Country")),
            Column("year", _("Year"), numeric=True),
            *_published_columns(),
            Column("world_share", _("Share in the world"), text.share, numeric=True, bar=True),
        ],
        caption=_("Production by country as published, {n} rows").format(n=len(frame)),
        file_parts=[view.chosen["mineral"], "production", source["source_id"]],
        figure=bars.by_country(
            drawn, "block", heads, country, "amount", before="before", share="world_share", hollow="is_estimate"
        )
        if len(drawn)
        else None,
        alt=_production_alt(best),
        caveats=[
            _(
                "Bars: newest year, hollow where the publisher marks it as an estimate; strokes: the year before it in "
                "the same edition. In brackets the share in the world total of the same edition."
            ),
            _("World totals are rounded by the publisher, so that shares may add up to a little more than 100 %."),
            _("Figures of different publishers, or of different editions, are never put into one series."),
        ],
        meanings=_meanings(),
        rows=mineral_view.published_rows(
            "production", view.chosen["mineral"], {source["source_id"]: f"{source['title']}, {source['edition']}"}
        ),
        top=top,
        fold=True,
    )


def _amounts(frame: pd.DataFrame) -> pd.DataFrame:
    """Tonnes where the unit is a mass, otherwise the value as published."""
    in_tonnes = frame["value_t"].notna() | frame["value"].isna()
    return frame.assign(
        amount=frame["value_t"].where(in_tonnes, frame["value"]),
        amount_unit=pd.Series("t", index=frame.index).where(in_tonnes, frame["unit"]),
    )


def _newest(frame: pd.DataFrame, view: View) -> tuple[pd.DataFrame, dict[str, str]]:
    """The newest year that is no projection of each thing counted, with the year before beside it; and headings."""
    known = frame[(frame["status"] != "projected") & (frame["kind"] != "world") & frame["amount"].notna()]
    known = known.assign(block=known["mineral_id"] + "/" + known["stage"] + "/" + known["form"])
    newest = known[known["year"] == known.groupby("block")["year"].transform("max")]
    earlier = known.merge(newest.groupby("block")["year"].first().sub(1).rename("year"), on=["block", "year"])
    earlier = earlier[["block", "iso3", "amount"]].rename(columns={"amount": "before"})
    drawn = newest.merge(earlier, on=["block", "iso3"], how="left")
    drawn = drawn.assign(is_estimate=drawn["status"] == "estimated")
    drawn = drawn.sort_values("kind", key=lambda kind: kind == "residual", kind="stable")
    heads = {}
    for row in drawn.drop_duplicates("block").to_dict("records"):
        part = "" if row["mineral_id"] == view.chosen["mineral"] else f"{row[text.name_column('mineral')]}: "
        heads[row["block"]] = f"{part}{row['form']} ({row['weight_basis']}), {row['year']}, {row['amount_unit']}"
    return drawn, heads


def _production_alt(best: pd.Series | None) -> str:
    if best is None:
        return _("No figure by country is published.")
    return _("{country} is the largest producer ({form}, {year}): {share} of the world.").format(
        country=best[text.name_column("country")],
        form=best["form"],
        year=int(best["year"]),
        share=text.share(best["world_share"]),
    )


def _published_columns() -> list[Column]:
    return [
        Column("value_text", _("As published"), numeric=True),
        Column("unit", _("Unit")),
        Column("value_t", _("Tonnes"), text.tonnes, numeric=True),
        Column("status", _("Status")),
    ]


def _other_sources(view: View) -> list[str]:
    known = db.query("mineral_sources", mineral=view.chosen["mineral"])["source_id"]
    study = db.query("mineral_supply_share", mineral=view.chosen["mineral"], scopes=("global",))
    return [*(source for source in known if not source.startswith(mineral_view.USGS)), *mineral_view.releases(study)]


def _concentration_rows(view: View, frame: pd.DataFrame) -> SourceRows:
    """Production and shares as published, and the flows behind exports."""
    choices = {}
    for row in frame.to_dict("records"):
        source, exports = row["source_ids"][0], row["unit"] == "USD"
        kind = "exports" if exports else "supply_share" if row["unit"] == "share" else "production"
        key = row["form"] if exports else source
        choices[f"{kind}/{key}"] = f"{row['measure']}, {key}"
    return SourceRows(choices=choices, load=partial(_rows_of_key, view), sql=db.sql("mineral_published_rows"))


def _rows_of_key(view: View, key: str) -> pd.DataFrame:
    kind, name = key.split("/")
    if kind == "exports":
        return db.query("mineral_flow_rows", series=name, year=view.chosen["year"])
    return db.query("mineral_published_rows", kind=kind, mineral=view.chosen["mineral"], source=name)


def _concentration_columns() -> list[Column]:
    name = text.name_column
    return [
        Column("stage", _("Stage"), text.stage, sub=lambda row: row[name("mineral")]),
        Column(
            "form", _("What is counted"), sub=lambda row: f"{row['measure']}, {row['year']}, {row['source_ids'][0]}"
        ),
        Column("top_share", _("Largest"), cell=lambda row: f"{row[name('top')]} {text.share(row['top_share'])}"),
        Column("china_share", _("China's share"), text.share, numeric=True, bar=True),
        Column("hhi", _("HHI (equal suppliers)"), cell=lambda row: _hhi(row, ""), numeric=True),
        Column("left_without_largest", _("Left without the largest"), text.share, numeric=True),
        Column(
            "hhi_without_largest", _("HHI of the rest"), cell=lambda row: _hhi(row, "_without_largest"), numeric=True
        ),
        Column(
            "next_share_without_largest",
            _("Then the largest"),
            cell=lambda row: (
                text.NOT_AVAILABLE
                if text.missing(row["next_iso3"])
                else f"{row[name('next')]} {text.share(row['next_share_without_largest'])}"
            ),
        ),
    ]


def _hhi(row: Mapping, ending: str) -> str:
    if text.missing(row[f"hhi{ending}"]):
        return text.NOT_AVAILABLE
    return f"{text.index(row[f'hhi{ending}'])} ({text.suppliers(row[f'equivalent_suppliers{ending}'])})"


def _meanings() -> dict[str, str]:
    """Meaning of the columns for the Metadata sheet."""
    return {
        "value": _("as published, in unit"),
        "value_text": _("the cell as published"),
        "value_t": _("tonnes; empty where the unit is not a mass"),
        "world_share": _("share in the world total of the same edition, 0-1"),
        "weight_basis": _("gross weight, content of the element, metal, oxide or other"),
        "hhi": _("Herfindahl-Hirschman index, 0-1"),
        "equivalent_suppliers": _("number of equal suppliers with the same HHI"),
        "left_without_largest": _("share of the world that is left without the largest supplier, 0-1"),
        "hhi_without_largest": _("HHI among the rest"),
        "next_share_without_largest": _("share of the next largest in what is left, 0-1"),
        "world_total": _("denominator, in unit"),
        "source_ids": _("releases, see the sheet Sources"),
    }
