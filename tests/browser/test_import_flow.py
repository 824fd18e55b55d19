"""A messy list in two files, the corrected copy of it, and taking it back after a mark has changed since."""

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from capaian.access import LOCAL_USER, Role
from capaian.reading import read_workbooks
from capaian.store import load_cohorts, load_roster, load_scores, save_cohort, save_import
from tests.browser.conftest import DESKTOP, PHONE, OpenContext, Server, running_server, store_behind, token_for
from tests.browser.ready import settled
from tests.pages.workbooks import NAMES, first, plain_workbook, table_bytes

pytestmark = pytest.mark.browser

STRANGERS = ("Rusdiana Pelita", "Zulkifli Perdana", "Yusuf Kalimantara")
BEFORE, AFTER = "daftar sebelum.xlsx", "daftar sesudah.xlsx"


def listed(heading: str, marks: Mapping[int, float | str], *, start: int) -> bytes:
    """Ten students of the roster and three whom nobody knows; marks: other ones by the place in the list."""
    names = (*NAMES[:10], *STRANGERS)
    rows = [(i + 1, name, "XI TPL 1", marks.get(i, start + i)) for i, name in enumerate(names)]
    return table_bytes(("No", "Nama", "Kelas", heading), rows)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Server]:
    """A school with one cohort of ten, whose marks are known."""
    with running_server(tmp_path) as server:
        token_for(server, Role.ADMINISTRATOR)
        with store_behind(server) as store:
            cohort = save_cohort(store, LOCAL_USER, name="Las Dasar")
            save_import(store, LOCAL_USER, cohort, read_workbooks([("awal.xlsx", plain_workbook(first(10)))]))
        yield server


def marks(server: Server) -> dict[tuple[str, str], tuple[float | None, str]]:
    with store_behind(server) as store:
        cohort = load_cohorts(store, LOCAL_USER)[0].id
        roster: Any = load_roster(store, LOCAL_USER, cohort)
        rows: Any = load_scores(store, LOCAL_USER, cohort)
        names = {row.student: row.name for row in roster.itertuples()}
        return {
            (names[row.student], row.phase): (None if row.score != row.score else row.score, row.state)
            for row in rows.itertuples()
        }


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    payload: list[Any] = [{"name": name, "mimeType": "", "buffer": content} for name, content in files]
    page.locator("input[type=file]").set_input_files(payload)
    expect(page.get_by_role("heading", name="5. Simpan")).to_be_visible()
    settled(page)


def count(page: Page, word: str) -> Locator:
    return page.locator(".cp-count", has_text=word).locator("b")


