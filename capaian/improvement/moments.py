"""Sums of groups: enough for every number that needs no student rows, and they add up.

A school is the sum of its cohorts, a district the sum of its schools. The same table can come from
one SQL `GROUP BY`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from capaian.improvement.directions import Directions, against_aspect, lower_groups
from capaian.improvement.gains import GROUP_COLUMNS
from capaian.improvement.pairing import (
    ASPECT_ORDER,
    Bools,
    Floats,
    Ints,
    aspect_codes,
    codes_of,
    count_by,
    sorted_codes,
    sum_by,
)

PASS_MARK: Final = 75.0
SCALE_MAX: Final = 100.0
NOISE: Final = 5e-10
"""Marks closer than this are equal: binary fractions leave 1e-14, recorded marks differ by 1e-4 or more."""
HIGH: Final = 0.9
"""The share of the maximum from which a mark counts as near the ceiling."""

GroupKey = tuple[int, str, str]
"""Cohort, aspect and criterion, "" for null."""

RULE_COLUMNS: Final = ("scale_max", "lower_is_better", "pass_mark")
COUNT_COLUMNS: Final = (
    *("n_enrolled", "n_before", "n_after", "n_matched"),
    *("improved", "same", "declined"),
    *("pass_both", "became_pass", "lost_pass", "pass_neither"),
    *("high_before", "top_before", "zero_before", "high_after", "top_after", "zero_after"),
)
SUM_COLUMNS: Final = ("sum_before", "sum_after", "sum_before_2", "sum_after_2", "sum_product")
MOMENT_COLUMNS: Final = (*GROUP_COLUMNS, *RULE_COLUMNS, *COUNT_COLUMNS, *SUM_COLUMNS)
"""Columns of `moments`; one row a group.

