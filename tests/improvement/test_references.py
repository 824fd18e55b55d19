"""Every number of a summary against a slow, independent computation, on ordinary classes and on traps.

The references are written from the formulas of their papers with scipy and statsmodels as tools (what R's
t.test, BlandAltman's effect sizes, coin's exact wilcoxsign_test with dropped zeros, Newcombe's method 10 and
the exact McNemar test give); nothing of capaian.improvement is used but what is judged.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, special, stats
from statsmodels.formula.api import ols
from statsmodels.stats.proportion import proportion_confint

from capaian.improvement import compare_scores, summarise
from tests.improvement.tables import marks_table

Numbers = dict[str, Any]
NODES = np.polynomial.legendre.leggauss(300)
CHANCE = np.random.default_rng(20_261_125)


def ordinary(n: int, *, step: float = 1.0, top: float = 100.0) -> tuple[np.ndarray, np.ndarray]:
    before = np.round(CHANCE.uniform(0.2, 0.95, n) * top / step) * step
    after = np.clip(np.round((before + CHANCE.normal(0.05, 0.15, n) * top) / step) * step, 0, top)
    return before, after


CASES: dict[str, tuple[Any, dict[str, Any]]] = {
    "a class": (ordinary(31), {}),
    "ties and zeros among the gains": (ordinary(28, step=10), {}),
    "sixty, above what is exact": (ordinary(60, step=5), {}),
    "fifty non-zero gains": ((np.arange(20.0, 70), np.arange(20.0, 70) + np.tile([1.0, -2, 3, 4, 5], 10)), {}),
    "lower is better": (ordinary(25), {"lower_is_better": True, "pass_marks": 30}),
    "lower is better with zeros": (([10, 6, 8, 7, 7, 12, 4, 0, 7, 10], [6, 4, 5, 3, 6, 8, 0, 1, 8, 5]),
                                   {"lower_is_better": True, "scale_max": 20, "pass_marks": 5}),
    "decline": ((np.arange(60.0, 80), np.arange(60.0, 80) - np.tile([3.0, 5, 1, 0], 5)), {}),
    "another maximum": (ordinary(22, step=0.5, top=20), {"scale_max": 20, "pass_marks": 15}),
    "levels": (ordinary(30, step=1, top=4), {"scale_max": 4, "pass_marks": 3}),
    "at the ceiling": (([100.0] * 8 + [95, 90], [100.0] * 9 + [80]), {}),
    "nobody passes, nobody changes": (([40.0, 50, 45, 60, 30], [40.0, 50, 45, 60, 30]), {}),
    "all gain alike": (([40.0, 50, 45, 60], [50.0, 60, 55, 70]), {}),
    "two students": (([50.0, 60], [60.0, 80]), {}),
    "two that moved against each other": (([50.0, 60], [60.0, 50]), {}),
    "one student": (([50.0], [61.0]), {}),
    "all before alike": (([50.0] * 6, [50.0, 52, 47, 60, 55, 50]), {}),
    "all after alike": (([50.0, 52, 47, 60, 55, 40], [60.0] * 6), {}),
    "marks of thirds": (ordinary(15, step=1 / 3), {}),
    "a tiny change in large marks": (([99.99, 99.98, 99.97, 99.95], [99.98, 99.98, 99.99, 99.96]), {}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_every_number_is_that_of_a_slow_reference(name: str) -> None:
    (before, after), options = CASES[name]
    row = summarise(marks_table(list(before), list(after)), **options).iloc[0].to_dict()
    wanted = reference(np.array(before, dtype=float), np.array(after, dtype=float), **options)
    found = {key: float(row[key]) for key in wanted}
    assert found == pytest.approx(wanted, rel=1e-6, abs=1e-9, nan_ok=True)


def reference(
    x: np.ndarray, y: np.ndarray, *, lower_is_better: bool = False, scale_max: float = 100, pass_marks: float = 75
) -> Numbers:
    gain = np.round(x - y if lower_is_better else y - x, 9)
    return {
        **_means(x, y, gain),
        **_sizes(x, y, gain),
        **_normalised(x, y, scale_max, lower_is_better),
        **_directions(gain),
        **_passes(x, y, pass_marks, lower_is_better),
        **_ranks(gain),
    }


def _means(x: np.ndarray, y: np.ndarray, gain: np.ndarray) -> Numbers:
    n = len(gain)
    found = {"mean_before": x.mean(), "mean_after": y.mean(), "mean_gain": gain.mean(), "n_matched": n}
    if n < 2:
        return found
    spread = gain.std(ddof=1)
    half = stats.t.ppf(0.975, n - 1) * spread / math.sqrt(n)
    found |= {"sd_before": x.std(ddof=1), "sd_after": y.std(ddof=1), "sd_gain": spread, "df": n - 1}
    found |= {"gain_low": gain.mean() - half, "gain_high": gain.mean() + half}
    if spread > 1e-9:
        t = gain.mean() / (spread / math.sqrt(n))
        found |= {"t": t, "p": 2 * stats.t.sf(abs(t), n - 1)}
    else:
        found |= {"t": math.nan, "p": math.nan}
    if x.std() > 1e-9 and y.std() > 1e-9:
        found["r"] = float(np.corrcoef(x, y)[0, 1])
    return found


def _sizes(x: np.ndarray, y: np.ndarray, gain: np.ndarray) -> Numbers:
    n, nothing = len(gain), {"d_z": math.nan, "d_z_low": math.nan, "d_z_high": math.nan}
    if n < 2 or gain.std() < 1e-9:
        return nothing
    spread, average = gain.std(ddof=1), math.sqrt((x.var(ddof=1) + y.var(ddof=1)) / 2)
    t = gain.mean() / spread * math.sqrt(n)
    limits = [_noncentrality(t, n - 1, p) for p in (0.975, 0.025)]
    j = math.exp(special.gammaln((n - 1) / 2) - special.gammaln((n - 2) / 2)) / math.sqrt((n - 1) / 2) if n > 2 else 0
    found = {"d_z": gain.mean() / spread, "d_av": gain.mean() / average}
    found |= {f"d_z_{end}": limit / math.sqrt(n) for end, limit in zip(("low", "high"), limits, strict=True)}
    if n > 2:
        scale = j * spread / (average * math.sqrt(n))
        found |= {"g_av": j * gain.mean() / average}
        found |= {f"g_av_{end}": limit * scale for end, limit in zip(("low", "high"), limits, strict=True)}
    return found


def _noncentrality(t: float, df: int, p: float) -> float:
    """By bisection outward from t on an integral of our own: P(T <= t) = E Phi(t S - delta), S = chi(df) / sqrt(df)."""
    nodes, weights = NODES
    upper = stats.chi.isf(1e-16, df) / math.sqrt(df)
    s = (nodes + 1) * upper / 2
    density = weights * upper / 2 * stats.chi.pdf(s * math.sqrt(df), df) * math.sqrt(df)
    reach = 9 * math.sqrt(1 + t * t / (2 * df))
    return float(
        optimize.brentq(lambda d: float(density @ special.ndtr(t * s - d)) - p, t - reach, t + reach, xtol=1e-12)
    )


def _normalised(x: np.ndarray, y: np.ndarray, top: float, lower: bool) -> Numbers:
    if lower:
        x, y = top - x, top - y
    changes = []
    for a, b in zip(x, y, strict=True):
        if a == b:
            if 0 < a < top:
                changes.append(0.0)
        else:
            changes.append((b - a) / (top - a) if b > a else (b - a) / a)
    hake = math.nan if x.mean() == top else (y.mean() - x.mean()) / (top - x.mean())
    return {"hake": hake, "marx_cummings": float(np.mean(changes)) if changes else math.nan}


def _directions(gain: np.ndarray) -> Numbers:
    n, up = len(gain), int((gain > 0).sum())
    low, high = proportion_confint(up, n, method="wilson")
    return {
        "improved": up, "same": int((gain == 0).sum()), "declined": int((gain < 0).sum()),
        "improved_share": up / n, "improved_low": low, "improved_high": high,
    }  # fmt: skip


def _passes(x: np.ndarray, y: np.ndarray, mark: float, lower: bool) -> Numbers:
    before, after = (x <= mark, y <= mark) if lower else (x >= mark, y >= mark)
    won, lost, both = int((~before & after).sum()), int((before & ~after).sum()), int((before & after).sum())
    n, neither = len(x), int((~before & ~after).sum())
    change = (won - lost) / n
    sides = [proportion_confint(count, n, method="wilson") for count in (both + won, both + lost)]
    (l2, u2), (l1, u1) = sides
    p2, p1 = (both + won) / n, (both + lost) / n
    margins = (both + won) * (lost + neither) * (both + lost) * (won + neither)
    cross = both * neither - won * lost
    phi = 0.0 if margins == 0 else cross / math.sqrt(margins)
    if cross > 0 and margins:
        phi = max(cross - n / 2, 0) / math.sqrt(margins)
    low = change - math.sqrt((p2 - l2) ** 2 - 2 * phi * (p2 - l2) * (u1 - p1) + (u1 - p1) ** 2)
    high = change + math.sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
    p = 1.0 if won + lost == 0 else stats.binomtest(min(won, lost), won + lost).pvalue
    return {
        "pass_before": both + lost, "pass_after": both + won, "became_pass": won, "lost_pass": lost, "mcnemar_p": p,
        "pass_change_low": low, "pass_change_high": high,
    }  # fmt: skip


def _ranks(gain: np.ndarray) -> Numbers:
    moved = gain[gain != 0]
    if not len(moved):
        return {"wilcoxon_v": 0, "wilcoxon_p": math.nan, "rank_biserial": math.nan}
    ranks = stats.rankdata(np.abs(moved))
    v, total = ranks[moved > 0].sum(), ranks.sum()
    return {"wilcoxon_v": v, "wilcoxon_p": _signed_p(ranks, v), "rank_biserial": (2 * v - total) / total}


def _signed_p(ranks: np.ndarray, v: float) -> Any:
    n = len(ranks)
    if n > 50:
        ties = np.unique(ranks, return_counts=True)[1]
        variance = n * (n + 1) * (2 * n + 1) / 24 - sum(c**3 - c for c in ties) / 48
        z = (abs(v - n * (n + 1) / 4) - 0.5) / math.sqrt(variance)
        return min(1.0, 2 * stats.norm.sf(max(z, 0)))
    ways: dict[float, int] = {0.0: 1}
    for rank in ranks.tolist():
        both = [*ways.items(), *((at + rank, count) for at, count in ways.items())]
        ways = {at: sum(count for _, count in some) for at, some in _by_key(both)}
    fewer = sum(count for at, count in ways.items() if at <= v)
    more = sum(count for at, count in ways.items() if at >= v)
    return min(1.0, 2 * min(fewer, more) / 2**n)


def _by_key(pairs: Sequence[tuple[float, int]]) -> list[tuple[float, list[tuple[float, int]]]]:
    ordered = sorted(pairs)
    return [(key, list(some)) for key, some in itertools.groupby(ordered, key=lambda pair: pair[0])]


OTHERS: dict[str, tuple[Any, Any]] = {
    "ordinary": (ordinary(31), ordinary(27)),
    "the same marks before": (
        (range(40, 60), [m + m % 3 for m in range(50, 70)]),
        (range(40, 60), [m + m % 4 for m in range(42, 62)]),
    ),
    "no gain at all beside": (ordinary(12), (np.arange(40.0, 52), np.arange(40.0, 52))),
    "small beside large": (ordinary(40), ordinary(10)),
}


@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize("name", OTHERS)
def test_two_groups_are_compared_as_statsmodels_compares_them(name: str, lower: bool) -> None:
    (x, y), (u, v) = (tuple(np.array(list(side), dtype=float) for side in group) for group in OTHERS[name])
    sign = -1 if lower else 1
    found = compare_scores(
        marks_table(list(x), list(y)), marks_table(list(u), list(v), first_student=100), lower_is_better=lower
    )["", ""]
    table = pd.DataFrame(
        {"x": sign * np.r_[x, u], "y": sign * np.r_[y, v], "g": np.r_[np.ones(len(x)), np.zeros(len(u))]}
    )
    ancova, slopes = ols("y ~ x + g", table).fit(), ols("y ~ x * g", table).fit()
    welch: Any = stats.ttest_ind(sign * (y - x), sign * (v - u), equal_var=False)
    interval = welch.confidence_interval()
    n, m = len(x), len(u)
    pooled = math.sqrt(((n - 1) * x.var(ddof=1) + (m - 1) * u.var(ddof=1)) / (n + m - 2))
    j = math.exp(special.gammaln((n + m - 2) / 2) - special.gammaln((n + m - 3) / 2)) / math.sqrt((n + m - 2) / 2)
    wanted = {
        "baseline_g": sign * j * (x.mean() - u.mean()) / pooled,
        "did": sign * ((y - x).mean() - (v - u).mean()), "did_low": interval.low, "did_high": interval.high,
        "did_p": welch.pvalue, "ancova": ancova.params["g"], "ancova_low": ancova.conf_int().loc["g", 0],
        "ancova_high": ancova.conf_int().loc["g", 1], "ancova_p": ancova.pvalues["g"],
        "slope_p": slopes.pvalues["x:g"],
    }  # fmt: skip
    assert {key: getattr(found, key) for key in wanted} == pytest.approx(wanted, rel=1e-6, abs=1e-9)
