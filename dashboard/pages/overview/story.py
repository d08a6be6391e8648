"""The story that the dashboard starts from, in a row of cards: what was pledged in Tokyo, and what moved.

Every figure, date and state comes from the register and the marts; a card whose record a build lacks is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.content.page import Card, Cards, Onward
from dashboard.pages.overview import questions
from dashboard.pages.overview.questions import DeclarationRow, UraniumRow
from dashboard.pages.overview.subject import Subject
from dashboard.question import Ask
from dashboard.state.shared import ANY
from dashboard.words import dates, formats
from dashboard.words.language import _, lowered, name_column, named

COMMITMENTS = "commitments"
# What narrows the lists of the commitments page; a card sets them all, so that its list holds what the card counted.
NARROWING = ("record", "about", "place", "who", "instrument", "step", "state", "verdict")
MOST_COUNTRIES = 5


def key(_subject: Subject) -> str:
    """The cards are about Japan and Central Asia, whatever the importer."""
    return "story"


def story(subject: Subject) -> list[Cards]:
    """The row of cards; no row where the build has none of the records."""
    ask = subject.ask
    declared = next(iter(questions.DECLARATION.rows(ask(questions.DECLARATION))), None)
    cards = [
        *([_declaration(declared)] if declared else []),
        *_gallium(ask),
        *_uranium(ask),
        *_exploration(ask),
        *_dominance(ask),
        *_outcomes(ask),
    ]
    return [Cards("story", _title(declared), cards, _line(declared))] if cards else []


def _title(declared: DeclarationRow | None) -> str:
    if declared is None:
        return _("What Japan and Central Asia pledged, and what moved")
    return _("Tokyo Declaration, {month}: what Japan and {n} Central Asian states pledged, and what moved").format(
        month=dates.month(declared["declared_on"]), n=declared["states"]
    )


def _line(declared: DeclarationRow | None) -> str:
    if declared is None:
        return ""
    return _("Register checked on {day}; each card opens the records behind it").format(
        day=dates.day(declared["checked_on"])
    )


def _declaration(row: DeclarationRow) -> Card:
    """The target, and beside it the documents as counted and as the article has them."""
    currency = {"JPY": _("yen")}.get(row["currency"], row["currency"])
    title = formats.money(row["amount_low"], row["amount_high"], currency)
    text = _("Business projects over {n} years")
    if not formats.missing(row["documents"]):
        text = _("Projects over {n} years; {documents} documents")
        if not formats.missing(row["article_more_than"]) and row["documents"] != row["article_more_than"]:
            text = _("Projects over {n} years; {documents} documents ({publisher}: more than {m} projects)")
    return Card(
        title=title,
        text=text.format(
            n=row["years"],
            documents=formats.count(row["documents"]),
            publisher=row["article"],
            m=formats.count(row["article_more_than"]),
        ),
        state=_("a target, not money spent") if row["is_target"] else "",
        to=_record(title, row["record_id"]),
    )


def _gallium(ask: Ask) -> list[Card]:
    """How much a year, its size for Japan by the yardsticks known, and its start."""
    cards = []
    for row in ask(questions.GALLIUM).to_dict("records"):
        title = _("{mineral} from {country}").format(
            mineral=row[name_column("mineral")], country=row[name_column("exporter")]
        )
        text = _("About {n} t a year")
        if not formats.missing(row["lowest_share"]):
            text = _("About {n} t a year, {low} to {high} of Japan's use or imports of {years}")
        state = _("due from {month}; no start-up or shipment on record")
        if row["has_started"]:
            state = _("started in {month}")
        cards.append(
            Card(
                title=title,
                text=text.format(
                    n=formats.tonnes(row["pledged_t"]),
                    low=formats.share(row["lowest_share"]),
                    high=formats.share(row["highest_share"]),
                    years=_years(row["first_year"], row["last_year"]),
                ),
                state=state.format(month=dates.month(row["starts_on"])),
                to=_record(title, row["record_id"]),
            )
        )
    return cards


def _uranium(ask: Ask) -> list[Card]:
    """Whether a contract was found, the contracts from before, and what customs data cannot show."""
    cards = []
    for row in questions.URANIUM.rows(ask(questions.URANIUM)):
        title = row["mineral_name_ja"] if named() == "ja" else row["mineral_name_en"]
        code = f"{row['customs_code'][:4]}.{row['customs_code'][4:]}"
        state = _("not visible in customs data: no release holds HS {code}")
        if row["is_in_release"]:
            state = _("customs code: HS {code}")
        cards.append(Card(title, _uranium_known(row), state.format(code=code), _record(title, row["record_id"])))
    return cards


def _uranium_known(row: UraniumRow) -> str:
    words = {
        (False, False): _("{publisher}: imports to grow; no contract found"),
        (False, True): _("{publisher}: imports to grow; no contract found. Earlier ones: {n} ({countries})"),
        (True, False): _("Imports to grow"),
        (True, True): _("Imports to grow. Earlier contracts: {n} ({countries})"),
    }[bool(row["is_known"]), row["earlier_contracts"] > 0]
    countries = row["earlier_names_ja"] if named() == "ja" else row["earlier_names_en"]
    return words.format(publisher=row["article"], n=row["earlier_contracts"], countries=_listed(countries))


def _exploration(ask: Ask) -> list[Card]:
    """How many agreements to explore date from the month of the declaration, and where."""
    title = _("Exploration")
    return [
        Card(
            title=title,
            text=_("Agreements with Japan in {month}: {n} ({countries})").format(
                month=dates.month(row["declared_on"]), n=row["agreements"], countries=_listed(row[f"names_{named()}"])
            ),
            state=_("agreed; a mine would come years later, if at all"),
            to=_list(title, "commitments", step="exploration", state="agreed", who="JPN"),
        )
        for row in ask(questions.EXPLORATION).to_dict("records")
    ]


def _dominance(ask: Ask) -> list[Card]:
    """China's share of the world's output, and its export controls now."""
    cards = []
    for row in ask(questions.DOMINANCE).to_dict("records"):
        title = _("China's share of {mineral}").format(mineral=lowered(row[name_column("mineral")]))
        text = _("{share} of world primary output in {year} ({producer})")
        if row["is_estimate"]:
            text = _("{share} of world primary output in {year} ({producer}, estimate)")
        state = _("no export control on record")
        if not formats.missing(row["controlled_since"]):
            state = _("export controls since {month}: {n} in force, {m} suspended")
        cards.append(
            Card(
                title=title,
                text=text.format(share=formats.share(row["china_share"]), year=row["year"], producer=row["producer"]),
                state=state.format(month=dates.month(row["controlled_since"]), n=row["in_force"], m=row["suspended"]),
                to=_list(title, "controls", about=row["mineral_id"], who="CHN"),
            )
        )
    return cards


def _outcomes(ask: Ask) -> list[Card]:
    """How the flows went that records of these countries point to, and how many of them the declaration is behind."""
    title = _("What became of pledges")
    cards = []
    for row in questions.OUTCOMES.rows(ask(questions.OUTCOMES)):
        judged = row["flows"] - row["too_early"] - row["not_measurable"]
        text = _("{n} flows to Japan: {judged} judged, none from this summit; {early} too early, {blind} unmeasurable")
        if row["judged_since"]:
            text = _(
                "{n} flows to Japan: {judged} judged, {m} since the summit; {early} too early, {blind} unmeasurable"
            )
        cards.append(
            Card(
                title=title,
                text=text.format(
                    n=row["flows"],
                    judged=judged,
                    m=row["judged_since"],
                    early=row["too_early"],
                    blind=row["not_measurable"],
                ),
                state=_("{up} rose, {flat} stayed flat, {down} fell, {none} left no recorded trade").format(
                    up=row["rising"], flat=row["flat"], down=row["falling"], none=row["no_recorded_trade"]
                ),
                to=_list(title, "flow"),
            )
        )
    return cards


def _record(label: str, record_id: str) -> Onward:
    """The way to one record of the register."""
    return Onward(label, COMMITMENTS, {"record": record_id})


def _list(label: str, part: str, **narrowed: str) -> Onward:
    """The way to a list of the register, narrowed by nothing else than this."""
    changes: Mapping[str, str] = {"part": part, **dict.fromkeys(NARROWING, ANY), **narrowed}
    return Onward(label, COMMITMENTS, changes)


def _listed(countries: Sequence[str]) -> str:
    return formats.and_list(list(countries), MOST_COUNTRIES)


def _years(first: float, last: float) -> str:
    if formats.missing(first):
        return formats.NOT_AVAILABLE
    return str(int(first)) if first == last else f"{int(first)}\N{EN DASH}{int(last)}"
