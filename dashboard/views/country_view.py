"""What the panels of the country page share: the choice, names in words, and columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard import controls, db, headline_country, text
from dashboard.panel import SourceRows
from dashboard.table import Column
from dashboard.text import _


@dataclass(frozen=True)
class View:
    """One country or group in one year.

    Attributes:
        chosen: values of the parameters.
        name: of the country or group.
        year: as printed.
        members: names of the members of a group; empty for a country.
    """

    chosen: Mapping[str, object]
    name: str
    year: str
    members: tuple[str, ...]

    @property
    def measure(self) -> str:
        """Basis and what China stands for, in words."""
        return f"{text.basis(self.chosen['basis'])}, {text.china(self.chosen['china'])}"

    @property
    def choice(self) -> dict[str, object]:
        """What the questions of a country in one year take."""
        return {name: self.chosen[name] for name in ("country", "year", "basis", "china")}

    def file(self, what: str) -> list[object]:
        """Parts of a file name."""
        return [self.chosen["country"], what, self.chosen["basis"], self.chosen["china"], self.chosen["year"]]

    def group_caveats(self) -> list[str]:
        """What must be said where several countries are taken together; empty for one country."""
        if not self.members:
            return []
        return [
            _(
                "{name}: {members}. Trade among them is left out; every share is taken from the sums of all members, "
                "never from an average of their shares."
            ).format(name=self.name, members=text.and_list(list(self.members), len(self.members)))
        ]


@dataclass(frozen=True)
class Answer:
    """What stands on top: a sentence, the part of it that matters, and further lines."""

    sentence: str
    strong: str
    details: list[str]


def view(chosen: Mapping[str, object]) -> View:
    """The view of these parameters."""
    provisional = db.query("years").set_index("year")["provisional"]
    members = db.query("groups")
    members = members.loc[members["group_id"] == chosen["country"], text.name_column("member")]
    return View(
        chosen=chosen,
        name=controls.countries()[chosen["country"]],
        year=text.year(chosen["year"], bool(provisional[chosen["year"]])),
        members=tuple(members),
    )


def with_history(frame: pd.DataFrame, question: str, chosen: Mapping[str, object]) -> pd.DataFrame:
    """The frame with China's share of each year up to the chosen one as columns ``china_share_<year>``."""
    history = db.query(question, **{name: chosen[name] for name in ("country", "basis", "china")})
    history = history[history["year"] <= chosen["year"]].pivot(index="series_id", columns="year", values="china_share")
    frame = frame.merge(history.add_prefix("china_share_"), how="left", left_on="series_id", right_index=True)
    return frame if chosen["stage"] == "all" else frame[frame["stage"] == chosen["stage"]]


def nearest(view: View, question: str) -> str:
    """Which year has something to rank, where the chosen one has nothing."""
    history = db.query(question, **{name: view.chosen[name] for name in ("country", "basis", "china")})
    return headline_country.last_year(history, view.chosen["year"])


def history_columns(frame: pd.DataFrame) -> tuple[str, ...]:
    """The columns that ``with_history`` added."""
    return tuple(name for name in frame.columns if name.removeprefix("china_share_").isdigit())


def mineral() -> list[Column]:
    """Mineral and stage."""
    return [Column(text.name_column("mineral"), _("Mineral")), Column("stage", _("Stage"), text.stage)]


def change(view: View) -> Column:
    """Change of China's share over five years."""
    label = _("Change since {year}, points").format(year=view.chosen["year"] - 5)
    return Column("china_change_points", label, text.points, numeric=True)


def spark(frame: pd.DataFrame) -> list[Column]:
    """China's share over the years as a small line, if there is any."""
    columns = history_columns(frame)
    label = _("Since {year}").format(year=columns[0][-4:]) if columns else ""
    return [Column("china_share", label, spark=columns)] if columns else []


def rows_of(frame: pd.DataFrame, question: str, load: Callable[[str], pd.DataFrame]) -> SourceRows | None:
    """The way to the published rows of each series of the frame."""
    if frame.empty:
        return None
    names = frame[text.name_column("mineral")] + ", " + frame["stage"].map(text.stage)
    return SourceRows(choices=dict(zip(frame["series_id"], names, strict=True)), load=load, sql=db.sql(question))


def meanings() -> dict[str, str]:
    """Meaning of the columns for the Metadata sheet."""
    return {
        "series_id": _("customs codes of one mineral, stage and HS edition"),
        "country_id": _("the country or group that the row is about"),
        "status": _("RANKED, or the reason why not"),
        "value_usd": _("trade with countries outside the country or group, US dollars"),
        "quantity_t": _("the same with a known quantity, tonnes"),
        "china_share": _("share of China in it, 0-1, by the chosen basis"),
        "china_share_before": _("the same five years earlier"),
        "china_change_points": _("difference in percentage points"),
        "china_share_<year>": _("the same in that year; empty: no trade, or too little"),
        "china_value_usd": _("trade with China, US dollars"),
        "destination_share": _("share of the buyer, 0-1, by the chosen basis"),
        "destination_shares": _("shares of the largest buyers, 0-1, in the order of their names"),
        "production_t": _("production of the form named beside it, tonnes, in the publisher's weight basis"),
        "production_world_share": _("share of it in world production, 0-1"),
        "world_share": _("share in the world total of the same publisher and edition, 0-1"),
        "hhi": _("Herfindahl-Hirschman index of suppliers, 0-1"),
        "equivalent_suppliers": _("number of equal suppliers with the same HHI"),
        "definitions_met": _(
            "definitions of dependence that are met, out of definitions_judged; not judged for groups"
        ),
        "quality_grade": _("A to D; grade_reasons lists what lowered it; not given for groups"),
        "source_ids": _("releases, see the sheet Sources"),
    }
