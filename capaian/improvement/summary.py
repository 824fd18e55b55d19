"""Gains and sums to summaries: one row a group, every number from the same matched students."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from capaian.improvement.directions import Directions, lower_groups
from capaian.improvement.effects import divide, gain_interval, hedges_j, t_and_p
from capaian.improvement.gains import gains
from capaian.improvement.moments import (
    COUNT_COLUMNS,
    PASS_MARK,
    RULE_COLUMNS,
    SCALE_MAX,
    SUM_COLUMNS,
    goodness_of,
    group_codes,
    moments,
    row_positions,
)
from capaian.improvement.noncentral import noncentral_limits
from capaian.improvement.normalised import hake_gain, hake_interval, marx_cummings
from capaian.improvement.pairing import Floats, Ints, count_by, sum_by
from capaian.improvement.participation import participation
from capaian.improvement.ranks import signed_ranks
from capaian.improvement.shares import mcnemar_exact, paired_change_interval, paired_superiority, wilson_interval
from capaian.improvement.weights import Weights

SUMMARY_COLUMNS: Final = (
    *("aspect", "criterion", "n_enrolled", "n_before", "n_after", "n_matched"),
    *("mean_before", "sd_before", "mean_after", "sd_after", "mean_gain", "sd_gain", "gain_low", "gain_high"),
    *("t", "df", "p", "r", "d_z", "d_z_low", "d_z_high", "d_av", "g_av", "g_av_low", "g_av_high"),
    *("hake", "hake_low", "hake_high", "marx_cummings"),
    *("improved", "same", "declined", "improved_share", "improved_low", "improved_high"),
    *("pass_mark", "pass_before", "pass_after", "became_pass", "lost_pass", "mcnemar_p"),
    *("pass_change_low", "pass_change_high", "wilcoxon_v", "wilcoxon_p", "rank_biserial"),
    *("ceiling_before", "ceiling_after"),
)
"""Columns of a summary, after `cohort`: the keys of `summary --json`, in its order.

n_*, improved, same, declined, pass_before, pass_after, became_pass, lost_pass: students. Means,
SDs, gains and their interval: points of the scale; gains are positive where students improved,
also where lower is better. *_share, ceiling_*, pass_change_*: shares, 0-1. NaN where undefined;
aspect null: none named; criterion null: the aspect as a whole.
"""

DETAIL_COLUMNS: Final = (
    *("scale_max", "lower_is_better", "superiority", "pass_change", "declined_share", "same_share"),
    *("marx_cummings_n", "marx_cummings_dropped", "ranked"),
    *("top_before", "top_after", "zero_before", "zero_after"),
)
"""What stands under "Rincian" besides: columns of `summary_details`, after cohort, aspect, criterion.

