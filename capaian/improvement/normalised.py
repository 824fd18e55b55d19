"""Gains as a share of what could still be gained: Hake's g of the class and Marx and Cummings' c.

Where lower is better the marks are mirrored first (M - x), so that the best mark is 0: the gain is
measured against x, a decline against M - x.
"""

from typing import Final

import numpy as np
from scipy import special

from capaian.improvement.effects import CONFIDENCE, divide
from capaian.improvement.moments import NOISE
from capaian.improvement.pairing import Floats, Ints, count_by

RESAMPLES: Final = 2000
SEED: Final = 20241102
RESAMPLED_UP_TO: Final = 2000
"""Students of a group up to which they are really drawn again."""
_TAILS: Final = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)
_GROUPS_AT_ONCE: Final = 256


def marx_cummings(before: Floats, after: Floats, *, scale_max: float, lower_is_better: bool = False) -> Floats:
    """Normalised change of each student, in [-1, 1]. Marx & Cummings, Am. J. Phys. 75 (2007) 87.

    (y-x)/(M-x) where y > x, (y-x)/x where y < x, 0 where y = x; NaN (dropped) where x = y = 0,
    x = y = M, or a mark lies outside the scale.
    """
    if lower_is_better:
        before, after = scale_max - before, scale_max - after
    change = np.where(np.abs(after - before) < NOISE, 0.0, after - before)
    room = np.where(change > 0, scale_max - before, before)
    outside = (np.minimum(before, after) < -NOISE) | (np.maximum(before, after) > scale_max + NOISE)
    stuck = (change == 0) & ((before < NOISE) | (before > scale_max - NOISE))
    share = np.where(change == 0, 0.0, divide(change, room))
    return np.where(outside | stuck, np.nan, share)


def hake_gain(mean_before: Floats, mean_after: Floats, *, scale_max: Floats, lower_is_better: Floats) -> Floats:
    """(ybar - xbar) / (M - xbar) of the class; NaN where nothing is left to gain. Hake (1998)."""
    best = np.where(lower_is_better, 0.0, scale_max)
    room = np.abs(best - mean_before)
    wrong_side = np.where(lower_is_better, mean_before < 0, mean_before > scale_max)
    gain = np.where(lower_is_better, mean_before - mean_after, mean_after - mean_before)
    return divide(gain, np.where((room < NOISE) | wrong_side, np.nan, room))


def hake_interval(
    group: Ints, before: Floats, after: Floats, size: int, *, scale_max: float, lower_is_better: bool = False
) -> tuple[Floats, Floats]:
    """95 % percentile interval of Hake's g, students drawn again 2,000 times. Efron (1979).

    The seed is fixed and students are sorted by their marks first, so that the same marks give the
    same interval in any order. Groups of one size share their draws: one matrix product for all.
    Draws with nothing left to gain are left out. Above 2,000 students the means of a draw are
    normal to within the error of the simulation, and the percentiles of that law are taken
    (Fieller 1954). NaN where n < 2.
    """
    if lower_is_better:
        before, after = scale_max - before, scale_max - after
    order = np.lexsort((after, before, group))
    gain, room = (after - before)[order], (scale_max - before)[order]
    n = count_by(group, size)
    starts = np.cumsum(n) - n
    limits = np.full((2, size), np.nan)
    for students in np.unique(n[n >= 2]):
        alike = np.flatnonzero(n == students)
        if students > RESAMPLED_UP_TO:
            for at in alike:
                rows = slice(starts[at], starts[at] + students)
                limits[:, at] = _fieller(gain[rows], room[rows])
            continue
        drawn = _draws(int(students))
        for few in np.array_split(alike, -(-len(alike) // _GROUPS_AT_ONCE)):
            rows = starts[few][:, None] + np.arange(students)
            limits[:, few] = _percentiles(drawn @ gain[rows].T, drawn @ room[rows].T)
    limits[:, ~np.isfinite(limits).all(axis=0)] = np.nan
    return limits[0], limits[1]


def _draws(n: int) -> Floats:
    """RESAMPLES x n: how often each student is in each draw of n with replacement."""
    chosen = np.random.default_rng(SEED).integers(0, n, size=(RESAMPLES, n), dtype=np.int64)
    cell = (np.arange(RESAMPLES) * n)[:, None] + chosen
    return np.bincount(cell.ravel(), minlength=RESAMPLES * n).reshape(RESAMPLES, n).astype(np.float64)


def _percentiles(gain: Floats, room: Floats) -> Floats:
    """2 x groups: the percentiles of gain / room over the draws (rows), where there is room."""
    ratio = divide(gain, np.where(room > NOISE, room, np.nan))
    if not np.isnan(ratio).any():
        return np.quantile(ratio, _TAILS, axis=0)
    columns = [column[~np.isnan(column)] for column in ratio.T]
    return np.stack([np.quantile(c, _TAILS) if len(c) else np.full(2, np.nan) for c in columns], axis=1)


def _fieller(gain: Floats, room: Floats) -> tuple[float, float]:
    """The g for which mean(g * room - gain) is -+ 1.96 of its standard errors away from 0."""
    n, z2 = len(gain), special.ndtri(_TAILS[1]) ** 2
    spread = np.cov(gain, room, ddof=0) / n
    a = room.mean() ** 2 - z2 * spread[1, 1]
    b = gain.mean() * room.mean() - z2 * spread[0, 1]
    c = gain.mean() ** 2 - z2 * spread[0, 0]
    if a <= 0:
        return np.nan, np.nan
    half = np.sqrt(max(b * b - a * c, 0.0)) / a
    return b / a - half, b / a + half
