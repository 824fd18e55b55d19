"""A comparison group: were the two alike before, and did one gain more."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy import special

from capaian.improvement.directions import Directions, is_lower
from capaian.improvement.effects import CONFIDENCE, hedges_j
from capaian.improvement.gains import gains
from capaian.improvement.moments import group_codes, group_keys
from capaian.improvement.pairing import ASPECT_ORDER, Floats, codes_of, pair_marks
from capaian.improvement.weights import Weights

EQUIVALENT, ADJUST, NOT_COMPARABLE = "equivalent", "adjust", "not_comparable"
_UNKNOWN: Final = (math.nan, math.nan, math.nan, math.nan)
_BANDS: Final = ((0.05, EQUIVALENT), (0.25, ADJUST))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A programme group against a comparison group in one aspect; gains and differences in points.

    baseline_g: Hedges' g of the marks before, programme less comparison. band: of the What Works
    Clearinghouse (None: g undefined). did: difference of the mean gains (Welch). ancova: difference
    of the marks after at the same mark before. slope_p: whether that difference depends on the mark
    before. NaN where undefined; lower-is-better marks are turned, so positive favours the programme.
    rises: higher is better and the programme's mean mark went up, so that words may say that it rose.
    """

    n: int
    n_comparison: int
    baseline_g: float
    band: str | None
    did: float
    did_low: float
    did_high: float
    did_p: float
    ancova: float
    ancova_low: float
    ancova_high: float
    ancova_p: float
    slope_p: float
    rises: bool = True


def compare_scores(
    scores: pd.DataFrame,
    comparison: pd.DataFrame,
    *,
    lower_is_better: bool | Directions = False,
    weights: Weights | None = None,
) -> dict[tuple[str, str], Comparison]:
    """Every (aspect, criterion; "" for null) of two `scores` tables that can be set side by side.

    An aspect is compared over the criteria that both groups have (`shared_criteria`), so that both
    means are of the same things; a single shared criterion is its aspect. weights: as in `gains`.
    """
    shared = shared_criteria(scores, comparison)
    rules = {"lower_is_better": lower_is_better, "weights": weights}
    sides = [gains(only(table, shared), **rules) for table in (scores, comparison)]
    found = compare_gains(sides[0], sides[1], lower_is_better=lower_is_better)
    for aspect in {aspect for aspect, _ in shared if aspect}:
        names = [criterion for known, criterion in shared if known == aspect]
        if len(names) == 1 and names[0]:
            found[aspect, names[0]] = found[aspect, ""]
    return found


def shared_criteria(scores: pd.DataFrame, other: pd.DataFrame) -> list[tuple[str, str]]:
    """The (aspect, criterion) in which both tables have a student with both phases, in the order of the first.

    "" for no aspect and for an aspect marked as a whole: a whole is not the mean of criteria, and the
    two are not the same thing.
    """
    known = paired_criteria(other)
    return [key for key in paired_criteria(scores) if key in known]


def paired_criteria(scores: pd.DataFrame) -> list[tuple[str, str]]:
    """The (aspect, criterion; "" for none) in which a student has both phases."""
    pairing = pair_marks(scores)
    paired = ~np.isnan(pairing.before) & ~np.isnan(pairing.after)
    parts = pairing.parts
    return [
        (ASPECT_ORDER[parts.aspect[part]] or "", parts.names[parts.criterion[part]])
        for part in np.unique(pairing.slot_part[paired])
    ]


def only(scores: pd.DataFrame, criteria: Collection[tuple[str, str]]) -> pd.DataFrame:
    """The rows of `scores` in these (aspect, criterion; "" for none)."""
    aspect, aspects = codes_of(scores["aspect"])
    criterion, names = codes_of(scores["criterion"])
    wanted = set(criteria)
    use = np.array([[(one, name) in wanted for name in (*names, "")] for one in (*aspects, "")], dtype=bool)
    return scores[use[aspect, criterion]]


def compare_gains(
    gained: pd.DataFrame, comparison: pd.DataFrame, *, lower_is_better: bool | Directions = False
) -> dict[tuple[str, str], Comparison]:
    """Every (aspect, criterion; "" for null) that both `gains` tables have, each table taken as one group."""
    sides = []
    for table in (gained, comparison):
        group, groups = group_codes(table.assign(cohort=0))
        rows = {key[1:]: table[group == at] for at, key in enumerate(group_keys(groups))}
        sides.append(rows)
    found = {}
    for key in (key for key in sides[0] if key in sides[1]):
        sign = -1.0 if is_lower(lower_is_better, *key) else 1.0
        marks = [sign * side[key][name].to_numpy(np.float64) for side in sides for name in ("before", "after")]
        compared = compare_marks(*marks)
        found[key] = replace(compared, rises=bool(sign > 0 and marks[1].mean() > marks[0].mean()))
    return found


