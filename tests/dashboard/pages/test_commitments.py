"""The commitments page against the register and the verdicts of the database."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import duckdb
import pytest

from dashboard import db, queries
from dashboard.content import provenance
from dashboard.content.page import Presses
from dashboard.db import Reader
from dashboard.pages.commitments import PAGE, figures, questions, register_words
from dashboard.pages.commitments.filters import filters
from dashboard.pages.commitments.panels import record as record_panels
from dashboard.pages.commitments.spells import spells
from dashboard.screen import table
from dashboard.words import formats
from tests.dashboard.made import Made, known, make, on_screen, words

Sql = Callable[[str], list[tuple]]
CAUSE = re.compile(r"\b(because of|caused|causes|led to|thanks to|due to|resulted in|as a result)\b", re.IGNORECASE)
DEFAULT = {"before": 3, "after": 3, "gap": 0, "basis": "quantity", "china": "mainland", "change": 20}
NOTHING = "fits these filters; take one of them off"


@pytest.fixture
def sql(dashboard_db: Path) -> Sql:
    with duckdb.connect(str(dashboard_db), read_only=True, config=db.SETTINGS) as con:
        yield lambda question: con.execute(question).fetchall()


def drawn(made: Made) -> str:
    """The tables as HTML."""
    return " ".join(table.render(panel.drawn, panel.columns, panel.caption) for panel in made.panels)


def said(made: Made, reader: Reader) -> str:
    """The answer, the tables and what stands below them, without markup and no-break spaces."""
    lines = [made.answer.title, made.answer.sentence, *made.answer.details]
    lines.append(unescape(re.sub("<[^>]+>", " ", drawn(made))))
    for panel in made.panels:
        sources = reader.ask(queries.FOOTNOTE_SOURCES, source_ids=provenance.source_ids(panel.frame))
        lines += [panel.title, *panel.caveats, *provenance.footnotes(sources)]
    return re.sub(r"\s+", " ", " ".join(lines).replace("\N{NO-BREAK SPACE}", " "))


def filter_names(made: Made) -> list[str]:
    return [one.parameter.name for row in filters(made.subject) for one in row.filters]


def test_the_flow_comes_first_with_the_sentence_of_the_declaration(reader: Reader) -> None:
    made = make(PAGE, reader)
    declared = (
        "The Tokyo Declaration of December 2025 sets a target of 3 trillion yen of business projects over 5 years"
    )
    assert made.answer.sentence.startswith(declared)
    assert made.answer.strong == "3 trillion yen"
    assert "Timing is not causation" in " ".join(made.answer.details)
    assert [panel.panel_id for panel in made.panels] == ["commitments_flow", "commitments_rule"]


def test_the_default_verdicts_are_those_of_the_file(reader: Reader, sql: Sql) -> None:
    made = make(PAGE, reader)
    counts = dict(sql("select verdict, count(*) from mart.pledge_verdict group by all"))
    judged = sum(counts.get(name, 0) for name in ("rising", "flat", "falling", "no_recorded_trade"))
    total = sum(counts.values())
    sentence = made.answer.sentence
    assert f"of the {total} flows that this and older records point to, {judged} can be judged" in sentence
    assert f"{counts['rising']} rose" in sentence
    blind = f"{counts['too_early']} are too early to judge and {counts['not_measurable']} cannot be measured"
    assert blind in " ".join(made.answer.details)
    shown = made.panel("commitments_flow")
    assert len(shown.frame) == total
    assert table.render(shown.drawn, shown.columns, shown.caption).count('<th scope="row">') == total


@pytest.mark.usefixtures("minerals_db")
def test_a_moved_window_is_another_table_and_another_address(reader: Reader) -> None:
    page = on_screen("commitments")
    page.selectbox(key="before").set_value(6).run()
    assert not page.exception
    assert page.query_params["before"] in ("6", ["6"])
    assert "yearly means of 6 years before and 3 after" in words(page)
    row = reader.ask(questions.PLEDGES, **{**DEFAULT, "before": 6}).set_index("pledge_flow_id").loc["PF43"]
    assert figures.mean(row["mean_before"], row["basis_used"]) in words(page)


@pytest.mark.usefixtures("minerals_db")
def test_a_moved_window_costs_little_processor_time() -> None:
    """Processor time, not the clock, so that a busy machine does not decide; the browser's own part is not in it."""
    page = on_screen("commitments")
    started = time.process_time()
    page.selectbox(key="before").set_value(7).run()
    assert not page.exception
    assert time.process_time() - started < 0.8


def test_the_printed_rule_names_the_chosen_change(reader: Reader) -> None:
    text = said(make(PAGE, reader, change=50), reader)
    assert "50 % or more of the mean before is rising or falling" in text
    assert "The means differ by 50 % or more" in text


