"""Several tests on one page: each p made larger, so that together they mislead no more than one would."""

import numpy as np

from capaian.improvement.pairing import Floats


def holm(p: Floats) -> tuple[Floats, int]:
    """Adjusted p values and m, how many tests were counted; NaN stays NaN and is not counted. Holm (1979)."""
    adjusted = np.array(p, dtype=np.float64)
    known = np.flatnonzero(~np.isnan(adjusted))
    order = known[np.argsort(adjusted[known], kind="stable")]
    m = len(order)
    stepped = np.maximum.accumulate(adjusted[order] * (m - np.arange(m)))
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted, m
