"""Who took part in which test, group by group."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from capaian.improvement.gains import GROUP_COLUMNS, aspect_slots, aspects_of, criteria_of
from capaian.improvement.pairing import ASPECT_ORDER, UNNAMED, WHOLE, Bools, Ints, Pairing, count_by, pair_marks

PARTICIPATION_COLUMNS: Final = (*GROUP_COLUMNS, "n_enrolled", "n_before", "n_after")


def participation(scores: pd.DataFrame, *, enrolled: Mapping[int, int] | None = None) -> pd.DataFrame:
    """One row a (cohort, aspect, criterion) that the table speaks of: how many enrolled, before, after.

    n_enrolled: from `enrolled` (cohort to number), else the distinct students of the cohort in
    `scores`. n_before, n_after: students with a mark of that phase. Rows are in the order of every
    summary: cohort, aspect, the aspect as a whole before its criteria. Columns: PARTICIPATION_COLUMNS.
    """
    pairing = pair_marks(scores)
    cohort, aspect, part = _groups(pairing)
    size = count_by(pairing.unit_cohort, len(pairing.cohorts))
    if enrolled is not None:
        size = np.array([enrolled.get(int(c), n) for c, n in zip(pairing.cohorts, size, strict=True)], dtype=np.int64)
    whole = part < 0
    counts = []
    for marks in (pairing.before, pairing.after):
        present = ~np.isnan(marks)
        found = _aspect_counts(pairing, present)[cohort, aspect]
        found[~whole] = _part_counts(pairing, present)[cohort[~whole], part[~whole]]
        counts.append(found)
    columns = {
        "cohort": pairing.cohorts[cohort],
        "aspect": aspects_of(aspect),
        "criterion": criteria_of(np.append(pairing.parts.criterion, WHOLE)[part], pairing),
        "n_enrolled": size[cohort],
        "n_before": counts[0],
        "n_after": counts[1],
    }
    return pd.DataFrame(columns)[list(PARTICIPATION_COLUMNS)]


def has_aspect(pairing: Pairing) -> Bools:
    """Cohorts x aspects: the cohort has a row of the aspect, other than named criteria of no aspect."""
    found = np.zeros((len(pairing.cohorts), len(ASPECT_ORDER)), dtype=bool)
    for part, aspect in enumerate(pairing.parts.aspect):
        if aspect != UNNAMED or pairing.parts.whole[part]:
            found[:, aspect] |= pairing.part_in_cohort[:, part]
    return found


def _groups(pairing: Pairing) -> tuple[Ints, Ints, Ints]:
    """Cohort, aspect and part (-1: the aspect) of every row of a summary, in order."""
    cohort, aspect = np.nonzero(has_aspect(pairing))
    own = pairing.several[:, pairing.parts.aspect] & ~pairing.parts.whole & pairing.part_in_cohort
    cohort_2, part = np.nonzero(own)
    cohorts = np.concatenate([cohort, cohort_2])
    aspects = np.concatenate([aspect, pairing.parts.aspect[part]])
    parts = np.concatenate([np.full(len(cohort), -1), part])
    order = np.lexsort((parts, aspects, cohorts))
    return cohorts[order], aspects[order], parts[order]


def _aspect_counts(pairing: Pairing, present: Bools) -> Ints:
    """Cohorts x aspects: students with a mark in any criterion of the aspect."""
    wide = len(ASPECT_ORDER)
    slots = present & aspect_slots(pairing)
    seen = np.zeros(len(pairing.unit_cohort) * wide, dtype=bool)
    seen[pairing.slot_unit[slots] * wide + pairing.parts.aspect[pairing.slot_part[slots]]] = True
    unit, aspect = np.divmod(np.flatnonzero(seen), wide)
    size = len(pairing.cohorts)
    return count_by(pairing.unit_cohort[unit] * wide + aspect, size * wide).reshape(size, wide)


def _part_counts(pairing: Pairing, present: Bools) -> Ints:
    """Cohorts x parts: students with a mark in the part."""
    size, wide = len(pairing.cohorts), len(pairing.parts.aspect)
    key = pairing.unit_cohort[pairing.slot_unit[present]] * wide + pairing.slot_part[present]
    return count_by(key, size * wide).reshape(size, wide)
