"""The one place that draws refuses what has no source, and escapes everything."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.content import provenance
from dashboard.content.column import Column
from dashboard.content.panel import Panel
from dashboard.screen import session

FRAME = pd.DataFrame({"name": ["a"], "source_ids": [["baci_hs92_v202601"]]})


def a_panel(frame: pd.DataFrame = FRAME, **changes) -> Panel:
    return Panel("test", "Title", frame, [Column("name", "Name")], "caption", ["test"], **changes)


@pytest.mark.parametrize(
    "frame",
    [FRAME.drop(columns="source_ids"), FRAME.iloc[:1].assign(source_ids=[[]]), FRAME.assign(source_ids=None)],
)
def test_a_frame_without_sources_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(provenance.MissingSources):
        provenance.source_ids(frame)


def test_a_chart_needs_a_text_alternative() -> None:
    with pytest.raises(ValueError, match="text alternative"):
        a_panel(chart=lambda: None)


def script(sources: bool) -> None:
    from dataclasses import dataclass

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.content.column import Column
    from dashboard.content.page import Answer, Page, Section
    from dashboard.content.panel import Panel
    from dashboard.screen import shell
    from dashboard.state.choice import take
    from dashboard.state.shared import YEAR

    @dataclass(frozen=True)
    class Choice:
        year: int = take(YEAR, on_top=True)

    frame = pd.DataFrame({"name": ["<b>a</b>"], "source_ids": [["baci_hs92_v202601"]]})
    panel = Panel(
        panel_id="test",
        title="<u>T</u>",
        frame=frame if sources else frame.drop(columns="source_ids"),
        columns=[Column("name", "Name")],
        caption="c",
        file_parts=["t"],
        chart=lambda: go.Figure(go.Bar(x=[1], y=[1])),
        alt="Says it all",
        caveats=["<s>"],
    )
    page = Page(
        path="overview",
        title="Overview",
        choice=Choice,
        subject=lambda choice, ask: choice,
        answer=lambda _subject: Answer("<i>", "Ten of <b>", "Ten", ["", "detail"], ["<em>"]),
        sections=(
            Section("one", lambda _subject: [panel]),
            Section("closed", lambda _subject: 1 / 0, shown=lambda _subject: False),
            Section("none", lambda _subject: [], empty=lambda _subject: "Nothing <q>"),
        ),
    )
    shell.run([page])


@pytest.mark.usefixtures("minerals_db")
def test_a_page_draws_all_its_parts_and_escapes_them() -> None:
    page = AppTest.from_function(script, default_timeout=30, kwargs={"sources": True}).run()
    assert not page.exception
    drawn = "".join(element.proto.body for element in page.html if "<style>" not in element.proto.body)
    for markup in ("<b>", "<u>", "<i>", "<s>", "<em>", "<q>"):
        assert markup not in drawn
    assert "<strong>Ten</strong> of &lt;b&gt;" in drawn
    assert "Nothing &lt;q&gt;" in drawn
    assert "[baci_hs92_v202601]" in drawn
    (chart,) = page.get("plotly_chart")
    assert chart.proto.alt == "Says it all"
    assert not page.get("download_button"), "a menu is made when it is opened"


@pytest.mark.usefixtures("minerals_db")
def test_a_panel_without_sources_is_not_drawn() -> None:
    page = AppTest.from_function(script, default_timeout=30, kwargs={"sources": False}).run()
    assert "MissingSources" in page.exception[0].stack_trace[-1] or "source_ids" in page.exception[0].message
    assert not page.get("plotly_chart")


@pytest.mark.usefixtures("minerals_db")
def test_without_a_database_the_page_says_what_to_run(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINERALS_DB", str(tmp_path))
    page = AppTest.from_function(script, default_timeout=30, kwargs={"sources": True}).run()
    assert not page.exception
    assert "python -m etl build" in "".join(element.proto.body for element in page.html)


def broken() -> None:
    from dataclasses import dataclass

    import pandas as pd

    from dashboard.content.column import Column
    from dashboard.content.page import Answer, Page, Section
    from dashboard.content.panel import Panel
    from dashboard.screen import shell
    from dashboard.state.choice import take
    from dashboard.state.shared import YEAR

    @dataclass(frozen=True)
    class Choice:
        year: int = take(YEAR, on_top=True)

    frame = pd.DataFrame({"name": ["a"], "source_ids": [["baci_hs92_v202601"]]})
    panel = Panel("bad", "Bad", frame, [Column("name", "Name")], "c", ["t"], chart=lambda: 1 / 0, alt="Says it all")
    answer = Answer("Title", "Sentence")
    section = Section("one", lambda _subject: [panel])
    shell.run([Page("overview", "Overview", Choice, lambda choice, _ask: choice, lambda _subject: answer, (section,))])


@pytest.mark.usefixtures("minerals_db")
def test_a_chart_that_cannot_be_made_is_told_in_its_place_and_the_rest_stays() -> None:
    page = AppTest.from_function(broken, default_timeout=30).run()
    assert not page.exception
    drawn = "".join(element.proto.body for element in page.html)
    assert "This chart could not be made" in drawn
    assert "data-table" in drawn and 'id="sources"' in drawn


def test_shared_blocks_are_made_once_and_a_fault_does_not_stay() -> None:
    made = []

    def make():
        yield "first"
        made.append(len(made))
        if len(made) == 1:
            raise ValueError("once")
        yield "second"

    shared = session.Shared(make)
    with pytest.raises(ValueError, match="once"):
        list(shared)
    assert list(shared) == list(shared) == ["first", "second"]
    assert made == [0, 1]
