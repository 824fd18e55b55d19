"""Small groups in files that leave the school: hidden, and not to be found by subtraction."""

from typing import Final

import numpy as np

from capaian.improvement.pairing import Bools, Floats, Ints

SMALLEST_SHOWN: Final = 10
_FEWEST: Final = 0.05
_MOST: Final = 0.95


def hidden_groups(
    counts: Ints, totals: Ints | None = None, *, smallest: int = SMALLEST_SHOWN, unshown: Bools | None = None
) -> Bools:
    """Which groups to hide, so that neither they nor their sum can be told from the totals shown.

    counts: students of each group. totals: for each group, the code of the total that is printed with
    it (one total for all unless given). Groups of 1 to smallest - 1 students are hidden; within a
    total at least two groups with at least `smallest` students together are hidden, the smallest
    visible ones being added until that holds (complementary suppression, Willenborg & de Waal 2001).
    unshown: groups that are printed nowhere, however large, as those of whom no class is known.
    """
    totals = np.zeros(len(counts), dtype=np.int64) if totals is None else totals
    hidden = (counts > 0) & (counts < smallest)
    endangered = np.unique(totals[hidden])
    if unshown is not None:
        hidden |= unshown
    for total in endangered:
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


def told_ways(improved: int, same: int, declined: int) -> tuple[float | str, float | str]:
    """The shares (0-1) that rose and that fell, coded so that the third share cannot be told either.

    Where one of the three lies at an end, the smallest of the others is told as a range of five points
    (`35%–40%`), for otherwise one would be 1 less the other two.
    """
    shares = np.array([improved, same, declined], dtype=np.float64) / (improved + same + declined)
    coded = coded_shares(shares)
    ends = [isinstance(share, str) for share in coded]
    if sum(ends) == 1:
        at = min((share, place) for place, share in enumerate(shares.tolist()) if not ends[place])[1]
        coded[at] = _range_of(shares[at])
    rose, _, fell = (share if share is not None else 0.0 for share in coded)
    return rose, fell


def share_ranges(shares: Floats) -> list[str | None]:
    """Shares (0-1) as ranges of five points: for a part or a sum of groups whose own shares are coded."""
    return [share if share is None or isinstance(share, str) else _range_of(share) for share in coded_shares(shares)]


def extreme(share: float) -> bool:
    """Whether a share (0-1) is told as `>95%` or `<5%` only."""
    return share > _MOST or share < _FEWEST


def _range_of(share: float) -> str:
    low = int(share * 20 + 1e-9) * 5
    return f"{low}%–{low + 5}%"
