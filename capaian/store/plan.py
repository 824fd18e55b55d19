"""What an import would do to a cohort: asked of the database, worked out, and nothing written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from capaian.locale import N_
from capaian.problems import StoreError
from capaian.scores import SCALE_100
from capaian.store.bulk import KEYS, chunks
from capaian.store.matching import Person
from capaian.store.piles import Settled
from capaian.store.readings import GivenMarks, MarksRead, scales
from capaian.store.rule_nouns import CohortRules, another_scale, converted, refuse_another_scale
from capaian.store.rules import rules_of
from capaian.store.schema import MARK, criteria, scores

NEW, CHANGED, SAME, HELD = 0, 1, 2, 3
OLD: Final = tuple(f"old_{name}" for name in MARK)
_EQUAL: Final = 1e-9
"""Marks nearer than this are one mark: a workbook keeps 16 digits, not 17."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """id: 0 for one the school does not have yet. scale: the school's; given: that of the files.

    replaces: every mark that the criterion has in the cohort is written over, so that its scale may be another.
    """

    id: int
    aspect: str
    name: str
    scale: tuple[float, float]
    given: tuple[float, float]
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """people, known: the students who are imported, and for each the one of the school, or None for a new one.

    marks: those of readings.given_marks and `column` (the place in `criteria`), `verdict` (NEW, CHANGED, SAME,
    or HELD back because it was changed since the form was made) and OLD, the mark that stands; in the
    order of person, column, phase. skipped: blanks. left_out: marks of students who are not imported.
    """

    people: Sequence[Person]
    known: Sequence[Person | None]
    criteria: Sequence[Criterion]
    marks: pd.DataFrame
    skipped: int
    left_out: int = 0

    def count(self, verdict: int) -> int:
        """The number of marks with this verdict."""
        return int((self.marks["verdict"] == verdict).sum())

    @property
    def created(self) -> list[int]:
        """The places of those the school does not know."""
        return [i for i, known in enumerate(self.known) if known is None]

    @property
    def joining(self) -> list[int]:
        """The places of those the cohort does not have."""
        return [i for i, known in enumerate(self.known) if known is None or not known.here]

    @property
    def completed(self) -> list[int]:
        """The places of those of whom something unknown becomes known."""
        return [i for i, known in enumerate(self.known) if known and known.completed(self.people[i]) != known]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.count(NEW) or self.count(CHANGED) or self.joining or self.completed)


def plan_import(
    connection: Connection,
    school: int,
    cohort: int,
    reading: MarksRead,
    given: GivenMarks,
    *,
    people: Sequence[Person],
    settled: Settled,
) -> Plan:
    """The plan. people: all students of the files. Raises StoreError where one place has two marks that differ."""
    found, known = [people[i] for i in settled.kept], settled.known
    places = np.full(len(people), -1)
    places[list(settled.kept)] = np.arange(len(settled.kept))
    marks = given.marks.assign(person=places[given.marks["person"]])
    marks = marks[marks["person"] >= 0]
    columns, which = _criteria(connection, school, reading, marks)
    rules = rules_of(connection, school, cohort)
    marks = _converted(marks.assign(column=which), columns, rules)
    marks = _one_each(found, marks)
    ids = np.asarray([person.id if person else 0 for person in known], dtype="int64")
    standing = _standing(connection, school, cohort, sorted(set(ids[marks["person"]].tolist()) - {0}))
    judged = _judged(marks, ids, columns, standing)
    columns = [_on_one_scale(connection, (school, cohort), one, rules, judged, at) for at, one in enumerate(columns)]
    return Plan(found, known, columns, judged, given.skipped, int((places[given.marks["person"]] < 0).sum()))


def _criteria(
    connection: Connection, school: int, reading: MarksRead, marks: pd.DataFrame
) -> tuple[list[Criterion], np.ndarray]:
    """The criteria that the marks name, the school's own where it has them, and the place of each mark's."""
    query = select(criteria).where(criteria.c.school == school)
    ours = {(row.aspect, row.name.casefold()): _known(row) for row in connection.execute(query)}
    limits = scales(reading)
    names = list(zip(marks["aspect"].tolist(), marks["criterion"].tolist(), strict=True))
    places: dict[tuple[str, str], int] = {}
    columns: list[Criterion] = []
    for aspect, name in dict.fromkeys(names):
        key = (aspect, name.casefold())
        if key not in places:
            places[key] = len(columns)
            scale = limits.get((aspect, name), (SCALE_100.min, SCALE_100.max))
            columns.append(replace(ours.get(key) or Criterion(0, aspect, name, scale, scale), given=scale))
    return columns, np.asarray([places[aspect, name.casefold()] for aspect, name in names], dtype="int64")


def _converted(marks: pd.DataFrame, columns: Sequence[Criterion], rules: CohortRules) -> pd.DataFrame:
    """The marks by the formula that the cohort keeps. Raises StoreError where their scale is not the cohort's."""
    score = marks["score"].to_numpy(dtype="float64", copy=True)
    column = marks["column"].to_numpy()
    for at, one in enumerate(columns):
        rule = rules.rule(one.aspect, one.name)
        here = column == at
        score[here] = converted(score[here], rule, one.given)
    return marks.assign(score=score)


