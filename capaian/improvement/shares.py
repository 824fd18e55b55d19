"""Shares of students and changes of shares, each with its interval; element by element over groups."""

from typing import Final

import numpy as np
from scipy import special

from capaian.improvement.effects import CONFIDENCE, divide
from capaian.improvement.pairing import Floats

_Z: Final = float(special.ndtri((1 + CONFIDENCE) / 2))


def wilson_interval(count: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Score interval of a share, without continuity correction; NaN where n = 0. Wilson (1927)."""
    share = divide(count, n)
    n = np.where(n > 0, n, np.nan)
    middle = (share + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
    half = _Z / (1 + _Z * _Z / n) * np.sqrt(share * (1 - share) / n + _Z * _Z / (4 * n * n))
    return np.where(count == 0, middle * 0, middle - half), np.where(count == n, middle * 0 + 1, middle + half)


def paired_change_interval(both: Floats, gained: Floats, lost: Floats, neither: Floats) -> tuple[Floats, Floats]:
    """Interval of (gained - lost) / n, the change of a share on the same students.

    Method 10 of Newcombe, Statistics in Medicine 17 (1998) 2635-2650: Wilson intervals of the two
    shares, squared and added, with the correlation phi of the fourfold table; where phi is positive
    its numerator is lowered by n / 2, not below 0. NaN where n = 0.
    """
    n = both + gained + lost + neither
    after, before = divide(both + gained, n), divide(both + lost, n)
    after_low, after_high = wilson_interval(both + gained, n)
    before_low, before_high = wilson_interval(both + lost, n)
    product = both * neither - gained * lost
    numerator = np.where(product > 0, np.maximum(product - n / 2, 0), product)
    margins = (both + gained) * (lost + neither) * (both + lost) * (gained + neither)
    phi = np.where(margins > 0, divide(numerator, np.sqrt(margins)), 0)
    change = after - before
    below = _added(after - after_low, before_high - before, phi)
    above = _added(after_high - after, before - before_low, phi)
    return change - below, change + above


def mcnemar_exact(gained: Floats, lost: Floats) -> Floats:
    """Two-sided exact p of gained against lost: min(1, 2 P(X <= min)), X ~ Binomial(gained + lost, 1/2).

    McNemar (1947) in its exact form, binom.test of R. 1 where nobody changed.
    """
    fewer, n = np.minimum(gained, lost), gained + lost
    return np.where(2 * fewer >= n, 1.0, np.minimum(1.0, 2 * special.betainc(np.maximum(n - fewer, 1), fewer + 1, 0.5)))


def paired_superiority(improved: Floats, same: Floats, n: Floats) -> Floats:
    """(n+ + n0 / 2) / n: the chance that a student of the group did better after; NaN where n = 0."""
    return divide(improved + same / 2, n)


def _added(one: Floats, other: Floats, phi: Floats) -> Floats:
    """sqrt(a^2 - 2 phi a b + b^2), never below 0 by rounding."""
    return np.sqrt(np.maximum(one * one - 2 * phi * one * other + other * other, 0))
