"""How much each criterion counts in its aspect: the school's own weights, or all alike."""

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from capaian.improvement.pairing import ASPECT_ORDER, Floats, Pairing
from capaian.locale import N_, Texts

Weights = Mapping[tuple[str, str], float]
"""(aspect, criterion) to weight; only their proportions matter to a mean."""

TOTAL: Final = 100.0
_NEGATIVE: Final = N_("Bobot “{name}” harus angka 0 atau lebih.")
_SUM: Final = N_("Bobot berjumlah {total}; jumlahnya harus 100. Ubah salah satu bobot, lalu simpan lagi.")


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


def weights_fault(weights: Mapping[str, float], t: Texts) -> str:
    """What is wrong with the weights of one aspect (criterion to weight), as a sentence; empty where nothing is.

    They must be 0 or more and sum to 100, to a hundredth: thirds are written 33.33, 33.33 and 33.34.
    """
    for name, weight in weights.items():
        if not 0 <= weight < math.inf:
            return t(_NEGATIVE, name=name)
    total = math.fsum(weights.values())
    return "" if math.isclose(total, TOTAL, abs_tol=5e-3) else t(_SUM, total=t.exact(total))
