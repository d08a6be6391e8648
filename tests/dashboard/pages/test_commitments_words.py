"""Words and marks of the commitments page, on small values of their own."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from dashboard.charts import timeline, windows
from dashboard.pages.commitments import sentences
from dashboard.pages.commitments.spells import spells
from dashboard.words import formats


def test_spells_of_a_measure() -> None:
    row = {
        "announced_from": date(2024, 12, 3),
        "effective_from": date(2024, 12, 3),
        "suspended_from": date(2025, 11, 9),
        "suspended_to": date(2026, 11, 27),
        "ends_on": None,
        "since": date(2025, 11, 9),
        "state": "suspended",
        "reviewed_state": "suspended",
    }
    assert spells(row, date(2026, 11, 23)) == [
        ("in_force", date(2024, 12, 3), date(2025, 11, 8)),
        ("suspended", date(2025, 11, 9), date(2026, 11, 23)),
    ]
    later = {**row, "state": "unknown", "since": date(2026, 11, 28)}
    assert spells(later, date(2026, 12, 1))[-1] == ("unknown", date(2026, 11, 28), date(2026, 12, 1))
    halt = {**row, "suspended_from": None, "suspended_to": None, "state": "ended", "since": None}
    assert spells(halt, date(2026, 1, 1)) == [("in_force", date(2024, 12, 3), date(2024, 12, 3))]
    planned = {**halt, "effective_from": date(2025, 2, 1), "state": "announced", "since": date(2024, 12, 3)}
    assert spells(planned, date(2025, 1, 1)) == [("announced", date(2024, 12, 3), date(2025, 1, 1))]


def test_a_year_that_is_not_known_has_no_bar() -> None:
    figure = windows.before_after(
        [2019, 2020], [1.0, None], [windows.Window(2019, 2019, 1.0, "b")], date(2020, 6, 1), ("t", "signed"), "#123456"
    )
    assert figure.data[0].y[1] is None
    assert figure.layout.yaxis.range[0] == 0


def test_text_from_the_data_is_never_markup_in_a_chart() -> None:
    marks = [timeline.Mark("<b>x</b>", "a", date(2020, 1, 1), "<i>y</i>")]
    spec = timeline.marks(marks, ["<b>x</b>"], {"a": "<u>"}).to_json()
    assert "<i>" not in spec
    assert "<u>" not in spec


@pytest.mark.parametrize(
    ("low", "high", "currency", "said"),
    [
        (3e12, 3e12, "JPY", "3 trillion JPY"),
        (2.5e6, 4e6, "USD", "2.5 million \N{EN DASH} 4 million USD"),
        (None, None, None, formats.NOT_AVAILABLE),
        (900.0, None, "EUR", "900 EUR"),
    ],
)
def test_sums_are_printed_as_published(low: float | None, high: float | None, currency: str | None, said: str) -> None:
    assert formats.money(low, high, currency) == said


def test_the_answer_names_no_verdict_that_is_not_there() -> None:
    frame = pd.DataFrame({"verdict": ["too_early", "not_measurable"]})
    assert "none of the 2 flows listed here can be judged" in sentences.flows("3 trillion yen", 5, frame)
    assert sentences.scale(pd.DataFrame({"from_iso3": []}), "Japan") == ""
