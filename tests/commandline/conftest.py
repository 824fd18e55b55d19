"""A school of the test's own, without a cohort."""

from pathlib import Path

import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER
from capaian.settings import load_settings
from capaian.store import open_store, save_school


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    assert main(["migrate"]) == 0
    store = open_store(load_settings().school_database_url)
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    store.close()
    return tmp_path
