"""Putting a backup in the place of what is there: made ready beside it, then all at once or not at all.

Of a backup only rows are taken, into tables that this program's migrations have made: nothing else that a
file may hold gets near the school's database. What is there is put aside first. Whoever was forgotten since
the backup is forgotten again, and nobody stays signed in.
"""

import datetime
import shutil
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Final

from sqlalchemy import Connection, case, delete, func, make_url, select, text, update
from sqlalchemy.exc import IntegrityError

from capaian.access import LOCAL_USER, Actor
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.store.account_tables import accounts, sessions, sign_in_attempts
from capaian.store.audit import Deed, write_audit
from capaian.store.backup_files import NOT_WHOLE, Manifest, unpack_backup
from capaian.store.backups import NOT_HERE, Backups, backups_for, refuse_school
from capaian.store.copying import alone, copy_from_file, empty_tables, new_file, tables_of
from capaian.store.engine import Store, open_store
from capaian.store.erasing import cohorts_of, erase_students
from capaian.store.forgotten import Forgotten, forgotten_in_log, load_forgotten
from capaian.store.instants import instant, now_or, written
from capaian.store.known import known_school
from capaian.store.migrate import is_known, migrate, migrate_to
from capaian.store.refusals import DAMAGED
from capaian.store.retention import take_names_out
from capaian.store.rotation import Reason
from capaian.store.schema import cohorts, schools, students
from capaian.store.stored_moments import refresh_moments
from capaian.store.tables import metadata

FAR: Final = 1_000_000
"""How far ahead the version of the data jumps where nobody can tell what it was."""
_BESIDE: Final = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """made_at: when the backup was. rows: how many came back. forgotten: students and cohorts forgotten again.

    aside: the name of the backup, or of the damaged file, that holds what was there; None where there was nothing.
    """

    made_at: datetime.datetime
    rows: int
    forgotten: int
    aside: str | None


@dataclass(frozen=True, slots=True)
class _Before:
    """What must not be forgotten of what was there: numbers already given, the version caches know, who went."""

    last_id: int
    version: int
    forgotten: Sequence[Forgotten]
    is_empty: bool


_NOTHING: Final = _Before(0, 0, (), True)


def restore_backup(store: Store, actor: Actor, name: str, *, passphrase: str = "") -> Restored:
    """Put one of the backups in the place of what is there. passphrase: where it is another than now's.

    Raises Refused, and StoreError where the backup is not whole, is of a newer program or does not open:
    nothing has changed then.
    """
    backups = backups_for(store, actor)
    with backups.path_of(name).open("rb") as file:
        return _restore(store, backups, file, passphrase or backups.passphrase, actor)


def restore_first(store: Store, given: str | IO[bytes], *, passphrase: str = "") -> Restored:
    """Begin with a backup, only while there is no school. given: the name of one in the folder, or a file.

    Raises Refused where there is a school, else what restore_backup raises.
    """
    backups = store.backups
    if backups is None:
        raise StoreError(NOT_HERE)
    with store.reading() as connection:
        refuse_school(connection)
    with backups.path_of(given).open("rb") if isinstance(given, str) else nullcontext(given) as file:
        return _restore(store, backups, file, passphrase or backups.passphrase, LOCAL_USER, only_empty=True)


def restore_file(url: str, backups: Backups, file: IO[bytes], *, passphrase: str = "") -> Restored:
    """restore_backup for who sits at the server: into a database that is new, whole, or so damaged that none opens.

    A damaged SQLite file is put aside as it is. Raises StoreError.
    """
    try:
        store = open_store(url)
        store.backups = backups
        try:
            migrate(store)
            return _restore(store, backups, file, passphrase or backups.passphrase, LOCAL_USER)
        finally:
            store.close()
    except StoreError as error:
        live = make_url(url).database
        if error.sentence != DAMAGED or not url.startswith("sqlite") or live is None:
            raise
    file.seek(0)
    return _replace(Path(live), backups, file, passphrase or backups.passphrase)


def _restore(
    store: Store, backups: Backups, file: IO[bytes], passphrase: str, actor: Actor, *, only_empty: bool = False
) -> Restored:
    at, tables = now_or(None), metadata.sorted_tables
    with backups.working() as work, alone(store):
        ready, manifest = _made_ready(work, file, passphrase)
        with store.writing() as connection:
            _hold(connection)
            before = _before(connection)
            if only_empty:
                refuse_school(connection)
            aside = None if before.is_empty else backups.write(store, Reason.RESTORING, at, work).name
            empty_tables(connection, tables)
            copy_from_file(ready, connection, tables)
            forgotten = _finish(connection, actor, manifest, before, load_forgotten(backups.folder))
    store.rewrite()
    backups.rotate(now=at)
    return Restored(instant(manifest.made_at), sum(manifest.rows.values()), forgotten, aside)


