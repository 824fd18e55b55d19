"""Certificates: looked at, typed in by hand, taken out again. What a list of them brings: certificate_imports."""

import datetime
from dataclasses import replace
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, select

from capaian.access import Action, Actor, may, require
from capaian.locale import N_
from capaian.problems import Refused, StoreError
from capaian.reading.names import same_name
from capaian.store.audit import Deed, write_audit
from capaian.store.certificate_rows import (
    Certificate,
    CertificateChange,
    SaveKind,
    certificates_where,
    checked,
    write_changes,
)
from capaian.store.certificate_tables import certificates
from capaian.store.class_names import class_at_the_time
from capaian.store.engine import Store
from capaian.store.instants import now_or
from capaian.store.known import checked_id, cohort_of, open_cohort_of
from capaian.store.locks import refuse_locked
from capaian.store.schema import cohorts, enrolments, students
from capaian.store.scope import entered, seen_students
from capaian.store.students import require_students, student_of

CERTIFICATE_COLUMNS: Final = (
    "student", "name", "scheme", "unit_code", "unit_title", "result", "recommended", "overall", "issuer", "number",
    "issued_on", "valid_until",
)  # fmt: skip
"""Columns of the certificates of a cohort; one row a unit, and one for a certificate without units.

student: the id. scheme, unit_code, unit_title, issuer, number: text, "" where unknown. result: K or BK of the
unit, null where none is named. recommended: K or BK as the assessor said, overall: as it was decided; null while
unknown. issued_on, valid_until: datetime.date or None.
"""
ENDING_COLUMNS: Final = (
    "student", "name", "class_name", "cohort", "cohort_name", "scheme", "issuer", "number", "valid_until",
)  # fmt: skip
"""Columns of the certificates whose time is over or nearly over; one row a certificate."""
NO_CERTIFICATE: Final = N_("Sertifikat ini tidak ada, atau sudah dihapus. Pilih yang lain dari daftar.")


def load_certificates(store: Store, actor: Actor, cohort_id: int) -> pd.DataFrame:
    """The certificates of a cohort, CERTIFICATE_COLUMNS, by name, scheme and the order of units.

    Of the students the actor sees. Raises Refused, and StoreError where there is no such cohort.
    """
    found, names = _of_cohort(store, actor, cohort_id)
    rows = []
    for one in sorted(found, key=lambda each: (same_name(names[each.student]), each.student, each.scheme)):
        last = (one.recommended, one.overall, one.issuer, one.number, one.issued_on, one.valid_until)
        units = [(unit.code, unit.title, unit.result) for unit in one.units] or [("", "", None)]
        rows += [(one.student, names[one.student], one.scheme, *unit, *last) for unit in units]
    table = pd.DataFrame.from_records(rows, columns=list(CERTIFICATE_COLUMNS))
    texts = [name for name in CERTIFICATE_COLUMNS if name not in ("student", "issued_on", "valid_until")]
    return table.astype({"student": "int64", **dict.fromkeys(texts, "str")}).astype(
        {"issued_on": "object", "valid_until": "object"}
    )


def load_certificate_list(store: Store, actor: Actor, cohort_id: int) -> list[Certificate]:
    """The same, one value a certificate, in the order they were saved. Raises Refused, StoreError."""
    return _of_cohort(store, actor, cohort_id)[0]


def load_student_certificates(store: Store, actor: Actor, student_id: int) -> list[Certificate]:
    """The certificates of one student in all cohorts the actor sees the student in. Raises Refused, StoreError."""
    require_students(actor)
    with store.reading() as connection:
        school = entered(connection, actor)
        student, among = student_of(connection, school, actor, student_id)
        here = (certificates.c.student == student, certificates.c.cohort.in_(among))
        return certificates_where(connection, school, *here)


def load_ending_certificates(store: Store, actor: Actor, *, today: datetime.date, days: int = 90) -> pd.DataFrame:
    """Certificates whose validity is over or ends within so many days: ENDING_COLUMNS, the earliest first.

    Of the cohorts and students the actor sees. Raises Refused, StoreError.
    """
    require(actor, Action.VIEW_SCHOOL)
    last = (today + datetime.timedelta(days=days)).isoformat()
    with store.reading() as connection:
        school = entered(connection, actor)
        here = (enrolments.c.school == certificates.c.school) & (enrolments.c.cohort == certificates.c.cohort)
        person = (students.c.school == certificates.c.school) & (students.c.id == certificates.c.student)
        group = (cohorts.c.school == certificates.c.school) & (cohorts.c.id == certificates.c.cohort)
        query = (
            select(
                certificates.c.student, students.c.name, class_at_the_time().label("class_name"),
                certificates.c.cohort, cohorts.c.name.label("cohort_name"), certificates.c.scheme,
                certificates.c.issuer, certificates.c.number, certificates.c.valid_until,
            )
            .join_from(certificates, enrolments, here & (enrolments.c.student == certificates.c.student))
            .join(students, person)
            .join(cohorts, group)
            .where(certificates.c.school == school, certificates.c.valid_until <= last)
            .where(seen_students(connection, school, actor, certificates))
            .order_by(certificates.c.valid_until, students.c.name_key, certificates.c.id)
        )  # fmt: skip
        rows = [row for row in connection.execute(query) if may(actor, Action.VIEW_STUDENTS, row.cohort)]
    told = [(*row[:-1], datetime.date.fromisoformat(row.valid_until)) for row in rows]
    return pd.DataFrame.from_records(told, columns=list(ENDING_COLUMNS))


