"""The hand-kept lists of data/reference: complete, consistent and without dangling names."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
KEYS = {
    "countries": ("iso3",),
    "country_aliases": ("label",),
    "country_groups": ("group_id", "iso3"),
    "minerals": ("mineral_id",),
    "mineral_aliases": ("label",),
    "units": ("unit",),
    "hs_codes": ("series_id", "hs6"),
    "trade_series": ("series_id",),
    "definitions": ("definition_id",),
    "thresholds": ("threshold_id",),
    "columns": ("column_name",),
    "metrics": ("metric_id",),
    "published_values": ("check_id",),
}
PURITIES = ("EXACT", "DOMINANT", "PROXY", "BASKET")

# The three lists, each entry with the mineral that stands for it.
JAPAN = """
lithium beryllium borates titanium vanadium chromium manganese cobalt nickel gallium germanium selenium rubidium
strontium zirconium niobium molybdenum indium antimony tellurium caesium barite hafnium tantalum tungsten rhenium
thallium bismuth rare_earths platinum_group graphite fluorspar magnesium silicon uranium
"""
EU = """
aluminium antimony arsenic barite beryllium bismuth borates cobalt metallurgical_coal copper feldspar fluorspar
gallium germanium hafnium helium rare_earths_heavy rare_earths_light lithium magnesium manganese graphite nickel
niobium phosphate phosphorus platinum_group scandium silicon strontium tantalum titanium_metal tungsten vanadium
"""
US = """
aluminium antimony arsenic barite beryllium bismuth borates cerium caesium chromium cobalt copper dysprosium erbium
europium fluorspar gadolinium gallium germanium graphite hafnium holmium indium iridium lanthanum lead lithium
lutetium magnesium manganese metallurgical_coal neodymium nickel niobium palladium phosphate platinum potash
praseodymium rhenium rhodium rubidium ruthenium samarium scandium silicon silver tantalum tellurium terbium thulium
tin titanium tungsten uranium vanadium ytterbium yttrium zinc zirconium
"""


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_unique_and_cells_are_trimmed(name):
    rows = read(name)
    counts = Counter(tuple(row[column] for column in KEYS[name]) for row in rows)
    assert [key for key, count in counts.items() if count > 1] == []
    assert [row for row in rows for cell in row.values() if cell is None or cell != cell.strip()] == []
    assert [key for key in counts if "" in key] == []


def test_every_country_and_mineral_has_a_japanese_name():
    latin = re.compile(r"[A-Za-z]")
    for row in read("countries"):
        plain = row["name_ja"].replace("EFTA", "")
        assert plain and not latin.search(plain), row
    japanese = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
    assert [row["mineral_id"] for row in read("minerals") if not japanese.search(row["name_ja"])] == []


def test_areas_that_publishers_use():
    country = {row["iso3"]: row for row in read("countries")}
    assert country["S19"]["name_en"] == "Taiwan (Other Asia, nes)"
    assert {code: country[code]["kind"] for code in ("EU27", "WLD", "OTH", "R20", "ZA1")} == {
        "EU27": "bloc", "WLD": "world", "OTH": "residual", "R20": "residual", "ZA1": "historical",
    }  # fmt: skip
    assert country["NAM"]["iso2"] == "NA"
    assert {code: country[code]["m49"] for code in ("BEL", "DEU", "SDN", "S19")} == {
        "BEL": "56", "DEU": "276", "SDN": "729", "S19": "490",
    }  # fmt: skip
    assert "TWN" not in country


def test_groups():
    country = {row["iso3"] for row in read("countries")}
    members = defaultdict(set)
    for row in read("country_groups"):
        members[row["group_id"]].add(row["iso3"])
        assert row["iso3"] in country and row["name_en"] and row["name_ja"]
    assert {name: len(members[name]) for name in ("EU27", "G7", "CENTRAL_ASIA", "QUAD", "CHINA_PLUS")} == {
        "EU27": 27, "G7": 7, "CENTRAL_ASIA": 5, "QUAD": 4, "CHINA_PLUS": 3,
    }  # fmt: skip
    assert members["CHINA_PLUS"] == {"CHN", "HKG", "MAC"}
    assert "GBR" not in members["EU27"]


def test_country_aliases_lead_to_countries():
    country = {row["iso3"] for row in read("countries")}
    alias = {row["label"]: row["iso3"] for row in read("country_aliases")}
    assert set(alias.values()) <= country
    assert set(alias) & country == set()
    expected = {
        "TWN": "S19", "ROM": "ROU", "ZAR": "COD", "WBG": "PSE", "Burma": "MMR", "Congo (Kinshasa)": "COD",
        "Congo": "COG", "Korea, Republic of": "KOR", "World total (rounded)": "WLD", "Other countries": "OTH",
    }  # fmt: skip
    assert {label: alias[label] for label in expected} == expected


def test_mineral_parents_and_aliases_exist():
    mineral = {row["mineral_id"]: row for row in read("minerals")}
    assert {row["parent_id"] for row in mineral.values()} - {""} <= set(mineral)
    aliases = read("mineral_aliases")
    assert {row["mineral_id"] for row in aliases} - {""} <= set(mineral)
    assert [row["label"] for row in aliases if row["label"] != row["label"].lower()] == []
    assert {row["label"] for row in aliases} & set(mineral) == set(), "an identifier needs no alias"


@pytest.mark.parametrize(("column", "entries", "size"), [("jp", JAPAN, 35), ("eu", EU, 34), ("us", US, 60)])
def test_critical_lists(column, entries, size):
    mineral = {row["mineral_id"]: row for row in read("minerals")}
    entries = entries.split()
    assert len(set(entries)) == size
    assert [name for name in entries if mineral[name][f"on_list_{column}"] != "true"] == []
    related = set(entries) | {mineral[name]["parent_id"] for name in entries}
    marked = {name for name, row in mineral.items() if row[f"on_list_{column}"] == "true"}
    strays = [name for name in marked - related if mineral[name]["parent_id"] not in related]
    assert strays == [], "marked as listed, but neither an entry nor part of one"
    assert {row[f"on_list_{column}"] for row in mineral.values()} <= {"true", "false", ""}


def test_codes_stand_in_series_of_the_same_mineral_stage_and_edition():
    series = {row["series_id"]: row for row in read("trade_series")}
    mineral = {row["mineral_id"] for row in read("minerals")}
    codes = read("hs_codes")
    assert {row["series_id"] for row in codes} == set(series)
    for row in codes:
        own = series[row["series_id"]]
        assert all(row[column] == own[column] for column in ("mineral_id", "stage", "hs_edition")), row
        assert row["series_id"] == f"{row['mineral_id']}-{row['stage']}-{row['hs_edition'].lower()}"
        assert re.fullmatch(r"\d{6}", row["hs6"]) and row["purity"] in PURITIES and row["mineral_id"] in mineral
        assert row["in_extract"] == "true" or row["note"], "a missing code says so"


def test_series_are_as_pure_as_their_weakest_code_in_the_release():
    codes = defaultdict(list)
    for row in read("hs_codes"):
        codes[row["series_id"]].append(row)
    for row in read("trade_series"):
        inside = [code for code in codes[row["series_id"]] if code["in_extract"] == "true"]
        purities = [PURITIES.index(code["purity"]) for code in inside or codes[row["series_id"]]]
        assert PURITIES[max(purities)] == row["purity"], row["series_id"]
        assert (row["in_extract"] == "true") == bool(inside)


def test_one_default_series_for_each_mineral_and_stage():
    groups = defaultdict(list)
    for row in read("trade_series"):
        groups[row["mineral_id"], row["stage"]].append(row)
    for key, rows in groups.items():
        default = [row for row in rows if row["is_default"] == "true"]
        assert len(default) == 1, key
        assert default[0]["in_extract"] == "true" or all(row["in_extract"] == "false" for row in rows), key


def test_basket_series_name_the_basket():
    series = {row["series_id"]: row for row in read("trade_series")}
    kinds = {row["mineral_id"]: row["kind"] for row in read("minerals")}
    codes = defaultdict(set)
    for row in read("hs_codes"):
        if row["in_extract"] == "true":
            codes[row["series_id"]].add((row["hs6"], row["hs_edition"]))
    for name, row in series.items():
        if kinds[row["mineral_id"]] == "basket":
            assert row["purity"] == "BASKET" and row["basket_id"] in ("", name)
        elif row["purity"] == "BASKET" and row["in_extract"] == "true":
            assert codes[name] == codes[row["basket_id"]], name
        else:
            assert row["basket_id"] == "", name


def test_codes_that_must_not_be_used():
    codes = {(row["mineral_id"], row["hs6"], row["hs_edition"]): row for row in read("hs_codes")}
    assert codes["germanium", "811230", "HS92"]["in_extract"] == "false"
    assert codes["uranium", "261210", "HS92"]["purity"] == "PROXY"
    assert codes["uranium", "284410", "HS17"]["in_extract"] == "false"
    gallium = [
        row for (mineral, _, _), row in codes.items() if mineral in ("gallium", "germanium", "indium", "hafnium")
    ]
    assert {row["purity"] for row in gallium if row["in_extract"] == "true"} == {"BASKET"}


def test_units():
    factor = {row["unit"]: row["tonnes_per_unit"] for row in read("units")}
    expected = {"metric tons": 1, "thousand metric tons": 1000, "kilograms": 0.001, "kt": 1000, "tonnes U": 1}
    assert {unit: float(factor[unit]) for unit in expected} == expected
    assert factor["million cubic meters"] == factor["$/mt"] == factor["dollars per kilogram"] == ""


def test_definitions_and_metrics_are_complete():
    thresholds = {row["definition_id"]: float(row["threshold"]) for row in read("definitions")}
    assert thresholds == {"china50": 0.5, "crma65": 0.65, "geodep": 2, "single80": 0.8}
    for name in ("definitions", "metrics"):
        assert [row for row in read(name) if "" in row.values()] == []


def test_published_values_can_be_checked():
    country = {row["iso3"] for row in read("countries")}
    mineral = {row["mineral_id"] for row in read("minerals")}
    series = {row["series_id"] for row in read("trade_series")}
    codes = {(row["hs6"], row["hs_edition"]) for row in read("hs_codes") if row["in_extract"] == "true"}
    rows = read("published_values")
    assert len(rows) == 126
    for row in rows:
        assert row["mineral_id"] in mineral and row["iso3"] in country, row["check_id"]
        assert row["partner_iso3"] in country | {""} and row["series_id"] in series | {""}, row["check_id"]
        assert float(row["published_value"]) >= 0 and row["publisher"] and row["url"].startswith("http")
        assert not row["hs6"] or (row["hs6"], row["hs_edition"]) in codes, row["check_id"]
        if row["kind"] == "none":
            assert row["reason"] and not row["tolerance"], row["check_id"]
        else:
            assert float(row["tolerance"]) > 0 and row["our_source_id"] and int(row["year"]), row["check_id"]
