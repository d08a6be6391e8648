"""The running server: it knows every page, and what Streamlit serves is as it was."""

from __future__ import annotations

import ast
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest

import dashboard
from dashboard.pages import PAGES

TAKES_FILES = {"file_uploader", "camera_input", "audio_input", "chat_input", "eval", "exec", "pickle"}
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given: object) -> None:
        return None


def fetch(url: str, accept: str = BROWSER) -> tuple[int, str | None, str]:
    """Status, where it leads and kind of what a running dashboard answers."""
    try:
        answer = urllib.request.build_opener(_Stay).open(urllib.request.Request(url, headers={"Accept": accept}))
    except HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers["Location"], answer.headers.get_content_type()


def test_the_server_knows_every_page(address: str) -> None:
    for number, page in enumerate(PAGES):
        assert fetch(f"{address}{page.path}.")[:2] == (302, "/" if number == 0 else f"/{page.path}")
    assert fetch(f"{address}mineral/cobalt")[:2] == (302, "/mineral?mineral=cobalt")
    assert fetch(f"{address}country/KAZ")[:2] == (302, "/country?country=KAZ")


def test_the_server_answers_as_before_where_no_page_is_asked_for(address: str) -> None:
    assert fetch(f"{address}_stcore/health") == (200, None, "text/plain")
    assert fetch(f"{address}favicon.png") == (200, None, "image/png")
    assert fetch(f"{address}mineral/_stcore/health")[0] == 404
    assert fetch(f"{address}app/static/topojson/world_110m.json")[::2] == (200, "application/json")
    assert fetch(f"{address}mineral")[::2] == (200, "text/html")


def test_every_page_comes_with_its_name_and_styles(address: str) -> None:
    for page in ("", "mineral", "data?topic=codes"):
        request = urllib.request.Request(f"{address}{page}", headers={"Accept": BROWSER})
        with urllib.request.urlopen(request) as answer:
            text = answer.read().decode()
        assert "<title>Critical minerals" in text and ".st-key-header" in text


def test_no_page_takes_a_file_or_code() -> None:
    """What a reader sends is a choice among what the database knows, or a number."""
    found = []
    for path in sorted(Path(dashboard.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "name", None)
            found += [f"{path.name}:{node.lineno} {name}"] if name in TAKES_FILES else []
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "opened", "said"),
    [
        ("mineral/cobalt", "mineral?mineral=cobalt", "cobalt"),
        ("country/KAZ", "country?country=KAZ", "Kazakhstan"),
        ("Mineral/", "mineral", "rare earths"),
        ("nonsense/deep/path", "", "Japan"),
    ],
)
def test_an_address_opens_a_page_with_an_answer(visit, address: str, typed: str, opened: str, said: str) -> None:
    visit.page.goto(f"{address}{typed}")
    visit.settle(said)
    visit.page.locator(".data-table").first.wait_for(state="attached")
    assert visit.page.url.startswith(f"{address}{opened}")
    assert visit.page.locator("[data-testid=stException]").count() == 0
    # On every page but the first, Streamlit's script looks for the server below the page before it looks above.
    assert [said for said in visit.errors if "404" not in said] == []
