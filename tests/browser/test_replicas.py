"""Two processes on one PostgreSQL behind the documented Caddy: one is killed under load, and everybody goes on."""

import http.client
import os
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from bench.clusters import servers
from bench.load import process_of
from capaian.access import LOCAL_USER, Role
from capaian.store import Store, load_cohorts, load_imports, make_demonstration, migrate, open_store
from tests.browser.client import Answer, Client, words_of
from tests.browser.conftest import ROOT, Server, running_server
from tests.people import account_of, session_of

pytestmark = pytest.mark.browser

CADDYFILE = ROOT / "docs" / "deployment" / "Caddyfile.replicas"
VIEWERS = 6
SECRET = "rahasia bersama dua proses di belakang satu pintu"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Proxied(Client):
    """A client that comes through Caddy, as a browser does: with TLS, and with the cookie of its process."""

    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    process: str = ""

    def ask(self, path: str, **_given: object) -> Answer:
        place = urlsplit(self.server.url).netloc
        connection = http.client.HTTPSConnection(place, timeout=60, context=self.trusted)
        try:
            connection.request("GET", path, headers={**self._cookie(), "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            if "capaian_process=" in told.get("set-cookie", ""):
                self.process = told["set-cookie"].partition("capaian_process=")[2].partition(";")[0]
            return Answer(answer.status, told, answer.read())
        finally:
            connection.close()

    @contextmanager
    def connected(self, **_given: object) -> Iterator[ClientConnection]:
        with connect(
            f"wss://{urlsplit(self.server.url).netloc}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit"), Subprotocol("none")],
            additional_headers=self._cookie(),
            origin=self.server.url,
            max_size=None,
            open_timeout=60,
            proxy=None,
            ssl=self.trusted,
        ) as opened:
            yield opened

    def _cookie(self) -> dict[str, str]:
        return {"Cookie": f"capaian_session={self.token}; capaian_process={self.process}"}


@dataclass
class Replicas:
    """site: what people open. processes: the two behind it."""

    site: Server
    processes: list[Server]
    store: Store
    trusted: ssl.SSLContext


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    folder = tmp_path_factory.mktemp("replicas")
    port, admin, plain = free_port(), free_port(), free_port()
    with ExitStack() as stack:
        (database,) = stack.enter_context(servers(1))
        url = database.render_as_string(hide_password=False)
        store = open_store(url)
        stack.callback(store.close)
        migrate(store)
        make_demonstration(store)
        account_of(store, Role.ADMINISTRATOR, settled=True)
        given = {
            "CAPAIAN_DATABASE_URL": url, "CAPAIAN_COOKIE_SECRET": SECRET, "CAPAIAN_PUBLIC_URL": f"https://localhost:{port}",
        }  # fmt: skip
        processes = [stack.enter_context(running_server(folder / name, **given)) for name in ("one", "two")]
        environment = {
            **os.environ, "XDG_DATA_HOME": str(folder / "caddy"), "XDG_CONFIG_HOME": str(folder / "caddy"),
            "CAPAIAN_CADDY_ADMIN": f"127.0.0.1:{admin}", "CAPAIAN_CADDY_HTTP": str(plain),
            "CAPAIAN_SITE": f"https://localhost:{port}",
            "CAPAIAN_PROCESSES": " ".join(urlsplit(one.url).netloc for one in processes),
        }  # fmt: skip
        log = folder / "caddy.log"
        caddy = stack.enter_context(_caddy(environment, log))
        root = folder / "caddy" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        _wait(root, port, caddy, log)
        trusted = ssl.create_default_context(cafile=root)
        yield Replicas(Server(f"https://localhost:{port}", folder, log), processes, store, trusted)


@contextmanager
def _caddy(environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = ["caddy", "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    with log.open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _wait(root: Path, port: int, caddy: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and caddy.poll() is None:
        with socket.socket() as probe:
            if root.exists() and probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"Caddy did not start:\n{log.read_text()}")


@dataclass
class Viewer:
    """Somebody who clicks on and on, and connects again when the line is cut, as Streamlit's page does."""

    client: Proxied
    seen: int = 0
    again: int = 0
    wrong: list[str] = field(default_factory=list)

    def keep_clicking(self, cohorts: list[int], done: threading.Event) -> None:
        while not done.is_set():
            try:
                self.client.ask("/")
                with self.client.connected() as line:
                    while not done.is_set():
                        told = words_of(self.client.run(line, "kohort", f"kohort={cohorts[self.seen % len(cohorts)]}"))
                        if "exception {" in told:
                            self.wrong.append(told[:500])
                        self.seen += 1
                        self.client.frames.clear()
            except (ConnectionClosed, InvalidHandshake, OSError, TimeoutError):
                self.again += 1
                done.wait(0.2)


def viewer(replicas: Replicas, number: int) -> Viewer:
    token = f"penonton-{number}"
    session_of(replicas.store, token, username=Role.ADMINISTRATOR.value)
    client = Proxied(replicas.site, token, trusted=replicas.trusted)
    return Viewer(client)


def test_one_of_two_processes_dies_under_load_and_everybody_goes_on(replicas: Replicas, chromium: Browser) -> None:
    cohorts = [one.id for one in load_cohorts(replicas.store, LOCAL_USER)]
    imports = len(load_imports(replicas.store, LOCAL_USER))
    viewers, done = [viewer(replicas, n) for n in range(VIEWERS)], threading.Event()
    session_of(replicas.store, "peramban", username=Role.ADMINISTRATOR.value)
    threads = [threading.Thread(target=one.keep_clicking, args=(cohorts, done), daemon=True) for one in viewers]
    context = chromium.new_context(base_url=replicas.site.url, ignore_https_errors=True, locale="id-ID")
    context.set_default_timeout(60_000)
    place = {"name": "capaian_session", "value": "peramban", "url": replicas.site.url, "httpOnly": True}
    context.add_cookies([place])
    try:
        for thread in threads:
            thread.start()
        page = context.new_page()
        page.goto(f"/kohort?kohort={cohorts[0]}")
        expect(page.get_by_role("heading", level=1, name="Kohort")).to_be_visible(timeout=60_000)
        _until(lambda: all(one.seen >= 2 for one in viewers))
        assert len({one.client.process for one in viewers}) == 2  # both processes have some of them
        os.kill(process_of(replicas.processes[0]), signal.SIGKILL)
        stood = [one.seen for one in viewers]
        _until(lambda: all(one.seen >= seen + 2 for one, seen in zip(viewers, stood, strict=True)))
        page.goto(f"/kohort?kohort={cohorts[1]}")
        expect(page.get_by_role("heading", level=1, name="Kohort")).to_be_visible(timeout=60_000)
    finally:
        done.set()
        for thread in threads:
            thread.join(60)
        context.close()
    assert [one.wrong for one in viewers if one.wrong] == []
    assert len({one.client.process for one in viewers}) == 1
    assert sum(one.again for one in viewers) > 0
    assert len(load_imports(replicas.store, LOCAL_USER)) == imports


def test_what_comes_through_caddy_is_compressed_and_does_not_say_what_serves_it(replicas: Replicas) -> None:
    answer = viewer(replicas, 99).client.ask("/")
    assert answer.status == 200
    assert answer.headers.get("content-encoding") == "gzip"
    assert "server" not in answer.headers


def _until(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.1)
