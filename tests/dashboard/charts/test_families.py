"""Chart families on small frames: what is drawn is what was given, and gaps stay gaps."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from dashboard.charts import bars, lines, points, sankey, shares, theme, waterfall

SUPPLIERS = pd.DataFrame(
    {
        "year": [2020, 2020, 2022, 2022, 2022],
        "exporter_iso3": ["CHN", "OTHER", "CHN", "OTHER", "TUV"],
        "who": ["China", "Other", "China", "Other", "Tuvalu <b>"],
        "share": [0.7, 0.3, 0.5, 0.2, 0.3],
    }
)


def test_china_is_on_the_baseline_and_other_on_top() -> None:
    figure = shares.stacked_by_year(SUPPLIERS, "who", (2019, 2023))
    assert [trace.name for trace in figure.data] == ["China", "Tuvalu &lt;b&gt;", "Other"]
    assert figure.data[0].marker.color == theme.CHINA
    assert figure.data[-1].marker.color == theme.OTHER
    assert tuple(figure.layout.yaxis.range) == (0, 1)
    assert tuple(figure.layout.xaxis.range) == (2018.4, 2023.6)
    assert sorted(set(figure.data[0].x)) == [2020, 2022]  # a year without trade has no column


def test_the_supplier_that_is_named_stands_out_and_others_are_grey() -> None:
    grey, named = (shares.stacked_by_year(SUPPLIERS, "who", (2020, 2022), accent=iso3) for iso3 in (None, "TUV"))
    assert [trace.marker.color for trace in grey.data] == [theme.CHINA, theme.GREYS[0], theme.OTHER]
    assert [trace.marker.color for trace in named.data] == [theme.CHINA, theme.ACCENT, theme.OTHER]


def test_greys_that_come_back_are_hatched() -> None:
    many = pd.DataFrame(
        {"year": 2020, "exporter_iso3": ["CHN", "A", "B", "C"], "who": ["China", "A", "B", "C"], "share": 0.25}
    )
    figure = shares.stacked_by_year(many, "who", (2020, 2020))
    assert [trace.marker.pattern.shape for trace in figure.data] == ["", "", "", "/"]


@pytest.mark.parametrize(
    ("before", "points", "low", "high"),
    [(8.0, [-3.0, 1.0], 0.0, 10.0), (60.0, [-20.0, -10.0], 0.0, 70.0), (97.0, [1.0], 0.0, 100.0)],
)
def test_the_axis_of_the_waterfall_begins_at_zero_and_fits_its_bars(
    before: float, points: list[float], low: float, high: float
) -> None:
    steps = [waterfall.Step(str(value), value, theme.OTHER) for value in points]
    figure = waterfall.waterfall(("before", before), steps, ("after", before + sum(points)))
    bar = figure.data[0]
    start, end = figure.layout.xaxis.range
    assert start == low
    assert max(base + width for base, width in zip(bar.base, bar.x, strict=True)) <= end <= high


def test_a_step_below_zero_is_seen_whole() -> None:
    steps = [waterfall.Step("a", -15.0, theme.OTHER), waterfall.Step("b", 10.0, theme.ACCENT)]
    figure = waterfall.waterfall(("before", 10.0), steps, ("after", 5.0))
    assert figure.layout.xaxis.range[0] == -5.0
    assert list(figure.data[0].marker.color) == [theme.CHINA, theme.OTHER, theme.ACCENT, theme.CHINA]
    assert [shape.x0 for shape in figure.layout.shapes] == [10.0, -5.0, 5.0]


def test_rows_of_shares_begin_where_the_part_before_ends() -> None:
    rows = SUPPLIERS.assign(stage=["ore", "ore", "refined", "refined", "refined"])
    figure = shares.stacked_rows(rows, "stage", {"ore": "Ore", "refined": "Refined"}, "who")
    trace = figure.data[0]
    assert list(trace.base) == pytest.approx([0, 0.7, 0, 0.5, 0.7])
    assert list(trace.x) == pytest.approx(SUPPLIERS["share"].tolist())
    assert list(trace.customdata) == SUPPLIERS["exporter_iso3"].tolist()
    for ink, colour in zip(trace.textfont.color, trace.marker.color, strict=True):
        assert theme.contrast(ink, colour) >= 4.5


def test_every_part_of_a_bar_has_its_name_in_it_or_below_it() -> None:
    names = {"CHN": "China", "COD": "Dem. Rep. of the Congo", "JPN": "日本", "OTHER": "Other"}
    frame = pd.DataFrame(
        {
            "stage": "ore",
            "exporter_iso3": list(names),
            "who": list(names.values()),
            "share": [0.7, 0.2, 0.06, 0.04],
        }
    )
    figure = shares.stacked_rows(frame, "stage", {"ore": "Ore"}, "who")
    inside = [text for text in figure.data[0].text if text]
    below = " ".join(note.text for note in figure.layout.annotations)
    assert [text.split()[0] for text in inside] == ["China"]
    for name in list(names.values())[1:]:
        assert name in below
    low, high = sorted(figure.layout.yaxis.range)
    assert all(low <= note.y < high for note in figure.layout.annotations)


def test_every_supplier_of_a_column_has_its_name_beside_it_or_in_the_legend() -> None:
    frame = pd.DataFrame(
        {
            "year": [2000, 2000, 2020, 2020],
            "exporter_iso3": ["CHN", "AUS", "CHN", "VNM"],
            "who": ["China", "Australia", "China", "Viet Nam"],
            "share": [0.5, 0.5, 0.995, 0.005],
        }
    )
    figure = shares.stacked_by_year(frame, "who", (2000, 2020))
    assert [trace.name for trace in figure.data if trace.showlegend] == ["Australia", "Viet Nam"]
    assert figure.layout.showlegend is True
    assert len(figure.layout.annotations) == 1


def test_lines_break_at_missing_years_and_missing_values() -> None:
    line = lines.Line("Ore", [2000, 2001, 2004, 2005], [0.1, 0.2, float("nan"), 0.4])
    figure = lines.over_time([line])
    assert list(figure.data[0].y) == [0.1, 0.2, None, None, None, 0.4]
    assert figure.data[0].connectgaps is False
    assert figure.data[0].x[0] == "2000-07-01"
    assert figure.layout.yaxis.range[1] == 1.0


def test_threshold_is_dashed_and_at_most_four_events_are_drawn() -> None:
    rules = [lines.Rule(date(2001 + n, 2, 1), f"event {n}", "in_force", date(2005, 1, 1)) for n in range(6)]
    line = lines.Line("Ore", [2000, 2006], [0.1, 0.2])
    figure = lines.over_time([line], [lines.Threshold(0.65, "65 %")], rules)
    dashed = [shape for shape in figure.layout.shapes if shape.line.dash == "dash"]
    assert [shape.y0 for shape in dashed] == [0.65]
    assert sum(note.text.startswith("event") for note in figure.layout.annotations) == 4
    assert sum(shape.type == "rect" for shape in figure.layout.shapes) == 4


def test_states_of_an_event_look_different() -> None:
    looks = [lines.RULE_DASH.get(state, "longdash") for state in ("announced", "in_force", "suspended", "ended")]
    assert len(set(looks)) == 4


def test_event_labels_do_not_share_a_height() -> None:
    rules = [lines.Rule(date(year, 1, 1), str(year), "ended") for year in (2001, 2003, 2008, 2009)]
    _shapes, labels = lines.rule_marks(rules, pd.Timestamp("2000-01-01"), pd.Timestamp("2010-01-01"))
    heights = {label["text"]: label["y"] for label in labels}
    assert len(set(heights.values())) == 4
    assert heights["2001"] > heights["2003"] > heights["2009"] > heights["2008"]
    assert {label["text"]: label["xanchor"] for label in labels}["2009"] == "right"


def test_months_without_a_price_break_the_line() -> None:
    months = pd.DataFrame({"day": pd.to_datetime(["2020-01-15", "2020-03-15"]), "price": [1.0, 3.0]})
    figure = lines.monthly(months, "day", "price", "USD/t")
    values = list(figure.data[0].y)
    assert values[0] == 1.0
    assert values[1] != values[1]
    assert values[2] == 3.0


def test_bars_keep_the_order_and_estimates_are_hollow() -> None:
    frame = pd.DataFrame(
        {
            "block": ["mine", "mine", "mine", "refinery"],
            "iso3": ["CHN", "AUS", "OTH", "CHN"],
            "who": ["China", "Australia", "Other countries", "China"],
            "value_t": [100.0, 20.0, None, 5.0],
            "before": [90.0, 30.0, None, None],
            "world_share": [0.8, None, None, 1.0],
            "is_estimate": [True, False, False, False],
        }
    )
    figure = bars.by_country(
        frame, "block", {"mine": "Mines", "refinery": "Refineries"}, "who",
        before="before", share="world_share", hollow="is_estimate",
    )  # fmt: skip
    drawn = [trace for trace in figure.data if trace.type == "bar"]
    assert [list(trace.x) for trace in drawn] == [[100.0, 20.0], [5.0]]
    assert list(drawn[0].marker.color) == [theme.FAINT, theme.OTHER]
    texts = [trace.text for trace in figure.data if trace.type == "scatter" and trace.mode == "text"]
    assert [label.replace("\N{NO-BREAK SPACE}", " ") for label in texts[0]] == [" 100 (80.0 %)", " 20"]
    strokes = [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers"]
    assert [list(trace.x) for trace in strokes] == [[90.0, 30.0]]
    assert figure.layout.xaxis.range[0] == figure.layout.xaxis2.range[0] == 0


def test_a_country_that_sells_and_buys_is_two_nodes() -> None:
    links = pd.DataFrame(
        {
            "exporter_iso3": ["CHN", "JPN", "CHN"],
            "importer_iso3": ["JPN", "CHN", "KOR"],
            "seller": ["China", "Japan", "China"],
            "buyer": ["Japan", "China", "Korea"],
            "value_usd": [10.0, 4.0, 0.0],
        }
    )
    figure = sankey.flows(links, "seller", "buyer", "value_usd", "USD")
    assert list(figure.data[0].node.label) == ["China", "Japan", "Japan", "China"]
    assert list(figure.data[0].link.value) == [10.0, 4.0]
    assert list(zip(figure.data[0].link.source, figure.data[0].link.target, strict=True)) == [(0, 2), (1, 3)]
    many = pd.DataFrame({"exporter_iso3": [f"A{n}" for n in range(12)], "importer_iso3": "JPN", "value_usd": 1.0})
    with pytest.raises(ValueError, match="too many"):
        sankey.flows(many.assign(seller="a", buyer="b"), "seller", "buyer", "value_usd", "USD")


def test_points_are_not_joined_and_conflicts_are_hollow() -> None:
    frame = pd.DataFrame(
        {
            "who": ["world", "world", "world"],
            "period": ["2023-01", "2023-02", "2023-02"],
            "period_start": pd.to_datetime(["2023-01-01", "2023-02-01", "2023-02-01"]),
            "period_end": pd.to_datetime(["2023-01-31", "2023-02-28", "2023-02-28"]),
            "value": [1.0, 2.0, 3.0],
            "value_high": [None, 4.0, None],
            "in_conflict": [False, True, True],
            "publisher": ["a", "b", "<script>"],
        }
    )
    figure = points.published(frame, "who", {"world": "World"}, {"world": theme.CHINA}, "kg")
    trace = figure.data[0]
    assert trace.mode == "markers"
    assert list(trace.marker.symbol) == ["circle", "circle-open", "circle-open"]
    assert list(trace.error_y.array) == [0, 2.0, 0]
    assert "<script>" not in figure.to_json()


def test_labels_are_spread_inside_the_axis_and_keep_their_order() -> None:
    assert theme.spread([0.5, 0.51, 0.9], [0.1] * 3, 0.0, 1.0) == pytest.approx([0.5, 0.6, 0.9])
    assert theme.spread([0.95, 0.96, 0.97], [0.1, 0.1, 0.2], 0.0, 1.0) == pytest.approx([0.65, 0.75, 0.9])
    assert theme.spread([0.5, 0.5], [1.0, 1.0], 0.0, 1.0) == pytest.approx([0.25, 0.75])
    assert theme.spread([], [], 0.0, 1.0) == []
