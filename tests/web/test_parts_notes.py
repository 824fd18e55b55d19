"""The quiet lines: said where they matter, each with the students behind it."""

import re
from dataclasses import replace

from capaian.improvement import ReliableChange
from capaian.locale import texts
from capaian.web.evidence import evidence_of
from capaian.web.parts_notes import Note, cohort_notes, note_list
from tests.web.tables import Marks, tables_of

ID = texts("id")
STEADY: Marks = {f"Siswa {i}": (60.0 + i, 70.0 + i + i % 2) for i in range(12)}
RELIABLE = ReliableChange(0.9, 30, 1.0, 0.0, 2.0, 10.5, 6, 6, 0)


def notes(marks: Marks, reliable: ReliableChange | None = None) -> list[Note]:
    tables = tables_of(marks)
    return cohort_notes(tables, evidence_of(tables), "teknis", reliable, ID)


def said(marks: Marks, reliable: ReliableChange | None = None) -> str:
    return "\n".join(note.text for note in notes(marks, reliable))


def names(note: Note) -> dict[str, list[str]]:
    return {heading: list(rows["name"]) for heading, rows in note.piles if len(rows)}


def test_who_is_missing_comes_first_with_the_cautious_bound_and_the_names() -> None:
    first = notes({**STEADY, "Absen Akhir": (50.0, None), "Absen Awal": (None, 80.0), "Tanpa Nilai": (None, None)})[0]
    assert first.text.startswith("3 siswa belum punya kedua nilai: 1 siswa hanya ikut tes awal (rata-rata awal 50,0")
    assert names(first) == {
        "Hanya nilai sebelum": ["Absen Akhir"],
        "Hanya nilai sesudah": ["Absen Awal"],
        "Belum ada nilai": ["Tanpa Nilai"],
    }


def test_nobody_missing_is_said_too() -> None:
    assert notes(STEADY)[0] == Note("Semua siswa punya nilai sebelum dan sesudah.")


def test_zeros_are_told_both_ways_and_only_where_there_are_any() -> None:
    marks = {**STEADY, "Nol Akhir": (60.0, 0.0)}
    (zeros,) = [note for note in notes(marks) if "bernilai 0" in note.text]
    assert names(zeros) == {"Bernilai 0": ["Nol Akhir"]}
    assert "bernilai 0" not in said(STEADY)


def test_a_high_start_is_said_from_fifteen_per_cent_on() -> None:
    marks = {**STEADY, "Tinggi Satu": (92.0, 95.0), "Tinggi Dua": (90.0, 90.0), "Tinggi Tiga": (99.0, 99.0)}
    (high,) = [note for note in notes(marks) if "sudah dekat nilai terbaik" in note.text]
    assert names(high) == {"Nilai awal 90 atau lebih": ["Tinggi Satu", "Tinggi Dua", "Tinggi Tiga"]}
    assert "nilai terbaik" not in said(STEADY)


def test_who_rated_is_said_and_the_students_whom_somebody_else_rated_after_are_one_click_away() -> None:
    tables = tables_of(STEADY)
    assert "dinilai oleh Pak Jailani, sebelum dan sesudah" in said(STEADY)
    other = (tables.scores["student"] < 2) & (tables.scores["phase"] == "after")
    changed = replace(tables, scores=tables.scores.assign(rater=tables.scores["rater"].mask(other, "Ibu Aminah")))
    (note,) = [
        note for note in cohort_notes(changed, evidence_of(changed), "teknis", None, ID) if "dinilai" in note.text
    ]
    assert "2 dari 12 siswa dinilai orang yang berbeda" in note.text
    assert names(note) == {"Sebelum Pak Jailani, sesudah Ibu Aminah": ["Siswa 0", "Siswa 1"]}


def test_without_a_retest_it_is_said_that_nothing_is_known_of_single_students() -> None:
    assert "ketelitian tes belum diketahui" in said(STEADY)


def test_with_one_the_students_beyond_its_threshold_stand_under_the_line() -> None:
    last = notes(STEADY, RELIABLE)[-1]
    assert last.text == "6 siswa naik nyata, 6 belum jelas, 0 turun nyata (batas 10,5 poin)"
    assert "lebih dari 10,5 poin: 6 naik nyata" in last.more
    assert names(last) == {"Naik nyata": sorted(f"Siswa {i}" for i in range(12) if i % 2)}


def test_lines_open_to_their_students_and_names_are_text() -> None:
    html = note_list(notes({**STEADY, "<b>Absen</b>": (50.0, None)}), ID)
    assert html is not None
    assert re.search(r"<details><summary>1 siswa belum punya kedua nilai.*?</summary>", html)
    assert "&lt;b&gt;Absen&lt;/b&gt;" in html
    assert "<b>Absen" not in html


def test_nothing_to_say_is_nothing_on_the_page() -> None:
    assert note_list([], ID) is None
