"""Names made comparable; numbers that identify."""

import pytest

from capaian.reading.names import id_text, same_class, same_name, sex_of, shown_name, split_ids


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AHMAD FAUZI", "Ahmad  Fauzi "),
        ("Muh. Rizky", "Muhammad Rizky"),
        ("M. Rizky", "MOH RIZKY"),
        ("Moch. Rizky", "Muhammad Rizky"),
        ("12. Rina Wati", "Rina Wati"),
        ("H. Abdul Hadi", "Abdul Hadi"),
        ("Nur'aini", "Nuraini"),
        ("Contoh Nama, S.Pd.", "Contoh Nama"),
        ("Dr. Drs. Contoh Nama, M.M.", "contoh nama"),
    ],
)
def test_two_spellings_are_one_name(one, other):
    assert same_name(one) == same_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Rizky", "Rizki"), ("Noor Aini", "Nur Aini"), ("M", "Muhammad"), ("Siti A", "Siti B")]
)
def test_likeness_alone_makes_no_one_the_same(one, other):
    assert same_name(one) != same_name(other)


def test_a_name_is_shown_as_written_without_its_running_number():
    assert shown_name("12. Rina  Wati ") == "Rina Wati"
    assert shown_name("Rina\x00 Wati") == "Rina Wati"
    assert shown_name(None) == ""


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("0051234567", "0051234567"),
        (51234567.0, "51234567"),
        (5123456789, "5123456789"),
        ("'0051", "0051"),
        ("-", ""),
        (0.0, ""),
        (None, ""),
        (1234567890123456.0, ""),
        (44.57, ""),
    ],
)
def test_an_id_keeps_its_zeros_and_loses_its_point(cell, text):
    assert id_text(cell) == text


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("1234 / 0051234567", ("1234", "0051234567")),
        ("0051234567/1234", ("1234", "0051234567")),
        ("0051234567", ("", "0051234567")),
        ("1234", ("1234", "")),
    ],
)
def test_two_numbers_in_one_cell_are_told_apart(text, ids):
    assert split_ids(text) == ids


def test_one_class_has_many_spellings():
    assert {same_class(c) for c in ("XI TKR 1", "Kelas XI-TKR1", "11 TKR 1", "xi tkr1")} == {"xitkr1"}


@pytest.mark.parametrize(
    ("text", "sex"), [("L", "L"), ("Laki-laki", "L"), ("M", "L"), ("P", "P"), ("perempuan", "P"), ("F", "P"), ("?", "")]
)
def test_p_is_a_girl_and_m_a_boy(text, sex):
    assert sex_of(text) == sex