@pytest.mark.parametrize(
    "query",
    [
        {"about": "gallium"},
        {"place": "KAZ", "verdict": "falling"},
        {"by": "value", "china": "plus", "gap": "1"},
        {"before": "8", "after": "1", "change": "5"},
        {"part": "commitments"},
        {"part": "commitments", "show": "timeline"},
        {"part": "commitments", "show": "map", "about": "rare_earths"},
        {"part": "commitments", "show": "map", "place": "TKM"},
        {"part": "commitments", "who": "EU27", "state": "agreed"},
        {"part": "commitments", "instrument": "MoU", "place": "UZB"},
        {"part": "commitments", "step": "offtake"},
        {"part": "controls", "day": "2010-12-31"},
        {"part": "controls", "day": "2027-06-01", "who": "CHN"},
        {"part": "controls", "show": "timeline"},
        {"part": "controls", "show": "timeline", "day": "2006-01-01"},
        {"part": "claims"},
        {"part": "context", "place": "KAZ"},
        {"lang": "ja", "part": "controls"},
        {"record": "P68", "by": "value"},
    ],
)
def test_every_choice_gives_a_page(reader: Reader, query: dict[str, str]) -> None:
    made = make(PAGE, reader, **query)
    assert made.notices == ()
    text = said(made, reader)
    assert "[register_2026_11]" in text
    assert not CAUSE.search(" ".join(re.findall(r"Verdict: [^.]*\.", text)))
    assert ">nan<" not in drawn(made)


@pytest.mark.parametrize("query", [{"part": "x"}, {"record": "P01; drop"}, {"day": "2026-02-31"}, {"before": "99"}])
def test_hostile_parameters_give_the_default(reader: Reader, query: dict[str, str]) -> None:
    made = make(PAGE, reader, **query)
    assert "The Tokyo Declaration" in made.answer.sentence
    assert made.choice == make(PAGE, reader).choice
    assert len(made.notices) == 1


@pytest.mark.usefixtures("minerals_db")
def test_filters_that_leave_nothing_say_so() -> None:
    assert NOTHING in words(on_screen("commitments", part="commitments", about="gallium", place="TKM"))


@pytest.mark.parametrize(
    "query",
    [
        {
            "part": "commitments",
            "about": "gallium",
            "place": "TKM",
            "who": "USA",
            "instrument": "MoU",
            "step": "offtake",
        },
        {"part": "controls", "about": "gallium", "who": "KOR", "state": "in_force"},
    ],
)
def test_a_filter_after_one_that_leaves_nothing_leaves_nothing(reader: Reader, query: dict[str, str]) -> None:
    made = make(PAGE, reader, **query)
    assert list(made.panels) == []
    assert made.answer.sentence
    section = next(one for one in PAGE.sections if one.section_id == query["part"])
    assert section.empty and NOTHING in section.empty(made.subject)


def test_every_record_of_the_register_opens(reader: Reader, sql: Sql) -> None:
    records = "select record_id from register.record"
    ids = [one for (one,) in sql(f"{records} union all select disagreement_id from register.disagreement")]
    assert len(ids) > 250
    for record_id in ids:
        made = make(PAGE, reader, record=record_id)
        assert made.notices == ()
        assert made.answer.title.startswith(record_id)
        frame = made.panel("commitments_card").frame
        assert len(frame) > 3, record_id
        assert frame["text"].map(str).str.lower().ne("nan").all(), record_id


def test_gallium_from_kazakhstan_says_what_is_known_and_what_is_not(reader: Reader) -> None:
    text = said(make(PAGE, reader, record="P01"), reader)
    for part in (
        "about 15 tonnes of gallium a year",
        "Verdict: not measurable",
        "HS 811292 holds gallium together with germanium",
        "Only eight-digit customs lines separate gallium",
        "Start planned for the third quarter of 2026; no report of a start-up was found",
        "10.0 % of its use, as published (The Japan News (Yomiuri))",
        "15.5 % of its imports in 2021 (97 t, Yomiuri Shimbun",
        "811292 (our hint, not in the source)",
        "20 million USD",
    ):
        assert part in text


def test_every_claim_of_the_article_stands_there_with_its_state(reader: Reader, sql: Sql) -> None:
    page = drawn(make(PAGE, reader, part="claims"))
    for claim_id, statement, verification in sql("select claim_id, statement, verification from register.claim"):
        row = re.search(rf"<tr><th scope=\"row\"><a [^>]*>{claim_id}</a>.*?</tr>", page)
        assert row, claim_id
        assert statement in unescape(row[0])
        assert register_words.verification(verification) in unescape(row[0])
    assert sql("select count(*) from register.disagreement")[0][0] == page.count("record=D")


