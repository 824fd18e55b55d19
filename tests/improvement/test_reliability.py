"""How exactly a test measures."""

import math

import numpy as np
import pandas as pd
import pingouin
import pytest
from scipy import stats

from capaian.improvement import alpha_summary, change_threshold, gains, reliable_changes, retest_summary
from capaian.improvement.reliability import cronbach_alpha
from tests.improvement.tables import marks_table


def test_a_retest_gives_the_reliability_and_the_practice_effect() -> None:
    first, second = [60, 70, 55, 80, 65], [62, 71, 60, 79, 70]
    row = retest_summary(gains(marks_table(first, second, aspect="teknis", cohort=3))).iloc[0]
    assert (row["aspect"], row["n"]) == ("teknis", 5)
    assert row["reliability"] == pytest.approx(stats.pearsonr(first, second)[0])
    assert row["practice"] == pytest.approx(2.4)


@pytest.mark.parametrize(
    ("sd", "reliability", "points"),
    [
        (10, 0.8, 1.96 * math.sqrt(2) * 10 * math.sqrt(0.2)),
        (7.5, 0.8, 9.297),  # S_diff = 4.743 points
        (10, 0.5, None),
        (10, 1.0, None),
        (10, -0.2, None),
        (10, math.nan, None),
    ],
)
def test_a_change_counts_from_so_many_points(sd: float, reliability: float, points: float | None) -> None:
    assert change_threshold(sd, reliability) == pytest.approx(
        math.nan if points is None else points, abs=1e-3, nan_ok=True
    )


def test_students_are_up_down_or_not_clear_only_where_the_test_is_known() -> None:
    table = pd.concat(
        [
            marks_table([50, 60, 70, 60], [75, 62, 40, 60], aspect="teknis"),
            marks_table([50, 60], [90, 61], aspect="karakter"),
        ],
        ignore_index=True,
    )
    found = reliable_changes(gains(table), {"teknis": 0.8})
    by_student = {(row.aspect, row.student): row.change for row in found.itertuples()}
    assert by_student == {
        ("teknis", 0): "up",
        ("teknis", 1): "unclear",
        ("teknis", 2): "down",
        ("teknis", 3): "unclear",
        ("karakter", 0): "unknown",
        ("karakter", 1): "unknown",
    }
    sd = np.std([50, 60, 70, 60], ddof=1)
    assert found.loc[found["aspect"] == "teknis", "threshold"].iloc[0] == pytest.approx(
        change_threshold(float(sd), 0.8)
    )


def criteria(n: int, k: int) -> np.ndarray:
    chance = np.random.default_rng(k)
    return (chance.normal(70, 8, (n, 1)) + chance.normal(0, 6, (n, k))).round()


@pytest.mark.parametrize(("n", "k"), [(10, 2), (24, 5)])
def test_alpha_and_its_interval_are_those_of_pingouin(n: int, k: int) -> None:
    marks = criteria(n, k)
    alpha, low, high = cronbach_alpha(marks)
    peer = pingouin.cronbach_alpha(pd.DataFrame(marks))
    assert alpha == pytest.approx(peer[0], rel=1e-12)
    assert (low, high) == pytest.approx(tuple(peer[1]), abs=5e-4)  # printed to three decimals


@pytest.mark.parametrize("marks", [criteria(9, 3), criteria(12, 1), np.full((12, 3), 70.0)])
def test_alpha_needs_ten_students_two_criteria_and_spread(marks: np.ndarray) -> None:
    assert np.isnan(cronbach_alpha(marks)).all()


def test_alpha_is_told_before_and_after_apart_over_complete_rows() -> None:
    before, after = criteria(12, 3), criteria(12, 3) + 5
    after[0, 1] = np.nan
    parts = [
        marks_table(before[:, at].tolist(), after[:, at].tolist(), aspect="karakter", criterion=name)
        for at, name in enumerate(("Disiplin", "Sopan santun", "Kerja sama"))
    ]
    found = alpha_summary(pd.concat(parts, ignore_index=True))
    assert found[["aspect", "phase", "criteria", "n"]].to_numpy().tolist() == [
        ["karakter", "before", 3, 12],
        ["karakter", "after", 3, 11],
    ]
    assert found["alpha"].iloc[1] == pytest.approx(cronbach_alpha(after[1:])[0])


def test_a_single_criterion_has_no_alpha() -> None:
    assert len(alpha_summary(marks_table([50] * 12, [60] * 12, aspect="teknis", criterion="Proses"))) == 0
