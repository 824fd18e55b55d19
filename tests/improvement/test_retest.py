"""A retest says from how many points on a student has changed."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from capaian.improvement import (
    ReliableChange,
    reliable_change_note,
    reliable_change_to_json,
    reliable_change_where_known,
)
from capaian.locale import texts
from tests.improvement.tables import marks_table

BEFORE, AFTER = [50, 60, 70, 60, 55], [75, 62, 40, 60, 61]
FIRST, SECOND = [60, 70, 55, 80, 65, 72], [62, 71, 60, 79, 70, 70]


def both(before, after, criterion: str, aspect: str | None = "teknis") -> pd.DataFrame:
    return marks_table(before, after, aspect=aspect, criterion=criterion)


def joined(*tables: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True)


def test_students_beyond_the_threshold_are_counted_each_way() -> None:
    found = reliable_change_where_known(both(BEFORE, AFTER, ""), both(FIRST, SECOND, ""))
    change = found["teknis", ""]
    r: Any = stats.pearsonr(FIRST, SECOND)[0]
    threshold = 1.96 * math.sqrt(2) * np.std(BEFORE, ddof=1) * math.sqrt(1 - r)
    assert (change.r, change.threshold) == (pytest.approx(r), pytest.approx(threshold))
    assert 2 < threshold < 6
    assert (change.improved, change.unclear, change.declined) == (2, 2, 1)
    practice: Any = stats.ttest_rel(SECOND, FIRST).confidence_interval()
    assert (change.practice, change.n) == (pytest.approx(10 / 6), 6)
    assert (change.practice_low, change.practice_high) == pytest.approx(tuple(practice))


def test_where_lower_is_better_up_is_still_better() -> None:
    turned = reliable_change_where_known(both(BEFORE, AFTER, ""), both(FIRST, SECOND, ""), lower_is_better=True)
    change = turned["teknis", ""]
    assert (change.improved, change.unclear, change.declined) == (1, 2, 2)
    assert change.practice == pytest.approx(-10 / 6)


PROSES, HASIL = both(BEFORE, AFTER, "Proses"), both(AFTER, BEFORE, "Hasil")
PROSES_2, HASIL_2 = both(FIRST, SECOND, "Proses"), both(SECOND, FIRST, "Hasil")


@pytest.mark.parametrize(
    ("programme", "retest", "known"),
    [
        (joined(PROSES, HASIL), joined(PROSES_2, HASIL_2), [("teknis", ""), ("teknis", "Proses"), ("teknis", "Hasil")]),
        (joined(PROSES, HASIL), PROSES_2, [("teknis", "Proses")]),  # half a test is another test
        (PROSES, joined(PROSES_2, HASIL_2), [("teknis", "")]),
        (PROSES, both(FIRST, SECOND, ""), []),
        (joined(PROSES, HASIL, both(BEFORE, AFTER, "")), both(FIRST, SECOND, ""), [("teknis", "")]),
        (both(BEFORE, AFTER, ""), both(FIRST, SECOND, "", "karakter"), []),
        (both(BEFORE, AFTER, "", None), both(FIRST, SECOND, "", None), [("", "")]),
        (both(BEFORE, AFTER, ""), both([60, 60, 60], [60, 60, 60], ""), []),  # no correlation
        (both(BEFORE, AFTER, ""), both([60], [61], ""), []),
        (both(BEFORE, [None] * 5, ""), both(FIRST, SECOND, ""), []),
    ],
)
def test_a_test_is_known_only_where_it_is_the_same_test(programme, retest, known) -> None:
    assert list(reliable_change_where_known(programme, retest)) == known


def test_only_the_criteria_of_the_programme_make_its_reliability() -> None:
    found = reliable_change_where_known(PROSES, joined(PROSES_2, HASIL_2))
    assert found["teknis", ""].r == pytest.approx(stats.pearsonr(FIRST, SECOND)[0])


@pytest.mark.parametrize(
    ("before", "second", "r", "threshold"),
    [
        (BEFORE, [79, 60, 71, 62, 55, 66], -0.6, None),  # measures nothing
        ([60] * 5, SECOND, 0.95, None),  # nothing to scale it by
    ],
)
def test_an_unusable_reliability_is_told_without_a_threshold(before, second, r, threshold) -> None:
    change = reliable_change_where_known(both(before, AFTER, ""), both(FIRST, second, ""))["teknis", ""]
    got = reliable_change_to_json(change)
    assert got is not None
    assert list(got) == ["r", "threshold", "improved", "unclear", "declined", "practice_gain"]
    assert got["r"] == pytest.approx(r, abs=0.1)
    assert [got[name] for name in ("threshold", "improved", "unclear", "declined")] == [threshold] * 4
    assert got["practice_gain"] is not None


KNOWN = ReliableChange(0.861, 24, 1.24, -0.3, 2.76, 9.297, 12, 15, 2)


@pytest.mark.parametrize(
    ("change", "indonesian", "english"),
    [
        (None, "ketelitian tes belum diketahui", "the test's reliability is not known yet"),
        (
            KNOWN,
            "ketelitian tes r 0,86 dari 24 siswa tes ulang; perubahan seorang siswa baru nyata bila lebih dari 9,3 "
            "poin: 12 naik nyata, 15 belum jelas, 2 turun nyata; mengulang tes tanpa pelatihan saja mengubah rata-rata "
            "+1,2 poin (kisaran 95%: −0,3 sampai 2,8)",
            "reliability of the test r 0.86 from 24 retested students; one student's change is clear only beyond 9.3 "
            "points: 12 clearly up, 15 not clear yet, 2 clearly down; sitting the test again without training changed "
            "the mean by +1.2 points (95% interval: −0.3 to 2.8)",
        ),
        (
            ReliableChange(0.4, 24, 1.24, -0.3, 2.76, math.nan, None, None, None),
            "ketelitian tes r 0,40 dari 24 siswa tes ulang; di luar 0,5 sampai 1 tidak ada batas untuk seorang siswa; "
            "mengulang tes tanpa pelatihan saja mengubah rata-rata +1,2 poin (kisaran 95%: −0,3 sampai 2,8)",
            "reliability of the test r 0.40 from 24 retested students; outside 0.5 to 1 there is no threshold for one "
            "student; sitting the test again without training changed the mean by +1.2 points (95% interval: −0.3 to "
            "2.8)",
        ),
        (
            ReliableChange(0.8, 24, 1.24, -0.3, 2.76, math.nan, None, None, None),
            "ketelitian tes r 0,80 dari 24 siswa tes ulang; nilai awal siswa tidak beragam, jadi belum ada batas untuk "
            "seorang siswa; mengulang tes tanpa pelatihan saja mengubah rata-rata +1,2 poin (kisaran 95%: −0,3 sampai "
            "2,8)",
            "reliability of the test r 0.80 from 24 retested students; the students' marks before do not vary, so "
            "there is no threshold for one student yet; sitting the test again without training changed the mean by "
            "+1.2 points (95% interval: −0.3 to 2.8)",
        ),
    ],
)
def test_a_line_tells_it(change: ReliableChange | None, indonesian: str, english: str) -> None:
    assert reliable_change_note(change, texts("id")) == indonesian
    assert reliable_change_note(change, texts("en")) == english


def test_what_is_not_known_is_null() -> None:
    assert reliable_change_to_json(None) is None
