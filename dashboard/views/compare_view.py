"""What the views of the compare page share: the choice, names in words, and the way to the published rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard import controls, db, permalink, text
from dashboard.panel import Panel, SourceRows
from dashboard.text import _


@dataclass(frozen=True)
class View:
    """Importers side by side.

    Attributes:
        chosen: values of the parameters.
        importers: iso3 in the order shown: the own list, or the members of the group by name.
        who: the importers in words, for captions.
    """

    chosen: Mapping[str, object]
    importers: tuple[str, ...]
    who: str

    @property
    def measure(self) -> str:
        """Basis and what China stands for, in words."""
        return f"{text.basis(self.chosen['basis'])}, {text.china(self.chosen['china'])}"

    @property
    def choice(self) -> dict[str, object]:
        """Basis and what China stands for, as the questions take them."""
        return {name: self.chosen[name] for name in ("basis", "china")}

    def file(self, *what: object) -> list[object]:
        """Parts of a file name."""
        return [*what, self.chosen["basis"], self.chosen["china"]]


@dataclass(frozen=True)
class Page:
    """What one view of the page says and draws.

    Attributes:
        title: heading of the page.
        sentence: the answer.
        strong: the part of it that matters.
        details: further lines.
        panels: what is drawn below.
        notices: what could not be done as asked.
    """

    title: str
    sentence: str
    strong: str
    details: list[str]
    panels: list[Panel]
    notices: tuple[str, ...] = ()


def view(chosen: Mapping[str, object]) -> View:
    """The view of these parameters."""
    if chosen["group"] == permalink.OWN:
        importers = tuple(chosen["importers"])
        names = [controls.importer_name(iso3) for iso3 in importers]
        return View(chosen, importers, text.and_list(names, len(names)))
    members = db.query("groups")
    members = members[members["group_id"] == chosen["group"]].sort_values(text.name_column("member"))
    return View(chosen, tuple(members["iso3"]), controls.groups()[chosen["group"]])


def own_list(chosen: Mapping[str, object]) -> View:
    """The view of the own list, whatever group is chosen: small multiples have room for six."""
    return view({**chosen, "group": permalink.OWN})


def printed_year(year: int) -> str:
    """The year, marked if provisional."""
    frame = db.query("years").set_index("year")["provisional"]
    return text.year(year, bool(frame.get(year, False)))


def metric(chosen: Mapping[str, object]) -> str:
    """The chosen figure where it is 0-1; a count of definitions gives way to China's share."""
    return "china" if chosen["metric"] == "definitions" else str(chosen["metric"])


def show(metric_id: str) -> Callable[[float | None], str]:
    """Figure to text."""
    return {"china": text.share, "top": text.share, "hhi": text.index, "definitions": text.count}[metric_id]


def in_cell(metric_id: str) -> Callable[[float], str]:
    """Figure to a number in a cell, whose heading has the unit."""
    return text.index if metric_id == "hhi" else text.count if metric_id == "definitions" else _per_cent


def name_of(metric_id: str, china: str) -> str:
    """The figure in words, for titles."""
    if metric_id == "china":
        return _("Share of {china} in the imports").format(china=text.china(china))
    return controls.metrics()[metric_id]


def label(frame: pd.DataFrame) -> pd.Series:
    """Mineral and stage in words."""
    return frame[text.name_column("mineral")] + ", " + frame["stage"].map(text.stage).str.lower()


def mark(status: str) -> str:
    """What stands in place of a figure."""
    return {"BELOW_THRESHOLD": _("small"), "IMPORTER_IS_CHINA": _("itself")}.get(status, text.NOT_AVAILABLE)


def series(chosen: Mapping[str, object]) -> pd.Series | None:
    """The series that stands for the chosen mineral and stage; None where the mineral has none."""
    found = db.query("compare_series", mineral=chosen["mineral"], stage=chosen["stage"])
    return None if found.empty else found.iloc[0]


def series_notes(found: pd.Series) -> list[str]:
    """What the codes of a series hide."""
    notes = [_("Customs codes: {codes}, {edition}.").format(codes=found["codes_in_words"], edition=found["hs_edition"])]
    if found["purity"] == "BASKET":
        notes.append(text.reason("BASKET_CODE"))
    return notes if text.missing(found["note"]) else [*notes, str(found["note"])]


def replaced(view: View, found: pd.Series) -> tuple[str, ...]:
    """What could not be done as asked."""
    notices = []
    if view.chosen["stage"] not in ("all", found["stage"]):
        notices.append(
            _("{mineral} has no customs code at the chosen stage; another stage is shown.").format(
                mineral=controls.mineral_name(str(view.chosen["mineral"]))
            )
        )
    if found["is_other_mineral"]:
        notices.append(
            _("{asked} has no customs code of its own: the code that holds it with others is shown.").format(
                asked=controls.mineral_name(str(view.chosen["mineral"]))
            )
        )
    if view.chosen["metric"] == "definitions":
        notices.append(_("A number of definitions is no share; China's share is shown."))
    return tuple(notices)


def no_series(chosen: Mapping[str, object], title: str) -> Page:
    """What stands there for a mineral that customs codes do not show."""
    name = controls.mineral_name(str(chosen["mineral"]))
    sentence = _("No customs code in this database shows the trade in {mineral}.").format(mineral=name)
    return Page(title, sentence, "", [_("Choose another mineral below.")], [])


def rows(
    choices: Mapping[str, str], importers: Sequence[str] | None, series_id: str | None, years: Sequence[int]
) -> SourceRows | None:
    """The way to the published rows, chosen by series (of all importers) or by importer (of one series).

    Args:
        choices: label by identifier of what is left open.
        importers: given where the choice is the series.
        series_id: given where the choice is the importer.
        years: the years of the figures.
    """
    if not choices:
        return None
    fixed = {"importers": tuple(importers)} if importers else {"series": series_id}
    return SourceRows(choices, partial(_rows, fixed, tuple(years)), db.sql("compare_rows"))


def _rows(fixed: Mapping[str, object], years: tuple[int, ...], chosen: str) -> pd.DataFrame:
    opened = {"series": chosen} if "importers" in fixed else {"importers": (chosen,)}
    return db.query("compare_rows", **fixed, **opened, years=years)


def meanings() -> dict[str, str]:
    """Meaning of the columns for the Metadata sheet."""
    return {
        "series_id": _("customs codes of one mineral, stage and HS edition"),
        "metric": _("what figure is: china, top (largest supplier), hhi, definitions (met)"),
        "figure": _("share or index 0-1, or a number of definitions; empty where status says why"),
        "status": _("MEASURED, or the reason why there is no figure"),
        "value_usd": _("imports, US dollars"),
        "change": _("NEW, UP, DOWN, ENDED: met in one of the years only; TOO_SMALL, NOT_JUDGED: left out"),
        "figure_before": _("the figure that the definition is about, in year_before"),
        "figure_now": _("the same in year"),
        "threshold": _("cut-off of the definition"),
        "quality_grade": _("A to D"),
        "source_ids": _("releases, see the sheet Sources"),
    }


def _per_cent(value: float) -> str:
    return f"{value * 100:.1f}"
