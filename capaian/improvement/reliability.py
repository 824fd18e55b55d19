"""How exactly a test measures: its reliability, and from which change of a student it can be seen."""

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd
from scipy import special

from capaian.improvement.directions import HIGHEST, Directions, is_lower
from capaian.improvement.effects import CONFIDENCE
from capaian.improvement.pairing import ASPECT_ORDER, Floats
from capaian.improvement.summary import summarise_gains
from capaian.locale import N_
from capaian.scores import GAIN_COLUMNS, Phase

CUT: Final = 1.96
USABLE: Final = (0.5, 1.0)
"""A reliability outside these says nothing about a single student."""
LEAST_ROWS: Final = 10
_PHASES: Final = (Phase.BEFORE, Phase.AFTER)
RETEST_COLUMNS: Final = ("aspect", "criterion", "n", "reliability", "practice", "practice_low", "practice_high")
ALPHA_COLUMNS: Final = ("cohort", "aspect", "phase", "criteria", "n", "alpha", "alpha_low", "alpha_high")


class Change(StrEnum):
    """What one student's gain amounts to, given how exactly the test measures."""

    UP = "up"
    UNCLEAR = "unclear"
    DOWN = "down"
    UNKNOWN = "unknown"


CHANGE_NAMES: Final = {
    Change.UP: N_("naik nyata"),
    Change.UNCLEAR: N_("belum jelas"),
    Change.DOWN: N_("turun nyata"),
    Change.UNKNOWN: N_("ketelitian tes belum diketahui"),
}


def retest_summary(gained: pd.DataFrame, *, lower_is_better: bool | Directions = False) -> pd.DataFrame:
    """What the same test twice, with no training between, says of the test: RETEST_COLUMNS.

    gained: `gains` of the retest group, taken as one. reliability: correlation of the two sittings.
    practice: mean gain from sitting it again, with its 95 % interval, in points.
    """
    table = summarise_gains(gained.assign(cohort=0), lower_is_better=lower_is_better)
    names = {"n_matched": "n", "r": "reliability", "mean_gain": "practice"}
    names |= {"gain_low": "practice_low", "gain_high": "practice_high"}
    return table.rename(columns=names)[list(RETEST_COLUMNS)]


def change_threshold(sd_before: float, reliability: float) -> float:
    """Points from which a gain is more than the test's own error: 1.96 sqrt(2) s_x sqrt(1 - r).

    Jacobson & Truax (1991). NaN unless the reliability lies within USABLE and the marks before vary.
    """
    if not USABLE[0] < reliability < USABLE[1] or not sd_before > 0:
        return math.nan
    return CUT * math.sqrt(2) * sd_before * math.sqrt(1 - reliability)


def reliable_changes(gained: pd.DataFrame, reliabilities: Mapping[str | None, float]) -> pd.DataFrame:
    """The aspect rows of `gains` with `threshold` (points) and `change` (a Change as text).

    reliabilities: by aspect (None: no aspect named), from a retest or alpha. s_x is the SD of the
    marks before in the student's own cohort. Where no reliability is known or usable the threshold
    is NaN and the change "unknown"; up and down are never added.
    """
    rows = gained[gained["criterion"].isna()].reset_index(drop=True)
    keys = [key if isinstance(key, str) else None for key in rows["aspect"]]
    groups = rows.groupby(["cohort", "aspect"], dropna=False, observed=True)
    sd_before = groups["before"].transform("std").to_numpy(np.float64)
    known = [reliabilities.get(key, math.nan) for key in keys]
    threshold = np.array([change_threshold(sd, r) for sd, r in zip(sd_before, known, strict=True)], dtype=np.float64)
    gain = rows["gain"].to_numpy(np.float64)
    cases = [np.isnan(threshold), gain > threshold, gain < -threshold]
    change = np.select(cases, [Change.UNKNOWN, Change.UP, Change.DOWN], Change.UNCLEAR)
    return rows[list(GAIN_COLUMNS)].assign(threshold=threshold, change=pd.array(change.tolist(), dtype="str"))


def alpha_summary(scores: pd.DataFrame, *, lower_is_better: bool | Directions = False) -> pd.DataFrame:
    """Cronbach's alpha of every aspect with two criteria or more, before and after apart: ALPHA_COLUMNS.

    Only students with a mark in every criterion that was marked in that phase count; n: how many.
    Criteria of no aspect are not one scale and have no alpha. A criterion that goes the other way than
    its aspect is turned round first.
    """
    present = scores[scores["score"].notna() & (scores["criterion"] != "") & scores["phase"].isin(_PHASES)]
    rows = []
    for (cohort, aspect, phase), marks in present.groupby(["cohort", "aspect", "phase"], observed=True):
        student, students = pd.factorize(marks["student"])
        criterion, criteria = pd.factorize(marks["criterion"])
        wide = np.full((len(students), len(criteria)), np.nan)
        wide[student, criterion] = marks["score"].to_numpy(np.float64)
        own = is_lower(lower_is_better, str(aspect))
        against = [is_lower(lower_is_better, str(aspect), str(name)) != own for name in criteria]
        wide[:, against] = HIGHEST - wide[:, against]
        complete = wide[~np.isnan(wide).any(axis=1)]
        if len(criteria) >= 2:
            rows.append((cohort, aspect, phase, len(criteria), len(complete), *cronbach_alpha(complete)))
    rows.sort(key=lambda row: (row[0], ASPECT_ORDER.index(row[1]), _PHASES.index(row[2])))
    return pd.DataFrame(rows, columns=list(ALPHA_COLUMNS))


def cronbach_alpha(marks: Floats) -> tuple[float, float, float]:
    """k/(k-1) (1 - sum s_j^2 / s_T^2) of students x criteria and its interval. Cronbach (1951), Feldt (1965).

    The interval is 1 - (1 - alpha) F with F(.975) and F(.025) of (n-1, (n-1)(k-1)) degrees of
    freedom. NaN with fewer than two criteria or ten students, or without spread.
    """
    n, k = marks.shape
    if n < LEAST_ROWS or k < 2:
        return math.nan, math.nan, math.nan
    total = marks.sum(axis=1).var(ddof=1)
    if total == 0:
        return math.nan, math.nan, math.nan
    alpha = float(k / (k - 1) * (1 - marks.var(axis=0, ddof=1).sum() / total))
    tail = (1 - CONFIDENCE) / 2
    wide, narrow = special.fdtri(n - 1, (n - 1) * (k - 1), [1 - tail, tail])
    return alpha, float(1 - (1 - alpha) * wide), float(1 - (1 - alpha) * narrow)
