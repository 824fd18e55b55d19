"""Summaries of many students beside a plain numpy pass over the same sums and a pingouin loop.

The pingouin loop is timed on some groups and scaled, because all of them take minutes.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from bench.measure import Row, measure
from capaian.improvement import gains, moments, summarise_gains, summarise_moments
from capaian.scores import Aspect

SIZES = ((1_000, 10), (100_000, 500), (1_000_000, 5_000))
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


def rows(sizes: Sequence[tuple[int, int]] = SIZES) -> Iterator[Row]:
    """Each size (students, cohorts): sums and summaries beside bincount and pingouin, pairing beside a scatter."""
    for students, cohorts in sizes:
        yield from _rows(students, cohorts)


def _rows(students: int, cohorts: int) -> Iterator[Row]:
    from bench.loops import pingouin_loop  # to import pingouin is two seconds, and the tests need the rest alone

    scores = invented_scores(students, cohorts)
    gained = gains(scores)
    groups = len(moments(gained))
    group = (gained["cohort"].to_numpy() * 3 + gained["aspect"].cat.codes.to_numpy()).astype(np.int64)
    group = np.unique(group, return_inverse=True)[1]
    before, after = gained["before"].to_numpy(), gained["after"].to_numpy()
    looped = min(LOOPED, groups)
    few = gained[group < looped]
    size = f"{students:,} students, {groups:,} groups"
    bincount, loop = "numpy.bincount of the same sums", "loop over pingouin.ttest"
    yield measure(
        f"summarise {size}",
        lambda: summarise_moments(moments(gained), effect_intervals=False),
        {bincount: lambda: numpy_sums(group, before, after, groups), loop: lambda: pingouin_loop(few)},
        stands_for={loop: groups / looped},
        goal="3 x bincount, pingouin 200 x ours",
    )
    yield measure(
        f"with intervals of d_z and g_av, {size}",
        lambda: summarise_moments(moments(gained)),
        {loop: lambda: pingouin_loop(few)},
        stands_for={loop: groups / looped},
        goal="pingouin 200 x ours",
    )
    yield measure(
        f"with Wilcoxon, bootstrap and Marx-Cummings, {size}",
        lambda: summarise_gains(gained),
        {"pingouin.ttest and wilcoxon": lambda: pingouin_loop(few, ranks=True)},
        stands_for={"pingouin.ttest and wilcoxon": groups / looped},
        runs=1,
    )
    yield measure(f"pair {size}", lambda: gains(scores), {"numpy scatter by codes": lambda: numpy_scatter(scores)})
