"""Marks side by side: who has a before and an after in the same criterion, by integer codes.

Everything here is numpy on codes; a text is looked at once per distinct value, never per mark.
A *unit* is one student in one cohort, a *part* one criterion of one aspect ("" = the aspect as a
whole), a *slot* one part of one unit.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from capaian.scores import Aspect, Phase

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ASPECT_ORDER: Final[tuple[str | None, ...]] = (*Aspect, None)
"""The order of rows in every table; a file that names no aspect comes last."""
UNNAMED: Final = len(Aspect)
"""The code of "no aspect named"."""
WHOLE: Final = 0
"""The code of the criterion "", the aspect as a whole."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The distinct (aspect, criterion) of a table, in the order of every table made from it.

    aspect: code in ASPECT_ORDER. criterion: code in `names`. whole: the aspect marked as a whole.
    """

    aspect: Ints
    criterion: Ints
    names: tuple[str, ...]

    @property
    def whole(self) -> Bools:
        """Whether a part is the aspect as a whole."""
        return self.criterion == WHOLE


@dataclass(frozen=True)
class Pairing:
    """All marks of the phases before and after, side by side.

    cohorts: the cohorts' ids, sorted. unit_cohort: unit to position in `cohorts`. unit_student:
    unit to student id. slot_unit, slot_part: of each slot. before, after: NaN where there is no mark.
    """

    cohorts: Ints
    unit_cohort: Ints
    unit_student: Ints
    parts: Parts
    slot_unit: Ints
    slot_part: Ints
    before: Floats
    after: Floats
    part_in_cohort: Bools
    """cohorts x parts: the cohort has a row of this part, with a mark or without."""

    @cached_property
    def several(self) -> Bools:
        """Cohorts x aspects: the aspect has two criteria or more in this cohort, or it is unnamed."""
        count = np.zeros((len(self.cohorts), len(ASPECT_ORDER)), dtype=np.int64)
        for part, aspect in enumerate(self.parts.aspect):
            count[:, aspect] += self.part_in_cohort[:, part]
        several = count >= 2
        several[:, UNNAMED] = True
        return several


def pair_marks(scores: pd.DataFrame) -> Pairing:
    """Put the marks of a `scores` table side by side; other phases than before and after stay out.

    Raises ValueError for an aspect that is none of capaian.scores.Aspect.
    """
    phase = _known_codes(scores["phase"], (Phase.BEFORE, Phase.AFTER))
    cohorts, cohort = sorted_codes(scores["cohort"].to_numpy(np.int64))
    unit, unit_cohort, unit_student = _units(cohort, scores["student"].to_numpy(np.int64), len(cohorts))
    parts, part = _parts(scores)
    score = scores["score"].to_numpy(np.float64)
    wide = len(parts.aspect)
    slots, slot = _compact(unit * wide + part, len(unit_cohort) * wide)
    seen = cohort * wide + part
    if (phase < 0).any():
        sat = phase >= 0
        phase, slot, score, seen = phase[sat], slot[sat], score[sat], seen[sat]
    marks = np.full(2 * len(slots), np.nan)
    marks[phase * len(slots) + slot] = score
    part_in_cohort = np.bincount(seen, minlength=len(cohorts) * wide).reshape(len(cohorts), wide) > 0
    return Pairing(
        cohorts=cohorts,
        unit_cohort=unit_cohort,
        unit_student=unit_student,
        parts=parts,
        slot_unit=slots // max(wide, 1),
        slot_part=slots % max(wide, 1),
        before=marks[: len(slots)],
        after=marks[len(slots) :],
        part_in_cohort=part_in_cohort,
    )


def count_by(group: Ints, size: int) -> Ints:
    """How many rows each group has."""
    return np.bincount(group, minlength=size).astype(np.int64, copy=False)


def sum_by(group: Ints, values: NDArray[Any], size: int) -> Floats:
    """The sum of the values of each group."""
    return np.bincount(group, weights=values, minlength=size).astype(np.float64, copy=False)


def codes_of(column: pd.Series) -> tuple[Ints, list[Any]]:
    """Codes (-1 for null) and their distinct values; a categorical keeps the order of its categories."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.cat.codes.to_numpy(), dtype=np.int64), list(column.cat.categories)
    codes, values = pd.factorize(column)
    return np.asarray(codes).astype(np.int64), list(values)


def aspect_codes(column: pd.Series) -> Ints:
    """Positions in ASPECT_ORDER; raises ValueError for a text that is no aspect."""
    codes, values = codes_of(column)
    lookup = np.array([*(list(Aspect).index(Aspect(value)) for value in values), UNNAMED], dtype=np.int64)
    return lookup[codes]


def sorted_codes(values: Ints) -> tuple[Ints, Ints]:
    """Distinct values, sorted, and the position of each; without sorting the rows where the range is small."""
    lowest = int(values.min()) if len(values) else 0
    span = int(values.max()) - lowest + 1 if len(values) else 0
    if span > 4 * len(values) + 1000:
        return np.unique(values, return_inverse=True)
    used = np.flatnonzero(np.bincount(values - lowest, minlength=1)) if len(values) else np.zeros(0, dtype=np.int64)
    position = np.zeros(span, dtype=np.int64)
    position[used] = np.arange(len(used))
    return used + lowest, position[values - lowest]


def _known_codes(column: pd.Series, known: tuple[str, ...]) -> Ints:
    """Positions in `known`, -1 for every other value."""
    codes, values = codes_of(column)
    lookup = np.array([*(known.index(value) if value in known else -1 for value in values), -1], dtype=np.int64)
    return lookup[codes]


def _units(cohort: Ints, student: Ints, cohorts: int) -> tuple[Ints, Ints, Ints]:
    """Unit of each row, and of each unit its cohort and its student; sorted by cohort, then student."""
    if not len(student):
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    lowest, span = student.min(), int(student.max() - student.min()) + 1
    students, code = _compact(student - lowest, span)
    home = np.full(len(students), -1, dtype=np.int64)
    home[code] = cohort
    if (home[code] == cohort).all():  # no student in two cohorts: the student is the unit
        here = np.flatnonzero(home >= 0)
        order = here[np.argsort(home[here].astype(np.min_scalar_type(cohorts)), kind="stable")]
        position = np.empty(len(students), dtype=np.int64)
        position[order] = np.arange(len(order))
        return position[code], home[order], students[order] + lowest
    keys, unit = np.unique(cohort * len(students) + code, return_inverse=True)
    return unit, keys // len(students), students[keys % len(students)] + lowest


def _parts(scores: pd.DataFrame) -> tuple[Parts, Ints]:
    """The distinct parts in order (aspect, whole first, then criteria as they come), and each row's."""
    aspect = aspect_codes(scores["aspect"])
    criterion, values = codes_of(scores["criterion"])
    names = ("", *(value for value in values if value != ""))
    lookup = np.array([*(names.index(value) for value in values), 0], dtype=np.int64)
    key = aspect * len(names) + lookup[criterion]
    used = np.flatnonzero(np.bincount(key, minlength=1))
    position = np.zeros(len(ASPECT_ORDER) * len(names), dtype=np.int64)
    position[used] = np.arange(len(used))
    return Parts(used // len(names), used % len(names), names), position[key]


def _compact(key: Ints, size: int) -> tuple[Ints, Ints]:
    """Keys that occur or, where the range is hardly larger than the rows, all keys; and each row's position."""
    if size <= 4 * len(key) + 1000:
        return np.arange(size, dtype=np.int64), key
    keys, position = np.unique(key, return_inverse=True)
    return keys, position
