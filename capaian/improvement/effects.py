"""The mean gain with its interval, and the standardised gains; element by element over groups."""

from typing import Final

import numpy as np
from scipy import special

from capaian.improvement.pairing import Floats

CONFIDENCE: Final = 0.95
_TAIL: Final = (1 - CONFIDENCE) / 2
_FAR: Final = 5000.0
"""Beyond this many times sqrt(2 df), t is so large that only the spread of the SD matters."""


def gain_interval(mean: Floats, sd: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Mean -+ t(.975, n - 1) sd / sqrt(n); NaN where n < 2. Student (1908)."""
    half = special.stdtrit(np.where(n >= 2, n - 1, np.nan), 1 - _TAIL) * sd / np.sqrt(n)
    return mean - half, mean + half


def t_and_p(mean: Floats, sd: Floats, n: Floats) -> tuple[Floats, Floats]:
    """t = mean / (sd / sqrt(n)) and its two-sided p; NaN where n < 2 or all gains are equal."""
    t = divide(mean * np.sqrt(n), sd)
    return t, 2 * special.stdtr(np.where(n >= 2, n - 1, np.nan), -np.abs(t))


def noncentral_limits(t: Floats, df: Floats) -> tuple[Floats, Floats]:
    """The noncentralities for which t lies at the 97.5 % and at the 2.5 % point; Steiger & Fouladi (1997)."""
    return _noncentrality(t, df, 1 - _TAIL), _noncentrality(t, df, _TAIL)


def hedges_j(m: Floats) -> Floats:
    """J(m) = Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)), exact; Hedges (1981). NaN where m < 2."""
    m = np.where(m >= 2, m, np.nan)
    return np.exp(special.gammaln(m / 2) - special.gammaln((m - 1) / 2)) / np.sqrt(m / 2)


def divide(above: Floats, below: Floats) -> Floats:
    """The ratio where what is below is a positive number, else NaN."""
    out = np.full(np.broadcast(above, below).shape, np.nan)
    return np.divide(above, below, out=out, where=below > 0)


def _noncentrality(t: Floats, df: Floats, p: float) -> Floats:
    """Solve P(T <= t | df, noncentrality) = p for every t at once; NaN where t is not defined."""
    found = np.full(t.shape, np.nan)
    known = np.isfinite(t) & (df >= 1)
    far = known & (np.abs(t) > _FAR * np.sqrt(2 * df))
    # T = (Z + delta) / S with S^2 = chi^2(df) / df: for a huge t, P(T <= t) is P(S >= delta / t).
    tail = np.where(t > 0, p, 1 - p)
    found[far] = t[far] * np.sqrt(special.chdtri(df[far], tail[far]) / df[far])
    near = known & ~far
    found[near] = _solve(t[near], df[near], float(special.ndtri(p)))
    return found


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
