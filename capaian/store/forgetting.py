"""Forgetting one student: what there is, and then nothing of it."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, exists, func, select

from capaian.access import Action, Actor, require
from capaian.reading.names import same_name
from capaian.store.audit import Deed, write_audit
from capaian.store.certificate_tables import certificates
from capaian.store.engine import Store
from capaian.store.erasing import cohorts_of, erase_students, people_of
from capaian.store.forgotten import note_forgotten
from capaian.store.import_tables import row_changes
from capaian.store.known import bump_version
from capaian.store.privacy_tables import consents
from capaian.store.rotation import Reason
from capaian.store.schema import enrolments, marks_before, scores, students
from capaian.store.scope import entered
from capaian.store.students import student_of


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What goes, or went. cohorts: the student was in; marks: that stand; earlier_marks: that imports wrote over or
    an undo took out. certificates: that stand.

    file_is_clean: False where the database's file could not be written anew just now, so that what was
    deleted may still lie in it until the next time; True beforehand.
    """

    cohorts: int
    marks: int
    earlier_marks: int
    consents: int
    file_is_clean: bool = True
    certificates: int = 0


def find_undone_students(store: Store, actor: Actor, text: str) -> pd.DataFrame:
    """Students who are no longer in the school because an import was undone, and who would come back with it.

    Those whose NISN or NIS is the text, or whose name holds it: student (the id they had), nisn, nis, name;
    one row a student. An empty text finds nobody. Raises Refused, StoreError.
    """
    require(actor, Action.FORGET_STUDENT)
    number, name = text.strip(), same_name(text)
    found: dict[int, tuple[str, str, str]] = {}
    with store.reading() as connection:
        school = entered(connection, actor)
        for person in people_of(connection, school, _undone(connection, school)) if number else ():
            named = bool(name) and name in same_name(person["name"])
            if named or number in (person["nisn"], person["nis"]):
                found[person["id"]] = (person["nisn"] or "", person["nis"] or "", person["name"])
    rows = [(student, *told) for student, told in sorted(found.items())]
    return pd.DataFrame(rows, columns=["student", "nisn", "nis", "name"])


def preview_forgetting(store: Store, actor: Actor, student_id: int) -> Forgetting:
    """What forget_student would remove. Raises Refused, and StoreError where there is no such student."""
    require(actor, Action.FORGET_STUDENT)
    with store.reading() as connection:
        school = entered(connection, actor)
        return _counted(connection, school, _student(connection, school, actor, student_id))


def forget_student(store: Store, actor: Actor, student_id: int) -> Forgetting:
    """Remove a student and every mark of theirs, everywhere, in one transaction; what went.

    Also one whom the undo of an import has taken out of the school. Summaries are made from the marks that
    are left. The log says that it was done and not to whom. On SQLite the file is then written anew, so
    that the name is not in it either; a PostgreSQL server does so in its own time
    (docs/privacy/retention.md). Where backups are kept one is made first, and the number of who was forgotten
    is written down beside them. Raises what preview_forgetting raises, and StoreError where no backup can be made.
    """
    preview_forgetting(store, actor, student_id)
    if store.backups is not None:
        store.backups.take(store, Reason.FORGETTING)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        student = _student(connection, school, actor, student_id)
        told = _counted(connection, school, student)
        among = cohorts_of(connection, school, [student])
        erase_students(connection, school, [student])
        bump_version(connection, school)
        for cohort in among:
            bump_version(connection, school, cohort)
        write_audit(
            connection, school, actor, Deed.STUDENT_FORGOTTEN, resource=f"student:{student}",
            detail={"cohorts": told.cohorts, "marks": told.marks},
        )  # fmt: skip
    note_forgotten(store, school, "student", student)
    return replace(told, file_is_clean=store.rewrite())


def _student(connection: Connection, school: int, actor: Actor, student_id: Any) -> int:
    """The id of a student of the school, or of one who is only in what an undo wrote down."""
    if isinstance(student_id, int) and student_id in _undone(connection, school):
        return student_id
    return student_of(connection, school, actor, student_id)[0]


def _undone(connection: Connection, school: int) -> set[int]:
    """The ids of students whom only an undo knows."""
    known = exists().where(students.c.school == row_changes.c.school, students.c.id == row_changes.c.student)
    query = select(row_changes.c.student).where(row_changes.c.school == school, row_changes.c.student.is_not(None))
    return set(connection.execute(query.where(~known).distinct()).scalars())


def _counted(connection: Connection, school: int, student: int) -> Forgetting:
    def rows(table: Table, *where: Any) -> int:
        query = select(func.count()).select_from(table)
        here = (table.c.school == school, table.c.student == student)
        return connection.execute(query.where(*here, *where)).scalar_one()

    written_down = rows(row_changes, row_changes.c.table_name == "scores")
    counts = (rows(enrolments), rows(scores), rows(marks_before) + written_down, rows(consents))
    return Forgetting(*counts, certificates=rows(certificates))
