"""The generated sentence of the mineral page, from the very frames that are drawn below it."""

from __future__ import annotations

import pandas as pd

from dashboard import text
from dashboard.text import _
from dashboard.views import mineral_time, mineral_world
from dashboard.views.mineral_view import View, one_row_each


def answer(view: View) -> tuple[str, str, list[str]]:
    """The sentence, its part that matters, and further lines.

    Args:
        view: the choice and its stages.
    """
    main = view.main
    if main is None:
        sentence, strong = _without_series(view)
        return sentence, strong, [_largest_producer(mineral_world.frame_of(view)), *_missing_stages(view)]
    if text.missing(main["china_share"]):
        sentence = _(
            "For {year} there is no share of China in the imports of {importer} of {mineral} ({stage}). {reason}"
        ).format(reason=text.reason(main["status"]), **_who(view))
        return (
            sentence,
            "",
            [
                _nearest(mineral_time.nearest_year(view)),
                _other_stages(view),
                _largest_producer(mineral_world.frame_of(view)),
                *_missing_stages(view),
            ],
        )
    share = text.share(main["china_share"])
    sentence = _(
        "In {year} {importer} bought {share} of its imports of {mineral} ({stage}) from {china} ({basis}): {amount}."
    ).format(
        share=share,
        china=text.china(view.chosen["china"]),
        basis=text.basis(view.chosen["basis"]),
        amount=_amount(view),
        **_who(view),
    )
    return sentence, share, [f"{_change(view)} {_rank(view)}".strip(), _other_stages(view), *_missing_stages(view)]


def _nearest(year: int | None) -> str:
    return "" if year is None else _("The nearest year with figures is {year}.").format(year=year)


def _who(view: View) -> dict[str, str]:
    stage = view.main["stage"] if view.main is not None else ""
    return {
        "mineral": lowered(view.mineral),
        "importer": view.importer,
        "year": view.year,
        "stage": text.stage(stage).lower(),
    }


def lowered(name: str) -> str:
    """A name inside an English sentence; names that begin with a symbol or a code stay as they are."""
    return name[:1].lower() + name[1:] if text.language() == "en" and name[1:2].islower() and "+" not in name else name


def _amount(view: View) -> str:
    rows = view.stages[view.stages["stage"] == view.main["stage"]]
    china = rows.loc[rows["exporter_iso3"] == "CHN", view.amount].sum()
    if view.chosen["basis"] == "value":
        total = text.million_usd(view.main["stage_value_usd"])
        return _("{part} of {total} million USD").format(part=text.million_usd(china), total=total)
    total = text.tonnes(view.main["stage_quantity_t"])
    return _("{part} of {total} tonnes").format(part=text.tonnes(china), total=total)


def _change(view: View) -> str:
    main = view.main
    if text.missing(main["china_share_before"]):
        return ""
    return _("Five years earlier it was {before} ({change} points).").format(
        before=text.share(main["china_share_before"]), change=text.points(main["china_change_points"])
    )


def _rank(view: View) -> str:
    """Largest other supplier, definitions met, and grade."""
    main = view.main
    rows = view.stages[(view.stages["stage"] == main["stage"]) & ~view.stages["exporter_iso3"].isin(["CHN", "OTHER"])]
    rows = rows.dropna(subset=["share"])
    parts = []
    if len(rows):
        top = rows.sort_values("share", ascending=False).iloc[0]
        name = top[text.name_column("exporter")]
        parts.append(_("Largest other supplier: {name} {share}.").format(name=name, share=text.share(top["share"])))
    if not text.missing(main["definitions_judged"]):
        parts.append(
            _("Dependent under {n} of {m} definitions.").format(
                n=int(main["definitions_met"]), m=int(main["definitions_judged"])
            )
        )
    if main["status"] not in ("RANKED", "BASKET_CODE"):
        parts.append(text.reason(main["status"]))
    return " ".join(parts)


def _other_stages(view: View) -> str:
    rows = one_row_each(view.stages)
    stage = view.main["stage"] if view.main is not None else ""
    rows = rows[(rows["stage"] != stage) & rows["china_share"].notna()]
    said = [f"{text.stage(row['stage'])}: {text.share(row['china_share'])}" for row in rows.to_dict("records")]
    return _("China's share at the other stages: {said}.").format(said=", ".join(said)) if said else ""


def _missing_stages(view: View) -> list[str]:
    """Stages without a figure, one line for each reason; those without any code are in the table only."""
    rows = one_row_each(view.stages)
    stage = view.main["stage"] if view.main is not None else ""
    rows = rows[rows["china_share"].isna() & ~rows["status"].isin(["NO_CODE_AT_STAGE", "IN_BASKET"])]
    rows = rows[rows["stage"] != stage]
    return [
        _("{stage}: no figure. {reason}").format(stage=text.stage(row["stage"]), reason=text.reason(row["status"]))
        for row in rows.to_dict("records")
    ]


def _without_series(view: View) -> tuple[str, str]:
    name = lowered(view.mineral)
    if len(view.basket):
        basket = view.basket.iloc[0][text.name_column("mineral")]
        strong = _("no share of {mineral} alone").format(mineral=name)
        sentence = _("Customs count {mineral} together with other metals ({basket}), so there is {strong}.").format(
            mineral=name, basket=basket, strong=strong
        )
        return sentence, strong
    if (view.stages["status"] == "CODE_NOT_IN_EXTRACT").any():
        return _("There are no trade figures for {mineral}: {reason}").format(
            mineral=name, reason=text.reason("CODE_NOT_IN_EXTRACT")
        ), ""
    return _("There are no trade figures for {mineral}: no customs code of its own is covered here.").format(
        mineral=name
    ), ""


def _largest_producer(production: pd.DataFrame) -> str:
    """Who produces most, from the newest year of the first thing that is counted."""
    rows = production[production["world_share"].notna() & (production["status"] != "projected")]
    rows = rows[~rows["kind"].isin(["world", "residual"])]
    if rows.empty:
        return ""
    rows = rows[(rows["form"] == rows["form"].iloc[0]) & (rows["mineral_id"] == rows["mineral_id"].iloc[0])]
    rows = rows[rows["year"] == rows["year"].max()]
    top = rows.sort_values("world_share", ascending=False).iloc[0]
    return _("Largest producer: {country} with {share} of the world in {year} ({form}; edition {edition}).").format(
        country=top[text.name_column("country")],
        share=text.share(top["world_share"]),
        year=int(top["year"]),
        form=top["form"],
        edition=top["edition"],
    )
