"""Cohorts that were signed off: nothing in them changes until they are opened again."""

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from capaian.access import Action, Actor, require
from capaian.locale import N_, Texts
from capaian.problems import StoreError
from capaian.store.account_tables import accounts
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.import_tables import cohort_locks
from capaian.store.instants import instant, now_or, written
from capaian.store.known import bump_version, cohort_of
from capaian.store.schema import schools
from capaian.store.scope import entered


@dataclass(frozen=True, slots=True)
class Lock:
    """Who signed a cohort off and when (UTC). display_name: "" where nobody had signed in."""

    account_id: int | None
    display_name: str
    at: datetime.datetime


class LockedCohort(StoreError):
    """Nothing may be written because the cohort was signed off; `lock` says by whom and when."""

    def __init__(self, lock: Lock, time_zone: str) -> None:
        super().__init__(_by_somebody(lock), who=lock.display_name, when=lock.at.isoformat(timespec="minutes"))
        self.lock = lock
        self._time_zone = time_zone

    def message(self, t: Texts) -> str:
        """The sentence in the reader's language, the moment in the school's zone."""
        return t(self.sentence, who=self.lock.display_name, when=t.moment(self.lock.at, self._time_zone))


def _by_somebody(lock: Lock) -> str:
    if lock.display_name:
        return N_(
            "Kohort ini sudah dikunci oleh {who} pada {when}. Tidak ada yang berubah. Mintalah admin sekolah "
            "membukanya bila perlu."
        )
    return N_(
        "Kohort ini sudah dikunci pada {when}. Tidak ada yang berubah. Mintalah admin sekolah membukanya bila perlu."
    )


def lock_cohort(store: Store, actor: Actor, cohort_id: int) -> Lock:
    """Sign a cohort off: its marks, pass marks and dates change no more. A locked one stays as it was locked.

    Raises Refused, and StoreError where there is no such cohort.
    """
    require(actor, Action.LOCK_COHORT, cohort_id)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        cohort = cohort_of(connection, school, cohort_id)
        if known := lock_of(connection, school, cohort):
            return known
        at = written(now_or(None))
        values = {"school": school, "cohort": cohort, "account": actor.account_id, "at": at}
        connection.execute(insert(cohort_locks).values(**values))
        bump_version(connection, school, cohort)
        write_audit(connection, school, actor, Deed.COHORT_LOCKED, resource=f"cohort:{cohort}")
        made = lock_of(connection, school, cohort)
        assert made is not None
        return made


def unlock_cohort(store: Store, actor: Actor, cohort_id: int) -> None:
    """Open a cohort again; nothing happens where it is open. Raises Refused, StoreError."""
    require(actor, Action.LOCK_COHORT, cohort_id)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        cohort = cohort_of(connection, school, cohort_id)
        here = (cohort_locks.c.school == school, cohort_locks.c.cohort == cohort)
        if connection.execute(delete(cohort_locks).where(*here)).rowcount:
            bump_version(connection, school, cohort)
            write_audit(connection, school, actor, Deed.COHORT_UNLOCKED, resource=f"cohort:{cohort}")


def load_lock(store: Store, actor: Actor, cohort_id: int) -> Lock | None:
    """Who signed the cohort off, None while it is open. Raises Refused, StoreError."""
    require(actor, Action.VIEW_COHORT, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        return lock_of(connection, school, cohort_of(connection, school, cohort_id))


def lock_of(connection: Connection, school: int, cohort: int) -> Lock | None:
    """The same inside a transaction."""
    named = (accounts.c.school == cohort_locks.c.school) & (accounts.c.id == cohort_locks.c.account)
    query = select(cohort_locks.c.account, cohort_locks.c.at, accounts.c.display_name).outerjoin_from(
        cohort_locks, accounts, named
    )
    query = query.where(cohort_locks.c.school == school, cohort_locks.c.cohort == cohort)
    row = connection.execute(query).one_or_none()
    return Lock(row.account, row.display_name or "", instant(row.at)) if row else None


def refuse_locked(connection: Connection, school: int, cohort: int) -> None:
    """Nothing where the cohort is open. Raises LockedCohort: every call that writes into a cohort asks."""
    if known := lock_of(connection, school, cohort):
        zone = connection.execute(select(schools.c.time_zone).where(schools.c.id == school)).scalar_one()
        raise LockedCohort(known, zone)
