"""What a retest makes known of a programme group: who changed by more than the test's own error."""

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.improvement.comparison import only, paired_criteria
from capaian.improvement.directions import Directions
from capaian.improvement.gains import gains
from capaian.improvement.moments import group_codes, group_keys
from capaian.improvement.reliability import CHANGE_NAMES, USABLE, Change, change_threshold, retest_summary
from capaian.improvement.weights import Weights
from capaian.locale import N_, Texts

Key = tuple[str, str]
"""Aspect and criterion, "" for null."""

_COUNTS: Final = N_(
    "ketelitian tes r {r} dari {n} siswa tes ulang; perubahan seorang siswa baru nyata bila lebih dari {points} poin: "
    "{up} naik nyata, {unclear} belum jelas, {down} turun nyata; mengulang tes tanpa pelatihan saja mengubah rata-rata "
    "{practice} poin (kisaran 95%: {low} sampai {high})"
)
_TOO_LOW: Final = N_(
    "ketelitian tes r {r} dari {n} siswa tes ulang; di luar {least} sampai {most} tidak ada batas untuk seorang siswa; "
    "mengulang tes tanpa pelatihan saja mengubah rata-rata {practice} poin (kisaran 95%: {low} sampai {high})"
)
_NO_SPREAD: Final = N_(
    "ketelitian tes r {r} dari {n} siswa tes ulang; nilai awal siswa tidak beragam, jadi belum ada batas untuk seorang "
    "siswa; mengulang tes tanpa pelatihan saja mengubah rata-rata {practice} poin (kisaran 95%: {low} sampai {high})"
)

_FEW_WORDS: Final = N_("{up} siswa naik nyata, {unclear} belum jelas, {down} turun nyata (batas {points} poin)")
_NO_LIMIT: Final = N_("ketelitian tes r {r}: belum ada batas untuk perubahan seorang siswa")


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """A programme group in one aspect or criterion, seen with the reliability of its test.

    r: correlation of the two sittings of the n retested students. practice: their mean gain, points,
    with its 95 % interval. threshold: points from which a student's gain is more than error (NaN where r
    is not usable or the marks before do not vary), and then how many students are beyond it, each way.
    """

    r: float
    n: int
    practice: float
    practice_low: float
    practice_high: float
    threshold: float
    improved: int | None
    unclear: int | None
    declined: int | None


def reliable_change_where_known(
    scores: pd.DataFrame,
    retest: pd.DataFrame,
    *,
    lower_is_better: bool | Directions = False,
    weights: Weights | None = None,
) -> dict[Key, ReliableChange]:
    """Every aspect and criterion of a programme's `scores` whose test the retest group sat twice.

    retest: `scores` of the same test before and after with no training between. An aspect is known
    only where the retest holds every criterion that the programme group has a pair in, or the mark of
    the whole where it has one: anything else would be another test. Both tables are taken as one
    group each. weights: as in `gains`.
    """
    mine = paired_criteria(scores)
    rules: dict[str, Any] = {"lower_is_better": lower_is_better, "weights": weights}
    tested = _tested(retest, mine, rules)
    gained = gains(scores, **rules)
    group, groups = group_codes(gained.assign(cohort=0))
    found = {}
    for at, (_, aspect, criterion) in enumerate(group_keys(groups)):
        if (aspect, criterion) in tested:
            found[aspect, criterion] = _counted(gained[group == at], tested[aspect, criterion])
    return found


def reliable_change_to_json(change: ReliableChange | None) -> dict[str, Any] | None:
    """The `reliable_change` of `summary --json`; None where the reliability of the test is not known."""
    if change is None:
        return None
    values = {
        "r": change.r,
        "threshold": change.threshold,
        "improved": change.improved,
        "unclear": change.unclear,
        "declined": change.declined,
        "practice_gain": change.practice,
    }
    return {k: None if isinstance(v, float) and math.isnan(v) else v for k, v in values.items()}


def reliable_change_note(change: ReliableChange | None, t: Texts) -> str:
    """What is known of single students, in one line; up and down are never added."""
    if change is None:
        return t(CHANGE_NAMES[Change.UNKNOWN])
    told = {
        "r": t.number(change.r, 2),
        "n": t.number(change.n, 0),
        "practice": t.signed(change.practice),
        "low": t.number(change.practice_low),
        "high": t.number(change.practice_high),
    }
    if not math.isnan(change.threshold):
        counts = {"up": change.improved, "unclear": change.unclear, "down": change.declined}
        counted = {name: t.number(count, 0) for name, count in counts.items()}
        return t(_COUNTS, points=t.number(change.threshold), **counted, **told)
    if USABLE[0] < change.r < USABLE[1]:
        return t(_NO_SPREAD, **told)
    return t(_TOO_LOW, least=t.number(USABLE[0]), most=t.number(USABLE[1], 0), **told)


def reliable_change_line(change: ReliableChange | None, t: Texts) -> str:
    """The same in a few words: how many changed by more than the test's own error, each way."""
    if change is None:
        return t(CHANGE_NAMES[Change.UNKNOWN])
    if math.isnan(change.threshold):
        return t(_NO_LIMIT, r=t.number(change.r, 2))
    counts = {"up": change.improved, "unclear": change.unclear, "down": change.declined}
    told = {name: t.number(count, 0) for name, count in counts.items()}
    return t(_FEW_WORDS, points=t.number(change.threshold), **told)


def _tested(retest: pd.DataFrame, mine: list[Key], rules: dict[str, Any]) -> dict[Key, dict[str, Any]]:
    """The rows of `retest_summary` with a correlation, by group, for the tests of the programme group."""
    theirs = set(paired_criteria(retest))
    both = [key for key in mine if key in theirs]
    table = retest_summary(gains(only(retest, both), **rules), lower_is_better=rules["lower_is_better"])
    rows = zip(group_keys(table.assign(cohort=0)), table.to_dict("records"), strict=True)
    found: dict[Key, dict[str, Any]] = {
        key[1:]: {str(name): value for name, value in row.items()} for key, row in rows if row["n"] >= 2
    }
    for aspect in {aspect for aspect, criterion in both if criterion}:
        names = [criterion for known, criterion in both if known == aspect]
        if len(names) == 1 and (aspect, "") in found:
            found[aspect, names[0]] = found[aspect, ""]
        missing = any(known == aspect and (known, criterion) not in theirs for known, criterion in mine)
        if missing and (aspect, "") not in both:
            found.pop((aspect, ""), None)
    return {key: row for key, row in found.items() if not math.isnan(row["reliability"])}


def _counted(rows: pd.DataFrame, tested: dict[str, Any]) -> ReliableChange:
    """The students of one group against the threshold of their test."""
    threshold = change_threshold(float(rows["before"].std()), tested["reliability"])
    gain = rows["gain"].to_numpy(np.float64)
    up, down = int((gain > threshold).sum()), int((gain < -threshold).sum())
    known = not math.isnan(threshold)
    return ReliableChange(
        r=tested["reliability"],
        n=int(tested["n"]),
        practice=tested["practice"],
        practice_low=tested["practice_low"],
        practice_high=tested["practice_high"],
        threshold=threshold,
        improved=up if known else None,
        unclear=len(gain) - up - down if known else None,
        declined=down if known else None,
    )
