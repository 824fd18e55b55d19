"""Classes of cohorts: how many of each have a mark before, and after; no student's row."""

from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, select

from capaian.access import Action, Actor, aspects_seen, may, require
from capaian.store.class_names import class_at_the_time
from capaian.store.engine import Store
from capaian.store.moment_tables import class_counts
from capaian.store.schema import enrolments, scores, students
from capaian.store.scope import entered, seen_marks, seen_students, spellings

CLASS_COLUMNS: Final = ("cohort", "class_name", "n_enrolled", "n_before", "n_after")


def load_class_counts(store: Store, actor: Actor) -> pd.DataFrame:
    """One row a class of a cohort, of those whose students the actor sees: CLASS_COLUMNS, ordered by cohort, class.

    n_before, n_after: students with a mark of that phase in any criterion the actor sees. class_name is
    the one at the time of the cohort, "" where none is known. Read from what is stored; for who sees some
    aspects only, one look into the key a student of the cohorts assigned. Raises Refused, StoreError.
    """
    require(actor, Action.VIEW_SCHOOL)
    with store.reading() as connection:
        school = entered(connection, actor)
        rows = _counts(connection, school, actor)
    seen = [may(actor, Action.VIEW_STUDENTS, cohort) for cohort in rows["cohort"].tolist()]
    rows = rows[np.asarray(seen, dtype="bool")]
    return rows.sort_values(["cohort", "class_name"], ignore_index=True)


def _counts(connection: Connection, school: int, actor: Actor) -> pd.DataFrame:
    if aspects_seen(actor) is None:
        return _typed(_stored(connection, school, actor))
    seen = seen_marks(connection, school, actor)
    person = and_(students.c.school == enrolments.c.school, students.c.id == enrolments.c.student)
    class_name = class_at_the_time()
    query = (
        select(
            enrolments.c.cohort,
            class_name.label("class_name"),
            func.count(),
            _with(school, 0, seen),
            _with(school, 1, seen),
        )
        .select_from(enrolments.join(students, person))
        .where(enrolments.c.school == school, seen_students(connection, school, actor, enrolments))
        .group_by(enrolments.c.cohort, class_name)
    )
    return _typed(connection.execute(query.where(enrolments.c.cohort.in_(sorted(actor.cohorts)))))


def _stored(connection: Connection, school: int, actor: Actor) -> Any:
    own = class_counts.c
    query = select(*(own[name] for name in CLASS_COLUMNS)).where(own.school == school, own.whole == 0)
    if actor.classes is not None:
        query = query.where(own.class_name.in_(spellings(connection, school, actor.classes)))
    return connection.execute(query)


def _typed(found: Any) -> pd.DataFrame:
    rows = pd.DataFrame([tuple(row) for row in found], columns=list(CLASS_COLUMNS))
    return rows.astype(dict.fromkeys(CLASS_COLUMNS, "int64") | {"class_name": "str"})


def _with(school: int, phase: int, seen: ColumnElement[bool]) -> ColumnElement[int]:
    """How many students have a mark of the phase."""
    own = [scores.c.school == school, *(scores.c[name] == enrolments.c[name] for name in ("cohort", "student"))]
    has = exists().where(*own, scores.c.phase == phase, scores.c.state == 0, seen).correlate(enrolments)
    return func.sum(case((has, 1), else_=0))
