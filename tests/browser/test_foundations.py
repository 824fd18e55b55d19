"""A freshly started server, opened as people open it: by any address, in either language, on a laptop and a phone."""

import re
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from capaian.access import VISITOR
from capaian.web.headers import SECURITY_HEADERS
from capaian.web.screens import SCREENS, in_menu
from tests.browser.conftest import DESKTOP, PHONE, ROOT, OpenContext, Server, running_server

pytestmark = pytest.mark.browser


def get(server: Server, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text of one plain request, redirects not followed."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose demonstration school has been made."""
    with running_server(tmp_path_factory.mktemp("demo")) as server:
        code = "from capaian.web.schools import open_demo; open_demo()"
        environment = {"CAPAIAN_DATA_FOLDER": str(server.folder), "PATH": "", "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, timeout=120)
        yield server


@pytest.mark.parametrize("address", ["kohort", "akun"])
def test_a_page_opened_first_by_its_address_is_answered_by_the_router(
    address: str, tmp_path: Path, open_context: OpenContext
) -> None:
    """The first visitor after a start: where `pages/` lay beside the entry script, the page would run without it.

    A page of the menu and one that is not; that nobody gets past the router is asked of all in tests/web/test_page.py.
    """
    with running_server(tmp_path / "fresh") as fresh:
        page = open_context(fresh, DESKTOP)[0].new_page()
        page.goto(f"/{address}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Mulai")
        expect(page).to_have_url(re.compile(r"/mulai$"))
        expect(page).to_have_title("Mulai · Capaian")
        expect(page.get_by_role("link", name="Kohort")).to_have_count(0)
        page.context.close()


def test_the_first_address_leads_to_the_setup_page(phone: Page) -> None:
    phone.goto("/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Mulai")
    expect(phone).to_have_url(re.compile(r"/mulai$"))
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_address_that_does_not_exist_says_so_in_our_words(server: Server, open_context: OpenContext) -> None:
    context, watch = open_context(server, PHONE)
    page = context.new_page()
    page.goto("/tidak-ada")
    expect(page.get_by_role("heading", level=1)).to_have_text("Halaman tidak ditemukan")
    page.get_by_role("link", name="Buka halaman awal").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mulai")
    assert [each for each in watch.errors if "404" not in each] == []
    watch.errors.clear()


def test_the_language_is_chosen_with_one_click_and_kept(desktop: Page) -> None:
    desktop.goto("/mulai")
    expect(desktop.locator("html")).to_have_attribute("lang", "id")
    desktop.get_by_role("link", name="English").click()
    expect(desktop.locator("html")).to_have_attribute("lang", "en")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Start")
    expect(desktop).to_have_url(re.compile(r"/mulai$"))
    expect(desktop.get_by_role("link", name="Skip to main content")).to_have_count(1)
    assert len(desktop.context.pages) == 1
    (cookie,) = (c for c in desktop.context.cookies() if c["name"] == "capaian_language")  # pyright: ignore[reportTypedDictNotRequiredAccess]
    assert cookie.get("httpOnly") is True
    desktop.reload()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Start")
    desktop.get_by_role("link", name="Bahasa Indonesia").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Mulai")
    expect(desktop.get_by_role("link", name="Lewati ke isi")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["laptop", "phone"])
def test_the_demonstration_opens_says_what_it_is_and_can_be_left(
    demo: Server, open_context: OpenContext, size: tuple[int, int]
) -> None:
    page = open_context(demo, size)[0].new_page()
    page.goto("/pilih/sekolah/contoh?ke=/kohort")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kohort")
    expect(page.get_by_text("semua nama dan nilai rekaan")).to_be_visible()
    page.get_by_role("link", name="Pakai data sekolah sendiri").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mulai")
    expect(page.get_by_text("semua nama dan nilai rekaan")).to_have_count(0)


def test_the_setup_page_makes_the_demonstration_and_leads_into_it(server: Server, open_context: OpenContext) -> None:
    """The run cannot redirect the browser; our script follows the link it has drawn (capaian/web/ways.py)."""
    page = open_context(server, PHONE)[0].new_page()
    page.goto("/mulai")
    page.get_by_role("button", name="Lihat contoh").click()
    expect(page).to_have_url(re.compile(r"/ringkasan(\?|$)"), timeout=60_000)
    expect(page.get_by_text("semua nama dan nilai rekaan")).to_be_visible()
    assert len(page.context.pages) == 1


def test_every_page_of_the_demonstration_opens_by_its_address(demo: Server, open_context: OpenContext) -> None:
    page = open_context(demo, DESKTOP)[0].new_page()
    seen = sum(in_menu(each, VISITOR) for each in SCREENS)
    for screen in SCREENS:
        page.goto("/pilih/sekolah/contoh?ke=/" + screen.address)
        expect(page).to_have_url(re.compile(rf"/{screen.address}(\?|$)"))
        expect(page.get_by_text("semua nama dan nilai rekaan")).to_be_visible()
        expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(seen)
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        expect(page.get_by_text("Terjadi kesalahan")).to_have_count(0)


def test_every_kind_of_answer_carries_the_security_headers(server: Server) -> None:
    script = re.search(r'src="(/capaian/kata[^"]+)"', get(server, "/")[2])
    assert script
    for path in (
        "/",
        "/kohort",
        script[1],
        "/_stcore/health",
        "/_stcore/metrics",
        "/media/none.xlsx",
        "/pilih/bahasa/en",
    ):
        headers = get(server, path)[1]
        assert {k.lower(): v for k, v in SECURITY_HEADERS.items()}.items() <= headers.items(), path


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/_stcore/health", {}, 200),
        ("/_stcore/metrics", {}, 404),
        ("/_stcore/agent/openapi.json", {}, 404),
        ("/kohort", {"Host": "evil.example"}, 403),
        ("/_stcore/health", {"Host": "evil.example"}, 403),
        ("/pilih/bahasa/en?ke=//evil.example", {}, 303),
    ],
)
def test_who_is_let_in(server: Server, path: str, headers: dict[str, str], status: int) -> None:
    answered, said, _ = get(server, path, **headers)
    assert answered == status
    assert said.get("location", "/") == "/"