def _known(row: Any) -> Criterion:
    scale = (row.scale_min, row.scale_max)
    return Criterion(row.id, row.aspect, row.name, scale, scale)


def _on_one_scale(
    connection: Connection,
    owner: tuple[int, int],
    one: Criterion,
    rules: CohortRules,
    marks: pd.DataFrame,
    place: int,
) -> Criterion:
    """The criterion, and whether its marks are all replaced. Raises StoreError where two scales would mix."""
    rule = rules.rule(one.aspect, one.name)
    if rule is None or not another_scale(rule, one.given):
        return one
    here = (scores.c.school == owner[0], scores.c.cohort == owner[1], scores.c.criterion == one.id, scores.c.state == 0)
    standing = connection.execute(select(func.count()).select_from(scores).where(*here)).scalar_one()
    replaced = ((marks["column"] == place) & (marks["old_state"] == 0)).sum()
    if standing == replaced:
        return replace(one, replaces=True)
    refuse_another_scale(rule, one.given)
    return one


def _one_each(found: Sequence[Person], marks: pd.DataFrame) -> pd.DataFrame:
    """The marks in order, one a key. Raises StoreError where a key has two that differ."""
    key = ["person", "column", "phase"]
    marks = marks.sort_values(key, kind="stable", ignore_index=True)
    marks = marks.drop_duplicates([*key, "state", "score"], ignore_index=True)
    twice = marks.duplicated(key).to_numpy()
    if twice.any():
        second = int(twice.argmax())
        places = list(zip(marks["sheet"].tolist(), marks["cell"].tolist(), strict=True))
        one, other = places[second - 1], places[second]
        raise StoreError(
            N_(
                "Ada dua nilai yang berbeda untuk “{name}”: di sheet “{sheet}” sel {cell} dan di sheet “{other_sheet}” "
                "sel {other_cell}. Sisakan satu, lalu unggah lagi."
            ),
            name=found[int(marks["person"].iloc[second])].name,
            sheet=one[0], cell=one[1], other_sheet=other[0], other_cell=other[1],
        )  # fmt: skip
    return marks


def _standing(connection: Connection, school: int, cohort: int, students: Sequence[int]) -> pd.DataFrame:
    """The marks that these students have in the cohort: student, criterion, phase and OLD."""
    rows: list[Any] = []
    told = [scores.c[name] for name in ("student", "criterion", "phase", *MARK)]
    for some in chunks(students, KEYS):
        query = select(*told).where(scores.c.school == school, scores.c.cohort == cohort, scores.c.student.in_(some))
        rows += connection.execute(query).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=["student", "criterion", "phase", *OLD], dtype="object")


def _judged(marks: pd.DataFrame, ids: np.ndarray, columns: Sequence[Criterion], standing: pd.DataFrame) -> pd.DataFrame:
    """The marks with what stands in their place and the verdict."""
    place = {criterion.id: i for i, criterion in enumerate(columns) if criterion.id}
    standing = standing[standing["criterion"].isin(list(place))]
    old_column = np.asarray([place[i] for i in standing["criterion"].tolist()], dtype="int64")

    def keys(student: Any, column: Any, phase: Any) -> np.ndarray:
        """One number a key; a new student has no old mark."""
        student, column, phase = (np.asarray(part, dtype="int64") for part in (student, column, phase))
        return np.where(student > 0, (student * len(columns) + column) * 4 + phase, -1)

    old_keys = keys(standing["student"], old_column, standing["phase"])
    wanted = keys(ids[marks["person"]], marks["column"], marks["phase"])
    at = pd.Index(old_keys).get_indexer(pd.Index(wanted))
    old = standing[list(OLD)].reset_index(drop=True).reindex(np.where(at >= 0, at, -1)).reset_index(drop=True)
    stands = at >= 0
    old_score = old["old_score"].to_numpy(dtype="float64", na_value=np.nan)
    old_state = np.where(stands, old["old_state"].to_numpy(dtype="float64", na_value=np.nan), -1)
    new_score = marks["score"].to_numpy()
    equal = (old_state == marks["state"].to_numpy()) & (
        (np.abs(old_score - new_score) < _EQUAL) | (np.isnan(old_score) & np.isnan(new_score))
    )
    verdict = np.where(~stands, NEW, np.where(equal, SAME, CHANGED))
    return pd.concat([marks.assign(verdict=verdict), old], axis="columns")
