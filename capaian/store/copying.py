"""Copying a whole database, whatever it runs on: into an SQLite file, and from one into a database."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, MetaData, Table, text

from capaian.store.backup_files import opened_database
from capaian.store.bulk import CHUNK, insert_rows
from capaian.store.engine import Store, open_store
from capaian.store.migrate import migrate_to, revision_of

_NOT_OF_A_SCHOOL: Final = "alembic_version"


def copy_to_file(store: Store, file: Path) -> None:
    """Write everything the database holds at one moment into a new SQLite file. Raises StoreError, OSError.

    SQLite copies its pages, also while others write. A server's rows are read in one snapshot and written
    to tables that the same migrations make there.
    """
    if store.is_sqlite:
        _copy_pages(store, file)
        return
    with store.reading() as source, new_file(file) as copy:
        migrate_to(copy, revision_of(source) or "base")
        with copy.writing() as target:
            _copy_rows(_streamed(source), target, tables_of(target))


def copy_from_file(file: Path, target: Connection, tables: Sequence[Table]) -> None:
    """Insert the rows of an SQLite file that nobody writes to into empty tables, those referred to first.

    Of the file nothing but rows is taken: tables, checks and guards are the database's own. Raises StoreError.
    """
    with opened_database(file) as source:
        _copy_rows(source.execute, target, tables)


def _copy_rows(source: Callable[[str], Iterable[Any]], target: Connection, tables: Sequence[Table]) -> None:
    for table in tables:
        names = [column.name for column in table.columns]
        told, key = (", ".join(f'"{name}"' for name in each) for each in (names, table.primary_key.columns.keys()))
        found = source(f'SELECT {told} FROM "{table.name}" ORDER BY {key}')  # noqa: S608
        insert_rows(target, table, names, map(tuple, found))


def empty_tables(connection: Connection, tables: Sequence[Table]) -> None:
    """Delete every row of them, of the log too: its guards are away for that moment.

    Inside a transaction that writes. tables: those referred to first.
    """
    if connection.dialect.name == "postgresql":
        quote = connection.dialect.identifier_preparer.quote
        connection.execute(text(f"TRUNCATE {', '.join(quote(table.name) for table in tables)}"))
        return
    guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _ in guards:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for table in reversed(tables):
        connection.execute(table.delete())
    for _, sql in guards:
        connection.exec_driver_sql(sql)


def tables_of(connection: Connection) -> list[Table]:
    """The tables a database has, those that are referred to first; without the one that counts migrations."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != _NOT_OF_A_SCHOOL]


def _copy_pages(store: Store, file: Path) -> None:
    with store.borrowed() as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE").close()


def _streamed(source: Connection) -> Callable[[str], Iterable[Any]]:
    options = {"stream_results": True, "yield_per": CHUNK}
    return lambda query: source.exec_driver_sql(query, execution_options=options)


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """While a server's rows are copied no other process copies or restores."""
    if store.is_sqlite:
        yield
        return
    with store.engine.connect() as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('capaian backups'))"))
        yield


@contextmanager
def new_file(file: Path) -> Iterator[Store]:
    """A new SQLite file as an open database; one file and no log beside it when it is closed."""
    store = open_store(f"sqlite:///{file}")
    try:
        yield store
        with store.borrowed() as connection:
            connection.execute("PRAGMA journal_mode = DELETE").close()
    finally:
        store.close()
