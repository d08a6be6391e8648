"""Why the share moved: China or the others, growth or substitution, concentration; and price against volume."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from dashboard import text
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import diversification_view
from dashboard.views.diversification_view import View

MOST_SHOWN = 8


def split_panel(view: View, split: pd.DataFrame) -> Panel:
    """Shapley, LMDI and HHI, one row for each basis."""
    return Panel(
        panel_id="diversification_split",
        title=_("Did China sell less, or the others more?"),
        frame=split,
        columns=[
            Column("basis_id", _("Measured"), text.basis),
            Column("change_points", _("Change of China's share, points"), text.points, numeric=True),
            Column("phi_china_points", _("because China sold less or more"), text.points, numeric=True),
            Column("phi_others_points", _("because others sold less or more"), text.points, numeric=True),
            Column("china_from", _("Bought from China, change"), cell=_amounts, numeric=True),
            Column("lmdi_growth", _("through growth of all imports"), cell=_lmdi("lmdi_growth"), numeric=True),
            Column("lmdi_substitution", _("through substitution"), cell=_lmdi("lmdi_substitution"), numeric=True),
            Column("hhi_from", _("HHI, before and after"), cell=_hhi, numeric=True),
            Column("quality_grade", _("Grade")),
        ],
        caption=_("{subject}, imports of {importer}, {first} to {last}; each pair adds up to the change").format(
            subject=view.subject[0].upper() + view.subject[1:],
            importer=view.importer,
            first=view.first,
            last=view.last,
        ),
        file_parts=view.file("split-of-change", f"{view.first}-{view.last}"),
        caveats=[
            _("Shapley value of the two amounts: the mean over both orders in which they could have changed."),
            _("Logarithmic mean index (LMDI-I) for the amount bought from China: growth plus substitution."),
            *(text.reason(row["reason"]) for row in split.to_dict("records") if not text.missing(row["reason"])),
        ],
        rows=diversification_view.trade_rows(view, view.series_id, [view.last, view.first]),
    )


def price_panel(view: View, frame: pd.DataFrame, own: Mapping) -> Panel:
    """Change of value by supplier: price, scale and mix."""
    ordered = frame.sort_values("value_change_usd", key=abs, ascending=False, kind="stable")
    layout = _with_sum(ordered, own)
    return Panel(
        panel_id="diversification_price",
        title=_("Price or volume"),
        frame=frame,
        columns=[
            Column(text.name_column("exporter"), _("Supplier")),
            Column("value_change_usd", _("Change of value, million USD"), _million, numeric=True),
            Column("price_effect_usd", _("through price"), _million, numeric=True),
            Column("volume_effect_usd", _("through volume"), _million, numeric=True),
            Column("scale_effect_usd", _("of it all suppliers together"), _million, numeric=True),
            Column("mix_effect_usd", _("of it mix of suppliers"), _million, numeric=True),
            Column("unit_value_from_usd_per_t", _("USD/t {year}").format(year=view.first), text.count, numeric=True),
            Column("unit_value_to_usd_per_t", _("USD/t {year}").format(year=view.last), text.count, numeric=True),
            Column("price_reason", _("Why it is not split"), _why, prose=True),
        ],
        caption=_("Price {price} + volume {volume} + not split {rest} = {change} million USD").format(
            price=_million(own["price_effect_usd"]),
            volume=_million(own["volume_effect_usd"]),
            rest=_million(own["unsplit_usd"]),
            change=_million(own["value_change_usd"]),
        ),
        file_parts=view.file("price-volume", f"{view.first}-{view.last}"),
        caveats=[
            _("Price is the unit value: grade and mix of products inside the code are in it. It is not a quotation."),
            _("Split where tonnes are known for 95 % of the value in both years; entry and exit count as volume."),
        ],
        rows=diversification_view.trade_rows(view, view.series_id, [view.last, view.first]),
        layout=layout,
    )


def _amounts(row: Mapping) -> str:
    if text.missing(row["china_from"]) or text.missing(row["china_to"]):
        return text.NOT_AVAILABLE
    return _amount(row["china_to"] - row["china_from"], row["basis_id"])


def _lmdi(name: str) -> Callable[[Mapping], str]:
    return lambda row: _amount(row[name], row["basis_id"])


def _amount(value: float | None, basis: str) -> str:
    if text.missing(value):
        return text.NOT_AVAILABLE
    sign = "+" if value > 0 else text.MINUS if value < 0 else ""
    if basis == "value":
        return _("{sign}{n} million USD").format(sign=sign, n=text.million_usd(abs(value)))
    return _("{sign}{n} t").format(sign=sign, n=text.tonnes(abs(value)))


def _million(value: float | None) -> str:
    """Million US dollars with a sign."""
    if text.missing(value):
        return text.NOT_AVAILABLE
    rounded = round(value / 1e6, 1)
    sign = "+" if rounded > 0 else text.MINUS if rounded < 0 else ""
    return f"{sign}{abs(rounded):,.1f}"


def _hhi(row: Mapping) -> str:
    if text.missing(row["hhi_from"]) or text.missing(row["hhi_to"]):
        return text.NOT_AVAILABLE
    return f"{text.index(row['hhi_from'])} \N{RIGHTWARDS ARROW} {text.index(row['hhi_to'])}"


def _why(code: str | None) -> str:
    return "" if text.missing(code) else text.reason(code)


def _with_sum(frame: pd.DataFrame, own: Mapping) -> pd.DataFrame:
    names = ("value_change_usd", "price_effect_usd", "volume_effect_usd", "scale_effect_usd", "mix_effect_usd")
    rest, label = frame.iloc[MOST_SHOWN:], text.name_column("exporter")
    rows = [{label: _("Sum"), **{name: own[name] for name in names}}]
    if len(rest):
        others = {label: _("{n} others").format(n=len(rest)), **{name: rest[name].sum(min_count=1) for name in names}}
        rows.insert(0, others)
    return pd.concat([frame.head(MOST_SHOWN), pd.DataFrame(rows)], ignore_index=True)
