"""Marks of a form that were changed in the school since the form was made: held back, one by one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from capaian.reading.stamp import Stamp
from capaian.store.import_tables import row_changes
from capaian.store.instants import written
from capaian.store.plan import CHANGED, HELD, NEW, SAME, Plan
from capaian.store.readings import MarksRead
from capaian.store.row_changes import changes_of
from capaian.store.schema import criteria, imports, marks_before, scores

Choice: TypeAlias = Literal["file", "database"]
Choices: TypeAlias = Mapping[str, Choice]
"""Which of two marks is the right one, by the `source` of the one in the file."""
_Key: TypeAlias = tuple[int, int, int]
_EQUAL: Final = 1e-9


def hold_back(
    connection: Connection, school: int, cohort: int, reading: MarksRead, plan: Plan, choices: Choices
) -> Plan:
    """The plan with those marks HELD that were changed since their form was made and that nobody decided.

    A mark for which "database" was chosen is held as well. `untouched` says that the form still has the
    mark it was made with, so that nobody typed it.
    """
    marks = plan.marks
    verdict, untouched = marks["verdict"].to_numpy().copy(), np.zeros(len(marks), dtype=bool)
    sources, keys = sources_of(marks, reading), _keys(plan)
    told = list(zip(marks["state"].tolist(), marks["score"].tolist(), strict=True))
    for number, file in enumerate(reading.files):
        stamp = getattr(file, "stamp", None)
        if not isinstance(stamp, Stamp) or stamp.cohort_id != cohort:
            continue
        if stamp.kind == "summary":
            verdict[_worked_out(connection, school, cohort, plan, number)] = SAME
        since = _Since(connection, school, cohort, written(stamp.made_at))
        for i in np.flatnonzero((marks["file"].to_numpy() == number) & np.isin(verdict, (NEW, CHANGED))).tolist():
            if keys[i] in since.changed and choices.get(sources[i]) != "file":
                verdict[i] = HELD
                untouched[i] = _same(told[i], since.base.get(keys[i]))
    return replace(plan, marks=marks.assign(verdict=verdict, untouched=untouched))


def _worked_out(connection: Connection, school: int, cohort: int, plan: Plan, number: int) -> np.ndarray:
    """Where the marks of a summary are means of criteria that the cohort has: they are nobody's marks."""
    marks = plan.marks
    judged = (criteria.c.school == scores.c.school) & (criteria.c.id == scores.c.criterion) & (criteria.c.name != "")
    query = select(scores.c.student, criteria.c.aspect, scores.c.phase).join_from(scores, criteria, judged).distinct()
    query = query.where(scores.c.school == school, scores.c.cohort == cohort)
    having = {tuple(row) for row in connection.execute(query)}
    whole = {i: one.aspect for i, one in enumerate(plan.criteria) if not one.name}
    columns, files = marks["column"].tolist(), marks["file"].tolist()
    keys = zip(_keys(plan), columns, files, strict=True)
    return np.asarray(
        [f == number and column in whole and (s, whole[column], phase) in having for (s, _, phase), column, f in keys],
        dtype=bool,
    )


def sources_of(marks: pd.DataFrame, reading: MarksRead) -> list[str]:
    """`file!sheet!cell` of each mark."""
    names = [file.file for file in reading.files]
    places = zip(marks["file"].tolist(), marks["sheet"].tolist(), marks["cell"].tolist(), strict=True)
    return [f"{names[file]}!{sheet}!{cell}" if file >= 0 else cell for file, sheet, cell in places]


class _Since:
    """What changed in a cohort after an instant: the keys of the marks, and what stood there then."""

    def __init__(self, connection: Connection, school: int, cohort: int, at: str) -> None:
        late = select(imports.c.id).where(imports.c.school == school, imports.c.cohort == cohort, imports.c.at > at)
        ids = set(connection.execute(late).scalars())
        self.changed: set[_Key] = set()
        self.base: dict[_Key, tuple[int, float | None]] = {}
        if not ids:
            return
        here = (scores.c.school == school, scores.c.cohort == cohort, scores.c.import_id.in_(late))
        told = (scores.c.student, scores.c.criterion, scores.c.phase)
        self.changed |= {tuple(row) for row in connection.execute(select(*told).where(*here))}
        before = [marks_before.c[name] for name in ("student", "criterion", "phase", "state", "score", "old_import")]
        query = select(*before).where(marks_before.c.school == school, marks_before.c.import_id.in_(late))
        rows = [tuple(row) for row in connection.execute(query)]
        written_down = (row_changes.c.import_id.in_(late), row_changes.c.table_name == "scores")
        for change in changes_of(connection, school, *written_down):
            self.changed.add(change.key[1:])
            if change.before is not None:
                rows.append((*change.key[1:], change.before[6], change.before[4], change.before[8]))
        for *key, state, score, brought in rows:
            if brought not in ids:
                self.base[tuple(key)] = (state, score)


def _keys(plan: Plan) -> list[_Key]:
    """Student, criterion and phase of each mark; 0 for what the school does not have."""
    ids = [person.id if person else 0 for person in plan.known]
    places = (plan.marks[name].tolist() for name in ("person", "column", "phase"))
    return [(ids[person], plan.criteria[column].id, phase) for person, column, phase in zip(*places, strict=True)]


def _same(told: tuple[int, float], base: tuple[int, float | None] | None) -> bool:
    """Whether the form's mark is the one that stood when it was made."""
    if base is None or base[0] != told[0]:
        return False
    return base[1] is None or abs(base[1] - told[1]) < _EQUAL
