"""What the metrics and definitions mean, what the customs codes hide, how grades are given."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.content.column import Column
from dashboard.content.page import Heading
from dashboard.content.panel import Panel
from dashboard.pages.data import questions
from dashboard.pages.data.subject import Subject
from dashboard.words import formats, glossary, names
from dashboard.words.language import _, name_column, named


def definitions(subject: Subject) -> Iterator[Panel]:
    """The named definitions of dependence."""
    frame = subject.ask(questions.DEFINITIONS)
    yield Panel(
        panel_id="data_definitions",
        title=_("{n} definitions of dependence; the reader chooses, none is hidden").format(n=len(frame)),
        frame=frame,
        columns=[
            Column(name_column("definition"), _("Definition")),
            Column("rule", _("Rule"), prose=True),
            Column("threshold", _("Threshold"), formats.raw, numeric=True),
            Column("reference", _("Whose it is"), prose=True),
            Column("caveat", _("What it does not say"), prose=True),
        ],
        caption=_("Named definitions, one row each, with rule, threshold and whose it is"),
        file_parts=["definitions"],
        depends=(),
    )


def metrics(subject: Subject) -> Iterator[Panel]:
    """Every metric of the file."""
    frame = subject.ask(questions.METRICS)
    yield Panel(
        panel_id="data_metrics",
        title=_("{n} metrics with meaning, unit and formula").format(n=len(frame)),
        frame=frame,
        columns=[
            Column(f"label_{named()}", _("Metric"), sub=lambda row: row["metric_id"]),
            Column("unit", _("Unit")),
            Column("meaning", _("What it says"), prose=True),
            Column("formula", _("Formula"), prose=True),
            Column("direction", _("Direction")),
            Column("caveat", _("What it does not say"), prose=True),
            Column("reference", _("Reference"), prose=True),
        ],
        caption=_("Metrics, one row each; the formulas are macros of the file under the same names"),
        file_parts=["metrics"],
        depends=(),
    )


def grades(subject: Subject) -> Iterator[Panel]:
    """The rules of the quality grade."""
    frame = subject.ask(questions.GRADES)
    names = {
        "grade_purity": _("Purity of the customs code"),
        "grade_coverage": _("Known tonnes"),
        "grade_completeness": _("Completeness of the extract"),
        "grade_base": _("Size"),
        "grade_gap": _("Agreement of the HS editions"),
    }
    yield Panel(
        panel_id="data_grades",
        title=_("The quality grade A to D is the worst of {n} rules").format(n=len(frame)),
        frame=frame,
        columns=[
            Column("rule_id", _("Looks at"), lambda value: names.get(value, value)),
            Column("rule", _("Rule"), prose=True),
            Column("formula", _("Formula; 1 is A, 4 is D"), prose=True),
        ],
        caption=_("Rules of the quality grade, one row each"),
        file_parts=["grade-rules"],
        depends=(),
        caveats=[_("Beside every grade stand the rules that lowered it.")],
    )


def codes(subject: Subject) -> Iterator[Panel]:
    """What the customs codes hide and which are missing."""
    frame = subject.ask(questions.CODES)
    missing = int((~frame["in_extract"]).sum())
    yield Panel(
        panel_id="data_codes",
        title=_("Of {n} entries for customs codes {missing} are missing from our data").format(
            n=len(frame), missing=missing
        ),
        frame=frame,
        columns=[
            Column(name_column("mineral"), _("Mineral")),
            Column("stage", _("Stage"), names.stage),
            Column("hs6", _("Code"), sub=lambda row: row["hs_edition"]),
            Column("form", _("What it covers"), prose=True),
            Column("purity", _("Purity"), purity),
            Column("in_extract", _("In our data"), lambda value: _("yes") if value else _("missing")),
            Column("note", _("What it hides or leaves out"), prose=True),
        ],
        caption=_("Customs codes, one row for each mineral, stage, code and edition of the nomenclature (HS)"),
        file_parts=["customs-codes"],
        depends=(),
        caveats=[
            _("Missing: the code exists, but no release behind this file holds it."),
            _("Six digits hide what national tariffs tell apart, such as single rare earths or gallium from indium."),
            _("Editions of the nomenclature are never spliced or added up."),
        ],
    )


def words(_subject: Subject) -> Iterator[Heading]:
    """The words that explain themselves where they stand, as a list."""
    lines = [_("{word}: {meaning}").format(word=one.heading, meaning=_(one.meaning)) for one in glossary.TERMS]
    yield Heading(_("Words used on these pages"), lines)


def purity(value: str) -> str:
    """How purely a code stands for its mineral, in words."""
    return {
        "EXACT": _("this mineral only"),
        "DOMINANT": _("mostly this mineral"),
        "PROXY": _("stands for it"),
        "BASKET": _("several metals"),
    }.get(value, value)
