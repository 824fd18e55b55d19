"""One roster over all tables and files."""

import pytest

from capaian.reading import read_books
from tests.reading.drawing import book, sheet


def read(*drawn, names=("sebelum.xlsx", "sesudah.xlsx")):
    """Each drawing as a file of its own."""
    return read_books([book(sheet(d), file=name) for d, name in zip(drawn, names, strict=False)])


def codes(reading):
    return [(p.code, p.severity.value, p.fields.get("row"), p.fields.get("other")) for p in reading.problems]


def test_two_files_meet_by_name_whatever_the_spelling():
    reading = read(
        "Nama | Kognitif\nMuh. Rizky | 50\nRina  Wati | 52", "Nama | Kognitif\nRINA WATI | 72\nMUHAMMAD RIZKY | 70"
    )
    assert reading.students["name"].tolist() == ["Muh. Rizky", "Rina Wati"]
    assert sorted(zip(reading.marks["student"], reading.marks["phase"], reading.marks["score"], strict=True)) == [
        (0, "after", 70),
        (0, "before", 50),
        (1, "after", 72),
        (1, "before", 52),
    ]


def test_the_nisn_wins_over_the_name_and_asks_about_it():
    reading = read(
        "NISN | Nama | Kognitif\n'0051234567 | Rina Wati | 52",
        "NISN | Nama | Kognitif\n'0051234567 | Rina Lestari | 72",
    )
    assert len(reading.students) == 1
    assert codes(reading) == [("name_differs", "ask", None, "Rina Wati")]


def test_lost_zeros_come_back_where_number_and_name_agree():
    reading = read(
        "NISN | Nama | Kognitif\n51234567 | Rina Wati | 52", "NISN | Nama | Kognitif\n'0051234567 | Rina Wati | 72"
    )
    assert reading.students["nisn"].tolist() == ["0051234567"]


def test_a_short_nisn_is_kept_as_it_is():
    reading = read("NISN | Nama | Kognitif\n51234567 | Rina Wati | 52")
    assert reading.students["nisn"].tolist() == ["51234567"]
    assert [p.code for p in reading.problems][:1] == ["nisn_short"]


@pytest.mark.parametrize("nisn", ["7,00E+07", "00512345678", "sedang diurus"])
def test_a_nisn_that_is_no_number_of_ten_digits_is_told_as_not_used(nisn):
    reading = read(
        f"NISN | Nama | Kognitif\n'{nisn} | Rina Wati | 52\n'0051234567 | Budi Santoso | 61\n- | Noor Aini | 60"
    )
    told = [(p.code, p.severity, p.cell, p.read) for p in reading.problems if p.code == "nisn_no_number"]
    assert told == [("nisn_no_number", "remark", "A", nisn)]


def test_namesakes_in_two_classes_stay_two():
    reading = read("Nama | Kelas | Kognitif\nRina Wati | XI TKR 1 | 52\nRina Wati | XI TKR 2 | 60")
    assert reading.students["class_name"].tolist() == ["XI TKR 1", "XI TKR 2"]
    assert not [c for c in codes(reading) if c[0] == "namesake"]


def test_equal_rows_count_once_and_are_told():
    reading = read("No | Nama | Kognitif\n1 | Rina Wati | 52\n2 | RINA WATI | 52")
    assert len(reading.students) == len(reading.marks) == 1
    assert codes(reading)[0] == ("repeated_student", "remark", 3, 2)


def test_one_name_with_different_marks_asks():
    reading = read("No | Nama | Kognitif\n1 | Rina Wati | 52\n2 | Rina Wati | 60")
    assert len(reading.students) == 2
    assert codes(reading)[0] == ("namesake", "ask", 3, 2)


def test_one_nisn_for_two_students_blocks_and_names_both_rows():
    reading = read("NISN | Nama | Kognitif\n'0051234567 | Rina Wati | 52\n'0051234567 | Budi Santoso | 60")
    assert codes(reading)[0] == ("same_nisn", "blocks", 3, 2)
    assert reading.problems[0].cell == "A3"
    assert reading.blocked


def test_one_nis_on_three_students_is_asked_about():
    reading = read("NIS | Nama | Kognitif\n3301 | Rina Wati | 52\n3301 | Budi Santoso | 60\n3301 | Noor Aini | 61")
    assert len(reading.students) == 3
    assert [(c, o) for c, _, _, o in codes(reading) if c == "same_nis"] == [("same_nis", 2), ("same_nis", 2)]


def test_surname_and_first_name_become_one_name_first_name_first():
    reading = read("Surname | First name | Pretest\nDoe | Jane | 52")
    assert reading.students["name"].tolist() == ["Jane Doe"]


def test_what_one_file_lacks_another_one_tells():
    reading = read(
        "Nama | JK | Jurusan | Kognitif\nRina Wati | P | TKR | 52",
        "NIS | Nama | Kelas | Kognitif\n3301 | Rina Wati | XI TKR 1 | 72",
    )
    (student,) = reading.students.to_dict("records")
    assert (student["sex"], student["programme"], student["nis"], student["class_name"]) == (
        "P",
        "TKR",
        "3301",
        "XI TKR 1",
    )


def test_signs_nobody_sees_are_taken_out_of_a_name_and_said():
    reading = read("Nama | Kognitif\nRina\x00 Wati | 52")
    assert reading.students["name"].tolist() == ["Rina Wati"]
    assert ("name_control", "A2") in [(p.code, p.cell) for p in reading.problems]


def test_two_values_for_one_mark_block_and_equal_ones_count_once():
    twice = "Nama | Pretest\nRina Wati | {}\nBudi Santoso | 60"
    same = read(twice.format(52), twice.format(52), names=("a.xlsx", "b.xlsx"))
    assert len(same.marks) == 2
    assert not same.blocked
    other = read(twice.format(52), twice.format(53), names=("a.xlsx", "b.xlsx"))
    assert [(p.code, p.file, p.cell, p.read) for p in other.problems if p.code == "two_marks"] == [
        ("two_marks", "b.xlsx", "B2", "53")
    ]
    assert other.marks["score"].tolist() == [52, 60]


def test_a_namesake_in_another_list_is_another_student_and_asked_about():
    first = "Nama | Pretest\nRina Wati | 52\nBudi Santoso | 60\nNoor Aini | 61"
    second = "Nama | Pretest\nRina Wati | 70\nAhmad Fauzi | 71\nSiti Rahmah | 72"
    reading = read(first, second, names=("a.xlsx", "b.xlsx"))
    assert len(reading.students) == 6
    assert [(p.code, p.severity, p.fields["other"]) for p in reading.problems if p.code == "namesake"] == [
        ("namesake", "ask", "a.xlsx!Sheet1!2")
    ]
