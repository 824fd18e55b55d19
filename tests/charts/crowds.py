"""Many students, the same at every run."""

import numpy as np
import pandas as pd

from tests.charts.tables import gains_and_row


def crowd(n: int) -> tuple[pd.DataFrame, pd.Series]:
    """The gains and the summary row of n students whose marks rise by 8 points or so."""
    rng = np.random.default_rng(11)
    before = np.round(rng.uniform(0, 100, n), 1)
    after = np.round(np.clip(before + rng.normal(8, 9, n), 0, 100), 1)
    return gains_and_row({at: (float(b), float(a)) for at, (b, a) in enumerate(zip(before, after, strict=True))})
