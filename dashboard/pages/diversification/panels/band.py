"""How far China's share depends on the choice of basis, edition and China."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from dashboard.charts import changes, theme
from dashboard.content.column import Column
from dashboard.content.panel import Panel
from dashboard.pages.diversification import questions
from dashboard.pages.diversification.sentences import reason_or_nothing
from dashboard.pages.diversification.subject import Subject
from dashboard.words import formats, names
from dashboard.words.language import _


def band(subject: Subject) -> Iterator[Panel]:
    """The share under every choice, with the band of those that can be compared; nothing where none is known."""
    mineral, stage = str(subject.series["series_mineral_id"]), str(subject.series["stage"])
    frame = subject.ask(questions.BAND, subject.choice, mineral=mineral, stage=stage, year=subject.last)
    known = frame.dropna(subset=["share"])
    if known.empty:
        return
    low, high = known["envelope_low"].iloc[0], known["envelope_high"].iloc[0]
    ends = None if formats.missing(low) else (float(low), float(high))
    said = _("No two choices can be compared.")
    if ends:
        said = _("Between {low} and {high}, {points} points apart").format(
            low=formats.share(low), high=formats.share(high), points=f"{100 * (high - low):.1f}"
        )
    kinds = [
        changes.Dots(_("mainland China"), _column(known, "mainland"), theme.CHINA),
        changes.Dots(_("with Hong Kong and Macao"), _column(known, "plus"), theme.SUPPLIERS["AUS"]),
    ]
    yield Panel(
        panel_id="diversification_band",
        title=_("How far the answer depends on the choice: sensitivity band {year}").format(
            year=subject.year(subject.last)
        ),
        frame=frame,
        columns=[
            Column("basis", _("Measured"), names.basis),
            Column("hs_edition", _("HS edition")),
            Column("china", _("China"), names.china),
            Column("share", _("China's share"), formats.share, numeric=True, bar=True),
            Column("reason", _("Why it is left out of the band"), reason_or_nothing, prose=True),
        ],
        caption=said,
        file_parts=subject.file("sensitivity-band", subject.last),
        chart=partial(changes.dots, _labels(known), kinds, ends),
        alt=_("China's share in {year}. {said}.").format(year=subject.last, said=said),
        caveats=[
            _("A sensitivity band over the choices, not a confidence interval."),
            _("Editions whose codes differ are shown but do not widen the band."),
        ],
        rows=subject.trade_rows([subject.last]),
        fold=True,
    )


def _labels(known: pd.DataFrame) -> list[str]:
    rows = known.drop_duplicates(["basis", "hs_edition"]).to_dict("records")
    return [f"{names.basis(row['basis'])}, {row['hs_edition']}" for row in rows]


def _column(known: pd.DataFrame, china: str) -> list[float | None]:
    order = known.drop_duplicates(["basis", "hs_edition"])
    shares = known[known["china"] == china].set_index(["basis", "hs_edition"])["share"]
    return [shares.get(key) for key in zip(order["basis"], order["hs_edition"], strict=True)]
