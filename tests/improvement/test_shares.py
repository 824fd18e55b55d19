"""Shares and changes of shares."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from capaian.improvement.shares import mcnemar_exact, paired_change_interval, paired_superiority, wilson_interval


def floats(*values: float) -> list[np.ndarray]:
    return [np.array([float(value)]) for value in values]


@pytest.mark.parametrize(
    ("both", "gained", "lost", "neither", "low", "high"),
    [
        (36, 12, 2, 0, 0.0569, 0.3404),  # Newcombe (1998), the first contrived table
        (14, 5, 0, 22, 0.0115, 0.2265),  # Altman et al., Statistics with Confidence (2000), table 6.2
        (1, 1, 7, 12, -0.5069, -0.0256),  # Fagerland et al. (2014), airway hyper-responsiveness
    ],
)
def test_the_change_of_a_share_has_the_interval_that_was_printed(both, gained, lost, neither, low, high) -> None:
    found = [end[0] for end in paired_change_interval(*floats(both, gained, lost, neither))]
    assert found == pytest.approx([low, high], abs=5e-5)


def test_the_change_of_a_share_of_nobody_is_unknown() -> None:
    assert np.isnan(paired_change_interval(*floats(0, 0, 0, 0))).all()


@pytest.mark.parametrize(("count", "n"), [(0, 7), (7, 7), (3, 10), (499, 1000)])
def test_wilson_is_that_of_statsmodels(count: int, n: int) -> None:
    found = [end[0] for end in wilson_interval(*floats(count, n))]
    assert found == pytest.approx(proportion_confint(count, n, method="wilson"), abs=1e-12)


@pytest.mark.parametrize(("gained", "lost"), [(0, 0), (1, 0), (17, 2), (2, 17), (5, 5), (5, 6), (40, 21), (0, 30)])
def test_mcnemar_is_the_binomial_test(gained: int, lost: int) -> None:
    expected = stats.binomtest(gained, gained + lost).pvalue if gained + lost else 1.0
    assert mcnemar_exact(*floats(gained, lost))[0] == pytest.approx(expected, rel=1e-12)


def test_half_of_the_unchanged_count_as_better() -> None:
    assert paired_superiority(*floats(11, 0, 12))[0] == pytest.approx(11 / 12)
    assert paired_superiority(*floats(3, 4, 10))[0] == 0.5
