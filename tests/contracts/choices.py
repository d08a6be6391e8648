"""The addresses whose pages are recorded: for each page, dictionaries of address parameters. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tests.contracts.shown import Known

Query = Mapping[str, str]

# China, the EU, Taiwan (Other Asia), a large and two small islands, North Korea, and two without much trade.
SPECIAL = ("JPN", "CHN", "EU27", "S19", "MUS", "NRU", "PRK", "KAZ", "TUV", "USA")
# fmt: off
SUPPLIERS = (
    "ARG", "AUS", "BOL", "BRA", "CAN", "CHE", "CHL", "CHN", "COD", "DEU", "EST", "EU27", "FIN", "FRA", "GAB", "GBR",
    "GHA", "GIN", "HKG", "IDN", "IND", "IRN", "JAM", "JPN", "KAZ", "KGZ", "KOR", "LAO", "MAR", "MDG", "MEX", "MMR",
    "MNG", "MOZ", "MUS", "MYS", "NAM", "NCL", "NER", "NGA", "NLD", "NOR", "NRU", "PAK", "PER", "PHL", "POL", "PRK",
    "RUS", "RWA", "S19", "SAU", "SWE", "THA", "TJK", "TKM", "TUR", "TUV", "UKR", "USA", "UZB", "VNM", "ZAF", "ZMB",
    "ZWE",
)
# fmt: on
QUESTIONS = ("who", "trend", "upstream", "detours", "league", "cut", "scores")
METALS = ("rare_earths", "gallium", "tungsten", "cobalt", "lithium", "uranium", "germanium", "helium")


def of_page(page: str, known: Known) -> list[dict[str, str]]:
    """The choices of a page, each once, in a fixed order."""
    unique = {tuple(sorted(query.items())): dict(sorted(query.items())) for query in CHOICES[page](known)}
    return list(unique.values())


def kind(query: Query) -> str:
    """The part of its page that a choice opens; the sample takes some of each."""
    if "record" in query:
        return "record"
    names = ("question", "part", "topic", "view", "role", "lang")
    return " ".join(query[name] for name in names if name in query)


def _overview(known: Known) -> Iterator[Query]:
    for importer in known.importers:
        yield {"importer": importer}
    for importer in SPECIAL:
        yield {"importer": importer, "basis": "quantity"}
        yield {"importer": importer, "china": "plus", "year": "2015"}
        yield {"importer": importer, "basis": "quantity", "china": "plus", "lang": "ja"}
    for sort in ("fall", "rise", "hhi", "definitions", "value", "name"):
        yield {"sort": sort}
    for stage, importer in product(("ore", "refined", "product"), ("JPN", "CHN")):
        yield {"stage": stage, "importer": importer}
    for year in ("1995", "2000", "2005", "2010", "2020", "2023"):
        yield {"year": year}


def _country(known: Known) -> Iterator[Query]:
    for country in known.countries:
        yield {"country": country, "role": "importer"}
    for country in dict.fromkeys((*known.groups, *SUPPLIERS)):
        yield {"country": country, "role": "supplier"}
    for country, role in product((*SPECIAL[:8], "CENTRAL_ASIA", "G7"), ("importer", "supplier")):
        yield {"country": country, "role": role, "basis": "quantity", "china": "plus"}
        yield {"country": country, "role": role, "year": "2015", "stage": "refined"}
    for country, role in product(("CENTRAL_ASIA", "KAZ"), ("importer", "supplier")):
        yield {"country": country, "role": role, "lang": "ja"}


def _compare(known: Known) -> Iterator[Query]:
    for importer in known.importers:
        yield {"importers": importer}
    groups, metrics = ("own", *known.groups), ("china", "top", "hhi", "definitions")
    for group, metric in product(groups, metrics):
        yield {"group": group, "metric": metric}
    yield {"importers": "CHN,S19,PRK,MUS,EU27", "basis": "quantity", "china": "plus"}
    yield {"group": "G7", "stage": "refined", "year": "2015", "lang": "ja"}
    for mineral, metric in product(("rare_earths", "gallium", "cobalt", "rhenium", "scandium"), metrics[:3]):
        yield {"view": "lines", "mineral": mineral, "metric": metric}
        yield {"view": "map", "mineral": mineral, "metric": metric}
    for view in ("lines", "map"):
        yield {"view": view, "basis": "quantity", "china": "plus", "mineral": "tungsten", "stage": "ore"}
        yield {"view": view, "metric": "definitions", "lang": "ja", "mineral": "lithium"}
    yield {"view": "lines", "importers": "CHN,S19,PRK,MUS,EU27", "from": "2010", "to": "2020"}
    yield {"view": "map", "year": "2005"}
    for definition, group in product(("china50", "crma65", "geodep", "single80"), groups):
        yield {"view": "changes", "definition": definition, "group": group}
    yield {"view": "changes", "since": "2010", "basis": "quantity", "china": "plus", "lang": "ja"}
    yield {"view": "changes", "importers": "CHN,S19,PRK,MUS", "stage": "refined", "since": "2015"}


def _mineral(known: Known) -> Iterator[Query]:
    for mineral in known.minerals:
        yield {"mineral": mineral}
    ways: Sequence[Query] = (
        {},
        {"basis": "quantity", "china": "plus"},
        {"year": "2015", "stage": "ore"},
        {"from": "2010", "to": "2020", "stage": "refined", "basis": "quantity"},
    )
    for importer, mineral, way in product(("CHN", "EU27", "MUS", "TUV"), METALS[:6], ways):
        yield {"importer": importer, "mineral": mineral, **way}
    for edition, mineral in product(("2023", "2024", "2025"), ("gallium", "lithium")):
        yield {"mineral": mineral, "edition": edition}
    for definition in ("crma65", "geodep", "single80"):
        yield {"definition": definition}
    for mineral in METALS[:4]:
        yield {"mineral": mineral, "lang": "ja", "china": "plus"}


def _diversification(known: Known) -> Iterator[Query]:
    ways: Sequence[Query] = (
        *({"mineral": mineral} for mineral in METALS),
        {"importer": "CHN"},
        {"importer": "EU27", "mineral": "cobalt", "basis": "quantity", "china": "plus"},
        {"importer": "S19", "mineral": "tungsten", "window": "three"},
        {"importer": "TUV", "mineral": "gallium"},
        {"importer": "MUS", "mineral": "lithium", "since": "2005", "year": "2015"},
        {"importer": "KOR", "mineral": "graphite", "stage": "ore", "window": "three", "basis": "quantity"},
        {"mineral": "nickel", "lang": "ja"},
        {"mineral": "scandium"},
    )
    for question, way in product(QUESTIONS, ways):
        yield {"question": question, **way}
    cut = {"question": "cut", "mineral": "gallium"}
    yield {**cut, "cut": "50", "ramp": "20", "slack": "5"}
    yield {**cut, "cut": "30", "hit": "one", "compete": "one", "keep": "keep", "ramp": "present"}
    yield {**cut, "price": "middle", "supplier": "KAZ", "basis": "quantity"}
    yield {"question": "trend", "target": "40", "mineral": "cobalt", "basis": "quantity"}
    yield {"question": "league", "definition": "crma65", "mineral": "tungsten"}


STATES = {
    "commitments": (
        "proposed",
        "planned",
        "announced",
        "agreed",
        "active",
        "developing",
        "operating",
        "ended",
        "unknown",
    ),
    "controls": ("in_force", "suspended", "announced", "ended"),
}


def _commitments(known: Known) -> Iterator[Query]:
    for record in known.records:
        yield {"record": record}
    yield {"record": "P01", "lang": "ja"}
    yield {"record": "P01", "by": "value", "before": "5", "after": "2", "gap": "1", "change": "50"}
    for part, lang in product(("flow", "commitments", "controls", "claims", "context"), ("en", "ja")):
        yield {"part": part, "lang": lang}
    minerals = product(("flow", "commitments", "controls"), ("gallium", "rare_earths", "uranium", "lithium"))
    yield from ({"part": part, "about": about} for part, about in minerals)
    places = product(("flow", "commitments", "context"), ("KAZ", "UZB", "JPN", "CHN"))
    yield from ({"part": part, "place": place} for part, place in places)
    for part, show in (("commitments", "timeline"), ("commitments", "map"), ("controls", "timeline")):
        yield {"part": part, "show": show}
    for part, states in STATES.items():
        yield from ({"part": part, "state": state} for state in states)
    for day in ("2010-06-01", "2019-12-31", "2023-08-01", "2024-12-03", "2025-11-10"):
        yield {"part": "controls", "day": day}
    for who in ("JPN", "EU27", "USA", "CHN"):
        yield {"part": "commitments", "who": who}
    yield {"part": "controls", "who": "CHN"}
    yield {"part": "commitments", "instrument": "MoU", "step": "processing"}
    yield {"part": "commitments", "step": "mine"}
    for verdict in ("rising", "flat", "falling", "no_recorded_trade", "too_early", "not_measurable"):
        yield {"part": "flow", "verdict": verdict}
    yield {"part": "flow", "by": "value", "before": "5", "after": "2", "gap": "1", "change": "50"}


def _data(known: Known) -> Iterator[Query]:
    topics = ("sources", "checks", "metrics", "codes", "glossary", "downloads", "cite", "changes")
    for topic, lang in product(topics, ("en", "ja")):
        yield {"topic": topic, "lang": lang}


CHOICES = {
    "overview": _overview,
    "country": _country,
    "compare": _compare,
    "mineral": _mineral,
    "diversification": _diversification,
    "commitments": _commitments,
    "data": _data,
}
