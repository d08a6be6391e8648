"""Known slips in the data releases of the Mineral Commodity Summaries, each checked against another edition.

A heading that no longer says what is listed here stops the refresh, so that no mend outlives the slip.
"""

from __future__ import annotations

from typing import NamedTuple


class Heading(NamedTuple):
    """A wrong heading: edition, layout, chapter in the file name, place from 0, what it says, what the column holds."""

    edition: int
    layout: str
    stem: str
    place: int
    found: str
    holds: str


HEADINGS = [
    # The heading Type was replaced by what stands below it.
    Heading(2024, "world", "fluor", 2, "Mine production, fluorspar", "Type"),
    # Dollars per kilogram, the d is missing.
    Heading(2023, "salient", "niobi", 9, "Price_kg", "Price_dkg"),
    # Dollars per metric ton, about 31 for bauxite and 460 for alumina in every edition.
    Heading(2024, "salient", "bauxi", 9, "Bauxite_Price_kt", "Bauxite_Price_dt"),
    Heading(2024, "salient", "bauxi", 16, "Alumina_Price_kt", "Alumina_Price_dt"),
    Heading(2025, "salient", "bauxi", 16, "Alumina_Price_kt", "Alumina_Price_dt"),
    # Dollars per pound: 1.11 for 2021 in the editions of 2023 and 2026 too.
    Heading(2024, "salient", "arsen", 8, "Price_Mtl_US_dkg", "Price_Mtl_US_dlb"),
    Heading(2025, "salient", "arsen", 8, "Price_Mtl_US_dkg", "Price_Mtl_US_dlb"),
    # Dollars per kilogram: 18.18 for 2021 in the edition of 2025, 8.25 a pound in that of 2023.
    Heading(2024, "salient", "selen", 8, "Price_US_dlb", "Price_US_dkg"),
    Heading(2024, "salient", "selen", 9, "Price_Europe_dlb", "Price_Europe_dkg"),
    # The North American price: 113 for 2021 in the editions of 2023 and 2026, against 100 at the LME.
    Heading(2024, "salient", "lead", 12, "Price_LME_ctslb", "Price_North_American_ctslb"),
    Heading(2025, "salient", "lead", 12, "Price_LME_ctslb", "Price_North_American_ctslb"),
    # The headings lost a word each; the figures are those of the U.S. spot and the European price.
    Heading(2025, "salient", "mgmet", 9, "Price_European_dlb", "Price_US_spot_dlb"),
    Heading(2025, "salient", "mgmet", 10, "Price_dt", "Price_European_dt"),
    Heading(2024, "salient", "nicke", 15, "Price_dt dlb (both used)", "Price_dt"),
    Heading(2024, "salient", "nicke", 16, "Price_dt dlb (both used)", "Price_dlb"),
    Heading(2025, "salient", "timin", 7, "Price_dt", "Price_Rutile_dt"),
    Heading(2025, "salient", "timin", 8, "Price_dt", "Price_Ilmenite_Leucoxene_dt"),
    Heading(2025, "salient", "timin", 9, "Price_dt", "Price_Ilmenite_dt"),
    Heading(2025, "salient", "timin", 10, "Price_dt", "Price_Slag_dt"),
    # Dollars per metric ton for zircon, dollars per kilogram for zirconium sponge and hafnium.
    Heading(2024, "salient", "zirco", 13, "Price_Zircon_premium_CIF_CN_t", "Price_Zircon_premium_CIF_CN_dt"),
    Heading(2024, "salient", "zirco", 14, "Price_Zircon_imported_t", "Price_Zircon_imported_dt"),
    Heading(2024, "salient", "zirco", 15, "Price_Zircon_sponge_CN_t", "Price_Zircon_sponge_CN_dkg"),
    Heading(2024, "salient", "zirco", 16, "Price_Hf_unwrought_t", "Price_Hf_unwrought_dkg"),
    Heading(2025, "salient", "zirco", 15, "Price_Zircon_premium_CIF_CN_t", "Price_Zircon_premium_CIF_CN_dt"),
    Heading(2025, "salient", "zirco", 16, "Price_Zircon_imported_t", "Price_Zircon_imported_dt"),
    Heading(2025, "salient", "zirco", 17, "Price_Zircon_sponge_CN_t", "Price_Zircon_sponge_CN_dkg"),
    Heading(2025, "salient", "zirco", 18, "Price_Hf_unwrought_t", "Price_Hf_unwrought_dkg"),
    # A failed formula stands where "Price_" should.
    Heading(2024, "salient", "chrom", 10, "CASE STATEMENT ERROROre_dt", "Price_Ore_dt"),
    Heading(2024, "salient", "chrom", 11, "CASE STATEMENT ERRORFerrrochromium_dlb", "Price_Ferrochromium_dlb"),
    Heading(2024, "salient", "chrom", 12, "CASE STATEMENT ERRORMetal_dlb", "Price_Metal_dlb"),
    # Extra cells shift the figures to the right of their headings.
    Heading(2024, "salient", "felds", 9, "Price_Feldspar_dt", "Consump_Felds-plus-neph_kt"),
    Heading(2024, "salient", "felds", 10, "Price_Nepheline_syenite_dt", "Price_Feldspar_dt"),
    Heading(2024, "salient", "felds", 11, "Employment_num", "Price_Nepheline_syenite_dt"),
    Heading(2024, "salient", "felds", 12, "NIR_Feldspar_pct", "Employment_num"),
    Heading(2024, "salient", "felds", 13, "NIR_Nepheline_syenite_pct", "NIR_Feldspar_pct"),
    Heading(2024, "salient", "felds", 14, "", "NIR_Nepheline_syenite_pct"),
    Heading(2024, "salient", "fluor", 12, "Price_dt", "Exports_kt"),
    Heading(2024, "salient", "fluor", 13, "Price_Acid_dt", "Consump_All_kt"),
    Heading(2024, "salient", "fluor", 14, "Employment_Metallurgical_num", "Price_Acid_dt"),
    Heading(2024, "salient", "fluor", 15, "NIR_Mine_pct", "Price_Metallurgical_dt"),
    Heading(2024, "salient", "fluor", 16, "", "Employment_Metallurgical_num"),
    Heading(2024, "salient", "fluor", 17, "", "NIR_pct"),
]