def save_certificate(store: Store, actor: Actor, cohort_id: int, certificate: Certificate) -> int:
    """Save a certificate that was typed in: a new one, or over the one with its id. The id of the certificate.

    Raises Refused, and StoreError where the cohort is unknown, locked or without names, the student is not
    in it, nothing is filled in, or the student has another certificate in the scheme.
    """
    require(actor, Action.KEEP_CERTIFICATES, cohort_id)
    wanted = checked(certificate)
    with store.writing() as connection:
        school, cohort = open_to(connection, actor, cohort_id)
        refuse_not_here(connection, school, cohort, actor, wanted.student)
        before = None
        if wanted.id:
            before = _certificate(connection, school, actor, wanted.id)
            if (before.cohort, before.student) != (cohort, wanted.student):
                raise StoreError(NO_CERTIFICATE)
        twin = _in_scheme(connection, school, cohort, wanted)
        if twin is not None and twin != wanted.id:
            raise StoreError(
                N_("Siswa ini sudah punya sertifikat untuk skema itu. Ubah yang sudah ada, atau tulis skema lain.")
            )
        change = CertificateChange(before, wanted)
        if before == replace(wanted, cohort=cohort):
            return wanted.id
        write_and_note(connection, school, cohort, actor, [change], "hand")
        saved = _in_scheme(connection, school, cohort, wanted)
        assert saved is not None
        return saved


def delete_certificate(store: Store, actor: Actor, certificate_id: int) -> None:
    """Take a certificate out; undo_certificates brings it back. Raises Refused, StoreError."""
    require_somewhere(actor)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        one = _certificate(connection, school, actor, certificate_id)
        refuse_locked(connection, school, one.cohort)
        write_and_note(connection, school, one.cohort, actor, [CertificateChange(one, None)], "removal")


def open_to(connection: Connection, actor: Actor, cohort_id: Any) -> tuple[int, int]:
    """The school, held for writing, and a cohort in which certificates may change. Raises StoreError."""
    school = entered(connection, actor, to_write=True)
    cohort = open_cohort_of(connection, school, cohort_id)
    refuse_locked(connection, school, cohort)
    return school, cohort


def refuse_not_here(connection: Connection, school: int, cohort: int, actor: Actor, student_id: Any) -> None:
    """Nothing where the student is in the cohort and the actor sees the student there. Raises StoreError."""
    wanted = checked_id(student_id, _NOT_HERE)
    query = select(enrolments.c.student).where(
        enrolments.c.school == school, enrolments.c.cohort == cohort, enrolments.c.student == wanted,
        seen_students(connection, school, actor, enrolments),
    )  # fmt: skip
    if connection.execute(query).scalar_one_or_none() is None:
        raise StoreError(_NOT_HERE)


_NOT_HERE: Final = N_("Siswa yang dipilih tidak ada di kohort ini. Pilih siswa lain dari daftar.")


def require_somewhere(actor: Actor) -> None:
    """Nothing where the actor may keep certificates in any cohort. Raises Refused."""
    assigned = getattr(actor, "cohorts", ())
    if not any(may(actor, Action.KEEP_CERTIFICATES, cohort) for cohort in assigned):
        require(actor, Action.KEEP_CERTIFICATES)


def write_and_note(
    connection: Connection,
    school: int,
    cohort: int,
    actor: Actor,
    changes: list[CertificateChange],
    kind: SaveKind,
    *,
    undo_of: int | None = None,
) -> int:
    """Make the changes, write them down and note the deed; the id of the save."""
    now = now_or(None)
    saved = write_changes(
        connection, school, cohort, changes, kind=kind, account_id=actor.account_id, at=now, undo_of=undo_of
    )
    deed = Deed.CERTIFICATES_UNDONE if kind == "undo" else Deed.CERTIFICATES_SAVED
    detail: dict[str, int | str] = {"save": saved, "kind": kind, "certificates": len(changes)}
    write_audit(connection, school, actor, deed, resource=f"cohort:{cohort}", detail=detail, at=now)
    return saved


def _of_cohort(store: Store, actor: Actor, cohort_id: int) -> tuple[list[Certificate], dict[int, str]]:
    """The certificates of a cohort and the names of its students."""
    require(actor, Action.VIEW_STUDENTS, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        cohort = cohort_of(connection, school, cohort_id)
        seen = seen_students(connection, school, actor, certificates)
        found = certificates_where(connection, school, certificates.c.cohort == cohort, seen)
        person = (students.c.school == enrolments.c.school) & (students.c.id == enrolments.c.student)
        query = select(students.c.id, students.c.name).join_from(enrolments, students, person)
        rows = connection.execute(query.where(enrolments.c.school == school, enrolments.c.cohort == cohort))
        return found, {row.id: row.name for row in rows}


def _certificate(connection: Connection, school: int, actor: Actor, certificate_id: Any) -> Certificate:
    """A certificate that the actor may keep. Raises Refused where it is another's, StoreError where there is none."""
    wanted = checked_id(certificate_id, NO_CERTIFICATE)
    seen = seen_students(connection, school, actor, certificates)
    found = certificates_where(connection, school, certificates.c.id == wanted, seen)
    if found and may(actor, Action.KEEP_CERTIFICATES, found[0].cohort):
        return found[0]
    raise StoreError(NO_CERTIFICATE) if may(actor, Action.KEEP_CERTIFICATES) else Refused(NO_CERTIFICATE)


def _in_scheme(connection: Connection, school: int, cohort: int, one: Certificate) -> int | None:
    """The id of the student's certificate in the same scheme of the cohort."""
    query = select(certificates.c.id).where(
        certificates.c.school == school, certificates.c.cohort == cohort, certificates.c.student == one.student,
        certificates.c.scheme == one.scheme,
    )  # fmt: skip
    return connection.execute(query).scalar_one_or_none()
