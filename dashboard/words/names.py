"""Names in the reader's language: stages, bases, and what the database names (minerals, countries, definitions)."""

from __future__ import annotations

from typing import Any

from dashboard import queries
from dashboard.question import Ask, Question
from dashboard.words import formats
from dashboard.words.language import _, name_column, named


def stages() -> dict[str, str]:
    """Names of the stages of the chain, with all of them first."""
    return {"all": _("All stages"), "ore": _("Ore"), "refined": _("Refined"), "product": _("Product")}


def stage(stage_id: str) -> str:
    """Name of a stage of the chain."""
    return stages().get(stage_id, stage_id)


def goods(mineral_name: str, stage_id: str) -> str:
    """A mineral at a stage of the chain."""
    return _("{mineral} ({stage})").format(mineral=mineral_name, stage=stage(stage_id).lower())


def basis(basis_id: str) -> str:
    """How a share is measured, as it stands in a sentence."""
    return {"value": _("by value"), "quantity": _("by tonnes")}[basis_id]


def china(china_id: str) -> str:
    """What China stands for, as it stands in a sentence."""
    return {"mainland": _("mainland China"), "plus": _("China with Hong Kong and Macao")}[china_id]


def measure(basis_id: str, china_id: str) -> str:
    """How shares are measured and what China stands for."""
    return f"{basis(basis_id)}, {china(china_id)}"


def publisher(name: str) -> str:
    """A publisher as short as it is known by."""
    return {
        "U.S. Geological Survey": "USGS",
        "World Nuclear Association": "WNA",
        "International Energy Agency": "IEA",
    }.get(name, name)


def event_state(state: str) -> str:
    """State of an export control in a word or two."""
    return {
        "announced": _("announced"),
        "in_force": _("in force"),
        "suspended": _("suspended"),
        "ended": _("ended"),
        "replaced": _("replaced"),
        "unknown": _("state unknown"),
    }.get(state, state)


def metrics() -> dict[str, str]:
    """Names of the figures that importers can be compared by."""
    return {
        "china": _("China's share"),
        "top": _("Share of the largest supplier"),
        "hhi": _("Concentration (HHI)"),
        "definitions": _("Definitions of dependence met"),
    }


def by_id(ask: Ask, question: Question[Any], key: str, stem: str) -> dict[str, str]:
    """Names by identifier from a list of the database.

    Args:
        ask: puts the question.
        question: a list with a column ``<stem>_name_en`` and ``<stem>_name_ja``.
        key: column of the identifier.
        stem: what is named.
    """
    frame = ask(question).drop_duplicates(key)
    return dict(zip(frame[key], frame[name_column(stem)], strict=True))


def importers(ask: Ask) -> dict[str, str]:
    """Names of the importers: Japan, then blocs, then countries by name."""
    return by_id(ask, queries.IMPORTERS, "iso3", "importer")


def importer(ask: Ask, iso3: str) -> str:
    """Name of an importer."""
    return importers(ask).get(iso3, iso3)


def countries(ask: Ask) -> dict[str, str]:
    """Names of the countries and groups of the country page, groups first."""
    return by_id(ask, queries.COUNTRIES, "country_id", "country")


def groups(ask: Ask) -> dict[str, str]:
    """Names of the country groups."""
    return by_id(ask, queries.GROUPS, "group_id", "group")


def definitions(ask: Ask) -> dict[str, str]:
    """Names of the definitions of dependence."""
    return by_id(ask, queries.DEFINITIONS, "definition_id", "definition")


def mineral(ask: Ask, mineral_id: str) -> str:
    """Name of a mineral."""
    return by_id(ask, queries.MINERALS, "mineral_id", "mineral").get(mineral_id, mineral_id)


def minerals_to_find(ask: Ask) -> dict[str, str]:
    """Names by which a mineral is found: in the reader's language first, then the other one and the symbol."""
    other = f"mineral_name_{'ja' if named() == 'en' else 'en'}"
    return {
        row["mineral_id"]: " · ".join(
            str(row[key]) for key in (name_column("mineral"), other, "symbol") if not formats.missing(row[key])
        )
        for row in ask(queries.MINERALS).to_dict("records")
    }


def provisional_years(ask: Ask) -> frozenset[int]:
    """Years that the publisher will still revise."""
    frame = ask(queries.YEARS)
    return frozenset(int(year) for year in frame.loc[frame["provisional"], "year"])


def year(ask: Ask, value: int) -> str:
    """A year as printed, marked where it is provisional."""
    return formats.year(value, value in provisional_years(ask))


def span(ask: Ask, first: int, last: int) -> str:
    """Years from one to another as printed; one year where both are the same."""
    if first == last:
        return year(ask, last)
    return _("{first} to {last}").format(first=first, last=year(ask, last))
