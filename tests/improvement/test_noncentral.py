"""Noncentral limits hold where the distribution function is hard to come by."""

import numpy as np
import pytest
from scipy import special, stats

from capaian.improvement.noncentral import noncentral_limits


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


RNG = np.random.default_rng(6)
DF = np.repeat([2.0, 19.0, 20.0, 24.0, 60.0, 300.0, 5000.0], 40)
T = RNG.uniform(-1.5, 1.5, len(DF)) * np.sqrt(2 * DF)


def test_many_groups_at_once_put_every_t_at_its_tails() -> None:
    """Small and large groups, gentle and steep t: every way of solving, checked by scipy's distribution function."""
    low, high = noncentral_limits(T, DF)
    assert special.nctdtr(DF, low, T) == pytest.approx(np.full(len(T), 0.975), abs=1e-10)
    assert special.nctdtr(DF, high, T) == pytest.approx(np.full(len(T), 0.025), abs=1e-10)


def test_a_group_has_the_same_limits_alone_and_among_others() -> None:
    together = np.stack(noncentral_limits(T, DF))
    alone = np.stack([np.concatenate(noncentral_limits(T[i : i + 1], DF[i : i + 1])) for i in range(len(T))], axis=1)
    assert together == pytest.approx(alone, rel=1e-12, abs=1e-12)


def test_turned_t_turns_the_limits() -> None:
    low, high = noncentral_limits(T, DF)
    other_low, other_high = noncentral_limits(-T, DF)
    assert other_low == pytest.approx(-high, abs=1e-10)
    assert other_high == pytest.approx(-low, abs=1e-10)