def test_figures_that_differ_are_shown_as_they_stand(reader: Reader) -> None:
    text = said(make(PAGE, reader, part="claims"), reader)
    assert "more than 150 business projects. Sources print: 158 cooperation deals; more than 150 documents" in text
    assert "About 700 officials" in text
    assert "about 640 participants" in text
    assert "3 trillion yen. The period is five years. Sources print: 3 trillion yen" in text


def test_sums_stay_in_their_rows(reader: Reader) -> None:
    made = make(PAGE, reader, part="commitments")
    panel = made.panel("commitments_list")
    assert "never added up" in " ".join(panel.caveats)
    assert len(panel.frame) == panel.frame["record_id"].nunique()
    amounts = panel.frame["amount_low"].dropna()
    assert formats.money(amounts.sum(), None, None) not in " ".join(drawn(made).split())


def test_state_on_a_day_is_that_of_the_file(reader: Reader, sql: Sql) -> None:
    for day in ("2010-12-31", "2025-10-20", "2026-11-23", "2026-12-01"):
        rows = sql(f"select event_id, state from metric.event_state(date '{day}') where 'CHN' = any(issuer_iso3s)")
        panel = make(PAGE, reader, part="controls", day=day).panel("commitments_controls_china")
        assert sorted(zip(panel.frame["record_id"], panel.frame["state"], strict=True)) == sorted(rows)
    assert "what was announced since is not here" in " ".join(panel.caveats)


def test_a_suspension_that_ran_out_is_unknown_since_its_day(reader: Reader) -> None:
    text = said(make(PAGE, reader, part="controls", about="rare_earths"), reader)
    assert re.search(r"EC19, [^E]*?Unknown since 2026-11-11", text)
    assert "Register last checked on 2026-11-23" in text


def test_every_spell_runs_forward_and_none_is_later_than_the_day(reader: Reader) -> None:
    day = date(2026, 11, 23)
    measures = make(PAGE, reader, part="controls", day=day).subject.measures
    assert len(measures) > 50
    for row in measures.to_dict("records"):
        for _state, first, last in spells(row, day):
            assert first <= last <= day, row["record_id"]


@pytest.mark.usefixtures("minerals_db")
def test_links_to_sources_are_plain_and_only_of_the_web() -> None:
    """On the screen, as notes below the tables and whatever else is drawn may hold links too."""
    pages = [
        on_screen("commitments", **query) for query in ({"part": "claims"}, {"record": "P01"}, {"part": "context"})
    ]
    page = " ".join(element.proto.body for one in pages for element in one.html)
    outward = re.findall(r'<a href="(http[^"]*)"([^>]*)>', page)
    assert len(outward) > 100
    assert all('rel="noopener noreferrer"' in rest for _address, rest in outward)
    assert all(re.fullmatch(r"https?://[\x21-\x7e]+", unescape(address)) for address, _rest in outward)
    inward = re.findall(r'<a href="(?!http|#sources)([^"]*)"', page)
    assert inward
    assert all(re.match(r"(commitments|mineral|\./)\?", unescape(address)) for address in inward)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"part": "commitments"},
        {"part": "commitments", "show": "timeline"},
        {"part": "commitments", "show": "map"},
        {"part": "controls"},
        {"part": "controls", "show": "timeline"},
        {"part": "claims"},
        {"record": "EC39"},
        {"record": "P01"},
    ],
)
def test_every_panel_of_every_part_can_be_built_without_a_browser(reader: Reader, query: dict[str, str]) -> None:
    panels = make(PAGE, reader, everything=True, **query).panels
    assert {"commitments_flow", "commitments_rule", "commitments_claims", "commitments_context"} <= {
        panel.panel_id for panel in panels
    }
    for panel in panels:
        assert "source_ids" in panel.frame
        assert (panel.figure is None) == (not panel.alt)
        assert table.render(panel.drawn, panel.columns, panel.caption)


def test_countries_without_a_point_are_listed(reader: Reader) -> None:
    panel = make(PAGE, reader, part="commitments", show="map").panel("commitments_map")
    caveats = " ".join(panel.caveats)
    assert "approximate" in caveats
    assert "Turkmenistan" in caveats
    assert len(panel.figure.data[0].lat) == panel.frame["lat"].notna().sum()


def test_windows_are_shaded_where_the_verdict_looks(reader: Reader) -> None:
    row = reader.ask(questions.PLEDGES, **DEFAULT).set_index("pledge_flow_id").loc["PF43"]
    panel = make(PAGE, reader, record="P68").panel("commitments_pledge_pf43")
    shapes = [shape for shape in panel.figure.layout.shapes if shape.type == "rect"]
    assert [shape.x0[:4] for shape in shapes] == [str(row["before_first_year"]), str(row["after_first_year"])]
    assert [shape.x1[:4] for shape in shapes] == [str(row["before_last_year"]), str(row["after_last_year"])]
    assert list(panel.figure.data[0].y[-3:]) == pytest.approx(list(panel.frame["quantity_t"].iloc[-3:]))


