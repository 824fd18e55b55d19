"""The same mark of the same student in two places: equal ones count once, different ones are a problem."""

from collections import Counter
from collections.abc import Mapping, Sequence
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


def each_once(marks: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    """The marks without repetitions: a value before a blank, the one a person took, the first before the later ones.

    sides: capaian.reading.answers.Answers.sides.
    """
    if not marks.duplicated(_KEY).any():
        return marks
    rank = (marks["state"] != State.PRESENT.value) * 2 + (marks["source"].map(sides) != "take")
    kept = marks.loc[rank.sort_values(kind="stable").index].drop_duplicates(_KEY)
    return kept.sort_index().reset_index(drop=True)


def two_marks(marks: pd.DataFrame, sides: Mapping[str, str]) -> list[Problem]:
    """A problem for every value that differs from an earlier one for the same student, aspect, criterion and phase.

    None where a person took one of them; whoever takes two that differ has taken none.
    """
    present = marks[marks["state"] == State.PRESENT.value]
    again = present[present.duplicated(_KEY, keep=False)]
    found = []
    for _, same in again.groupby(_KEY, dropna=False, sort=False):
        if sides and len(set(same.loc[same["source"].map(sides) == "take", "score"])) == 1:
            continue
        first = same.iloc[0]
        for _, other in same.iloc[1:].iterrows():
            if other["score"] != first["score"]:
                file, sheet, cell = other["source"].rsplit("!", 2)
                found.append(problem("two_marks", file, sheet, cell, other["raw"], other=first["source"]))
    return found
