"""Small `scores` tables for the tests of this room."""

from collections.abc import Sequence

import pandas as pd

from capaian.scores import SCORE_COLUMNS

Marks = Sequence[float | None]


def marks_table(
    before: Marks,
    after: Marks,
    *,
    aspect: str | None = None,
    criterion: str = "",
    cohort: int = 0,
    first_student: int = 0,
) -> pd.DataFrame:
    """One row a mark of students first_student, first_student + 1, ...; None: a cell without a mark."""
    rows = [
        {
            "cohort": cohort,
            "student": first_student + at,
            "aspect": aspect,
            "criterion": criterion,
            "phase": phase,
            "score": mark,
            "raw": "" if mark is None else str(mark),
            "state": "missing" if mark is None else "present",
        }
        for phase, marks in (("before", before), ("after", after))
        for at, mark in enumerate(marks)
    ]
    table = pd.DataFrame(rows, columns=list(SCORE_COLUMNS))
    return table.astype(
        {"cohort": "int64", "student": "int64", "score": "float64", "aspect": "str", "criterion": "str"}
    )
