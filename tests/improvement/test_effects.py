"""Noncentral limits hold where the distribution function is hard to come by."""

import numpy as np
import pytest
from scipy import special, stats

from capaian.improvement.effects import hedges_j, noncentral_limits


@pytest.mark.parametrize("df", [1, 2, 4, 11, 29, 199, 5000])
@pytest.mark.parametrize("t", [0.0, 0.3, -2.1, 8.0, -20.0, 60.0])
def test_the_limits_put_t_at_the_tails(df: int, t: float) -> None:
    low, high = noncentral_limits(np.array([t]), np.array([float(df)]))
    assert stats.nct.cdf(t, df, low[0]) == pytest.approx(0.975, abs=1e-10)
    assert stats.nct.cdf(t, df, high[0]) == pytest.approx(0.025, abs=1e-10)


@pytest.mark.parametrize("t", [1e5, -1e6, 1e9])
def test_a_huge_t_has_limits_in_proportion(t: float) -> None:
    low, high = (end[0] / t for end in noncentral_limits(np.array([t]), np.array([9.0])))
    expected = sorted(np.sqrt(special.chdtri(9, [0.025, 0.975]) / 9))
    assert sorted([low, high]) == pytest.approx(expected, rel=1e-7)


def test_no_limits_without_t() -> None:
    limits = noncentral_limits(np.array([np.nan, np.inf, 2.0]), np.array([5.0, 5.0, 0.0]))
    assert np.isnan(limits).all()


def test_the_small_sample_factor_is_exact() -> None:
    assert hedges_j(np.array([11.0]))[0] == pytest.approx(0.497925792 / 0.535427216, rel=1e-8)
    assert np.isnan(hedges_j(np.array([1.0]))[0])
    assert hedges_j(np.array([1e6]))[0] == pytest.approx(1 - 3 / (4e6 - 1), rel=1e-9)
