"""Signed ranks: exact where it can be, ties and zeros included."""

import itertools
import warnings

import numpy as np
import pytest
from scipy import stats

from capaian.improvement.ranks import signed_ranks


def one(gain: list[float]) -> tuple[float, float, float, int]:
    found = signed_ranks(np.zeros(len(gain), dtype=np.int64), np.array(gain, dtype=float), 1)
    return found.v[0], found.p[0], found.rank_biserial[0], found.n[0]


def by_hand(gain: list[float]) -> float:
    """Every pattern of signs, one by one."""
    kept = np.array([g for g in gain if g != 0])
    ranks = stats.rankdata(np.abs(kept))
    v = ranks[kept > 0].sum()
    sums = np.array([sum(r for r, up in zip(ranks, ups, strict=True) if up) for ups in
                     itertools.product([0, 1], repeat=len(kept))])  # fmt: skip
    return min(1.0, 2 * min((sums <= v).mean(), (sums >= v).mean()))


@pytest.mark.parametrize(
    "gain",
    [
        [1.0, -1.0, 2.0, 3.0, 3.0, 0.0],
        [5.0, 5.0, 5.0, 5.0],
        [-2.0, -2.5, 1.0, 4.0, 4.0, -4.0, 6.0, 0.0, 0.0, 7.5],
        [1.0],
        [1.0, -1.0],
    ],
)
def test_p_is_the_share_of_all_sign_patterns(gain: list[float]) -> None:
    assert one(gain)[1] == pytest.approx(by_hand(gain), abs=1e-15)


@pytest.mark.parametrize("n", [3, 12, 29, 50])
def test_p_without_ties_is_that_of_scipy(n: int) -> None:
    gain = np.random.default_rng(n).permutation(np.arange(1, n + 1)) * np.where(np.arange(n) % 3, 1.0, -1.0)
    test = stats.wilcoxon(gain, method="exact")
    assert one(list(gain))[1] == pytest.approx(test.pvalue, rel=1e-12)  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_above_fifty_p_is_normal_with_ties_and_continuity(seed: int) -> None:
    gain = np.random.default_rng(seed).integers(-8, 12, 80).astype(float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        test = stats.wilcoxon(gain, zero_method="wilcox", correction=True, method="asymptotic")
    v, p, _, n = one(list(gain))
    assert n == (gain != 0).sum()
    assert p == pytest.approx(test.pvalue, rel=1e-10)  # pyright: ignore[reportAttributeAccessIssue]
    assert v == pytest.approx(stats.rankdata(np.abs(gain[gain != 0]))[gain[gain != 0] > 0].sum())


def test_fifty_gains_are_exact_and_fifty_one_are_not() -> None:
    gain = [float(g) for g in range(1, 51)]
    assert one(gain)[1] == pytest.approx(2.0**-49, rel=1e-12)
    assert one([*gain, 51.0])[1] > 1e-11


def test_noise_of_binary_fractions_is_a_tie() -> None:
    gain = [1.9 - 0.7, 0.1 + 1.1, -(4.4 - 3.2), 2.0]
    assert one(gain)[0] == 2 + 2 + 4


def test_groups_do_not_touch_each_other() -> None:
    group = np.array([1, 0, 1, 0, 1, 3])
    found = signed_ranks(group, np.array([1.0, 2.0, -2.0, 3.0, 2.0, 0.0]), 4)
    assert found.v.tolist() == [3, 1 + 2.5, 0, 0]
    assert found.n.tolist() == [2, 3, 0, 0]
    assert np.isnan(found.p[2:]).all()
    assert found.rank_biserial[:2] == pytest.approx([1, (3.5 - 2.5) / 6])
