"""Addresses that are not quite those of a page lead to one, and none of them leads away or does harm."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from urllib.parse import parse_qs, unquote_to_bytes, urlsplit

import pytest
from hypothesis import given, strategies
from starlette.responses import PlainTextResponse
from streamlit import file_util

from dashboard.addresses import RESERVED, Addresses, target

PAGES = ("overview", "mineral", "country", "compare", "diversification", "commitments", "data")
SUBJECTS = {"mineral": "mineral", "country": "country"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"

# Address as it is typed or clicked, and where it leads. None: Streamlit answers.
MEANT = {
    "/": None,
    "/?importer=KOR": None,
    "/mineral": None,
    "/mineral?mineral=cobalt&year=2020": None,
    "/data": None,
    "/overview": "/",
    "/overview?importer=KOR": "/?importer=KOR",
    "/Overview/": "/",
    "/mineral/": "/mineral",
    "/Mineral/": "/mineral",
    "/MINERAL": "/mineral",
    "/%6Dineral": "/mineral",
    "/mineral//": "/mineral",
    "//mineral": "/mineral",
    "/mineral.": "/mineral",
    "/mineral)": "/mineral",
    "/mineral).": "/mineral",
    "/mineral%29": "/mineral",
    "/mineral%3E": "/mineral",
    "/mineral,": "/mineral",
    "/mineral%20": "/mineral",
    "/mineral%0D%0A": "/mineral",
    "/mineral%E3%80%82": "/mineral",  # the Japanese full stop
    "/mineral%EF%BC%89": "/mineral",  # the Japanese bracket
    "/mineral/?mineral=cobalt&basis=quantity": "/mineral?mineral=cobalt&basis=quantity",
    "/compare/?importers=JPN,KOR": "/compare?importers=JPN,KOR",
    "/mineral/?mineral=%3Cscript%3E": "/mineral?mineral=%3Cscript%3E",
    "/mineral/cobalt": "/mineral?mineral=cobalt",
    "/mineral/cobalt/": "/mineral?mineral=cobalt",
    "/mineral/cobalt.": "/mineral?mineral=cobalt",
    "/mineral/rare_earths)": "/mineral?mineral=rare_earths",
    "/mineral/cobalt/refined/2020": "/mineral?mineral=cobalt",
    "/mineral%2Fcobalt": "/mineral?mineral=cobalt",
    "/mineral/cobalt?importer=KOR": "/mineral?importer=KOR&mineral=cobalt",
    "/mineral/cobalt?mineral=nickel": "/mineral?mineral=nickel",
    "/mineral/cobalt?mineral=": "/mineral?mineral=",
    "/country/KAZ": "/country?country=KAZ",
    "/Country/kaz": "/country?country=kaz",
    "/country/CENTRAL_ASIA?role=importer": "/country?role=importer&country=CENTRAL_ASIA",
    "/compare/KAZ": "/compare",
    "/commitments/record/4": "/commitments",
    "/data/sources/baci": "/data",
    "/.": "/",
    "/)": "/",
    "/nonsense": "/?lost=1",
    "/nonsense/deep/path": "/?lost=1",
    "/nonsense?importer=KOR": "/?importer=KOR&lost=1",
    "/nonsense?lost=1": "/?lost=1",
    "/minerals": "/?lost=1",
    "/index.html": "/?lost=1",
    "/mineral-cobalt": "/?lost=1",
    "/app": "/?lost=1",
    "/%E9%89%B1%E7%89%A9": "/?lost=1",
    "/staticfiles/x": "/?lost=1",
}
HOSTILE = (
    "//evil.example",
    "//evil.example/mineral",
    "///evil.example",
    "////evil.example//",
    "/\\evil.example",
    "/\\\\evil.example",
    "/%5Cevil.example",
    "/%5C%5Cevil.example/mineral",
    "/%2Fevil.example",
    "/%2f%2fevil.example",
    "/%2f%2fevil.example/%2f..",
    "/mineral/%2f%2fevil.example",
    "/mineral//evil.example",
    "/mineral/https://evil.example",
    "/mineral/..//evil.example",
    "/mineral/..",
    "/https://evil.example",
    "/https:evil.example",
    "/javascript:alert(1)",
    "/mineral/javascript:alert(1)",
    "/data:text/html,<script>alert(1)</script>",
    "/mineral@evil.example",
    "/@evil.example",
    "/.evil.example",
    "/..",
    "/../../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/mineral/../../etc/passwd",
    "/....//....//etc/passwd",
    "/C:/Windows/system.ini",
    "/mineral%0d%0aSet-Cookie:%20evil=1",
    "/%0d%0aSet-Cookie:%20evil=1",
    "/%0d%0a%0d%0a<script>alert(1)</script>",
    "/mineral/cobalt%0d%0aLocation:%20https://evil.example",
    "/mineral/%0aX-Evil:1",
    "/mineral/?next=%0d%0aSet-Cookie:%20evil=1",
    "/mineral/?mineral=//evil.example",
    "/mineral/?//evil.example",
    "/mineral/?\r\nSet-Cookie: evil=1",
    "/mineral/?\x00\x7f\xff",
    "/nonsense?\r\nX-Evil: 1",
    "/evil\x00",
    "/%00",
    "/mineral/%00",
    "/%ff%fe",
    "/mineral/%ff",
    "/mineral/%C0%AE%C0%AE",
    "/%ED%A0%80",
    "/<script>alert(1)</script>",
    "/%3Cscript%3Ealert(1)%3C/script%3E",
    '/mineral/"onmouseover="alert(1)',
    "/mineral/<img src=x onerror=alert(1)>",
    "/mineral/cobalt'%20or%201=1--",
    "/mineral/cobalt&importer=KOR",
    "/mineral/cobalt%26importer=KOR",
    "/mineral/cobalt%3Fimporter=KOR",
    "/mineral/cobalt%23part",
    "/mineral/{{7*7}}",
    "/mineral/${jndi:ldap://evil.example}",
    "/mineral/%25%30%30",
    "/mineral/%252f%252fevil.example",
    "/mineral/" + "a" * 41,
    "/mineral/" + "é" * 10,
    "/mineral/\u202ecobalt",
    "/" + "a" * 100_000,
    "/" + "." * 100_000 + "x",
    "/" + "/" * 100_000,
    "/mineral" + "/a" * 50_000,
    "/mineral/?" + "a=1&" * 20_000,
    "/.git/config",
    "/.env",
    "/wp-admin/setup.php",
    "/__proto__",
    "/mineral/__proto__",
    "/constructor",
    "/%F0%9F%92%A3",
    "*",
    "",
    "http://evil.example/mineral",
)


def ask(
    address: str,
    method: str = "GET",
    accept: str | None = BROWSER,
    root_path: str = "",
    base: str = "",
    document: str = "",
) -> tuple[int, dict[str, str], str]:
    """What the middleware answers to a request line, as a server would hand it on; 200 where Streamlit answers."""
    raw, _mark, query = address.encode("utf-8", "surrogatepass").partition(b"?")
    scope = {
        "type": "http",
        "method": method,
        "path": unquote_to_bytes(raw).decode("utf-8", "replace"),
        "raw_path": raw,
        "query_string": query,
        "root_path": root_path,
        "headers": [(b"host", b"evil.example")] + ([(b"accept", accept.encode())] if accept is not None else []),
    }
    sent = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    app = Addresses(PlainTextResponse("Streamlit"), PAGES, SUBJECTS, lambda: base, document)
    asyncio.run(app(scope, receive, send))
    headers = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent).decode()


@pytest.mark.parametrize(("address", "where"), MEANT.items())
def test_an_address_leads_to_what_was_meant(address: str, where: str | None) -> None:
    status, headers, body = ask(address)
    if where is None:
        assert (status, body) == (200, "Streamlit")
    else:
        assert (status, headers["location"], body) == (302, where, "")
        assert ask(where)[0] == 200, "a redirect leads to a page at once"


@pytest.mark.parametrize(
    ("address", "root_path", "base", "answered"),
    [
        ("/", "", "", True),
        ("/mineral?mineral=cobalt", "", "", True),
        ("/minerals/mineral", "", "minerals", True),
        ("/minerals/", "/minerals", "", True),
        ("/minerals", "/minerals", "", False),  # files of the document are found below the slash: Streamlit adds it
        ("/_stcore/health", "", "", False),
        ("/elsewhere", "", "minerals", False),
    ],
)
def test_a_page_is_answered_with_the_document(address: str, root_path: str, base: str, answered: bool) -> None:
    status, headers, body = ask(address, root_path=root_path, base=base, document="<p>ours</p>")
    assert (status, body) == (200, "<p>ours</p>" if answered else "Streamlit")
    assert headers.get("cache-control") == ("no-cache" if answered else None)
    assert ask(address, accept="*/*", root_path=root_path, base=base, document="<p>ours</p>")[2] == "Streamlit"


def safe(address: str) -> None:
    """The answer is a page of ours: no other host, no other header, nothing of the path but a plain identifier."""
    status, headers, body = ask(address)
    if status == 200:
        assert body == "Streamlit"
        return
    assert status == 302 and body == "" and set(headers) == {"location", "content-length"}
    where = headers["location"]
    assert where.startswith("/") and not where.startswith(("//", "/\\"))
    assert where.isascii() and where.isprintable() and " " not in where and '"' not in where and "<" not in where
    parts = urlsplit(where)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("", "", "")
    assert parts.path in {"/", *(f"/{page}" for page in PAGES[1:])}
    own = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if "?" not in address:
        assert set(own) <= {"lost", "mineral", "country"}
        assert all(len(value) <= 40 and value.replace("_", "").isalnum() for value in own.values())
    assert ask(where)[0] == 200


@pytest.mark.parametrize("address", HOSTILE, ids=lambda address: repr(address[:50]))
def test_a_hostile_address_leads_to_a_page_and_nowhere_else(address: str) -> None:
    began = time.process_time()
    safe(address)
    assert time.process_time() - began < 1, "a long address must not keep the server busy"


TEXT = strategies.text(strategies.characters(exclude_categories=["Cs"]))
NEARLY = strategies.text("/\\.%25fFeEmineralMcoutry?&=#:@\r\n")


@given(TEXT | NEARLY)
def test_no_address_at_all_leads_elsewhere(rest: str) -> None:
    safe(f"/{rest}")
    page, _parameters = target(rest, PAGES, SUBJECTS)
    assert page in ("", *PAGES[1:])


@pytest.mark.parametrize(
    ("method", "accept"),
    [
        ("POST", BROWSER),
        ("PUT", BROWSER),
        ("OPTIONS", BROWSER),
        ("GET", "*/*"),
        ("GET", None),
        ("GET", "image/avif,*/*"),
    ],
)
def test_only_a_browser_that_opens_a_page_is_redirected(method: str, accept: str | None) -> None:
    assert ask("/mineral/cobalt", method, accept)[0] == 200
    assert ask("/mineral/cobalt", "HEAD")[0] == 302


@pytest.mark.parametrize("address", [f"/{name}" for name in RESERVED] + [f"/{name}/x/y.js" for name in RESERVED])
def test_what_streamlit_serves_is_left_alone(address: str) -> None:
    assert ask(address)[0] == 200
    assert ask(f"/tool{address}", base="tool")[0] == 200


@pytest.mark.parametrize("address", ["/mineral/_stcore/health", "/a/b/_stcore/host-config", "/_stcore/upload_file/a/b"])
def test_the_search_for_the_server_below_a_page_is_left_alone(address: str) -> None:
    assert ask(address)[0] == 200


def test_every_file_of_streamlit_at_the_root_is_reserved() -> None:
    files = {path.name for path in Path(file_util.get_static_dir()).iterdir()}
    assert files - set(RESERVED) == {"index.html"}


@pytest.mark.parametrize("root_path, base", [("/tool", ""), ("", "tool"), ("", "/tool/"), ("/office", "tool")])
def test_the_path_before_the_dashboard_is_kept(root_path: str, base: str) -> None:
    prefix = root_path + (f"/{base.strip('/')}" if base else "")
    for address, where in MEANT.items():
        status, headers, _body = ask(prefix + address, root_path=root_path, base=base)
        assert (status, headers.get("location")) == ((200, None) if where is None else (302, prefix + where)), address
    assert ask(prefix, root_path=root_path, base=base)[0] == 200
    assert ask(f"{prefix}x/mineral/cobalt", root_path=root_path, base=base)[0] == 200, "not ours"
