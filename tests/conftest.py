"""What is dear to make and the same for every test: made once a process, copied for each."""

import functools
from pathlib import Path

import pytest

from capaian.store import make_demonstration, migrate, open_store


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
