"""The main job as people do it: from an empty computer to a sentence, a student, and an exported cell."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from capaian.access import Role
from capaian.improvement import summarise
from capaian.reading import read_workbooks
from tests.browser.conftest import DESKTOP, PHONE, OpenContext, Server, running_server
from tests.browser.workbooks import CRITERIA, STUDENTS, class_workbook, students
from tests.people import ADMINISTRATOR, PASSWORD

pytestmark = pytest.mark.browser

SCHOOL = "SMKN 5 Banjarmasin"
COHORT = "Las Dasar, Gelombang 1"
FILE = "nilai las dasar.xlsx"
MARKS = sum(map(len, CRITERIA.values())) * (2 * STUDENTS - 2)
INDONESIAN = ("siswa", "nilai", "kohort", "sebelum", "sesudah", "unggah", "unduh", "simpan", "kelas", "berkas")
"""Words that no English screen may show; names of people, files and cohorts are left out of the search."""


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    payload: list[Any] = [{"name": name, "mimeType": "", "buffer": content} for name, content in files]
    page.locator("input[type=file]").set_input_files(payload)
    expect(page.get_by_role("heading", name=re.compile("^4"))).to_be_visible()


def set_up(page: Page) -> None:
    """An own school with one cohort; leads to the upload page."""
    page.goto("/")
    page.get_by_role("link", name="Buat akun admin").click()
    page.get_by_label("Nama sekolah").fill(SCHOOL)
    page.get_by_label("Nama Anda").fill("Siti Aminah")
    page.get_by_label("Nama pengguna").fill(ADMINISTRATOR)
    page.get_by_label("Kata sandi baru", exact=True).fill(PASSWORD)
    page.get_by_label("Ulangi kata sandi baru").fill(PASSWORD)
    page.get_by_role("button", name="Buat akun dan masuk").click()
    expect(title(page)).to_have_text("Unggah")
    page.get_by_label("Nama kohort").fill(COHORT)
    page.get_by_role("button", name="Buat kohort").click()
    expect(page.get_by_role("heading", name="2. Lembar nilai")).to_be_visible()


def fits(page: Page) -> bool:
    """Whether nothing on the page has to be scrolled sideways."""
    main = "document.querySelector('[data-testid=stMain]').scrollWidth"
    return page.evaluate(f"Math.max(document.documentElement.scrollWidth, {main}) <= window.innerWidth")


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> Iterator[Server]:
    """A server whose school has one cohort with the class's marks, saved through the screens."""
    with running_server(tmp_path_factory.mktemp("used")) as server:
        context = chromium.new_context(base_url=server.url, locale="id-ID", timezone_id="Asia/Makassar")
        context.set_default_timeout(30_000)
        page = context.new_page()
        set_up(page)
        drop(page, (FILE, class_workbook()))
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_text("Tersimpan:")).to_be_visible()
        context.close()
        yield server


def expected_gain(aspect: str) -> float:
    """The mean gain of the class's workbook, from the library itself."""
    summary = summarise(read_workbooks([(FILE, class_workbook())]).scores(to_100=True))
    whole = summary[summary["criterion"].isna() & (summary["aspect"] == aspect)]
    return float(whole["mean_gain"].iloc[0])


def test_from_an_empty_computer_to_an_exported_cell(desktop: Page, tmp_path: Path) -> None:
    page = desktop
    set_up(page)
    drop(page, (FILE, class_workbook()))
    expect(page.get_by_text("Teknis sebelum: 108 nilai")).to_be_visible()
    page.get_by_role("button", name=f"Simpan {MARKS} nilai untuk {STUDENTS} siswa").click()
    expect(page.get_by_text(f"Tersimpan: {MARKS} nilai untuk {STUDENTS} siswa, di kohort {COHORT}.")).to_be_visible()
    expect(page.get_by_text("2 siswa belum punya nilai sesudah.")).to_be_visible()
    page.get_by_role("button", name="Lihat hasil kohort ini").click()

    expect(title(page)).to_have_text("Kohort")
    expect(page).to_have_url(re.compile(r"/kohort\?kohort=\d+$"))
    page.get_by_role("radio", name="Teknis").click()
    headline = page.locator(".cp-headline")
    expect(headline).to_contain_text("34 dari 36 siswa ikut kedua tes")
    expect(page).to_have_url(re.compile("aspek=teknis"))
    gain = expected_gain("teknis")
    shown = f"{gain:.1f}".replace(".", ",")
    expect(headline).to_contain_text(f"naik {shown} poin")
    expect(page.locator(".cp-teknis .cp-number")).to_have_text(f"+{shown} poin")

    page.get_by_text("2 siswa belum punya kedua nilai").click()
    expect(page.get_by_role("link", name=students()[-1][2])).to_be_visible()

    page.get_by_role("link", name="Unduh kohort ini sebagai Excel").click()
    expect(title(page)).to_have_text("Ekspor")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Unduh hasil (Excel)").click()
    assert coming.value.suggested_filename == f"Hasil - {COHORT} - {SCHOOL} - internal.xlsx"
    workbook = openpyxl.load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes()), data_only=True)
    numbers = [cell.value for row in workbook["Ringkasan"].iter_rows() for cell in row]
    assert any(isinstance(value, float) and abs(value - gain) < 1e-9 for value in numbers)
    assert students()[0][0] in [cell.value for cell in workbook["Siswa"]["B"]]

    page.get_by_text("Untuk dibagikan: tanpa nama").click()
    expect(page.get_by_text("Metode: cara tiap angka dibuat, dan yang disembunyikan")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Unduh hasil (Excel)").click()
    assert coming.value.suggested_filename == f"Hasil - {COHORT} - {SCHOOL} - untuk dibagikan.xlsx"
    workbook = openpyxl.load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes()), data_only=True)
    assert "Siswa" not in workbook.sheetnames