def test_a_page_of_another_site_cannot_connect(server: Server) -> None:
    """The same computer under another name: the websocket and the pages are refused."""
    status, _, _ = get(server, "/kohort", Host="127.0.0.1.evil.example")
    assert status == 403
    connect = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    assert get(server, "/_stcore/stream", Origin="http://evil.example", **connect, **key)[0] == 403
    assert get(server, "/_stcore/stream", Origin=server.url, Host="evil.example", **connect, **key)[0] == 403


def test_the_server_says_where_to_look_in_indonesian(server: Server) -> None:
    assert f"Capaian siap. Buka {server.url} di peramban." in server.said()
    assert "streamlit" not in server.said().lower()


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"STREAMLIT_SERVER_ADDRESS": "127.0.0.2"}, "127.0.0.2"),
        ({"STREAMLIT_SERVER_ADDRESS": "127.0.0.2", "CAPAIAN_ALLOW_HTTP_ON_LAN": "yes"}, "belum ada akun"),
        ({"CAPAIAN_PUBLIC_URL": "https://capaian.sekolah.sch.id"}, "python -m capaian user add"),
        ({"CAPAIAN_COOKIE_SECRET": "pendek"}, "CAPAIAN_COOKIE_SECRET"),
        ({"CAPAIAN_PROT": "1"}, "CAPAIAN_PROT"),
        ({"STREAMLIT_SERVER_ENABLE_AGENT_API": "true"}, "server.enableAgentApi"),
    ],
)
def test_it_refuses_to_start_where_it_would_be_open(environment: dict[str, str], said: str, tmp_path: Path) -> None:
    """127.0.0.2 stands for any address but our own: a test must not listen on a real one."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", "0"]
    given = {"CAPAIAN_DATA_FOLDER": str(tmp_path), "PATH": "", "HOME": str(tmp_path), **environment}
    ended = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, timeout=90, text=True, check=False)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