def _replace(live: Path, backups: Backups, file: IO[bytes], passphrase: str) -> Restored:
    """Put a new file in the place of one that is damaged."""
    with backups.working() as work:
        ready, manifest = _made_ready(work, file, passphrase)
        with new_file(ready) as store, store.writing() as connection:
            before = _Before(0, _before(connection).version + FAR, (), is_empty=False)
            forgotten = _finish(connection, LOCAL_USER, manifest, before, load_forgotten(backups.folder))
        new = live.with_name(f"{live.name}.new")
        shutil.copyfile(ready, new)
        new.chmod(0o600)
        aside = live.with_name(f"{live.name}.damaged-{now_or(None):%Y%m%dT%H%M%S}Z")
        shutil.copyfile(live, aside)
        aside.chmod(0o600)
        for ending in _BESIDE:
            beside = live.with_name(live.name + ending)
            if beside.exists():
                beside.replace(aside.with_name(aside.name + ending))
        new.replace(live)
    return Restored(instant(manifest.made_at), sum(manifest.rows.values()), forgotten, aside.name)


def _made_ready(work: Path, file: IO[bytes], passphrase: str) -> tuple[Path, Manifest]:
    """A new SQLite file with this program's tables and the backup's rows, and what the backup says of itself."""
    given, ready = work / "backup.db", work / "ready.db"
    manifest = unpack_backup(file, given, passphrase=passphrase)
    if not is_known(manifest.revision):
        raise StoreError(
            N_("Cadangan ini dibuat oleh Capaian yang lebih baru. Perbarui Capaian dahulu, lalu pulihkan lagi.")
        )
    try:
        with new_file(ready) as store:
            migrate_to(store, manifest.revision)
            with store.writing() as connection:
                copy_from_file(given, connection, tables_of(connection))
            migrate(store)
    except IntegrityError as error:
        raise StoreError(NOT_WHOLE) from error
    given.unlink()
    return ready, manifest


def _hold(connection: Connection) -> None:
    """Keep every other process from writing until the end; on SQLite the transaction does."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("LOCK TABLE schools IN EXCLUSIVE MODE"))


def _before(connection: Connection) -> _Before:
    row = connection.execute(select(func.max(schools.c.last_id), func.max(schools.c.data_version))).one()
    if row[0] is None:
        return _NOTHING
    return _Before(row[0], row[1], forgotten_in_log(connection), is_empty=False)


def _finish(
    connection: Connection, actor: Actor, manifest: Manifest, before: _Before, beside: Sequence[Forgotten]
) -> int:
    """What a restored database is told of what came after it; how many were forgotten again."""
    again = {(each.school, each.kind, each.id) for each in (*before.forgotten, *beside) if each.at > manifest.made_at}
    forgotten = sum(_forget_again(connection, *each) for each in sorted(again))
    version = 1 + max(before.version, connection.execute(select(func.max(schools.c.data_version))).scalar_one() or 0)
    last = case((schools.c.last_id < before.last_id, before.last_id), else_=schools.c.last_id)
    connection.execute(update(schools).values(last_id=last, data_version=version))
    connection.execute(update(cohorts).values(data_version=version))
    now = written(now_or(None))
    connection.execute(update(sessions).where(sessions.c.ended_at.is_(None)).values(ended_at=now))
    connection.execute(delete(sign_in_attempts))
    if (school := known_school(connection)) is not None:
        who = select(accounts.c.id).where(accounts.c.school == school, accounts.c.id == actor.account_id)
        known = actor if connection.execute(who).first() else replace(actor, account_id=None)
        detail = {"of": f"{instant(manifest.made_at):%Y%m%dt%H%M%Sz}", "forgotten": forgotten}
        write_audit(connection, school, known, Deed.BACKUP_RESTORED, detail=detail)
    return forgotten


def _forget_again(connection: Connection, school: int, kind: str, number: int) -> bool:
    if kind == "student":
        here = select(students.c.id).where(students.c.school == school, students.c.id == number)
        if is_there := connection.execute(here).first() is not None:
            among = cohorts_of(connection, school, [number])
            erase_students(connection, school, [number])
            for cohort in among:
                refresh_moments(connection, school, cohort)
        return is_there
    open_one = select(cohorts.c.id).where(
        cohorts.c.school == school, cohorts.c.id == number, cohorts.c.identities_removed_at.is_(None)
    )
    if is_there := connection.execute(open_one).first() is not None:
        take_names_out(connection, school, number)
    return is_there
