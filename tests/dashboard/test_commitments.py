"""The commitments page against the register and the verdicts of the database."""

from __future__ import annotations

import re
import time
from datetime import date
from html import unescape
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import controls, controls_register, db, panel, permalink
from dashboard.views import (
    commitments_claims,
    commitments_events,
    commitments_flow,
    commitments_list,
    commitments_record,
    commitments_words,
)

CAUSE = re.compile(r"\b(because of|caused|causes|led to|thanks to|due to|resulted in|as a result)\b", re.IGNORECASE)
pytestmark = pytest.mark.usefixtures("minerals_db")


def script() -> None:
    """The page without the others."""
    import runpy
    from pathlib import Path

    import dashboard
    from dashboard import controls, db, permalink

    db.pin()
    permalink.load(controls.known())
    runpy.run_path(str(Path(dashboard.__file__).parent / "views" / "commitments.py"), run_name="__main__")


def open_page(**query: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception
    return page


def drawn(page: AppTest) -> str:
    return " ".join(element.proto.body for element in page.html)


def words(page: AppTest) -> str:
    """What a reader sees of the HTML, without no-break spaces."""
    said = unescape(re.sub("<[^>]+>", " ", drawn(page))).replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\s+", " ", said)


@pytest.fixture
def sql(dashboard_db: Path):
    with duckdb.connect(str(dashboard_db), read_only=True, config=db.SETTINGS) as con:
        yield lambda question: con.execute(question).fetchall()


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> dict:
    """The view without parameters, for panels that are built without a page."""
    known = controls.known()
    values = permalink.defaults(known)
    state = {"_permalink": {"values": values, "usual": dict(values), "version": known.data_version}}
    monkeypatch.setattr(permalink.st, "session_state", {**state, "part": "flow", "state": "any", "show": "table"})
    return values


def test_the_flow_comes_first_with_the_sentence_of_the_declaration() -> None:
    said = words(open_page())
    assert (
        "The Tokyo Declaration of December 2025 sets a target of 3 trillion yen of business projects over 5 years"
        in said
    )
    assert "Timing is not causation" in said


def test_the_default_verdicts_are_those_of_the_file(sql) -> None:
    page = open_page()
    counts = dict(sql("select verdict, count(*) from mart.pledge_verdict group by all"))
    judged = sum(counts.get(name, 0) for name in ("rising", "flat", "falling", "no_recorded_trade"))
    total = sum(counts.values())
    assert f"of the {total} flows that this and older records point to, {judged} can be judged" in words(page)
    assert f"{counts['rising']} rose" in words(page)
    assert f"{counts['too_early']} are too early to judge and {counts['not_measurable']} cannot be measured" in words(
        page
    )
    assert drawn(page).split("panel_commitments_rule")[0].count('<th scope="row">') >= total


def test_a_moved_window_is_another_table_and_another_address() -> None:
    page = open_page()
    page.selectbox(key="before").set_value(6).run()
    assert not page.exception
    assert page.query_params["before"] == "6"
    assert "windows of 6 years before and 3 after" in words(page)
    frame = db.query("commitments_flow", before=6, after=3, gap=0, basis="quantity", china="mainland", change=20)
    row = frame.set_index("pledge_flow_id").loc["PF43"]
    assert commitments_words.mean(row["mean_before"], row["basis_used"]) in words(page)


def test_a_moved_window_costs_little_processor_time() -> None:
    """Processor time, not the clock, so that a busy machine does not decide; the browser's own part is not in it."""
    page = open_page()
    started = time.process_time()
    page.selectbox(key="before").set_value(7).run()
    assert time.process_time() - started < 0.8


def test_the_printed_rule_names_the_chosen_change() -> None:
    said = words(open_page(change="50"))
    assert "50 % or more of the mean before is rising or falling" in said
    assert "The means differ by 50 % or more" in said


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
def test_every_choice_gives_a_page(query: dict[str, str]) -> None:
    said = words(open_page(**query))
    assert "[register_2026_11]" in said
    assert not CAUSE.search(" ".join(re.findall(r"Verdict: [^.]*\.", said)))
    assert ">nan<" not in said


@pytest.mark.parametrize("query", [{"part": "x"}, {"record": "P01; drop"}, {"day": "2026-02-31"}, {"before": "99"}])
def test_hostile_parameters_give_the_default(query: dict[str, str]) -> None:
    assert "The Tokyo Declaration" in words(open_page(**query))


def test_filters_that_leave_nothing_say_so() -> None:
    said = words(open_page(part="commitments", about="gallium", place="TKM"))
    assert "No record fits these filters" in said


def test_every_record_of_the_register_opens(sql, chosen: dict) -> None:
    ids = [
        one
        for (one,) in sql(
            "select record_id from register.record union all select disagreement_id from register.disagreement"
        )
    ]
    assert len(ids) > 250
    for record_id in ids:
        chosen["record"] = record_id
        made = commitments_record.card(commitments_record.record(record_id))
        assert len(made.frame) > 3, record_id
        assert made.frame["text"].map(str).str.lower().ne("nan").all(), record_id
        assert commitments_record.title(chosen)


def test_gallium_from_kazakhstan_says_what_is_known_and_what_is_not() -> None:
    said = words(open_page(record="P01"))
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
        assert part in said


def test_every_claim_of_the_article_stands_there_with_its_state(sql) -> None:
    page = drawn(open_page(part="claims"))
    for claim_id, statement, verification in sql("select claim_id, statement, verification from register.claim"):
        row = re.search(rf"<tr><th scope=\"row\"><a [^>]*>{claim_id}</a>.*?</tr>", page)
        assert row, claim_id
        assert statement in unescape(row[0])
        assert commitments_words.verification(verification) in unescape(row[0])
    assert sql("select count(*) from register.disagreement")[0][0] == page.count("record=D")


def test_figures_that_differ_are_shown_as_they_stand() -> None:
    said = words(open_page(part="claims"))
    assert "more than 150 business projects. Sources print: 158 cooperation deals; more than 150 documents" in said
    assert "About 700 officials" in said
    assert "about 640 participants" in said
    assert "3 trillion yen. The period is five years. Sources print: 3 trillion yen" in said


def test_sums_stay_in_their_rows(chosen: dict) -> None:
    made = commitments_list.panels({**chosen, "part": "commitments"})[0]
    assert "never added up" in " ".join(made.caveats)
    assert len(made.frame) == made.frame["record_id"].nunique()
    amounts = made.frame["amount_low"].dropna()
    assert commitments_words.money(amounts.sum(), None, None) not in " ".join(panel._table(made).split())


def test_state_on_a_day_is_that_of_the_file(sql, chosen: dict) -> None:
    for day in ("2010-12-31", "2025-10-20", "2026-11-23", "2026-12-01"):
        rows = sql(f"select event_id, state from metric.event_state(date '{day}') where 'CHN' = any(issuer_iso3s)")
        made = {one.panel_id: one for one in commitments_events.panels({**chosen, "day": day})}
        frame = made["commitments_controls_china"].frame
        assert sorted(zip(frame["record_id"], frame["state"], strict=True)) == sorted(rows)
    assert "what was announced since is not here" in " ".join(made["commitments_controls_china"].caveats)


def test_a_suspension_that_ran_out_is_unknown_since_its_day() -> None:
    said = words(open_page(part="controls", about="rare_earths"))
    assert re.search(r"EC19, [^E]*?Unknown since 2026-11-11", said)
    assert "Register last checked on 2026-11-23" in said


def test_every_spell_runs_forward_and_none_is_later_than_the_day(chosen: dict) -> None:
    day = date(2026, 11, 23)
    for row in commitments_events.measures({**chosen, "day": f"{day}"}).to_dict("records"):
        for _state, first, last in commitments_events.spells(row, day):
            assert first <= last <= day, row["record_id"]


def test_links_to_sources_are_plain_and_only_of_the_web() -> None:
    page = drawn(open_page(part="claims")) + drawn(open_page(record="P01")) + drawn(open_page(part="context"))
    outward = re.findall(r'<a href="(http[^"]*)"([^>]*)>', page)
    assert len(outward) > 100
    assert all('rel="noopener noreferrer"' in rest for _address, rest in outward)
    assert all(re.fullmatch(r"https?://[\x21-\x7e]+", unescape(address)) for address, _rest in outward)
    inward = re.findall(r'<a href="(?!http)([^"]*)"', page)
    assert inward
    assert all(re.match(r"(commitments|mineral|\./)\?", unescape(address)) for address in inward)


def test_every_panel_of_every_part_can_be_built_without_a_browser(chosen: dict) -> None:
    parts = [
        (commitments_flow, {}),
        (commitments_list, {}),
        (commitments_list, {"show": "timeline"}),
        (commitments_list, {"show": "map"}),
        (commitments_events, {}),
        (commitments_events, {"show": "timeline"}),
        (commitments_claims, {}),
        (commitments_record, {"record": "EC39"}),
        (commitments_record, {"record": "P01"}),
    ]
    for module, change in parts:
        for made in module.panels({**chosen, **change}):
            assert "source_ids" in made.frame
            assert (made.figure is None) == (not made.alt)
            assert panel._table(made)


def test_countries_without_a_point_are_listed(chosen: dict) -> None:
    made = commitments_list.panels({**chosen, "show": "map"})[0]
    said = " ".join(made.caveats)
    assert "approximate" in said
    assert "Turkmenistan" in said
    assert len(made.figure.data[0].lat) == made.frame["lat"].notna().sum()


def test_windows_are_shaded_where_the_verdict_looks(chosen: dict) -> None:
    pledges = commitments_flow.pledges(chosen).set_index("pledge_flow_id", drop=False)
    chosen["record"] = "P68"
    made = next(one for one in commitments_record.panels(chosen) if one.panel_id == "commitments_pledge_pf43")
    shapes = [shape for shape in made.figure.layout.shapes if shape.type == "rect"]
    row = pledges.loc["PF43"]
    assert [shape.x0[:4] for shape in shapes] == [str(row["before_first_year"]), str(row["after_first_year"])]
    assert [shape.x1[:4] for shape in shapes] == [str(row["before_last_year"]), str(row["after_last_year"])]
    assert list(made.figure.data[0].y[-3:]) == pytest.approx(list(made.frame["quantity_t"].iloc[-3:]))


@pytest.mark.parametrize("record", ["P68", "P10"])
def test_a_flow_leads_to_its_published_rows(chosen: dict, record: str) -> None:
    made = next(one for one in commitments_record.panels({**chosen, "record": record}) if one.rows)
    rows = made.rows.load(next(iter(made.rows.choices)))
    assert len(rows)
    assert {"source_file", "source_row", "source_ids"} <= set(rows.columns)


def test_options_of_the_filters_are_identifiers_of_the_register() -> None:
    known = controls_register.known()
    assert {"P01", "C01", "EC07", "A10", "D39", "PC01", "JP17", "X03"} <= set(known["register"]["record"])
    assert known["checked_on"] == "2026-11-23"
    assert {"JPN", "EU27", "KOR", "DEU", "GBR", "USA", "CHN"} <= set(known["register"]["who"])
