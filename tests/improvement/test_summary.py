"""The numbers of a summary row, to the digits that other tools printed."""

import json
import math
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

from capaian.improvement import SUMMARY_COLUMNS, summarise
from tests.improvement.tables import marks_table

COURSE = ([13, 12, 12, 9, 14, 17, 14, 9, 6, 7, 11, 15], [14, 13, 16, 12, 15, 18, 13, 10, 10, 8, 14, 16])
SLEEP = ([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
CHOLESTEROL = ([201, 231, 221, 228, 284, 267, 232, 215], [200, 236, 216, 219, 260, 255, 221, 203])
COPYING = ([10, 6, 8, 7, 7, 12, 4, 0, 7, 10], [6, 4, 5, 3, 6, 8, 0, 1, 8, 5])


def one(before, after, **options) -> pd.Series:
    """The single summary row of one group."""
    return summarise(marks_table(before, after), **options).iloc[0]


@pytest.mark.parametrize(
    ("marks", "options", "name", "printed"),
    [
        (COURSE, {"scale_max": 20}, "mean_gain", "1.66666666667"),
        (COURSE, {"scale_max": 20}, "gain_low", "0.715217957"),
        (COURSE, {"scale_max": 20}, "gain_high", "2.618115376"),
        (COURSE, {"scale_max": 20}, "t", "3.855498005"),
        (COURSE, {"scale_max": 20}, "df", "11"),
        (COURSE, {"scale_max": 20}, "p", "0.002674001"),
        (COURSE, {"scale_max": 20}, "r", "0.892390808"),
        (COURSE, {"scale_max": 20}, "d_z", "1.112986406"),
        (COURSE, {"scale_max": 20}, "d_z_low", "0.369253243"),
        (COURSE, {"scale_max": 20}, "d_z_high", "1.826750692"),
        (COURSE, {"scale_max": 20}, "d_av", "0.535427216"),
        (COURSE, {"scale_max": 20}, "g_av", "0.497925792"),
        (COURSE, {"scale_max": 20}, "g_av_low", "0.165195828"),
        (COURSE, {"scale_max": 20}, "g_av_high", "0.817248334"),
        (COURSE, {"scale_max": 20}, "wilcoxon_v", "73.5"),
        (COURSE, {"scale_max": 20}, "rank_biserial", "0.884615385"),
        (COURSE, {"scale_max": 20}, "improved", "11"),
        (COURSE, {"scale_max": 20}, "improved_low", "0.646120089"),
        (COURSE, {"scale_max": 20}, "improved_high", "0.985134906"),
        (SLEEP, {}, "mean_gain", "1.58"),
        (SLEEP, {}, "gain_low", "0.7001142"),
        (SLEEP, {}, "gain_high", "2.4598858"),
        (SLEEP, {}, "t", "4.0621"),
        (SLEEP, {}, "p", "0.002833"),
        (SLEEP, {}, "d_z", "1.284558"),
        (SLEEP, {}, "d_z_low", "0.414628"),
        (SLEEP, {}, "d_z_high", "2.118017"),
        (CHOLESTEROL, {"scale_max": 300, "lower_is_better": True}, "d_z", "0.9989066"),
        (CHOLESTEROL, {"scale_max": 300, "lower_is_better": True}, "d_z_low", "0.115"),
        (CHOLESTEROL, {"scale_max": 300, "lower_is_better": True}, "d_z_high", "1.839"),
        (COPYING, {}, "mean_gain", "-2.5"),
        (COPYING, {}, "gain_low", "-4.0545"),
        (COPYING, {}, "gain_high", "-0.9455"),
        (COPYING, {}, "t", "-3.638"),
        (COPYING, {}, "p", "0.005417"),
        (COPYING, {"lower_is_better": True}, "improved", "8"),
        (COPYING, {"lower_is_better": True}, "gain_low", "0.9455"),
    ],
)
def test_a_value_that_other_tools_printed(marks, options, name: str, printed: str) -> None:
    # One unit of the last digit; the tools' own search for noncentral limits stops at 1e-8.
    unit = max(10.0 ** -len(printed.partition(".")[2]), 1e-8 if name.startswith("d_z_") else 0)
    assert one(*marks, **options)[name] == pytest.approx(float(printed), abs=unit, rel=0)


def test_the_columns_are_the_contract_of_summary_json_in_its_order() -> None:
    contract = """aspect criterion n_enrolled n_before n_after n_matched mean_before sd_before mean_after sd_after
        mean_gain sd_gain gain_low gain_high t df p r d_z d_z_low d_z_high d_av g_av g_av_low g_av_high hake hake_low
        hake_high marx_cummings improved same declined improved_share improved_low improved_high pass_mark pass_before
        pass_after became_pass lost_pass mcnemar_p pass_change_low pass_change_high wilcoxon_v wilcoxon_p rank_biserial
        ceiling_before ceiling_after"""
    assert list(SUMMARY_COLUMNS) == contract.split()
    assert list(summarise(marks_table(*COURSE)).columns) == ["cohort", *SUMMARY_COLUMNS]


@pytest.mark.parametrize(
    ("before", "after", "options", "expected"),
    [
        pytest.param(  # every student the same gain, in fractions that binary cannot hold
            [61.3, 70.1, 55.7, 80.9],
            [66.4, 75.2, 60.8, 86.0],
            {},
            {"sd_gain": 0, "gain_low": 5.1, "gain_high": 5.1, "t": None, "p": None, "d_z": None, "d_z_low": None}
            | {"g_av_low": None, "improved": 4, "wilcoxon_v": 10, "wilcoxon_p": 0.125, "rank_biserial": 1},
            id="all-gains-equal",
        ),
        pytest.param(
            [70, 70, 70],
            [70, 70, 70],
            {},
            {"mean_gain": 0, "gain_low": 0, "gain_high": 0, "t": None, "r": None, "d_av": None, "g_av": None}
            | {"same": 3, "improved": 0, "declined": 0, "wilcoxon_v": 0, "wilcoxon_p": None, "rank_biserial": None}
            | {"hake": 0, "marx_cummings": 0, "mcnemar_p": 1},
            id="nothing-changed",
        ),
        pytest.param(
            [60],
            [80],
            {},
            {"n_matched": 1, "mean_gain": 20, "sd_gain": None, "gain_low": None, "df": None, "t": None, "r": None}
            | {"hake": 0.5, "hake_low": None, "improved_share": 1, "became_pass": 1, "mcnemar_p": 1, "wilcoxon_p": 1},
            id="one-student",
        ),
        pytest.param(
            [60, 70],
            [None, None],
            {},
            {"n_enrolled": 2, "n_before": 2, "n_after": 0, "n_matched": 0, "mean_before": None, "mean_gain": None}
            | {"improved": 0, "improved_share": None, "hake": None, "mcnemar_p": None, "pass_change_low": None},
            id="nobody-matched",
        ),
        pytest.param(
            [100, 100, 100],
            [100, 90, 100],
            {},
            {"hake": None, "hake_low": None, "marx_cummings": -0.1, "ceiling_before": 1, "ceiling_after": 1},
            id="everybody-at-the-ceiling",
        ),
        pytest.param(
            [0, 0, 50, 100],
            [0, 40, 25, 100],
            {},
            {"marx_cummings": (0.4 - 0.5) / 2, "hake": 15 / 250, "declined": 1, "same": 2, "rank_biserial": 1 / 3},
            id="zeros-and-a-decline",
        ),
        pytest.param(
            [10, 15, 20],
            [15, 15, 10],
            {"scale_max": 20, "pass_marks": 15},
            {"hake": -5 / 15, "marx_cummings": (0.5 + 0 - 0.5) / 3, "pass_before": 2, "pass_after": 2}
            | {"became_pass": 1, "lost_pass": 1, "ceiling_before": 1 / 3},
            id="another-maximum",
        ),
        pytest.param(
            [10, 5, 8, 0],
            [5, 5, 10, 0],
            {"lower_is_better": True, "scale_max": 20, "pass_marks": 5},
            {"mean_gain": 0.75, "improved": 1, "declined": 1, "same": 2, "hake": 3 / 23, "ceiling_before": 0.25}
            | {"pass_before": 2, "pass_after": 3, "marx_cummings": (0.5 + 0 - 2 / 12) / 3},
            id="lower-is-better",
        ),
        pytest.param(  # the mean of two criteria is 74.99999999999999 in binary
            [20, 49.99999999999999],
            [74.99999999999999, 80],
            {},
            {"pass_after": 2, "became_pass": 2},
            id="a-pass-mark-reached-but-for-binary-noise",
        ),
    ],
)
def test_a_trap_gives_what_is_defined_and_nothing_else(before, after, options, expected) -> None:
    row = one(before, after, **options)
    found = {name: None if pd.isna(row[name]) else row[name] for name in expected}
    for name, value in expected.items():
        assert found[name] == (None if value is None else pytest.approx(value, abs=1e-12)), name


def test_no_student_at_all_is_an_empty_table() -> None:
    table = summarise(marks_table([], []))
    assert len(table) == 0
    assert list(table.columns) == ["cohort", *SUMMARY_COLUMNS]


def test_a_row_can_be_written_as_json_with_null_where_undefined() -> None:
    row = one([60], [80]).astype(object)
    text = json.dumps(row.where(row.notna(), None).to_dict(), allow_nan=False)
    assert json.loads(text)["p"] is None


@pytest.mark.parametrize("seed", range(6))
def test_a_class_agrees_with_scipy_statsmodels_and_pingouin(seed: int) -> None:
    chance = np.random.default_rng(seed)
    before = chance.integers(40, 90, 20 + seed).astype(float)
    after = np.clip(before + chance.integers(-8, 20, len(before)), 0, 100)
    row = one(before, after)
    test: Any = stats.ttest_rel(after, before)
    interval = test.confidence_interval(0.95)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wilcoxon: Any = stats.wilcoxon(after, before, zero_method="wilcox")  # statistic: the smaller of the two sums
        shown = pingouin.ttest(after, before, paired=True).iloc[0]
        ranks = pingouin.wilcoxon(after, before).iloc[0]
    assert row["t"] == pytest.approx(test.statistic, rel=1e-10)
    assert row["p"] == pytest.approx(test.pvalue, rel=1e-9)
    assert (row["gain_low"], row["gain_high"]) == pytest.approx((interval.low, interval.high), rel=1e-10)
    assert row["t"] == pytest.approx(shown["T"], rel=1e-10)
    assert row["rank_biserial"] == pytest.approx(ranks["RBC"], abs=1e-12)
    total = (before != after).sum() * ((before != after).sum() + 1) / 2
    assert min(row["wilcoxon_v"], total - row["wilcoxon_v"]) == wilcoxon.statistic
    assert row["r"] == pytest.approx(np.corrcoef(before, after)[0, 1], rel=1e-10)
    wilson = proportion_confint(int(row["improved"]), len(before), method="wilson")
    assert (row["improved_low"], row["improved_high"]) == pytest.approx(wilson, abs=1e-12)
    exact: Any = mcnemar([[0, int(row["lost_pass"])], [int(row["became_pass"]), 0]], exact=True)
    assert row["mcnemar_p"] == pytest.approx(exact.pvalue)
    for end, share in (("low", 0.975), ("high", 0.025)):
        delta = row[f"d_z_{end}"] * math.sqrt(len(before))
        assert stats.nct.cdf(row["t"], len(before) - 1, delta) == pytest.approx(share, abs=1e-10)


MARK = st.integers(0, 400).map(lambda quarter: quarter / 4)
PAIRS = st.lists(st.tuples(MARK, MARK), min_size=2, max_size=40)
MEASURES = ["mean_gain", "gain_low", "gain_high", "t", "p", "d_z", "g_av", "wilcoxon_p", "rank_biserial"]


@settings(deadline=None, max_examples=40)
@given(PAIRS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(pairs, chance) -> None:
    before, after = zip(*pairs, strict=True)
    table = marks_table(before, after)
    order = list(range(len(table)))
    chance.shuffle(order)
    shuffled = table.iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(summarise(table), summarise(shuffled), rtol=1e-12, atol=1e-12)


@settings(deadline=None, max_examples=40)
@given(PAIRS)
def test_swapping_the_phases_turns_every_sign(pairs) -> None:
    before, after = zip(*pairs, strict=True)
    there, back = one(before, after), one(after, before)
    for name, other in (("mean_gain", "mean_gain"), ("gain_low", "gain_high"), ("t", "t"), ("d_z_low", "d_z_high")):
        assert there[name] == pytest.approx(-back[other], abs=1e-9, nan_ok=True)
    for name, other in (("g_av_low", "g_av_high"), ("rank_biserial", "rank_biserial")):
        assert there[name] == pytest.approx(-back[other], abs=1e-9, nan_ok=True)
    for name, other in (("improved", "declined"), ("became_pass", "lost_pass"), ("pass_before", "pass_after")):
        assert there[name] == back[other]
    assert there["pass_change_low"] == pytest.approx(-back["pass_change_high"], abs=1e-12)
    assert there["wilcoxon_p"] == pytest.approx(back["wilcoxon_p"], nan_ok=True)


@settings(deadline=None, max_examples=40)
@given(PAIRS)
def test_lower_is_better_is_the_mirror_of_higher_is_better(pairs) -> None:
    before, after = zip(*pairs, strict=True)
    lower = one(before, after, lower_is_better=True, pass_marks=25)
    mirrored = one([100 - b for b in before], [100 - a for a in after], pass_marks=75)
    for name in (*MEASURES, "hake", "hake_low", "marx_cummings", "pass_after", "improved", "ceiling_after"):
        assert lower[name] == pytest.approx(mirrored[name], rel=1e-7, abs=1e-9, nan_ok=True), name


@settings(deadline=None, max_examples=40)
@given(PAIRS, st.integers(1, 50), st.sampled_from([0.5, 2, 4]))
def test_shift_and_scale_leave_the_standardised_gains(pairs, shift: int, scale: float) -> None:
    before, after = zip(*pairs, strict=True)
    plain = one(before, after)
    moved = one([b * scale + shift for b in before], [a * scale + shift for a in after], scale_max=500)
    for name in ("t", "p", "d_z", "d_z_low", "g_av", "g_av_high", "r", "wilcoxon_p", "rank_biserial", "improved"):
        assert moved[name] == pytest.approx(plain[name], rel=1e-7, abs=1e-9, nan_ok=True), name
    assert moved["mean_gain"] == pytest.approx(plain["mean_gain"] * scale, abs=1e-10)
