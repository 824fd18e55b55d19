"""Summaries of many students against a plain numpy pass over the same sums and a pingouin loop.

    python -m bench.improvement [STUDENTS COHORTS]

CPU seconds (user + system), median of interleaved runs; the pingouin loop is timed on some groups
and scaled, because it takes minutes. Ratios hold within one run only.
"""

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import pingouin

from capaian.improvement import gains, moments, summarise_gains, summarise_moments
from capaian.scores import Aspect

RUNS = 5
LOOPED = 40


def invented_scores(students: int, cohorts: int) -> pd.DataFrame:
    """Three aspects, before and after, 3 % missing; keys as the store gives them: integers and categories."""
    rng = np.random.default_rng(7)
    cohort = np.sort(rng.integers(0, cohorts, students))
    before = np.clip(rng.normal(62, 12, (students, 3)), 0, 100).round(1)
    after = np.clip(before + rng.normal(6, 9, (students, 3)), 0, 100).round(1)
    score = np.stack([before, after], axis=2).reshape(-1)
    score[rng.random(len(score)) < 0.03] = np.nan
    rows = students * 6
    phase = np.tile([0, 1], students * 3)
    aspect = np.tile(np.repeat([0, 1, 2], 2), students)
    table = {
        "cohort": np.repeat(cohort, 6),
        "student": np.repeat(np.arange(students), 6),
        "aspect": pd.Categorical.from_codes(aspect, categories=pd.Index(list(Aspect), dtype="str")),
        "criterion": pd.Categorical.from_codes(np.zeros(rows, dtype=np.int8), categories=pd.Index([""], dtype="str")),
        "phase": pd.Categorical.from_codes(phase, categories=pd.Index(["before", "after"], dtype="str")),
        "score": score,
    }
    return pd.DataFrame(table)


def numpy_sums(group: np.ndarray, before: np.ndarray, after: np.ndarray, size: int) -> list[np.ndarray]:
    """The peer: one bincount for each of the sums in MOMENT_COLUMNS."""
    x, y, up, down = before - 50, after - 50, after > before, after < before
    passed_before, passed_after = before >= 75, after >= 75
    weights = (
        *(x, y, x * x, y * y, x * y, up, down, ~(up | down)),
        *(passed_before & passed_after, ~passed_before & passed_after),
        *(passed_before & ~passed_after, ~passed_before & ~passed_after),
        *(before >= 90, before >= 100, before == 0, after >= 90, after >= 100, after == 0),
    )
    return [np.bincount(group, minlength=size), *(np.bincount(group, weights=w, minlength=size) for w in weights)]


def numpy_scatter(scores: pd.DataFrame) -> np.ndarray:
    """The peer of pairing: scatter the marks by integer codes."""
    slot = scores["student"].to_numpy() * 3 + scores["aspect"].cat.codes.to_numpy()
    marks = np.full((2, int(slot.max()) + 1), np.nan)
    marks[scores["phase"].cat.codes.to_numpy(), slot] = scores["score"].to_numpy()
    return marks[:, ~np.isnan(marks).any(axis=0)]


def pingouin_loop(gained: pd.DataFrame) -> None:
    """The other peer: one paired t test a group, the way a script does it."""
    for _, rows in gained.groupby(["cohort", "aspect"], observed=True):
        pingouin.ttest(rows["after"], rows["before"], paired=True)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(students: int, cohorts: int) -> None:
    scores = invented_scores(students, cohorts)
    gained = gains(scores)
    sums = moments(gained)
    groups = len(sums)
    group = (gained["cohort"].to_numpy() * 3 + gained["aspect"].cat.codes.to_numpy()).astype(np.int64)
    group = np.unique(group, return_inverse=True)[1]
    before, after = gained["before"].to_numpy(), gained["after"].to_numpy()
    few = gained[group < LOOPED]
    looped = min(LOOPED, groups)
    works: dict[str, Callable[[], object]] = {
        "numpy bincount, all sums": lambda: numpy_sums(group, before, after, groups),
        "moments from gains": lambda: moments(gained),
        "moments to summary": lambda: summarise_moments(sums, effect_intervals=False),
        "with noncentral intervals": lambda: summarise_moments(sums),
        "numpy scatter": lambda: numpy_scatter(scores),
        "gains from scores": lambda: gains(scores),
        f"pingouin, {looped} groups": lambda: pingouin_loop(few),
        "with student rows": lambda: summarise_gains(gained),
    }
    took = {name: [] for name in works}
    for _ in range(RUNS):
        for name, work in works.items():
            took[name].append(seconds(work))
    median = {name: statistics.median(values) for name, values in took.items()}
    print(f"{students:,} students, {groups:,} groups; CPU seconds, median of {RUNS}")
    for name, value in median.items():
        print(f"  {name:28} {value:9.4f}")
    bincount, ours = median["numpy bincount, all sums"], median["moments from gains"]
    whole = ours + median["moments to summary"]
    loop = median[f"pingouin, {looped} groups"] / looped * groups
    print(f"  moments / bincount           {ours / bincount:9.2f}")
    print(f"  summary from gains / bincount{whole / bincount:9.2f}")
    print(f"  gains / scatter              {median['gains from scores'] / median['numpy scatter']:9.2f}")
    print(f"  pingouin loop / summary      {loop / whole:9.0f}")
    print(f"  the same, with intervals of d{loop / (ours + median['with noncentral intervals']):9.0f}")


if __name__ == "__main__":
    main(*(int(size) for size in sys.argv[1:3] or ("1_000_000", "5_000")))
