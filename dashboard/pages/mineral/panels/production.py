"""Production and reserves by country, and shares in world supply, each publisher by itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts import bars, shares
from dashboard.content.column import Column, Row
from dashboard.content.filters import Filter
from dashboard.content.panel import Panel
from dashboard.pages.mineral import questions, source_rows
from dashboard.pages.mineral.choice import EDITION
from dashboard.pages.mineral.subject import USGS, Subject, usgs_release
from dashboard.question import records
from dashboard.words import formats, names
from dashboard.words.language import _, lowered, name_column

EU = "EU27"


def usgs(subject: Subject) -> Iterator[Panel]:
    """Mine and refinery production in one edition of the USGS summaries."""
    for source in records(usgs_release(subject)):
        yield _production(subject, source, "mineral_production_usgs", [Filter(EDITION)])


def others(subject: Subject) -> Iterator[Panel]:
    """Production as other publishers have it, each in a panel of its own."""
    known = subject.ask(questions.SOURCES, subject.choice)
    known = known[~known["source_id"].str.startswith(USGS)]
    for source in records(known):
        yield _production(subject, source, f"mineral_production_{source['source_id']}", [])


def supply_shares(subject: Subject) -> Iterator[Panel]:
    """Shares in world supply, and for the EU in what it uses, as the EU study has them."""
    scopes = ("global", "eu_sourcing") if subject.choice.importer == EU else ("global",)
    frame = subject.ask(questions.SUPPLY_SHARE, subject.choice, scopes=scopes)
    if frame["share"].notna().sum() == 0:
        return
    country = name_column("country")
    block = frame[name_column("mineral")] + ", " + frame["stage"].map(names.stage).str.lower()
    frame = frame.assign(block=block.where(frame["scope"] == "global", block + ", " + _("EU use")))
    drawn = frame[frame["share"].notna()].rename(columns={"iso3": "exporter_iso3"})
    rows = {block: block for block in drawn["block"].drop_duplicates()}
    own = drawn[drawn["mineral_id"] == subject.choice.mineral]
    top = (own if len(own) else drawn).sort_values("share", ascending=False, kind="stable").iloc[0]
    yield Panel(
        panel_id="mineral_supply_shares",
        title=_("Highest share: {country} in {what} ({share})").format(
            country=top[country], what=lowered(top["block"]), share=formats.share(top["share"])
        ),
        frame=frame,
        columns=[
            Column("block", _("What")),
            Column(country, _("Country")),
            Column("share", _("Share"), formats.share, numeric=True, bar=True),
            Column("value_text", _("As published"), numeric=True),
        ],
        caption=_supply_caption(subject).format(mineral=lowered(subject.mineral), period=frame["period"].iloc[0]),
        file_parts=[subject.choice.mineral, "supply-shares-eu-study"],
        chart=partial(shares.stacked_rows, drawn, "block", rows, country),
        alt=_("The highest share is that of {country} in {what}: {share}.").format(
            country=top[country], what=top["block"], share=formats.share(top["share"])
        ),
        caveats=[_("Means over five years; never put into one series with the yearly figures of others.")],
        rows=source_rows.published(subject, "supply_share", source_rows.releases(frame)),
        fold=True,
    )


def reserves(subject: Subject) -> Iterator[Panel]:
    """Reserves by country in one edition of the USGS summaries."""
    country = name_column("country")
    for source in records(usgs_release(subject)):
        frame = subject.ask(questions.RESERVES, subject.choice, source=source["source_id"])
        drawn = _amounts(frame)
        drawn = drawn[drawn["kind"] != "world"].dropna(subset=["amount"])
        if drawn.empty:
            continue
        form = frame["form"].iloc[0]
        title = _("{country} has the largest {form} of {mineral}: {amount} {unit}")
        heads = {form: f"{form} ({frame['weight_basis'].iloc[0]}), {drawn['amount_unit'].iloc[0]}"}
        countries = drawn[drawn["kind"] == "country"]
        top = (countries if len(countries) else drawn).sort_values("amount", ascending=False).iloc[0]
        yield Panel(
            panel_id="mineral_reserves",
            title=title.format(
                country=top[country],
                form=form,
                mineral=lowered(subject.mineral),
                amount=formats.tonnes(top["amount"]),
                unit=top["amount_unit"],
            ),
            frame=frame,
            columns=[Column(country, _("Country")), *_published_columns()],
            caption=_("Reserves by country, {head}: {title}").format(head=heads[form], title=source["title"]),
            file_parts=[subject.choice.mineral, "reserves", source["source_id"]],
            chart=partial(bars.by_country, drawn, "form", heads, country, "amount"),
            alt=_("Largest reserves: {country}, {amount} {unit}.").format(
                country=top[country], amount=formats.tonnes(top["amount"]), unit=top["amount_unit"]
            ),
            caveats=[_("Reserves are what could be mined at a profit when they were estimated, not all there is.")],
            rows=source_rows.published(subject, "reserve", source_rows.releases(frame)),
            fold=True,
        )


def _production(subject: Subject, source: Row, panel_id: str, filters: list[Filter]) -> Panel:
    country = name_column("country")
    frame = subject.ask(questions.PRODUCTION, subject.choice, source=source["source_id"])
    drawn, heads = _newest(_amounts(frame), subject)
    named = drawn[drawn["kind"] == "country"].sort_values("world_share", ascending=False, kind="stable")
    # The mineral itself goes before its parts.
    named = named.sort_values("mineral_id", key=lambda ids: ids != subject.choice.mineral, kind="stable")
    chart = partial(
        bars.by_country,
        drawn,
        "block",
        heads,
        country,
        "amount",
        before="before",
        share="world_share",
        hollow="is_estimate",
    )
    return Panel(
        panel_id=panel_id,
        title=_production_title(subject, named, source),
        frame=frame,
        columns=[
            Column("form", _("What is counted"), sub=lambda row: str(row[name_column("mineral")])),
            Column(country, _("Country")),
            Column("year", _("Year"), numeric=True),
            *_published_columns(),
            Column("world_share", _("Share in the world"), formats.share, numeric=True, bar=True),
        ],
        caption=_("Production by country and share in the world, newest year that is no projection: {title}").format(
            title=source["title"]
        ),
        file_parts=[subject.choice.mineral, "production", source["source_id"]],
        chart=chart if len(drawn) else None,
        alt=_production_alt(named.iloc[0] if len(named) else None),
        caveats=[
            _(
                "Bars: newest year, hollow where the publisher marks it as an estimate; strokes: the year before it in "
                "the same edition. In brackets the share in the world total of the same edition."
            ),
            _("World totals are rounded by the publisher, so that shares may add up to a little more than 100 %."),
            _("Figures of different publishers, or of different editions, are never put into one series."),
        ],
        rows=source_rows.published(
            subject, "production", {source["source_id"]: f"{source['title']}, {source['edition']}"}
        ),
        filters=filters,
        fold=True,
    )


def _supply_caption(subject: Subject) -> str:
    if subject.choice.importer == EU:
        return _("Shares in world supply and in what the EU uses, {mineral}, means of {period}, EU study of 2023")
    return _("Shares in world supply, {mineral}, means of {period}, EU study of 2023")


def _production_title(subject: Subject, named: pd.DataFrame, source: Row) -> str:
    if named.empty or formats.missing(named.iloc[0]["world_share"]):
        return _("Production of {mineral} by country: {producer}").format(
            mineral=lowered(subject.mineral), producer=source["producer"]
        )
    best = named.iloc[0]
    others = named[(named["block"] == best["block"]) & (named["iso3"] != best["iso3"]) & (named["amount"] > 0)]
    if round(best["world_share"], 3) >= 1 and len(others):
        # The publisher rounds the world total so far that the leader fills it.
        said = _("{mineral}: {country} produces nearly all ({form}, {year})")
    elif best["is_estimate"]:
        said = _("{mineral}: {country} produces {share} of the world ({form}, {year}, estimated)")
    else:
        said = _("{mineral}: {country} produces {share} of the world ({form}, {year})")
    return said.format(
        mineral=best[name_column("mineral")],
        country=best[name_column("country")],
        share=formats.share(best["world_share"]),
        form=best["form"],
        year=int(best["year"]),
    )


def _amounts(frame: pd.DataFrame) -> pd.DataFrame:
    """Tonnes where the unit is a mass, otherwise the value as published."""
    in_tonnes = frame["value_t"].notna() | frame["value"].isna()
    return frame.assign(
        amount=frame["value_t"].where(in_tonnes, frame["value"]),
        amount_unit=pd.Series("t", index=frame.index).where(in_tonnes, frame["unit"]),
    )


def _newest(frame: pd.DataFrame, subject: Subject) -> tuple[pd.DataFrame, dict[str, str]]:
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
    for row in records(drawn.drop_duplicates("block")):
        part = "" if row["mineral_id"] == subject.choice.mineral else f"{row[name_column('mineral')]}: "
        heads[row["block"]] = f"{part}{row['form']} ({row['weight_basis']}), {row['year']}, {row['amount_unit']}"
    return drawn, heads


def _production_alt(best: pd.Series[Any] | None) -> str:
    if best is None:
        return _("No figure by country is published.")
    return _("{country} is the largest producer ({form}, {year}): {share} of the world.").format(
        country=best[name_column("country")],
        form=best["form"],
        year=int(best["year"]),
        share=formats.share(best["world_share"]),
    )


def _published_columns() -> list[Column]:
    return [
        Column("value_text", _("As published"), numeric=True),
        Column("unit", _("Unit")),
        Column("value_t", _("Tonnes"), formats.tonnes, numeric=True),
        Column("status", _("Status")),
    ]
