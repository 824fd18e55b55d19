"""Cells that were copied from Excel, as a workbook of their own, so that the one reader reads them too."""

import csv
import datetime
import io
import re
from typing import Final

import xlsxwriter

from capaian.locale import N_
from capaian.problems import UnreadableFile

SHEET: Final = "Tempelan"
LONGEST: Final = 2_000_000
"""Characters of a text that is still taken: a thousand students with a hundred columns."""
_LONGEST_CELL: Final = 32_767
_MOST_COLUMNS: Final = 16_384
_COUNTED: Final = re.compile(r"0|[1-9]\d{0,2}")
"""Whole numbers up to 999 become numbers; all other texts, `0078120001` and `86,50`, stay as they were copied."""
_MADE: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""The same cells give the same bytes, so that they are known again."""


def pasted_workbook(text: str) -> bytes:
    """The bytes of an xlsx with one sheet: lines are rows, tabs part the cells, the first cell is A1.

    A text that begins with `=` is a text. Raises UnreadableFile for what is no copied cells: nothing, a single
    column, too much.
    """
    if len(text) > LONGEST:
        raise UnreadableFile("paste_too_long", N_("Tempelan ini terlalu besar. Unggah berkasnya saja."))
    rows = _rows(text)
    if not any(len(row) > 1 for row in rows):
        raise UnreadableFile(
            "paste_no_cells",
            N_("Tempelan ini bukan sel Excel. Blok tabelnya di Excel bersama judulnya, salin, lalu tempel di sini."),
        )
    if max(map(len, rows)) > _MOST_COLUMNS or any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
        raise UnreadableFile("paste_too_long", N_("Tempelan ini terlalu besar. Unggah berkasnya saja."))
    return _workbook(rows)


def _rows(text: str) -> list[list[str]]:
    """Excel puts quotes around a cell with a line break; where quotes do not close they are letters like any other."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    quoting = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    limit = csv.field_size_limit(LONGEST)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=quoting))
    finally:
        csv.field_size_limit(limit)


def _workbook(rows: list[list[str]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(SHEET)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if _COUNTED.fullmatch(cell.strip()):
                    sheet.write_number(row, column, int(cell))
                elif cell:
                    sheet.write_string(row, column, cell)
    return content.getvalue()
