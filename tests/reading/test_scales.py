"""Where a column's scale comes from."""

import numpy as np
import pytest

from capaian.reading import read_books
from capaian.reading.scales import declared_scale, scale_of_values, soft_scale
from capaian.scores import Aspect, Scale
from tests.reading.drawing import book, sheet


@pytest.mark.parametrize(
    ("heading", "scale", "rest"),
    [
        ("Grade/20.00", Scale(0, 20), "Grade"),
        ("Praktik (maks 50)", Scale(0, 50), "Praktik"),
        ("Sikap (skala 1-4)", Scale(1, 4), "Sikap"),
        ("Pretest (0-100)", Scale(0, 100), "Pretest"),
        ("Quiz out of 30", Scale(0, 30), "Quiz"),
        ("Lab (15 pts)", Scale(0, 15), "Lab"),
        ("NIS/NISN", None, "NIS/NISN"),
        ("UH 1", None, "UH 1"),
        ("Tugas (20%)", None, "Tugas"),
        ("Final (Real)", None, "Final"),
    ],
)
def test_a_heading_declares_its_scale(heading, scale, rest):
    assert declared_scale(heading) == (scale, rest)


def test_a_round_number_in_brackets_is_the_maximum_unless_a_mark_is_above_it():
    assert soft_scale("INTERNAL (20)", np.array([15.0, 20.0])) == (Scale(0, 20), "INTERNAL")
    assert soft_scale("INTERNAL (20)", np.array([15.0, 21.0])) == (None, "INTERNAL (20)")
    assert soft_scale("Quiz (123)", np.array([15.0])) == (None, "Quiz (123)")


@pytest.mark.parametrize(
    ("numbers", "aspect", "scale", "ask"),
    [
        ([50, 70, 90], None, Scale(0, 100), False),
        ([1, 2, 3, 4], Aspect.CHARACTER, Scale(1, 4), False),
        ([1, 2, 3, 4], None, Scale(0, 4), True),
        ([2, 3, 5, 5], Aspect.CHARACTER, Scale(1, 5), True),
        ([2, 3, 4, 5], None, Scale(0, 5), True),
        ([7.5, 8, 9.25], None, Scale(0, 10), True),
        ([7, 8], None, Scale(0, 100), False),
        ([0, 0, 0], None, Scale(0, 100), False),
    ],
)
def test_values_tell_the_scale_where_nothing_declares_it(numbers, aspect, scale, ask):
    assert scale_of_values(np.array(numbers, float), aspect) == (scale, ask)


PAIR = "Nama | Pretest | Posttest\nRina Wati | 4 | 14\nBudi Santoso | 6.5 | 18\nSiti Rahmah | 8 | 15"


def test_before_and_after_share_one_scale():
    (table,) = read_books([book(sheet(PAIR))]).files[0].tables
    assert {c.scale for c in table.columns if c.role == "score"} == {Scale(0, 100)}


def test_a_given_maximum_holds_for_every_column_and_asks_nothing():
    reading = read_books([book(sheet(PAIR))], scale_max=20)
    assert {c.scale for c in reading.files[0].tables[0].columns if c.role == "score"} == {Scale(0, 20)}
    assert reading.marks["score"].tolist() == [4, 6.5, 8, 14, 18, 15]
    assert not reading.problems


def test_a_row_of_maxima_gives_the_scale():
    drawn = "Nama | Tugas 1 | UH 1\nSkor maks | 50 | 20\nRina Wati | 40 | 15\nBudi Santoso | 45 | 21"
    reading = read_books([book(sheet(drawn))])
    assert [c.scale for c in reading.files[0].tables[0].columns[1:]] == [Scale(0, 50), Scale(0, 20)]
    assert [(p.code, p.cell) for p in reading.problems if p.severity == "blocks"] == [("out_of_scale", "C4")]


def test_a_scale_is_converted_only_where_asked():
    reading = read_books([book(sheet(PAIR))], scale_max=20)
    assert reading.scores(to_100=True)["score"].tolist() == [20, 32.5, 40, 70, 90, 75]
    assert reading.scores(to_100=False)["score"].tolist() == [4, 6.5, 8, 14, 18, 15]


