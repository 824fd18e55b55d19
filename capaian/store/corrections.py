"""Putting right what is known of a student: who asks for it has a right to it, and the log says that it was done."""

import json
from typing import Any

from sqlalchemy import Connection, select, update

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.reading.names import same_name
from capaian.store.audit import Deed, write_audit
from capaian.store.bulk import stored_text
from capaian.store.engine import Store
from capaian.store.import_tables import row_changes
from capaian.store.known import bump_version, checked_name
from capaian.store.row_tables import COLUMNS
from capaian.store.schema import enrolments, students, students_before
from capaian.store.scope import entered
from capaian.store.students import student_of


def correct_student(
    store: Store,
    actor: Actor,
    student_id: int,
    *,
    name: str,
    nisn: str,
    nis: str,
    sex: str,
    class_name: str,
    programme: str,
) -> tuple[str, ...]:
    """Write over what was known of a student; the names of the fields that are others now, none where all were right.

    sex: "L", "P" or "". A wrong class is also put right in the cohorts that have the same wrong class, and
    a wrong value does not stay among what imports wrote over. Raises Refused, and StoreError where there
    is no such student, the NISN has not ten digits or belongs to somebody else, or the name is empty.
    """
    require(actor, Action.CORRECT_STUDENT)
    wanted = _checked(name=name, nisn=nisn, nis=nis, sex=sex, class_name=class_name, programme=programme)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        student, among = student_of(connection, school, actor, student_id)
        here = (students.c.school == school) & (students.c.id == student)
        stood = connection.execute(select(students).where(here)).one()
        changed = {field: value for field, value in wanted.items() if getattr(stood, field) != value}
        if not changed:
            return ()
        if changed.get("nisn"):
            _refuse_taken(connection, school, changed["nisn"])
        connection.execute(update(students).where(here).values(**changed))
        _correct_traces(connection, school, student, stood, changed)
        bump_version(connection, school)
        for cohort in among:
            bump_version(connection, school, cohort)
        fields = tuple(field for field in changed if field != "name_key")
        write_audit(
            connection, school, actor, Deed.STUDENT_CORRECTED, resource=f"student:{student}",
            detail=dict.fromkeys(fields, 1),
        )  # fmt: skip
        return fields


def _checked(**given: str) -> dict[str, Any]:
    """The values as they stand in the database. Raises StoreError for what cannot be."""
    told = {field: " ".join(stored_text(text).split()) for field, text in given.items()}
    name, nisn = checked_name(told["name"]), told["nisn"]
    if nisn and not (len(nisn) == 10 and nisn.isascii() and nisn.isdigit()):
        raise StoreError(N_("NISN harus berisi tepat sepuluh angka. Kosongkan bila belum diketahui."))
    if told["sex"] not in ("", "L", "P"):
        raise StoreError(N_("Jenis kelamin ditulis L atau P. Kosongkan bila tidak perlu."))
    if any(len(text) > 200 for text in told.values()):
        raise StoreError(N_("Nama harus berisi 1 sampai 200 huruf."))
    return {
        "name": name, "name_key": same_name(name), "nisn": nisn or None, "nis": told["nis"] or None,
        "sex": told["sex"], "class_name": told["class_name"], "programme": told["programme"],
    }  # fmt: skip


def _refuse_taken(connection: Connection, school: int, nisn: str) -> None:
    query = select(students.c.id).where(students.c.school == school, students.c.nisn == nisn)
    if connection.execute(query).scalar_one_or_none() is not None:
        raise StoreError(N_("NISN ini sudah dipakai siswa lain. Periksa kedua siswa itu."))


def _correct_traces(connection: Connection, school: int, student: int, stood: Any, changed: dict[str, Any]) -> None:
    """The same wrong value, where it stands a second time."""
    for field, value in changed.items():
        wrong = getattr(stood, field)
        if wrong:
            old = (students_before.c.school == school) & (students_before.c.student == student)
            column = students_before.c[field]
            connection.execute(update(students_before).where(old, column == wrong).values({field: value}))
    _correct_written_down(connection, school, student, stood, changed)
    if "class_name" in changed and stood.class_name:
        there = (enrolments.c.school == school) & (enrolments.c.student == student)
        query = update(enrolments).where(there, enrolments.c.class_name == stood.class_name)
        connection.execute(query.values(class_name=changed["class_name"]))


def _correct_written_down(
    connection: Connection, school: int, student: int, stood: Any, changed: dict[str, Any]
) -> None:
    """The same in what is written down so that imports can be undone: an undo brings nothing wrong back."""
    here = (row_changes.c.school == school) & (row_changes.c.student == student)
    people = row_changes.c.table_name.in_(("students", "students_before"))
    for row in connection.execute(select(row_changes).where(here, people)).all():
        new = {
            name: _righted(row.table_name, getattr(row, name), stood, changed) for name in ("row_before", "row_after")
        }
        one = (row_changes.c.import_id == row.import_id) & (row_changes.c.number == row.number)
        connection.execute(update(row_changes).where(here, one).values(**new))


def _righted(table: str, told: str | None, stood: Any, changed: dict[str, Any]) -> str | None:
    if told is None:
        return None
    row = dict(zip(COLUMNS[table], json.loads(told), strict=True))
    row |= {field: value for field, value in changed.items() if row[field] and row[field] == getattr(stood, field)}
    return json.dumps(list(row.values()), ensure_ascii=False)
