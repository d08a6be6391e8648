"""The one place that draws refuses what has no source or no text alternative."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import panel, provenance
from dashboard.table import Column

FRAME = pd.DataFrame({"name": ["a"], "source_ids": [["baci_hs92_v202601"]]})


def a_panel(frame: pd.DataFrame = FRAME, **changes: object) -> panel.Panel:
    return panel.Panel("test", "Title", frame, [Column("name", "Name")], "caption", ["test"], **changes)


@pytest.mark.parametrize(
    "frame",
    [
        FRAME.drop(columns="source_ids"),
        FRAME.iloc[:1].assign(source_ids=[[]]),
        FRAME.assign(source_ids=None),
    ],
)
@pytest.mark.usefixtures("minerals_db")
def test_a_frame_without_sources_is_not_drawn(frame: pd.DataFrame) -> None:
    with pytest.raises(provenance.MissingSources):
        panel.show(a_panel(frame))


@pytest.mark.usefixtures("minerals_db")
def test_a_figure_needs_a_text_alternative() -> None:
    with pytest.raises(ValueError, match="text alternative"):
        panel.show(a_panel(figure=go.Figure()))


def script() -> None:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard import db, panel, permalink
    from dashboard.table import Column

    db.pin()
    permalink.load(permalink.Known(("JPN",), ("cobalt",), ("china50",), (2024,), "x"))
    frame = pd.DataFrame({"name": ["<b>a</b>"], "source_ids": [["baci_hs92_v202601"]]})
    columns = [Column("name", "Name")]
    figure = go.Figure(go.Bar(x=[1], y=[1]))
    panel.answer("<i>", "Ten of <b>", "Ten", ["", "detail"])
    panel.show(
        panel.Panel("test", "<u>T</u>", frame, columns, "c", ["t"], figure=figure, alt="Says it all", caveats=["<s>"])
    )


@pytest.mark.usefixtures("minerals_db")
def test_a_panel_draws_all_its_parts_and_escapes_them() -> None:
    page = AppTest.from_function(script, default_timeout=30).run()
    assert not page.exception
    drawn = "".join(element.proto.body for element in page.html)
    for markup in ("<b>", "<u>", "<i>", "<s>"):
        assert markup not in drawn
    assert "<strong>Ten</strong> of &lt;b&gt;" in drawn
    assert "[baci_hs92_v202601]" in drawn
    (chart,) = page.get("plotly_chart")
    assert chart.proto.alt == "Says it all"
    labels = [button.label for button in page.get("download_button")]
    assert labels == ["Download CSV", "XLSX", "Parquet", "JSON"]
