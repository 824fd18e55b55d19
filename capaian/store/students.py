"""The students of a school and of a cohort."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select, true

from capaian.access import Action, Actor, may, may_somewhere, require
from capaian.locale import N_
from capaian.problems import Refused, StoreError
from capaian.reading.names import same_name
from capaian.store.bulk import KEYS, chunks
from capaian.store.class_names import class_at_the_time
from capaian.store.engine import Store
from capaian.store.known import checked_id, cohort_of
from capaian.store.matching import Person
from capaian.store.schema import cohorts, enrolments, students
from capaian.store.scope import entered, seen_students
from capaian.store.similar import words_like

ROSTER_COLUMNS = ("student", "nisn", "nis", "name", "sex", "class_name", "programme")
"""Columns of a roster; one row a student. student: the id. The others are text, "" where unknown."""

SIMILAR_FOUND: Final = 20
"""So many students with nearly the name that was asked for are told."""

NO_STUDENT: Final = N_("Siswa ini tidak ada, atau sudah dihapus. Cari siswa lain.")


@dataclass(frozen=True, slots=True)
class Student:
    """One student; "" where unknown. cohorts: the ids of those the student is in, the first one first."""

    id: int
    nisn: str
    nis: str
    name: str
    sex: str
    class_name: str
    programme: str
    cohorts: tuple[int, ...]


def load_roster(store: Store, actor: Actor, cohort_id: int) -> pd.DataFrame:
    """The students of a cohort, ROSTER_COLUMNS, by class and name; class_name as it was in the cohort.

    Where the actor has classes assigned, the students of those. Raises Refused, and StoreError where
    there is no such cohort.
    """
    require(actor, Action.VIEW_STUDENTS, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        query = _roster(class_at_the_time()).where(enrolments.c.school == school, enrolments.c.cohort == known)
        query = query.where(seen_students(connection, school, actor, enrolments))
        return _in_order(connection.execute(query).all(), [*ROSTER_COLUMNS, "name_key"])


def find_students(store: Store, actor: Actor, text: str) -> pd.DataFrame:
    """The students whose name holds the text (signs and capitals aside), or whose NISN or NIS begins with it.

    Of the cohorts the actor may see: ROSTER_COLUMNS and `cohorts`, the names of the student's
    cohorts as one text; by class and name. An empty text finds everybody. Raises Refused, StoreError.
    """
    wanted, number = same_name(text), text.strip()
    numbered = [students.c[name].startswith(number, autoescape=True) for name in ("nisn", "nis")]
    named = [students.c.name_key.contains(wanted, autoescape=True)] if wanted else []
    rows = _searched(store, actor, or_(*numbered, *named) if number else true())
    return _in_order(rows, [*ROSTER_COLUMNS, "name_key", "cohorts"])


def find_similar_students(store: Store, actor: Actor, text: str) -> pd.DataFrame:
    """The students whose names are written nearly like the text, the nearest first, at most SIMILAR_FOUND.

    Every word of the text is nearly a word of the name or its beginning. Columns as of find_students.
    Raises Refused, StoreError.
    """
    columns = [*ROSTER_COLUMNS, "name_key", "cohorts"]
    rows = _searched(store, actor, true())
    near = words_like(same_name(text), [row[columns.index("name_key")] for row in rows])
    found = _in_order([rows[at] for at, _ in near], columns)
    return found.sort_values(
        "student",
        key=lambda ids: ids.map({rows[at][0]: -share for at, share in near}),
        kind="stable",
        ignore_index=True,
    ).head(SIMILAR_FOUND)


def _searched(store: Store, actor: Actor, condition: ColumnElement[bool]) -> list[tuple[Any, ...]]:
    """Those for whom the condition holds, once each: ROSTER_COLUMNS, name_key, cohorts."""
    require(actor, Action.VIEW_SCHOOL)
    if not may_somewhere(actor, Action.VIEW_STUDENTS):
        raise Refused(N_("Anda tidak berhak melihat nilai siswa satu per satu."))
    with store.reading() as connection:
        school = entered(connection, actor)
        query = _roster(students.c.class_name).add_columns(enrolments.c.cohort, cohorts.c.name.label("cohort_name"))
        query = query.join(cohorts, (cohorts.c.school == enrolments.c.school) & (cohorts.c.id == enrolments.c.cohort))
        query = query.where(students.c.school == school, seen_students(connection, school, actor, enrolments))
        query = query.where(condition).order_by(students.c.id, enrolments.c.cohort)
        rows = connection.execute(query).all()
    seen = [row for row in rows if may(actor, Action.VIEW_STUDENTS, row.cohort)]
    names: dict[int, list[str]] = {}
    for row in seen:
        names.setdefault(row.student, []).append(row.cohort_name)
    once = {row.student: (*tuple(row)[:-2], ", ".join(names[row.student])) for row in seen}
    return list(once.values())


def load_student(store: Store, actor: Actor, student_id: int) -> Student:
    """One student. Raises Refused, and StoreError where there is none with this id."""
    require_students(actor)
    with store.reading() as connection:
        school = entered(connection, actor)
        known, among = student_of(connection, school, actor, student_id)
        row = connection.execute(select(students).where(students.c.school == school, students.c.id == known)).one()
    return Student(
        row.id, row.nisn or "", row.nis or "", row.name, row.sex, row.class_name, row.programme, tuple(among)
    )


def require_students(actor: Actor) -> None:
    """Nothing where the actor sees any student at all. Raises Refused."""
    if not may_somewhere(actor, Action.VIEW_STUDENTS):
        require(actor, Action.VIEW_STUDENTS)


def student_of(connection: Connection, school: int, actor: Actor, student_id: Any) -> tuple[int, list[int]]:
    """The id of a student the actor may see, and those of the student's cohorts that the actor may see.

    Raises Refused where the actor sees some students and this is none of them, whether there is such
    a student or not; StoreError where there is none and the actor sees everybody.
    """
    everywhere = may(actor, Action.VIEW_STUDENTS)
    wanted = checked_id(student_id, NO_STUDENT)
    query = select(enrolments.c.cohort).where(
        enrolments.c.school == school, enrolments.c.student == wanted,
        seen_students(connection, school, actor, enrolments),
    )  # fmt: skip
    among = connection.execute(query.order_by(enrolments.c.cohort)).scalars().all()
    seen = [cohort for cohort in among if may(actor, Action.VIEW_STUDENTS, cohort)]
    if not everywhere and not seen:
        raise Refused(NO_STUDENT)
    there = select(students.c.id).where(students.c.school == school, students.c.id == wanted)
    if connection.execute(there).scalar_one_or_none() is None:
        raise StoreError(NO_STUDENT)
    return wanted, seen


def people_like(connection: Connection, school: int, cohort: int, found: Iterable[Person]) -> list[Person]:
    """Everybody of the school who shares a NISN, a NIS or a name with somebody found; the cost is that of `found`."""
    found = list(found)
    wanted = {
        "nisn": {person.nisn or (person.short_nisn and person.short_nisn.zfill(10)) for person in found},
        "nis": {person.nis for person in found},
        "name_key": {person.name_key for person in found},
    }
    like: dict[int, Person] = {}
    for field, values in wanted.items():
        for some in chunks(sorted(values - {""}), KEYS):
            for row in connection.execute(_people(school, cohort).where(students.c[field].in_(some))):
                like[row.id] = _person(row)
    return list(like.values())


def people_of(connection: Connection, school: int, cohort: int) -> list[Person]:
    """The students of a cohort, whoever asks."""
    query = _people(school, cohort).where(enrolments.c.cohort == cohort).order_by(students.c.id)
    return [_person(row) for row in connection.execute(query)]


def person_of(connection: Connection, school: int, cohort: int, student_id: Any) -> Person | None:
    """The student with this id, None where there is none. Raises StoreError for what can be no id."""
    wanted = checked_id(student_id, NO_STUDENT)
    row = connection.execute(_people(school, cohort).where(students.c.id == wanted)).one_or_none()
    return _person(row) if row else None


def _people(school: int, cohort: int) -> Select[Any]:
    here = (enrolments.c.school == students.c.school) & (enrolments.c.student == students.c.id)
    query = select(students, enrolments.c.class_name.label("class_here"), enrolments.c.cohort)
    query = query.outerjoin_from(students, enrolments, here & (enrolments.c.cohort == cohort))
    return query.where(students.c.school == school)


def _person(row: Row[Any]) -> Person:
    return Person(
        row.id, row.nisn or "", row.nis or "", row.name, row.name_key, row.sex,
        row.class_here or row.class_name, row.programme, here=row.cohort is not None,
    )  # fmt: skip


def _roster(class_name: Any) -> Select[*tuple[Any, ...]]:
    here = (enrolments.c.school == students.c.school) & (enrolments.c.student == students.c.id)
    return select(
        students.c.id.label("student"), func.coalesce(students.c.nisn, "").label("nisn"),
        func.coalesce(students.c.nis, "").label("nis"), students.c.name, students.c.sex,
        class_name.label("class_name"), students.c.programme, students.c.name_key,
    ).join_from(students, enrolments, here)  # fmt: skip


def _in_order(rows: Iterable[Any], columns: list[str]) -> pd.DataFrame:
    """By class and name, in the order of characters, which is the same in every database."""
    table = pd.DataFrame.from_records([tuple(row) for row in rows], columns=columns)
    kinds = {name: "int64" if name == "student" else "str" for name in columns}
    table = table.astype(kinds).sort_values(["class_name", "name_key", "student"], ignore_index=True)
    return table.drop(columns="name_key")
