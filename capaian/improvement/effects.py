"""The mean gain with its interval, and the standardised gains; element by element over groups."""

from typing import Final

import numpy as np
from scipy import special

from capaian.improvement.pairing import Floats

CONFIDENCE: Final = 0.95
TAIL: Final = (1 - CONFIDENCE) / 2


def gain_interval(mean: Floats, sd: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Mean -+ t(.975, n - 1) sd / sqrt(n); NaN where n < 2. Student (1908)."""
    half = special.stdtrit(np.where(n >= 2, n - 1, np.nan), 1 - TAIL) * sd / np.sqrt(n)
    return mean - half, mean + half


def t_and_p(mean: Floats, sd: Floats, n: Floats) -> tuple[Floats, Floats]:
    """t = mean / (sd / sqrt(n)) and its two-sided p; NaN where n < 2 or all gains are equal."""
    t = divide(mean * np.sqrt(n), sd)
    return t, 2 * special.stdtr(np.where(n >= 2, n - 1, np.nan), -np.abs(t))


def hedges_j(m: Floats) -> Floats:
    """J(m) = Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)), exact; Hedges (1981). NaN where m < 2."""
    m = np.where(m >= 2, m, np.nan)
    return np.exp(special.gammaln(m / 2) - special.gammaln((m - 1) / 2)) / np.sqrt(m / 2)


def divide(above: Floats, below: Floats) -> Floats:
    """The ratio where what is below is a positive number, else NaN."""
    out = np.full(np.broadcast(above, below).shape, np.nan)
    return np.divide(above, below, out=out, where=below > 0)
