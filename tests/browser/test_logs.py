"""The log tells no name, number or mark: after imports, refusals, searches, forgetting, a bug that quotes one."""

import io
import re
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa
import xlsxwriter
from playwright.sync_api import Page, expect

from capaian.access import LOCAL_USER, Role
from capaian.store import find_students, save_cohort
from tests.browser.conftest import DESKTOP, OpenContext, Server, store_behind, token_for

pytestmark = pytest.mark.browser

NAME, NISN, NIS, MARK = "Zulkifli Penandanama", "9900000077", "77007", 61.37
TRACES = ("zulkifli", "penandanama", NISN, NIS, "61.37", "61,37")
PEOPLE = (
    (NAME, NISN, NIS, MARK),
    ("Ahmad Fauzan", "9900000001", "1201", 55.0),
    ("Noor Aina", "9900000002", "1202", 58.0),
)


def workbook() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet(NAME)
        sheet.write_row(0, 0, ["Nama", "NISN", "NIS", "Kelas", "NIK", "Teknis sebelum", "Teknis sesudah"])
        for row, (name, nisn, nis, mark) in enumerate(PEOPLE, start=1):
            sheet.write_row(row, 0, [name, nisn, nis, "XI TPL 1", f"6371{nisn}01", mark, mark + 20])
    return stream.getvalue()


def test_the_log_names_nobody(open_context: OpenContext, server: Server) -> None:
    token_for(server, Role.ADMINISTRATOR)
    with store_behind(server) as store:
        cohort = save_cohort(store, LOCAL_USER, name="Las Dasar")
        page = open_context(server, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
        upload(page, cohort)
        student = int(find_students(store, LOCAL_USER, NISN)["student"].iloc[0])
        look_around(page, cohort, student)
        forget(page)
        assert find_students(store, LOCAL_USER, NISN).empty
        with store.writing() as connection:
            connection.execute(sa.text("UPDATE cohorts SET starts_on = :name, ends_on = NULL"), {"name": NAME})
        page.goto(f"/kohort?kohort={cohort}")
        expect(page.get_by_text(re.compile("Terjadi kesalahan di Capaian"))).to_be_visible()
    said = server.said()
    assert "incident" in said
    assert "ValueError" in said
    assert [trace for trace in TRACES if trace in said.casefold()] == []


def upload(page: Page, cohort: int) -> None:
    page.goto(f"/unggah?kohort={cohort}")
    broken: Any = {"name": f"{NAME} {NISN}.xlsx", "mimeType": "", "buffer": b"bukan berkas Excel"}
    good: Any = {"name": f"Nilai {NAME} {NISN}.xlsx", "mimeType": "", "buffer": workbook()}
    chooser = page.locator("input[type=file]")
    chooser.set_input_files([broken, good])
    expect(page.get_by_text("✕ tidak dapat dibaca")).to_be_visible()
    page.goto(f"/unggah?kohort={cohort}")
    chooser.set_input_files([good])
    expect(page.get_by_text("Kolom yang tidak diambil: NIK.")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"Simpan 6 nilai")).click()
    expect(page.get_by_text(re.compile("Tersimpan: 6 nilai"))).to_be_visible()


def look_around(page: Page, cohort: int, student: int) -> None:
    """Pages, a search, and addresses that somebody typed a name or a number into."""
    for way in (
        f"kohort?kohort={cohort}",
        f"siswa?siswa={student}",
        f"siswa?siswa={NISN}",
        f"kohort?kohort={quote(NAME)}",
    ):
        page.goto(f"/{way}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/siswa")
    page.get_by_label("Cari siswa").fill(NAME)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    page.request.get(f"/{quote(NAME)}/{NISN}")
    page.request.post("/masuk", form={"akun": NAME, "sandi": NISN})


def forget(page: Page) -> None:
    page.goto("/privasi")
    page.get_by_text("Seorang siswa", exact=True).click()
    page.get_by_label("Cari siswa").fill(NISN)
    page.keyboard.press("Enter")
    page.get_by_text("Hapus siswa ini", exact=True).click()
    page.get_by_label(re.compile("Untuk memastikan")).fill(NAME)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Hapus siswa ini dan semua nilainya").click()
    expect(page.get_by_text("Siswa itu dan semua nilainya sudah dihapus.")).to_be_visible()
