"""Who replaced China between two years: contributions that add up, the split, price and volume, the events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard import controls_diversification, db, text
from dashboard.charts import theme, waterfall
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import diversification_line, diversification_split, diversification_view
from dashboard.views.diversification_view import Section, View

MOST_STEPS = 9
NAMED = 4


@dataclass(frozen=True)
class Change:
    """The change of China's share by one basis.

    Attributes:
        basis: value or quantity.
        before: share before, per cent; None where unknown.
        after: share after, per cent; None where unknown.
        partners: contributions to the change by supplier other than China, points, largest first.
    """

    basis: str
    before: float | None
    after: float | None
    partners: pd.Series

    @property
    def points(self) -> float:
        """Change in percentage points."""
        return float(self.after - self.before)

    @property
    def total(self) -> float:
        """Sum of the contributions."""
        return float(self.partners.sum())


def section(view: View) -> Section:
    """The answer and the panels."""
    if view.series is None:
        return diversification_view.no_figures(view)
    asked = {**view.terms, "series": view.series_id, **view.between, "pooled": view.chosen["window"] == "three"}
    frame = db.query("diversification_change", **asked)
    asked.pop("basis")
    split = db.query("diversification_split", **asked)
    basis = view.chosen["basis"]
    own = split[split["basis_id"] == basis].iloc[0]
    if frame.empty or not text.missing(own["reason"]):
        return Section(_unanswered(view, own), details=[*view.notes, _nearest(view)])
    changes = {row["basis_id"]: _change(frame, row) for row in split.to_dict("records")}
    sentence, strong = _sentence(view, changes[basis])
    return Section(
        sentence=sentence,
        strong=strong,
        details=[_who(frame, changes[basis]), _other_basis(frame, changes, basis), *view.notes],
        panels=[
            _waterfall(view, frame, changes, own),
            *diversification_line.share_line(view),
            diversification_split.split_panel(view, split),
            diversification_split.price_panel(view, frame, own),
        ],
    )


def _change(frame: pd.DataFrame, row: Mapping) -> Change:
    basis = row["basis_id"]
    partners = frame[~frame["is_china"]].set_index("exporter_iso3")[f"{basis}_contribution_points"].dropna()
    known = text.missing(row["reason"])
    return Change(
        basis=basis,
        before=100 * row["share_from"] if known else None,
        after=100 * row["share_to"] if known else None,
        partners=partners.sort_values(key=abs, ascending=False, kind="stable"),
    )


def _sentence(view: View, change: Change) -> tuple[str, str]:
    moved = round(change.points, 1)
    verb = _("fell") if moved < 0 else _("rose") if moved > 0 else _("stayed")
    strong = _("{points} points").format(points=text.points(change.points))
    sentence = _(
        "Between {first} and {last} the share of {china} in the imports of {subject} by {importer} {verb} from "
        "{before} to {after} ({basis}): {strong}."
    ).format(
        first=_window(view, view.first),
        last=_window(view, view.last),
        china=text.china(view.chosen["china"]),
        subject=view.subject,
        importer=view.importer,
        verb=verb,
        before=text.share(change.before / 100),
        after=text.share(change.after / 100),
        basis=text.basis(change.basis),
        strong=strong,
    )
    return sentence, strong


def _window(view: View, year: int) -> str:
    return f"{year - 2}\N{EN DASH}{view.year(year)}" if view.chosen["window"] == "three" else view.year(year)


def _who(frame: pd.DataFrame, change: Change) -> str:
    """The largest contributions in the direction of the change, then the largest against it, and the sum."""
    down = change.points < 0
    along = change.partners[change.partners < 0 if down else change.partners > 0]
    against = change.partners[change.partners > 0 if down else change.partners < 0]
    parts = [_named(frame, along.head(NAMED))]
    if len(against):
        parts.append(_("against it {names}").format(names=_named(frame, against.head(2))))
    return _("Contributions to the change in points ({basis}): {parts}; all {n} partners add up to {sum}.").format(
        basis=text.basis(change.basis), parts="; ".join(parts), n=len(change.partners), sum=text.points(change.total)
    )


def _named(frame: pd.DataFrame, points: pd.Series) -> str:
    names = dict(zip(frame["exporter_iso3"], frame[text.name_column("exporter")], strict=True))
    return ", ".join(f"{names[iso3]}{text.NBSP}{text.points(value)}" for iso3, value in points.items())


def _other_basis(frame: pd.DataFrame, changes: Mapping[str, Change], basis: str) -> str:
    other = changes["quantity" if basis == "value" else "value"]
    measured = text.basis(other.basis)
    if other.before is None:
        return _("{basis}: no figure for both years.").format(basis=measured[0].upper() + measured[1:])
    return _("{basis}: from {before} to {after}, {points} points; {names}.").format(
        basis=measured[0].upper() + measured[1:],
        before=text.share(other.before / 100),
        after=text.share(other.after / 100),
        points=text.points(other.points),
        names=_named(frame, other.partners.head(NAMED)),
    )


def _unanswered(view: View, own: Mapping) -> str:
    return _("No change can be shown for {importer}, {subject}, {first} to {last} ({basis}): {reason}").format(
        importer=view.importer,
        subject=view.subject,
        first=view.first,
        last=view.last,
        basis=text.basis(view.chosen["basis"]),
        reason=text.reason(own["reason"]),
    )


def _nearest(view: View) -> str:
    """Years that can be compared."""
    years = db.query("years")["year"]
    asked = {"first": int(years.min()), "last": int(years.max()), "series": view.series_id, **view.terms}
    points = db.query("diversification_points", **asked)
    known = [int(year) for year in points.loc[points["china_share"].notna(), "year"]]
    if not known:
        return ""
    nearest = sorted({min(known, key=lambda year: abs(year - wanted)) for wanted in (view.first, view.last)})
    return _("Nearest years with a share: {years}.").format(years=text.and_list([str(y) for y in nearest], 2))


def _waterfall(view: View, frame: pd.DataFrame, changes: Mapping[str, Change], own: Mapping) -> Panel:
    change = changes[view.chosen["basis"]]
    steps = _steps(frame, change)
    first, last = _window(view, view.first), _window(view, view.last)
    equation = " ".join([*(f"{step.label} {text.points(step.points)}" for step in steps)])
    return Panel(
        panel_id="diversification_who",
        title=_("Who replaced China: {first} to {last}").format(first=first, last=last),
        frame=frame,
        columns=_columns(view),
        caption=_(
            "Contributions to China's share, points. {basis}: sum of partners {sum} = {after} \N{MINUS SIGN} {before}"
        ).format(
            basis=text.basis(change.basis)[0].upper() + text.basis(change.basis)[1:],
            sum=text.points(change.total),
            after=text.share(change.after / 100),
            before=text.share(change.before / 100),
        ),
        file_parts=view.file("who-replaced-china", f"{view.first}-{view.last}"),
        figure=waterfall.waterfall(
            (_("China {year}").format(year=first), change.before),
            steps,
            (_("China {year}").format(year=last), change.after),
        ),
        alt=_("China's share went from {before} to {after}, {points} points: {equation}.").format(
            before=text.share(change.before / 100),
            after=text.share(change.after / 100),
            points=text.points(change.points),
            equation=equation,
        ),
        caveats=[*_sums(frame, changes), *_caveats(), *(text.reason(note) for note in own["notes"])],
        meanings=_meanings(),
        rows=_rows(view),
        top=controls_diversification.window,
        layout=_with_sums(frame),
        fold=True,
    )


def _sums(frame: pd.DataFrame, changes: Mapping[str, Change]) -> list[str]:
    """The sum of each basis as it adds up, printed."""
    names = dict(zip(frame["exporter_iso3"], frame[text.name_column("exporter")], strict=True))
    said = []
    for change in changes.values():
        if change.before is None:
            continue
        shown = change.partners.head(MOST_STEPS)
        rest = len(change.partners) - len(shown)
        parts = [f"{names[iso3]} {text.points(value)}" for iso3, value in shown.items()]
        if rest:
            others = text.points(change.partners.iloc[MOST_STEPS:].sum())
            parts.append(_("{n} others {points}").format(n=rest, points=others))
        said.append(
            _("Sum {basis}: {parts} = {total} points; China {before} to {after}.").format(
                basis=text.basis(change.basis),
                parts=", ".join(parts),
                total=text.points(change.total),
                before=text.share(change.before / 100),
                after=text.share(change.after / 100),
            )
        )
    return said


def _steps(frame: pd.DataFrame, change: Change) -> list[waterfall.Step]:
    """The largest contributions one by one, all others in one step, so that the steps add up."""
    names = dict(zip(frame["exporter_iso3"], frame[text.name_column("exporter")], strict=True))
    shown = change.partners.head(MOST_STEPS)
    # Largest step towards the result first: the eye follows one direction, then the other.
    ordered = shown.sort_values(ascending=change.points < 0, kind="stable")
    steps = [waterfall.Step(names[iso3], float(value), theme.supplier_colour(iso3)) for iso3, value in ordered.items()]
    rest = change.partners.iloc[MOST_STEPS:]
    if len(rest):
        steps.append(waterfall.Step(_("{n} others").format(n=len(rest)), float(rest.sum()), theme.OTHER))
    return steps


def _with_sums(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with a last row of sums; shares of all suppliers add up to one."""
    partners = frame[~frame["is_china"]]
    sums = {name: partners[name].sum(min_count=1) for name in frame.columns if name.endswith("_contribution_points")}
    added = [
        name for name in frame.columns if name.endswith(("_hhi_contribution", "_from_usd", "_to_usd", "_share_from"))
    ]
    added += ["value_share_to", "quantity_share_to", "quantity_from_t", "quantity_to_t"]
    sums |= {name: frame[name].sum(min_count=1) for name in added}
    total = pd.DataFrame([{**sums, text.name_column("exporter"): _("Sum of partners; amounts with China")}])
    return pd.concat([frame, total], ignore_index=True)


