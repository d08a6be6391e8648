"""World trade of the series in one year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from dashboard import queries
from dashboard.charts import sankey
from dashboard.charts.shares import GROUPED
from dashboard.content.column import Column
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.mineral import questions
from dashboard.pages.mineral.subject import Subject
from dashboard.words import formats, names
from dashboard.words.language import _, lowered, name_column


def flows(subject: Subject) -> Iterator[Panel]:
    """Who sells to whom."""
    main, choice = subject.main, subject.choice
    if main is None:
        return
    frame = subject.ask(questions.FLOWS, choice, series=main["series_id"])
    frame = frame[frame["share_of_world_trade"].notna()]
    if frame.empty:
        return
    seller, buyer = name_column("exporter"), name_column("importer")
    top = frame.iloc[0]
    yield Panel(
        panel_id="mineral_flows",
        title=_title(frame, seller, buyer),
        frame=frame,
        columns=[
            Column(seller, _("Seller")),
            Column(buyer, _("Buyer")),
            Column("value_usd", _("Million USD"), formats.million_usd, numeric=True),
            Column("quantity_t", _("Tonnes"), formats.tonnes, numeric=True),
            Column("share_of_world_trade", _("Share of world trade"), formats.share, numeric=True, bar=True),
        ],
        caption=_(
            "World trade in {goods}, {year}, {measure}: the largest sellers and buyers, EU members one by one"
        ).format(
            goods=names.goods(lowered(subject.mineral), main["stage"]), year=subject.year, measure=subject.measure
        ),
        file_parts=[choice.mineral, main["stage"], "flows", choice.basis, choice.year],
        chart=partial(sankey.flows, frame, seller, buyer, subject.amount, subject.unit),
        alt=_("The largest flow goes from {seller} to {buyer}: {share} of world trade.").format(
            seller=top[seller], buyer=top[buyer], share=formats.share(top["share_of_world_trade"])
        ),
        caveats=[
            _("China and the importer are always shown, then the four largest others on each side."),
            _("A country that sells and buys stands on both sides. Largest flow first."),
        ],
        rows=SourceRows(
            choices={main["series_id"]: f"{subject.mineral}, {subject.year}"},
            load=lambda series: subject.ask(queries.FLOW_ROWS, choice, series=series),
            sql=queries.FLOW_ROWS.sql,
        ),
        fold=True,
    )


def _title(frame: pd.DataFrame, seller: str, buyer: str) -> str:
    """The largest on each side; whoever is grouped sells, or buys, less than the least that is named."""
    sold = frame[frame["exporter_iso3"] != GROUPED].groupby(seller)["share_of_world_trade"].sum()
    bought = frame[frame["importer_iso3"] != GROUPED].groupby(buyer)["share_of_world_trade"].sum()
    if sold.empty or bought.empty:
        return _("Who sells to whom in the world")
    return _("Largest seller {seller} ({a} of world trade), largest buyer {buyer} ({b})").format(
        seller=sold.idxmax(), a=formats.share(sold.max()), buyer=bought.idxmax(), b=formats.share(bought.max())
    )
