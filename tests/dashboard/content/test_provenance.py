"""Nothing is drawn without its sources."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard import queries
from dashboard.content import provenance
from dashboard.db import Reader

SOURCES = pd.DataFrame(
    {
        "source_id": ["baci_hs92"],
        "citation": ["Gaulier and Zignago (2010), BACI"],
        "edition": ["V202601"],
        "licence": ["Etalab 2.0"],
    }
)


def test_sources_of_a_frame_are_collected_once_each() -> None:
    frame = pd.DataFrame({"source_ids": [["b", "a"], np.array(["a"], dtype=object), ("c",)]})
    assert provenance.source_ids(frame) == ("a", "b", "c")


@pytest.mark.parametrize("cell", [None, float("nan"), [], [None], "baci", [""]])
def test_a_row_without_sources_is_refused(cell: object) -> None:
    frame = pd.DataFrame({"source_ids": pd.Series([["a"], cell], dtype=object)})
    with pytest.raises(provenance.MissingSources, match="1 of 2 rows"):
        provenance.source_ids(frame)


def test_a_frame_without_the_column_is_refused() -> None:
    with pytest.raises(provenance.MissingSources, match="source_ids"):
        provenance.source_ids(pd.DataFrame({"share": [0.5]}))


def test_footnote_and_citation_name_edition_licence_version_and_link() -> None:
    line = "Gaulier and Zignago (2010), BACI. Edition V202601, Etalab 2.0. [baci_hs92]"
    assert provenance.footnotes(SOURCES) == [line]
    cited = provenance.citation("Minerals ranked", "251a48d9", "2026-11-23", "http://host/?v=251a48d9", SOURCES)
    assert "data version 251a48d9" in cited
    assert "http://host/?v=251a48d9" in cited
    assert cited.endswith(f"- {line}")


def test_a_line_of_sources_names_each_release_once_and_shortly(reader: Reader) -> None:
    assert provenance.short(pd.DataFrame({"short": ["USGS MCS 2026", "CEPII BACI", "USGS MCS 2026"]})) == [
        "USGS MCS 2026",
        "CEPII BACI",
    ]
    ids = ("baci_hs92_v202601", "eu_crm_2023", "usgs_mcs_2026", "wgi_2024")
    assert provenance.short(reader(queries.FOOTNOTE_SOURCES, source_ids=ids)) == [
        "CEPII BACI HS92 V202601",
        "EU CRM study 2023",
        "USGS MCS 2026",
        "World Bank WGI 2024",
    ]


def test_bibtex_has_an_entry_for_the_panel_and_for_each_source_and_no_command_of_the_data() -> None:
    sources = SOURCES.assign(producer="A & B", title="100 % {of} it", url="each row names its page")
    entries = provenance.bibtex("Minerals_ranked", "251a48d9", "2026-11-23", "http://host/?v=251a48d9", sources)
    own, source = entries.split("\n\n")
    assert own.startswith("@misc{critical-minerals-251a48d9,") and "url = {http://host/?v=251a48d9}" in own
    assert r"Minerals\_ranked" in own and "Data version 251a48d9" in own
    assert source.startswith("@misc{baci_hs92,") and r"A \& B" in source and r"100 \% \{of\} it" in source
    assert "url" not in source
    assert entries.count("{") == entries.count("}")
