"""What is dear to make and the same for every test: made once a process, copied for each."""

import functools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from argon2 import PasswordHasher
from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from capaian.access import passwords
from capaian.store import engine, make_demonstration, migrate, open_store

held_to_its_word = engine._prepare_sqlite
"""How a connection is prepared outside of tests."""
as_dear_as_it_is = passwords._HASHER
"""How passwords are hashed outside of tests."""
step_by_step = command.upgrade
"""How a database is migrated outside of tests."""


@pytest.fixture(scope="session", autouse=True)
def sqlite_careless_of_power_cuts() -> Iterator[None]:
    """No test cuts the power, and waiting for the disk at every transaction was a third of the store's tests."""

    def careless(connection: sqlite3.Connection, record: Any) -> None:
        held_to_its_word(connection, record)
        connection.execute("PRAGMA synchronous = OFF").close()

    engine._prepare_sqlite = careless
    yield
    engine._prepare_sqlite = held_to_its_word


@pytest.fixture(scope="session", autouse=True)
def passwords_hashed_cheaply() -> Iterator[None]:
    """A hash is 0.04 s of a core, on purpose; `dear_passwords` is for where that is the subject."""
    passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield
    passwords._HASHER = as_dear_as_it_is


@pytest.fixture
def dear_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed as outside of tests."""
    monkeypatch.setattr(passwords, "_HASHER", as_dear_as_it_is)


@pytest.fixture(scope="session", autouse=True)
def statements_compiled_once() -> Iterator[None]:
    """Every store has an engine with a memory of its own for compiled statements: a third of a small import's time.

    A program keeps its engine for days; tests open a thousand, so what one has compiled is known to the next.
    """
    made = engine.create_engine
    compiled: dict[str, Any] = {}

    def create_engine(*arguments: Any, **named: Any) -> Engine:
        new = made(*arguments, **named)
        new._compiled_cache = compiled.setdefault(new.dialect.name, LRUCache(5_000))
        return new

    with pytest.MonkeyPatch.context() as patch:
        for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
            patch.setattr(dialect, "__hash__", lambda self: hash(type(self)), raising=False)
            patch.setattr(dialect, "__eq__", lambda self, other: type(self) is type(other), raising=False)
        patch.setattr(engine, "create_engine", create_engine)
        yield


@pytest.fixture(scope="session", autouse=True)
def migrated_once() -> Iterator[None]:
    """What the migrations make of an empty SQLite file is the same every time: written down, then played back.

    `every_migration` is for where they are the subject; whatever is not empty is migrated anyway.
    """
    made: list[str] = []

    def upgrade(config: Any, revision: str, **more: Any) -> None:
        connection = config.attributes["connection"]
        file = connection.connection.driver_connection
        is_empty = isinstance(file, sqlite3.Connection) and not file.execute("SELECT 1 FROM sqlite_master").fetchone()
        if not is_empty or revision != "head":
            step_by_step(config, revision, **more)
        elif made:
            for statement in made:
                file.execute(statement).close()
        else:
            step_by_step(config, revision, **more)
            made.extend(line for line in file.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;"))

    command.upgrade = upgrade
    yield
    command.upgrade = step_by_step


@pytest.fixture
def every_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty file is migrated step by step, as outside of tests."""
    monkeypatch.setattr(command, "upgrade", step_by_step)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables and nothing in it."""
    path = tmp_path_factory.mktemp("template") / "made.db"
    store = open_store(f"sqlite:///{path}")
    migrate(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def demonstration_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the example school."""
    path = tmp_path_factory.mktemp("template") / "demo.db"
    store = open_store(f"sqlite:///{path}")
    migrate(store)
    make_demonstration(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def components_scanned_once() -> None:
    """Streamlit reads the metadata of every installed package for each AppTest anew: a third of its time."""
    from streamlit.components.v2 import manifest_scanner

    manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
