"""Why the share moved: China or the others, growth or substitution, concentration; and price against volume."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.pages.diversification.choice import SHARES, WINDOW
from dashboard.pages.diversification.panels.contributions import between
from dashboard.pages.diversification.questions import SPLIT, SplitRow
from dashboard.pages.diversification.sentences import reason_or_nothing
from dashboard.pages.diversification.subject import Subject
from dashboard.words import formats, names, reasons
from dashboard.words.language import _, name_column, raised

MOST_SHOWN = 8


def split_panel(subject: Subject, split: pd.DataFrame) -> Panel:
    """Shapley, LMDI and HHI, one row for each basis."""
    return Panel(
        panel_id="diversification_split",
        title=_split_title(subject, split),
        frame=split,
        columns=[
            Column("basis_id", _("Measured"), names.basis),
            Column("change_points", _("Change of China's share, points"), formats.points, numeric=True),
            Column("phi_china_points", _("because China sold less or more"), formats.points, numeric=True),
            Column("phi_others_points", _("because others sold less or more"), formats.points, numeric=True),
            Column("china_from", _("Bought from China, change"), cell=_amounts, numeric=True),
            Column("lmdi_growth", _("through growth of all imports"), cell=_lmdi("lmdi_growth"), numeric=True),
            Column("lmdi_substitution", _("through substitution"), cell=_lmdi("lmdi_substitution"), numeric=True),
            Column("hhi_from", _("HHI, before and after"), cell=_hhi, numeric=True),
            Column("quality_grade", _("Grade")),
        ],
        caption=_(
            "Imports of {importer} of {goods}, {years}, {china}: points of China's share by value and by tonnes; each "
            "pair adds up to the change"
        ).format(
            importer=subject.importer,
            goods=subject.goods,
            years=between(subject),
            china=names.china(subject.choice.china),
        ),
        file_parts=subject.file("split-of-change", f"{subject.first}-{subject.last}"),
        caveats=[
            _("Shapley value of the two amounts: the mean over both orders in which they could have changed."),
            _("Logarithmic mean index (LMDI-I) for the amount bought from China: growth plus substitution."),
            *(reasons.reason(row["reason"]) for row in SPLIT.rows(split) if not formats.missing(row["reason"])),
        ],
        rows=subject.trade_rows([subject.last, subject.first]),
        depends=(*SHARES, WINDOW.name),
    )


def price_panel(subject: Subject, frame: pd.DataFrame, own: SplitRow) -> Panel:
    """Change of value by supplier: price, scale and mix."""
    ordered = frame.sort_values("value_change_usd", key=abs, ascending=False, kind="stable")
    layout = _with_sum(ordered, own)
    return Panel(
        panel_id="diversification_price",
        title=_price_title(own),
        frame=frame,
        columns=[
            Column(name_column("exporter"), _("Supplier")),
            Column("value_change_usd", _("Change of value, million USD"), _million, numeric=True),
            Column("price_effect_usd", _("through price"), _million, numeric=True),
            Column("volume_effect_usd", _("through volume"), _million, numeric=True),
            Column("scale_effect_usd", _("of it all suppliers together"), _million, numeric=True),
            Column("mix_effect_usd", _("of it mix of suppliers"), _million, numeric=True),
            Column(
                "unit_value_from_usd_per_t", _("USD/t {year}").format(year=subject.first), formats.count, numeric=True
            ),
            Column("unit_value_to_usd_per_t", _("USD/t {year}").format(year=subject.last), formats.count, numeric=True),
            Column("price_reason", _("Why it is not split"), reason_or_nothing, prose=True),
        ],
        caption=_(
            "Change of the value of the imports of {importer} of {goods}, {years}: {change} million USD, of it not "
            "split {rest}; price means unit value"
        ).format(
            importer=subject.importer,
            goods=subject.goods,
            years=between(subject),
            change=_million(own["value_change_usd"]),
            rest=_million(own["unsplit_usd"]),
        ),
        file_parts=subject.file("price-volume", f"{subject.first}-{subject.last}"),
        caveats=[
            _("Price is the unit value: grade and mix of products inside the code are in it. It is not a quotation."),
            _("Split where tonnes are known for 95 % of the value in both years; entry and exit count as volume."),
        ],
        rows=subject.trade_rows([subject.last, subject.first]),
        layout=layout,
        depends=(*SHARES, WINDOW.name),
    )


def _split_title(subject: Subject, split: pd.DataFrame) -> str:
    """By the chosen basis: what China sold and what the others sold, each with the points that went with it."""
    row = next(row for row in SPLIT.rows(split) if row["basis_id"] == subject.choice.basis)
    china, others = row["china_to"] - row["china_from"], row["others_to"] - row["others_from"]
    given = {
        "basis": raised(names.basis(row["basis_id"])),
        "a": formats.points(row["phi_china_points"]),
        "b": formats.points(row["phi_others_points"]),
    }
    if subject.is_china or not formats.missing(row["reason"]) or not abs(china * others) > 0:
        return _("Did China sell less, or the others more?")
    if china < 0 < others:
        return _("{basis}: China sold less ({a} points), the others more ({b} points)").format(**given)
    if others < 0 < china:
        return _("{basis}: China sold more ({a} points), the others less ({b} points)").format(**given)
    if china < 0:
        return _("{basis}: China sold less ({a} points), and so did the others ({b} points)").format(**given)
    return _("{basis}: China sold more ({a} points), and so did the others ({b} points)").format(**given)


def _price_title(own: SplitRow) -> str:
    if formats.missing(own["price_effect_usd"]) or formats.missing(own["volume_effect_usd"]):
        return _("Price and volume, supplier by supplier")
    whole = own["price_effect_usd"] + own["volume_effect_usd"]
    # What cannot be split may be more than what can; then the two parts are no finding.
    if not formats.missing(own["unsplit_usd"]) and abs(own["unsplit_usd"]) > abs(whole):
        return _("Most of the change of value cannot be split into price and volume")
    return _("Through price {price}, through volume {volume} million USD").format(
        price=_million(own["price_effect_usd"]), volume=_million(own["volume_effect_usd"])
    )


def _amounts(row: Row) -> str:
    if formats.missing(row["china_from"]) or formats.missing(row["china_to"]):
        return formats.NOT_AVAILABLE
    return _amount(row["china_to"] - row["china_from"], row["basis_id"])


def _lmdi(name: str) -> Callable[[Row], str]:
    return lambda row: _amount(row[name], row["basis_id"])


def _amount(value: float | None, basis: str) -> str:
    if formats.missing(value):
        return formats.NOT_AVAILABLE
    sign = "+" if value > 0 else formats.MINUS if value < 0 else ""
    if basis == "value":
        return _("{sign}{n} million USD").format(sign=sign, n=formats.million_usd(abs(value)))
    return _("{sign}{n} t").format(sign=sign, n=formats.tonnes(abs(value)))


def _million(value: float | None) -> str:
    """Million US dollars with a sign."""
    if formats.missing(value):
        return formats.NOT_AVAILABLE
    rounded = round(value / 1e6, 1)
    sign = "+" if rounded > 0 else formats.MINUS if rounded < 0 else ""
    return f"{sign}{abs(rounded):,.1f}"


def _hhi(row: Row) -> str:
    if formats.missing(row["hhi_from"]) or formats.missing(row["hhi_to"]):
        return formats.NOT_AVAILABLE
    return f"{formats.index(row['hhi_from'])} \N{RIGHTWARDS ARROW} {formats.index(row['hhi_to'])}"


def _with_sum(frame: pd.DataFrame, own: SplitRow) -> pd.DataFrame:
    rest, label = frame.iloc[MOST_SHOWN:], name_column("exporter")
    sums = {
        "value_change_usd": own["value_change_usd"],
        "price_effect_usd": own["price_effect_usd"],
        "volume_effect_usd": own["volume_effect_usd"],
        "scale_effect_usd": own["scale_effect_usd"],
        "mix_effect_usd": own["mix_effect_usd"],
    }
    rows: list[dict[str, object]] = [{label: _("Sum"), **sums}]
    if len(rest):
        others = {label: _("{n} others").format(n=len(rest)), **{name: rest[name].sum(min_count=1) for name in sums}}
        rows.insert(0, others)
    return pd.concat([frame.head(MOST_SHOWN), pd.DataFrame(rows)], ignore_index=True)
