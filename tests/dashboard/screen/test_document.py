"""The document of a page: Streamlit's own, with our name, script and styles in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit import file_util

from dashboard.screen.document import DocumentChanged, document


def test_name_script_and_styles_stand_before_what_is_drawn() -> None:
    head, mark, body = document(Path(file_util.get_static_dir()), "Minerals & more").partition("</head>")
    assert mark
    assert "<title>Minerals &amp; more</title>" in head and "<title>Streamlit</title>" not in head
    assert "data-picture" in head
    # What is drawn first is loaded with the document.
    assert "static/js/Html." in head and "static/js/PageLink." in head
    styles = body.partition('<div id="root">')[0]
    assert ".st-key-header" in styles and "@media print" in styles


@pytest.mark.parametrize(
    "text", ["<head></head>", "<head><title>Streamlit</title></head>", '<title>Other</title></head><div id="root">']
)
def test_another_document_of_streamlit_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentChanged, match=r"index\.html.*document\.py"):
        document(tmp_path, "Minerals")
