"""What is dear to make and the same for every test: made once a process, copied for each."""

import functools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from capaian.store import engine, make_demonstration, migrate, open_store

held_to_its_word = engine._prepare_sqlite
"""How a connection is prepared outside of tests."""


@pytest.fixture(scope="session", autouse=True)
def sqlite_careless_of_power_cuts() -> Iterator[None]:
    """No test cuts the power, and waiting for the disk at every transaction was a third of the store's tests."""

    def careless(connection: sqlite3.Connection, record: Any) -> None:
        held_to_its_word(connection, record)
        connection.execute("PRAGMA synchronous = OFF").close()

    engine._prepare_sqlite = careless
    yield
    engine._prepare_sqlite = held_to_its_word


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
