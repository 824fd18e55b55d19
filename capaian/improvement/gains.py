"""Marks to gains: one row a student with both phases."""

from typing import Final

import numpy as np
import pandas as pd

from capaian.improvement.directions import HIGHEST, Directions, lower_groups, turned_parts
from capaian.improvement.pairing import ASPECT_ORDER, UNNAMED, WHOLE, Bools, Floats, Ints, Pairing, pair_marks
from capaian.improvement.weights import Weights, slot_weights
from capaian.scores import GAIN_COLUMNS, Aspect

GROUP_COLUMNS: Final = ("cohort", "aspect", "criterion")
"""What a row of a summary is about; criterion null: the aspect as a whole."""


def gains(
    scores: pd.DataFrame, *, lower_is_better: bool | Directions = False, weights: Weights | None = None
) -> pd.DataFrame:
    """One row a student in an aspect (criterion null) or in one criterion, both phases present.

    The aspect's mark is the whole-aspect mark where the student has a pair of them, else the mean
    over the criteria that the student has in BOTH phases: sum w x / sum w with the school's weights,
    the plain mean without (`slot_weights` says when). Criteria have rows of their own where the
    aspect has two or more in the cohort; where no aspect is named there are only criterion rows,
    never an average of unknown things. `gain` is after - before, its sign turned where lower is
    better; a criterion that goes the other way than its aspect enters the aspect's mean as 100 less the
    mark. aspect and criterion are categoricals; the aspects' rows stand before the criteria's, each
    sorted by cohort and student. Columns: GAIN_COLUMNS.
    """
    pairing = pair_marks(scores)
    unit, aspect, before, after = aspect_marks(pairing, weights=weights, lower_is_better=lower_is_better)
    both = ~np.isnan(before) & ~np.isnan(after)
    slots = criterion_slots(pairing) & ~np.isnan(pairing.before) & ~np.isnan(pairing.after)
    units = np.concatenate([unit[both], pairing.slot_unit[slots]])
    before = np.concatenate([before[both], pairing.before[slots]])
    after = np.concatenate([after[both], pairing.after[slots]])
    part = pairing.slot_part[slots]
    aspects = np.concatenate([aspect[both], pairing.parts.aspect[part]])
    criteria = np.concatenate([np.full(int(both.sum()), WHOLE), pairing.parts.criterion[part]])
    columns = {
        "cohort": pairing.cohorts[pairing.unit_cohort[units]],
        "student": pairing.unit_student[units],
        "aspect": aspects_of(aspects),
        "criterion": criteria_of(criteria, pairing),
        "before": before,
        "after": after,
    }
    table = pd.DataFrame(columns)
    table["gain"] = _gain(table, lower_is_better)
    return table[list(GAIN_COLUMNS)]


def _gain(rows: pd.DataFrame, lower_is_better: bool | Directions) -> Floats:
    before, after = rows["before"].to_numpy(np.float64), rows["after"].to_numpy(np.float64)
    if isinstance(lower_is_better, bool):
        return before - after if lower_is_better else after - before
    return np.where(lower_groups(rows, lower_is_better), before - after, after - before)


def aspect_marks(
    pairing: Pairing,
    *,
    paired: bool = True,
    weights: Weights | None = None,
    lower_is_better: bool | Directions = False,
) -> tuple[Ints, Ints, Floats, Floats]:
    """Unit, aspect, before and after of every (unit, aspect), aspect fastest; NaN where there is none.

    paired: both marks are means over the same criteria; otherwise each over the criteria it has.
    weights: of the criteria, (aspect, criterion) to weight; None: all alike. lower_is_better: a criterion
    that goes the other way than its aspect counts as HIGHEST less its mark.
    """
    weight = None if weights is None else slot_weights(pairing, weights)
    wide = len(ASPECT_ORDER)
    size = len(pairing.unit_cohort) * wide
    usable, turned = aspect_slots(pairing), turned_parts(pairing, lower_is_better)
    has = (~np.isnan(pairing.before), ~np.isnan(pairing.after))
    if paired:
        has = (has[0] & has[1],) * 2
    marks = []
    for column, present in zip((pairing.before, pairing.after), has, strict=True):
        slots = np.flatnonzero(usable & present)
        key = pairing.slot_unit[slots] * wide + pairing.parts.aspect[pairing.slot_part[slots]]
        whole = pairing.parts.whole[pairing.slot_part[slots]]
        given = column[slots]
        if turned.any():
            given = np.where(turned[pairing.slot_part[slots]], HIGHEST - given, given)
        marks.append(_mean_of_parts(key, given, whole, size, None if weight is None else weight[slots]))
    cell = np.arange(size)
    return cell // wide, cell % wide, marks[0], marks[1]


def _mean_of_parts(key: Ints, marks: Floats, whole: Bools, size: int, weight: Floats | None) -> Floats:
    """The whole-aspect mark of each key where there is one, else the mean of its criteria."""
    mean = np.full(size, np.nan)
    parts = ~whole
    if parts.any():
        own = None if weight is None else weight[parts]
        count = np.bincount(key[parts], weights=own, minlength=size)
        total = np.bincount(key[parts], weights=marks[parts] if own is None else own * marks[parts], minlength=size)
        np.divide(total, count, out=mean, where=count > 0)
    mean[key[whole]] = marks[whole]
    return mean


def aspect_slots(pairing: Pairing) -> Bools:
    """Slots that count for their aspect: all but named criteria of no aspect."""
    use = pairing.parts.whole | (pairing.parts.aspect != UNNAMED)
    return use[pairing.slot_part]


def criterion_slots(pairing: Pairing) -> Bools:
    """Slots that have a row of their own in `gains`."""
    own = pairing.several[:, pairing.parts.aspect] & ~pairing.parts.whole
    return own[pairing.unit_cohort[pairing.slot_unit], pairing.slot_part]


def aspects_of(codes: Ints) -> pd.Categorical:
    """Aspect codes as a categorical in the order of Aspect, null where no aspect is named."""
    names = pd.Index(list(Aspect), dtype="str")
    return pd.Categorical.from_codes(np.where(codes == UNNAMED, -1, codes), categories=names)


def criteria_of(codes: Ints, pairing: Pairing) -> pd.Categorical:
    """Criterion codes as a categorical, null for the aspect as a whole."""
    return pd.Categorical.from_codes(codes - 1, categories=pd.Index(pairing.parts.names[1:], dtype="str"))
