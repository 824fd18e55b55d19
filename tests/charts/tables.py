"""Small tables with marks that can be checked by eye."""

from typing import Any

import pandas as pd

from capaian.improvement import gains, summarise
from capaian.scores import SCORE_COLUMNS

NAMES = {1: "Abdul Karim", 2: "Bayu <b>Setiawan</b> & Co", 3: "Citra", 4: "Dewi"}
MARKS = {1: (50.0, 80.0), 2: (60.0, 75.0), 3: (70.0, 70.0), 4: (90.0, 84.0)}


def long_table(
    marks: dict[int, tuple[float, float]], aspect: str | None = "teknis", criterion: str = ""
) -> pd.DataFrame:
    """A `scores` table of one cohort, both phases present."""
    rows = [
        (1, student, aspect, criterion, phase, mark, str(mark), "present", None, "f!s!A1", pd.NA)
        for student, pair in marks.items()
        for phase, mark in zip(("before", "after"), pair, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(SCORE_COLUMNS)).astype(
        {"aspect": "str", "rater": "str", "import_id": "Int64"}
    )


def gains_and_row(
    marks: dict[int, tuple[float, float]], *, lower_is_better: bool = False, **place: Any
) -> tuple[pd.DataFrame, pd.Series]:
    """The gains of such a table and the first row of their summary."""
    scores = long_table(marks, **place)
    summary = summarise(scores, lower_is_better=lower_is_better)
    return gains(scores, lower_is_better=lower_is_better), summary.iloc[0]
