"""Wilcoxon's signed ranks, every group at once."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import special

from capaian.improvement.effects import divide
from capaian.improvement.pairing import Floats, Ints, count_by, sum_by

EXACT_UP_TO: Final = 50
"""Non-zero gains up to which p is exact; all counts of 2^50 sign patterns are exact in a float."""
_DECIMALS: Final = 9


@dataclass(frozen=True, slots=True)
class SignedRanks:
    """One value a group. v: sum of the positive midranks. p: two-sided. n: gains that are not zero."""

    v: Floats
    p: Floats
    rank_biserial: Floats
    n: Ints


def signed_ranks(group: Ints, gain: Floats, size: int) -> SignedRanks:
    """Signed rank test of each group's gains. Wilcoxon (1945), Pratt's zeros not used: zeros are dropped.

    Gains are rounded to 9 decimals first, so that ties of recorded marks are ties and not noise of
    binary fractions. p: the exact conditional permutation distribution over the midranks up to 50
    non-zero gains (Hollander & Wolfe 1999, 3.1), above that the normal distribution with tie
    correction and a continuity correction of 0.5. rank_biserial: (R+ - R-) / (R+ + R-), Kerby
    (2014). A group without a non-zero gain has v = 0 and no p.
    """
    gain = np.round(gain, _DECIMALS)
    group, gain = group[gain != 0], gain[gain != 0]
    order = np.lexsort((np.abs(gain), group))
    group, gain = group[order], gain[order]
    n = count_by(group, size)
    ranks, ties = _midranks(group, np.abs(gain), n)
    v = sum_by(group, ranks * (gain > 0), size)
    total = n * (n + 1) / 2
    p = _normal_p(v, n.astype(np.float64), sum_by(group, ties, size))
    starts = np.cumsum(n) - n
    for at in np.flatnonzero((n > 0) & (n <= EXACT_UP_TO)):
        p[at] = exact_p(ranks[starts[at] : starts[at] + n[at]], v[at])
    return SignedRanks(v=v, p=p, rank_biserial=divide(2 * v - total, total), n=n)


def exact_p(ranks: Floats, v: float) -> float:
    """min(1, 2 min(P(V <= v), P(V >= v))) when every sign of every midrank is equally likely."""
    doubled = np.round(2 * ranks).astype(np.int64)
    step = int(np.gcd.reduce(doubled))
    doubled //= step
    ways = np.zeros(int(doubled.sum()) + 1)
    ways[0] = 1.0
    reach = 0
    for rank in doubled:
        ways[rank : reach + rank + 1] += ways[: reach + 1].copy()
        reach += int(rank)
    at = round(2 * v / step)
    fewer = min(ways[: at + 1].sum(), ways[at:].sum())
    return min(1.0, float(np.ldexp(2 * fewer, -len(doubled))))


def _midranks(group: Ints, size: Floats, n: Ints) -> tuple[Floats, Floats]:
    """Midrank of each sorted value within its group, and t^2 - 1 of its tie (t values are equal)."""
    if not len(size):
        return size, size
    new = np.concatenate([[True], (group[1:] != group[:-1]) | (size[1:] != size[:-1])])
    tie = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    length = np.diff(np.append(first, len(size)))
    start = np.repeat(np.cumsum(n) - n, n)
    return (first + (length - 1) / 2)[tie] + 1 - start, (length.astype(np.float64) ** 2 - 1)[tie]


def _normal_p(v: Floats, n: Floats, ties: Floats) -> Floats:
    """Two-sided p of the normal approximation; ties: sum of t^3 - t over the ties of the group."""
    mean = n * (n + 1) / 4
    variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48
    off = np.maximum(np.abs(v - mean) - 0.5, 0)
    return np.minimum(1.0, 2 * special.ndtr(-divide(off, np.sqrt(variance))))
