"""Questions on which it depends what is saved, and the answers that settle one for all its cells at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from capaian.problems import Problem
from capaian.reading.answers import Answers, ColumnAnswer, SideAnswer, problem_key
from capaian.reading.drafts import Draft
from capaian.reading.marks import PRESENT
from capaian.reading.mending import cell_key, column_of, key_of_column
from capaian.reading.reading import Reading
from capaian.scores import SCALE_100, Aspect, Phase, Scale

DECIDING: Final = ("two_marks", "zeros", "scale_unclear")
"""Codes of these questions: while one is open, nothing is saved."""
Side: TypeAlias = Literal["first", "later"]
_OTHER: Final = {Phase.BEFORE: Phase.AFTER, Phase.AFTER: Phase.BEFORE}


@dataclass(frozen=True, slots=True)
class Conversion:
    """Marks that are not out of 100. columns: their letters; written: the first of them, on its own scale."""

    columns: tuple[str, ...]
    aspect: Aspect | None
    criterion: str
    scale: Scale
    written: float


def to_decide(problems: Iterable[Problem]) -> list[Problem]:
    """Those of the problems that a person has to decide before anything is saved."""
    return [problem for problem in problems if problem.code in DECIDING]


def conversions(draft: Draft) -> list[Conversion]:
    """The columns of a table whose marks become others when they are saved, together by what they are."""
    found: dict[tuple[Aspect | None, str, Scale], Conversion] = {}
    for m in draft.scores():
        read = draft.marks[m.column]
        marks = read.score[read.state == PRESENT]
        scale = m.scale or SCALE_100
        if not len(marks) or scale.max == SCALE_100.max:
            continue
        key, letter = (m.aspect, m.criterion, scale), draft.block.grid.column_name(m.column)
        known = found.get(key) or Conversion((), m.aspect, m.criterion, scale, float(marks[0]))
        found[key] = Conversion((*known.columns, letter), m.aspect, m.criterion, scale, known.written)
    return list(found.values())


def conversion_at(reading: Reading, problem: Problem) -> Conversion | None:
    """The conversion that a question about a column's scale is about."""
    for draft in reading.drafts:
        if (draft.file, draft.sheet) == (problem.file, problem.sheet):
            for one in conversions(draft):
                if problem.cell in one.columns:
                    return one
    return None


def zeros_are(reading: Reading, meaning: str) -> Answers:
    """Every zero that is asked about means this: AS_WRITTEN, DID_NOT_SIT or MISSING."""
    keys = [key_of_column(reading, problem) for problem in reading.problems if problem.code == "zeros"]
    return Answers(values={key: {"0": meaning} for key in keys if key})


def zero_cells(reading: Reading, problem: Problem) -> list[str]:
    """The cells that a question about zeros is about, in their order."""
    for draft in reading.drafts:
        grid = draft.block.grid
        for m in draft.scores() if (draft.file, draft.sheet) == (problem.file, problem.sheet) else ():
            if grid.column_name(m.column) == problem.cell and m.column in draft.marks:
                zeros = np.flatnonzero(draft.marks[m.column].score == 0)
                return [grid.address(draft.rows[at], m.column) for at in zeros.tolist()]
    return []


def side_taken(reading: Reading, side: Side) -> Answers:
    """Of a student's different marks for the same thing the first that was met, or the one met last."""
    sides: dict[str, SideAnswer] = {}
    taken: dict[str, str] = {}
    for problem in reading.problems:
        if problem.code == "two_marks":
            first, other = str(problem.fields["other"]), cell_key(problem)
            sides |= {first: "leave", other: "leave"}
            taken[first] = first if side == "first" else other
    sides |= dict.fromkeys(taken.values(), "take")
    return Answers(sides=sides)


def scale_as_found(problems: Iterable[Problem]) -> Answers:
    """The scales that are asked about are what they were taken for, in these files."""
    return Answers(accepted=frozenset(problem_key(p) for p in problems if p.code == "scale_unclear"))


def scale_of_100(reading: Reading, problems: Iterable[Problem]) -> Answers:
    """The columns whose scale is asked about are out of 100: their marks stay as they are written."""
    columns: dict[str, ColumnAnswer] = {}
    for problem in problems:
        key, found = key_of_column(reading, problem), column_of(reading, problem)
        if problem.code != "scale_unclear" or key is None or found is None:
            continue
        _, table, column = found
        phase = _OTHER.get(column.phase, column.phase) if table.swapped and column.phase else column.phase
        columns[key] = ColumnAnswer("score", column.aspect, phase, column.criterion, SCALE_100)
    return Answers(columns=columns)
