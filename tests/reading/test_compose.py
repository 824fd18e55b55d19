"""A heading is one phase, one aspect, and the criterion that is left."""

import pytest

from capaian.reading.compose import compose
from capaian.reading.lexicon import meaning, only_phase


@pytest.mark.parametrize(
    ("parts", "phase", "aspect", "rest"),
    [
        (["Kognitif Awal"], "before", "kognitif", ()),
        (["pretest teknis"], "before", "teknis", ()),
        (["sikap_post"], "after", "karakter", ()),
        (["KOGNITIF", "PRE"], "before", "kognitif", ()),
        (["Persiapan", "SESUDAH"], "after", None, ("Persiapan",)),
        (["Nilai Pre-Test"], "before", None, ()),
        (["Tes Tulis", "Akhir"], "after", "kognitif", ()),
        (["Teori las", "SEBELUM"], "before", "kognitif", ("Teori las",)),
        (["Praktik 1"], None, "teknis", ("Praktik 1",)),
        (["Matematika", "Nilai"], None, None, ("Matematika",)),
        (["X_pre"], "before", None, ("X",)),
        (["Ilmu Pengetahuan Alam"], None, None, ("Ilmu Pengetahuan Alam",)),
        (["Pendidikan Agama dan Budi Pekerti"], None, None, ("Pendidikan Agama dan Budi Pekerti",)),
        (["Soft Skills"], None, "karakter", ()),
        (["Sumatif Akhir Semester"], None, None, ("Sumatif Akhir Semester",)),
        (["Tugas Akhir"], None, None, ("Tugas Akhir",)),
        (["Nilai setelah remedial"], None, None, ("Nilai setelah remedial",)),
    ],
)
def test_a_heading_is_taken_apart(parts, phase, aspect, rest):
    made = compose(parts)
    assert (made.phase, made.aspect, made.rest) == (phase, aspect, rest)


@pytest.mark.parametrize(
    "text", ["postur", "prestasi", "preposisi", "Nilai sesuda", "posttess", "praktik", "pascal", "sebelumnya"]
)
def test_phase_words_are_never_guessed_by_likeness(text):
    assert only_phase(text, weak=True) is None


def test_a_title_that_names_both_phases_names_none():
    assert only_phase("DAFTAR NILAI PRETEST DAN POSTTEST") is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NAMA PESERTA DIDIK", "name"),
        ("Nama\nSiswa", "name"),
        ("Full Name", "name"),
        ("Nama Sekolah", "school"),
        ("NIS/NISN", "nis_nisn"),
        ("No. Induk", "nis"),
        ("Rombel Saat Ini", "class_name"),
        ("NILAI AKHIR", "mark_final"),
        ("Rata-rata", "average"),
        ("Siswa A", None),
        ("N I S N", "nisn"),
    ],
)
def test_the_dictionary_knows_headings(heading, field):
    said = meaning(heading)
    assert (said.field if said else None) == field


@pytest.mark.parametrize(
    ("heading", "phase", "rest"),
    [("PreTestScore", "before", ()), ("MathPost", "after", ("Math",)), ("McDonald", None, ("McDonald",))],
)
def test_words_run_together_are_read_apart_where_one_is_a_phase(heading, phase, rest):
    made = compose((heading,))
    assert (made.phase, made.rest) == (phase, rest)


@pytest.mark.parametrize(
    ("parts", "aspect", "named"),
    [
        (("KETERAMPILAN", "Sikap", "Pre"), "teknis", ("KETERAMPILAN", "Sikap")),
        (("KOGNITIF", "Pengetahuan dasar"), "kognitif", ("KOGNITIF", "Pengetahuan dasar")),
        (("Hasil Awal",), None, ("Hasil",)),
        (("Nilai Teori Akhir",), "kognitif", ("Teori",)),
        (("PRE", "Nilai"), None, ()),
    ],
)
def test_under_an_aspect_only_the_phase_is_no_part_of_the_name(parts, aspect, named):
    made = compose(parts)
    assert (made.aspect, made.named) == (aspect, named)
