"""Who is missing: a gain speaks only of those who sat both tests."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from capaian.improvement.directions import Directions, lower_groups
from capaian.improvement.effects import divide
from capaian.improvement.gains import aspect_marks, aspects_of
from capaian.improvement.moments import group_codes
from capaian.improvement.pairing import codes_of, count_by, pair_marks, sum_by
from capaian.improvement.participation import has_aspect
from capaian.improvement.weights import Weights

PRESENCE: Final = ("both", "before_only", "after_only", "neither")
"""`both`: before and after in the same criterion. `before_only` also holds those whose before and
after stand in different criteria."""

PILES: Final = ("before_only", "after_only", "neither", "apart")
"""What a student without a pair has; `apart`: both, but in no criterion together."""

MISSING_COLUMNS: Final = ("cohort", "student", "aspect", "presence", "before", "after")
ATTRITION_COLUMNS: Final = (
    *("cohort", "aspect", "n_both", "n_before_only", "n_after_only", "n_neither"),
    *("mean_before_matched", "mean_before_lost", "cautious_gain"),
)


def missing_students(
    scores: pd.DataFrame, *, lower_is_better: bool | Directions = False, weights: Weights | None = None
) -> pd.DataFrame:
    """One row a student in an aspect that their cohort has: MISSING_COLUMNS.

    presence: one of PRESENCE (a categorical in that order). before, after: the aspect's mark of
    those who are in both (over the same criteria); of the others, over what there is, NaN for none.
    lower_is_better, weights: as in `gains`.
    Students of the cohort who have no row in `scores` at all are known to the roster only.
    """
    pairing = pair_marks(scores)
    unit, aspect, before, after = aspect_marks(pairing, weights=weights, lower_is_better=lower_is_better)
    _, _, any_before, any_after = aspect_marks(pairing, paired=False, weights=weights, lower_is_better=lower_is_better)
    both = ~np.isnan(before) & ~np.isnan(after)
    presence = np.select([both, ~np.isnan(any_before), ~np.isnan(any_after)], [0, 1, 2], 3)
    here = has_aspect(pairing)[pairing.unit_cohort[unit], aspect]
    columns = {
        "cohort": pairing.cohorts[pairing.unit_cohort[unit[here]]],
        "student": pairing.unit_student[unit[here]],
        "aspect": aspects_of(aspect[here]),
        "presence": pd.Categorical.from_codes(presence[here], categories=pd.Index(PRESENCE, dtype="str")),
        "before": np.where(both, before, any_before)[here],
        "after": np.where(both, after, any_after)[here],
    }
    return pd.DataFrame(columns)[list(MISSING_COLUMNS)]


def attrition_summary(
    scores: pd.DataFrame, *, lower_is_better: bool | Directions = False, weights: Weights | None = None
) -> pd.DataFrame:
    """One row a (cohort, aspect): ATTRITION_COLUMNS.

    mean_before_lost: of those with a mark before only, beside the same mean of the matched.
    cautious_gain: mean gain x n_both / (n_both + n_before_only), what the mean gain would be if
    those who did not sit the second test had not changed. weights: as in `gains`.
    """
    rows = missing_students(scores, lower_is_better=lower_is_better, weights=weights)
    group, table = group_codes(rows.assign(criterion=pd.Series([], dtype="str")))
    size, presence = len(table), codes_of(rows["presence"])[0]
    matched, lost = presence == 0, presence == 1
    n = [count_by(group[presence == code], size) for code in range(len(PRESENCE))]
    before, change = rows["before"].to_numpy(np.float64), (rows["after"] - rows["before"]).to_numpy(np.float64)
    turned = np.where(lower_groups(table, lower_is_better)[group], -change, change)
    gain = sum_by(group[matched], turned[matched], size)
    table = table.assign(**{f"n_{name}": count for name, count in zip(PRESENCE, n, strict=True)})
    table["mean_before_matched"] = divide(sum_by(group[matched], before[matched], size), n[0].astype(np.float64))
    table["mean_before_lost"] = divide(sum_by(group[lost], before[lost], size), n[1].astype(np.float64))
    table["cautious_gain"] = np.where(n[0] > 0, divide(gain, (n[0] + n[1]).astype(np.float64)), np.nan)
    return table[list(ATTRITION_COLUMNS)]


def missing_piles(missing: pd.DataFrame, students: Iterable[int]) -> dict[str, list[int]]:
    """The students of a cohort who have no pair, by what they have: every one of PILES, each student in one of them.

    missing: `missing_students` of one cohort and aspect. students: all of the cohort, in the order in
    which a pile shall list them; one of whom no mark is known has neither.
    """
    after = missing["after"].notna()
    presence = missing["presence"].astype("str").where(~((missing["presence"] == "before_only") & after), "apart")
    known = dict(zip(missing["student"].tolist(), presence.tolist(), strict=True))
    piles: dict[str, list[int]] = {name: [] for name in PILES}
    for student in students:
        pile = known.get(student, "neither")
        if pile in piles:
            piles[pile].append(student)
    return piles
