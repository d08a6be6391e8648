"""Servers to measure: a dashboard of this or another checkout, and a bare Streamlit page with one Plotly chart."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# One selectbox and one chart of the size that the address asks for: what no page can do without.
BARE = """
import numpy as np
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
asked = st.query_params
traces, points = int(asked["traces"]), int(asked["points"])
year = st.selectbox("Year", range(2024, 1994, -1), key="year")
values = np.random.default_rng(year).random(points)
kind = go.Bar if asked["kind"] == "bar" else go.Scatter
each = [kind(x=np.arange(points)[part::traces], y=values[part::traces]) for part in range(traces)]
st.plotly_chart(go.Figure(each, layout={"height": int(asked["height"])}), key="chart")
"""


@dataclass(frozen=True)
class Server:
    """A running server."""

    pid: int
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def processor(self) -> float:
        """Seconds of processor time that its threads have taken so far, kernel included."""
        return time.clock_gettime((~self.pid << 3) | 2)  # what clock_getcpuclockid(3) makes of a process (Linux)


@contextmanager
def dashboard(checkout: Path, database: str, *options: str) -> Iterator[Server]:
    """The dashboard of a checkout over a database."""
    with _running(checkout / "dashboard" / "server.py", checkout, options, {"MINERALS_DB": database}) as server:
        yield server


@contextmanager
def bare(folder: Path) -> Iterator[Server]:
    """The bare page; its script is written to the folder."""
    script = folder / "bare.py"
    script.write_text(BARE, "utf-8")
    with _running(script, folder, ("--browser.gatherUsageStats=false", "--server.fileWatcherType=none"), {}) as server:
        yield server


@contextmanager
def _running(script: Path, folder: Path, options: tuple[str, ...], more: dict[str, str]) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1", *options]
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **more}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(health: str, process: subprocess.Popen) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{' '.join(process.args)} did not start")
