"""Ekspor: every file arrives, says in its name for whom it is, and holds the numbers that the pages show."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from capaian.access import LOCAL_USER, Role
from capaian.store import Deed, find_students, load_audit, load_cohorts
from tests.browser import same_numbers as numbers
from tests.browser.conftest import OpenContext, Server, Watch, let_in, store_behind
from tests.browser.pictures import example_server
from tests.browser.ready import settled

pytestmark = pytest.mark.browser

COHORT = "Pelatihan Otomotif 2024"
WORKBOOK, SUMMARY, APPENDIX = "Unduh hasil (Excel)", "Unduh ringkasan (PDF)", "Unduh lampiran (PDF)"
LETTERS, MARKS, PICTURE = "Unduh 34 surat (PDF)", "Unduh daftar nilai (PDF)", "Unduh gambar untuk ponsel (PNG)"
FILES = {
    WORKBOOK: f"Hasil - {COHORT} - SMK Contoh Banua - internal.xlsx",
    SUMMARY: f"Ringkasan - {COHORT} - internal.pdf",
    APPENDIX: f"Lampiran - {COHORT} - internal.pdf",
    "Unduh daftar peserta (PDF)": f"Daftar peserta - {COHORT} - internal.pdf",
    "Unduh daftar hadir (PDF)": f"Daftar hadir - {COHORT} - internal.pdf",
    MARKS: f"Daftar nilai - {COHORT} - internal.pdf",
    PICTURE: f"Ringkasan - {COHORT} - untuk dibagikan.png",
    LETTERS: f"Surat untuk orang tua - {COHORT} - pribadi.pdf",
}
Files = dict[str, tuple[str, bytes]]
"""Name and content by the label of the button."""


@pytest.fixture(scope="module")
def example() -> Iterator[Server]:
    with example_server() as started:
        yield started


@pytest.fixture(scope="module")
def cohort(example: Server) -> int:
    with store_behind(example) as store:
        return next(one.id for one in load_cohorts(store, LOCAL_USER) if one.name == COHORT)


@pytest.fixture(scope="module")
def files(example: Server, cohort: int, chromium: Browser) -> Files:
    """What every button of Ekspor brings; letters are made beside the page, last."""
    context, watch = chromium.new_context(base_url=example.url, locale="id-ID"), Watch(example.url)
    context.on("page", watch.follow)
    let_in(context, example, Role.ADMINISTRATOR)
    page = context.new_page()
    page.goto(f"/ekspor?kohort={cohort}")
    settled(page)
    found = {label: downloaded(page, label) for label in FILES if label != LETTERS}
    page.get_by_role("button", name=re.compile("^Siapkan .* surat$")).click()
    found[LETTERS] = downloaded(page, LETTERS)
    context.close()
    assert (watch.errors, watch.foreign) == ([], set())
    return found


def downloaded(page: Page, label: str) -> tuple[str, bytes]:
    button = page.get_by_role("button", name=label, exact=True)
    expect(button).to_be_visible()
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_every_file_arrives_and_the_log_knows(files: Files, example: Server) -> None:
    assert {label: name for label, (name, _) in files.items()} == FILES
    for label, (name, content) in files.items():
        if name.endswith(".png"):
            assert Image.open(io.BytesIO(content)).width == 1080
            assert len(content) < 300_000
        elif name.endswith(".pdf") and label != LETTERS:
            assert "Rahasia – hanya untuk internal sekolah" in numbers.words_of(content, pages=1)
    assert len(PdfReader(io.BytesIO(files[LETTERS][1])).pages) == 34
    with store_behind(example) as store:
        assert len(load_audit(store, LOCAL_USER, action=Deed.EXPORTED)["detail"]) == len(FILES)


def test_every_number_on_paper_and_in_the_workbook_is_that_of_the_page(
    files: Files, open_context: OpenContext, example: Server, cohort: int
) -> None:
    """Of every aspect its card, its sentence, Rincian, its criteria and its students."""
    book = numbers.opened(files[WORKBOOK][1])
    paper, appendix, marks = (numbers.words_of(files[label][1]) for label in (SUMMARY, APPENDIX, MARKS))
    page = open_context(example, role=Role.ADMINISTRATOR)[0].new_page()
    for aspect, sentence in numbers.sentences_in_workbook(book).items():
        page.goto(f"/kohort?kohort={cohort}&aspek={aspect.lower()}")
        settled(page)
        shown = numbers.on_page(page)
        assert len(shown) == 3 * 13
        assert numbers.in_workbook(book) == shown
        assert numbers.on_paper(paper) == shown
        headline = numbers.squeezed(page.locator(".cp-headline").inner_text())
        assert sentence == headline
        assert headline in paper
        page.locator("summary", has_text="Rincian").click()
        settled(page)
        assert numbers.details_in_workbook(book, aspect) == numbers.details_on_page(page)
        criteria, students = numbers.criteria_on_page(page), numbers.students_on_page(page)
        assert numbers.criteria_in_workbook(book, aspect) == criteria
        assert [name for name, told in criteria.items() if numbers.row(told) not in appendix] == []
        assert len(students) >= 30
        assert numbers.students_in_workbook(book, aspect) == students
        assert [name for name, told in students.items() if numbers.row(told[:3]) not in marks] == []


def test_the_letter_and_the_sheet_of_a_student_say_what_the_students_page_says(
    files: Files, open_context: OpenContext, example: Server
) -> None:
    nisn = "9901000009"
    with store_behind(example) as store:
        (student,) = find_students(store, LOCAL_USER, nisn)["student"]
    page = open_context(example, role=Role.ADMINISTRATOR)[0].new_page()
    page.goto(f"/siswa?siswa={student}")
    settled(page)
    shown = numbers.student_on_page(page)
    assert len(shown) == 3
    assert numbers.student_in_workbook(numbers.opened(files[WORKBOOK][1]), nisn) == shown
    assert numbers.student_in_letter(files[LETTERS][1], nisn) == shown
