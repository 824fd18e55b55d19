"""The nouns: aspects, phases, marks, scales, and the contract of the one long table.

A *mark* is what one person wrote in one cell, for one student, in one criterion of one aspect,
before or after. Everything shown is a pairing of marks.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd


class Aspect(StrEnum):
    """The three ways a student is expected to come back stronger; never averaged together."""

    COGNITIVE = "kognitif"
    TECHNICAL = "teknis"
    CHARACTER = "karakter"


class Phase(StrEnum):
    """When a mark was given. RETEST: the same test again, no training between."""

    BEFORE = "before"
    AFTER = "after"
    RETEST = "retest"
    FOLLOW_UP = "follow_up"


class State(StrEnum):
    """What a cell says about a student: a value, nothing yet, or that the student was not there."""

    PRESENT = "present"
    MISSING = "missing"
    DID_NOT_SIT = "did_not_sit"


class CohortKind(StrEnum):
    """Why a cohort is in the books."""

    PROGRAMME = "programme"
    COMPARISON = "comparison"
    RETEST = "retest"


@dataclass(frozen=True, slots=True)
class Scale:
    """The lowest and the highest mark a criterion allows; marks outside it never enter."""

    min: float
    max: float

    def to_100(self, mark: float) -> float:
        """Mark as a share of the maximum, 0-100: mark / max * 100 (the way Indonesian schools do it)."""
        return mark if self.max == 100 else mark / self.max * 100


SCALE_100: Final = Scale(0, 100)

SCORE_KEY: Final = ("cohort", "student", "aspect", "criterion", "phase")
"""What makes a row of `scores` unique."""

SCORE_COLUMNS: Final = (*SCORE_KEY, "score", "raw", "state", "rater", "source", "import_id")
"""Columns of the long table `scores`; one row a mark.

cohort, student: integer ids. aspect, phase, state: the enums above as text (aspect may be null in
a file that names none). criterion: text, "" where the aspect is marked as a whole. score: float,
0-100 in the store, NaN unless state is "present". raw: the text as written. rater: who gave it.
source: `file!sheet!C3`. import_id: the import that brought it, or null.
"""

GAIN_COLUMNS: Final = ("cohort", "student", "aspect", "criterion", "before", "after", "gain")
"""Columns of `gains`; one row a student in an aspect (criterion null) or in one criterion, both phases present.

before, after: marks on the scale. gain: after - before, sign turned where lower is better, so that
a positive gain is always an improvement.
"""


def empty_scores() -> pd.DataFrame:
    """A `scores` table with no row and the right columns and types."""
    kinds = {"cohort": "int64", "student": "int64", "score": "float64", "import_id": "Int64"}
    return pd.DataFrame({name: pd.Series(dtype=kinds.get(name, "str")) for name in SCORE_COLUMNS})