superiority: paired superiority. marx_cummings_n, _dropped, ranked (non-zero gains), top_* (at the
best mark), zero_*: students.
"""

_ROWS_NEEDED: Final = (
    *("hake_low", "hake_high", "marx_cummings", "wilcoxon_v", "wilcoxon_p", "rank_biserial"),
    *("marx_cummings_n", "marx_cummings_dropped", "ranked"),
)
"""What sums cannot tell."""


def summarise(
    scores: pd.DataFrame,
    *,
    pass_marks: float | Mapping[str | None, float] = PASS_MARK,
    scale_max: float = SCALE_MAX,
    lower_is_better: bool | Directions = False,
    enrolled: Mapping[int, int] | None = None,
    weights: Weights | None = None,
) -> pd.DataFrame:
    """Summarise a `scores` table: one row a (cohort, aspect, criterion), cohort + SUMMARY_COLUMNS.

    Rows: cohorts by id; kognitif, teknis, karakter, unnamed; the aspect before its criteria. See
    `gains` for who counts and what weighs, `moments` for pass marks and directions, `participation` for enrolled.
    """
    table = summarise_gains(
        gains(scores, lower_is_better=lower_is_better, weights=weights),
        participation(scores, enrolled=enrolled),
        pass_marks=pass_marks,
        scale_max=scale_max,
        lower_is_better=lower_is_better,
    )
    return table[["cohort", *SUMMARY_COLUMNS]]


def summarise_gains(
    gained: pd.DataFrame,
    took_part: pd.DataFrame | None = None,
    *,
    pass_marks: float | Mapping[str | None, float] = PASS_MARK,
    scale_max: float = SCALE_MAX,
    lower_is_better: bool | Directions = False,
    smallest_step: float = 0.0,
) -> pd.DataFrame:
    """Summarise a `gains` table, filtered as the reader likes: cohort + SUMMARY_COLUMNS + DETAIL_COLUMNS.

    took_part: from `participation`; without it everybody enrolled is taken to be matched.
    """
    sums = moments(
        gained,
        took_part,
        pass_marks=pass_marks,
        scale_max=scale_max,
        lower_is_better=lower_is_better,
        smallest_step=smallest_step,
    )
    groups, found = _from_students(gained, scale_max=scale_max, lower_is_better=lower_is_better)
    at = row_positions(groups, among=sums)
    spread = {name: np.full(len(sums), np.nan) for name in _ROWS_NEEDED}
    for name, values in found.items():
        spread[name][at] = values
    return _table(sums, spread)


def summarise_moments(sums: pd.DataFrame, *, effect_intervals: bool = True) -> pd.DataFrame:
    """Summarise a `moments` table, row by row: cohort + SUMMARY_COLUMNS + DETAIL_COLUMNS.

    What needs the students themselves (Hake's interval, Marx-Cummings, Wilcoxon) is NaN here.
    effect_intervals: False leaves the intervals of d_z and g_av NaN too, for a page of many groups
    that does not show them: they cost more than all the rest.
    """
    nothing = {name: np.full(len(sums), np.nan) for name in _ROWS_NEEDED}
    return _table(sums, nothing, effect_intervals=effect_intervals)


def _table(sums: pd.DataFrame, from_students: Mapping[str, Floats], *, effect_intervals: bool = True) -> pd.DataFrame:
    """The summary of the sums, with what the students themselves gave."""
    at = {name: sums[name].to_numpy(np.float64) for name in (*COUNT_COLUMNS, *SUM_COLUMNS, *RULE_COLUMNS)}
    means = _means(at)
    hake = hake_gain(
        means["mean_before"],
        means["mean_after"],
        scale_max=at["scale_max"],
        lower_is_better=at["lower_is_better"],
    )
    found = {**means, **_gain(means, at["n_matched"], effect_intervals), **_shares(at), "hake": hake, **from_students}
    columns = ["cohort", *SUMMARY_COLUMNS, *DETAIL_COLUMNS]
    return pd.DataFrame({name: found.get(name, sums.get(name)) for name in columns}, index=sums.index)


def _means(at: dict[str, Floats]) -> dict[str, Floats]:
    """Means, SDs (ddof 1) and r of before, after and gain; an SD below the noise of the sums is 0."""
    n, centre = np.where(at["n_matched"] > 0, at["n_matched"], np.nan), at["scale_max"] / 2
    x, y = at["sum_before"] / n, at["sum_after"] / n
    xx, yy = at["sum_before_2"] - n * x * x, at["sum_after_2"] - n * y * y
    xy = at["sum_product"] - n * x * y
    noise = 8 * np.finfo(float).eps * np.sqrt(n) * (at["sum_before_2"] + at["sum_after_2"])
    xx, yy, dd = (np.where(s > noise, s, 0.0 * s) for s in (xx, yy, xx + yy - 2 * xy))
    free = np.where(n >= 2, n - 1, np.nan)
    return {
        "mean_before": centre + x,
        "mean_after": centre + y,
        "mean_gain": np.where(at["lower_is_better"] > 0, x - y, y - x),
        "sd_before": np.sqrt(xx / free),
        "sd_after": np.sqrt(yy / free),
        "sd_gain": np.sqrt(dd / free),
        "r": np.clip(divide(xy, np.sqrt(xx * yy)), -1, 1),
        "df": free,
    }


def _gain(means: dict[str, Floats], n: Floats, effect_intervals: bool) -> dict[str, Floats]:
    """Rows 1 to 3: the mean gain's interval and test, d_z, d_av and g_av with noncentral intervals."""
    mean, sd = means["mean_gain"], means["sd_gain"]
    n = np.where(n > 0, n, np.nan)
    low, high = gain_interval(mean, sd, n)
    t, p = t_and_p(mean, sd, n)
    nc_low, nc_high = noncentral_limits(t, n - 1) if effect_intervals else (np.full(t.shape, np.nan),) * 2
    average_sd = np.sqrt((means["sd_before"] ** 2 + means["sd_after"] ** 2) / 2)
    scale = divide(hedges_j(n - 1) * sd, average_sd * np.sqrt(n))
    d_av = divide(mean, average_sd)
    return {
        "gain_low": low,
        "gain_high": high,
        "t": t,
        "p": p,
        "d_z": divide(mean, sd),
        "d_z_low": nc_low / np.sqrt(n),
        "d_z_high": nc_high / np.sqrt(n),
        "d_av": d_av,
        "g_av": hedges_j(n - 1) * d_av,
        "g_av_low": nc_low * scale,
        "g_av_high": nc_high * scale,
    }


def _shares(at: dict[str, Floats]) -> dict[str, Floats | Ints]:
    """Rows 6, 7 and 13: who improved, who passes, who stands near the ceiling."""
    n, improved = at["n_matched"], at["improved"]
    cells = at["pass_both"], at["became_pass"], at["lost_pass"], at["pass_neither"]
    improved_low, improved_high = wilson_interval(improved, n)
    change_low, change_high = paired_change_interval(*cells)
    pass_before, pass_after = cells[0] + cells[2], cells[0] + cells[1]
    return {
        "improved_share": divide(improved, n),
        "improved_low": improved_low,
        "improved_high": improved_high,
        "same_share": divide(at["same"], n),
        "declined_share": divide(at["declined"], n),
        "superiority": paired_superiority(improved, at["same"], n),
        "pass_before": pass_before.astype(np.int64),
        "pass_after": pass_after.astype(np.int64),
        "pass_change": divide(pass_after - pass_before, n),
        "pass_change_low": change_low,
        "pass_change_high": change_high,
        "mcnemar_p": np.where(n > 0, mcnemar_exact(cells[1], cells[2]), np.nan),
        "ceiling_before": divide(at["high_before"], n),
        "ceiling_after": divide(at["high_after"], n),
    }


def _from_students(
    gained: pd.DataFrame, *, scale_max: float, lower_is_better: bool | Directions
) -> tuple[pd.DataFrame, dict[str, Floats | Ints]]:
    """The groups of `gained` and, for each, what sums cannot tell."""
    group, groups = group_codes(gained)
    size = len(groups)
    lower = lower_groups(groups, lower_is_better)
    before, after = (
        goodness_of(group, gained[name].to_numpy(np.float64), scale_max, lower) for name in ("before", "after")
    )
    low, high = hake_interval(group, before, after, size, scale_max=scale_max)
    change = marx_cummings(before, after, scale_max=scale_max)
    kept = ~np.isnan(change)
    n, n_kept = count_by(group, size), count_by(group[kept], size)
    ranks = signed_ranks(group, gained["gain"].to_numpy(np.float64), size)
    return groups, {
        "hake_low": low,
        "hake_high": high,
        "marx_cummings": divide(sum_by(group[kept], change[kept], size), n_kept.astype(np.float64)),
        "marx_cummings_n": n_kept,
        "marx_cummings_dropped": n - n_kept,
        "wilcoxon_v": ranks.v,
        "wilcoxon_p": ranks.p,
        "rank_biserial": ranks.rank_biserial,
        "ranked": ranks.n,
    }
