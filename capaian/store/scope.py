"""What of a school an actor sees: the school's own door, and the rows of the classes and aspects assigned."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select, true

from capaian.access import Actor, Role, aspects_seen
from capaian.locale import N_
from capaian.problems import Refused
from capaian.reading.names import same_class
from capaian.store.known import school_of
from capaian.store.schema import criteria, enrolments, schools, students


def entered(connection: Connection, actor: Actor, *, to_write: bool = False) -> int:
    """The school's id; to_write as in school_of. A visitor enters the demonstration alone.

    Every call that is asked by an actor comes through here. Raises Refused, StoreError.
    """
    school = school_of(connection, to_write=to_write)
    if actor.role is Role.VISITOR:
        query = select(schools.c.is_demo).where(schools.c.id == school)
        if not connection.execute(query).scalar_one():
            raise Refused(N_("Silakan masuk dahulu untuk melihat data sekolah."))
    return school


def class_here() -> ColumnElement[str]:
    """The class at the time of the cohort, else the student's; enrolments joined with students."""
    return func.coalesce(func.nullif(enrolments.c.class_name, ""), students.c.class_name)


def seen_enrolment(connection: Connection, school: int, actor: Actor) -> ColumnElement[bool]:
    """Whether an enrolment joined with its student is of a class the actor sees."""
    if actor.classes is None:
        return true()
    return class_here().in_(_spellings(connection, school, actor.classes))


def seen_student(connection: Connection, school: int, actor: Actor, table: Any) -> ColumnElement[bool]:
    """Whether the student of a row of a table with `cohort` and `student` is of a class the actor sees."""
    if actor.classes is None:
        return true()
    here = and_(
        enrolments.c.school == school,
        enrolments.c.cohort == table.c.cohort,
        enrolments.c.student == table.c.student,
        students.c.school == school,
        students.c.id == enrolments.c.student,
        seen_enrolment(connection, school, actor),
    )
    return exists().select_from(enrolments).where(here).correlate(table)


def seen_criterion(actor: Actor) -> ColumnElement[bool]:
    """Whether a criterion is of an aspect the actor sees."""
    aspects = aspects_seen(actor)
    return true() if aspects is None else criteria.c.aspect.in_(sorted(aspects))


def is_seen_class(actor: Actor, class_name: str) -> bool:
    """Whether a class is one of those assigned, however it is spelled."""
    return actor.classes is None or same_class(class_name) in {same_class(name) for name in actor.classes}


def cohorts_of_classes(connection: Connection, school: int, classes: Iterable[str]) -> frozenset[int]:
    """The ids of the cohorts that a student of one of the classes is in."""
    wanted = {same_class(name) for name in classes}
    return frozenset(row.cohort for row in _classes(connection, school) if same_class(row.class_name) in wanted)


def _spellings(connection: Connection, school: int, classes: Iterable[str]) -> list[str]:
    """How the school's rows spell these classes."""
    wanted = {same_class(name) for name in classes}
    return sorted({row.class_name for row in _classes(connection, school) if same_class(row.class_name) in wanted})


def _classes(connection: Connection, school: int) -> Any:
    query = (
        select(enrolments.c.cohort, class_here().label("class_name"))
        .join_from(
            enrolments, students, (students.c.school == enrolments.c.school) & (students.c.id == enrolments.c.student)
        )
        .where(enrolments.c.school == school)
        .distinct()
    )
    return connection.execute(query)
