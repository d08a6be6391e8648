"""The document that a browser gets for each page: Streamlit's own, with our name, script and styles in it.

Streamlit sends what a script draws piece by piece, styles too. What is in the document holds from the first piece
on, so nothing is drawn without its style and moved when the style comes.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
STYLES: Final = ("style.css", "print.css", "loading.css")
SCRIPT: Final = "browser.js"
# Streamlit loads the parts of its script when they are first needed; every page needs these for its answer and filters.
EARLY: Final = ("Html.", "PageLink.", "Selectbox.", "ButtonGroup.")
# Where ours is put. Streamlit's script adds its styles to the head: ours stand behind, so that of two rules ours holds.
PLACES: Final = ("<title>Streamlit</title>", "</head>", '<div id="root">')


class DocumentChanged(Exception):
    """Streamlit's own document is not what it was."""


def document(static: Path, title: str) -> str:
    """The HTML of a page before anything is drawn.

    Args:
        static: folder of Streamlit's files, with its ``index.html``.
        title: of the window, until a page names its own.

    Raises:
        DocumentChanged: a place where ours is put is not in that file once.
    """
    path = static / "index.html"
    whole = path.read_text(encoding="utf-8")
    for own in PLACES:
        if whole.count(own) != 1:
            raise DocumentChanged(f"{path}: {own} is expected once; see dashboard/screen/document.py")
    names = sorted(one.name for one in (static / "static" / "js").glob("*.js"))
    early = [
        f'<link rel="modulepreload" crossorigin href="./static/js/{html.escape(name)}">'
        for name in names
        if name.startswith(EARLY)
    ]
    styles = [f'<style id="{name}">\n{(FOLDER / name).read_text(encoding="utf-8")}</style>' for name in STYLES]
    script = f"<script>\n{(FOLDER / SCRIPT).read_text(encoding='utf-8')}</script>"
    named, end_of_head, root = PLACES
    whole = whole.replace(named, f"<title>{html.escape(title)}</title>")
    whole = whole.replace(end_of_head, "\n".join([*early, script, end_of_head]))
    return whole.replace(root, "\n".join([*styles, root]))
