"""start_page and the router, through Streamlit's AppTest (no browser: cookies are always empty here)."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER, Action, Actor, Role
from capaian.locale import N_
from capaian.problems import Refused
from capaian.settings import ROOT
from capaian.store import save_school
from capaian.web import page
from capaian.web.page import start_page
from capaian.web.schools import store_of
from capaian.web.screens import SCREENS, SETUP, may_anywhere

pytestmark = pytest.mark.apptest


def router() -> AppTest:
    return AppTest.from_file(str(ROOT / "capaian" / "web" / "router.py"), default_timeout=60)


def save_own_school() -> None:
    save_school(store_of("own"), LOCAL_USER, name="SMK Harapan Rekaan", time_zone="Asia/Makassar")


@pytest.mark.parametrize("screen", [screen for screen in SCREENS if screen is not SETUP], ids=lambda s: s.address)
def test_without_a_school_every_page_leads_to_the_setup_page(data_folder: Path, screen: object) -> None:
    app = router().run()
    app.switch_page(f"../../pages/{screen.file}").run()  # pyright: ignore[reportAttributeAccessIssue]
    assert not app.exception
    assert [title.value for title in app.title] == ["Mulai"]


def test_with_a_school_the_first_page_is_the_cohorts(data_folder: Path) -> None:
    save_own_school()
    app = router().run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Kohort"]


def test_a_page_run_alone_asks_for_the_right_itself(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_own_school()
    auditor = Actor(1, Role.AUDITOR)
    monkeypatch.setattr(page, "LOCAL_USER", auditor)
    with pytest.raises(Refused):
        start_page(N_("Unggah"), needs=Action.IMPORT_MARKS)


@pytest.mark.parametrize(
    ("actor", "action", "allowed"),
    [
        (LOCAL_USER, Action.EDIT_SCHOOL, True),
        (Actor(1, Role.TEACHER), Action.IMPORT_MARKS, False),
        (Actor(1, Role.TEACHER, frozenset({7})), Action.IMPORT_MARKS, True),
        (Actor(1, Role.PRINCIPAL), Action.IMPORT_MARKS, False),
        (Actor(1, Role.AUDITOR), Action.VIEW_STUDENTS, False),
    ],
)
def test_a_page_is_open_to_whoever_has_its_right_somewhere(actor: Actor, action: Action, allowed: bool) -> None:
    assert may_anywhere(actor, action) is allowed
