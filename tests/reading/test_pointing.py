"""A sheet in which no table was found: a person points to its heading and its names."""

import pytest

from capaian.reading import Answers, apply_answers, read_books
from capaian.reading.pointed import Pointed
from capaian.reading.pointing import bare_sheets
from tests.reading.drawing import book, sheet

DRAWN = """
Hasil bengkel |
Kelompok | Lajur | Teknis sebelum | Teknis sesudah
A | K-01 | 60 | 70
A | K-02 | 61 | 75
B | K-03 | 62 | 80
"""
KEY = "nilai.xlsx!Rekap"


def read():
    return read_books([book(sheet(DRAWN.strip("\n"), name="Rekap"))])


def pointed(heading, names):
    return apply_answers(read(), Answers(pointed={KEY: Pointed(heading, names)}))


def test_a_sheet_without_a_table_is_refused_and_can_be_pointed_at():
    reading = read()
    assert [(file.status, file.reason) for file in reading.files] == [("refused", "no_names")]
    assert [one.name for one in bare_sheets(reading, "nilai.xlsx")] == ["Rekap"]


def test_what_is_pointed_to_is_read_like_any_table():
    reading = pointed((2, 2), "B")
    assert [file.status for file in reading.files] == ["ok"]
    assert reading.students["name"].tolist() == ["K-01", "K-02", "K-03"]
    assert reading.scores(to_100=True)["score"].tolist() == [60, 61, 62, 70, 75, 80]
    assert bare_sheets(reading, "nilai.xlsx") == []
    (table,) = reading.files[0].tables
    assert (table.header_rows, table.first_row, table.last_row) == ((2,), 3, 5)


@pytest.mark.parametrize(("heading", "names"), [((5, 5), "B"), ((2, 2), "ZZ"), ((2, 6), "B"), ((900, 900), "B")])
def test_where_nothing_stands_it_stays_refused(heading, names):
    assert [file.status for file in pointed(heading, names).files] == ["refused"]


@pytest.mark.parametrize(
    ("heading", "names"), [((0, 1), "B"), ((3, 2), "B"), ((1, 7), "B"), ((2, 2), ""), ((2, 2), "b"), ((2.0, 2), "B")]
)
def test_what_can_be_no_heading_is_no_answer(heading, names):
    with pytest.raises(ValueError, match="no"):
        Pointed(heading, names)


def test_it_is_kept_for_these_files_alone():
    answers = Answers(pointed={KEY: Pointed((2, 2), "B")})
    assert Answers.from_json(answers.to_json()).about(["nilai.xlsx"]) == answers
    assert answers.about(["lain.xlsx"]) == answers.of_headings() == Answers()
