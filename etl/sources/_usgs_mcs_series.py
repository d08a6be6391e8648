"""Which price or import reliance a heading or a Statistics_detail of the Mineral Commodity Summaries is.

One line a series: chapter; pattern; label; form; market of a price or stage of import reliance. The pattern is
searched in the heading (2023 to 2025) or in ``<commodity>: <detail>`` (2026 on), lower case, and the first that fits
wins. A label of ``-`` is known and left out; a form of ``*`` takes the publisher's words.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Series(NamedTuple):
    """A published series: mineral, what it is about, and the market (price) or the stage (import reliance)."""

    pattern: str
    label: str | None
    form: str | None
    at: str | None


# lithium: 2026 gives constant dollars. feldspar: nepheline syenite is another mineral.
_PRICES = """
aluminum; ; Aluminum; ingot; U.S. spot
antimony; ; Antimony; metal;
arsenic; rotterdam; Arsenic; metal; Rotterdam
arsenic; ; Arsenic; metal; U.S. warehouse
barite; ; Barite; ground, unit value ex-works;
bauxite and alumina; alumina; Alumina; alumina, unit value of imports;
bauxite and alumina; bauxite; Bauxite; bauxite, unit value of imports;
beryllium; ; Beryllium; beryllium-copper master alloy, contained beryllium;
bismuth; ; Bismuth; metal;
boron; ; Boron; unit value of imports, c.i.f.;
cadmium; ; Cadmium; metal;
cesium; ; Cesium; *;
chromium; ferr+ochromium; Chromium; ferrochromium;
chromium; price_metal|chromium metal; Chromium; metal;
chromium; price_ore|chromite ore; Chromium; chromite ore;
cobalt; lme; Cobalt; metal; LME
cobalt; spot; Cobalt; cathode; U.S. spot
copper; price_comex|comex, high; Copper; refined; COMEX
copper; lme|london; Copper; refined; LME
copper; price_us|u.s. producer; Copper; refined; U.S. producer
feldspar; nepheline; -; ;
feldspar; feldspar; Feldspar; unit value of production;
fluorspar; acid; Fluorspar; acid grade, unit value of imports, c.i.f.;
fluorspar; metallurgical; Fluorspar; metallurgical grade, unit value of imports, c.i.f.;
gallium; high-purity; Gallium; high purity, unit value of imports;
gallium; low-purity; Gallium; low purity, unit value of imports;
gallium; unit value of imports; Gallium; unit value of imports;
germanium; geo2|dioxide; Germanium; germanium dioxide;
germanium; price_metal|germanium metal; Germanium; metal;
graphite; flake; Graphite (natural); flake, unit value of imports;
graphite; lump; Graphite (natural); lump and chip, unit value of imports;
graphite; amorphous; Graphite (natural); amorphous, unit value of imports;
indium; rotterdam; Indium; metal; Rotterdam
indium; fob|free on board; Indium; metal; U.S. warehouse
indium; _ny_; Indium; metal; New York dealer
lead; lme; Lead; metal; LME
lead; north.american; Lead; metal; North American
lithium; -real; Lithium; battery-grade lithium carbonate, constant dollars;
lithium; ; Lithium; battery-grade lithium carbonate;
magnesium metal; spot; Magnesium metal; metal; U.S. spot
magnesium metal; european; Magnesium metal; metal; European free market
manganese; ; Manganese; ore, contained manganese, c.i.f.; China
molybdenum; ; Molybdenum; average;
nickel; ; Nickel; metal; LME
niobium; ; Niobium; ferroniobium, unit value;
phosphate rock; ; Phosphate rock; f.o.b. mine;
platinum-group metals; palladium; Palladium; metal;
platinum-group metals; platinum(_dto|: price); Platinum; metal;
platinum-group metals; iridium; Iridium; metal;
platinum-group metals; rhodium; Rhodium; metal;
platinum-group metals; ruthenium; Ruthenium; metal;
potash; muriate|: mop; Potash; muriate of potash, K2O equivalent, f.o.b. mine;
potash; _all_|all products; Potash; all products, K2O equivalent, f.o.b. mine;
rare earths; ceo2|cerium oxide; Cerium; cerium oxide;
rare earths; dy2o3; Dysprosium; dysprosium oxide;
rare earths; eu2o3|europium oxide; Europium; europium oxide;
rare earths; gadolinium oxide; Gadolinium; gadolinium oxide;
rare earths; la2o3|lanthanum oxide; Lanthanum; lanthanum oxide;
rare earths; mischmetal; Rare earths; mischmetal;
rare earths; ndpr; Rare earths; neodymium-praseodymium oxide;
rare earths; nd2o3|neodymium oxide; Neodymium; neodymium oxide;
rare earths; praseodymium oxide; Praseodymium; praseodymium oxide;
rare earths; samarium oxide; Samarium; samarium oxide;
rare earths; tbo2; Terbium; terbium oxide;
rare earths (heavy); : dysprosium oxide; Dysprosium; dysprosium oxide;
rare earths (heavy); : erbium oxide; Erbium; erbium oxide;
rare earths (heavy); : holmium oxide; Holmium; holmium oxide;
rare earths (heavy); : lutetium oxide; Lutetium; lutetium oxide;
rare earths (heavy); : ytterbium oxide; Ytterbium; ytterbium oxide;
rare earths (heavy); : terbium oxide; Terbium; terbium oxide;
rhenium; nh4reo4|perrhenate; Rhenium; ammonium perrhenate;
rhenium; price_metal|: metal; Rhenium; metal;
rubidium; ; Rubidium; *;
scandium; acetate; Scandium; scandium acetate;
scandium; chloride; Scandium; scandium chloride;
scandium; fluoride; Scandium; scandium fluoride;
scandium; iodide; Scandium; scandium iodide;
scandium; _oxide_; Scandium; scandium oxide;
scandium; scandium oxide; Scandium; scandium oxide, 5- to 100-kilogram lots;
scandium; dendritic; Scandium; metal, dendritic;
scandium; _ingot_; Scandium; metal, ingot;
scandium; metal, ingot; Scandium; metal, ingot, 1- to 10-kilogram lots;
scandium; _kglot|_1kg; Scandium; scandium-aluminum alloy, 1-kilogram lots;
scandium; mtlot|1000kg; Scandium; scandium-aluminum alloy, 1,000-kilogram lots;
scandium; aluminum alloy; Scandium; scandium-aluminum alloy, 1- to 30-kilogram lots;
selenium; _us_|united states; Selenium; metal; United States
selenium; europe; Selenium; metal; Europe
silicon; 50; Silicon; ferrosilicon, 50% silicon;
silicon; 75; Silicon; ferrosilicon, 75% silicon;
silicon; price_si_|silicon metal; Silicon; silicon metal;
silver; ; Silver; bullion;
strontium; ; Strontium; celestite, unit value of imports;
tantalum; ; Tantalum; tantalite, contained Ta2O5;
tellurium; _us_|united states; Tellurium; metal; United States
tellurium; europe; Tellurium; metal; Europe
thallium; ; Thallium; metal;
tin; lme; Tin; metal; LME
tin; _ny_|new york; Tin; metal; New York dealer
titanium; sponge; Titanium sponge metal; sponge metal;
titanium; dioxide|pigment; Titanium dioxide pigment; TiO2 pigment;
titanium concentrates; leucoxene; Titanium mineral concentrates; ilmenite and leucoxene, f.o.b. Australia;
titanium concentrates; rutile; Titanium mineral concentrates; rutile, f.o.b. Australia;
titanium concentrates; slag; Titanium mineral concentrates; slag, unit value of imports;
titanium concentrates; ilmenite; Titanium mineral concentrates; ilmenite, unit value of imports;
tungsten; ; Tungsten; concentrate, contained WO3;
vanadium; ; Vanadium; vanadium pentoxide;
yttrium; y2o3; Yttrium; yttrium oxide;
yttrium; metal; Yttrium; metal;
zinc; lme; Zinc; metal; LME
zinc; ; Zinc; metal; North American
zirconium and hafnium; hf_unwrought|hafnium, unwrought; Hafnium; metal, unwrought;
zirconium and hafnium; sponge; Zirconium; sponge; China
zirconium and hafnium; premium; Zirconium; zircon, premium grade, c.i.f.; China
zirconium and hafnium; imported; Zirconium; zircon, unit value of imports;
"""

# A chapter with one figure for all forms has no stage: the publisher names none.
_RELIANCE = """
aluminum; ; Aluminum; all forms;
antimony; ; Antimony; all forms;
arsenic; ; Arsenic; all forms;
barite; ; Barite; all forms;
bauxite and alumina; alumina; Alumina; alumina; refined
bauxite and alumina; bauxite; Bauxite; bauxite; ore
beryllium; ; Beryllium; all forms;
bismuth; ; Bismuth; all forms;
boron; ; Boron; all forms;
cadmium; ; Cadmium; metal; refined
cesium; ; Cesium; all forms;
chromium; ; Chromium; all forms;
cobalt; ; Cobalt; all forms;
copper; ; Copper; all forms;
feldspar; nepheline; -; ;
feldspar; feldspar; Feldspar; all forms;
fluorspar; ; Fluorspar; all forms;
gallium; ; Gallium; all forms;
germanium; ; Germanium; all forms;
graphite; ; Graphite (natural); all forms;
helium; ^(argon|krypton|neon|xenon); -; ;
helium; ; Helium; all forms;
indium; ; Indium; all forms;
lead; ; Lead; refined metal; refined
lithium; ; Lithium; all forms;
magnesium compounds; ; Magnesium compounds (magnesite); all magnesium compounds;
magnesium metal; ; Magnesium metal; metal; refined
manganese; ; Manganese; all forms;
molybdenum; ; Molybdenum; all forms;
nickel; ; Nickel; all forms;
niobium; ; Niobium; all forms;
phosphate rock; ; Phosphate rock; all forms;
platinum-group metals; palladium; Palladium; all forms;
platinum-group metals; platinum(_pct|: net); Platinum; all forms;
potash; ; Potash; all forms;
rare earths; compounds.(and )?metals; Rare earths; compounds and metals; refined
rare earths; concentrate; Rare earths; mineral concentrates; ore
rare earths (heavy); ; Rare earths (heavy); compounds and metals; refined
rhenium; ; Rhenium; all forms;
rubidium; ; Rubidium; all forms;
scandium; ; Scandium; all forms;
selenium; ; Selenium; all forms;
silicon; fesi2?[_-]si_|: total$; Silicon; ferrosilicon and silicon metal; refined
silicon; fesi|ferrosilicon; Silicon; ferrosilicon; refined
silicon; nir_si_|silicon metal; Silicon; silicon metal; refined
silver; ; Silver; all forms;
strontium; ; Strontium; all forms;
tantalum; ; Tantalum; all forms;
tellurium; ; Tellurium; all forms;
thallium; ; Thallium; all forms;
tin; ; Tin; refined metal; refined
titanium; sponge; Titanium sponge metal; sponge metal; refined
titanium; dioxide|pigment; Titanium dioxide pigment; TiO2 pigment; product
titanium concentrates; ; Titanium mineral concentrates; mineral concentrates; ore
tungsten; ; Tungsten; all forms;
vanadium; ; Vanadium; all forms;
yttrium; ; Yttrium; all forms;
zinc; ores; Zinc; ores and concentrates; ore
zinc; refined; Zinc; refined metal; refined
zirconium and hafnium; zr_ore|ores and concentrates; Zirconium; ores and concentrates; ore
zirconium and hafnium; nir_hf|: hafnium$; Hafnium; all forms;
"""


def _parsed(lines: str) -> dict[str, list[Series]]:
    table: dict[str, list[Series]] = {}
    for line in lines.strip().splitlines():
        chapter, pattern, label, form, at = (part.strip() for part in line.split(";"))
        series = Series(pattern, None if label == "-" else label, None if form == "*" else form, at or None)
        table.setdefault(chapter, []).append(series)
    return table


PRICES, RELIANCE = _parsed(_PRICES), _parsed(_RELIANCE)

# Quoted per unit, that is one per cent of a ton; the headings and the unit column of 2026 drop the word.
PER_UNIT = {"manganese": "dollars per metric ton unit", "tungsten": "dollars per dry metric ton unit"}
UNIT_SLIPS = {"dollars per ton": "dollars per metric ton", "dollars per 100 mililiters": "dollars per 100 milliliters"}


def series(table: dict[str, list[Series]], chapter: str, text: str) -> Series:
    """The series that a heading or detail is.

    Raises:
        KeyError: no pattern of the chapter fits.
    """
    for candidate in table.get(chapter, []):
        if re.search(candidate.pattern, text.lower()):
            return candidate
    raise KeyError(text)
