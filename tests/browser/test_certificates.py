"""A list of certificates in the real browser: uploaded, saved, seen on Siswa, and fitting a telephone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from capaian.access import LOCAL_USER, Role
from capaian.reading import read_workbooks
from capaian.store import load_certificate_list, load_cohorts, save_cohort, save_import
from tests.browser.conftest import DESKTOP, PHONE, OpenContext, Server, running_server, store_behind, token_for
from tests.browser.ready import settled
from tests.pages.workbooks import NAMES, first, plain_workbook
from tests.reading.certificate_lists import SCHEME, one_column_a_unit, one_row_a_student

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A school with one cohort of twelve."""
    with running_server(tmp_path_factory.mktemp("data")) as server:
        token_for(server, Role.ADMINISTRATOR)
        with store_behind(server) as store:
            cohort = save_cohort(store, LOCAL_USER, name="Las Dasar")
            save_import(store, LOCAL_USER, cohort, read_workbooks([("awal.xlsx", plain_workbook(first(12)))]))
        yield server


def choose(page: Page, content: bytes) -> None:
    payload: list[Any] = [{"name": "hasil uji.xlsx", "mimeType": "", "buffer": content}]
    page.locator("input[type=file]").set_input_files(payload)


def fits(page: Page) -> bool:
    main = "document.querySelector('[data-testid=stMain]').scrollWidth"
    return page.evaluate(f"Math.max(document.documentElement.scrollWidth, {main}) <= window.innerWidth")


def test_a_list_is_uploaded_saved_and_seen_on_siswa(school: Server, open_context: OpenContext) -> None:
    page = open_context(school, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/sertifikat?bagian=unggah")
    choose(page, one_row_a_student())
    page.get_by_role("button", name="Simpan 6 sertifikat").click()
    expect(page.get_by_text("6 sertifikat tersimpan di kohort Las Dasar.")).to_be_visible()
    choose(page, one_column_a_unit())
    page.get_by_label("Skema, karena berkas tidak menyebutnya").fill(SCHEME)
    page.get_by_role("button", name="Simpan 6 sertifikat").click()
    expect(page.get_by_text("6 sertifikat tersimpan di kohort Las Dasar.")).to_be_visible()
    with store_behind(school) as store:
        cohort = load_cohorts(store, LOCAL_USER)[0].id
        held = load_certificate_list(store, LOCAL_USER, cohort)
    assert [(one.scheme, len(one.units)) for one in held] == [(SCHEME, 3)] * 5 + [(SCHEME, 2)]

    page.goto("/sertifikat")
    expect(page.get_by_role("heading", name=SCHEME)).to_be_visible()
    page.get_by_text("Lihat 6 sertifikat").click()
    page.get_by_role("link", name=NAMES[1]).click()
    expect(page.get_by_role("heading", name="Sertifikat", exact=True)).to_be_visible()
    card = page.locator("article", has=page.get_by_role("heading", name=SCHEME))
    expect(card).to_contain_text("CONTOH-002")
    expect(card).to_contain_text("belum kompeten")
    expect(card).to_contain_text("Asesor merekomendasikan, LSP memutuskan.")


def test_on_a_telephone_nothing_runs_out_of_the_page(school: Server, open_context: OpenContext) -> None:
    page = open_context(school, PHONE, role=Role.ADMINISTRATOR)[0].new_page()
    for way in ("/sertifikat", "/sertifikat?bagian=tulis", "/sertifikat?bagian=perubahan", "/kohort"):
        page.goto(way)
        settled(page)
        assert fits(page), way
