"""How far China's share depends on the choice of basis, edition and China."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from dashboard.charts import changes, theme
from dashboard.content.column import Column
from dashboard.content.panel import Panel
from dashboard.pages.diversification import questions
from dashboard.pages.diversification.choice import SERIES
from dashboard.pages.diversification.sentences import reason_or_nothing
from dashboard.pages.diversification.subject import Subject
from dashboard.question import records
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
    said = _("China's share under each choice: no two of them can be compared")
    if ends and formats.share(low) == formats.share(high):
        said = _("China's share is {high} under every choice that can be compared").format(high=formats.share(high))
    elif ends:
        said = _("China's share lies between {low} and {high}, depending on the choice").format(
            low=formats.share(low), high=formats.share(high)
        )
    kinds = [
        changes.Dots(_("mainland China"), _column(known, "mainland"), theme.CHINA),
        changes.Dots(_("with Hong Kong and Macao"), _column(known, "plus"), theme.SUPPLIERS["AUS"]),
    ]
    yield Panel(
        panel_id="diversification_band",
        title=said,
        frame=frame,
        columns=[
            Column("basis", _("Measured"), names.basis),
            Column("hs_edition", _("HS edition")),
            Column("china", _("China"), names.china),
            Column("share", _("China's share"), formats.share, numeric=True, bar=True),
            Column("reason", _("Why it is left out of the band"), reason_or_nothing, prose=True),
        ],
        caption=_(
            "China's share in the imports of {importer} of {goods}, {year}, by value and by tonnes, each edition of "
            "the HS, with and without Hong Kong and Macao"
        ).format(importer=subject.importer, goods=subject.goods, year=subject.year(subject.last)),
        file_parts=subject.file("sensitivity-band", subject.last),
        chart=partial(changes.dots, _labels(known), kinds, ends),
        alt=_("{said} ({year}).").format(said=said, year=subject.year(subject.last)),
        caveats=[
            _("A sensitivity band over the choices, not a confidence interval."),
            _("Editions whose codes differ are shown but do not widen the band."),
        ],
        rows=subject.trade_rows([subject.last]),
        fold=True,
        depends=SERIES,
    )


def _labels(known: pd.DataFrame) -> list[str]:
    rows = records(known.drop_duplicates(["basis", "hs_edition"]))
    return [f"{names.basis(row['basis'])}, {row['hs_edition']}" for row in rows]


def _column(known: pd.DataFrame, china: str) -> list[float | None]:
    order = known.drop_duplicates(["basis", "hs_edition"])
    shares = known[known["china"] == china].set_index(["basis", "hs_edition"])["share"]
    return [shares.get(key) for key in zip(order["basis"], order["hs_edition"], strict=True)]