def test_a_student_leads_back_to_the_cell_of_each_mark(used: Server, open_context: OpenContext) -> None:
    page = open_context(used, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/kohort?aspek=teknis")
    page.get_by_role("link", name="Siti Norhaliza").click()
    expect(page.get_by_role("heading", name="Siti Norhaliza")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/siswa\?siswa=\d+$"))
    row = page.get_by_role("row", name=re.compile("^Las tegak"))
    at = [name for _, _, name in students()].index("Siti Norhaliza")
    expect(row).to_contain_text(f"sel H{at + 5}")
    expect(row).to_contain_text(f"sel I{at + 5}")
    expect(page.get_by_text(f"Dari berkas {FILE}, lembar Teknis.")).to_be_visible()
    page.go_back()
    expect(page.locator(".cp-headline")).to_contain_text("TEKNIS")


def test_a_student_is_found_by_a_part_of_the_name(used: Server, open_context: OpenContext) -> None:
    page = open_context(used, PHONE, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/siswa")
    page.get_by_label("Cari siswa").fill("norhal")
    page.get_by_label("Cari siswa").press("Enter")
    expect(page.get_by_text("12 siswa ditemukan")).to_be_visible()
    page.get_by_role("link", name="Gusti Norhaliza").click()
    expect(page.get_by_role("heading", name="Gusti Norhaliza")).to_be_visible()


def test_the_same_file_again_changes_nothing(used: Server, open_context: OpenContext) -> None:
    page = open_context(used, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/unggah")
    drop(page, (FILE, class_workbook()))
    expect(page.get_by_text("Berkas ini sudah diunggah")).to_be_visible()
    expect(page.get_by_role("button", name="Simpan", exact=True)).to_be_disabled()


def test_what_would_change_is_shown_before_it_does(used: Server, open_context: OpenContext) -> None:
    page = open_context(used, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/unggah")
    drop(page, ("perbaikan.xlsx", class_workbook({("Teknis", 4, 5): 91})))
    expect(page.get_by_role("button", name="Simpan 1 nilai untuk 1 siswa")).to_be_enabled()
    page.get_by_text("Lihat 1 nilai yang diganti").click()
    expect(page.get_by_role("row", name=re.compile(f"{students()[0][2]}.*48 → 91"))).to_be_visible()


def test_bad_files_are_told_cell_by_cell_and_nothing_is_saved(used: Server, open_context: OpenContext) -> None:
    page = open_context(used, PHONE, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/unggah")
    drop(page, ("salah.xlsx", class_workbook({("Teknis", 16, 5): 860})), ("catatan.xlsx", b"bukan buku kerja"))
    expect(page.locator(".cp-group").get_by_text("sel F17")).to_contain_text("860")
    expect(page.locator(".cp-card-top", has_text="catatan.xlsx").get_by_text("tidak dapat dibaca")).to_be_visible()
    expect(page.get_by_role("button", name="Simpan", exact=True)).to_be_disabled()
    expect(page.get_by_text("Belum dapat disimpan: 2 hal harus diperbaiki dulu")).to_be_visible()
    assert fits(page)


def test_the_example_is_one_click_away_and_says_that_it_is_one(used: Server, open_context: OpenContext) -> None:
    page = open_context(used, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/mulai")
    page.get_by_role("button", name="Lihat contoh").click()
    expect(title(page)).to_have_text("Ringkasan", timeout=60_000)
    expect(page.get_by_text("semua nama dan nilai rekaan")).to_be_visible()
    expect(page.locator(".cp-lead")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_screen_fits_and_speaks_one_language(
    used: Server, open_context: OpenContext, size: tuple[int, int], language: str
) -> None:
    context, _ = open_context(used, size, locale={"id": "id-ID", "en": "en-GB"}[language], role=Role.ADMINISTRATOR)
    context.add_cookies([{"name": "capaian_language", "value": language, "url": used.url}])
    page = context.new_page()
    page.goto("/kohort")
    student = page.get_by_role("link", name=students()[0][2], exact=True)
    expect(student).to_be_visible()
    way = student.get_attribute("href")
    for address in ("mulai", "unggah", "riwayat", "kohort", f"{way}", "ekspor"):
        page.goto(f"/{address}")
        expect(title(page)).to_be_visible()
        expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
        assert fits(page), address
        if language == "en":
            assert indonesian_left(page) == set(), address


def indonesian_left(page: Page) -> set[str]:
    text = page.locator("[data-testid=stMain]").inner_text()
    for own in (SCHOOL, COHORT, FILE, *CRITERIA, *(name for names in CRITERIA.values() for name in names)):
        text = text.replace(own, "")
    return set(re.findall(r"[a-z]+", text.lower())) & set(INDONESIAN)


def test_the_form_that_is_downloaded_can_be_brought_back(used: Server, open_context: OpenContext) -> None:
    page = open_context(used, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto("/ekspor")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Unduh formulir").click()
    form = Path(coming.value.path()).read_bytes()
    sheets = openpyxl.load_workbook(io.BytesIO(form)).sheetnames
    assert sheets[:3] == ["Kognitif", "Teknis", "Karakter"]
    page.goto("/unggah")
    drop(page, ("formulir.xlsx", form))
    expect(page.get_by_text("Semua nilai di berkas ini sudah tersimpan")).to_be_visible()
