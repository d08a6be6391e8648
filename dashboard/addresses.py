"""Addresses that name no page as they stand: each leads to the page it means, or to the landing page.

Streamlit answers every unknown path with its own shell, whose files are addressed relative to the path: below the first
segment the page stays white, and an unknown first segment shows an error. So a path is put right before it gets there.
Nothing of a path is repeated but a plain identifier; where a reader is sent is always a page of this dashboard.
Who asks for a page gets the document that :mod:`dashboard.screen.document` makes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.state.choice import LOST

# What Streamlit serves itself. A test compares this with its routes, since a new release may add one.
RESERVED: tuple[str, ...] = (
    "_stcore",
    "static",
    "app/static",
    "media",
    "component",
    "vendor",
    "auth",
    "oauth2callback",
)
RESERVED += ("favicon.png", "manifest.json")
# What mail programs, brackets and sentences leave at the end of a link.
TRAILING = " \t\r\n.,;:!?'\"`*|&<>()[]{}\\。、，．；：！？）」』】〉》”’»…"
_IDENTIFIER = re.compile(r"[A-Za-z0-9_]{1,40}")
_IN_QUERY = "%/?:@!$&'()*+,;=-._~[]"


class Addresses:
    """ASGI middleware: an address that is not exactly that of a page is redirected, that of a page gets the document.

    Args:
        app: what answers all other requests.
        pages: paths of the pages; the first is the landing page, which lives at the root.
        subjects: parameter that the second segment stands for, by page: ``/mineral/cobalt`` is the mineral cobalt.
        base: path below which the dashboard is served, asked at each request since settings may come late.
        document: the HTML of every page; without it the application answers.
    """

    def __init__(
        self,
        app: ASGIApp,
        pages: Sequence[str],
        subjects: Mapping[str, str],
        base: Callable[[], str] = str,
        document: str = "",
    ) -> None:
        self._app, self._pages, self._subjects, self._base = app, tuple(pages), dict(subjects), base
        self._document = document

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect, answer with the document, or hand on."""
        answer = self._answer(scope) if _is_visit(scope) else None
        await (answer or self._app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        prefix = "".join(
            f"/{part.strip('/')}" for part in (scope.get("root_path", ""), self._base()) if part.strip("/")
        )
        path = scope["path"]
        if prefix and path != prefix and not path.startswith(f"{prefix}/"):
            return None
        rest = path[len(prefix) :]
        raw = scope.get("raw_path") or path.encode("utf-8", "surrogatepass")
        # A page whose name is percent-encoded is found here, but not by the script in the browser.
        as_it_stands = rest in ("", "/") or (rest[1:] in self._pages[1:] and raw.endswith(rest.encode()))
        if as_it_stands and rest and self._document:
            return HTMLResponse(self._document, headers={"Cache-Control": "no-cache"})
        if as_it_stands or _is_reserved(rest):
            return None
        page, parameters = target(rest, self._pages, self._subjects)
        query = scope.get("query_string", b"")
        given = parse_qs(query.decode("latin-1"), keep_blank_values=True)
        # What the query says already is not said twice: the query is the more exact of the two.
        added = [f"{name}={value}" for name, value in parameters.items() if name not in given]
        whole = "&".join([*([quote(query, safe=_IN_QUERY)] if query else []), *added])
        return RedirectResponse(f"{prefix}/{page}" + (f"?{whole}" if whole else ""), status_code=302)


def target(path: str, pages: Sequence[str], subjects: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The page that a path means, as its path without a slash, and the parameters that the path stands for.

    Args:
        path: what stands behind the base of the dashboard, percent signs decoded.
        pages: paths of the pages, the landing page first.
        subjects: parameter of the second segment, by page.
    """
    segments = [segment for part in path.split("/") if (segment := part.rstrip(TRAILING))]
    if not segments:
        return "", {}
    page = segments[0].lower()
    if page not in pages:
        return "", {LOST: "1"}
    parameters = {}
    if page in subjects and len(segments) > 1 and _IDENTIFIER.fullmatch(segments[1]):
        parameters[subjects[page]] = segments[1]
    return "" if page == pages[0] else page, parameters


def _is_visit(scope: Scope) -> bool:
    """A browser that opens a page says that it takes HTML; scripts, probes and files of a page do not."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    return "text/html" in ",".join(Headers(scope=scope).getlist("accept")).lower()


def _is_reserved(rest: str) -> bool:
    """What Streamlit serves; below a page too, where its script looks for the server (``/mineral/_stcore/health``)."""
    own = rest.removeprefix("/")
    return "_stcore" in own.split("/") or any(own == name or own.startswith(f"{name}/") for name in RESERVED)
