"""Pages run through Streamlit's AppTest, from the router on, on a school of the test's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER
from capaian.reading import read_workbooks
from capaian.store import Store, save_cohort, save_import, save_school
from capaian.web import running, schools
from capaian.web.schools import store_of

ROOT = Path(__file__).resolve().parents[2]

OpenPage = Callable[..., AppTest]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The database that the pages will open; nothing in it yet."""
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    for kept in (running.settings, schools._open):
        kept.cache_clear()
    st.cache_data.clear()
    st.cache_resource.clear()
    opened = store_of("own")
    yield opened
    opened.close()
    for kept in (running.settings, schools._open):
        kept.cache_clear()


@pytest.fixture
def school(store: Store) -> Store:
    """The same with a school set up."""
    save_school(store, LOCAL_USER, name="SMKN 5 Banjarmasin", time_zone="Asia/Makassar")
    return store


@pytest.fixture
def open_page(store: Store) -> OpenPage:
    """open_page("cohort.py", kohort="3"): the page as it is answered to that address."""

    def run(file: str, **address: str) -> AppTest:
        app = AppTest.from_file(ROOT / "capaian" / "web" / "router.py", default_timeout=60)
        app.run()
        app.query_params.update(address)
        return app.switch_page(str(ROOT / "pages" / file)).run()

    return run


def save_class(store: Store, name: str, workbook: bytes) -> int:
    """A cohort with the marks of a workbook; its id."""
    cohort = save_cohort(store, LOCAL_USER, name=name)
    save_import(store, LOCAL_USER, cohort, read_workbooks([("nilai.xlsx", workbook)]))
    return cohort


def html_of(app: AppTest) -> str:
    """All of Capaian's own markup on the page, the stylesheet left out."""
    return "\n".join(each.proto.body for each in app.get("html") if not each.proto.body.startswith("<style>"))
