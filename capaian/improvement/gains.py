"""Marks to gains: one row a student with both phases, and who took part in which test."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from capaian.improvement.pairing import ASPECT_ORDER, UNNAMED, Bools, Floats, Ints, Pairing, pair_marks
from capaian.scores import GAIN_COLUMNS, Aspect

GROUP_COLUMNS: Final = ("cohort", "aspect", "criterion")
"""What a row of a summary is about; criterion null: the aspect as a whole."""

PARTICIPATION_COLUMNS: Final = (*GROUP_COLUMNS, "n_enrolled", "n_before", "n_after")


def gains(scores: pd.DataFrame, *, lower_is_better: bool = False) -> pd.DataFrame:
    """One row a student in an aspect (criterion null) or in one criterion, both phases present.

    The aspect's mark is the whole-aspect mark where the student has a pair of them, else the plain
    mean over the criteria that the student has in BOTH phases. Criteria have rows of their own where
    the aspect has two or more in the cohort; where no aspect is named there are only criterion rows,
    never an average of unknown things. `gain` is after - before, its sign turned where lower is
    better. aspect and criterion are categoricals; the aspects' rows stand before the criteria's, each
    sorted by cohort and student. Columns: GAIN_COLUMNS.
    """
    pairing = pair_marks(scores)
    unit, aspect, before, after = aspect_marks(pairing)
    both = ~np.isnan(before) & ~np.isnan(after)
    slots = _criterion_slots(pairing) & ~np.isnan(pairing.before) & ~np.isnan(pairing.after)
    units = np.concatenate([unit[both], pairing.slot_unit[slots]])
    before = np.concatenate([before[both], pairing.before[slots]])
    after = np.concatenate([after[both], pairing.after[slots]])
    part = pairing.slot_part[slots]
    aspects = np.concatenate([aspect[both], pairing.parts.aspect[part]])
    criteria = np.concatenate([np.full(int(both.sum()), -1), pairing.parts.criterion[part] - 1])
    columns = {
        "cohort": pairing.cohorts[pairing.unit_cohort[units]],
        "student": pairing.unit_student[units],
        "aspect": _aspects(aspects),
        "criterion": pd.Categorical.from_codes(criteria, categories=pd.Index(pairing.parts.names[1:], dtype="str")),
        "before": before,
        "after": after,
        "gain": before - after if lower_is_better else after - before,
    }
    return pd.DataFrame(columns)[list(GAIN_COLUMNS)]


def participation(scores: pd.DataFrame, *, enrolled: Mapping[int, int] | None = None) -> pd.DataFrame:
    """One row a (cohort, aspect, criterion) that the table speaks of: how many enrolled, before, after.

    n_enrolled: from `enrolled` (cohort to number), else the distinct students of the cohort in
    `scores`. n_before, n_after: students with a mark of that phase. Rows are in the order of every
    summary: cohort, aspect, the aspect as a whole before its criteria. Columns: PARTICIPATION_COLUMNS.
    """
    pairing = pair_marks(scores)
    cohort_count = len(pairing.cohorts)
    present = np.stack([~np.isnan(pairing.before), ~np.isnan(pairing.after)])
    by_part = np.stack([_count(pairing, pairing.slot_unit[p], pairing.slot_part[p]) for p in present])
    by_aspect = np.zeros((2, cohort_count, len(ASPECT_ORDER)), dtype=np.int64)
    for phase in (0, 1):
        slots = present[phase] & _aspect_slots(pairing)
        key = pairing.slot_unit[slots] * len(ASPECT_ORDER) + pairing.parts.aspect[pairing.slot_part[slots]]
        seen = np.zeros(len(pairing.unit_cohort) * len(ASPECT_ORDER), dtype=bool)
        seen[key] = True
        np.add.at(by_aspect[phase], pairing.unit_cohort, seen.reshape(-1, len(ASPECT_ORDER)))
    size = np.bincount(pairing.unit_cohort, minlength=cohort_count)
    rows = []
    for at, aspect, part in _groups(pairing):
        counts = by_aspect[:, at, aspect] if part < 0 else by_part[:, at, part]
        cohort = int(pairing.cohorts[at])
        n_enrolled = int(size[at]) if enrolled is None else enrolled.get(cohort, int(size[at]))
        criterion = -1 if part < 0 else int(pairing.parts.criterion[part]) - 1
        rows.append((cohort, aspect, criterion, n_enrolled, int(counts[0]), int(counts[1])))
    table = pd.DataFrame(rows, columns=list(PARTICIPATION_COLUMNS), dtype="int64")
    table["aspect"] = _aspects(table["aspect"].to_numpy())
    names = pd.Index(pairing.parts.names[1:], dtype="str")
    table["criterion"] = pd.Categorical.from_codes(table["criterion"].to_numpy(), categories=names)
    return table


def aspect_marks(pairing: Pairing, *, paired: bool = True) -> tuple[Ints, Ints, Floats, Floats]:
    """Unit, aspect, before and after of every (unit, aspect), aspect fastest; NaN where there is none.

    paired: both marks are means over the same criteria; otherwise each over the criteria it has.
    """
    wide = len(ASPECT_ORDER)
    size = len(pairing.unit_cohort) * wide
    usable = _aspect_slots(pairing)
    has = (~np.isnan(pairing.before), ~np.isnan(pairing.after))
    if paired:
        has = (has[0] & has[1],) * 2
    marks = []
    for column, present in zip((pairing.before, pairing.after), has, strict=True):
        slots = np.flatnonzero(usable & present)
        key = pairing.slot_unit[slots] * wide + pairing.parts.aspect[pairing.slot_part[slots]]
        marks.append(_mean_of_parts(key, column[slots], pairing.parts.whole[pairing.slot_part[slots]], size))
    cell = np.arange(size)
    return cell // wide, cell % wide, marks[0], marks[1]


def _mean_of_parts(key: Ints, marks: Floats, whole: Bools, size: int) -> Floats:
    """The whole-aspect mark of each key where there is one, else the mean of its criteria."""
    mean = np.full(size, np.nan)
    parts = ~whole
    if parts.any():
        count = np.bincount(key[parts], minlength=size)
        total = np.bincount(key[parts], weights=marks[parts], minlength=size)
        np.divide(total, count, out=mean, where=count > 0)
    mean[key[whole]] = marks[whole]
    return mean


def _aspect_slots(pairing: Pairing) -> Bools:
    """Slots that count for their aspect: all but named criteria of no aspect."""
    use = pairing.parts.whole | (pairing.parts.aspect != UNNAMED)
    return use[pairing.slot_part]


def _criterion_slots(pairing: Pairing) -> Bools:
    """Slots that have a row of their own in `gains`."""
    own = pairing.several[:, pairing.parts.aspect] & ~pairing.parts.whole
    return own[pairing.unit_cohort[pairing.slot_unit], pairing.slot_part]


def _count(pairing: Pairing, unit: Ints, part: Ints) -> Ints:
    """Cohorts x parts: how many slots."""
    wide = len(pairing.parts.aspect)
    key = pairing.unit_cohort[unit] * wide + part
    return np.bincount(key, minlength=len(pairing.cohorts) * wide).reshape(len(pairing.cohorts), wide)


def _groups(pairing: Pairing) -> list[tuple[int, int, int]]:
    """Cohort, aspect and part (-1: the aspect) of every row of a summary, in order."""
    named = ~pairing.parts.whole
    found = []
    for at in range(len(pairing.cohorts)):
        for aspect in range(len(ASPECT_ORDER)):
            here = np.flatnonzero(pairing.part_in_cohort[at] & (pairing.parts.aspect == aspect))
            if len(here) and (aspect != UNNAMED or not named[here].all()):
                found.append((at, aspect, -1))
            if pairing.several[at, aspect]:
                found += [(at, aspect, int(part)) for part in here if named[part]]
    return found


def _aspects(codes: Ints) -> pd.Categorical:
    """Aspect codes as a categorical in the order of Aspect, null where no aspect is named."""
    names = pd.Index(list(Aspect), dtype="str")
    return pd.Categorical.from_codes(np.where(codes == UNNAMED, -1, codes), categories=names)
