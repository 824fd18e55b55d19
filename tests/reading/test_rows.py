"""Each kind of row that is no student, by its name."""

import pytest

from capaian.reading import read_books
from tests.reading.drawing import book, sheet

HEAD = "No | Nama | Pretest | Posttest\n"
TWO = "1 | Ahmad Fauzi | 50 | 70\n2 | Rina Wati | 52 | 72\n"


def rows_of(drawn):
    """Student rows and named rows of the only table."""
    (table,) = read_books([book(sheet(drawn))]).files[0].tables
    return list(table.student_rows), {ignored.row: ignored.why for ignored in table.ignored_rows}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (" | Jumlah | 102 | 142", "summary"),
        ("Rata-rata | | 51 | 71", "summary"),
        (" | Nilai Tertinggi | 52 | 72", "summary"),
        (" | Simpangan Baku | 1.4 | 1.4", "summary"),
        (" | Overall average | 51 | 71", "summary"),
        ("Max | | 52 | 72", "summary"),
        (" | Jumlah siswa yang tuntas | 0 | 2", "summary"),
        (" | KKM | 75 | 75", "pass_mark"),
        (" | Bobot | 40 | 60", "weight"),
        ("3 | | |", "empty_numbered"),
        ("3 | | 0 | 0", "empty_numbered"),
        ("Mengetahui, | | Banjarmasin, 5 Mei 2025 |", "signature"),
        ("NIP. 19700101 200001 1 001 | | |", "signature"),
        ("Keterangan : | | |", "legend"),
        ("T : Tuntas | | |", "legend"),
        ("Catatan: nilai sementara | | |", "legend"),
        ("No | Nama | Pretest | Posttest", "repeated_heading"),
        ("~ | ~ | |", "spacer"),
        (" | KELAS XI TKR 2 | |", "section"),
        (" | | 50 | 60", "no_name"),
        ("Diisi oleh guru | | |", "instruction"),
    ],
)
def test_a_row_after_the_students_is_named(row, why):
    students, ignored = rows_of(HEAD + TWO + row)
    assert students == [2, 3]
    assert ignored == {4: why}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (" | Skor Maks | 100 | 100", "maximum"),
        (" | | 100 | 100", "maximum"),
        (" | Bobot | 40 | 60", "weight"),
        (" | KKM | 75 | 75", "pass_mark"),
        (" | Contoh: Fulan | 80 | 90", "example"),
        ("(1) | (2) | (3) | (4)", "column_numbers"),
        ("1 | 2 | 3 | 4", "column_numbers"),
        ("~ | ~ | ~ | ~", "spacer"),
        (" | Kategori | Formatif | Sumatif", "category"),
        ("Petunjuk: isi kolom C dan D dengan angka | | |", "instruction"),
    ],
)
def test_a_row_between_heading_and_students_is_named(row, why):
    students, ignored = rows_of(HEAD + row + "\n" + TWO)
    assert students == [3, 4]
    assert ignored == {2: why}


@pytest.mark.parametrize(
    "name",
    ["Max", "Guru Ketut", "Isi Rahayu", "Total Abadi", "Kelas Wati", "Noor", "N", "Nip'ah", "Catatan Hati"],
)
def test_a_numbered_student_may_be_called_anything(name):
    assert rows_of(HEAD + TWO + f"3 | {name} | 48 | 68")[0] == [2, 3, 4]


def test_everything_after_the_signature_is_no_student():
    students, ignored = rows_of(
        HEAD + TWO + "\n\nKepala Sekolah | | Guru\n\nCONTOH NAMA, S.Pd. | | CONTOH LAIN\nNIP. 1 | | NIP. 2"
    )
    assert students == [2, 3]
    assert set(ignored.values()) == {"signature"}
    assert sorted(ignored) == [6, 8, 9]


def test_marks_on_a_row_without_name_are_asked_about():
    reading = read_books([book(sheet(HEAD + TWO + "3 | | 50 | 60"))])
    assert [(p.code, p.fields["row"]) for p in reading.problems] == [("marks_without_name", 4)]
