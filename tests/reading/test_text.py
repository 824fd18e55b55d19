"""Text made comparable, and cells spelled as Excel shows them."""

import datetime

import pytest

from capaian.reading.text import clean, heading_text, plain, spell, tokens


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Nilai_Pre-Test", "nilai pre test"),
        ("NIS/NISN", "nis nisn"),
        ("Rata\u00a0-\u00a0rata", "rata rata"),
        ("Nº.", "no"),
        ("  ", ""),
    ],
)
def test_signs_spaces_and_capitals_do_not_count(text, same):
    assert plain(text) == same


def test_words_and_numbers_are_told_apart():
    assert tokens("UH1 / Kd-3.2") == ("uh", "1", "kd", "3", "2")


def test_a_heading_is_one_line_without_hidden_signs():
    assert clean(" Nama\n\x00Siswa\u200b ") == "Nama Siswa"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (75.0, "75"),
        (86.7333333333333, "86.7333333333333"),
        (float("nan"), "nan"),
        (datetime.datetime.fromisoformat("2026-05-08"), "08/05/2026"),
        (datetime.date.fromisoformat("2026-05-08"), "08/05/2026"),
        (datetime.datetime.fromisoformat("2026-05-08 09:30"), "08/05/2026 09:30"),
        (datetime.timedelta(hours=83, minutes=55), "83:55:00"),
        (datetime.time(8, 30), "08:30:00"),
    ],
)
def test_a_cell_is_spelled_as_excel_shows_it(cell, text):
    assert spell(cell) == text


def test_nothing_and_ticks_make_no_heading():
    assert heading_text(None) == heading_text(True) == ""
