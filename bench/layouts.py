"""Small workbooks as teachers lay them out, in four formats, to be mutated; all names are invented."""

import io
from functools import cache

import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tests.reading.binary_books import number, row, sheet_bin, words, xls, xlsb

_NAMES = ["Siti Aminah", "Muhammad Rizky", "Nor Hidayah", "Akhmad Fauzan", "Rusdiana", "Gusti Ramadhani"]
_MARKS = [[78.5, 85], [60, "Belum dinilai"], [90, 92.25], ["-", 70], [81, 88], [66, 79]]


@cache
def layouts() -> list[tuple[str, bytes]]:
    """Format and bytes of each."""
    return [
        ("xlsx", _merged_headings()),
        ("xlsx", _several_sheets()),
        ("xls", _old()),
        ("xlsb", _binary()),
        ("ods", _open_document()),
    ]


def _merged_headings() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Kognitif")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range(0, 0, 0, 4, "DAFTAR NILAI KELAS XI")
        sheet.merge_range(2, 2, 2, 3, "Pengetahuan")
        sheet.write_row(3, 0, ["No", "Nama", "SEBELUM", "SESUDAH", "Naik"])
        for place, (name, marks) in enumerate(zip(_NAMES, _MARKS, strict=True)):
            sheet.write_row(4 + place, 0, [place + 1, name, *marks])
            sheet.write_formula(4 + place, 4, f"=D{place + 5}-C{place + 5}", None, 7)
        sheet.write_formula(11, 4, "=1/0", None, "#DIV/0!")  # type: ignore[arg-type] - the stubs know numbers only
        sheet.write_number(12, 1, 46_146, day)
        sheet.write_boolean(13, 1, boolean=True)
    return target.getvalue()


def _several_sheets() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for title in ("Awal", "Akhir", "Catatan"):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ["NISN", "Nama", "Nilai"])
            for place, name in enumerate(_NAMES):
                sheet.write_row(place + 1, 0, [f"00512345{place:02}", name, 70 + place])
        book.worksheets()[2].hide()
        book.add_chartsheet("Grafik")
    return target.getvalue()


def _old() -> bytes:
    cells: dict[tuple[int, int], object] = {(1, 1): "Nama", (1, 2): "Pretest", (1, 3): "Posttest"}
    for place, (name, marks) in enumerate(zip(_NAMES, _MARKS, strict=True), 2):
        cells |= {(place, 1): name, (place, 2): marks[0], (place, 3): marks[1]}
    return xls((cells, "visible"), (cells, "hidden"))


def _binary() -> bytes:
    rows = [row(1, words(1, "Nama"), words(2, "Nilai"))]
    rows += [row(place, words(1, name), number(2, 70 + place)) for place, name in enumerate(_NAMES, 2)]
    return xlsb((sheet_bin(*rows), "visible"), (sheet_bin(*rows), "hidden"))


def _open_document() -> bytes:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Nilai")
    for name, marks in zip(_NAMES, _MARKS, strict=True):
        line = TableRow()
        for value in (name, *marks):
            written = isinstance(value, str)
            cell = TableCell(valuetype="string") if written else TableCell(valuetype="float", value=str(value))
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)  # type: ignore[attr-defined] - odfpy makes it at run time
    target = io.BytesIO()
    book.write(target)
    return target.getvalue()
