"""Character as ordered levels: who moved from which level to which, and who did the rating."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from capaian.improvement.pairing import Floats, Ints

FOUR_LEVELS: Final = (25.0, 50.0, 75.0, 100.0)
"""The levels 1-4 on the scale 0-100 of the store."""
RATER_COLUMNS: Final = ("cohort", "aspect", "students", "changed", "raters_before", "raters_after")


def level_of(marks: Floats, levels: Sequence[float] = FOUR_LEVELS) -> Ints:
    """The level of each mark, 1 for the lowest: the nearest one, the lower where two are as near."""
    middles = (np.array(levels[1:]) + np.array(levels[:-1])) / 2
    return np.searchsorted(middles, marks, side="left").astype(np.int64) + 1


def transition_table(gained: pd.DataFrame, levels: Sequence[float] = FOUR_LEVELS) -> pd.DataFrame:
    """Levels before (rows, 1 to the highest) x levels after (columns): how many of the students of `gains`.

    levels: the marks that stand for them, ascending. Give it one criterion, or one aspect, at a time.
    """
    k = len(levels)
    before = level_of(gained["before"].to_numpy(np.float64), levels)
    after = level_of(gained["after"].to_numpy(np.float64), levels)
    counts = np.bincount((before - 1) * k + after - 1, minlength=k * k).reshape(k, k)
    names = range(1, k + 1)
    return pd.DataFrame(counts, index=pd.Index(names, name="before"), columns=pd.Index(names, name="after"))


def rater_changes(scores: pd.DataFrame) -> pd.DataFrame:
    """One row a (cohort, aspect) with raters named in both phases: RATER_COLUMNS.

    students: with a named rater before and after in a criterion; changed: of those, the ones rated by
    somebody else after in any criterion. A change of rater is said beside the number: part of the
    gain may be the rater's.
    """
    named = scores[scores["score"].notna() & scores["rater"].notna() & (scores["rater"] != "")]
    keys = ["cohort", "aspect", "student", "criterion"]
    sides = [
        named.loc[named["phase"] == phase, [*keys, "rater"]].astype({"aspect": "str", "criterion": "str"})
        for phase in ("before", "after")
    ]
    both = sides[0].merge(sides[1], on=keys, suffixes=("_before", "_after"))
    both["changed"] = both["rater_before"] != both["rater_after"]
    rows = []
    for (cohort, aspect), pairs in both.groupby(["cohort", "aspect"], dropna=False):
        students = pairs.groupby("student")["changed"].any()
        raters = [", ".join(sorted(set(pairs[name]))) for name in ("rater_before", "rater_after")]
        rows.append((cohort, aspect, len(students), int(students.sum()), *raters))
    return pd.DataFrame(rows, columns=list(RATER_COLUMNS))
