"""The real server and the system's Chromium; every page that is opened here is watched.

A test that ends with an error in the browser's console, with a failed request, or with a request
to any other host than the server has failed.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from capaian.access import LOCAL_USER, Role
from capaian.store import Store, has_accounts, load_accounts, open_store
from tests.people import ADMINISTRATOR, account_of, first_administrator, session_of

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
expect.set_options(timeout=30_000)
DESKTOP = (1366, 768)
PHONE = (390, 844)


@dataclass
class Server:
    """A running server. url: without a slash at its end. folder: its data. log: all it has said."""

    url: str
    folder: Path
    log: Path

    def said(self) -> str:
        return self.log.read_text("utf-8", errors="replace")


@dataclass
class Watch:
    """What a context's pages did: errors in the console, hosts that were asked."""

    own: str
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def follow(self, page: Page) -> None:
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))

    def _asked(self, url: str) -> None:
        if urlsplit(url).scheme in ("http", "https", "ws", "wss"):
            self.hosts.add(urlsplit(url).netloc)

    @property
    def foreign(self) -> set[str]:
        return self.hosts - {urlsplit(self.own).netloc}


@contextmanager
def running_server(folder: Path, script: Path = ROOT / "app.py", **environment: str) -> Iterator[Server]:
    """The server of a script on a free port of this computer, with its own empty data folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "server.log"
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CAPAIAN_", "STREAMLIT_"))}
    given = {**clean, "CAPAIAN_DATA_FOLDER": str(folder), "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=said, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", folder, log)
    try:
        _wait_until_healthy(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode}:\n{server.said()}")
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the server did not answer in 90 s:\n{server.said()}")


@contextmanager
def store_behind(server: Server) -> Iterator[Store]:
    """The school's own database of a running server."""
    store = open_store(f"sqlite:///{server.folder / 'capaian.db'}")
    try:
        yield store
    finally:
        store.close()


def token_for(server: Server, role: Role, **assigned: Any) -> str:
    """The token of a new session of somebody with this role; the account is made where there is none.

    Where the school has no account at all, its administrator is made first, and the school with it.
    """
    token = secrets.token_urlsafe(32)
    with store_behind(server) as store:
        if not has_accounts(store):
            first_administrator(store)
        known = {account.username: account for account in load_accounts(store, LOCAL_USER)}
        username = ADMINISTRATOR if role is Role.ADMINISTRATOR else role.value
        if username not in known:
            account_of(store, role, **assigned, settled=True)
        session_of(store, token, username=username)
    return token


def let_in(context: BrowserContext, server: Server, role: Role, **assigned: Any) -> None:
    """The browser is signed in as somebody with this role: let_in(context, server, Role.TEACHER, cohorts=[1])."""
    token = token_for(server, role, **assigned)
    context.add_cookies([{"name": "capaian_session", "value": token, "url": server.url, "httpOnly": True}])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        pytest.fail(f"none of {', '.join(CHROMIUM_NAMES)} is installed; .ci/run installs chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One freshly started server a test module, with an empty data folder."""
    with running_server(tmp_path_factory.mktemp("data")) as started:
        yield started


OpenContext = Callable[..., tuple[BrowserContext, Watch]]


@pytest.fixture
def open_context(chromium: Browser) -> Iterator[OpenContext]:
    """Makes a watched context: open_context(server, DESKTOP, locale="id-ID"); what it did is judged at the end.

    role: whom it is signed in as, with `cohorts` and `classes` where they are assigned.
    """
    opened: list[tuple[BrowserContext, Watch]] = []

    def make(
        server: Server,
        size: tuple[int, int] = DESKTOP,
        *,
        locale: str = "id-ID",
        scheme: str = "light",
        role: Role | None = None,
        **assigned: Any,
    ) -> tuple[BrowserContext, Watch]:
        phone = size == PHONE
        context = chromium.new_context(
            base_url=server.url,
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            timezone_id="Asia/Makassar",
            color_scheme="dark" if scheme == "dark" else "light",
            has_touch=phone,
            is_mobile=phone,
            accept_downloads=True,
        )
        context.set_default_timeout(30_000)
        if role is not None:
            let_in(context, server, role, **assigned)
        watch = Watch(server.url)
        context.on("page", watch.follow)
        opened.append((context, watch))
        return context, watch

    yield make
    for context, _ in opened:
        context.close()
    for _, watch in opened:
        assert watch.errors == []
        assert watch.foreign == set()


@pytest.fixture
def desktop(open_context: OpenContext, server: Server) -> Page:
    """A page of 1366 x 768, as on a school laptop."""
    return open_context(server, DESKTOP)[0].new_page()


@pytest.fixture
def phone(open_context: OpenContext, server: Server) -> Page:
    """A page of 390 x 844, as on a telephone."""
    return open_context(server, PHONE)[0].new_page()
