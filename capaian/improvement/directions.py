"""Which way is better: the same for everything, or by aspect and criterion."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from capaian.improvement.pairing import ASPECT_ORDER, UNNAMED, Bools, Pairing, aspect_codes, codes_of

Directions = Mapping[tuple[str, str], bool]
"""(aspect, criterion; "" for null) to whether lower is better there.

(aspect, "") is the direction of the aspect as a whole: of its own marks and of the mean over its
criteria. A criterion that is not named goes its aspect's way.
"""

HIGHEST: Final = 100.0
"""The best mark of the scale on which a criterion is turned round; directions belong to marks 0-100."""


def is_lower(lower_is_better: bool | Directions, aspect: str, criterion: str = "") -> bool:
    """Whether lower is better in one criterion, or ("") in the aspect as a whole."""
    if isinstance(lower_is_better, bool):
        return lower_is_better
    return lower_is_better.get((aspect, criterion), lower_is_better.get((aspect, ""), False))


def lower_groups(groups: pd.DataFrame, lower_is_better: bool | Directions) -> Bools:
    """Whether lower is better in each row of a table with aspect and criterion."""
    if isinstance(lower_is_better, bool):
        return np.full(len(groups), lower_is_better)
    aspect, (criterion, names) = aspect_codes(groups["aspect"]), codes_of(groups["criterion"])
    told = [*names, ""]  # code -1, null, is the last
    table = [[is_lower(lower_is_better, one or "", name) for name in told] for one in ASPECT_ORDER]
    return np.array(table, dtype=bool)[aspect, criterion]


def against_aspect(groups: pd.DataFrame, lower_is_better: bool | Directions) -> Bools:
    """Which rows are of a criterion that goes the other way than its aspect, where it has one."""
    if isinstance(lower_is_better, bool):
        return np.zeros(len(groups), dtype=bool)
    whole = groups.assign(criterion=pd.Series([None] * len(groups), dtype="str", index=groups.index))
    other = lower_groups(groups, lower_is_better) != lower_groups(whole, lower_is_better)
    return other & groups["aspect"].notna().to_numpy()


def turned_parts(pairing: Pairing, lower_is_better: bool | Directions) -> Bools:
    """Which parts enter the mean of their aspect as HIGHEST less the mark: they go the other way than it does."""
    parts = pairing.parts
    turned = np.zeros(len(parts.aspect), dtype=bool)
    if isinstance(lower_is_better, bool):
        return turned
    for at, (aspect, criterion) in enumerate(zip(parts.aspect, parts.criterion, strict=True)):
        if aspect != UNNAMED and not parts.whole[at]:
            own, name = ASPECT_ORDER[aspect] or "", parts.names[criterion]
            turned[at] = is_lower(lower_is_better, own, name) != is_lower(lower_is_better, own)
    return turned
