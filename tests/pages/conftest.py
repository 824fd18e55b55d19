"""Pages run through Streamlit's AppTest, from the router on, on a school of the test's own."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from capaian.access import DUMMY_HASH, LOCAL_USER, Actor, Role
from capaian.reading import read_workbooks
from capaian.store import (
    Store,
    assign_cohorts,
    create_first_administrator,
    load_accounts,
    save_account,
    save_cohort,
    save_import,
)
from capaian.web import identity, running, schools
from capaian.web.identity import Asking
from capaian.web.schools import store_of

ROOT = Path(__file__).resolve().parents[2]

OpenPage = Callable[..., AppTest]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The database that the pages will open; nothing in it yet."""
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
    admin = first_administrator(store)
    sign_in_as(monkeypatch, Asking(Actor(admin, Role.ADMINISTRATOR), "Siti Aminah", "siti.aminah", 1))
    return store


SignIn = Callable[..., Actor]


@pytest.fixture
def signed_in(school: Store, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """signed_in(Role.TEACHER, cohorts=[3], classes=["XI TPL 1"]): from now on the pages are asked by such an account."""

    def make(role: Role, *, cohorts: Iterable[int] = (), classes: Iterable[str] = ()) -> Actor:
        name = f"{role.value}.{len(load_accounts(school, LOCAL_USER))}"
        account = save_account(school, LOCAL_USER, username=name, display_name=name, role=role)
        assign_cohorts(school, LOCAL_USER, account, cohorts=cohorts, classes=classes)
        actor = Actor(account, role, frozenset(cohorts), frozenset(classes) or None)
        sign_in_as(monkeypatch, Asking(actor, name, name, 1))
        return actor

    return make


def first_administrator(store: Store, school_name: str = "SMKN 5 Banjarmasin") -> int:
    """The school with its administrator `siti.aminah`, who has no password that anybody knows; the account's id."""
    return create_first_administrator(
        store,
        username="siti.aminah",
        display_name="Siti Aminah",
        password_hash=DUMMY_HASH,
        address="127.0.0.1",
        school_name=school_name,
    )


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
