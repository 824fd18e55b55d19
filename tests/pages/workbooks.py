"""Small plain tables, as bytes of an xlsx: Nama, Kelas, Teknis sebelum, Teknis sesudah."""

import io
from collections.abc import Mapping

import xlsxwriter

NAMES = (
    "Ahmad Fauzan", "Siti Norhaliza", "Gusti Rahman", "Noor Aina", "Rahmad Hidayat", "Aulia Safitri",
    "Hafiz Anshari", "Mira Lestari", "Salman Alfarisi", "Dewi Rahmawati", "Fitri Handayani", "Bahrul Ilmi",
)  # fmt: skip

Marks = Mapping[str, tuple[float | str | None, float | str | None]]


def plain_workbook(marks: Marks) -> bytes:
    """One sheet with a line for each name: before, after; None leaves the cell blank."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("XI TPL 1")
        for column, heading in enumerate(("No", "Nama", "Kelas", "Teknis sebelum", "Teknis sesudah")):
            sheet.write(0, column, heading)
        for row, (name, (before, after)) in enumerate(marks.items(), start=1):
            for column, value in enumerate((row, name, "XI TPL 1", before, after)):
                sheet.write(row, column, value)
    return stream.getvalue()


def first(n: int) -> dict[str, tuple[float | str | None, float | str | None]]:
    """The first n names: before 60, 61, ..., after 70, 72, ..."""
    return {name: (60 + i, 70 + 2 * i) for i, name in enumerate(NAMES[:n])}
