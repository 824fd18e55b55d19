"""Pages run through Streamlit's AppTest, from the router on, on a school of the test's own."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.reading import read_workbooks
from capaian.store import Store, load_accounts, save_cohort, save_import
from capaian.web import identity, running, schools
from capaian.web.identity import Asking
from capaian.web.schools import store_of
from tests.people import ADMINISTRATOR, account_of, first_administrator

ROOT = Path(__file__).resolve().parents[2]

OpenPage = Callable[..., AppTest]


@pytest.fixture
def store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_template: Path, components_scanned_once: None
) -> Iterator[Store]:
    """The database that the pages will open; nothing in it yet."""
    shutil.copy(sqlite_template, tmp_path / "capaian.db")
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    for kept in (running.settings, running.secret, schools._open):
        kept.cache_clear()
    st.cache_data.clear()
    st.cache_resource.clear()
    opened = store_of("own")
    yield opened
    opened.close()
    for kept in (running.settings, running.secret, schools._open):
        kept.cache_clear()


@pytest.fixture
def school(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The same with a school set up, and its administrator signed in."""
    sign_in_as(monkeypatch, Asking(first_administrator(store), "Siti Aminah", ADMINISTRATOR, 1))
    return store


SignIn = Callable[..., Actor]


@pytest.fixture
def signed_in(school: Store, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """signed_in(Role.TEACHER, cohorts=[3], classes=["XI TPL 1"]): the pages are then asked by such an account."""

    def make(role: Role, *, cohorts: Iterable[int] = (), classes: Iterable[str] = ()) -> Actor:
        name = f"{role.value}.{len(load_accounts(school, LOCAL_USER))}"
        actor = account_of(school, role, username=name, cohorts=cohorts, classes=classes)
        sign_in_as(monkeypatch, Asking(actor, name, name, 1))
        return actor

    return make


def sign_in_as(monkeypatch: pytest.MonkeyPatch, asking: Asking | None) -> None:
    """From now on this is who asks; None: nobody who is signed in. AppTest has no cookies to be known by."""
    monkeypatch.setattr(identity, "who_is_asking", lambda: asking)


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
