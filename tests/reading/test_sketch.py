"""What was found, as it stands on the sheet."""

from pathlib import Path

import pytest

from capaian.reading import (
    Answers,
    Sketch,
    TableAnswer,
    apply_answers,
    read_books,
    read_workbooks,
    sketches,
    table_key,
)
from capaian.reading.sketch import COLUMNS_SHOWN
from tests.reading.drawing import LAYOUTS, read_layout
from tests.sheets import NAMES, book

HEAD = ("No", "Nama Siswa", "NIK", "Teknis Awal", "Teknis Akhir")


def sketch(*lines) -> Sketch:
    ((_, _, drawn),) = sketches(read_workbooks([("nilai.xlsx", book({"XI TKR 1": lines}))]))
    return drawn


def test_every_row_is_named_by_what_it_is() -> None:
    rows = [(i + 1, n, "6371", 60.5, 70) for i, n in enumerate(NAMES[:3])]
    below = ((None, "Rata-rata", None, 60, 70), (), ("Mengetahui,", None, "Kepala Sekolah"))
    drawn = sketch(("DAFTAR NILAI",), (), HEAD, *rows, *below)
    assert drawn.columns == ("A", "B", "C", "D", "E")
    assert [(row.row, row.kind, row.why) for row in drawn.rows] == [
        (1, "title", ""), (3, "heading", ""), (4, "student", ""), (5, "student", ""), (6, "student", ""),
        (7, "ignored", "summary"), (9, "ignored", "signature"),
    ]  # fmt: skip
    assert drawn.rows[2].cells == ("1", NAMES[0], "", 60.5, "70")
    assert drawn.rows[1].cells[2] == "NIK"
    assert drawn.places == (0, 1, 2, 3, 4)


def test_of_many_students_the_first_are_shown_and_the_others_counted() -> None:
    rows = [(i + 1, f"{NAMES[i % 12]} {'ABCDEFGH'[i // 12]}", None, 60, 70) for i in range(36)]
    drawn = sketch(HEAD, *rows, (None, "Jumlah", None, 1, 2))
    assert sum(row.kind == "student" for row in drawn.rows) == 12
    assert drawn.rows[-1].kind == "ignored"
    assert (drawn.rows[-1].skipped, drawn.more_students) == (24, 0)
    assert sketch(HEAD, *rows).more_students == 24


def test_a_wide_table_is_cut_and_says_so() -> None:
    heads = [f"Teknis Kriteria {chr(65 + i % 26) * (2 + i // 26)} Sebelum" for i in range(60)]
    drawn = sketch(("No", "Nama", *heads), *[(i + 1, n, *range(60)) for i, n in enumerate(NAMES[:3])])
    assert len(drawn.columns) == COLUMNS_SHOWN
    assert drawn.more_columns == 62 - COLUMNS_SHOWN
    assert all(len(row.cells) == COLUMNS_SHOWN for row in drawn.rows)


def test_a_typed_mark_and_an_error_are_seen_in_their_cells() -> None:
    rows = [(i + 1, n, None, 60, 70) for i, n in enumerate(NAMES[:3])]
    reading = read_workbooks([("nilai.xlsx", book({"S": [HEAD, *rows, (4, NAMES[3], None, "#DIV/0!", 860)]}))])
    mended = apply_answers(reading, Answers(cells={"nilai.xlsx!S!E5": "86"}))
    assert [row.cells[-2:] for *_, drawn in sketches(reading) for row in drawn.rows][-1] == ("#DIV/0!", "860")
    assert [row.cells[-1] for *_, drawn in sketches(mended) for row in drawn.rows][-1] == "86"


def test_students_side_by_side_are_drawn_as_they_stand() -> None:
    lines = [("Nama", *NAMES[:4]), ("Teknis sebelum", 60, 61, 62, 63), ("Teknis sesudah", 70, 71, 72, 73)]
    drawn = sketch(*lines)
    assert [row.kind for row in drawn.rows] == ["heading", "student", "student"]
    assert drawn.rows[1].cells == ("Teknis sebelum", "60", "61", "62", "63")
    assert drawn.columns == ("A", "B", "C", "D", "E")
    assert [row.place for row in drawn.rows] == [0, 1, 2]


def test_of_two_tables_on_a_sheet_each_is_drawn_with_its_own_rows() -> None:
    def block(title: str, start: int) -> list[tuple]:
        return [(title,), ("No", "Nama", "Las"), *[(i + 1, n, start + i) for i, n in enumerate(NAMES[:4])]]

    lines = [*block("Pretest", 60), (), *block("Posttest", 70)]
    drawn = [each for *_, each in sketches(read_workbooks([("nilai.xlsx", book({"S": lines}))]))]
    assert [[row.row for row in each.rows] for each in drawn] == [[1, 2, 3, 4, 5, 6], [8, 9, 10, 11, 12, 13]]
    assert [each.rows[0].kind for each in drawn] == ["title", "title"]


@pytest.mark.parametrize("text", ["a" * 500])
def test_a_very_long_text_is_cut(text: str) -> None:
    drawn = sketch(HEAD, (1, NAMES[0], None, 60, 70), (2, NAMES[1], None, 60, 70), (None, text, None, None, None))
    assert max(len(str(cell)) for row in drawn.rows for cell in row.cells) == 60


LAYOUT_FILES = sorted(LAYOUTS.glob("*.txt"))


@pytest.mark.parametrize("path", LAYOUT_FILES, ids=[path.stem for path in LAYOUT_FILES])
def test_every_layout_can_be_drawn_and_read_with_other_rows(path: Path) -> None:
    """All that a person can say of its rows is answered, and told in order; what was found is drawn either way."""
    reading = read_books(read_layout(path).books)
    keys = {table_key(file.file, table): table for file in reading.files for table in file.tables}
    assert len(keys) == sum(len(file.tables) for file in reading.files)
    for told in (
        {"heading": (1, 1)},
        {"first_row": 5, "last_row": 7},
        {"heading": (3, 6), "last_row": 900},
        {"swap": True},
    ):
        answered = apply_answers(reading, Answers(tables={key: TableAnswer(**told) for key in keys}))
        assert [table_key(f.file, table) for f in answered.files for table in f.tables] == list(keys)
        for each in (reading, answered):
            for _, table, drawn in sketches(each):
                assert {row.row for row in drawn.rows if row.kind == "heading"} <= {
                    *table.header_rows,
                    *drawn_headings(drawn),
                }
                assert all(len(row.cells) == len(drawn.columns) for row in drawn.rows)
                assert [row.row for row in drawn.rows] == sorted(row.row for row in drawn.rows)


def drawn_headings(drawn: Sketch) -> set[int]:
    """Where students stand side by side the heading is the row of their names."""
    return {row.row for row in drawn.rows if row.place is not None}
