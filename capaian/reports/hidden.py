"""What may leave the school: which groups of a report are shown, and how their shares are told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from capaian.improvement import coded_shares, extreme, hidden_groups, share_ranges, told_ways
from capaian.reports.groups_sheet import GroupRow
from capaian.reports.measures import Measure
from capaian.reports.report import CohortReport
from capaian.reports.totals import total_row

Told = float | str
"""A number, or words that take its place."""
_SHARES: Final = ("pass_before", "pass_after")


def is_shown(row: Mapping[str, Any], smallest: int) -> bool:
    """Whether a summary row may be told: enough students, who did not all have the same mark or the same gain."""
    if row["n_matched"] < smallest:
        return False
    return all(row[f"sd_{of}"] > 0 for of in ("before", "after", "gain"))


def shown_measures(
    measures: Sequence[Measure], reports: Sequence[CohortReport], smallest: int
) -> tuple[list[Measure], int]:
    """The measures without the cohorts that are too small, and how many rows were hidden.

    The total is that of the cohorts shown, so that nothing hidden can be found by subtraction.
    """
    shown, hidden = [], 0
    for measure in measures:
        rows = tuple(row if row is not None and is_shown(row, smallest) else None for row in measure.rows)
        hidden += sum(old is not None and new is None for old, new in zip(measure.rows, rows, strict=True))
        trained = [row for row, report in zip(rows, reports, strict=True) if row is not None and report.trained]
        total = total_row(trained, measure.key, reports[0].scale_max) if len(reports) > 1 else None
        shown.append(replace(measure, rows=rows, total=total))
    return shown, hidden


def hidden_rows(groups: Sequence[GroupRow], smallest: int) -> list[bool]:
    """Which groups to hide: small ones, and of each measure and grouping one more where a subtraction would tell."""
    keys = [(group.measure, group.by) for group in groups]
    codes = {key: code for code, key in enumerate(dict.fromkeys(keys))}
    counts = np.array([int(group.row["n_matched"]) for group in groups], dtype=np.int64)
    alike = np.array([not is_shown(group.row, 1) for group in groups], dtype=bool)
    counts = np.where(alike & (counts > 0), np.minimum(counts, smallest - 1), counts)
    totals = np.array([codes[key] for key in keys], dtype=np.int64)
    return hidden_groups(counts, totals, smallest=smallest).tolist()


def sentence_row(measure: Measure) -> dict[str, Any]:
    """The row that the sentence tells: without its pass counts where a cohort's could be worked out from them."""
    row = measure.whole
    parts = [one for one in measure.rows if one is not None] if row is measure.total else []
    told = any(extreme(one[name] / one["n_matched"]) for one in parts for name in _SHARES)
    return {**row, "pass_mark": float("nan")} if told else row


def told_shares(row: Mapping[str, Any], *, ranges: bool = False) -> dict[str, Told]:
    """`improved_share`, `declined_share`, `pass_before_share`, `pass_after_share`, coded at the ends.

    ranges: all of them as ranges, where the row is a part or a sum of others that are told.
    """
    n = int(row["n_matched"])
    improved, declined = told_ways(int(row["improved"]), int(row["same"]), int(row["declined"]))
    passing = coded_shares(np.array([row[name] / n for name in _SHARES], dtype=np.float64))
    if ranges:
        improved, declined = share_ranges(np.array([row["improved"] / n, row["declined"] / n], dtype=np.float64))
        passing = share_ranges(np.array([row[name] / n for name in _SHARES], dtype=np.float64))
    told: dict[str, Told | None] = {"improved_share": improved, "declined_share": declined}
    told |= {f"{name}_share": share for name, share in zip(_SHARES, passing, strict=True)}
    if np.isnan(row["pass_mark"]):
        told |= {f"{name}_share": None for name in _SHARES}
    return {name: "–" if share is None else share for name, share in told.items()}
