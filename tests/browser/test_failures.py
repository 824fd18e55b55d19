"""The database goes away under an open browser: a sentence on the screen, and all is well once it is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from capaian.access import Role
from tests.browser.conftest import Server, let_in, running_server

pytestmark = pytest.mark.browser

GONE = "Berkas basis data tidak ada di tempatnya."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("failures")) as started:
        yield started


@pytest.fixture
def page(chromium, server: Server) -> Iterator[Page]:
    """Not watched for errors in the console: a page of status 503 is one."""
    context = chromium.new_context(base_url=server.url, locale="id-ID")
    context.set_default_timeout(30_000)
    let_in(context, server, Role.ADMINISTRATOR)
    yield context.new_page()
    context.close()


def test_a_backup_is_made_and_while_the_database_is_away_a_sentence_says_so(server: Server, page: Page) -> None:
    page.goto("/cadangan")
    page.get_by_role("button", name="Buat cadangan sekarang").click()
    expect(page.get_by_text("Cadangan dibuat, dibuka lagi, dan isinya cocok.")).to_be_visible()
    live, aside = server.folder / "capaian.db", Path(f"{server.folder}/aside.db")
    live.rename(aside)
    page.get_by_role("button", name="Periksa isinya").click()
    expect(page.get_by_text(GONE)).to_be_visible()
    answer = page.goto("/kohort")
    assert answer is not None
    assert answer.status == 503
    expect(page.get_by_role("heading", name="Data belum dapat dibuka")).to_be_visible()
    expect(page.get_by_text(GONE)).to_be_visible()
    aside.rename(live)
    page.get_by_role("link", name="Coba lagi").click()
    expect(page.get_by_role("heading", name="Kohort", exact=True)).to_be_visible()
    assert "Traceback" not in server.said()