def _columns(view: View) -> list[Column]:
    basis = view.chosen["basis"]
    return [
        Column(text.name_column("exporter"), _("Supplier")),
        Column("value_contribution_points", _("Contribution by value, points"), text.points, numeric=True),
        Column("quantity_contribution_points", _("Contribution by tonnes, points"), text.points, numeric=True),
        Column(f"{basis}_share_from", _("Share {year}").format(year=view.first), text.share, numeric=True),
        Column(f"{basis}_share_to", _("Share {year}").format(year=view.last), text.share, numeric=True),
        Column(f"{basis}_hhi_contribution", _("Contribution to HHI"), _signed_index, numeric=True),
        Column("value_from_usd", _("Million USD {year}").format(year=view.first), text.million_usd, numeric=True),
        Column("value_to_usd", _("Million USD {year}").format(year=view.last), text.million_usd, numeric=True),
        Column("quantity_from_t", _("Tonnes {year}").format(year=view.first), text.tonnes, numeric=True),
        Column("quantity_to_t", _("Tonnes {year}").format(year=view.last), text.tonnes, numeric=True),
    ]


def _signed_index(value: float | None) -> str:
    if text.missing(value):
        return text.NOT_AVAILABLE
    rounded = round(float(value), 3)
    return f"{'+' if rounded > 0 else text.MINUS if rounded < 0 else ''}{abs(rounded):.3f}"


