"""The same mark of the same student in two places: equal ones count once, different ones are a problem."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import pandas as pd

from capaian.problems import Problem
from capaian.reading.drafts import Draft
from capaian.reading.text import plain
from capaian.reading.wording import problem
from capaian.scores import State

_KEY: Final = ["student", "aspect", "criterion", "phase"]


def may_collide(drafts: Sequence[Draft]) -> bool:
    """Whether two columns hold the same thing, or rows say what a mark is: only then the marks need comparing."""
    held = Counter((m.aspect, m.phase, plain(m.criterion)) for draft in drafts for m in draft.scores())
    several = any(len(set(draft.students)) < len(draft.rows) - len(draft.repeated) for draft in drafts)
    return several or any(n > 1 for n in held.values())


def each_once(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks without repetitions: a value before a blank, the first value before the later ones."""
    if not marks.duplicated(_KEY).any():
        return marks
    present_first = (marks["state"] != State.PRESENT.value).sort_values(kind="stable").index
    kept = marks.loc[present_first].drop_duplicates(_KEY)
    return kept.sort_index().reset_index(drop=True)


def two_marks(marks: pd.DataFrame) -> list[Problem]:
    """A problem for every value that differs from an earlier one for the same student, aspect, criterion and phase."""
    present = marks[marks["state"] == State.PRESENT.value]
    again = present[present.duplicated(_KEY, keep=False)]
    found = []
    for _, same in again.groupby(_KEY, dropna=False, sort=False):
        first = same.iloc[0]
        for _, other in same.iloc[1:].iterrows():
            if other["score"] != first["score"]:
                file, sheet, cell = other["source"].rsplit("!", 2)
                found.append(problem("two_marks", file, sheet, cell, other["raw"], other=first["source"]))
    return found
