"""What columns mean is said once, in the file, in both languages."""

from __future__ import annotations

import pandas as pd

from dashboard.content.meaning import meanings
from dashboard.db import Reader


def test_a_column_is_explained_in_both_languages(reader: Reader) -> None:
    frame = pd.DataFrame(columns=["hhi", "china_share_1999", "no_such_column"])
    english = meanings(reader, frame)
    assert set(english) == {"hhi", "china_share_1999"}
    japanese = meanings(reader, frame, "ja")
    assert set(japanese) == set(english)
    assert all(japanese[name] != english[name] for name in english)
    assert english["china_share_1999"].unit == "share (0-1)" and english["china_share_1999"].kind == "share"
