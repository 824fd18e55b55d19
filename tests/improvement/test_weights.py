"""Criteria that do not count alike."""

import numpy as np
import pandas as pd
import pytest

from capaian.improvement import attrition_summary, gains, missing_students, summarise
from tests.improvement.tables import marks_table

PROSES = marks_table([60, 40, 50], [80, 60, 70], aspect="teknis", criterion="Proses")
HASIL = marks_table([70, 90, None], [80, None, 90], aspect="teknis", criterion="Hasil")
TABLE = pd.concat([PROSES, HASIL], ignore_index=True)
BOTH = {("teknis", "Proses"): 75.0, ("teknis", "Hasil"): 25.0}


def aspect_rows(table: pd.DataFrame, **options) -> list[tuple[float, float, float]]:
    found = gains(table, **options)
    found = found[found["criterion"].isna()]
    return list(found[["before", "after", "gain"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (None, [(65, 80, 15), (40, 60, 20), (50, 70, 20)]),
        (BOTH, [(62.5, 80, 17.5), (40, 60, 20), (50, 70, 20)]),  # who lacks Hasil: Proses alone, whatever it weighs
        ({key: weight / 100 for key, weight in BOTH.items()}, [(62.5, 80, 17.5), (40, 60, 20), (50, 70, 20)]),
        ({("teknis", "Proses"): 75.0}, [(65, 80, 15), (40, 60, 20), (50, 70, 20)]),  # one has none: all alike
        ({("karakter", "Proses"): 75.0, ("karakter", "Hasil"): 25.0}, [(65, 80, 15), (40, 60, 20), (50, 70, 20)]),
        ({("teknis", "Proses"): 0.0, ("teknis", "Hasil"): 25.0}, [(70, 80, 10)]),  # 0: does not count
    ],
)
def test_an_aspect_is_the_weighted_mean_over_the_criteria_with_both_phases(weights, expected) -> None:
    assert aspect_rows(TABLE, weights=weights) == expected


def test_the_rows_of_criteria_stay_as_they_were_marked() -> None:
    plain, weighted = gains(TABLE), gains(TABLE, weights=BOTH)
    pd.testing.assert_frame_equal(plain[plain["criterion"].notna()], weighted[weighted["criterion"].notna()])


def test_a_mark_of_the_whole_aspect_is_not_weighed() -> None:
    whole = marks_table([10], [20], aspect="teknis")
    assert aspect_rows(pd.concat([TABLE, whole], ignore_index=True), weights=BOTH)[0] == (10, 20, 10)


def test_a_cohort_with_a_criterion_of_no_weight_counts_all_alike_and_the_others_do_not() -> None:
    other = TABLE.assign(cohort=1)
    more = marks_table([0], [0], aspect="teknis", criterion="Waktu", cohort=1)
    assert aspect_rows(pd.concat([TABLE, other, more], ignore_index=True), weights=BOTH)[::3] == [
        (62.5, 80, 17.5),
        (pytest.approx(130 / 3), pytest.approx(160 / 3), pytest.approx(10)),
    ]


def test_the_summary_and_who_is_missing_weigh_alike() -> None:
    assert summarise(TABLE, weights=BOTH)["mean_gain"].iloc[0] == pytest.approx((17.5 + 20 + 20) / 3)
    lost = pd.concat([PROSES, HASIL.assign(score=HASIL["score"].where(HASIL["phase"] == "before"))], ignore_index=True)
    lost = lost.assign(score=lost["score"].where((lost["student"] != 0) | (lost["phase"] == "before")))
    assert missing_students(lost, weights=BOTH)["before"].tolist() == [62.5, 40, 50]
    assert attrition_summary(lost, weights=BOTH)["mean_before_lost"].iloc[0] == 62.5


@pytest.mark.parametrize("weight", [-1.0, np.nan, np.inf])
def test_a_weight_that_is_none_is_a_bug_of_the_caller(weight: float) -> None:
    with pytest.raises(ValueError, match="weight"):
        gains(TABLE, weights={("teknis", "Proses"): weight})