The sums are over the matched students of x - c and y - c, c = scale_max / 2 (50 on the scale of the
store), so that squares lose no digits. high: at HIGH of the maximum or better, top: at the best
mark, zero: the mark is exactly 0. The four pass cells, the three directions, n_matched: students.
"""


def moments(
    gains: pd.DataFrame,
    participation: pd.DataFrame | None = None,
    *,
    pass_marks: float | Mapping[str | None, float] = PASS_MARK,
    scale_max: float = SCALE_MAX,
    lower_is_better: bool | Directions = False,
    smallest_step: float = 0.0,
) -> pd.DataFrame:
    """The sums of every group of a `gains` table, in order cohort, aspect, criterion.

    participation: adds its groups without a matched student, and who took part; without it every
    group has as many enrolled as matched. pass_marks: one, or by aspect (None: no aspect named), 75
    where an aspect has none; a mark passes at or above it, at or below it where lower is better. For a
    criterion that goes the other way than its aspect the pass mark is scale_max less the aspect's.
    smallest_step: gains smaller than this are "same". Columns: MOMENT_COLUMNS.
    """
    group, groups = group_codes(gains)
    before, after, gain = (gains[name].to_numpy(np.float64) for name in ("before", "after", "gain"))
    wanted, lower = _pass_marks(groups, pass_marks, scale_max, lower_is_better), lower_groups(groups, lower_is_better)
    passes = [_passes(mark, wanted, group, lower) for mark in (before, after)]
    columns: dict[str, Floats | Ints] = {**_counts(group, gain, smallest_step, passes, len(groups))}
    for phase, mark in (("before", before), ("after", after)):
        extremes = _extremes(group, mark, scale_max, lower)
        columns |= {f"{name}_{phase}": count for name, count in zip(("high", "top", "zero"), extremes, strict=True)}
    columns |= _sums(group, before - scale_max / 2, after - scale_max / 2, len(groups))
    if participation is None:
        columns |= dict.fromkeys(("n_enrolled", "n_before", "n_after"), columns["n_matched"])
    else:
        at = row_positions(groups, among=participation)
        columns = {name: _spread(values, at, len(participation)) for name, values in columns.items()}
        columns |= {name: participation[name].to_numpy(np.int64) for name in ("n_enrolled", "n_before", "n_after")}
        groups = participation
    told = lower_groups(groups, lower_is_better), _pass_marks(groups, pass_marks, scale_max, lower_is_better)
    keys = {"cohort": groups["cohort"], **{name: groups[name].astype("str") for name in GROUP_COLUMNS[1:]}}
    table = {**keys, **dict(zip(RULE_COLUMNS, (float(scale_max), *told), strict=True)), **columns}
    return pd.DataFrame(table, columns=list(MOMENT_COLUMNS))


def merge_moments(tables: Sequence[pd.DataFrame], *, by: Sequence[str] = GROUP_COLUMNS) -> pd.DataFrame:
    """Add moments up: several tables, or the cohorts of one table with by=("aspect", "criterion").

    A group column that is not in `by` becomes null (cohort: -1). A pass mark that differs within a
    merged group becomes NaN; the pass counts still add up, each student against their own mark.
    Raises ValueError where scales or directions differ: such sums say nothing.
    """
    whole = pd.concat(tables, ignore_index=True)
    grouped = whole.groupby(list(by), dropna=False, observed=True, sort=False)
    for rule in ("scale_max", "lower_is_better"):
        if (grouped[rule].max() != grouped[rule].min()).any():
            raise ValueError(f"moments of different {rule} do not add up")
    merged = grouped[[*COUNT_COLUMNS, *SUM_COLUMNS]].sum()
    for rule in RULE_COLUMNS:
        merged[rule] = grouped[rule].first()
    agreed = grouped["pass_mark"].max() == grouped["pass_mark"].agg("min", skipna=False)
    merged["pass_mark"] = merged["pass_mark"].where(agreed)
    merged = merged.reset_index()
    for name in GROUP_COLUMNS:
        if name not in by:
            merged[name] = -1 if name == "cohort" else pd.Series([None] * len(merged), dtype="str")
    return merged[list(MOMENT_COLUMNS)]


def group_codes(gains: pd.DataFrame) -> tuple[Ints, pd.DataFrame]:
    """The group of each row of `gains`, and the groups (GROUP_COLUMNS) in order."""
    cohorts, cohort = sorted_codes(gains["cohort"].to_numpy(np.int64))
    criterion, names = codes_of(gains["criterion"])
    width = len(names) + 1
    part = aspect_codes(gains["aspect"])
    if names:
        part = part * width + criterion + 1
    parts, part = sorted_codes(part)
    key = cohort * len(parts) + part
    used = np.flatnonzero(np.bincount(key, minlength=len(cohorts) * len(parts)))
    if len(used) < len(cohorts) * len(parts):
        position = np.zeros(len(cohorts) * len(parts), dtype=np.int64)
        position[used] = np.arange(len(used))
        key = position[key]
    at = parts[used % max(len(parts), 1)]
    labels = [None, *names]
    columns = {
        "cohort": cohorts[used // max(len(parts), 1)],
        "aspect": pd.Series([ASPECT_ORDER[code] for code in at // width], dtype="str"),
        "criterion": pd.Series([labels[code] for code in at % width], dtype="str"),
    }
    return key, pd.DataFrame(columns)


def row_positions(groups: pd.DataFrame, *, among: pd.DataFrame) -> Ints:
    """The row of each group in another table with GROUP_COLUMNS; raises KeyError for a group it has not."""
    row = {key: at for at, key in enumerate(group_keys(among))}
    return np.array([row[key] for key in group_keys(groups)], dtype=np.int64)


def group_keys(groups: pd.DataFrame) -> list[GroupKey]:
    """The groups as tuples, "" for null: no aspect and no criterion of a summary is called so."""
    texts = [[v if isinstance(v, str) else "" for v in groups[name].tolist()] for name in GROUP_COLUMNS[1:]]
    return list(zip(groups["cohort"].tolist(), texts[0], texts[1], strict=True))


def _pass_marks(
    groups: pd.DataFrame,
    pass_marks: float | Mapping[str | None, float],
    scale_max: float,
    lower_is_better: bool | Directions,
) -> Floats:
    """The pass mark of each group; a null aspect is NaN in a table and None in the mapping."""
    if isinstance(pass_marks, Mapping):
        keys = [aspect if isinstance(aspect, str) else None for aspect in groups["aspect"]]
        wanted = np.array([pass_marks.get(key, PASS_MARK) for key in keys], dtype=np.float64)
    else:
        wanted = np.full(len(groups), float(pass_marks))
    return np.where(against_aspect(groups, lower_is_better), scale_max - wanted, wanted)


def _passes(mark: Floats, wanted: Floats, group: Ints, lower: Bools) -> Bools:
    """Whether each mark reaches the pass mark of its group."""
    over = mark - (wanted[group] if len(set(wanted)) > 1 else wanted[:1])
    if lower.any() and not lower.all():
        return np.where(lower[group], -over, over) >= -NOISE
    return over <= NOISE if lower.any() else over >= -NOISE


def _counts(group: Ints, gain: Floats, step: float, passes: list[Bools], size: int) -> dict[str, Ints]:
    """Directions, pass cells and n from one pass over the rows."""
    threshold = max(step - NOISE, NOISE)
    signs = (gain >= threshold, 8), (gain <= -threshold, 4), (passes[0], 2), (passes[1], 1)
    outcome = sum(sign.view(np.int8) * np.int8(weight) for sign, weight in signs)  # bytes: a pass costs an eighth
    cells = np.bincount(group * 12 + outcome, minlength=size * 12).reshape(size, 3, 4)
    way, passing = cells.sum(axis=2), cells.sum(axis=1)
    return {
        "n_matched": cells.sum(axis=(1, 2)),
        "same": way[:, 0],
        "declined": way[:, 1],
        "improved": way[:, 2],
        "pass_neither": passing[:, 0],
        "became_pass": passing[:, 1],
        "lost_pass": passing[:, 2],
        "pass_both": passing[:, 3],
    }


def _extremes(group: Ints, mark: Floats, scale_max: float, lower: Bools) -> list[Ints]:
    """How many marks are near the ceiling, at the best mark, and exactly 0."""
    goodness, size = goodness_of(group, mark, scale_max, lower), len(lower)
    picked = goodness >= HIGH * scale_max - NOISE, goodness >= scale_max - NOISE, np.abs(mark) < NOISE
    return [count_by(group[rows], size) for rows in picked]


def goodness_of(group: Ints, mark: Floats, scale_max: float, lower: Bools) -> Floats:
    """The marks, those of a group where lower is better counted from the other end of the scale."""
    if lower.any() and not lower.all():
        return np.where(lower[group], scale_max - mark, mark)
    return scale_max - mark if lower.any() else mark


def _sums(group: Ints, x: Floats, y: Floats, size: int) -> dict[str, Floats]:
    """The five sums over each group."""
    terms = {"sum_before": x, "sum_after": y, "sum_before_2": x * x, "sum_after_2": y * y, "sum_product": x * y}
    return {name: sum_by(group, term, size) for name, term in terms.items()}


def _spread(values: NDArray[Any], at: Ints, size: int) -> NDArray[Any]:
    """The values at their positions among `size`, 0 elsewhere."""
    whole = np.zeros(size, dtype=values.dtype)
    whole[at] = values
    return whole
