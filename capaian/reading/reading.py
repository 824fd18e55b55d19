"""A reading: what all files together hold, as tables that travel."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.problems import Problem, Severity
from capaian.reading.answers import Answers, problem_key
from capaian.reading.collisions import each_once, may_collide, two_marks
from capaian.reading.drafts import Draft
from capaian.reading.nouns import FileRead
from capaian.reading.students import Student
from capaian.reading.writing import mark_columns
from capaian.scores import SCORE_COLUMNS

STUDENT_COLUMNS: Final = ("student", "nisn", "nis", "name", "sex", "class_name", "programme", "file", "sheet", "row")
MARK_COLUMNS: Final = (
    "student", "aspect", "criterion", "phase", "score", "scale_min", "scale_max", "raw", "state", "source", "file",
)  # fmt: skip


_NO_ANSWERS: Final = Answers()


class Reading:
    """Files read together: their tables and problems, one roster, every mark once.

    answers: what a person decided; opened, scale_max: what the reading was made from, to be made again.
    """

    def __init__(
        self,
        files: Sequence[FileRead],
        drafts: Sequence[Draft],
        roster: Sequence[Student],
        more: Sequence[Problem] = (),
        *,
        opened: Sequence[Any] = (),
        scale_max: float | None = None,
        answers: Answers = _NO_ANSWERS,
    ) -> None:
        self.files = tuple(files)
        self._drafts = tuple(drafts)
        self._roster = tuple(roster)
        self._more = tuple(more)
        self.opened = tuple(opened)
        self.scale_max = scale_max
        self.answers = answers

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """What the tables of the files were told from, one after the other in the same order."""
        return self._drafts

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every file, in the order of files, sheets and cells."""
        refused = (f.message for f in self.files if f.message is not None)
        collisions = two_marks(mark_columns(self._drafts), self.answers.sides) if may_collide(self._drafts) else []
        collisions = [p for p in collisions if problem_key(p) not in self.answers.accepted]
        return (*refused, *(p for f in self.files for p in f.problems), *self._more, *collisions)

    @property
    def blocked(self) -> bool:
        """Whether nothing can be saved: a problem blocks, or there is no table at all."""
        tables = any(f.tables for f in self.files)
        return not tables or any(p.severity is Severity.BLOCKS for p in self.problems)

    @cached_property
    def students(self) -> pd.DataFrame:
        """One row a student: student (0..), nisn, nis, name, sex, class_name, programme (text), file, sheet, row."""
        columns = {
            name: [getattr(one, name) for one in self._roster]
            for name in STUDENT_COLUMNS
            if name not in ("student", "row")
        }
        table = pd.DataFrame({name: pd.Series(values, dtype="str") for name, values in columns.items()})
        table.insert(0, "student", np.arange(len(self._roster), dtype=np.int64))
        table["row"] = np.array([one.row for one in self._roster], dtype=np.int64)
        return table[list(STUDENT_COLUMNS)]

    @cached_property
    def marks(self) -> pd.DataFrame:
        """One row a mark, on its column's own scale; a blank is a row too, its score NaN.

        student (int), aspect, criterion, phase (text, null or "" where none is named), score,
        scale_min, scale_max (float), raw (as written), state, source (`file!sheet!C3`), file.
        """
        marks = mark_columns(self._drafts)[list(MARK_COLUMNS)]
        return each_once(marks, self.answers.sides) if may_collide(self._drafts) else marks

    @cached_property
    def corrected(self) -> dict[str, str]:
        """What a person typed, by the source of the mark that it became."""
        if not self.answers.cells:
            return {}
        typed = self.marks["source"].isin(list(self.answers.cells))
        return {source: self.answers.cells[source] for source in self.marks["source"][typed].tolist()}

    def scores(self, *, to_100: bool) -> pd.DataFrame:
        """The marks with a phase as the long table `scores` (capaian/scores.py), cohort 0.

        to_100: every mark times 100 / the highest mark of its scale.
        """
        phased = self.marks["phase"].notna()
        marks = self.marks if phased.all() else self.marks[phased]
        score = marks["score"] / marks["scale_max"] * 100 if to_100 else marks["score"]
        if to_100:
            score = score.where(marks["scale_max"] != 100, marks["score"])
        no_one = pd.array([], dtype="str").take(np.full(len(marks), -1), allow_fill=True)
        no_import = pd.arrays.IntegerArray(np.zeros(len(marks), np.int64), np.ones(len(marks), bool))
        table = marks.assign(cohort=np.int64(0), score=score, rater=no_one, import_id=no_import)
        return table[list(SCORE_COLUMNS)].reset_index(drop=True)
