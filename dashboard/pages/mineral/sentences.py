"""The sentence on top of the mineral page, from the very frames that are drawn below it."""

from __future__ import annotations

import pandas as pd

from dashboard.content.column import Row
from dashboard.content.page import Answer
from dashboard.pages.mineral.choice import Part
from dashboard.pages.mineral.subject import Subject, nearest_year, production
from dashboard.words import formats, names
from dashboard.words.language import _, lowered, name_column
from dashboard.words.reasons import reason


def answer(subject: Subject) -> Answer:
    """How much of the mineral the importer buys from China, or why that cannot be said."""
    main = subject.main
    if main is None:
        sentence, strong = _without_series(subject)
        details = [largest_producer(production(subject)), *_missing_stages(subject, "")]
    elif formats.missing(main["china_share"]):
        sentence, strong = _without_share(subject, main), ""
        details = [
            _nearest(nearest_year(subject)),
            _other_stages(subject, main["stage"]),
            largest_producer(production(subject)),
            *_missing_stages(subject, main["stage"]),
        ]
    else:
        sentence, strong = _with_share(subject, main), formats.share(main["china_share"])
        details = [
            f"{_change(main)} {_rank(subject, main)}".strip(),
            _other_stages(subject, main["stage"]),
            *_missing_stages(subject, main["stage"]),
        ]
    title = _("{mineral}: imports of {importer}").format(mineral=subject.mineral, importer=subject.importer)
    return Answer(title, sentence, strong, details)


def nothing(subject: Subject, part: Part) -> str:
    """Why nothing is drawn in a part of the page."""
    said = {
        "world": _("No other production, supply share or reserve of {mineral} is published in the sources here."),
        "concentration": _("No figure on the world concentration of {mineral} can be made from the sources here."),
        "price": _("No price of {mineral} is published in the sources here."),
        "points": _("No other printed figure on {mineral} has been collected."),
        "flows": _("There are no trade flows of {mineral} alone for this year."),
        "codes": _("No customs code of {mineral} is covered here."),
        "register": _("No control, commitment or project that names {mineral} is on record."),
    }[part]
    return said.format(mineral=lowered(subject.mineral))


def largest_producer(produced: pd.DataFrame) -> str:
    """Who produces most, from the newest year of the first thing that is counted."""
    rows = produced[produced["world_share"].notna() & (produced["status"] != "projected")]
    rows = rows[~rows["kind"].isin(["world", "residual"])]
    if rows.empty:
        return ""
    rows = rows[(rows["form"] == rows["form"].iloc[0]) & (rows["mineral_id"] == rows["mineral_id"].iloc[0])]
    rows = rows[rows["year"] == rows["year"].max()]
    top = rows.sort_values("world_share", ascending=False).iloc[0]
    return _("Largest producer: {country} with {share} of the world in {year} ({form}; edition {edition}).").format(
        country=top[name_column("country")],
        share=formats.share(top["world_share"]),
        year=int(top["year"]),
        form=top["form"],
        edition=top["edition"],
    )


def _with_share(subject: Subject, main: Row) -> str:
    return _(
        "In {year} {importer} bought {share} of its imports of {mineral} ({stage}) from {china} ({basis}): {amount}."
    ).format(
        share=formats.share(main["china_share"]),
        china=names.china(subject.choice.china),
        basis=names.basis(subject.choice.basis),
        amount=_amount(subject, main),
        **_who(subject, main),
    )


def _without_share(subject: Subject, main: Row) -> str:
    return _(
        "For {year} there is no share of China in the imports of {importer} of {mineral} ({stage}). {reason}"
    ).format(reason=reason(main["status"]), **_who(subject, main))


def _without_series(subject: Subject) -> tuple[str, str]:
    """The sentence and its part that matters, where no series has figures of this mineral."""
    name = lowered(subject.mineral)
    if subject.in_basket:
        basket = subject.basket.iloc[0][name_column("mineral")]
        strong = _("no share of {mineral} alone").format(mineral=name)
        sentence = _("Customs count {mineral} together with other metals ({basket}), so there is {strong}.").format(
            mineral=name, basket=basket, strong=strong
        )
        return sentence, strong
    if (subject.stages["status"] == "CODE_NOT_IN_EXTRACT").any():
        return _("There are no trade figures for {mineral}: {reason}").format(
            mineral=name, reason=reason("CODE_NOT_IN_EXTRACT")
        ), ""
    return _("There are no trade figures for {mineral}: no customs code of its own is covered here.").format(
        mineral=name
    ), ""


def _who(subject: Subject, main: Row) -> dict[str, str]:
    return {
        "mineral": lowered(subject.mineral),
        "importer": subject.importer,
        "year": subject.year,
        "stage": names.stage(main["stage"]).lower(),
    }


def _nearest(year: int | None) -> str:
    return "" if year is None else _("The nearest year with figures is {year}.").format(year=year)


def _amount(subject: Subject, main: Row) -> str:
    rows = subject.stages[subject.stages["stage"] == main["stage"]]
    china = rows.loc[rows["exporter_iso3"] == "CHN", subject.amount].sum()
    if subject.choice.basis == "value":
        total = formats.million_usd(main["stage_value_usd"])
        return _("{part} of {total} million USD").format(part=formats.million_usd(china), total=total)
    total = formats.tonnes(main["stage_quantity_t"])
    return _("{part} of {total} tonnes").format(part=formats.tonnes(china), total=total)


def _change(main: Row) -> str:
    if formats.missing(main["china_share_before"]):
        return ""
    return _("Five years earlier it was {before} ({change} points).").format(
        before=formats.share(main["china_share_before"]), change=formats.points(main["china_change_points"])
    )


def _rank(subject: Subject, main: Row) -> str:
    """Largest other supplier, definitions met, and grade."""
    of_stage = subject.stages["stage"] == main["stage"]
    rows = subject.stages[of_stage & ~subject.stages["exporter_iso3"].isin(["CHN", "OTHER"])].dropna(subset=["share"])
    parts = []
    if len(rows):
        top = rows.sort_values("share", ascending=False).iloc[0]
        name = top[name_column("exporter")]
        parts.append(_("Largest other supplier: {name} {share}.").format(name=name, share=formats.share(top["share"])))
    if not formats.missing(main["definitions_judged"]):
        parts.append(
            _("Dependent under {n} of {m} definitions.").format(
                n=int(main["definitions_met"]), m=int(main["definitions_judged"])
            )
        )
    if main["status"] not in ("RANKED", "BASKET_CODE"):
        parts.append(reason(main["status"]))
    return " ".join(parts)


def _other_stages(subject: Subject, stage: str) -> str:
    rows = (row for row in subject.by_stage if row["stage"] != stage and not formats.missing(row["china_share"]))
    said = [f"{names.stage(row['stage'])}: {formats.share(row['china_share'])}" for row in rows]
    return _("China's share at the other stages: {said}.").format(said=", ".join(said)) if said else ""


def _missing_stages(subject: Subject, stage: str) -> list[str]:
    """Stages without a figure, one line for each reason; those without any code are in the table only."""
    return [
        _("{stage}: no figure. {reason}").format(stage=names.stage(row["stage"]), reason=reason(row["status"]))
        for row in subject.by_stage
        if row["stage"] != stage
        and formats.missing(row["china_share"])
        and row["status"] not in ("NO_CODE_AT_STAGE", "IN_BASKET")
    ]
