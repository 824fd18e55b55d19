"""Character as ordered levels: who moved from which level to which, and who did the rating."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from capaian.improvement.pairing import Floats, Ints

FOUR_LEVELS: Final = (25.0, 50.0, 75.0, 100.0)
"""The levels 1-4 on the scale 0-100 of the store."""
_SCALES: Final = (4, 5, 3)
"""How many levels an instrument may have, the likeliest first."""
_NEAR: Final = 1e-6
CHANGED_RATER_COLUMNS: Final = ("cohort", "aspect", "student", "rater_before", "rater_after")
RATER_COLUMNS: Final = ("cohort", "aspect", "students", "changed", "raters_before", "raters_after")


def level_of(marks: Floats, levels: Sequence[float] = FOUR_LEVELS) -> Ints:
    """The level of each mark, 1 for the lowest: the nearest one, the lower where two are as near."""
    middles = (np.array(levels[1:]) + np.array(levels[:-1])) / 2
    return np.searchsorted(middles, marks, side="left").astype(np.int64) + 1


def levels_in(scores: pd.DataFrame) -> tuple[float, ...] | None:
    """The marks that stand for the levels, where every mark of `scores` is one of 4, 5 or 3 equal steps; else None.

    Give it one aspect. Marks as a share of the maximum: levels 1-4 are 25, 50, 75 and 100. One mark
    of 0, or one between two steps, and the aspect was not given in levels.
    """
    marks = np.unique(scores["score"].dropna().to_numpy(np.float64))
    if not len(marks):
        return None
    for k in _SCALES:
        steps = marks * k / 100
        if bool(np.all((np.abs(steps - np.round(steps)) < _NEAR) & (steps > 0.5))):
            return tuple(100 / k * level for level in range(1, k + 1))
    return None


def band_table(gained: pd.DataFrame, edges: Sequence[float]) -> pd.DataFrame:
    """As `transition_table`, by bands of marks: a mark belongs to the band whose lower edge it reaches.

    edges: between the bands, ascending; one band more than edges.
    """
    k = len(edges) + 1
    before, after = (
        np.searchsorted(np.array(edges), gained[name].to_numpy(np.float64) + _NEAR, side="right")
        for name in ("before", "after")
    )
    return _counted(before * k + after, k)


def transition_table(gained: pd.DataFrame, levels: Sequence[float] = FOUR_LEVELS) -> pd.DataFrame:
    """Levels before (rows, 1 to the highest) x levels after (columns): how many of the students of `gains`.

    levels: the marks that stand for them, ascending. Give it one criterion, or one aspect, at a time.
    """
    k = len(levels)
    before = level_of(gained["before"].to_numpy(np.float64), levels)
    after = level_of(gained["after"].to_numpy(np.float64), levels)
    return _counted((before - 1) * k + after - 1, k)


def _counted(cell: Ints, k: int) -> pd.DataFrame:
    counts = np.bincount(cell, minlength=k * k).reshape(k, k)
    names = range(1, k + 1)
    return pd.DataFrame(counts, index=pd.Index(names, name="before"), columns=pd.Index(names, name="after"))


def rater_changes(scores: pd.DataFrame) -> pd.DataFrame:
    """One row a (cohort, aspect) with raters named in both phases: RATER_COLUMNS.

    students: with a named rater before and after in a criterion; changed: of those, the ones rated by
    somebody else after in any criterion. A change of rater is said beside the number: part of the
    gain may be the rater's.
    """
    both = _rated_twice(scores)
    rows = []
    for (cohort, aspect), pairs in both.groupby(["cohort", "aspect"], dropna=False):
        students = pairs.groupby("student")["changed"].any()
        raters = [", ".join(sorted(set(pairs[name]))) for name in ("rater_before", "rater_after")]
        rows.append((cohort, aspect, len(students), int(students.sum()), *raters))
    return pd.DataFrame(rows, columns=list(RATER_COLUMNS))


def changed_raters(scores: pd.DataFrame) -> pd.DataFrame:
    """One row a student in an aspect of whom `rater_changes` counts a change: CHANGED_RATER_COLUMNS.

    rater_before, rater_after: everybody who rated in that phase, comma between.
    """
    both = _rated_twice(scores)
    rows = [
        (cohort, aspect, student, *(", ".join(sorted(set(pairs[name]))) for name in ("rater_before", "rater_after")))
        for (cohort, aspect, student), pairs in both.groupby(["cohort", "aspect", "student"], dropna=False)
        if pairs["changed"].any()
    ]
    return pd.DataFrame(rows, columns=list(CHANGED_RATER_COLUMNS))


def _rated_twice(scores: pd.DataFrame) -> pd.DataFrame:
    """One row a mark pair with a named rater in both phases: who, and whether it is another one."""
    named = scores[scores["score"].notna() & scores["rater"].notna() & (scores["rater"] != "")]
    keys = ["cohort", "aspect", "student", "criterion"]
    sides = [
        named.loc[named["phase"] == phase, [*keys, "rater"]].astype(
            {"aspect": "str", "criterion": "str", "rater": "str"}
        )
        for phase in ("before", "after")
    ]
    both = sides[0].merge(sides[1], on=keys, suffixes=("_before", "_after"))
    return both.assign(changed=both["rater_before"] != both["rater_after"])
