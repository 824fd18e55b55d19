"""One cell, one mark; and what is none says why."""

import datetime
import math

import numpy as np
import pytest

from capaian.reading.marks import DID_NOT_SIT, MISSING, PRESENT, PROBLEM, read_marks, read_text, word_levels
from capaian.scores import SCALE_100, Scale


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("75", 75.0),
        ("62,5", 62.5),
        (" 79.90", 79.9),
        ("69,33 ", 69.33),
        ("85%", 85.0),
        ("\xa080\xa0", 80.0),
        ("100", 100.0),
    ],
)
def test_a_comma_or_a_point_is_a_decimal_mark(written, mark):
    assert read_text(written) == (mark, PRESENT, None)


@pytest.mark.parametrize(
    "written", ["-", "  - ", "--", "–", ".", "", "Belum dinilai", "BELUM DINILAI", "No data", "n/a", "x"]
)
def test_nothing_yet_is_missing_and_not_zero(written):
    value, state, code = read_text(written)
    assert math.isnan(value)
    assert (state, code) == (MISSING, None)


@pytest.mark.parametrize("written", ["absen", "Sakit", "IZIN", "ijin", "TH", "NS", "Ns", "tidak hadir", "tdk. hadir"])
def test_who_was_not_there_did_not_sit(written):
    assert read_text(written)[1:] == (DID_NOT_SIT, None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (": 69,33", "not_a_mark"),
        ("3.28(B+)", "number_and_word"),
        ("83:55:00", "duration"),
        ("8/5/2026", "date"),
        ("17/20", "fraction"),
        ("80-85", "range"),
        ("80 s/d 85", "range"),
        ("75*", "starred"),
        ("1.234", "many_decimals"),
        ("Baik", "not_a_mark"),
        ("-1", "out_of_scale"),
        ("8,,5", "not_a_mark"),
        ("7\x005", "control_characters"),
        ("delapan", "not_a_mark"),
        ("12345", "out_of_scale"),
    ],
)
def test_what_is_no_mark_says_which_kind_of_none(written, code):
    assert read_text(written)[1:] == (PROBLEM, code)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (datetime.datetime.fromisoformat("2026-05-08"), "date"),
        (datetime.timedelta(hours=83, minutes=55), "duration"),
        (datetime.time(8, 30), "duration"),
        (True, "boolean"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        (860.0, "out_of_scale"),
        (-1.0, "out_of_scale"),
        (100.5, "out_of_scale"),
    ],
)
def test_a_cell_that_is_no_mark_is_a_problem_and_no_mark(value, code):
    read = read_marks([70.0, value], SCALE_100)
    assert read.problems == {1: code}
    assert read.state.tolist() == [PRESENT, PROBLEM]
    assert np.isnan(read.score[1])


def test_numbers_are_read_as_themselves_with_every_digit():
    read = read_marks([86.7333333333333, 0.0, 100.0, 70], SCALE_100)
    assert read.score.tolist() == [86.7333333333333, 0.0, 100.0, 70.0]
    assert not read.problems


def test_the_columns_own_scale_decides_what_is_outside():
    assert read_marks([15.0, 20.0, 21.0], Scale(0, 20)).problems == {2: "out_of_scale"}
    assert read_marks([0.0, 1.0, 4.0, 5.0], Scale(1, 4)).problems == {0: "out_of_scale", 3: "out_of_scale"}


def test_a_whole_column_of_fractions_with_one_denominator_is_read_over_it():
    assert read_marks(["17 / 20", "12/20"], Scale(0, 20), over=20).score.tolist() == [17.0, 12.0]


@pytest.mark.parametrize(
    ("words", "scale"),
    [
        (["sb", "b", "c", "k"], "predikat"),
        (["sangat baik", "cukup"], "predikat"),
        (["a", "b", "c"], "huruf"),
        (["bsh", "mb"], "perkembangan"),
        (["selalu", "kadang kadang"], "frekuensi"),
        (["baik", "lulus"], None),
    ],
)
def test_a_word_scale_must_know_every_word_of_the_column(words, scale):
    assert word_levels(words) == scale


def test_words_become_levels_only_where_the_column_is_on_that_scale():
    assert read_marks(["SB", "b", "Cukup", "K"], Scale(1, 4), words="predikat").score.tolist() == [4, 3, 2, 1]
    assert read_marks(["SB"], SCALE_100).problems == {0: "not_a_mark"}


def test_the_states_are_counted():
    read = read_marks([70.0, None, "sakit", "-", "80-85"], SCALE_100)
    assert [read.count(s) for s in (PRESENT, MISSING, DID_NOT_SIT, PROBLEM)] == [1, 2, 1, 1]
