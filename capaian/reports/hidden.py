"""What may leave the school: which groups of a report are shown, and how their shares are told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.improvement import coded_shares, extreme, hidden_groups, share_ranges, told_ways
from capaian.reports.groups_sheet import GroupRow
from capaian.reports.measures import Measure
from capaian.reports.report import CohortReport
from capaian.reports.totals import total_row

Told = float | str
"""A number, or words that take its place."""
_SHARES: Final = ("pass_before", "pass_after")
_PASSES: Final = ("pass_before_share", "pass_after_share")
_WAYS: Final = ("improved_share", "declined_share")


def is_shown(row: Mapping[str, Any], smallest: int) -> bool:
    """Whether a summary row may be told: enough students, who did not all have the same mark or the same gain."""
    if row["n_matched"] < smallest:
        return False
    return all(row[f"sd_{of}"] > 0 for of in ("before", "after", "gain"))


def shown_rows(rows: Sequence[Mapping[str, Any]], smallest: int) -> list[bool]:
    """Which summary rows of one cohort may be told: aspects by `is_shown`, and criteria of those as groups of them.

    The mean of an aspect is made of its criteria, so one that is hidden takes another along, as a class does.
    """
    shown = [is_shown(row, smallest) for row in rows]
    whole = {row["aspect"]: told for row, told in zip(rows, shown, strict=True) if row["criterion"] is None}
    parts = [at for at, row in enumerate(rows) if row["criterion"] is not None and row["aspect"] in whole]
    names = [str(rows[at]["aspect"]) for at in parts]
    for at, hide in zip(parts, hidden_parts([rows[at] for at in parts], names, {}, smallest), strict=True):
        shown[at] = shown[at] and not hide and whole[rows[at]["aspect"]]
    return shown


def hidden_parts(
    rows: Sequence[Mapping[str, Any]], totals: Sequence[Any], rest: Mapping[Any, int], smallest: int
) -> list[bool]:
    """Which summary rows to hide: small ones, those all alike, and of each total more where a subtraction would tell.

    totals: of which total each row is a part. rest: how many of a total are in none of its rows.
    """
    codes = {key: code for code, key in enumerate(dict.fromkeys(totals))}
    counts = np.array([int(row["n_matched"]) for row in rows], dtype=np.int64)
    alike = np.array([not is_shown(row, 1) for row in rows], dtype=bool)
    counts = np.where(alike & (counts > 0), np.minimum(counts, smallest - 1), counts)
    others = {codes[key]: n for key, n in rest.items() if key in codes and n > 0}
    every = np.concatenate([counts, np.array([*others.values()], dtype=np.int64)])
    places = np.array([*(codes[key] for key in totals), *others], dtype=np.int64)
    unshown = np.arange(len(every)) >= len(counts)
    return hidden_groups(every, places, smallest=smallest, unshown=unshown)[: len(counts)].tolist()


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


def told_groups(
    groups: Sequence[GroupRow], measures: Sequence[Measure], students: pd.DataFrame, smallest: int
) -> list[tuple[GroupRow, bool]]:
    """The groups of one cohort that a file for anybody names, each with whether its numbers are hidden.

    Classes and sexes, or programmes where there are no classes: a programme less its classes would tell a class.
    The sexes are left out where they and the classes together tell a few: all boys less a class of boys alone.
    students: as the measures have them.
    """
    classes = {group.measure for group in groups if group.by == "class_name"}
    groups = [group for group in groups if group.by != "programme" or group.measure not in classes]
    keys = [(group.measure, group.by) for group in groups]
    rest = {key: int(measures[key[0]].paired.sum()) for key in keys}
    for key, group in zip(keys, groups, strict=True):
        rest[key] -= int(group.row["n_matched"])
    hidden = hidden_parts([group.row for group in groups], keys, rest, smallest)
    told = list(zip(groups, hidden, strict=True))
    telling = {at for at in range(len(measures)) if _cross_tells(told, at, measures[at], students, smallest)}
    return [(group, hide) for group, hide in told if group.by != "sex" or group.measure not in telling]


def _cross_tells(
    told: Sequence[tuple[GroupRow, bool]], at: int, measure: Measure, students: pd.DataFrame, smallest: int
) -> bool:
    """Whether sexes and classes (or programmes) of a measure, one less the other, come to fewer than `smallest`.

    Of whatever sexes: the classes in which there are any, less these sexes, are all the others in those classes.
    """
    own = [(group, hide) for group, hide in told if group.measure == at]
    kinds = {group.by for group, _ in own}
    if "sex" not in kinds or len(kinds) < 2:
        return False
    table = students[measure.paired]
    shown = {by: [group.written for group, hide in own if group.by == by and not hide] for by in kinds}
    first, second = [table[by].where(table[by].isin(shown[by]), "") for by in (*(kinds - {"sex"}), "sex")]
    counts = pd.crosstab(first, second).to_numpy()
    for size in range(1, counts.shape[1]):
        for some in combinations(range(counts.shape[1]), size):
            inside = counts[:, list(some)].sum(axis=1)
            others = int((counts.sum(axis=1) - inside)[inside > 0].sum())
            if 0 < others < smallest:
                return True
    return False


def coded_in_parts(measure: Measure) -> frozenset[str]:
    """The shares of a total that would tell a coded share of one of its cohorts: each less the others'."""
    found = set()
    for names, told in ((("improved", "same", "declined"), _WAYS), (_SHARES, _PASSES)):
        parts = [row for row in measure.rows if row is not None]
        if any(extreme(row[name] / row["n_matched"]) for row in parts for name in names):
            found |= {*told}
    return frozenset(found)


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
