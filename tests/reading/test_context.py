"""What titles, sheet names and file names say."""

import pytest

from capaian.reading import read_books
from tests.reading.drawing import book, sheet

TABLE = "\nNo | Nama | Kognitif | Teknis\n1 | Ahmad Fauzi | 50 | 70\n2 | Rina Wati | 52 | 72"


def table_of(title="", *, name="Sheet1", file="nilai.xlsx"):
    """The only table under a title, on a sheet, in a file."""
    (table,) = read_books([book(sheet(title + TABLE if title else TABLE[1:], name=name), file=file)]).files[0].tables
    return table


@pytest.mark.parametrize(
    ("title", "class_name"),
    [
        ("Kelas : XI TKR 2", "XI TKR 2"),
        ("Kelas | : XI TKR 2", "XI TKR 2"),
        ("Kelas | : | XI TKR 2", "XI TKR 2"),
        ("DAFTAR NILAI KELAS X-DKV-1", "X-DKV-1"),
        ("Kelas / Semester : X TP1 / Ganjil", "X TP1"),
        ("REKAP NILAI XII TITL 2", "XII TITL 2"),
        ("Kelas: 11 TKR 1", "11 TKR 1"),
        ("DAFTAR NILAI", None),
    ],
)
def test_the_class_stands_in_a_title(title, class_name):
    assert table_of(title).class_name == class_name


@pytest.mark.parametrize(
    ("name", "file"), [("XI TKR 1", "nilai.xlsx"), ("Sheet1", "nilai_XI_TKR_1.xlsx"), ("Kelas XI TKR 1", "a.xlsx")]
)
def test_the_class_stands_in_the_name_of_sheet_or_file(name, file):
    assert table_of(name=name, file=file).class_name == "XI TKR 1"


@pytest.mark.parametrize(
    ("where", "phase"),
    [
        ({"title": "HASIL PRETEST"}, "before"),
        ({"title": "NILAI SESUDAH PELATIHAN"}, "after"),
        ({"name": "Post-Test Entry"}, "after"),
        ({"file": "nilai_pretest.xlsx"}, "before"),
        ({"file": "Nilai Akhir.xlsx"}, None),
        ({"title": "PENILAIAN AKHIR SEMESTER"}, None),
        ({"title": "PRETEST DAN POSTTEST"}, None),
        ({"title": "PRE TEST", "file": "posttest.xlsx"}, "before"),
    ],
)
def test_the_phase_of_a_whole_table(where, phase):
    assert {c.phase for c in table_of(**where).columns if c.role == "score"} == {phase}


def test_titles_give_year_training_and_declared_participants():
    title = "DAFTAR NILAI\nPelatihan : Las SMAW\nTahun Pelajaran : 2025/2026\nJumlah Peserta : 3 orang"
    metadata = table_of(title).metadata
    assert metadata["training"] == "Las SMAW"
    assert metadata["school_year"] == "2025/2026"
    assert metadata["participants"] == "3"


def test_a_sheet_named_by_its_aspect_gives_it_to_every_column():
    drawn = "Nama | Matematika | Teori las\nAhmad Fauzi | 50 | 60\nRina Wati | 52 | 62"
    (table,) = read_books([book(sheet(drawn, name="Keterampilan"))]).files[0].tables
    assert [(c.aspect, c.criterion) for c in table.columns if c.role == "score"] == [
        ("teknis", "Matematika"),
        ("teknis", "Teori las"),
    ]
