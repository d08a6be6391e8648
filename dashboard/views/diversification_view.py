"""What all parts of the diversification page share: the reader's choice, the series behind it, names, source rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard import controls, db, text
from dashboard.panel import Panel, SourceRows
from dashboard.text import _

EU = "EU27"


@dataclass(frozen=True)
class View:
    """One importer, one series, two years.

    Attributes:
        chosen: values of the address by parameter name.
        importer: name of the importer.
        mineral: name of the mineral.
        series: row of diversification_series that figures are made of; None where no release has the codes.
        first: earlier year.
        last: later year.
        provisional: years that the publisher will still revise.
        notes: what was replaced in the choice, in plain words.
    """

    chosen: Mapping
    importer: str
    mineral: str
    series: pd.Series | None
    first: int
    last: int
    provisional: frozenset[int] = frozenset()
    notes: Sequence[str] = ()

    @property
    def subject(self) -> str:
        """What the series counts: the mineral and its stage, or the basket that holds it."""
        if self.series is None:
            return self.mineral
        name = self.mineral
        if self.series["is_held"]:
            name = self.series[text.name_column("series_mineral")]
        return f"{lowered(name)} ({text.stage(self.series['stage']).lower()})"

    @property
    def series_id(self) -> str:
        """Identifier of the series."""
        return str(self.series["series_id"])

    @property
    def codes(self) -> str:
        """Customs codes of the series."""
        return f"HS {self.series['hs_codes']} ({self.series['hs_edition']})"

    @property
    def measure(self) -> str:
        """How shares are measured and what China stands for, in words."""
        return f"{text.basis(self.chosen['basis'])}, {text.china(self.chosen['china'])}"

    @property
    def between(self) -> dict[str, int]:
        """Both years, as parameters of a question."""
        return {"first": self.first, "last": self.last}

    @property
    def terms(self) -> dict[str, str]:
        """Importer, basis and China, as parameters of a question."""
        return {name: self.chosen[name] for name in ("importer", "basis", "china")}

    def year(self, year: int) -> str:
        """A year as printed."""
        return text.year(year, year in self.provisional)

    def file(self, *parts: object) -> list[object]:
        """Parts of a file name."""
        stage = "" if self.series is None else self.series["stage"]
        return [self.importer, self.chosen["mineral"], stage, *parts, self.chosen["basis"], self.chosen["china"]]


@dataclass(frozen=True)
class Section:
    """One part of the page: the sentence that answers, and its panels.

    Attributes:
        sentence: the answer.
        strong: the part of it that matters.
        details: further lines.
        panels: what is drawn.
        controls: draws the controls of this part, above the panels.
        after: draws what stands below the panels.
    """

    sentence: str
    strong: str = ""
    details: Sequence[str] = ()
    panels: Sequence[Panel] = field(default_factory=list)
    controls: Callable[[], None] | None = None
    after: Callable[[], None] | None = None


def view(chosen: Mapping) -> View:
    """Ask what all parts need; years outside the release are moved to its first or last year, and that is said."""
    found = db.query("diversification_series", mineral=chosen["mineral"])
    series = _main(found, str(chosen["stage"]))
    provisional = frozenset(int(year) for year in db.query("years").query("provisional")["year"])
    first, last, notes = _years(chosen, series)
    if series is not None and series["is_held"]:
        notes.append(
            _("Customs count {mineral} together with other metals; all figures here are for the whole code.").format(
                mineral=lowered(controls.mineral_name(str(chosen["mineral"])))
            )
        )
    return View(
        chosen=chosen,
        importer=controls.importer_name(str(chosen["importer"])),
        mineral=controls.mineral_name(str(chosen["mineral"])),
        series=series,
        first=first,
        last=last,
        provisional=provisional,
        notes=notes,
    )


def lowered(name: str) -> str:
    """A name inside an English sentence; names that begin with a symbol or a code stay as they are."""
    return name[:1].lower() + name[1:] if text.language() == "en" and name[1:2].islower() and "+" not in name else name


def trade_rows(view: View, series: str, years: Sequence[int]) -> SourceRows:
    """The published rows of one series of the importer, by year."""
    importer = view.chosen["importer"]
    return SourceRows(
        choices={str(year): view.year(year) for year in years},
        load=lambda year: db.query("source_rows", importer=importer, series=series, year=int(year)),
        sql=db.sql("source_rows"),
    )


def stage_rows(view: View, series: Mapping[str, str]) -> SourceRows | None:
    """The published rows of the later year.

    Args:
        view: the choice.
        series: label by series_id.
    """
    if not series:
        return None
    importer, year = view.chosen["importer"], view.last
    return SourceRows(
        choices=dict(series),
        load=lambda one: db.query("source_rows", importer=importer, series=one, year=year),
        sql=db.sql("source_rows"),
    )


def world_rows(series: str, year: int, label: str) -> SourceRows:
    """The published rows of world trade in one series and year."""
    return SourceRows(
        choices={series: label},
        load=lambda one: db.query("mineral_flow_rows", series=one, year=year),
        sql=db.sql("mineral_flow_rows"),
    )


def no_figures(view: View) -> Section:
    """The answer where no release has the codes."""
    return Section(
        _("There are no trade figures for {mineral}: {reason}").format(
            mineral=lowered(view.mineral), reason=text.reason("CODE_NOT_IN_EXTRACT")
        ),
        details=view.notes,
    )


def trend_state(state: str | None) -> str:
    """A trend in words."""
    return {
        "falling": _("falling"),
        "rising": _("rising"),
        "no detectable trend": _("no detectable trend"),
        "too few points": _("too few points"),
    }.get(str(state), text.NOT_AVAILABLE)


def _main(found: pd.DataFrame, stage: str) -> pd.Series | None:
    usable = found[found["usable"].fillna(False)]
    if usable.empty:
        return None
    wanted = usable[usable["stage"] == stage]
    return (wanted if len(wanted) else usable).iloc[0]


def _years(chosen: Mapping, series: pd.Series | None) -> tuple[int, int, list[str]]:
    first, last = sorted((int(chosen["since"]), int(chosen["year"])))
    if series is None or text.missing(series["first_year"]):
        return first, last, []
    notes = []
    begins, ends = int(series["first_year"]), int(series["last_year"])
    moved = max(first, begins), min(max(last, begins), ends)
    if moved != (first, last):
        notes.append(
            _("The release with these codes has {begins} to {ends}: {first} and {last} are compared.").format(
                begins=begins, ends=ends, first=moved[0], last=moved[1]
            )
        )
    return *moved, notes
