"""What parents or guardians allowed, student by student."""

import datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import Select, and_, func, insert, select

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.store.account_tables import accounts
from capaian.store.audit import Deed, write_audit
from capaian.store.bulk import stored_text
from capaian.store.class_names import class_at_the_time
from capaian.store.engine import Store
from capaian.store.instants import now_or, written
from capaian.store.known import cohort_of, next_ids
from capaian.store.privacy_tables import consents
from capaian.store.schema import enrolments, students
from capaian.store.scope import entered, seen_students
from capaian.store.students import student_of

CONSENT_COLUMNS: Final = (
    "student", "nisn", "name", "class_name", "given", "on_date", "reference", "recorded_by", "recorded_at",
)  # fmt: skip
"""Columns of the consents of a cohort; one row a student, also where nothing was recorded.

given: True, False or null. on_date: the day on the paper. recorded_by: a username, null on a single
computer. recorded_at: UTC.
"""


def save_consent(
    store: Store,
    actor: Actor,
    student_id: int,
    *,
    given: bool,
    on_date: datetime.date,
    reference: str = "",
    today: datetime.date | None = None,
) -> None:
    """Write down that a student's parents or guardian said yes or no on a day; what they said before stays.

    reference: where the paper lies. today: of the school. Raises Refused, and StoreError where there
    is no such student, the day is still to come or the reference is too long.
    """
    require(actor, Action.KEEP_CONSENTS)
    reference = " ".join(stored_text(reference).split())
    if on_date > (today or now_or(None).date() + datetime.timedelta(days=1)):
        raise StoreError(N_("Tanggal persetujuan belum tiba. Tulis tanggal yang tertera di surat."))
    if len(reference) > 200:
        raise StoreError(N_("Nomor atau tempat surat terlalu panjang. Tulis paling banyak {n} huruf."), n=200)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        student, _ = student_of(connection, school, actor, student_id)
        (new_id,) = next_ids(connection, school, 1)
        connection.execute(
            insert(consents).values(
                school=school, student=student, id=new_id, given=int(given), on_date=on_date.isoformat(),
                reference=reference, account=actor.account_id, recorded_at=written(now_or(None)),
            )
        )  # fmt: skip
        write_audit(
            connection, school, actor, Deed.CONSENT_SAVED, resource=f"student:{student}",
            detail={"given": int(given), "on_date": on_date.isoformat()},
        )  # fmt: skip


def load_consents(store: Store, actor: Actor, cohort_id: int) -> pd.DataFrame:
    """What counts now for every student of a cohort: CONSENT_COLUMNS, by class and name. Raises Refused, StoreError."""
    require(actor, Action.KEEP_CONSENTS)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        person = and_(students.c.school == enrolments.c.school, students.c.id == enrolments.c.student)
        named = and_(accounts.c.school == consents.c.school, accounts.c.id == consents.c.account)
        query = (
            select(
                students.c.id, students.c.nisn, students.c.name, class_at_the_time().label("class_name"),
                consents.c.given, consents.c.on_date, consents.c.reference, accounts.c.username,
                consents.c.recorded_at, students.c.name_key,
            )
            .join_from(enrolments, students, person)
            .outerjoin(consents, _latest(school))
            .outerjoin(accounts, named)
            .where(enrolments.c.school == school, enrolments.c.cohort == known)
        )  # fmt: skip
        rows = sorted(connection.execute(query), key=lambda row: (row.class_name, row.name_key, row.id))
    return pd.DataFrame(
        {
            "student": pd.array([row.id for row in rows], dtype="int64"),
            "nisn": pd.array([row.nisn or "" for row in rows], dtype="str"),
            "name": pd.array([row.name for row in rows], dtype="str"),
            "class_name": pd.array([row.class_name for row in rows], dtype="str"),
            "given": pd.array([None if row.given is None else bool(row.given) for row in rows], dtype="boolean"),
            "on_date": [row.on_date and datetime.date.fromisoformat(row.on_date) for row in rows],
            "reference": pd.array([row.reference or "" for row in rows], dtype="str"),
            "recorded_by": pd.array([row.username for row in rows], dtype="str"),
            "recorded_at": pd.to_datetime([row.recorded_at for row in rows], utc=True),
        },
        columns=list(CONSENT_COLUMNS),
    )


def count_without_consent(store: Store, actor: Actor, cohort_id: int) -> int:
    """How many students of the cohort, of those the actor sees, have no yes that counts. Raises Refused, StoreError."""
    require(actor, Action.VIEW_STUDENTS, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        known = cohort_of(connection, school, cohort_id)
        query = _without(school).where(
            enrolments.c.cohort == known, seen_students(connection, school, actor, enrolments)
        )
        return connection.execute(query).scalar_one()


def _without(school: int) -> Select[Any]:
    said = select(consents.c.given).where(consents.c.school == school, consents.c.student == enrolments.c.student)
    last = said.order_by(consents.c.id.desc()).limit(1).correlate(enrolments).scalar_subquery()
    query = select(func.count()).select_from(enrolments)
    return query.where(enrolments.c.school == school, func.coalesce(last, 0) == 0)


def _latest(school: int) -> Any:
    """Joins a student of `enrolments` with what was said last."""
    again = consents.alias("again")
    last = select(func.max(again.c.id)).where(again.c.school == school, again.c.student == enrolments.c.student)
    return and_(
        consents.c.school == school,
        consents.c.student == enrolments.c.student,
        consents.c.id == last.correlate(enrolments).scalar_subquery(),
    )
