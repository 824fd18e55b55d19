"""Gains as a share of what could still be gained."""

import numpy as np
import pytest
from scipy import stats

from capaian.improvement import normalised
from capaian.improvement.normalised import hake_interval, marx_cummings


@pytest.mark.parametrize(
    ("before", "after", "lower", "expected"),
    [
        (60, 80, False, 0.5),
        (80, 60, False, -0.25),
        (70, 70, False, 0),
        (0, 0, False, None),
        (100, 100, False, None),
        (0, 100, False, 1),
        (100, 0, False, -1),
        (101, 90, False, None),
        (40, 20, True, 0.5),
        (40, 70, True, -0.5),
        (0, 0, True, None),
    ],
)
def test_the_change_of_a_student(before: float, after: float, lower: bool, expected: float | None) -> None:
    found = marx_cummings(np.array([float(before)]), np.array([float(after)]), scale_max=100, lower_is_better=lower)[0]
    assert found == pytest.approx(np.nan if expected is None else expected, nan_ok=True)


def interval(before: np.ndarray, after: np.ndarray) -> list[float]:
    group = np.zeros(len(before), dtype=np.int64)
    return [end[0] for end in hake_interval(group, before, after, 1, scale_max=100)]


def test_the_interval_is_that_of_scipy_bootstrap_but_for_chance() -> None:
    chance = np.random.default_rng(5)
    before = chance.uniform(40, 80, 40)
    after = before + chance.normal(8, 6, 40)
    peer = stats.bootstrap(
        (before, after),
        lambda x, y, axis: (y.mean(axis) - x.mean(axis)) / (100 - x.mean(axis)),
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=20_000,
        rng=1,
    ).confidence_interval
    found = interval(before, after)
    assert found == pytest.approx([peer.low, peer.high], abs=0.1 * (peer.high - peer.low))
    assert found == interval(before[::-1], after[::-1])


def test_a_large_group_meets_the_drawn_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(6)
    before = chance.uniform(40, 80, 1500)
    after = np.minimum(before + chance.normal(8, 6, 1500), 100)
    drawn = interval(before, after)
    monkeypatch.setattr(normalised, "RESAMPLED_UP_TO", 1000)
    assert interval(before, after) == pytest.approx(drawn, abs=0.1 * (drawn[1] - drawn[0]))


def test_draws_with_nothing_left_to_gain_are_left_out() -> None:
    low, high = interval(np.array([100.0, 50.0]), np.array([90.0, 75.0]))
    assert (low, high) == pytest.approx((0.3, 0.5), abs=1e-9)
