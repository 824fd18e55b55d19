"""What the page, the workbook and the papers say of one cohort, each read back as it is and told in one shape.

Numbers are told in the page's own rounding, in Indonesian. A key that one of them lacks is a difference.
"""

import io
import re
from typing import Any, Final

import openpyxl
from playwright.sync_api import Locator, Page
from pypdf import PdfReader

from capaian.locale import texts

T: Final = texts("id")
Told = dict[tuple[str, str], str]
"""(aspect, quantity) to the number as the page writes it."""

_ASPECTS: Final = "Kognitif|Teknis|Karakter"
_N: Final = r"([\d.]+)"
_MARK: Final = r"([+−]?[\d.]+,\d)"
_CARD: Final = re.compile(
    rf"({_ASPECTS}) {_N} dari {_N} siswa {_MARK} poin kisaran 95%: {_MARK} sampai {_MARK} Sebelum {_MARK} Sesudah "
    rf"{_MARK} Mencapai KKM (\S+) {_N} → {_N} siswa Naik, tetap, turun ▲ {_N} ＝ {_N} ▼ {_N}"
)
_BLOCK: Final = re.compile(
    rf"({_ASPECTS}) {_N} dari {_N} ikut kedua tes {_MARK} poin kisaran 95%: {_MARK} sampai {_MARK} 0 Sebelum {_MARK} "
    rf"Sesudah {_MARK} 100 {_N} naik · {_N} tetap · {_N} turun mencapai KKM (\S+): {_N} menjadi {_N} "
)
_STUDENT: Final = re.compile(
    rf"({_ASPECTS}) \S+ \S+ {_MARK} poin Sebelum {_MARK} Sesudah {_MARK} Separuh .* KKM 75: \S (belum tuntas|tuntas)"
)
_LETTER: Final = re.compile(
    rf"({_ASPECTS}) (naik|turun) {_MARK} poin; (belum )?mencapai KKM 75 Sebelum {_MARK} Sesudah {_MARK}"
)
_SIGNS: Final = {"naik": "+", "turun": "−"}
_ON_PAGE: Final = (
    *("n", "enrolled", "gain", "low", "high", "before", "after", "pass mark", "pass before", "pass after"),
    *("up", "same", "down"),
)
_ON_PAPER: Final = (
    *("n", "enrolled", "gain", "low", "high", "before", "after", "up", "same", "down"),
    *("pass mark", "pass before", "pass after"),
)
_DETAILS: Final = {
    "N-gain (Hake)": ("N-gain kelas", lambda value: T.number(value, 2)),
    "g_av": ("g_av", lambda value: T.number(value, 2)),
    "d_z": ("d_z", lambda value: T.number(value, 2)),
    "Simpangan baku sebelum": ("SB sebelum", T.number),
    "Simpangan baku sesudah": ("SB sesudah", T.number),
    "Simpangan baku perubahan": ("SB kenaikan", T.number),
    "Siswa yang naik": ("Bagian naik", T.percent),
}
"""What Rincian calls a quantity, what the workbook calls it, and how the page writes it."""


def squeezed(text: str) -> str:
    return " ".join(text.split())


def words_of(paper: bytes, *, pages: int | None = None) -> str:
    """Everything that a PDF says, or its first pages, on one line."""
    found = PdfReader(io.BytesIO(paper)).pages[:pages]
    return squeezed(" ".join(page.extract_text() for page in found))


def row(told: list[str]) -> str:
    """The numbers of a row as a table on paper has them."""
    return f" {' '.join(told)} "


def on_page(page: Page) -> Told:
    """The cards of the aspects on Kohort."""
    found: Told = {}
    for card in page.locator("article.cp-card").all():
        told = _CARD.fullmatch(squeezed(card.inner_text()))
        assert told, card.inner_text()
        found |= {(told[1], name): number for name, number in zip(_ON_PAGE, told.groups()[1:], strict=True)}
    return found


def on_paper(words: str) -> Told:
    """The blocks of the aspects in the words of the one-page summary."""
    return {
        (told[0], name): number
        for told in _BLOCK.findall(words)
        for name, number in zip(_ON_PAPER, told[1:], strict=True)
    }


def in_workbook(book: Any) -> Told:
    """The headline table of the sheet Ringkasan."""
    written = {
        "terdaftar": ("enrolled", _count), "ikut kedua tes": ("n", _count), "sebelum": ("before", T.number),
        "sesudah": ("after", T.number), "rata-rata": ("gain", T.signed), "dari (95%)": ("low", T.signed),
        "sampai (95%)": ("high", T.signed), "naik": ("up", _count), "tetap": ("same", _count),
        "turun": ("down", _count), "nilai": ("pass mark", T.exact), "tuntas sebelum": ("pass before", _count),
        "tuntas sesudah": ("pass after", _count),
    }  # fmt: skip
    return {
        (aspect, written[heading][0]): written[heading][1](value)
        for aspect, line in _lines(book["Ringkasan"], "terdaftar").items()
        for heading, value in line.items()
    }