def compare_marks(before: Floats, after: Floats, other_before: Floats, other_after: Floats) -> Comparison:
    """One comparison from the marks of both groups.

    Hedges (1981) for g, What Works Clearinghouse Handbook 5.0 (2022) for the bands, Welch (1947) for
    did, Huitema (2011) for ANCOVA y ~ x + group and the homogeneity of slopes y ~ x * group.
    """
    g = baseline_g(before, other_before)
    x = np.concatenate([before, other_before])
    y = np.concatenate([after, other_after])
    group = np.concatenate([np.ones(len(before)), np.zeros(len(other_before))])
    x = x - x.mean() if len(x) else x
    one = np.ones(len(x))
    ancova = _last_coefficient(np.stack([one, x, group], axis=1), y)
    slopes = _last_coefficient(np.stack([one, x, group, x * group], axis=1), y)
    did = _welch(after - before, other_after - other_before)
    return Comparison(len(before), len(other_before), g, _band(g), *did, *ancova, slopes[3])


def baseline_g(before: Floats, other: Floats) -> float:
    """J(n1 + n2 - 2) (xbar1 - xbar2) / pooled SD; NaN without two students each or without spread."""
    n, m = len(before), len(other)
    if n < 2 or m < 2:
        return math.nan
    pooled = math.sqrt(((n - 1) * before.var(ddof=1) + (m - 1) * other.var(ddof=1)) / (n + m - 2))
    if pooled == 0:
        return math.nan
    return float(hedges_j(np.array([n + m - 2.0]))[0] * (before.mean() - other.mean()) / pooled)


def baseline_of(row: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[float, str | None]:
    """Hedges' g of the marks before of two summary rows, and its band; where nothing but sums is known."""
    n, m = int(row["n_matched"]), int(other["n_matched"])
    spread = [one["sd_before"] for one in (row, other)]
    if n < 2 or m < 2 or any(each is None or math.isnan(each) for each in spread):
        return math.nan, None
    pooled = math.sqrt(((n - 1) * spread[0] ** 2 + (m - 1) * spread[1] ** 2) / (n + m - 2))
    if pooled == 0:
        return math.nan, None
    sign = -1.0 if row["lower_is_better"] else 1.0
    g = sign * float(hedges_j(np.array([n + m - 2.0]))[0] * (row["mean_before"] - other["mean_before"]) / pooled)
    return g, _band(g)


def _band(g: float) -> str | None:
    return None if math.isnan(g) else next((name for limit, name in _BANDS if abs(g) <= limit), NOT_COMPARABLE)


def _welch(gain: Floats, other: Floats) -> tuple[float, float, float, float]:
    """Difference of two means, its 95 % interval and p, variances apart."""
    if not len(gain) or not len(other):
        return _UNKNOWN
    difference = float(gain.mean() - other.mean())
    if len(gain) < 2 or len(other) < 2:
        return difference, math.nan, math.nan, math.nan
    a, b = gain.var(ddof=1) / len(gain), other.var(ddof=1) / len(other)
    if math.isclose(a + b, 0, abs_tol=1e-18):
        return difference, difference, difference, math.nan
    df = (a + b) ** 2 / (a * a / (len(gain) - 1) + b * b / (len(other) - 1))
    return _with_interval(difference, math.sqrt(a + b), df)


def _last_coefficient(design: Floats, y: Floats) -> tuple[float, float, float, float]:
    """Least squares: the last coefficient, its 95 % interval and p; NaN where it is not determined."""
    df = len(y) - design.shape[1]
    if df < 1:
        return _UNKNOWN
    coefficients, _, rank, _ = np.linalg.lstsq(design, y, rcond=None)
    if rank < design.shape[1]:
        return _UNKNOWN
    rest = y - design @ coefficients
    variance = float(rest @ rest) / df * np.linalg.inv(design.T @ design)[-1, -1]
    return _with_interval(float(coefficients[-1]), math.sqrt(variance), df)


def _with_interval(estimate: float, error: float, df: float) -> tuple[float, float, float, float]:
    half = float(special.stdtrit(df, (1 + CONFIDENCE) / 2)) * error
    p = float(2 * special.stdtr(df, -abs(estimate) / error)) if error > 0 else math.nan
    return estimate, estimate - half, estimate + half, p
