"""Many people at once on the real server, each a websocket session that speaks as Streamlit's own page does.

python -m bench.load [--viewers 100] [--minutes 10] [--peer-minutes 1]

Viewers open another cohort on Kohort every 5 to 15 s; 4 teachers upload and save a class again and again; 3 pages of
a real Chromium reload meanwhile. A wait is from the click to the end of the run, on the clock. Then the same viewers
on the same page under a plain `streamlit run` without the launcher. Everything on this computer, bounded in time.
"""

import argparse
import itertools
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import numpy as np
from playwright.sync_api import sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

from bench.sheets import write_sheet
from bench.upload import Visitor, changed
from capaian.access import LOCAL_USER, Role
from capaian.reading import read_workbooks
from capaian.store import load_imports, save_cohort, save_import
from tests.browser.client import Client
from tests.browser.conftest import CHROMIUM_FLAGS, CHROMIUM_NAMES, ROOT, Server, running_server, store_behind, token_for

STUDENTS = 200
MARKS = 24
COHORTS = 4
TEACHERS = 4
BROWSERS = 3
THINK = (5.0, 15.0)
MOST_VIEWERS = 500
MOST_MINUTES = 120.0
STARTING = 20.0
"""Seconds over which the viewers arrive."""


@dataclass
class Watched:
    """What happened. waits: seconds of every click after the first view; errors: what went wrong, in words."""

    waits: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    imports: list[float] = field(default_factory=list)
    pages: int = 0
    errors: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def line(self, what: str) -> str:
        """One line of a Markdown table."""
        told = [f"{1000 * np.percentile(self.waits, p):.0f}" for p in (50, 95, 99)] if self.waits else ["-"] * 3
        first = f"{1000 * np.percentile(self.first, 95):.0f}" if self.first else "-"
        memory = f"{self.memory[0]:.0f} to {self.memory[-1]:.0f}, most {max(self.memory):.0f}" if self.memory else "-"
        cells = [what, str(len(self.waits)), *told, first, str(len(self.imports)), str(self.pages)]
        return f"| {' | '.join([*cells, str(len(self.errors)), memory])} |"


HEADING = (
    "| viewers | clicks | p50 ms | p95 ms | p99 ms | first view p95 ms | imports saved | pages of Chromium "
    "| errors | server MB |\n|---|---|---|---|---|---|---|---|---|---|"
)


