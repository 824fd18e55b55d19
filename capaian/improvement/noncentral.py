"""Noncentralities of t: the limits from which the intervals of standardised gains are made, every group at once."""

from typing import Final

import numpy as np
from scipy import special

from capaian.improvement.effects import TAIL
from capaian.improvement.pairing import Floats

_FAR: Final = 5000.0
"""Beyond this many times sqrt(2 df), t is so large that only the spread of the SD matters."""
_MANY: Final = 20.0
"""From so many degrees of freedom on the spread of the SD is nearly normal."""
_GENTLE: Final = 1.2
"""Up to so many times sqrt(2 df), t is small enough for the nodes: the sum is then exact to 1e-14."""
_STEPS: Final = np.arange(-8.5, 8.6, 0.5)
_CLOSE: Final = 1e-4
"""After a step smaller than this what is left is less than its square."""
_LOST: Final = 1_000.0
"""From so many degrees of freedom on the fourth cumulant is smaller than the noise of its terms."""
_AT_ONCE: Final = 1_024


def noncentral_limits(t: Floats, df: Floats) -> tuple[Floats, Floats]:
    """The noncentralities for which t lies at the 97.5 % and at the 2.5 % point; Steiger & Fouladi (1997)."""
    return _noncentrality(t, df, 1 - TAIL), _noncentrality(t, df, TAIL)


def _noncentrality(t: Floats, df: Floats, p: float) -> Floats:
    """Solve P(T <= t | df, noncentrality) = p for every t at once; NaN where t is not defined."""
    found = np.full(t.shape, np.nan)
    known = np.isfinite(t) & (df >= 1)
    far = known & (np.abs(t) > _FAR * np.sqrt(2 * df))
    # T = (Z + delta) / S with S^2 = chi^2(df) / df: for a huge t, P(T <= t) is P(S >= delta / t).
    tail = np.where(t > 0, p, 1 - p)
    found[far] = t[far] * np.sqrt(special.chdtri(df[far], tail[far]) / df[far])
    goal = float(special.ndtri(p))
    smooth = known & ~far & (df >= _MANY) & (np.abs(t) <= _GENTLE * np.sqrt(2 * df))
    if smooth.any():
        found[smooth] = _by_quadrature(t[smooth], df[smooth], goal)
    near = known & ~far & np.isnan(found)
    if near.any():
        found[near] = _solve(t[near], df[near], goal)
    return found


def _by_quadrature(t: Floats, df: Floats, goal: float) -> Floats:
    """Newton steps on the probit scale, P(T <= t) = E Phi(t S - delta) as a sum over nodes of S; NaN where none came.

    S^2 = chi^2(df) / df, nearly normal on the scale of Wilson & Hilferty (1931), where equal steps sum
    an integral to the last digit. Costs a fifth of the distribution function of scipy.
    """
    found = _by_cumulants(t, df, goal)
    sizes, size = np.unique(df, return_inverse=True)
    nodes, weights = _nodes(sizes)
    for first in range(0, len(t), _AT_ONCE):
        rows = np.arange(first, min(first + _AT_ONCE, len(t)))
        for _ in range(6):
            z = t[rows, None] * nodes.take(size[rows], axis=0) - found[rows, None]
            own = weights.take(size[rows], axis=0)
            p = np.einsum("ij,ij->i", own, special.ndtr(z))
            density = np.einsum("ij,ij->i", own, np.exp(-0.5 * z * z))
            probit = special.ndtri(p)
            move = (probit - goal) * np.exp(-0.5 * probit * probit) / density
            found[rows] += move
            rows = rows[~(np.abs(move) < _CLOSE)]
            if not len(rows):
                break
        found[rows] = np.nan
    return found


def _by_cumulants(t: Floats, df: Floats, goal: float) -> Floats:
    """Near the root: delta is a quantile of t S - Z, whose first four cumulants are known. Cornish & Fisher (1938)."""
    c = np.exp(special.gammaln((df + 1) / 2) - special.gammaln(df / 2)) * np.sqrt(2 / df)
    c2, w = c * c, -goal
    variance = 1 + t * t * (1 - c2)
    skew = t**3 * c * (2 * c2 - 2 + 1 / df) / variance**1.5
    fourth = (df + 2) / df - 3 + 4 * c2 * (2 - 1 / df) - 6 * c2 * c2
    excess = np.where(df < _LOST, t**4 * fourth / variance**2, 0.0)
    bent = skew * (w * w - 1) / 6 + excess * (w**3 - 3 * w) / 24 - skew**2 * (2 * w**3 - 5 * w) / 36
    return t * c + np.sqrt(variance) * (w + bent)


def _nodes(df: Floats) -> tuple[Floats, Floats]:
    """df x nodes: values of S and their weights, which sum to 1."""
    spread = 2 / (9 * df[:, None])
    base = 1 - spread + _STEPS * np.sqrt(spread)
    s = np.power(base, 1.5)
    log_density = (df[:, None] - 1) * np.log(s) - df[:, None] * s * s / 2 + 0.5 * np.log(base)
    weights = np.exp(log_density - log_density.max(axis=1, keepdims=True))
    return s, weights / weights.sum(axis=1, keepdims=True)


def _solve(t: Floats, df: Floats, goal: float) -> Floats:
    """Secant steps on the probit scale, where the function is almost straight; halving where it is not.

    They start from the normal approximation of Johnson and Welch (1940), which is near the root.
    """
    spread = np.sqrt(1 + t * t / (2 * df))
    found = t * (1 - 1 / (4 * df)) - goal * spread
    miss = _miss(found, t, df, goal)
    rows = np.flatnonzero(np.isfinite(miss) & (np.abs(miss) > 1e-12))
    slope = -1 / spread[rows]
    for _ in range(12):
        move = np.clip(-miss[rows] / slope, -spread[rows], spread[rows])
        found[rows] += move
        before, miss[rows] = miss[rows], _miss(found[rows], t[rows], df[rows], goal)
        going = np.isfinite(miss[rows]) & (np.abs(miss[rows]) > 1e-12) & (np.abs(move) > 1e-14 * np.abs(found[rows]))
        if not going.any():
            break
        slope = ((miss[rows] - before) / move)[going]
        rows = rows[going]
    stray = ~(np.abs(miss) < 1e-10)
    if stray.any():
        found[stray] = _halve(t[stray], df[stray], goal, spread[stray])
    return found


def _halve(t: Floats, df: Floats, goal: float, spread: Floats) -> Floats:
    """Bracket the root outward from t, then halve the bracket to the last digit."""
    low, high = t - spread, t + spread
    for _ in range(60):
        short_low, short_high = _miss(low, t, df, goal) < 0, _miss(high, t, df, goal) > 0
        if not (short_low.any() or short_high.any()):
            break
        low = np.where(short_low, t - 2 * (t - low), low)
        high = np.where(short_high, t + 2 * (high - t), high)
    for _ in range(80):
        middle = (low + high) / 2
        left = _miss(middle, t, df, goal) > 0
        low, high = np.where(left, middle, low), np.where(left, high, middle)
    return (low + high) / 2


def _miss(delta: Floats, t: Floats, df: Floats, goal: float) -> Floats:
    """How far probit P(T <= t | df, delta) lies above the goal; falls as delta grows.

    Far from t the distribution function is NaN, and there only the side is known.
    """
    miss = special.ndtri(special.nctdtr(df, delta, t)) - goal
    return np.where(np.isnan(miss), np.where(delta < t, np.inf, -np.inf), miss)
