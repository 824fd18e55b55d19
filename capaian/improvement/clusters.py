"""Students of one class share a teacher: the interval of the mean gain when classes, not students, are drawn."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
from scipy import special

from capaian.improvement.effects import CONFIDENCE
from capaian.improvement.gains import GROUP_COLUMNS
from capaian.improvement.moments import group_codes
from capaian.improvement.pairing import Floats, Ints, count_by, sum_by

ENOUGH: Final = 10
"""Below this many classes a cluster-robust interval is too narrow as a rule, and a page says so."""
CLUSTER_COLUMNS: Final = (*GROUP_COLUMNS, "clusters", "cluster_low", "cluster_high", "few_clusters")


def cluster_intervals(gained: pd.DataFrame, class_of: Mapping[int, str]) -> pd.DataFrame:
    """One row a group of `gains`: CLUSTER_COLUMNS.

    class_of: student to class; students of no known class are one class together. clusters: number
    of classes. cluster_low, cluster_high: 95 % interval of the mean gain, points; NaN with one
    class. few_clusters: two classes or more but fewer than ENOUGH.
    """
    group, groups = group_codes(gained)
    names = [class_of.get(student, "") for student in gained["student"].tolist()]
    cluster, distinct = pd.factorize(np.array(names, dtype=object))
    wide = max(len(distinct), 1)
    used, cell = np.unique(group * wide + cluster, return_inverse=True)
    low, high, clusters = _interval(group, gained["gain"].to_numpy(np.float64), used // wide, cell, len(groups))
    few = (clusters >= 2) & (clusters < ENOUGH)
    return groups.assign(clusters=clusters, cluster_low=low, cluster_high=high, few_clusters=few)[list(CLUSTER_COLUMNS)]


def _interval(group: Ints, gain: Floats, home: Ints, cell: Ints, size: int) -> tuple[Floats, Floats, Ints]:
    """Mean -+ t(.975, G-1) sqrt(G/(G-1) sum over classes of (sum of deviations)^2) / n. Liang & Zeger (1986).

    home: the group of each class; cell: the class of each row. Also returns G, the classes of each group.
    """
    n, classes = count_by(group, size), count_by(home, size)
    mean = sum_by(group, gain, size) / np.maximum(n, 1)
    off = sum_by(cell, gain - mean[group], len(home))
    several = classes >= 2
    count = np.where(several, classes, np.nan)
    error = np.sqrt(count / (count - 1) * sum_by(home, off * off, size)) / np.maximum(n, 1)
    half = special.stdtrit(count - 1, (1 + CONFIDENCE) / 2) * error
    return mean - half, mean + half, classes
