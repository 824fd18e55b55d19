"""The cohorts that say something about another: comparison groups, and groups that sat the same test twice."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from capaian.improvement import Change, Comparison, ReliableChange, compare_scores, reliable_change_where_known
from capaian.locale import Texts
from capaian.scores import CohortKind
from capaian.store import Cohort
from capaian.store.beside import comparison_cohorts, same_time
from capaian.web.caching import CohortTables

__all__ = [
    "comparison_cohorts",
    "comparison_with",
    "counted_again",
    "retested",
    "retests_of",
    "same_time",
    "time_note",
    "with_changes",
]


def time_note(one: Cohort, other: Cohort, t: Texts) -> str:
    """That two cohorts were not tested in the same weeks, or that it is not known; "" where they were."""
    if same_time(one, other):
        return ""
    if one.starts_on is None or other.starts_on is None:
        return t("waktu tes kedua kelompok belum dicatat, jadi belum pasti sama")
    return t("kedua kelompok dites pada waktu yang berbeda ({one} dan {other}), jadi selisihnya juga dapat berasal "
             "dari waktu", one=t.date(one.starts_on), other=t.date(other.starts_on))  # fmt: skip


def comparison_with(tables: CohortTables, other: CohortTables, aspect: str | None) -> Comparison | None:
    """How the students gained beside those of a comparison group; None where the two share no criterion.

    Both groups' marks are weighed and turned by the rules of the first.
    """
    return compare_scores(tables.scores, other.scores, **tables.scoring).get((aspect or "", ""))


def retests_of(cohorts: Sequence[Cohort], cohort: Cohort) -> list[Cohort]:
    """The groups that sat a test twice, the latest first. A cohort that is one itself is not measured by itself."""
    return [other for other in cohorts if other.kind is CohortKind.RETEST and other.id != cohort.id]


def retested(mine: CohortTables, twice: Sequence[CohortTables], aspect: str | None) -> ReliableChange | None:
    """What the first of these retests of the same test says of a whole cohort; None where there was none."""
    for theirs in twice:
        found = reliable_change_where_known(mine.scores, theirs.scores, **mine.scoring)
        known = found.get((aspect or "", ""))
        if known is not None:
            return known
    return None


def counted_again(change: ReliableChange, gained: pd.DataFrame) -> ReliableChange:
    """The same threshold for fewer students, a class for instance: how many of these lie beyond it."""
    if change.improved is None:
        return change
    up, down = int((gained["gain"] > change.threshold).sum()), int((gained["gain"] < -change.threshold).sum())
    return replace(change, improved=up, declined=down, unclear=len(gained) - up - down)


def with_changes(gained: pd.DataFrame, change: ReliableChange | None) -> pd.DataFrame:
    """The rows of `gains` with `change` (a Change as text), where the test's reliability gives a threshold."""
    if change is None or change.improved is None:
        return gained
    cases = [gained["gain"] > change.threshold, gained["gain"] < -change.threshold]
    words = np.select(cases, [Change.UP.value, Change.DOWN.value], Change.UNCLEAR.value)
    return gained.assign(change=pd.array(words.tolist(), dtype="str"))