def details_on_page(page: Page) -> dict[str, str]:
    """What is opened under Rincian of the aspect chosen, without the intervals, which the workbook has not."""
    rows = [[squeezed(cell) for cell in line] for line in _cells(page.locator("table", has_text="Besaran"))]
    return {name: value.partition(" (")[0] for name, value, *_ in rows if name in _DETAILS}


def details_in_workbook(book: Any, aspect: str) -> dict[str, str]:
    line = _lines(book["Ringkasan"], "N-gain kelas")[aspect]
    return {name: write(line[heading]) for name, (heading, write) in _DETAILS.items()}


def criteria_on_page(page: Page) -> dict[str, list[str]]:
    """Criterion to marks before and after and the change, of the aspect chosen."""
    return {name: [before, after, gain.split()[0]] for name, before, after, gain in _cells(page.locator(".cp-heat"))}


def criteria_in_workbook(book: Any, aspect: str) -> dict[str, list[str]]:
    rows = _table(book["Kriteria"], 4)
    return {row["Kriteria"]: _three(row, "Rata-rata sebelum", "Rata-rata sesudah", "Kenaikan (poin)")
            for row in rows if row["Aspek"] == aspect}  # fmt: skip


def students_on_page(page: Page) -> dict[str, list[str]]:
    """Name to marks before and after, the change, and whether the pass mark is reached, of the aspect chosen."""
    rows = _cells(page.locator("table", has_text="Perubahan").last)
    return {name: [before, after, gain.split()[0], passed.partition(" ")[2]]
            for name, _, before, after, gain, passed in rows}  # fmt: skip


def students_in_workbook(book: Any, aspect: str) -> dict[str, list[str]]:
    columns = [f"{aspect} {word}" for word in ("sebelum", "sesudah", "kenaikan")]
    return {row["Nama"]: [*_three(row, *columns), row[f"{aspect} ketuntasan"].lower()]
            for row in _table(book["Siswa"], 5) if isinstance(row[columns[2]], int | float)}  # fmt: skip


def sentences_in_workbook(book: Any) -> dict[str, str]:
    """The sentence of each aspect on the first sheet."""
    rows = book["Ringkasan"].iter_rows(min_row=4, max_row=6, max_col=2, values_only=True)
    return dict(rows)


def student_on_page(page: Page) -> dict[str, list[str]]:
    """The cards of a student who has every mark: aspect to what `students_on_page` tells of one."""
    found = {}
    for card in page.locator("article.cp-card:has(.cp-number)").all():
        told = _STUDENT.fullmatch(squeezed(card.inner_text()))
        assert told, card.inner_text()
        aspect, gain, before, after, passed = told.groups()
        found[aspect] = [before, after, gain, passed]
    return found


def student_in_workbook(book: Any, nisn: str) -> dict[str, list[str]]:
    (name,) = [row["Nama"] for row in _table(book["Siswa"], 5) if row["NISN"] == nisn]
    return {aspect: students_in_workbook(book, aspect)[name] for aspect in _ASPECTS.split("|")}


def student_in_letter(letters: bytes, nisn: str) -> dict[str, list[str]]:
    """What the letter to this student's parents says."""
    pages = (squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(letters)).pages)
    told = next(words for words in pages if f"NISN {nisn} " in words)
    return {
        aspect: [before, after, f"{_SIGNS[way]}{points}", f"{below}tuntas"]
        for aspect, way, points, below, before, after in _LETTER.findall(told)
    }


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def _count(value: float) -> str:
    return T.number(value, 0)


def _three(row: dict[str, Any], before: str, after: str, gain: str) -> list[str]:
    return [T.number(row[before]), T.number(row[after]), T.signed(row[gain])]


def _cells(table: Locator) -> list[list[str]]:
    return table.evaluate("table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.innerText))")


def _lines(sheet: Any, heading: str) -> dict[str, dict[str, Any]]:
    """The three lines under the row in which a heading stands, by aspect."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = next(place for place, row in enumerate(rows) if heading in row)
    names = rows[at][1:]
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows[at + 1 : at + 4]}


def _table(sheet: Any, headings: int) -> list[dict[str, Any]]:
    """The rows under the headings (a row of Excel) down to the first without a number."""
    names, *rows = sheet.iter_rows(min_row=headings, values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows if row[0] is not None]
