"""Where the middle half of a cohort stands: what a student's marks are seen against, and never a rank."""

from typing import Final

import numpy as np
import pandas as pd

SPREAD_COLUMNS: Final = ("aspect", "n", "before_low", "before_high", "after_low", "after_high")
ENOUGH: Final = 10
"""From so many pairs on quartiles are told (statistics.md, sizes)."""


def middle_half(gained: pd.DataFrame) -> pd.DataFrame:
    """One row an aspect as a whole, in the order they come: SPREAD_COLUMNS, of students with both marks.

    gained: GAIN_COLUMNS of one cohort. low and high: first and third quartile, linear between order
    statistics (Hyndman & Fan 1996, type 7). An aspect of fewer than ENOUGH pairs has no row.
    """
    whole = gained[gained["criterion"].isna()]
    rows = []
    for aspect, own in whole.groupby("aspect", sort=False, dropna=False, observed=True):
        if len(own) < ENOUGH:
            continue
        before, after = (np.percentile(own[name].to_numpy(np.float64), [25, 75]) for name in ("before", "after"))
        rows.append((None if pd.isna(aspect) else str(aspect), len(own), *before.tolist(), *after.tolist()))
    return pd.DataFrame(rows, columns=list(SPREAD_COLUMNS))
