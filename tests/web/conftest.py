"""For tests that run pages and routes in this process: settings and databases of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, components_scanned_once: None) -> Iterator[Path]:
    """An empty data folder, known to capaian.web.running.settings() during the test."""
    import streamlit as st

    from capaian.web import running, schools

    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    kept = (running.settings, running.secret, schools._open)
    for each in kept:
        each.cache_clear()
    st.cache_data.clear()
    st.cache_resource.clear()
    yield tmp_path
    for each in kept:
        each.cache_clear()
