"""Sums are enough, and they add up."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capaian.improvement import MOMENT_COLUMNS, gains, merge_moments, moments, summarise_gains, summarise_moments
from tests.improvement.tables import marks_table

MARK = st.integers(0, 1000).map(lambda tenth: tenth / 10)
PAIRS = st.lists(st.tuples(MARK, MARK), min_size=2, max_size=60)


@settings(deadline=None, max_examples=40)
@given(PAIRS, st.integers(0, 60))
def test_split_and_merged_moments_give_the_same_summary(pairs, cut: int) -> None:
    before, after = zip(*pairs, strict=True)
    gained = gains(marks_table(before, after, aspect="teknis"))
    whole = summarise_moments(moments(gained))
    merged = summarise_moments(merge_moments([moments(gained.iloc[:cut]), moments(gained.iloc[cut:])]))
    pd.testing.assert_frame_equal(whole, merged, rtol=1e-10, atol=1e-12, check_dtype=False)
    means = ["mean_before", "mean_after", "mean_gain"]
    pd.testing.assert_frame_equal(whole[means], merged[means], rtol=1e-12, atol=1e-12)


def test_the_sums_alone_give_every_number_but_those_of_the_students() -> None:
    gained = gains(marks_table([50, 60, 70.5, 75], [60, 58, 80.5, 100], aspect="kognitif"))
    alone, whole = summarise_moments(moments(gained)), summarise_gains(gained)
    of_students = {"hake_low", "hake_high", "marx_cummings", "wilcoxon_v", "wilcoxon_p", "rank_biserial"}
    of_students |= {"marx_cummings_n", "marx_cummings_dropped", "ranked"}
    differ = {name for name in alone if not alone[name].equals(whole[name])}
    assert differ == of_students
    assert alone[sorted(of_students)].isna().all(axis=None)


def test_a_school_is_the_sum_of_its_cohorts() -> None:
    parts = [
        marks_table([50, 60], [60, 80], aspect="teknis", cohort=1),
        marks_table([70, 40, 90], [75, 70, 100], aspect="teknis", cohort=2, first_student=5),
    ]
    by_cohort = moments(gains(pd.concat(parts, ignore_index=True)), pass_marks={"teknis": 70})
    school = merge_moments([by_cohort], by=["aspect", "criterion"])
    together = moments(gains(pd.concat(parts).assign(cohort=-1)), pass_marks={"teknis": 70})
    pd.testing.assert_frame_equal(school, together, check_dtype=False)
    assert tuple(school.columns) == MOMENT_COLUMNS


def test_pass_counts_add_up_over_different_pass_marks_but_no_mark_is_named() -> None:
    one = moments(gains(marks_table([60, 80], [75, 80], cohort=1)), pass_marks=70)
    other = moments(gains(marks_table([60, 80], [75, 80], cohort=2)), pass_marks=80)
    row = summarise_moments(merge_moments([one, other], by=["aspect", "criterion"])).iloc[0]
    assert np.isnan(row["pass_mark"])
    assert row[["pass_before", "pass_after", "became_pass"]].tolist() == [2, 3, 1]


def test_moments_of_different_scales_do_not_add_up() -> None:
    gained = gains(marks_table([3], [4]))
    with pytest.raises(ValueError, match="scale_max"):
        merge_moments([moments(gained, scale_max=4), moments(gained, scale_max=100)])


def test_a_gain_below_the_smallest_real_step_is_the_same() -> None:
    gained = gains(marks_table([50, 50, 50, 50], [52, 48, 51.9, 50]))
    row = moments(gained, smallest_step=2).iloc[0]
    assert row[["improved", "same", "declined"]].tolist() == [1, 2, 1]


@pytest.mark.parametrize(
    ("lower", "expected"),
    [
        (False, {"high_before": 2, "top_before": 1, "zero_before": 1, "high_after": 1, "top_after": 0}),
        (True, {"high_before": 1, "top_before": 1, "zero_before": 1, "high_after": 1, "top_after": 0}),
    ],
)
def test_marks_near_the_best_are_counted(lower: bool, expected: dict[str, int]) -> None:
    gained = gains(marks_table([0, 90, 100, 50], [10, 89.9, 95, 50]), lower_is_better=lower)
    row = moments(gained, lower_is_better=lower).iloc[0]
    assert row[list(expected)].to_dict() == expected


def test_a_page_of_many_groups_can_leave_the_intervals_of_effects_out() -> None:
    sums = moments(gains(marks_table([50, 60, 70.5, 75], [60, 58, 80.5, 100])))
    whole, lean = summarise_moments(sums), summarise_moments(sums, effect_intervals=False)
    differ = {name for name in whole if not whole[name].equals(lean[name])}
    assert differ == {"d_z_low", "d_z_high", "g_av_low", "g_av_high"}