def test_marks_that_are_all_low_are_asked_about():
    drawn = "Nama | Pretest | Posttest\nRina Wati | 4.5 | 7\nBudi Santoso | 5 | 8\nSiti Rahmah | 6 | 9"
    assert [(p.code, p.severity) for p in read_books([book(sheet(drawn))]).problems] == [("scale_unclear", "ask")] * 2


def test_marks_before_on_ten_and_after_on_a_hundred_are_two_scales_and_asked_about():
    drawn = "Nama | Pretest | Posttest\nRina Wati | 6.5 | 74\nBudi Santoso | 5 | 80\nSiti Rahmah | 8 | 85"
    reading = read_books([book(sheet(drawn))])
    assert [c.scale for c in reading.files[0].tables[0].columns[1:]] == [Scale(0, 10), Scale(0, 100)]
    assert [(p.code, p.cell) for p in reading.problems] == [("scale_unclear", "B")]
    assert reading.scores(to_100=True)["score"].tolist() == [65, 50, 80, 74, 80, 85]


@pytest.mark.parametrize(
    ("heading", "before", "high"),
    [
        ("Karakter", (1, 2, 3), 4),
        ("Teknis", (6, 7, 6), 10),
        ("Teknis", (12, 14.5, 13), 20),
        ("Teknis", (7.5, 8), 10),
    ],
)
def test_marks_far_below_those_they_are_compared_with_are_never_taken_for_hundredths_in_silence(heading, before, high):
    names = ("Rina Wati", "Budi Santoso", "Siti Rahmah")
    rows = [f"{name} | {mark} | {75 + mark}" for name, mark in zip(names, before, strict=False)]
    reading = read_books([book(sheet("\n".join([f"Nama | {heading} sebelum | {heading} sesudah", *rows])))])
    assert [(p.code, p.cell) for p in reading.problems] == [("scale_unclear", "B")]
    scales = [c.scale for c in reading.files[0].tables[0].columns[1:]]
    assert [scale and scale.max for scale in scales] == [high, 100]


def test_marks_of_two_kinds_only_are_asked_about_where_they_are_sixes_and_sevens():
    drawn = "Nama | Teknis sebelum | Teknis sesudah\nRina Wati | 6 | 7\nBudi Santoso | 7 | 7\nSiti Rahmah | 6 | 7"
    reading = read_books([book(sheet(drawn))])
    assert [(p.code, p.cell, p.fields["high"]) for p in reading.problems] == [
        ("scale_unclear", "B", 10),
        ("scale_unclear", "C", 10),
    ]


def test_one_low_mark_beside_a_high_one_asks_nothing():
    reading = read_books([book(sheet("Nama | Teknis sebelum | Teknis sesudah\nRina Wati | 8 | 75"))])
    assert not reading.problems


@pytest.mark.parametrize("after", [("74", "80", "85"), ("51", "50", "100")])
def test_a_declared_scale_is_not_that_of_a_column_far_above_it(after):
    rows = zip(("Rina Wati | 6.5", "Budi Santoso | 5", "Siti Rahmah | 8"), after, strict=True)
    drawn = "\n".join(["Nama | Pretest (0-10) | Posttest", *(" | ".join(row) for row in rows)])
    reading = read_books([book(sheet(drawn))])
    assert [c.scale for c in reading.files[0].tables[0].columns[1:]] == [Scale(0, 10), Scale(0, 100)]
    assert not reading.problems


def test_a_mark_above_a_declared_scale_stays_out_of_it():
    drawn = "Nama | Pretest (0-10) | Posttest\nRina Wati | 6.5 | 80\nBudi Santoso | 5 | 9\nSiti Rahmah | 8 | 8.5"
    reading = read_books([book(sheet(drawn))])
    assert [(p.code, p.cell) for p in reading.problems] == [("out_of_scale", "C2")]
