"""A target that the school set beforehand: reached, not yet, or not to be said, by the interval and never the point."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.improvement.shares import wilson_interval
from capaian.locale import N_


class Goal(StrEnum):
    """Where a cohort stands against its target."""

    REACHED = "reached"
    NOT_YET = "not_yet"
    CANNOT_SAY = "cannot_say"


GOAL_NAMES: Final = {
    Goal.REACHED: N_("tercapai"),
    Goal.NOT_YET: N_("belum tercapai"),
    Goal.CANNOT_SAY: N_("belum dapat dipastikan"),
}


def mean_gain_goal(row: Mapping[str, Any] | pd.Series, target: float) -> Goal:
    """Whether the mean gain reaches a target in points: its 95 % interval lies above, below, or on both sides."""
    return _against(row["gain_low"], row["gain_high"], target)


def pass_share_goal(row: Mapping[str, Any] | pd.Series, target: float) -> Goal:
    """Whether the share at the pass mark after (0-1) reaches a target, by its Wilson interval."""
    _, low, high = pass_share(row)
    return _against(low, high, target)


def pass_share(row: Mapping[str, Any] | pd.Series) -> tuple[float, float, float]:
    """The share at the pass mark after (0-1) and its 95 % Wilson interval; at least one matched student."""
    count, n = np.array([float(row["pass_after"])]), np.array([float(row["n_matched"])])
    low, high = wilson_interval(count, n)
    return float(count[0] / n[0]), float(low[0]), float(high[0])


def _against(low: float, high: float, target: float) -> Goal:
    if low >= target:
        return Goal.REACHED
    return Goal.NOT_YET if high < target else Goal.CANNOT_SAY
