"""One database behind one URL: opened, read and written under the same rules on SQLite and PostgreSQL.

Reading sees one moment of the database; writing is all or nothing, one writer at a time. What a
database can refuse (locked, full, read-only, damaged, away) becomes a sentence here and nowhere else.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from capaian.locale import N_
from capaian.problems import StoreError
from capaian.store.refusals import explained
from capaian.store.turns import Turns

if TYPE_CHECKING:
    from capaian.store.backups import Backups

BUSY_SECONDS: Final = 30
"""How long a writer waits for another before it is told to come again."""
LONGEST_SECONDS: Final = 300
"""How long a server may work at one statement, so that nothing hangs for ever."""


class Store:
    """An open database. `with store.reading() as connection`, `with store.writing() as connection`.

    backups: where this database is backed up before something is taken out of it; None: nowhere.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.backups: Backups | None = None
        self._turn = Turns()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file and not a server."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads and sees one moment of the database. Raises StoreError."""
        with self._explaining(), self.engine.connect() as connection, connection.begin():
            if not self.is_sqlite:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it or, after any error, nothing. Raises StoreError.

        Writers of this process queue here in fair order; those of others wait in the database.
        """
        with self._turn, self._explaining(), self.engine.connect() as connection:
            connection.execution_options(capaian_writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def borrowed(self) -> Iterator[Any]:
        """The driver's own connection, outside of a transaction, for what SQLAlchemy has no words for.

        Raises StoreError.
        """
        with self._explaining(), self.engine.connect() as connection:
            yield connection.connection.driver_connection

    def rewrite(self) -> bool:
        """Write an SQLite file anew, so that nothing deleted is left in it or in its log; whether that could be done.

        secure_delete alone leaves copies that SQLite made while it moved rows about. Asked outside of a
        transaction. Not done while somebody reads for long, or where the disk has no room. True on a server.
        """
        if not self.is_sqlite:
            return True
        try:
            with self._turn, self.borrowed() as file:
                file.execute("VACUUM").close()
                waits, _, _ = file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return not waits
        except StoreError:
            return False

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, PoolTimeout, UnicodeDecodeError, self.engine.dialect.loaded_dbapi.Error) as error:
            sentence = explained(error)
            if sentence is None:
                raise
            raise StoreError(sentence) from error


def open_store(url: str) -> Store:
    """The database at an SQLAlchemy URL, a new SQLite file where there is none; no tables are made.

    Raises StoreError where the URL is not one of ours or the database cannot be had.
    """
    try:
        place = make_url(url)
        if place.drivername in ("postgresql", "postgres"):
            place = place.set(drivername="postgresql+psycopg")
        backend = place.get_backend_name()
        if backend not in ("sqlite", "postgresql") or (backend == "sqlite" and not place.database):
            raise StoreError(
                N_("Alamat basis data harus dimulai dengan sqlite:///folder/berkas.db atau postgresql://.")
            )
        engine = _sqlite(place) if backend == "sqlite" else _postgres(place)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(
            N_("Alamat basis data tidak dapat dibaca. Tulis misalnya sqlite:///data/capaian.db.")
        ) from error
    store = Store(engine)
    try:
        with store.reading():
            return store
    except StoreError:
        store.close()
        raise


def _postgres(place: URL) -> Engine:
    waiting = {} if "connect_timeout" in place.query else {"connect_timeout": 10}
    engine = create_engine(place, pool_pre_ping=True, connect_args=waiting)
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def _prepare_postgres(connection: Any, _record: Any) -> None:
    for name, seconds in (("lock_timeout", BUSY_SECONDS), ("statement_timeout", LONGEST_SECONDS)):
        connection.execute(f"SET {name} = '{seconds}s'").close()
    connection.commit()


def _sqlite(place: URL) -> Engine:
    file = Path(place.database or "")
    if not place.query.get("uri"):
        try:
            if not file.exists():  # one that may only be read is opened all the same
                file.touch(mode=0o600)
        except OSError as error:
            raise StoreError(
                N_(
                    "Berkas basis data tidak dapat dibuat di folder {folder}. Periksa apakah folder itu boleh ditulisi."
                ),
                folder=file.parent.name,
            ) from error
    engine = create_engine(place, connect_args={"timeout": BUSY_SECONDS}, pool_size=32, max_overflow=32)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if not place.query.get("uri"):
        _follow_file(engine, file)
    return engine


def _follow_file(engine: Engine, file: Path) -> None:
    """Have a connection opened anew where another file has taken the place of its own, as a restore by hand does.

    Where there is none, none is made: an empty database would hide the loss.
    """

    def is_there(_dialect: Any, _record: Any, _arguments: Any, _named: Any) -> None:
        _identity(file)

    def note(_connection: Any, record: Any) -> None:
        record.info["file"] = _identity(file)

    def compare(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != _identity(file):
            raise DisconnectionError

    for moment, act in (("do_connect", is_there), ("connect", note), ("checkout", compare)):
        event.listen(engine, moment, act)


def _identity(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError as error:
        raise StoreError(
            N_(
                "Berkas basis data tidak ada di tempatnya. Kembalikan berkas itu, atau pulihkan dari cadangan: "
                "python -m capaian restore"
            )
        ) from error
    return found.st_dev, found.st_ino


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver would begin transactions of its own, and too late
    journal = "WAL" if wal_is_safe(sqlite3.sqlite_version_info) else "TRUNCATE"
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "synchronous = FULL",
        f"journal_mode = {journal}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("capaian_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the fault that can damage a database when its log is reset.

    Mended in 3.51.3, and in 3.50.7 and 3.44.6 for those who stay behind.
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
