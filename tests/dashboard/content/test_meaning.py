"""What columns mean is said once, in the file, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from dashboard.content.meaning import meanings
from dashboard.db import Reader
from dashboard.words.language import set_language


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en")


def test_a_column_is_explained_in_the_language_of_the_reader(reader: Reader) -> None:
    frame = pd.DataFrame(columns=["hhi", "china_share_1999", "no_such_column"])
    english = meanings(reader, frame)
    assert set(english) == {"hhi", "china_share_1999"}
    set_language("ja")
    japanese = meanings(reader, frame)
    assert set(japanese) == set(english)
    assert all(japanese[name] != english[name] for name in english)
