"""The generated sentences of the compare page. Pure: from the drawn frames, so that they cannot disagree with them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dashboard.words import formats, names
from dashboard.words.counts import HALF
from dashboard.words.language import _, name_column, raised

# What counts as high in the sentences: half, the benchmark of the EU, the cut of GeoDep, three definitions of four.
HIGH = {"china": HALF, "top": 0.65, "hhi": 0.4, "definitions": 3}


def is_high(figures: pd.Series, metric: str) -> pd.Series:
    """Whether each figure counts as high; a count of definitions from three on, a share or index above its cut."""
    return figures >= HIGH[metric] if metric == "definitions" else figures > HIGH[metric]


def high_in_words(metric: str, china: str) -> str:
    """What counts as high."""
    return {
        "china": _("more than half from {china}").format(china=names.china(china)),
        "top": _("more than 65 % from one supplier"),
        "hhi": _("HHI above 0.4"),
        "definitions": _("dependent under at least 3 definitions"),
    }[metric]


def did(metric: str, china: str) -> str:
    """The same as a verb, for sentences."""
    return {
        "china": _("bought more than half from {china}").format(china=names.china(china)),
        "top": _("bought more than 65 % from one supplier"),
        "hhi": _("had an HHI above 0.4"),
        "definitions": _("met at least 3 definitions of dependence"),
    }[metric]


def heat(frame: pd.DataFrame, metric: str, year: str, basis: str, china: str) -> str:
    """For how many series each importer stands high: the two ends of the list.

    Args:
        frame: cells with importer names and figure.
        metric: china, top, hhi or definitions.
        year: the year as printed.
        basis: value or quantity.
        china: mainland or plus.
    """
    counts = high_counts(frame, metric)
    if counts.empty:
        return _("For {year} there is no figure to compare.").format(year=year)
    top, low = counts.iloc[0], counts.iloc[-1]
    sentence = _("In {year} {a} {did} in {n} of {m} series ({basis})").format(
        year=year, a=top["name"], did=did(metric, china), n=top["high"], m=top["measured"], basis=names.basis(basis)
    )
    if len(counts) == 1:
        return f"{sentence}."
    return _("{sentence}, the most of these importers; {b} in {k} of {l}, the fewest.").format(
        sentence=sentence, b=low["name"], k=low["high"], l=low["measured"]
    )


def heat_title(frame: pd.DataFrame, metric: str, china: str) -> str:
    """Which importers stand high most and least often, without a full stop; the year is left to the caption.

    Args:
        frame: cells with importer names and figure, at least one of them known.
        metric: china, top, hhi or definitions.
        china: mainland or plus.
    """
    counts = high_counts(frame, metric)
    top, low = counts.iloc[0], counts.iloc[-1]
    told = {"what": raised(high_in_words(metric, china)), "a": top["name"], "n": top["high"], "m": top["measured"]}
    if len(counts) == 1:
        return _("{what}: {a} in {n} of {m} series").format(**told)
    if not top["high"]:
        return _("{what}: none of these importers in any series").format(**told)
    if top["high"] == low["high"]:
        return _("{what}: each of these importers in {n} series").format(**told)
    return _("{what}: {a} most often ({n} of {m} series), {b} least ({k} of {l})").format(
        b=low["name"], k=low["high"], l=low["measured"], **told
    )


def figure_in_words(metric: str, china: str) -> str:
    """The figure as it stands in a title."""
    return {
        "china": _("share of {china}").format(china=names.china(china)),
        "top": _("share of the largest supplier"),
        "hhi": _("HHI"),
    }[metric]


def lines_title(
    frame: pd.DataFrame, what: str, series: str, year: int, show: Callable[[float | None], str] = formats.share
) -> str:
    """Between what the figures of the importers lie in one year, without a full stop.

    Args:
        frame: rows by importer and year with figure, at least one of them known in the year.
        what: name of the figure.
        series: mineral and stage.
        year: year of the title.
        show: figure to text.
    """
    now = frame[frame["year"] == year].dropna(subset=["figure"]).sort_values("figure", kind="stable")
    low, top = now.iloc[0], now.iloc[-1]
    name = name_column("importer")
    told = {"series": series, "what": what, "year": year, "x": show(top["figure"]), "y": show(low["figure"])}
    told |= {"a": top[name], "b": low[name], "n": len(now)}
    if len(now) == 1:
        return _("{series}: {what} {x} for {a} in {year}").format(**told)
    if told["x"] == told["y"]:
        return _("{series}: {what} {x} for each of {n} importers in {year}").format(**told)
    return _("{series}: {what} from {y} ({b}) to {x} ({a}) in {year}").format(**told)


def world_title(frame: pd.DataFrame, metric: str, series: str, china: str) -> str:
    """How many countries stand high, without a full stop; the year is left to the caption.

    Args:
        frame: countries with figure, at least one of them known.
        metric: china, top or hhi.
        series: mineral and stage.
        china: mainland or plus.
    """
    known = frame["figure"].dropna()
    told = {"series": series, "n": int(is_high(known, metric).sum()), "m": len(known), "china": names.china(china)}
    if len(known) == 1:
        return _("{series}: only one country has enough trade for a figure").format(**told)
    return {
        "china": _("{series}: {n} of {m} countries bought more than half from {china}"),
        "top": _("{series}: {n} of {m} countries bought more than 65 % from one supplier"),
        "hhi": _("{series}: {n} of {m} countries had an HHI above 0.4"),
    }[metric].format(**told)


def high_counts(frame: pd.DataFrame, metric: str) -> pd.DataFrame:
    """For each importer: name, series measured, series that are high; most first."""
    known = frame.dropna(subset=["figure"])
    known = known.assign(high=is_high(known["figure"], metric), name=known[name_column("importer")])
    counts = known.groupby("importer_iso3", sort=False).agg(
        name=("name", "first"), measured=("figure", "size"), high=("high", "sum")
    )
    return counts.sort_values(["high", "measured"], ascending=False, kind="stable")


def all_counts(counts: pd.DataFrame) -> str:
    """The count of every importer; empty for one, and for more than twelve."""
    if not 1 < len(counts) <= 12:
        return ""
    listed = [f"{row['name']}{formats.NBSP}{row['high']}/{row['measured']}" for row in counts.to_dict("records")]
    return _("High out of measured: {names}.").format(names=", ".join(listed))


def lines(
    frame: pd.DataFrame,
    what: str,
    series: str,
    year: int,
    shown: str,
    show: Callable[[float | None], str] = formats.share,
) -> str:
    """The figure of each importer in one year, highest first.

    Args:
        frame: rows by importer and year with figure.
        what: name of the figure as it stands in a sentence.
        series: mineral and stage.
        year: year of the sentence.
        shown: the year as printed.
        show: figure to text.
    """
    now = frame[(frame["year"] == year)].dropna(subset=["figure"]).sort_values("figure", ascending=False)
    if now.empty:
        return _("{series}: for {year} none of these importers has a figure.").format(series=series, year=shown)
    listed = [f"{row[name_column('importer')]}{formats.NBSP}{show(row['figure'])}" for row in now.to_dict("records")]
    return _("{series}, {what} in {year}: {names}.").format(
        series=series, what=what, year=shown, names=formats.and_list(listed, len(listed))
    )


def line_moves(frame: pd.DataFrame, since: int, year: int) -> str:
    """How many points each importer moved between two years; empty if none has both."""
    both = frame[frame["year"].isin([since, year])].pivot(
        index=name_column("importer"), columns="year", values="figure"
    )
    if not {since, year} <= set(both.columns):
        return ""
    moves = ((both[year] - both[since]) * 100).dropna().sort_values()
    listed = [f"{name}{formats.NBSP}{formats.points(move)}" for name, move in moves.items()]
    return _("Since {since}, points: {names}.").format(since=since, names=", ".join(listed)) if listed else ""


def world(frame: pd.DataFrame, metric: str, series: str, year: str, china: str, basis: str) -> str:
    """How many countries stand high, out of those with enough trade."""
    known = frame.dropna(subset=["figure"])
    if known.empty:
        return _("{series}: for {year} no country has enough trade for a figure.").format(series=series, year=year)
    return _("{series}: in {year} {n} of {m} countries with enough trade {did} ({basis}).").format(
        series=series,
        year=year,
        n=int(is_high(known["figure"], metric).sum()),
        m=len(known),
        did=did(metric, china),
        basis=names.basis(basis),
    )


def largest_importers(known: pd.DataFrame, show: Callable[[float | None], str], most: int) -> str:
    """The figures of the countries that buy most."""
    top = known.sort_values("value_usd", ascending=False).head(most)
    listed = [f"{row[name_column('importer')]}{formats.NBSP}{show(row['figure'])}" for row in top.to_dict("records")]
    return _("The largest importers: {names}.").format(names=", ".join(listed))


def changes(frame: pd.DataFrame, definition: str, since: str, year: str) -> str:
    """How many imports crossed the definition, each way.

    Args:
        frame: every pair of importer and series with its change.
        definition: name of the definition.
        since: earlier year as printed.
        year: later year as printed.
    """
    kinds = frame["change"].value_counts()
    judged = int(kinds.reindex(["UP", "DOWN", "STILL_MET", "STILL_NOT_MET"], fill_value=0).sum())
    came = int(kinds.get("UP", 0)) + int(kinds.get("NEW", 0))
    went = int(kinds.get("DOWN", 0)) + int(kinds.get("ENDED", 0))
    if not len(frame):
        return _("For {since} and {year} there is nothing to compare.").format(since=since, year=year)
    return _(
        "From {since} to {year} {came} imports came to meet “{definition}” and {went} ceased to, "
        "of {judged} judged in both years."
    ).format(definition=definition, since=since, year=year, came=came, went=went, judged=judged)


def changes_title(frame: pd.DataFrame, definition: str, since: int, year: int) -> str:
    """How many imports crossed the definition each way, without a full stop.

    Args:
        frame: the changes drawn.
        definition: name of the definition.
        since: earlier year.
        year: later year.
    """
    came = int(frame["change"].isin(["NEW", "UP"]).sum())
    return _("“{definition}”, {since} to {year}: {came} came to meet it, {went} ceased to").format(
        definition=definition, since=since, year=year, came=came, went=len(frame) - came
    )


def apart_title(n: int) -> str:
    """How many changes were left out, without a full stop."""
    if n == 1:
        return _("Left out: one change with too little trade to rank, or no data in one year")
    return _("Left out: {n} changes with too little trade to rank, or no data in one year").format(n=n)


def came(frame: pd.DataFrame, most: int = 5) -> str:
    """The largest imports that came to meet the definition; empty if there are none."""
    listed = _changed(frame, ["NEW", "UP"])
    return _("Came: {names}.").format(names=_listed(listed, most)) if listed else ""


def went(frame: pd.DataFrame, most: int = 5) -> str:
    """The largest imports that ceased to meet the definition; empty if there are none."""
    listed = _changed(frame, ["DOWN", "ENDED"])
    return _("Ceased: {names}.").format(names=_listed(listed, most)) if listed else ""


def left_out(frame: pd.DataFrame) -> str:
    """What was not judged and why."""
    kinds = frame["change"].value_counts()
    parts = [
        (int(kinds.get("TOO_SMALL", 0)), _("{n} too small to rank in one of the years")),
        (int(kinds.get("NOT_JUDGED", 0)), _("{n} without data in one year")),
    ]
    named = [words.format(n=n) for n, words in parts if n]
    return _("Left out: {names}.").format(names=", ".join([*named, _("basket codes, which hold several metals")]))


def _changed(frame: pd.DataFrame, kinds: list[str]) -> list[str]:
    """Importer and mineral of the changes of these kinds, largest imports first."""
    rows = frame[frame["change"].isin(kinds)].fillna({"value_usd": 0.0}).sort_values("value_usd", ascending=False)
    importer, mineral = name_column("importer"), name_column("mineral")
    return [
        f"{row[importer]} {str(row[mineral]).lower()} ({names.stage(row['stage']).lower()})"
        for row in rows.to_dict("records")
    ]


def _listed(names: list[str], most: int) -> str:
    rest = len(names) - most
    shown = "; ".join(names[:most])
    return _("{names} and {rest} more").format(names=shown, rest=rest) if rest > 0 else shown
