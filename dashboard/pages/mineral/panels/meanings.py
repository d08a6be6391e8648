"""Meaning of the columns, for downloads."""

from __future__ import annotations

from dashboard.words.language import _


def of_trade() -> dict[str, str]:
    """Meaning by column, for trade."""
    return {
        "share": _("share in the imports of this series and year, 0-1, by the chosen basis"),
        "china_share": _("share of China, 0-1, by the chosen basis; empty: no trade, or too little"),
        "exporters": _(
            "number of suppliers in this row; more than one for Other and for China with Hong Kong and Macao"
        ),
        "value_usd": _("US dollars"),
        "quantity_t": _("tonnes, where known"),
        "hhi": _("Herfindahl-Hirschman index of suppliers, 0-1"),
        "definition_met": _("the chosen definition of dependence is met"),
        "definition_value": _("what the definition compares with its threshold"),
        "status": _("RANKED, or the reason why not"),
        "completeness": _("full: all flows; top6: largest partners only"),
        "source_ids": _("releases, see the sheet Sources"),
    }


def of_production() -> dict[str, str]:
    """Meaning by column, for production and its concentration."""
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
