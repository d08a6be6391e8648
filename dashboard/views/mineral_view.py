"""What all panels of the mineral page share: the reader's choice, names, the stages and the series looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard import controls, db, text
from dashboard.panel import SourceRows
from dashboard.text import _

# Refined first: that is where most dependence is.
STAGE_ORDER = ("refined", "ore", "product")
NO_SERIES = ("NO_CODE_AT_STAGE", "IN_BASKET", "CODE_NOT_IN_EXTRACT")
GROUPED = "OTHER"
EU = "EU27"
USGS, EU_STUDY = "usgs_mcs", "eu_crm"


@dataclass(frozen=True)
class View:
    """One mineral, one importer, one year.

    Attributes:
        chosen: values of the address by parameter name.
        importer: name of the importer.
        mineral: name of the mineral.
        year: the year as printed.
        stages: answer of mineral_stages.
        main: first row of the stage that is looked at over time; None where no series has figures of this mineral.
        basket: answer of mineral_stages for the basket that holds the mineral; empty where there is none.
    """

    chosen: dict
    importer: str
    mineral: str
    year: str
    stages: pd.DataFrame
    main: pd.Series | None
    basket: pd.DataFrame

    @property
    def years(self) -> dict[str, int]:
        """First and last year of what is drawn over time, as parameters of a question."""
        return {"first_year": self.chosen["from"], "last_year": self.chosen["to"]}

    @property
    def measure(self) -> str:
        """How shares are measured and what China stands for, in words."""
        return f"{text.basis(self.chosen['basis'])}, {text.china(self.chosen['china'])}"

    @property
    def unit(self) -> str:
        """Unit of the amounts by the chosen basis."""
        return "USD" if self.chosen["basis"] == "value" else "t"

    @property
    def amount(self) -> str:
        """Column of the amounts by the chosen basis."""
        return "value_usd" if self.chosen["basis"] == "value" else "quantity_t"


def view(chosen: dict) -> View:
    """Ask what all panels need."""
    year = chosen["year"]
    provisional = set(db.query("years").query("provisional")["year"])
    stages = stages_of(chosen, chosen["mineral"])
    # The basket's own page shows it as the mineral itself.
    held = stages.loc[stages["status"] == "IN_BASKET", "basket_mineral_id"].dropna()
    return View(
        chosen=chosen,
        importer=controls.importer_name(chosen["importer"]),
        mineral=controls.mineral_name(chosen["mineral"]),
        year=text.year(year, year in provisional),
        stages=stages,
        main=_main(stages, chosen["stage"]),
        basket=stages_of(chosen, held.iloc[0]) if len(held) else stages.head(0),
    )


def stages_of(chosen: dict, mineral: str) -> pd.DataFrame:
    """Suppliers of every stage of one mineral."""
    asked = {name: chosen[name] for name in ("importer", "year", "basis", "china")}
    return db.query("mineral_stages", mineral=mineral, **asked)


def one_row_each(stages: pd.DataFrame) -> pd.DataFrame:
    """One row per stage, as its columns of the stage as a whole repeat over the suppliers."""
    return stages.drop_duplicates("stage")


def trade_rows(importer: str, series: str, year: int) -> pd.DataFrame:
    """The published rows behind one importer's figures of one series and year."""
    return db.query("source_rows", importer=importer, series=series, year=year)


def published_rows(kind: str, mineral: str, sources: dict[str, str]) -> SourceRows:
    """The published rows of a release that show a mineral.

    Args:
        kind: production, reserve, supply_share or price.
        mineral: mineral_id.
        sources: title by source_id.
    """
    return SourceRows(
        choices=sources,
        load=lambda source: db.query("mineral_published_rows", kind=kind, mineral=mineral, source=source),
        sql=db.sql("mineral_published_rows"),
    )


def same_rows(question: str, view: View, **params: object) -> SourceRows:
    """These lists are the published rows themselves: file and line stand in the question's answer."""
    ask = partial(db.query, question, mineral=view.chosen["mineral"], **params)
    return SourceRows(
        choices={question: _("all rows")},
        load=lambda _chosen: ask(),
        sql=db.sql(question),
    )


def releases(frame: pd.DataFrame) -> dict[str, str]:
    """The releases behind a frame, as choices."""
    sources = sorted({source for ids in frame["source_ids"] for source in ids})
    return {source: source for source in sources}


def usgs_source(chosen: dict) -> pd.DataFrame:
    """The USGS release of the chosen edition as one row; empty where it does not publish this mineral."""
    known = db.query("mineral_sources", mineral=chosen["mineral"])
    known = known[known["source_id"].str.startswith(USGS)].sort_values("edition", ascending=False)
    return known.head(1) if chosen["edition"] == "newest" else known[known["edition"] == chosen["edition"]]


def exporter() -> str:
    """Column of a supplier's name in the reader's language."""
    return text.name_column("exporter")


def file_parts(view: View, *parts: object) -> list[object]:
    """Parts of the name of a file about this importer and mineral."""
    return [view.importer, view.chosen["mineral"], *parts, view.chosen["basis"], view.chosen["china"]]


def meanings() -> dict[str, str]:
    """Meaning of the columns for the Metadata sheet."""
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


def _main(stages: pd.DataFrame, stage: str) -> pd.Series | None:
    rows = one_row_each(stages)
    rows = rows[~rows["status"].isin(NO_SERIES)].set_index("stage", drop=False)
    wanted = [stage] if stage in rows.index else []
    # A stage with figures in this year goes before one without.
    rest = sorted(
        (name for name in STAGE_ORDER if name in rows.index),
        key=lambda name: text.missing(rows.loc[name, "china_share"]),
    )
    return rows.loc[[*wanted, *rest][0]] if wanted or rest else None
