"""How much each criterion counts in its aspect: the school's own weights, or all alike."""

import math
from collections.abc import Mapping

import numpy as np

from capaian.improvement.pairing import ASPECT_ORDER, Floats, Pairing

Weights = Mapping[tuple[str, str], float]
"""(aspect, criterion) to weight; only their proportions matter to a mean."""


def slot_weights(pairing: Pairing, weights: Weights) -> Floats:
    """The weight of every slot.

    All criteria of an aspect count alike (1 each) in a cohort where one of them has no weight: a
    mark is never left out because nobody said what it weighs. Raises ValueError for a weight below 0.
    """
    if any(not 0 <= weight < math.inf for weight in weights.values()):
        raise ValueError("a weight is 0 or more")
    parts = pairing.parts
    keys = [(ASPECT_ORDER[a] or "", parts.names[c]) for a, c in zip(parts.aspect, parts.criterion, strict=True)]
    given = np.array([weights.get(key, np.nan) for key in keys], dtype=np.float64)
    table = np.ones(pairing.part_in_cohort.shape)
    for aspect in np.unique(parts.aspect):
        members = np.flatnonzero((parts.aspect == aspect) & ~parts.whole)
        unknown = np.isnan(given[members])
        lacking = np.any(pairing.part_in_cohort[:, members] & unknown, axis=1, keepdims=True)
        table[:, members] = np.where(lacking | unknown, 1.0, given[members])
    return table[pairing.unit_cohort[pairing.slot_unit], pairing.slot_part]
