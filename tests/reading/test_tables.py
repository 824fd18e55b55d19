"""Tables on a sheet: however many, wherever they stand."""

import pytest

from capaian.reading import read_books
from capaian.reading.cells import Sheet
from tests.reading.drawing import book, sheet


def test_twenty_four_tables_on_one_sheet():
    lines = []
    for k in range(24):
        lines += [f"KELAS XI TKR {k + 1}", "No | Nama | Pretest | Posttest"]
        lines += [f"{i} | Siswa {k}x{i} | {40 + i} | {60 + i}" for i in range(1, 4)]
        lines += [" | Rata-rata | 42 | 62", "", "Kepala Sekolah | | Guru", "NIP. 1 | | NIP. 2", ""]
    tables = read_books([book(sheet("\n".join(lines)))]).files[0].tables
    assert [t.class_name for t in tables] == [f"XI TKR {k + 1}" for k in range(24)]
    assert [t.header_rows for t in tables] == [(10 * k + 2,) for k in range(24)]
    assert [t.student_rows for t in tables] == [tuple(range(10 * k + 3, 10 * k + 6)) for k in range(24)]


@pytest.mark.parametrize(("row", "column"), [(1, 1), (2, 2), (12, 6), (13, 30)])
def test_a_table_may_start_anywhere(row, column):
    drawn = sheet("No | Nama | Pretest\n1 | Rina Wati | 50\n2 | Budi Santoso | 60", first_row=row, first_column=column)
    (table,) = read_books([book(drawn)]).files[0].tables
    assert table.header_rows == (row,)
    assert table.student_rows == (row + 1, row + 2)


def test_a_sheet_full_of_headings_costs_no_quadratic_time():
    rows = [["Nama", "Nilai"] for _ in range(20_000)]
    reading = read_books([book(Sheet("x", rows=[list(row) for row in rows]))])
    assert reading.blocked


def test_a_wide_sheet_of_names_is_no_table():
    rows = [[f"Orang {chr(97 + i % 26)}{chr(97 + j % 26)}" for j in range(400)] for i in range(60)]
    assert read_books([book(Sheet("x", rows=[list(row) for row in rows]))]).files[0].status == "refused"


def test_hidden_and_skipped_sheets_are_listed_and_not_read():
    seen = sheet("Nama | Pretest\nRina Wati | 50\nBudi Santoso | 60")
    hidden = Sheet("rahasia", visibility="hidden", read=False, why_not="hidden")
    file = read_books([book(hidden, seen)]).files[0]
    assert [(s.name, s.visibility, s.read) for s in file.sheets] == [
        ("rahasia", "hidden", False),
        ("Sheet1", "visible", True),
    ]
    assert len(file.tables) == 1
