"""Cohorts: who took part in which training, and the pass mark of each aspect."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, func, insert, select, update

from capaian.access import Action, Actor, aspects_seen, may, require
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.scores import Aspect, CohortKind
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.known import bump_version, checked_name, cohort_of, next_ids
from capaian.store.locks import refuse_locked
from capaian.store.moment_tables import class_counts
from capaian.store.schema import cohorts, enrolments, pass_marks, scores
from capaian.store.scope import entered, seen_marks, seen_students, spellings
from capaian.store.sum_queries import PASS_MARK

_COUNTED: Final = (("n_enrolled", "enrolled"), ("marks", "marks"))
Participants: TypeAlias = Literal["students", "teachers"]
"""Who takes part in a cohort: the partnership trains both."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """partner: who trained. field: in what. hours: of training.

    names_removed_on: the day (UTC) since which only its sums are left, None while everything is.
    enrolled: students; marks: rows of `scores`; both of what the actor who asked may see.
    participants: who is enrolled; everything else is the same for teachers.
    """

    id: int
    name: str
    kind: CohortKind
    partner: str
    field: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    hours: float | None
    enrolled: int
    marks: int
    names_removed_on: datetime.date | None = None
    participants: Participants = "students"


def save_cohort(
    store: Store,
    actor: Actor,
    *,
    name: str,
    kind: CohortKind = CohortKind.PROGRAMME,
    partner: str = "",
    field: str = "",
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    hours: float | None = None,
    participants: Participants | None = None,
    cohort_id: int | None = None,
) -> int:
    """Create a cohort, or write over the one with this id; its id.

    participants: None leaves them as they are, students in a new cohort. Raises Refused, and StoreError
    where the id is unknown, the name is empty or taken, the dates stand the wrong way round or the hours
    are none.
    """
    require(actor, Action.EDIT_COHORT, cohort_id)
    values = cohort_values(
        name=name, kind=kind, partner=partner, field=field, starts_on=starts_on, ends_on=ends_on, hours=hours,
        participants=participants,
    )  # fmt: skip
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        if cohort_id is not None:
            cohort_id = cohort_of(connection, school, cohort_id)
            refuse_locked(connection, school, cohort_id)
        saved = write_cohort(connection, school, values, cohort_id)
        write_audit(connection, school, actor, Deed.COHORT_SAVED, resource=f"cohort:{saved}")
        return saved


def cohort_values(
    *,
    name: str,
    kind: CohortKind,
    partner: str,
    field: str,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    hours: float | None,
    participants: Participants | None = None,
) -> dict[str, object]:
    """A cohort as it stands in the database. Raises StoreError for what cannot be."""
    if participants not in (None, "students", "teachers"):
        raise StoreError(N_("Pilih siapa pesertanya: siswa atau guru."))
    if starts_on and ends_on and ends_on < starts_on:
        raise StoreError(N_("Tanggal selesai lebih awal daripada tanggal mulai. Periksa kedua tanggalnya."))
    if hours is not None and not 0 < hours < 100_000:
        raise StoreError(N_("Jumlah jam pelatihan harus lebih dari nol. Kosongkan bila tidak diketahui."))
    return {
        "name": checked_name(name),
        "kind": CohortKind(kind).value,
        "partner": partner.strip(),
        "field": field.strip(),
        "starts_on": starts_on.isoformat() if starts_on else None,
        "ends_on": ends_on.isoformat() if ends_on else None,
        "hours": hours,
        **({"participants": participants} if participants else {}),
    }


def write_cohort(
    connection: Connection, school: int, values: Mapping[str, object], cohort_id: int | None = None
) -> int:
    """save_cohort inside a transaction that has begun. Raises StoreError where the name is taken."""
    taken = select(cohorts.c.id).where(cohorts.c.school == school, cohorts.c.name == values["name"])
    if connection.execute(taken).scalar_one_or_none() not in (None, cohort_id):
        raise StoreError(N_("Sudah ada kohort bernama “{name}”. Pakai nama lain."), name=values["name"])
    if cohort_id is None:
        (cohort_id,) = next_ids(connection, school, 1)
        connection.execute(insert(cohorts).values(school=school, id=cohort_id, data_version=0, **values))
    else:
        connection.execute(
            update(cohorts).where(cohorts.c.school == school, cohorts.c.id == cohort_id).values(**values)
        )
    bump_version(connection, school, cohort_id)
    return cohort_id


def load_cohorts(store: Store, actor: Actor) -> list[Cohort]:
    """The cohorts the actor may see, the latest first. Raises Refused, StoreError."""
    require(actor, Action.VIEW_SCHOOL)
    with store.reading() as connection:
        rows = connection.execute(_cohorts(connection, entered(connection, actor), actor)).all()
    seen = [_cohort(row) for row in rows if may(actor, Action.VIEW_COHORT, row.id)]
    return sorted(seen, key=lambda c: (c.starts_on or datetime.date.min, c.id), reverse=True)


def load_cohort(store: Store, actor: Actor, cohort_id: int) -> Cohort:
    """One cohort. Raises Refused, and StoreError where there is none with this id."""
    require(actor, Action.VIEW_COHORT, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        return _cohort(connection.execute(_cohorts(connection, school, actor).where(cohorts.c.id == known)).one())


def load_pass_marks(store: Store, actor: Actor, cohort_id: int) -> dict[str, float]:
    """The pass mark of each aspect, 0-100; 75 where none was set. Raises Refused, StoreError."""
    require(actor, Action.VIEW_COHORT, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        query = select(pass_marks.c.aspect, pass_marks.c.mark).where(
            pass_marks.c.school == school, pass_marks.c.cohort == known
        )
        return {aspect.value: PASS_MARK for aspect in Aspect} | {
            row.aspect: row.mark for row in connection.execute(query)
        }


def save_pass_marks(store: Store, actor: Actor, cohort_id: int, marks: Mapping[str, float]) -> None:
    """Set the pass marks of the aspects named. Raises Refused, StoreError."""
    require(actor, Action.EDIT_COHORT, cohort_id)
    for mark in marks.values():
        if not 0 <= mark <= 100:
            raise StoreError(N_("KKM harus di antara 0 dan 100."))
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = cohort_of(connection, school, cohort_id)
        refuse_locked(connection, school, known)
        for aspect, mark in marks.items():
            key = {"school": school, "cohort": known, "aspect": Aspect(aspect).value}
            connection.execute(delete(pass_marks).filter_by(**key))
            connection.execute(insert(pass_marks).values(mark=mark, **key))
        bump_version(connection, school, known)
        write_audit(connection, school, actor, Deed.PASS_MARKS_SAVED, resource=f"cohort:{known}")


def _cohorts(connection: Connection, school: int, actor: Actor) -> Select[*tuple[Any, ...]]:
    """The cohorts with the numbers of students and marks that the actor sees of each."""

    if aspects_seen(actor) is None:
        stored = [_stored(connection, school, actor, name).label(told) for name, told in _COUNTED]
        return select(cohorts, *stored).where(cohorts.c.school == school)

    def counted(table: Any, seen: ColumnElement[bool], name: str) -> Any:
        here = (table.c.school == school) & (table.c.cohort == cohorts.c.id)
        return select(func.count()).select_from(table).where(here, seen).scalar_subquery().label(name)

    students = seen_students(connection, school, actor, enrolments)
    marks = seen_marks(connection, school, actor)
    counts = (counted(enrolments, students, "enrolled"), counted(scores, marks, "marks"))
    return select(cohorts, *counts).where(cohorts.c.school == school)


def _stored(connection: Connection, school: int, actor: Actor, name: str) -> ColumnElement[int]:
    """A count that is stored, over the classes that the actor sees: no student's row is read."""
    own = class_counts.c
    seen = own.whole == 1
    if actor.classes is not None:
        seen = and_(own.whole == 0, own.class_name.in_(spellings(connection, school, actor.classes)))
    added = select(func.coalesce(func.sum(own[name]), 0)).where(own.school == school, seen)
    return added.where(own.cohort == cohorts.c.id).scalar_subquery()


def _cohort(row: Row[Any]) -> Cohort:
    return Cohort(
        row.id, row.name, CohortKind(row.kind), row.partner, row.field, _day(row.starts_on), _day(row.ends_on),
        row.hours, row.enrolled, row.marks, _day(row.identities_removed_at and row.identities_removed_at[:10]),
        row.participants,
    )  # fmt: skip


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
