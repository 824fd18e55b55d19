"""What of a school an actor sees: the school's own door, and the rows of the classes and aspects assigned."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, select, true

from capaian.access import Actor, Role, aspects_seen
from capaian.locale import N_
from capaian.problems import Refused
from capaian.reading.names import same_class
from capaian.store.class_names import class_at
from capaian.store.known import school_of
from capaian.store.moment_tables import class_counts
from capaian.store.schema import criteria, enrolments, schools, scores, students


def entered(connection: Connection, actor: Actor, *, to_write: bool = False) -> int:
    """The school's id; to_write as in school_of. A visitor enters the demonstration alone.

    Every call that an actor asks comes through here. Raises Refused, StoreError.
    """
    school = school_of(connection, to_write=to_write)
    if actor.role is Role.VISITOR:
        query = select(schools.c.is_demo).where(schools.c.id == school)
        if not connection.execute(query).scalar_one():
            raise Refused(N_("Silakan masuk dahulu untuk melihat data sekolah."))
    return school


def seen_students(connection: Connection, school: int, actor: Actor, table: Any) -> ColumnElement[bool]:
    """Whether the student of a row, of a table with `cohort` and `student`, is of a class the actor sees."""
    if actor.classes is None:
        return true()
    here, person = enrolments.alias("seen_here"), students.alias("seen_person")
    of_class = class_at(here, person).in_(spellings(connection, school, actor.classes))
    return (
        exists()
        .where(
            here.c.school == school, here.c.cohort == table.c.cohort, here.c.student == table.c.student,
            person.c.school == school, person.c.id == here.c.student, of_class,
        )
        .correlate(table)
    )  # fmt: skip


def seen_marks(connection: Connection, school: int, actor: Actor) -> ColumnElement[bool]:
    """Whether a row of `scores` is of a class and of an aspect that the actor sees."""
    aspects = aspects_seen(actor)
    if aspects is None:
        return seen_students(connection, school, actor, scores)
    given = select(criteria.c.id).where(criteria.c.school == school, criteria.c.aspect.in_(sorted(aspects)))
    return and_(scores.c.criterion.in_(given), seen_students(connection, school, actor, scores))


def is_seen_class(actor: Actor, class_name: str) -> bool:
    """Whether a class is one of those assigned, however it is spelled."""
    return actor.classes is None or same_class(class_name) in {same_class(name) for name in actor.classes}


def cohorts_of_classes(connection: Connection, school: int, classes: Iterable[str]) -> frozenset[int]:
    """The ids of the cohorts that a student of one of the classes is in."""
    wanted = {same_class(name) for name in classes}
    return frozenset(row.cohort for row in _classes(connection, school) if same_class(row.class_name) in wanted)


def spellings(connection: Connection, school: int, classes: Iterable[str]) -> list[str]:
    """How the school's rows spell these classes."""
    wanted = {same_class(name) for name in classes}
    return sorted({row.class_name for row in _classes(connection, school) if same_class(row.class_name) in wanted})


def _classes(connection: Connection, school: int) -> Any:
    """One row a cohort and class: cohort, class_name."""
    query = select(class_counts.c.cohort, class_counts.c.class_name)
    return connection.execute(query.where(class_counts.c.school == school, class_counts.c.whole == 0))
