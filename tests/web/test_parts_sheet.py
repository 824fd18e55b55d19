"""The drawn sheet: every tint has its word, every text is only text."""

import pytest

from capaian.locale import texts
from capaian.reading import Column, Sketch, Table
from capaian.reading.sketch import SketchRow
from capaian.scores import Aspect, Phase, Scale
from capaian.web.parts_columns import column_given
from capaian.web.parts_sheet import _IGNORED, meaning_told, row_told, sheet_drawing

T = texts("id")
NAME = Column("B", "Nama", "identity", "name")
MARK = Column("C", "Teknis Awal", "score", "", Aspect.TECHNICAL, Phase.BEFORE)
TABLE = Table("XI <b>", (2,), 3, 30, tuple(range(3, 31)), 28, "B", (), None, (NAME, MARK), ())


def drawn(*rows: SketchRow, more_columns: int = 0, more_students: int = 0) -> str:
    return sheet_drawing(TABLE, Sketch(("B", "C"), (0, 1), more_columns, rows, more_students), T)


def test_rows_and_columns_are_told_in_words() -> None:
    html = drawn(
        SketchRow(1, "title", "", ("<i>DAFTAR", "")),
        SketchRow(2, "heading", "", ("Nama", "Teknis Awal")),
        SketchRow(3, "student", "", ("Ahmad & co", 72.5), 0, frozenset({1})),
        SketchRow(30, "ignored", "summary", ("Jumlah", "2.200"), 26),
        more_columns=35,
        more_students=4,
    )
    for piece in (
        "<td>nama siswa</td>", "Teknis · sebelum</td>", "&lt;i&gt;DAFTAR", "Ahmad &amp; co",
        '<b class="cp-doubt" title="perlu diperiksa">?</b>72,5', "<b>30</b><small>ringkasan</small>",
        "… 26 baris siswa lagi", "… 4 baris siswa lagi", "… 35 kolom lagi", "Lembar XI &lt;b&gt; seperti di berkas",
        'tabindex="0" role="region"',
    ):  # fmt: skip
        assert piece in html
    assert "<i>" not in html


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (NAME, "nama siswa"),
        (Column("A", "No", "ignored", "row_number"), "nomor urut"),
        (Column("A", "NIK", "ignored", "private"), "tidak diambil"),
        (Column("A", "Akun", "identity", "login"), "tidak diambil"),
        (Column("A", "Kelas", "class", "class_name"), "kelas"),
        (Column("A", "Nilai", "ask", "mark_alone"), "belum jelas"),
        (Column("A", "Kode", "identity", "concentration"), "identitas siswa"),
        (Column("A", "x", "score", "", None, None, "Las"), "Nilai · tanpa waktu · Las"),
    ],
)
def test_every_column_says_what_it_was_read_as(column: Column, told: str) -> None:
    assert meaning_told(column, T) == told


@pytest.mark.parametrize("why", [*_IGNORED, "a code of tomorrow"])
def test_every_row_that_is_left_out_says_why(why: str) -> None:
    assert row_told(SketchRow(1, "ignored", why, ()), T) not in ("", why)


NOTHING: dict = {"role": None, "aspect": None, "phase_of": None, "scale": None, "highest": None}


def test_what_is_not_chosen_stays_and_a_swap_is_looked_through() -> None:
    as_it_is = column_given(MARK, NOTHING, "", swapped=False, before=None)
    assert (as_it_is.aspect, as_it_is.phase, as_it_is.criterion, as_it_is.scale) == ("teknis", "before", "", None)
    told = column_given(MARK, {**NOTHING, "phase_of": "after", "scale": 1}, "Las", swapped=True, before=None)
    assert (told.phase, told.criterion, told.scale) == ("before", "Las", Scale(0, 20))
    later = column_given(MARK, {**NOTHING, "aspect": "karakter"}, "", swapped=False, before=told)
    assert (later.aspect, later.scale) == ("karakter", Scale(0, 20))
    assert column_given(MARK, {**NOTHING, "highest": 50}, "", swapped=False, before=told).scale == Scale(0, 50)


def test_a_column_that_was_none_becomes_a_mark_named_by_its_heading() -> None:
    other = Column("D", "Uji  Kerja", "ignored", "unknown")
    told = column_given(other, {**NOTHING, "aspect": "teknis", "phase_of": "after"}, "", swapped=False, before=None)
    assert (told.role, told.criterion) == ("score", "Uji Kerja")


@pytest.mark.parametrize(
    "wrong", [{"aspect": "gila"}, {"role": "admin"}, {"scale": 99}, {"phase_of": "nanti"}, {"highest": "x"}]
)
def test_what_no_form_offers_is_refused(wrong: dict) -> None:
    with pytest.raises((ValueError, KeyError, IndexError)):
        column_given(MARK, {**NOTHING, **wrong}, "", swapped=False, before=None)
