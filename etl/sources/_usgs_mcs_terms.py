"""What the chapters of the Mineral Commodity Summaries are called, and what their figures count.

Chapters go by a part of a file name (2023, 2024), by a column (2025, 2026) and by changing spellings; labels, forms
and weight bases here are ours and the same in every edition, so that editions can be compared.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Chapter -> the names that it goes by, lower case, with the publisher's own slips ("gemanium", "rareee").
TAKEN = {
    "aluminum": "alumi; alum; aluminum",
    "antimony": "antim; antimony",
    "arsenic": "arsen; arsenic",
    "barite": "barit; barite",
    "bauxite and alumina": "bauxi; bauxite; bauxite and alumina",
    "beryllium": "beryl; beryllium",
    "bismuth": "bismu; bismuth",
    "boron": "boron",
    "cadmium": "cadmi; cadmium",
    "cesium": "cesium",
    "chromium": "chrom; chromium",
    "cobalt": "cobal; cobalt",
    "copper": "coppe; copper",
    "feldspar": "felds; feldspar; feldspar and nepheline syenite",
    "fluorspar": "fluor; fluorspar",
    "gallium": "galli; gallium",
    "germanium": "germa; germanium; gemanium",
    "graphite": "graph; graphite; graphite (natural)",
    "helium": "heliu; helium; helium and rare gases",
    "indium": "indiu; indium",
    "lead": "lead",
    "lithium": "lithi; lithium",
    "magnesium compounds": "mgcomp; magnesium compounds",
    "magnesium metal": "mgmet; magnesium metal",
    "manganese": "manga; manganese",
    "molybdenum": "molyb; molybdenum",
    "nickel": "nicke; nickel",
    "niobium": "niobi; niobium; niobium (columbium)",
    "phosphate rock": "phosp; phosphate rock",
    "platinum-group metals": "plati; platinum-group metals",
    "potash": "potas; potash",
    "rare earths": "raree; rareee; rare earths",
    "rare earths (heavy)": "rare earths (heavy)",
    "rhenium": "rheni; rhenium",
    "rubidium": "rubidium",
    "scandium": "scandi; scand; scandium",
    "selenium": "selen; selenium",
    "silicon": "simet; silicon",
    "silver": "silve; silver",
    "strontium": "stron; strontium",
    "tantalum": "tanta; tantalum",
    "tellurium": "tellu; tellurium",
    "thallium": "thalli; thall; thallium",
    "tin": "tin",
    "titanium": "titan; titanium & titanium dioxide; titanium and titanium dioxide",
    "titanium concentrates": "timin; titanium mineral concentrates",
    "tungsten": "tungs; tungsten",
    "vanadium": "vanad; vanadium",
    "yttrium": "yttri; yttrium",
    "zinc": "zinc",
    "zirconium and hafnium": "zirco-hafni; zirco; zirconium and hafnium",
}

# Chapters that we know and leave out: on none of the three lists and without a trade series of ours.
LEFT_OUT = """
abras; abrasives; abrasives (manufactured); asbes; asbestos; bromi; bromine; cemen; cement; clays; diamo;
diamond (industrial); diato; diatomite; garne; garnet (industrial); gemst; gemstones; gold; gypsu; gypsum; iodin;
iodine; feste; iron and steel; fescr; iron and steel scrap; fesla; iron and steel slag; feore; iron ore; fepig;
iron oxide pigments; kyani; kyanite and related minerals; lime; mercu; mercury; mica; mica (natural); nitro;
nitrogen(fixed) - ammonia; nitrogen (fixed)—ammonia; peat; perli; perlite; pumic; pumice & pumicite;
pumice and pumicite; quartz; quart; quartz (high-purity and industrial cultured crystal); salt; sandc;
sand and gravel (construction); sandi; sand and gravel (industrial); sodaa; soda ash; stonec; stonc; stone (crushed);
stond; stone (dimension); sulfu; sulfur; talc; talc, crude; talc and pyrophyllite; thori; thorium; vermi; vermiculite;
wolla; wollastonite; zeoli; zeolites (natural)
"""

_CHAPTER = {name: chapter for chapter, names in TAKEN.items() for name in names.split("; ")}
_KNOWN = {name.strip() for name in LEFT_OUT.replace("\n", " ").split(";")}


def chapter(name: str) -> str | None:
    """Our name of a chapter; None where it is left out on purpose.

    Raises:
        KeyError: the name is in neither list.
    """
    name = name.lower()
    return None if name in _KNOWN else _CHAPTER[name]


def is_known(name: str) -> bool:
    """Whether the chapter is taken or left out on purpose."""
    return name.lower() in _KNOWN or name.lower() in _CHAPTER


TODO_CHAPTER = (
    "In etl/sources/_usgs_mcs_terms.py add each to TAKEN (a mineral of ours, with what it counts in COUNTED) "
    "or to LEFT_OUT."
)

# Parts of a type that set a country apart in the 2026 release; they go into the note.
QUALIFIED = re.compile(
    r": (crude and anode slimes|copper telluride|concentrate|beneficiated, marketable|includes pegmatites)$"
    r"|silicon content of ferrosilicon production$"
)


class Counted(NamedTuple):
    """What a figure counts: the first ``pattern`` found in ``<measure>: <type> @ <country>``, lower case.

    A label of None: known and left out. Several names of one mineral keep their own label, so that bauxite, alumina
    and aluminum, or magnesite and magnesium metal, never meet in one series.
    """

    pattern: str
    label: str | None
    stage: str = ""
    form: str = ""
    weight_basis: str = ""


def _mined(label: str, basis: str, reserves: str | None = None) -> list[Counted]:
    return [
        Counted(r"^reserves", label, "ore", "reserves", reserves or basis),
        Counted(r"^production", label, "ore", "mine production", basis),
    ]


def _refined(label: str, form: str, basis: str) -> list[Counted]:
    return [
        Counted(r"^reserves", label, "ore", "reserves", "content"),
        Counted(r"^(production|capacity)", label, "refined", form, basis),
    ]


# weight_basis decides what may be divided by gross tonnes of trade, so where the words of the release and its
# footnotes disagree the footnote wins:
# - magnesite: gross weight in 2023, 2025 and in the notes of 2026; the type of 2024 says MgO content, which is the
#   heading of the chapter, not of the table.
# - strontium: notes of 2026 say gross weight of celestite; China is 80,000 in every edition, so it always was.
# - chromium: marketable chromite ore, gross weight, although the chapter of 2026 is headed chromium content.
# - manganese: production is content, reserves are gross weight (notes of 2025).
# - selenium, tellurium, germanium: refined, but with anode slimes, copper telluride or oxide among it: content.
COUNTED: dict[str, list[Counted]] = {
    "aluminum": _refined("Aluminum", "smelter production", "metal"),
    "antimony": _mined("Antimony", "content"),
    "arsenic": [
        Counted(r"^reserves", "Arsenic", "ore", "reserves", "content"),
        Counted(r"arsenic trioxide", "Arsenic", "refined", "arsenic trioxide", "oxide"),
    ],
    "barite": _mined("Barite", "gross"),
    "bauxite and alumina": [
        Counted(r"^reserves.*alumina", None),
        Counted(r"alumina", "Alumina", "refined", "alumina", "gross"),
        Counted(r"bauxite", "Bauxite", "ore", "bauxite", "gross"),
    ],
    "beryllium": _mined("Beryllium", "content"),
    "bismuth": _refined("Bismuth", "refinery production", "metal"),
    # Countries report different things and there is no world total: each keeps its own form, none may be added.
    "boron": [
        Counted(r"refined borates", "Boron", "refined", "refined borates", "gross"),
        Counted(r"boric oxide", "Boron", "ore", "boric oxide equivalent", "oxide"),
        Counted(r"compounds", "Boron", "refined", "boron compounds", "gross"),
        Counted(r"crude borates", "Boron", "ore", "crude borates", "gross"),
        Counted(r"crude ore", "Boron", "ore", "crude ore", "gross"),
        Counted(r"ulexite", "Boron", "ore", "ulexite", "gross"),
        Counted(r"datolite", "Boron", "ore", "datolite ore", "gross"),
        Counted(r"all forms|all types|borates|: xx @|^reserves: reserves @", "Boron", "ore", "all forms", "not stated"),
    ],
    "cadmium": _refined("Cadmium", "refinery production", "metal"),
    "cesium": [Counted(r"^reserves", "Cesium", "ore", "reserves", "not stated")],
    "chromium": [
        # Until 2025 shipping-grade ore (45 % Cr2O3), from 2026 ore and its Cr2O3: three series, not one.
        Counted(r"^reserves.*cr2o3", "Chromium", "ore", "reserves, Cr2O3 content", "oxide"),
        Counted(r"^reserves: reserves: ore", "Chromium", "ore", "reserves, ore", "gross"),
        Counted(r"^reserves", "Chromium", "ore", "reserves, shipping-grade ore", "gross"),
        *_mined("Chromium", "gross"),
    ],
    "cobalt": _mined("Cobalt", "content"),
    "copper": [
        Counted(r"^(production|capacity).*refinery", "Copper", "refined", "refinery production", "metal"),
        Counted(r"^reserves: refinery", None),
        *_mined("Copper", "content"),
    ],
    "feldspar": _mined("Feldspar", "gross"),
    "fluorspar": _mined("Fluorspar", "gross"),
    "gallium": _refined("Gallium", "primary production", "metal"),
    "germanium": _refined("Germanium", "primary and secondary refinery production", "content"),
    "graphite": _mined("Graphite (natural)", "gross"),
    "helium": [
        Counted(r"rare gases", None),
        # Until 2025 the United States has a second row, helium drawn from the store at Cliffside; 2026 adds it in.
        Counted(r"^reserves.*cliffside", "Helium", "ore", "reserves, Cliffside Field", "other"),
        Counted(r"cliffside", "Helium", "ore", "helium from Cliffside Field", "other"),
        Counted(r"^reserves", "Helium", "ore", "reserves", "other"),
        Counted(r"helium", "Helium", "ore", "helium production", "other"),
    ],
    "indium": _refined("Indium", "refinery production", "metal"),
    "lead": _mined("Lead", "content"),
    "lithium": _mined("Lithium", "content"),
    "magnesium compounds": _mined("Magnesium compounds (magnesite)", "gross"),
    "magnesium metal": [
        Counted(r"^reserves", None),  # none exist; 2025 repeats the capacity there
        Counted(r"smelter", "Magnesium metal", "refined", "smelter production", "metal"),
    ],
    "manganese": _mined("Manganese", "content", reserves="gross"),
    "molybdenum": _mined("Molybdenum", "content"),
    "nickel": _mined("Nickel", "content"),
    "niobium": _mined("Niobium", "content"),
    "phosphate rock": _mined("Phosphate rock", "gross"),
    "platinum-group metals": [
        # One figure for the group, printed beside platinum (2023, 2024), beside palladium (2025) or alone (2026).
        Counted(r"^reserves", "Platinum-group metals", "ore", "reserves", "content"),
        Counted(r"palladium", "Palladium", "ore", "mine production", "content"),
        Counted(r"platinum", "Platinum", "ore", "mine production", "content"),
    ],
    "potash": [
        Counted(r"^production: reserves", None),
        Counted(r"^reserves: (ore @|.*recoverable ore)", "Potash", "ore", "reserves, recoverable ore", "gross"),
        *_mined("Potash", "oxide"),
    ],
    "rare earths": _mined("Rare earths", "oxide"),
    "rare earths (heavy)": [],
    "rhenium": _mined("Rhenium", "content"),
    "rubidium": [Counted(r"^reserves", "Rubidium", "ore", "reserves", "not stated")],
    "scandium": [
        Counted(r"^reserves", "Scandium", "ore", "reserves", "oxide"),
        Counted(r"^(production|capacity)", "Scandium", "refined", "scandium oxide", "oxide"),
    ],
    "selenium": _refined("Selenium", "refinery production", "content"),
    "silicon": [
        # 2023 gives one total a country, for some of ferrosilicon alone; the type then goes into the note.
        Counted(r"^reserves", None),
        Counted(
            r"combined totals|ferrosilicon production",
            "Silicon",
            "refined",
            "ferrosilicon and silicon metal",
            "content",
        ),
        Counted(r"ferr?osilicon", "Silicon", "refined", "ferrosilicon", "content"),
        Counted(r"silicon metal", "Silicon", "refined", "silicon metal", "metal"),
    ],
    "silver": _mined("Silver", "content"),
    "strontium": _mined("Strontium", "gross"),
    "tantalum": _mined("Tantalum", "content"),
    "tellurium": _refined("Tellurium", "refinery production", "content"),
    "thallium": [],
    "tin": _mined("Tin", "content"),
    "titanium": [
        Counted(r"^(production|reserves): pigment", None),
        Counted(r"^reserves", None),
        Counted(r"pigment(?!.*sponge)", "Titanium dioxide pigment", "product", "TiO2 pigment", "gross"),
        Counted(r"sponge", "Titanium sponge metal", "refined", "sponge metal", "metal"),
    ],
    "titanium concentrates": [
        # 2023 heads the United States, which has some rutile in its ilmenite, like the total of both.
        Counted(
            r"ilmenite and rutile, rounded|ilmentite and rutile \(",
            "Titanium mineral concentrates",
            "ore",
            "ilmenite and rutile",
            "oxide",
        ),
        Counted(r"ilment?ite", "Titanium mineral concentrates", "ore", "ilmenite", "oxide"),
        Counted(r"rutile", "Titanium mineral concentrates", "ore", "rutile", "oxide"),
    ],
    "tungsten": _mined("Tungsten", "content"),
    "vanadium": _mined("Vanadium", "content"),
    "yttrium": _mined("Yttrium", "oxide"),
    "zinc": _mined("Zinc", "content"),
    "zirconium and hafnium": _mined("Zirconium", "gross", reserves="oxide"),
}


def counted(chapter_: str, text: str) -> Counted:
    """What a figure counts.

    Raises:
        KeyError: no pattern of the chapter fits.
    """
    for meaning in COUNTED[chapter_]:
        if re.search(meaning.pattern, text):
            return meaning
    raise KeyError(text)
