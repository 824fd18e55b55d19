"""What was found, as it stands on the sheet."""

import pytest

from capaian.reading import Answers, Sketch, apply_answers, read_workbooks, sketches
from capaian.reading.sketch import COLUMNS_SHOWN
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


@pytest.mark.parametrize("text", ["a" * 500])
def test_a_very_long_text_is_cut(text: str) -> None:
    drawn = sketch(HEAD, (1, NAMES[0], None, 60, 70), (2, NAMES[1], None, 60, 70), (None, text, None, None, None))
    assert max(len(str(cell)) for row in drawn.rows for cell in row.cells) == 60
