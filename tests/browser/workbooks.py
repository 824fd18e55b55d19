"""Workbooks of an invented class, as a teacher would bring them: one sheet an aspect, SEBELUM and SESUDAH."""

import datetime
import io
from collections.abc import Mapping
from typing import Final

import xlsxwriter

FIRST: Final = (
    "Ahmad",
    "Siti",
    "Muhammad",
    "Noor",
    "Gusti",
    "Rahmad",
    "Aulia",
    "Hafiz",
    "Mira",
    "Salman",
    "Dewi",
    "Fitri",
)
LAST: Final = ("Fauzan", "Norhaliza", "Ramadhani")
CRITERIA: Final[Mapping[str, tuple[str, ...]]] = {
    "Kognitif": ("Gambar teknik", "Keselamatan kerja"),
    "Teknis": ("Las datar", "Las tegak", "Pemotongan"),
    "Karakter": ("Disiplin", "Kerja sama"),
}
STUDENTS: Final = len(FIRST) * len(LAST)
HEADINGS: Final = ("No", "NISN", "NIS", "Nama", "Kelas")
MADE: Final = datetime.datetime(2025, 9, 19, tzinfo=datetime.UTC)
"""Written into the file, so that the same marks are the same bytes."""
_FIRST_ROW: Final = 4


def students() -> list[tuple[str, str, str]]:
    """NISN, NIS and name of 36 invented students."""
    names = [f"{first} {last}" for last in LAST for first in FIRST]
    return [(f"00{70_000_000 + 37 * i:08d}", str(2400 + i), name) for i, name in enumerate(names)]


def mark(student: int, column: int, *, after: bool) -> int:
    """The mark before, or the one after: most rise, every ninth falls."""
    before = 48 + (student * 7 + column * 11) % 27
    return before + ((student * 5 + column * 3) % 21 + 4 if student % 9 else -3) if after else before


def class_workbook(written: Mapping[tuple[str, int, int], object] | None = None) -> bytes:
    """The class's marks; the last two students have no mark after. written: other contents by (sheet, row, column)."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        workbook.set_properties({"created": MADE})
        for aspect, criteria in CRITERIA.items():
            sheet = workbook.add_worksheet(aspect)
            sheet.write(0, 0, f"Nilai {aspect} - Las Dasar")
            for column, heading in enumerate(HEADINGS):
                sheet.write(2, column, heading)
            for i, criterion in enumerate(criteria):
                first = len(HEADINGS) + 2 * i
                sheet.merge_range(2, first, 2, first + 1, criterion)
                sheet.write(3, first, "SEBELUM")
                sheet.write(3, first + 1, "SESUDAH")
            for i, (nisn, nis, name) in enumerate(students()):
                row = _FIRST_ROW + i
                for column, value in enumerate((i + 1, nisn, nis, name, "XI TPL 1")):
                    sheet.write(row, column, value)
                for j in range(len(criteria)):
                    sheet.write(row, len(HEADINGS) + 2 * j, mark(i, j, after=False))
                    if i < STUDENTS - 2:
                        sheet.write(row, len(HEADINGS) + 2 * j + 1, mark(i, j, after=True))
            for (name, row, column), value in (written or {}).items():
                if name == aspect:
                    sheet.write(row, column, value)
    return stream.getvalue()
