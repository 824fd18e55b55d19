"""Small groups in files that leave the school: hidden, and not to be found by subtraction."""

from typing import Final

import numpy as np

from capaian.improvement.pairing import Bools, Floats, Ints

SMALLEST_SHOWN: Final = 10
_FEWEST: Final = 0.05
_MOST: Final = 0.95


def hidden_groups(counts: Ints, totals: Ints | None = None, *, smallest: int = SMALLEST_SHOWN) -> Bools:
    """Which groups to hide, so that neither they nor their sum can be told from the totals shown.

    counts: students of each group. totals: for each group, the code of the total that is printed with
    it (one total for all unless given). Groups of 1 to smallest - 1 students are hidden; within a
    total at least two groups with at least `smallest` students together are hidden, the smallest
    visible ones being added until that holds (complementary suppression, Willenborg & de Waal 2001).
    """
    totals = np.zeros(len(counts), dtype=np.int64) if totals is None else totals
    hidden = (counts > 0) & (counts < smallest)
    for total in np.unique(totals[hidden]):
        inside = np.flatnonzero(totals == total)
        visible = [at for at in inside[np.argsort(counts[inside], kind="stable")] if not hidden[at] and counts[at] > 0]
        for at in visible:
            members = inside[hidden[inside]]
            if len(members) >= 2 and counts[members].sum() >= smallest:
                break
            hidden[at] = True
    return hidden


def coded_shares(shares: Floats) -> list[float | str | None]:
    """Shares (0-1) as they may be printed: `>95%` and `<5%` at the ends, None where undefined."""
    coded: list[float | str | None] = []
    for share in shares.tolist():
        if np.isnan(share):
            coded.append(None)
        else:
            coded.append(">95%" if share > _MOST else "<5%" if share < _FEWEST else share)
    return coded
