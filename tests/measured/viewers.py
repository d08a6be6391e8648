"""Viewers that speak Streamlit's own protocol, so that a server can be measured without a browser."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect  # comes with Streamlit

from .servers import Server

# Pages and what is chosen on them; each viewer goes through them in an order of his own.
CHOICES = {
    "": ("", "importer=KOR", "importer=EU27", "importer=USA&basis=quantity", "importer=IND&year=2019", "stage=refined"),
    "mineral": ("", "mineral=cobalt", "mineral=lithium&importer=KOR", "mineral=graphite", "mineral=gallium"),
    "country": ("", "country=KAZ", "country=UZB", "country=JPN&role=importer"),
    "compare": ("", "view=lines", "view=map", "view=changes", "metric=hhi"),
    "diversification": ("", "question=trend", "question=cut", "question=league", "mineral=cobalt&importer=EU27"),
    "commitments": ("", "part=commitments", "part=controls", "part=claims"),
    "data": ("", "topic=checks", "topic=downloads"),
}
# Nobody asks for these otherwise.
RARE = (
    ("", "importer=FRA&year=2012"),
    ("", "importer=DEU&year=2009&china=plus"),
    ("mineral", "mineral=tungsten&importer=FRA&year=2013"),
    ("mineral", "mineral=nickel&importer=DEU&year=2011"),
    ("country", "country=AUS&year=2014"),
    ("country", "country=CHL&role=exporter&year=2016"),
    ("compare", "view=lines&mineral=vanadium&year=2015"),
    ("diversification", "question=trend&mineral=tungsten&importer=FRA&year=2017"),
    ("diversification", "question=league&importer=ITA&year=2018"),
)
SHARE_OF_MOVES = 0.3  # how often a viewer goes to another page rather than choosing again on his
LATE = 0.03  # seconds that a server is given to tidy up after a run, before its processor time is read
PATIENCE = 180


class Viewer:
    """One session of a server."""

    def __init__(self, server: Server, socket: ClientConnection) -> None:
        self.server = server
        self._socket = socket

    def ask(self, path: str, query: str) -> float:
        """Open a page with this choice and the first chart that waits to be seen; processor seconds of the server.

        Raises:
            RuntimeError: the page shows an exception.
        """
        before = self.server.processor()
        waiting = self._run(path, query)
        if waiting is not None:
            self._run(path, query, *waiting)
        time.sleep(LATE)
        return self.server.processor() - before

    def _run(self, path: str, query: str, watcher: str = "", fragment: str = "") -> tuple[str, str] | None:
        """One run of the script; the first watcher of a chart that waits, and its fragment, if there is one."""
        message = BackMsg()
        message.rerun_script.query_string, message.rerun_script.page_name = query, path
        if watcher:
            message.rerun_script.fragment_id = fragment
            seen = json.dumps([{"event": "seen", "value": True}])
            message.rerun_script.widget_states.widgets.add(
                id=_make_trigger_id(watcher, "events"), json_trigger_value=seen
            )
        self._socket.send(message.SerializeToString())
        waiting = None
        while True:
            answer = ForwardMsg.FromString(self._socket.recv(timeout=PATIENCE))
            if answer.WhichOneof("type") == "script_finished":
                return waiting
            if answer.WhichOneof("type") == "delta" and answer.delta.WhichOneof("type") == "new_element":
                element = answer.delta.new_element
                if element.WhichOneof("type") == "exception":
                    raise RuntimeError(f"/{path}?{query}: {element.exception.message}")
                watches = element.WhichOneof("type") == "bidi_component" and "-seen_" in element.bidi_component.id
                if watches and waiting is None:
                    waiting = (element.bidi_component.id, answer.delta.fragment_id)


@contextmanager
def session(server: Server) -> Iterator[Viewer]:
    """A viewer who comes, and leaves."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, ping_interval=None) as socket:
        yield Viewer(server, socket)


def walk(seed: int, length: int) -> list[tuple[str, str]]:
    """Pages and choices of one viewer, in turn."""
    order = random.Random(seed)
    path, steps = order.choice(list(CHOICES)), []
    for _ in range(length):
        if order.random() < SHARE_OF_MOVES:
            path = order.choice(list(CHOICES))
        steps.append((path, order.choice(CHOICES[path])))
    return steps


def mixed(servers: list[Server], viewers: int, length: int) -> list[list[float]]:
    """Processor seconds of each rerun by server: the same walks, in turn; the first walk warms up and is left out."""
    spent: list[list[float]] = [[] for _ in servers]
    for seed in range(viewers + 1):
        steps = walk(seed, length) if seed else [(path, query) for path in CHOICES for query in CHOICES[path]]
        with ExitStack() as open_now:
            sessions = [open_now.enter_context(session(server)) for server in servers]
            for one in sessions:
                one.ask("", "")
            for number, (path, query) in enumerate(steps):
                turn = list(zip(sessions, spent, strict=True))
                for one, times in turn if number % 2 else reversed(turn):  # nobody is always the first
                    taken = one.ask(path, query)
                    if seed:
                        times.append(taken)
    return spent


def first_and_second(server: Server) -> list[tuple[str, float, float]]:
    """Address, and processor seconds of the first and of the second viewer of a choice that was not asked before."""
    found = []
    with session(server) as first, session(server) as second:
        for path, query in RARE:
            first.ask(path, "")
            second.ask(path, "")
            found.append((f"/{path}?{query}", first.ask(path, query), second.ask(path, query)))
    return found
