"""The same layouts as real xlsx files, through the child process: nothing changes on the way."""

import datetime
import io

import pytest
import xlsxwriter

from capaian.locale import texts
from capaian.reading import read_books, read_workbooks, reading_to_json
from capaian.reading.cells import Workbook
from tests.reading.drawing import LAYOUTS, read_layout

FEW = [
    "own_form",
    "leger_k13",
    "transposed",
    "three_rows_a_student",
    "attendance_with_dates",
    "starts_at_F12",
    "moodle_quiz",
    "report_card",
]


def as_bytes(book: Workbook) -> bytes:
    """The workbook as Excel would save it."""
    content = io.BytesIO()
    made = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "d/m/yyyy"})
    for sheet in book.sheets:
        page = made.add_worksheet(sheet.name)
        for row1, column1, row2, column2 in sheet.merges:
            page.merge_range(row1 - 1, column1 - 1, row2 - 1, column2 - 1, "")
        for i, row in enumerate(sheet.rows, sheet.first_row - 1):
            for j, cell in enumerate(row, sheet.first_column - 1):
                if isinstance(cell, datetime.datetime):
                    page.write_datetime(i, j, cell)
                elif isinstance(cell, str):
                    page.write_string(i, j, cell)
                elif cell is not None:
                    page.write(i, j, cell)
    made.close()
    return content.getvalue()


@pytest.mark.parametrize("name", FEW)
def test_a_real_file_is_read_as_its_drawing(name):
    books = read_layout(LAYOUTS / f"{name}.txt").books
    drawn = reading_to_json(read_books(books), texts("id"))
    real = reading_to_json(read_workbooks([(book.file, as_bytes(book)) for book in books]), texts("id"))
    assert real == drawn