# Files that hold something else: the salient file of cobalt in 2024 is the world table of the year before.
FOREIGN_FILES = {(2024, "salient/mcs2024-cobal_salient.csv"): ["Source", "Country", "Type"]}

# Units that are wrong or missing: (edition, chapter, measure, unit as read) -> unit of the figures.
# China, the world total or the United States is the same number in an edition that has the unit right.
UNITS = {
    (2023, "chromium", "production", "metric tons"): "thousand metric tons",
    (2023, "rhenium", "reserves", "thousand metric tons"): "kilograms",
    (2023, "vanadium", "reserves", "metric tons"): "thousand metric tons",
    (2024, "selenium", "reserves", "thousand metric tons"): "metric tons",
    (2025, "molybdenum", "reserves", "metric tons"): "thousand metric tons",
    (2025, "titanium concentrates", "production", "metric tons"): "thousand metric tons",
    (2025, "titanium concentrates", "production", ""): "thousand metric tons",
    (2025, "titanium concentrates", "reserves", "metric tons"): "thousand metric tons",
    (2025, "titanium concentrates", "reserves", ""): "thousand metric tons",
    (2025, "vanadium", "reserves", "metric tons"): "thousand metric tons",
    (2026, "vanadium", "reserves", "metric tons"): "thousand metric tons",
    (2026, "cesium", "reserves", "tons"): "metric tons",  # the same sentence has metric tons under rubidium
}
