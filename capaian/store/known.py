"""What every call builds on: the school there is, ids that are known and ids that are new, names that can be."""

from collections.abc import Iterable
from numbers import Integral
from typing import Any, Final

from sqlalchemy import Connection, select, update

from capaian.access import NO_COHORT
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.store.account_tables import accounts
from capaian.store.bulk import KEYS, chunks
from capaian.store.schema import cohorts, enrolments, schools
from capaian.store.stored_moments import refresh_moments

NO_ACCOUNT: Final = N_("Akun ini tidak ada. Pilih akun lain dari daftar.")


def school_of(connection: Connection, *, to_write: bool = False) -> int:
    """The school's id. to_write: hold it, so that no other process writes to the school until the end.

    Raises StoreError before a school has been set up.
    """
    query = select(schools.c.id).order_by(schools.c.id).limit(1)
    found = connection.execute(query.with_for_update() if to_write else query).scalar_one_or_none()
    if found is None:
        raise StoreError(N_("Sekolah belum disiapkan. Buka halaman Mulai dan tulis nama sekolah Anda."))
    return found


def known_school(connection: Connection) -> int | None:
    """The school's id, None before a school has been set up."""
    return connection.execute(select(schools.c.id).order_by(schools.c.id).limit(1)).scalar_one_or_none()


def next_ids(connection: Connection, school: int, n: int) -> range:
    """n ids that nothing in the school has had."""
    query = update(schools).where(schools.c.id == school).values(last_id=schools.c.last_id + n)
    last = connection.execute(query.returning(schools.c.last_id)).scalar_one()
    return range(last - n + 1, last + 1)


def bump_version(connection: Connection, school: int, cohort: int | None = None) -> None:
    """Say that the school's data, and the cohort's, are others now: its stored sums are made anew."""
    query = update(schools).where(schools.c.id == school).values(data_version=schools.c.data_version + 1)
    version = connection.execute(query.returning(schools.c.data_version)).scalar_one()
    if cohort is not None:
        connection.execute(
            update(cohorts).where(cohorts.c.school == school, cohorts.c.id == cohort).values(data_version=version)
        )
        refresh_moments(connection, school, cohort)


def bump_others(connection: Connection, school: int, cohort: int, student_ids: Iterable[int]) -> None:
    """The same for the other cohorts of these students, of whom something else is known now: their class, perhaps."""
    for some in chunks(sorted(student_ids), KEYS):
        query = select(enrolments.c.cohort).where(enrolments.c.school == school, enrolments.c.student.in_(some))
        for other in connection.execute(query.where(enrolments.c.cohort != cohort).distinct()).scalars().all():
            bump_version(connection, school, other)


def checked_id(given: Any, sentence: str) -> int:
    """An id as a number. Raises StoreError with the sentence for what can be no id: ids come from addresses."""
    if isinstance(given, Integral) and not isinstance(given, bool) and 0 < int(given) < 2**31:
        return int(given)
    raise StoreError(sentence)


def checked_name(name: str) -> str:
    """The name without spaces around it. Raises StoreError where nothing or too much is left."""
    name = " ".join(name.replace("\0", "").split())
    if not 0 < len(name) <= 200:
        raise StoreError(N_("Nama harus berisi 1 sampai 200 huruf."))
    return name


def cohort_of(connection: Connection, school: int, cohort_id: Any) -> int:
    """The id, known to belong to the school. Raises StoreError where there is no such cohort."""
    wanted = checked_id(cohort_id, NO_COHORT)
    query = select(cohorts.c.id).where(cohorts.c.school == school, cohorts.c.id == wanted)
    if connection.execute(query).scalar_one_or_none() is None:
        raise StoreError(NO_COHORT)
    return wanted


def open_cohort_of(connection: Connection, school: int, cohort_id: Any) -> int:
    """The id of a cohort that marks may still be written to.

    Raises StoreError where there is no such cohort, and where only its sums are left.
    """
    known = cohort_of(connection, school, cohort_id)
    query = select(cohorts.c.identities_removed_at).where(cohorts.c.school == school, cohorts.c.id == known)
    if connection.execute(query).scalar_one() is not None:
        raise StoreError(
            N_(
                "Identitas siswa di kohort ini sudah dihapus karena masa simpannya lewat; hanya jumlahnya yang "
                "tersisa. Pakai kohort lain."
            )
        )
    return known


def account_of(connection: Connection, school: int, account_id: Any) -> int:
    """The id, known to belong to the school. Raises StoreError where there is no such account."""
    wanted = checked_id(account_id, NO_ACCOUNT)
    query = select(accounts.c.id).where(accounts.c.school == school, accounts.c.id == wanted)
    if connection.execute(query).scalar_one_or_none() is None:
        raise StoreError(NO_ACCOUNT)
    return wanted
