"""What has changed since a backup although nobody changed it: a bit that turned over, or a hand at the file itself.

Whatever Capaian changes in a cohort raises the cohort's version of the data, and the school's, in the same
transaction. Where a version is still the one of the backup, every row that it stands for must be.
"""

import sqlite3
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from capaian.store.account_tables import audit
from capaian.store.backup_files import opened_database, unpack_backup
from capaian.store.backups import Backups
from capaian.store.bulk import CHUNK
from capaian.store.engine import Store
from capaian.store.migrate import revision_of
from capaian.store.schema import cohorts, criteria, enrolments, pass_marks, schools, scores, students

_OF_A_SCHOOL: Final = (students, criteria)
_OF_A_COHORT: Final = (enrolments, scores, pass_marks)


def changed_unasked(store: Store, backups: Backups, name: str) -> list[str]:
    """The names of cohorts, and of schools, of which a row is not as in a backup of these tables; none: all well.

    What was changed in the usual way since then is not looked at. Raises StoreError, also where the backup is not
    whole.
    """
    with backups.working() as work, backups.path_of(name).open("rb") as packed:
        copy = work / "compared.db"
        manifest = unpack_backup(packed, copy, passphrase=backups.passphrase)
        with store.reading() as connection, opened_database(copy) as file:
            return list(_changed(connection, file)) if revision_of(connection) == manifest.revision else []


def _changed(connection: Connection, file: sqlite3.Connection) -> Iterator[str]:
    versions = dict(file.execute("SELECT id, data_version FROM schools").fetchall())
    for school in connection.execute(select(schools.c.id, schools.c.name, schools.c.data_version)).all():
        same = versions.get(school.id) == school.data_version
        if (same and _differ(connection, file, _OF_A_SCHOOL, school=school.id)) or _another_log(
            connection, file, school.id
        ):
            yield school.name
    versions = {row[:2]: row[2] for row in file.execute("SELECT school, id, data_version FROM cohorts")}
    known = select(cohorts.c.school, cohorts.c.id, cohorts.c.name, cohorts.c.data_version)
    for one in connection.execute(known.order_by(cohorts.c.school, cohorts.c.id)).all():
        own = {"school": one.school, "cohort": one.id}
        same = versions.get((one.school, one.id)) == one.data_version
        itself = {"school": one.school, "id": one.id}
        if same and (_is_another(connection, file, cohorts, itself) or _differ(connection, file, _OF_A_COHORT, **own)):
            yield one.name


def _another_log(connection: Connection, file: sqlite3.Connection, school: int) -> bool:
    """Whether a line of the log, to which lines are only added, is another one; a restore may have taken some out."""
    names = [column.name for column in audit.columns]
    query = select(audit).where(audit.c.school == school).execution_options(stream_results=True, yield_per=CHUNK)
    at = names.index("id")
    told = ", ".join(f'"{name}"' for name in names)
    stood = {row[at]: row for row in file.execute(f"SELECT {told} FROM audit WHERE school = ?", (school,))}  # noqa: S608
    with connection.execute(query) as found:
        return any(stood.get(row.id, tuple(row)) != tuple(row) for row in found)


def _differ(connection: Connection, file: sqlite3.Connection, tables: tuple[Table, ...], **own: int) -> bool:
    return any(_is_another(connection, file, table, own) for table in tables)


def _is_another(connection: Connection, file: sqlite3.Connection, table: Table, own: dict[str, int]) -> bool:
    """Whether a table's rows of a school or a cohort are others, read side by side in the order of the key."""
    query = select(table).order_by(*table.primary_key).execution_options(stream_results=True, yield_per=CHUNK)
    for name, value in own.items():
        query = query.where(table.c[name] == value)
    names, key = (", ".join(f'"{column.name}"' for column in part) for part in (table.columns, table.primary_key))
    here = " AND ".join(f'"{name}" = :{name}' for name in own)
    stood: Iterator[Any] = file.execute(f'SELECT {names} FROM "{table.name}" WHERE {here} ORDER BY {key}', own)  # noqa: S608
    with connection.execute(query) as found:
        return any(tuple(one or ()) != tuple(other or ()) for one, other in zip_longest(found, stood))
