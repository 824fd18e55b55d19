"""Counts of who passed, against what was read."""

import pytest

from capaian.reading import read_books
from tests.reading.drawing import book, sheet

MARKS = """1 | Rina Wati | 60 | 80
2 | Budi Santoso | 74 | 75
3 | Ahmad Fauzi | 90 | 76
"""


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("Jumlah tuntas | | 1 | 3", []),
        ("Jumlah tuntas | | 2 | 3", [("C5", "2", 1)]),
        ("Belum tuntas | | 2 | 1", [("D5", "1", 0)]),
        ("Ketuntasan | | 33.3 | 100", []),
        ("Ketuntasan | | 0.333 | 1", []),
        ("Ketuntasan | | '33,3% | '90%", [("D5", "90", 100)]),
    ],
)
@pytest.mark.parametrize("place", ["row", "title"])
def test_a_count_of_who_passed_is_recomputed_from_the_marks(row, wrong, place):
    head = (
        "KKM | | 75 | 75\nNo | Nama | Pretest | Posttest\n"
        if place == "row"
        else ("KKM : 75 | | |\nNo | Nama | Pretest | Posttest\n")
    )
    problems = read_books([book(sheet(head + MARKS + row))]).problems
    told = [(p.cell, p.read, p.fields["expected"]) for p in problems if p.code == "total_differs"]
    assert told == [(cell.replace("5", "6"), read, expected) for cell, read, expected in wrong]


def test_without_a_pass_mark_nothing_is_said():
    drawn = "No | Nama | Pretest | Posttest\n" + MARKS + "Jumlah tuntas | | 9 | 9"
    assert [p for p in read_books([book(sheet(drawn))]).problems if p.code == "total_differs"] == []
