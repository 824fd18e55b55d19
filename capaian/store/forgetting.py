"""Forgetting one student: what there is, and then nothing of it."""

from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from capaian.access import Action, Actor, require
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.erasing import erase_students
from capaian.store.known import bump_version
from capaian.store.privacy_tables import consents
from capaian.store.schema import enrolments, marks_before, scores
from capaian.store.scope import entered
from capaian.store.students import student_of


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What goes, or went. cohorts: the student was in; marks: that stand; earlier_marks: that imports wrote over.

    file_is_clean: False where the database's file could not be written anew just now, so that what was
    deleted may still lie in it until the next time; True beforehand.
    """

    cohorts: int
    marks: int
    earlier_marks: int
    consents: int
    file_is_clean: bool = True


def preview_forgetting(store: Store, actor: Actor, student_id: int) -> Forgetting:
    """What forget_student would remove. Raises Refused, and StoreError where there is no such student."""
    require(actor, Action.FORGET_STUDENT)
    with store.reading() as connection:
        school = entered(connection, actor)
        student, _ = student_of(connection, school, actor, student_id)
        return _counted(connection, school, student)


def forget_student(store: Store, actor: Actor, student_id: int) -> Forgetting:
    """Remove a student and every mark of theirs, everywhere, in one transaction; what went.

    Summaries are made from the marks that are left. The log says that it was done and not to whom. On
    SQLite the file is then written anew, so that the name is not in it either; a PostgreSQL server
    does so in its own time (docs/privacy/retention.md). Raises what preview_forgetting raises.
    """
    require(actor, Action.FORGET_STUDENT)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        student, among = student_of(connection, school, actor, student_id)
        told = _counted(connection, school, student)
        erase_students(connection, school, [student])
        bump_version(connection, school)
        for cohort in among:
            bump_version(connection, school, cohort)
        write_audit(
            connection, school, actor, Deed.STUDENT_FORGOTTEN, resource=f"student:{student}",
            detail={"cohorts": told.cohorts, "marks": told.marks},
        )  # fmt: skip
    return Forgetting(told.cohorts, told.marks, told.earlier_marks, told.consents, store.rewrite())


def _counted(connection: Connection, school: int, student: int) -> Forgetting:
    def rows(table: Table) -> int:
        query = select(func.count()).select_from(table)
        return connection.execute(query.where(table.c.school == school, table.c.student == student)).scalar_one()

    return Forgetting(rows(enrolments), rows(scores), rows(marks_before), rows(consents))
