"""Which materials of the EU study this project takes, and which it leaves out on purpose (lower case).

The files of the study spell some of them differently (Baryte and Barytes, Borate and Boron); each spelling is listed.
"""

_ELEMENTS = """
cerium lanthanum neodymium praseodymium samarium dysprosium erbium europium gadolinium holmium lutetium terbium
thulium ytterbium yttrium iridium palladium platinum rhodium ruthenium
"""
_SINGLE_WORDS = """
aluminium antimony arsenic baryte barytes bauxite beryllium bismuth borate boron cadmium chromium cobalt copper
feldspar fluorspar gallium germanium hafnium helium indium lead lithium magnesite magnesium manganese molybdenum
nickel niobium phosphorous phosphorus potash rhenium scandium selenium silver strontium tantalum tellurium tin
titanium tungsten vanadium zinc zirconium hree hrees lree lrees pgm pgms
"""

# Rare earths and platinum metals that Annex 4 scores only as a group.
IN_GROUPS = frozenset(_ELEMENTS.split())

COVERED = (
    frozenset(_SINGLE_WORDS.split())
    | IN_GROUPS
    | {
        "heavy rare earths elements",
        "natural graphite",
        "phosphate rock",
        "silicon metal",
        "titanium metal",
        "titanium ores",
    }
)

NOT_COVERED = frozenset(
    {
        "aggregates",
        "bentonite",
        "coking coal",
        "diatomite",
        "gold",
        "gypsum",
        "hydrogen",
        "iron ore",
        "kaolin",
        "kaolin clay",
        "krypton",
        "lime",
        "limestone",
        "natural cork",
        "natural rubber",
        "natural teak wood",
        "neon",
        "perlite",
        "roundwood",
        "sapele wood",
        "silica sand",
        "sulfur",
        "sulphur",
        "talc",
        "talc, steatite & pyrophyllite",
        "xenon",
    }
)
