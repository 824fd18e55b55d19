"""Cohorts added up from their summary rows: the sums behind the rows add up, and nothing else is needed."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from capaian.improvement import MOMENT_COLUMNS, merge_moments, summarise_moments


def total_row(rows: Sequence[Mapping[str, Any]], key: tuple[str, str], scale_max: float) -> dict[str, Any] | None:
    """The summary row of several cohorts together, without what sums cannot tell; None where they do not add up.

    key: aspect and criterion, "" for null. The pass mark is NaN where the cohorts have different ones; their
    counts still add up, each student against their own mark.
    """
    if not rows or len({bool(row.get("lower_is_better") or False) for row in rows}) > 1:
        return None
    sums = pd.DataFrame([_sums(row, scale_max) for row in rows], columns=list(MOMENT_COLUMNS))
    sums = sums.assign(**{name: pd.array([part or None] * len(sums), dtype="str") for name, part in _named(key)})
    merged = merge_moments([sums], by=("aspect", "criterion"))
    told = summarise_moments(merged, effect_intervals=False).to_dict("records")[0]
    return {**{str(name): value for name, value in told.items()}, **{name: part or None for name, part in _named(key)}}


def shares_of(row: dict[str, Any]) -> dict[str, float]:
    """The shares of a summary row that stand under Rincian, 0-1."""
    n = row["n_matched"] or math.nan
    names = ("improved", "same", "declined", "pass_before", "pass_after")
    return {f"{name}_share": row[name] / n for name in names}


def _named(key: tuple[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("aspect", key[0]), ("criterion", key[1])


def _sums(row: Mapping[str, Any], scale_max: float) -> dict[str, Any]:
    """The moments of a summary row: means and SDs turned back into the sums they came from."""
    n = int(row["n_matched"])
    x, y = ((row[f"mean_{phase}"] - scale_max / 2 if n else 0.0) for phase in ("before", "after"))
    xx, yy, dd = ((n - 1) * row[f"sd_{of}"] ** 2 if n > 1 else 0.0 for of in ("before", "after", "gain"))
    passing = {name: int(row[name]) for name in ("pass_before", "pass_after", "became_pass", "lost_pass")}
    both = passing["pass_before"] - passing["lost_pass"]
    high = {f"high_{phase}": round(row[f"ceiling_{phase}"] * n) if n else 0 for phase in ("before", "after")}
    ends = {f"{end}_{phase}": int(row.get(f"{end}_{phase}") or 0) for end in ("top", "zero") for phase in _PHASES}
    counts = ("n_enrolled", "n_before", "n_after", "improved", "same", "declined")
    return {
        "cohort": -1,
        "scale_max": scale_max,
        "lower_is_better": bool(row.get("lower_is_better") or False),
        "pass_mark": row["pass_mark"],
        "n_matched": n,
        **{name: int(row[name]) for name in counts},
        **{name: passing[name] for name in ("became_pass", "lost_pass")},
        "pass_both": both,
        "pass_neither": n - both - passing["became_pass"] - passing["lost_pass"],
        **high,
        **ends,
        "sum_before": n * x,
        "sum_after": n * y,
        "sum_before_2": xx + n * x * x,
        "sum_after_2": yy + n * y * y,
        "sum_product": (xx + yy - dd) / 2 + n * x * y,
    }


_PHASES = ("before", "after")