def marked_copy(page: Page, name: str, cell: str, mark: float) -> bytes:
    """The copy with notes, as the page gives it, with one cell corrected as a teacher would."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=f"Unduh {name} dengan tanda di sel").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes()))
    sheet = book["XI TPL 1"]
    assert sheet[cell].comment is not None
    sheet[cell] = mark
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fits(page: Page) -> bool:
    main = "document.querySelector('[data-testid=stMain]').scrollWidth"
    return page.evaluate(f"Math.max(document.documentElement.scrollWidth, {main}) <= window.innerWidth")


def test_a_messy_list_is_mended_saved_and_taken_back(school: Server, open_context: OpenContext) -> None:
    page = open_context(school, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    at_first = marks(school)
    page.goto("/unggah")
    drop(
        page,
        (BEFORE, listed("Teknis sebelum", {0: 860, 3: 0, 4: 0}, start=61)),
        (AFTER, listed("Teknis sesudah", {1: 720, 2: "87,5"}, start=85)),
    )
    expect(page.get_by_role("table", name="Lembar XI TPL 1 seperti di berkas").first).to_contain_text("judul")
    expect(count(page, "Tidak ada di kohort")).to_have_text("3")
    expect(page.get_by_text("Belum dapat disimpan: 2 hal harus diperbaiki dulu")).to_be_visible()
    expect(page.get_by_role("button", name="Simpan", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Tidak ikut tes").click()
    expect(page.get_by_text("2 nilai 0. Artinya:")).to_be_hidden()
    corrected = [
        (BEFORE, marked_copy(page, BEFORE, "D2", 86)),
        (AFTER, marked_copy(page, AFTER, "D3", 73)),
    ]
    assert marks(school) == at_first

    page.goto("/unggah")
    drop(page, *corrected)
    page.get_by_role("button", name="Tidak ikut tes").click()
    page.get_by_role("button", name="Simpan 20 nilai untuk 10 siswa").click()
    expect(page.get_by_text("Tersimpan: 20 nilai untuk 10 siswa, di kohort Las Dasar.")).to_be_visible()
    expect(page.locator(".cp-done")).to_contain_text("3 siswa tidak ada di daftar kohort, dilewati.")
    saved = marks(school)
    assert saved[NAMES[0], "before"] == (86, "present")
    assert saved[NAMES[2], "after"] == (87.5, "present")
    assert saved[NAMES[3], "before"] == (None, "did_not_sit")
    assert {name for name, _ in saved} == set(NAMES[:10])

    with store_behind(school) as store:
        cohort = load_cohorts(store, LOCAL_USER)[0].id
        save_import(store, LOCAL_USER, cohort, read_workbooks([("susulan.xlsx", plain_workbook({NAMES[0]: (88, 85)}))]))
    page.get_by_role("button", name="Batalkan impor ini").click()
    expect(page).to_have_url(re.compile("/riwayat"))
    expect(count(page, "Dikembalikan")).to_have_text("19")
    expect(count(page, "Dibiarkan")).to_have_text("1")
    expect(page.get_by_text("sudah diganti oleh unggahan lain")).to_be_visible()
    page.get_by_role("button", name="Batalkan 19 nilai").click()
    expect(page.get_by_text("19 nilai dibatalkan.")).to_be_visible()
    assert marks(school) == {**at_first, (NAMES[0], "before"): (88, "present")}


def test_on_a_telephone_marks_are_mended_in_place(school: Server, open_context: OpenContext) -> None:
    page = open_context(school, PHONE, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/unggah")
    drop(page, (AFTER, listed("Teknis sesudah", {1: 720}, start=85)))
    assert fits(page)
    page.get_by_label("sel D3").fill("73")
    page.get_by_role("button", name="Pakai nilai ini").click()
    page.get_by_role("button", name="Simpan 10 nilai untuk 10 siswa").click()
    expect(page.get_by_text("Tersimpan: 10 nilai untuk 10 siswa")).to_be_visible()
    page.goto("/riwayat")
    expect(page.get_by_role("heading", name=AFTER)).to_be_visible()
    settled(page)
    assert fits(page)


def test_cells_are_pasted_and_the_sheet_is_turned_round_in_the_page(school: Server, open_context: OpenContext) -> None:
    page = open_context(school, PHONE, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/unggah")
    rows = "\n".join(f"{i + 1}\t{name}\t{95 - i}\t{60 + i}" for i, name in enumerate(NAMES[:8]))
    page.get_by_text("Tempel sel dari Excel").click()
    page.get_by_label("Blok tabel di Excel").fill(f"No\tNama\tTeknis sebelum\tTeknis sesudah\n{rows}")
    page.get_by_role("button", name="Baca tempelan").click()
    expect(page.get_by_role("heading", name="5. Simpan")).to_be_visible()
    settled(page)
    assert fits(page)
    page.get_by_role("button", name="Tukar sebelum dan sesudah").click()
    expect(page.get_by_text("Sebelum dan sesudah sudah ditukar di tabel ini.")).to_be_visible()
    page.get_by_text("Ubah cara membaca lembar Tempelan").click()
    expect(page.get_by_text("Kolom yang diubah, boleh beberapa")).to_be_visible()
    settled(page)
    assert fits(page)
    page.get_by_role("button", name="Simpan 8 nilai untuk 8 siswa").click()
    expect(page.get_by_text("Tersimpan: 8 nilai untuk 8 siswa")).to_be_visible()
    assert marks(school)[NAMES[1], "after"] == (94, "present")
