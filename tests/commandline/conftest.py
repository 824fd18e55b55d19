"""A school of the test's own, without a cohort, and the example's, made once."""

import shutil
from pathlib import Path

import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER
from capaian.settings import load_settings
from capaian.store import make_demonstration, migrate, open_store, save_school


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    assert main(["migrate"]) == 0
    store = open_store(load_settings().school_database_url)
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    store.close()
    return tmp_path


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the example school."""
    made = tmp_path_factory.mktemp("contoh") / "capaian.db"
    store = open_store(f"sqlite:///{made}")
    migrate(store)
    make_demonstration(store)
    store.close()
    return made


@pytest.fixture(scope="module")
def folder(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of the module's own whose school is the example."""
    made = tmp_path_factory.mktemp("sekolah")
    shutil.copy(example, made / "capaian.db")
    return made
