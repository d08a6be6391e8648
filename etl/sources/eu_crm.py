"""EU study on critical raw materials 2023 (DOI 10.2873/725585), as transcribed into five CSV files.

Supply shares are averages of 2016-2020, extraction (E, here stage ore) and processing (P, here stage refined).
``t`` is the trade parameter of the EU method. Traps of the files:

- The two ``fact_`` files are latin-1 and round: ``<0.1%`` is a bound, EU sourcing below 1 % is left out, so shares need
  not add up to 1. One EU share, silicon metal from Germany, is printed without its percent sign.
- ``dimension_CRMsOverTime.csv`` has supply risk (SR) and economic importance (EI) of the studies of 2011 to 2023; ``-``
  means not assessed. The method changed with the study of 2017. Labels can run over two lines. Bauxite was a material
  of its own until 2020, as an ore; from 2023 it is part of aluminium, and its empty row of 2023 is left out.
- ``critmat_`` files say 2025 in their date columns: they are a later transcription of the study of 2023 and are used
  as such. Rows of coking coal, diatomite, magnesite, natural cork and strontium have the primary supply risk one
  column too far right, the primary supply risk of light rare earths is printed ``281%``, tungsten stands twice. Their
  overall SR and EI differ a little from Annex 4 (aluminium 1.2 and 1.1), so they are used only for the single rare
  earths and platinum metals, which Annex 4 has as groups.
- Cells in ``KNOWN_DEFECTS`` (``_eu_crm_cells.py``) are not guessed at: value NULL, status ``unreadable``, the text
  kept. Any other cell that is no figure stops the refresh. A mended release needs no change here.

Next study: give it a new ``SOURCE_ID`` and ``STUDY`` year here and a block in data/sources.toml, then run
``python -m etl refresh eu_crm`` on the folder. A new material goes into ``etl/sources/_eu_crm_materials.py``.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.errors import SourceFormatError, UnknownNameError
from etl.harmonise import Figure
from etl.release_files import TAKE_AGAIN, Line, Table, check_unique, number, read_csv, whole_number
from etl.sources import Slice
from etl.sources._eu_crm_cells import (
    EU_SOURCING,
    GLOBAL,
    KNOWN_DEFECTS,
    OVER_TIME,
    RESULTS,
    TRADE_PARAMETERS,
    UNREADABLE,
    bad_cell,
    read_figure,
    read_percent,
)
from etl.sources._eu_crm_materials import COVERED, IN_GROUPS, NOT_COVERED

ID = "eu_crm"
SOURCE_ID = "eu_crm_2023"
STUDY, PERIOD, PERIOD_END = 2023, "2016-2020", 2020
EU = "EU27"
CORRECT = "Correct the cell from the study."
STAGES = {"E": "ore", "P": "refined"}
CATEGORIES = {"primary": ("ore", "E"), "refined": ("refined", "P")}

SHARE_COLUMNS = ("Material", "Stage", "Country", "Share", "t")
FILES = {
    GLOBAL: (SHARE_COLUMNS, "latin-1"),
    EU_SOURCING: (SHARE_COLUMNS, "latin-1"),
    OVER_TIME: (("Material", "Year", "SR", "EI"), "utf-8-sig"),
    RESULTS: (
        ("material_name", "supply_risk", "economic_importance", "eu_stages", "eu_used_supply_primary",
         "supply_risk_primary", "eu_used_supply_refined", "supply_risk_refined", "si_ei", "si_sr",
         "import_reliance_primary", "import_reliance_refined", "end_of_life"),
        "utf-8-sig",
    ),
    TRADE_PARAMETERS: (("material_name", "country_name", "parameter", "category", "scope"), "utf-8-sig"),
}  # fmt: skip
MATERIAL_COLUMN = {RESULTS: "material_name", TRADE_PARAMETERS: "material_name"}


def extract(path: Path) -> dict[str, Table]:
    """The five files of the release folder as text, by file name.

    Raises:
        SourceFormatError: the path is no folder, or a file is missing, empty or lacks a column.
    """
    if not path.is_dir():
        raise SourceFormatError("The EU study is a folder of CSV files", file=path, todo="Name the folder.")
    return {name: read_csv(path / name, columns, encoding) for name, (columns, encoding) in FILES.items()}


def tidy(raw: dict[str, Table]) -> list[Slice]:
    """Slices of core.supply_share, core.criticality and core.import_reliance, in the labels of the study.

    Raises:
        UnknownNameError: materials that are listed neither as covered nor as not covered; names all of them.
        SourceFormatError: a cell that is no figure, or a repeated key.
    """
    lines = _covered_lines(raw)
    results = _without_repeats(lines[RESULTS])
    shares = [_share(name, line) for name in (GLOBAL, EU_SOURCING) for line in lines[name]]
    scores = _scores_over_time(lines[OVER_TIME]) + [row for line in results for row in _scores_of_study(line)]
    scores += [_trade_parameter(line) for line in lines[TRADE_PARAMETERS]]
    reliance = [row for line in results for row in _import_reliance(line)]
    _check_keys(shares, ("mineral_label", "stage", "country_label"))
    _check_keys(scores, ("mineral_label", "country_label", "year", "stage", "indicator"))
    return [
        Slice(SOURCE_ID, "supply_share", pd.DataFrame(shares)),
        Slice(SOURCE_ID, "criticality", pd.DataFrame(scores)),
        Slice(SOURCE_ID, "import_reliance", pd.DataFrame(reliance)),
    ]


def _covered_lines(raw: dict[str, Table]) -> dict[str, list[Line]]:
    """The lines of our materials by file, with the label in one line; all unknown materials in one error."""
    lines: dict[str, list[Line]] = {}
    unknown = []
    for name in FILES:
        column, lines[name] = MATERIAL_COLUMN.get(name, "Material"), []
        for line in raw[name].lines:
            label = " ".join(line.cells[column].split())
            if label.lower() in COVERED:
                lines[name].append(Line(line.number, line.cells | {"label": label}))
            elif label.lower() not in NOT_COVERED:
                unknown.append((label, f"{name}, row {line.number}, column {column}"))
    if unknown:
        todo = "Add each to COVERED or NOT_COVERED in etl/sources/_eu_crm_materials.py."
        raise UnknownNameError.listing("materials", unknown, todo)
    return lines


def _without_repeats(lines: list[Line]) -> list[Line]:
    """The result lines with identical repeats left out; a repeat with other figures is an error."""
    kept: dict[str, Line] = {}
    for line in lines:
        first = kept.setdefault(line.cells["label"], line)
        if first.cells != line.cells:
            todo = f"Row {first.number} has the same material with other figures: keep the right one."
            raise SourceFormatError(
                f"Duplicate key {line.cells['label']!r}",
                file=RESULTS,
                row=line.number,
                column="material_name",
                todo=todo,
            )
    return list(kept.values())


def _share(name: str, line: Line) -> dict:
    cells = line.cells
    stage = STAGES.get(cells["Stage"].strip())
    if stage is None:
        raise bad_cell(name, line, "Stage", "is neither E nor P", CORRECT)
    figure = read_percent(name, line, "Share", needs_sign=True)
    return {
        "mineral_label": cells["label"],
        "country_label": cells["Country"].strip(),
        "year": PERIOD_END,
        "period": PERIOD,
        "stage": stage,
        "scope": "global" if name == GLOBAL else "eu_sourcing",
        "value": figure.value,
        "value_text": cells["Share"].strip(),
        "unit": "share",
        "trade_parameter": number(cells["t"], file=name, row=line.number, column="t"),
        "status": figure.status,
        "source_file": name,
        "source_row": line.number,
    }


def _scores_over_time(lines: list[Line]) -> list[dict]:
    rows = []
    for line in lines:
        year = whole_number(line.cells["Year"], file=OVER_TIME, row=line.number, column="Year")
        is_bauxite = line.cells["label"] == "Bauxite"
        if is_bauxite and year >= STUDY and line.cells["SR"] == line.cells["EI"] == "-":
            continue
        for column, indicator in (("SR", "supply_risk"), ("EI", "economic_importance")):
            figure = read_figure(OVER_TIME, line, column, limit=10, dash="not_assessed")
            stage = "ore" if is_bauxite else None
            rows.append(_score(OVER_TIME, line, indicator, figure, line.cells[column], year=year, stage=stage))
    return rows


def _scores_of_study(line: Line) -> list[dict]:
    """Recycling, substitution and supply risk by stage; overall scores for what Annex 4 has only in a group."""
    cells = line.cells
    overall = (("supply_risk", "supply_risk"), ("economic_importance", "economic_importance"))
    rows = []
    for column, indicator in overall if cells["label"].lower() in IN_GROUPS else ():
        rows.append(_score(RESULTS, line, indicator, read_figure(RESULTS, line, column, limit=10), cells[column]))
    recycled = read_percent(RESULTS, line, "end_of_life")
    rows.append(_score(RESULTS, line, "eol_recycling_input_rate", recycled, cells["end_of_life"], unit="share"))
    for column, indicator in (("si_sr", "substitution_index_sr"), ("si_ei", "substitution_index_ei")):
        figure = read_figure(RESULTS, line, column, limit=1)
        rows.append(_score(RESULTS, line, indicator, figure, cells[column], unit="index"))
    for category, (stage, _) in CATEGORIES.items():
        if _has_stage(line, category, "supply_risk"):
            figure, text = _stage_risk(line, category)
            rows.append(_score(RESULTS, line, "supply_risk", figure, text, stage=stage))
    return rows


def _stage_risk(line: Line, category: str) -> tuple[Figure, str]:
    """Supply risk of a stage and its text; in a row that is shifted to the right the text is in the next column."""
    column, beside = f"supply_risk_{category}", "eu_used_supply_refined"
    text = line.cells[column]
    if category == "primary" and line.cells[beside][:1].isdigit():
        if KNOWN_DEFECTS.get((RESULTS, line.cells["label"], column)) != line.cells[beside]:
            raise bad_cell(RESULTS, line, beside, "is a number where a word belongs: the row is shifted")
        return UNREADABLE, f"{line.cells[beside]} (in column {beside})"
    return read_figure(RESULTS, line, column, limit=10), text


def _has_stage(line: Line, category: str, prefix: str) -> bool:
    """True where the study covers the stage, or prints a figure for it all the same."""
    stages = line.cells["eu_stages"].split("+")
    return CATEGORIES[category][1] in stages or line.cells[f"{prefix}_{category}"].strip() != ""


def _import_reliance(line: Line) -> list[dict]:
    rows = []
    for category, (stage, _) in CATEGORIES.items():
        column = f"import_reliance_{category}"
        if not _has_stage(line, category, "import_reliance"):
            continue
        figure = read_percent(RESULTS, line, column)
        rows.append(
            {
                "mineral_label": line.cells["label"],
                "country_label": EU,
                "year": PERIOD_END,
                "stage": stage,
                "form": "extraction" if stage == "ore" else "processing",
                "value": figure.value,
                "value_low": figure.low,
                "value_high": figure.high,
                "value_text": line.cells[column],
                "unit": "share",
                "status": figure.status,
                "note": f"average of {PERIOD}, EU study of {STUDY}",
                "source_file": RESULTS,
                "source_row": line.number,
            }
        )
    return rows


def _trade_parameter(line: Line) -> dict:
    """The trade parameter of a country; the one for EU sourcing is an indicator of its own."""
    scope, category = line.cells["scope"], line.cells["category"]
    if scope not in ("world", "eu"):
        raise bad_cell(TRADE_PARAMETERS, line, "scope", "is neither world nor eu", CORRECT)
    if category not in CATEGORIES:
        raise bad_cell(TRADE_PARAMETERS, line, "category", "is neither primary nor refined", CORRECT)
    indicator = "trade_parameter" if scope == "world" else "trade_parameter_eu"
    figure = read_figure(TRADE_PARAMETERS, line, "parameter", limit=10)
    row = _score(
        TRADE_PARAMETERS, line, indicator, figure, line.cells["parameter"], unit="index", stage=CATEGORIES[category][0]
    )
    return row | {"country_label": line.cells["country_name"].strip()}


def _score(
    name: str, line: Line, indicator: str, figure: Figure, text: str, *, unit: str = "score", year: int = STUDY,
    stage: str | None = None,
) -> dict:  # fmt: skip
    return {
        "mineral_label": line.cells["label"],
        "country_label": EU,
        "year": year,
        "stage": stage,
        "indicator": indicator,
        "value": figure.value,
        "value_text": text.strip(),
        "unit": unit,
        "status": figure.status,
        "source_file": name,
        "source_row": line.number,
    }


def _check_keys(rows: list[dict], columns: tuple[str, ...]) -> None:
    for name in FILES:
        keys = [(tuple(row[each] for each in columns), row["source_row"]) for row in rows if row["source_file"] == name]
        check_unique(keys, file=name, columns=", ".join(columns))
    if not rows:
        raise SourceFormatError("No row of a covered material", file=", ".join(FILES), todo=TAKE_AGAIN)
