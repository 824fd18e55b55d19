"""A form in the real browser: taken away, given back clean, given back late with a conflict, and taken back again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from capaian.access import LOCAL_USER, Actor, Role
from capaian.reading import read_workbooks
from capaian.store import load_accounts, load_cohorts, load_roster, load_scores, save_cohort, save_import
from tests.browser.conftest import DESKTOP, PHONE, OpenContext, Server, running_server, store_behind, token_for
from tests.browser.ready import settled
from tests.forms import typed
from tests.pages.workbooks import NAMES, first, plain_workbook, table_bytes

pytestmark = pytest.mark.browser

CLASH, OTHER, LATE = NAMES[0], NAMES[1], NAMES[2]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A school with one cohort of ten, whose marks are known, and a teacher."""
    with running_server(tmp_path_factory.mktemp("data")) as server:
        token_for(server, Role.ADMINISTRATOR)
        with store_behind(server) as store:
            cohort = save_cohort(store, LOCAL_USER, name="Las Dasar")
            save_import(store, LOCAL_USER, cohort, read_workbooks([("awal.xlsx", plain_workbook(first(10)))]))
        token_for(server, Role.TEACHER, cohorts=[cohort])
        yield server


def brought_by_a_teacher(server: Server, name: str, after: float) -> None:
    """Somebody else has saved another mark after meanwhile."""
    with store_behind(server) as store:
        cohort = load_cohorts(store, LOCAL_USER)[0].id
        (teacher,) = [each.id for each in load_accounts(store, LOCAL_USER) if each.role is Role.TEACHER]
        file = read_workbooks([("susulan.xlsx", plain_workbook({name: (None, after)}))])
        save_import(store, Actor(teacher, Role.TEACHER, frozenset({cohort})), cohort, file)


def after_of(server: Server) -> dict[str, float]:
    with store_behind(server) as store:
        cohort = load_cohorts(store, LOCAL_USER)[0].id
        roster: Any = load_roster(store, LOCAL_USER, cohort)
        names = {row.student: row.name for row in roster.itertuples()}
        rows: Any = load_scores(store, LOCAL_USER, cohort)
        return {names[row.student]: row.score for row in rows.itertuples() if row.phase == "after"}


def drop(page: Page, name: str, content: bytes) -> None:
    payload: list[Any] = [{"name": name, "mimeType": "", "buffer": content}]
    page.locator("input[type=file]").set_input_files(payload)
    expect(page.get_by_role("heading", name="5. Simpan")).to_be_visible()
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    """One option of a drop-down list, as a finger does."""
    page.get_by_role("combobox", name=label).tap()
    page.get_by_role("option", name=option).tap()


def count(page: Page, word: str) -> Locator:
    return page.locator(".cp-count", has_text=word).locator("b")


def fits(page: Page) -> bool:
    main = "document.querySelector('[data-testid=stMain]').scrollWidth"
    return page.evaluate(f"Math.max(document.documentElement.scrollWidth, {main}) <= window.innerWidth")


def test_a_form_comes_back_clean_then_late_and_is_taken_back(school: Server, open_context: OpenContext) -> None:
    page = open_context(school, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/ekspor")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Unduh formulir").click()
    form = Path(coming.value.path()).read_bytes()

    page.goto("/unggah")
    drop(page, "formulir.xlsx", typed(form, "Teknis", {(CLASH, "SESUDAH"): 95, (OTHER, "SESUDAH"): 96}))
    expect(page.get_by_role("heading", name="Apa artinya?")).to_be_hidden()
    expect(count(page, "Diubah")).to_have_text("2")
    page.get_by_text("Lihat 2 nilai yang diganti").click()
    expect(page.get_by_role("table", name="Nilai yang diganti")).to_contain_text("seseorang di peladen, awal.xlsx")
    page.get_by_role("button", name="Simpan 2 nilai untuk 2 siswa").click()
    expect(page.get_by_text("Tersimpan: 2 nilai untuk 2 siswa, di kohort Las Dasar.")).to_be_visible()

    brought_by_a_teacher(school, CLASH, 91)
    page.goto("/unggah")
    late = {(CLASH, "SESUDAH"): 95, (OTHER, "SESUDAH"): 96, (LATE, "SESUDAH"): 83}
    drop(page, "formulir.xlsx", typed(form, "Teknis", late))
    expect(page.get_by_role("heading", name="Bentrok: 1 nilai")).to_be_visible()
    expect(page.get_by_text("Di Capaian: 91")).to_be_visible()
    expect(page.get_by_text("susulan.xlsx")).to_be_visible()
    expect(page.get_by_role("button", name="Simpan 1 nilai untuk 1 siswa")).to_be_enabled()
    page.get_by_text("Di berkas: 95").click()
    page.get_by_role("button", name="Pakai pilihan ini").last.click()
    page.get_by_role("button", name="Simpan 2 nilai untuk 2 siswa").click()
    expect(page.get_by_text("Tersimpan: 2 nilai untuk 2 siswa, di kohort Las Dasar.")).to_be_visible()
    marks = after_of(school)
    assert (marks[CLASH], marks[OTHER], marks[LATE]) == (95, 96, 83)

    brought_by_a_teacher(school, LATE, 84)
    page.get_by_role("button", name="Batalkan impor ini").click()
    expect(count(page, "Dikembalikan")).to_have_text("1")
    expect(count(page, "Dibiarkan")).to_have_text("1")
    expect(page.get_by_text("sudah diganti oleh unggahan lain")).to_be_visible()
    page.get_by_role("button", name="Batalkan 1 nilai").click()
    expect(page.get_by_text("1 nilai dibatalkan.")).to_be_visible()
    marks = after_of(school)
    assert (marks[CLASH], marks[OTHER], marks[LATE]) == (91, 96, 84)


def test_on_a_telephone_a_meaning_is_said_once_and_said_otherwise_later(
    school: Server, open_context: OpenContext
) -> None:
    page = open_context(school, PHONE, role=Role.ADMINISTRATOR)[0].new_page()
    rows = [(i + 1, name, "XI TPL 1", 60 + i, 81 + i) for i, name in enumerate(NAMES[:10])]
    heads = ("No", "Nama", "Kelas", "Teknis sebelum", "Nilai Akhir")
    page.goto("/unggah")
    drop(page, "daftar.xlsx", table_bytes(heads, rows))
    choose(page, "Lembar XI TPL 1, kolom E “Nilai Akhir”", "Karakter sesudah")
    page.get_by_role("button", name="Pakai arti ini").click()
    page.get_by_role("button", name="Simpan 10 nilai untuk 10 siswa").click()
    expect(page.get_by_text("Tersimpan: 10 nilai untuk 10 siswa")).to_be_visible()
    page.goto("/makna")
    expect(page.get_by_text("Karakter · sesudah").first).to_be_visible()
    settled(page)
    assert fits(page)
    page.get_by_role("button", name="Ubah…").first.click()
    choose(page, "Kolom “Nilai Akhir”", "Kognitif sesudah")
    page.get_by_role("button", name="Simpan arti ini").click()
    expect(page.get_by_text("Arti disimpan.")).to_be_visible()
    expect(page.get_by_text("Kognitif · sesudah").first).to_be_visible()
    assert fits(page)
