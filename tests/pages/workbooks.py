"""Small plain tables, as bytes of an xlsx: Nama, Kelas, Teknis sebelum, Teknis sesudah."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

NAMES = (
    "Ahmad Fauzan", "Siti Norhaliza", "Gusti Rahman", "Noor Aina", "Rahmad Hidayat", "Aulia Safitri",
    "Hafiz Anshari", "Mira Lestari", "Salman Alfarisi", "Dewi Rahmawati", "Fitri Handayani", "Bahrul Ilmi",
)  # fmt: skip

Marks = Mapping[str, tuple[float | str | None, float | str | None]]


def plain_workbook(marks: Marks, classes: tuple[str, ...] = ("XI TPL 1",), *, name: str = "XI TPL 1") -> bytes:
    """One sheet (name: its own) with a line for each name: before, after; None is a blank. classes: in turn."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet(name)
        for column, heading in enumerate(("No", "Nama", "Kelas", "Teknis sebelum", "Teknis sesudah")):
            sheet.write(0, column, heading)
        for row, (name, (before, after)) in enumerate(marks.items(), start=1):
            for column, value in enumerate((row, name, classes[(row - 1) % len(classes)], before, after)):
                sheet.write(row, column, value)
    return stream.getvalue()


def first(n: int) -> dict[str, tuple[float | str | None, float | str | None]]:
    """The first n names: before 60, 61, ..., after 70, 72, ..."""
    return {name: (60 + i, 70 + 2 * i) for i, name in enumerate(NAMES[:n])}


def levels_workbook(n: int) -> bytes:
    """Character in four levels, two behaviours: two students of three rise from 2 to 3, the third stays."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Karakter")
        sheet.write(0, 0, "Nilai Karakter (skala 1-4)")
        for column, heading in enumerate(("No", "Nama", "Kelas")):
            sheet.write(2, column, heading)
        for at, criterion in enumerate(("Disiplin", "Kerja sama")):
            sheet.merge_range(2, 3 + 2 * at, 2, 4 + 2 * at, criterion)
            sheet.write(3, 3 + 2 * at, "SEBELUM")
            sheet.write(3, 4 + 2 * at, "SESUDAH")
        for row, name in enumerate(NAMES[:n]):
            after = 3 if row % 3 else 2
            for column, value in enumerate((row + 1, name, "XI TPL 1", 2, after, 2, after)):
                sheet.write(4 + row, column, value)
    return stream.getvalue()


def table_bytes(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """One sheet with these headings and rows, from A1 on."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("XI TPL 1")
        for number, row in enumerate((headings, *rows)):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    return stream.getvalue()