def main() -> None:
    """Print the table, the machine's load before and after, and the first errors."""
    parser = argparse.ArgumentParser(prog="python -m bench.load")
    parser.add_argument("--viewers", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--peer-minutes", type=float, default=1.0)
    told = parser.parse_args()
    viewers, minutes = min(told.viewers, MOST_VIEWERS), min(told.minutes, MOST_MINUTES)
    print(f"load average before {os.getloadavg()[0]:.1f}\n{HEADING}", flush=True)
    ours = under_load(ROOT / "app.py", viewers, minutes, beside=True)
    print(ours.line(f"{viewers}, with {TEACHERS} teachers and {BROWSERS} pages of Chromium"), flush=True)
    every = [*ours.errors]
    if told.peer_minutes > 0:
        quiet = under_load(ROOT / "app.py", viewers, told.peer_minutes, beside=False)
        print(quiet.line(f"{viewers} alone"), flush=True)
        plain = under_load(ROOT / "capaian" / "web" / "router.py", viewers, told.peer_minutes, beside=False)
        print(plain.line(f"{viewers} alone, plain `streamlit run`"), flush=True)
        every += [*quiet.errors, *plain.errors]
    print(f"load average after {os.getloadavg()[0]:.1f}")
    for error in every[:10]:
        print(f"error: {error}")


def under_load(script: Path, viewers: int, minutes: float, *, beside: bool) -> Watched:
    """A new server with its own data under so many viewers for so long."""
    watched, done = Watched(), threading.Event()
    with TemporaryDirectory() as folder, ExitStack() as stack:
        data = Path(folder) / "data"
        sheet = write_sheet(Path(folder) / "nilai.xlsx", STUDENTS, MARKS).read_bytes()
        server = stack.enter_context(running_server(data, script=ROOT / "app.py"))
        cohorts = prepare(server, sheet)
        tokens = [token_for(server, Role.PRINCIPAL) for _ in range(viewers)]
        if script.name != "app.py":
            server = stack.enter_context(running_server(data, script=script))
        works: list[Callable[[], None]] = [
            lambda token=token, n=n: _look(server, token, cohorts, watched, done, n * STARTING / viewers)
            for n, token in enumerate(tokens)
        ]
        if beside:
            works += [lambda n=n: _teach(server, cohorts[n], sheet, watched, done) for n in range(TEACHERS)]
            works.append(lambda: _browse(server, tokens[0], cohorts, watched, done))
        threads = [threading.Thread(target=_noted, args=(work, watched), daemon=True) for work in works]
        for thread in threads:
            thread.start()
        process = process_of(server)
        ends = time.monotonic() + STARTING + 60 * minutes
        while time.monotonic() < ends:
            watched.memory.append(_megabytes(process))
            time.sleep(2)
        done.set()
        for thread in threads:
            thread.join(90)
        if beside:
            with store_behind(server) as store:
                saved = len(load_imports(store, LOCAL_USER)) - COHORTS
            if saved != len(watched.imports):
                watched.errors.append(f"{len(watched.imports)} imports were acknowledged, {saved} are saved")
    return watched


def prepare(server: Server, sheet: bytes) -> list[int]:
    """A school whose cohorts have the marks of yesterday; their ids."""
    token_for(server, Role.ADMINISTRATOR)
    reading = read_workbooks([("kemarin.xlsx", sheet)])
    made = []
    with store_behind(server) as store:
        for n in range(COHORTS):
            made.append(save_cohort(store, LOCAL_USER, name=f"Angkatan {n + 1}"))
            save_import(store, LOCAL_USER, made[-1], reading)
    return made


def _noted(work: Callable[[], None], watched: Watched) -> None:
    try:
        work()
    except (WebSocketException, OSError, AssertionError, RuntimeError, ValueError) as error:
        watched.errors.append(f"{type(error).__name__}: {error}"[:300])


def _look(
    server: Server, token: str, cohorts: Sequence[int], watched: Watched, done: threading.Event, waits: float
) -> None:
    """One viewer: opens Kohort, then another cohort after every pause."""
    if done.wait(waits):
        return
    chance = random.Random(waits)
    client = Client(server, token)
    with client.connected() as socket:
        before = watched.first
        while not done.is_set():
            began = time.perf_counter()
            told = client.run(socket, "kohort", f"kohort={chance.choice(list(cohorts))}")
            before.append(time.perf_counter() - began)
            before = watched.waits
            _refuse_failed(told)
            client.frames.clear()
            done.wait(chance.uniform(*THINK))


def _refuse_failed(told: Sequence[ForwardMsg]) -> None:
    for message in told:
        if message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(message.delta.new_element.exception.message)


def _teach(server: Server, cohort: int, sheet: bytes, watched: Watched, done: threading.Event) -> None:
    """One teacher: uploads the class, looks, saves; with other marks each time."""
    teacher = Visitor(server)
    for n, content in enumerate(_versions(sheet)):
        if done.is_set():
            return
        began = time.perf_counter()
        teacher.saved(f"nilai {cohort} {n}.xlsx", content, query=f"kohort={cohort}")
        watched.imports.append(time.perf_counter() - began)
        done.wait(random.Random(n).uniform(*THINK))


def _versions(sheet: bytes) -> Iterator[bytes]:
    """Other marks each time: a file that was brought before has nothing left to save."""
    return (changed(sheet, mark) for mark in itertools.cycle(range(40, 90)))


def _browse(server: Server, token: str, cohorts: Sequence[int], watched: Watched, done: threading.Event) -> None:
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        context = chromium.new_context(base_url=server.url, locale="id-ID")
        context.set_default_timeout(60_000)
        context.add_cookies([{"name": "capaian_session", "value": token, "url": server.url, "httpOnly": True}])
        pages = [context.new_page() for _ in range(BROWSERS)]
        for page in pages:
            page.on("pageerror", lambda error: watched.errors.append(f"Chromium: {error}"))
        while not done.is_set():
            for n, page in enumerate(pages):
                page.goto(f"/kohort?kohort={cohorts[n]}")
                page.get_by_role("heading", level=1).first.wait_for()
                watched.pages += 1
            done.wait(THINK[0])
        chromium.close()


def process_of(server: Server) -> int:
    """The process that serves the port."""
    wanted = str(urlsplit(server.url).port).encode()
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"--server.port" in words and words[words.index(b"--server.port") + 1] == wanted:
            return int(place.parent.name)
    raise RuntimeError("no such server")


def _megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main()