@pytest.mark.parametrize("record", ["P68", "P10"])
def test_a_flow_leads_to_its_published_rows(reader: Reader, record: str) -> None:
    panel = next(one for one in make(PAGE, reader, record=record).panels if one.rows)
    rows = panel.rows.load(next(iter(panel.rows.choices)))
    assert len(rows)
    assert {"source_file", "source_row", "source_ids"} <= set(rows.columns)


def test_options_of_the_filters_are_identifiers_of_the_register(reader: Reader) -> None:
    now = known(PAGE, reader)
    assert {"P01", "C01", "EC07", "A10", "D39", "PC01", "JP17", "X03"} <= set(now.allowed["record"])
    assert {"JPN", "EU27", "KOR", "DEU", "GBR", "USA", "CHN"} <= set(now.allowed["who"])
    assert set(now.allowed["verdict"]) - {"any"} == {
        "rising",
        "flat",
        "falling",
        "no_recorded_trade",
        "too_early",
        "not_measurable",
    }


def test_a_day_is_one_from_the_first_control_to_a_year_after_the_last_check(reader: Reader) -> None:
    now = known(PAGE, reader)
    assert now.usual["day"] == "2026-11-23"
    assert (min(now.allowed["day"]), max(now.allowed["day"])) == ("2006-01-01", "2027-11-23")
    assert make(PAGE, reader, day="2027-11-23").choice.day == "2027-11-23"
    for outside in ("2005-12-31", "2027-11-24"):
        assert make(PAGE, reader, day=outside).choice.day == "2026-11-23"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["about", "place", "verdict", "before", "after", "gap", "by", "change"]),
        ({"part": "commitments"}, ["about", "place", "who", "instrument", "step", "state", "show"]),
        ({"part": "controls"}, ["day", "about", "who", "state", "show"]),
        ({"part": "claims"}, []),
        ({"part": "context"}, ["place"]),
        ({"record": "P68"}, ["record", "before", "after", "gap", "by", "change"]),
        # Gallium cannot be measured, so there are no windows to move; nor has a claim any.
        ({"record": "P01"}, ["record"]),
        ({"record": "A10", "part": "controls"}, ["record"]),
    ],
)
def test_filters_are_those_of_the_part_or_of_the_record(
    reader: Reader, query: dict[str, str], expected: list[str]
) -> None:
    assert filter_names(make(PAGE, reader, **query)) == expected


def test_states_and_ways_to_show_are_those_of_the_part(reader: Reader) -> None:
    def options(part: str) -> dict[str, list[str]]:
        (row,) = filters(make(PAGE, reader, part=part).subject)
        return {one.parameter.name: list(one.options or ()) for one in row.filters}

    controls, commitments = options("controls"), options("commitments")
    assert controls["state"] == ["any", "in_force", "suspended", "announced", "ended", "unknown"]
    assert "in_force" not in commitments["state"]
    assert {"planned", "operating", "unknown"} <= set(commitments["state"])
    assert controls["show"] == ["table", "timeline"]
    # Everything that the parameter may be, the map too.
    assert commitments["show"] == []


@pytest.mark.usefixtures("minerals_db")
def test_an_open_record_closes_by_its_button_and_by_another_part() -> None:
    page = on_screen("commitments", record="P68")
    page.button(key="close_record").click().run()
    assert not page.exception
    assert "record" not in page.query_params
    assert "The Tokyo Declaration" in words(page)
    page = on_screen("commitments", record="P68")
    page.button_group(key="part").set_value("claims").run()
    assert not page.exception
    assert dict(page.query_params) in ({"part": "claims"}, {"part": ["claims"]})
    assert "checkable claims of the article" in words(page)


def test_no_record_no_button(reader: Reader) -> None:
    close = PAGE.sections[0]
    assert not close.shown(make(PAGE, reader).subject)
    opened = make(PAGE, reader, record="P01")
    assert close.shown(opened.subject)
    (presses,) = close.blocks(opened.subject)
    assert isinstance(presses, Presses)
    assert [(one.key, dict(one.changes)) for one in presses.presses] == [("close_record", {"record": "any"})]


def test_the_card_of_a_record_leaves_out_what_is_not_stated(reader: Reader) -> None:
    subject = make(PAGE, reader, record="EC07").subject
    card = record_panels.card(subject.opened)
    assert card.frame["text"].notna().all()
    assert {"Kind of measure", "Notice number", "Row of the register"} <= set(card.frame["item"])
    assert "Amount as published" not in set(card.frame["item"])
