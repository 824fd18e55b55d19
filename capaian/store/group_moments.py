"""Sums by class, programme or sex: what somebody may compare who sees no single student."""

from typing import Final, Literal

import numpy as np
import pandas as pd
from sqlalchemy import Connection, FromClause, select, tuple_

from capaian.access import Action, Actor, may, require
from capaian.store.engine import Store
from capaian.store.moments import stored_classes
from capaian.store.schema import enrolments, scores, students
from capaian.store.scope import entered, seen_marks, seen_students
from capaian.store.sums import MOMENT_COLUMNS, moments_of, told_moments

Grouping = Literal["class_name", "programme", "sex"]
GROUP_MOMENT_COLUMNS: Final = ("group", *MOMENT_COLUMNS)


def load_group_moments(store: Store, actor: Actor, by: Grouping) -> pd.DataFrame:
    """One row a (group, cohort, aspect as a whole): GROUP_MOMENT_COLUMNS, ordered so; small groups are not hidden.

    group: the class at the time of the cohort, the programme or the sex; students of whom it is not known
    are in none. Classes are stored; of the others one pass over the marks a group. Raises Refused, StoreError.
    """
    require(actor, Action.VIEW_SCHOOL)
    with store.reading() as connection:
        school = entered(connection, actor)
        if by == "class_name":
            rows = stored_classes(connection, school, actor)
            found = [told_moments(own).assign(group=name) for name, own in rows.groupby("class_name")]
        else:
            names = _names(connection, school, actor, by)
            found = [_moments(connection, school, actor, by, name).assign(group=name) for name in names]
    if not found:
        return pd.DataFrame(columns=list(GROUP_MOMENT_COLUMNS))
    rows = pd.concat(found, ignore_index=True)
    seen = [may(actor, Action.VIEW_COHORT, cohort) for cohort in rows["cohort"].tolist()]
    return rows[np.asarray(seen, dtype="bool")].reset_index(drop=True)[list(GROUP_MOMENT_COLUMNS)]


def _names(connection: Connection, school: int, actor: Actor, by: str) -> list[str]:
    value = students.c[by]
    query = select(value).distinct().select_from(_enrolled()).where(enrolments.c.school == school, value != "")
    query = query.where(seen_students(connection, school, actor, enrolments))
    return sorted(row[0] for row in connection.execute(query))


def _moments(connection: Connection, school: int, actor: Actor, by: str, name: str) -> pd.DataFrame:
    members = select(enrolments.c.cohort, enrolments.c.student).select_from(_enrolled())
    members = members.where(enrolments.c.school == school, students.c[by] == name).correlate(None)
    marks = tuple_(scores.c.cohort, scores.c.student).in_(members) & seen_marks(connection, school, actor)
    own = tuple_(enrolments.c.cohort, enrolments.c.student).in_(members)
    return told_moments(moments_of(connection, school, marks=marks, students=own))


def _enrolled() -> FromClause:
    person = (students.c.school == enrolments.c.school) & (students.c.id == enrolments.c.student)
    return enrolments.join(students, person)