def _caveats() -> list[str]:
    return [
        _(
            "Replaced means arithmetic: what the change of a partner's own share took from (\N{MINUS SIGN}) or left to "
            "(+) China's share. It does not say why."
        ),
        _("China's own row has no contribution; its share is what the contributions add up to."),
        _("Contributions to the HHI of all suppliers, China included, add up to its change exactly."),
    ]


def _rows(view: View) -> SourceRows:
    back = 2 if view.chosen["window"] == "three" else 0
    years = {year - step for year in (view.first, view.last) for step in range(back + 1)}
    return diversification_view.trade_rows(view, view.series_id, sorted(years, reverse=True))


def _meanings() -> dict[str, str]:
    return {
        "value_contribution_points": _("change of China's share by value that this partner accounts for, points"),
        "quantity_contribution_points": _("change of China's share by tonnes that this partner accounts for, points"),
        "value_shapley_points": _("the same from amounts (Shapley), China included, points"),
        "value_hhi_contribution": _("(share before + share after) x (share after - share before)"),
        "price_effect_usd": _("LMDI: change of value through the unit value, US dollars"),
        "volume_effect_usd": _("LMDI: change of value through tonnes, US dollars; entry and exit are volume"),
        "scale_effect_usd": _("part of the volume effect: all suppliers together"),
        "mix_effect_usd": _("part of the volume effect: mix of suppliers"),
        "presence": _("entry, exit or stays"),
        "source_ids": _("releases, see the sheet Sources"),
    }
