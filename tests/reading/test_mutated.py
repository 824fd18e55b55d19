"""Layouts with random harm done to them: whatever comes, an answer; and every filled cell is accounted for."""

import dataclasses
import datetime
import random

import pytest

from capaian.locale import texts
from capaian.reading import Reading, read_books, reading_to_json
from capaian.reading.cells import Workbook, column_number
from tests.reading.drawing import LAYOUTS, read_layout

JUNK = [
    None,
    "",
    " ",
    "-",
    "Nama",
    "No",
    "Jumlah",
    "NIP.",
    0.0,
    -1.0,
    1e300,
    float("nan"),
    float("inf"),
    True,
    "75",
    "8,5",
    "\x00",
    "A" * 500,
    datetime.datetime.fromisoformat("2026-05-08"),
    datetime.timedelta(hours=83),
    "Pretest",
    "Kelas : XI",
    "=1+1",
    "🙂",
    "1.234",
    "Ket.",
    1234567890123456.0,
]


def harmed(book: Workbook, chance: random.Random) -> Workbook:
    """The workbook with a few cells, rows and columns changed, moved or lost."""
    sheets = []
    for sheet in book.sheets:
        rows = [list(row) for row in sheet.rows]
        for _ in range(chance.randint(1, 6)):
            i, j = chance.randrange(len(rows)), chance.randrange(len(rows[0]))
            how = chance.choice(["cell", "cell", "cell", "row", "swap", "blank row", "column"])
            if how == "cell":
                rows[i][j] = chance.choice(JUNK)
            elif how == "row" and len(rows) > 1:
                rows.pop(i)
            elif how == "swap":
                k = chance.randrange(len(rows))
                rows[i], rows[k] = rows[k], rows[i]
            elif how == "blank row":
                rows.insert(i, [None] * len(rows[0]))
            elif how == "column":
                for row in rows:
                    row[j] = None
        merges = [m for m in sheet.merges if m[2] <= len(rows)]
        sheets.append(dataclasses.replace(sheet, rows=rows, merges=merges))
    return dataclasses.replace(book, sheets=tuple(sheets))


def unaccounted(reading: Reading, books: list[Workbook]) -> list[str]:
    """Filled cells in score columns, between first and last row, that are no mark, no problem and in no named row."""
    marks = set(reading.marks["source"]) | {f"{p.file}!{p.sheet}!{p.cell}" for p in reading.problems}
    repeated = {(p.file, p.sheet, p.fields["row"]) for p in reading.problems if p.code == "repeated_student"}
    two = {p.fields.get("other") for p in reading.problems}
    lost = []
    for file, book in zip(reading.files, books, strict=True):
        sheets = {sheet.name: sheet for sheet in book.sheets}
        for table in file.tables:
            if table.students_as_columns or not table.student_rows:
                continue
            named = {ignored.row for ignored in table.ignored_rows}
            for column in (c for c in table.columns if c.role == "score"):
                for row in range(table.first_row, table.last_row + 1):
                    cell = sheets[table.sheet].cell(row, column_number(column.column))
                    filled = cell is not None and not (isinstance(cell, str) and not cell.strip())
                    source = f"{file.file}!{table.sheet}!{column.column}{row}"
                    if (
                        filled
                        and row not in named
                        and source not in marks | two
                        and (file.file, table.sheet, row) not in repeated
                    ):
                        lost.append(source)
    return lost


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("*.txt")), ids=lambda path: path.stem)
def test_harm_never_escapes_and_loses_nothing_in_silence(path):
    layout = read_layout(path)
    chance = random.Random(path.stem)
    for _ in range(6):
        books = [harmed(book, chance) for book in layout.books]
        reading = read_books(books)
        reading_to_json(reading, texts("en"))
        assert not reading.scores(to_100=True).duplicated(["student", "aspect", "criterion", "phase"]).any()
        assert unaccounted(reading, books) == []
