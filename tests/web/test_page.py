"""start_page and the router, through Streamlit's AppTest (no browser: cookies are always empty here)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER, VISITOR, Action, Actor, Role, require
from capaian.locale import N_
from capaian.problems import Refused
from capaian.settings import ROOT
from capaian.store import save_school
from capaian.web import identity, page
from capaian.web.identity import Asking
from capaian.web.page import start_page, this_visit
from capaian.web.schools import open_demo, store_of
from capaian.web.screens import SCREENS, SETUP, Screen, in_menu, may_open, under_settings
from tests.people import account_of, first_administrator

SignIn = Callable[[Actor | None], None]

pytestmark = pytest.mark.apptest


def router() -> AppTest:
    return AppTest.from_file(str(ROOT / "capaian" / "web" / "router.py"), default_timeout=60)


@pytest.fixture
def signed_in(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Actor | None], None]:
    """signed_in(actor): from now on this is who asks; None: nobody who is signed in."""
    first_administrator(store_of("own"))

    def be(actor: Actor | None) -> None:
        asking = None if actor is None else Asking(actor, "Siti *Aminah*", "siti.aminah", 1)
        monkeypatch.setattr(identity, "who_is_asking", lambda: asking)

    return be


@pytest.mark.parametrize("screen", [screen for screen in SCREENS if screen is not SETUP], ids=lambda s: s.address)
def test_without_a_school_every_page_leads_to_the_setup_page(data_folder: Path, screen: Screen) -> None:
    app = router().run()
    app.switch_page(f"../../pages/{screen.file}").run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Mulai"]


def test_with_a_school_the_first_page_is_the_overview(signed_in: SignIn) -> None:
    signed_in(Actor(1, Role.ADMINISTRATOR))
    app = router().run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Ringkasan"]


def test_who_has_been_assigned_nothing_yet_begins_at_the_first_page_of_their_menu(signed_in: SignIn) -> None:
    teacher = account_of(store_of("own"), Role.TEACHER)
    signed_in(teacher)
    app = router().run()
    assert not app.exception
    first = next(screen for screen in SCREENS if in_menu(screen, teacher))
    assert [title.value for title in app.title] == [first.title]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: s.address)
def test_whoever_is_signed_out_is_told_so_on_every_page_and_sees_nothing_else(
    signed_in: SignIn, screen: Screen
) -> None:
    signed_in(None)
    app = router().run()
    app.switch_page(f"../../pages/{screen.file}").run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Anda sudah keluar"]
    assert [each.proto.url for each in app.get("link_button")] == ["/masuk"]
    assert len(app.markdown) == 1
    assert not app.get("html")


def test_a_tab_that_was_open_says_so_at_its_next_click(signed_in: SignIn) -> None:
    signed_in(Actor(1, Role.ADMINISTRATOR))
    app = router().run()
    app.session_state["upload_read"] = "nilai"
    signed_in(None)
    app.run()
    assert [title.value for title in app.title] == ["Anda sudah keluar"]
    assert "upload_read" not in app.session_state


def test_under_the_menu_stands_who_is_signed_in_as_text(signed_in: SignIn) -> None:
    signed_in(Actor(1, Role.ADMINISTRATOR))
    app = router().run()
    assert any(each.value == r":material/person: Siti \*Aminah\*" for each in app.sidebar.markdown)
    assert app.sidebar.button(key="sign_out").label == "Keluar"


@pytest.mark.parametrize(
    ("role", "cohorts", "seen"),
    [
        (Role.ADMINISTRATOR, (), "ringkasan unggah kohort siswa banding ekspor riwayat pengaturan"),
        (Role.PRINCIPAL, (), "ringkasan kohort siswa banding ekspor riwayat pengaturan"),
        (Role.TEACHER, (7,), "ringkasan unggah kohort siswa banding ekspor riwayat pengaturan"),
        (Role.TEACHER, (), "ringkasan pengaturan"),
        (Role.INSTRUCTOR, (7,), "ringkasan unggah kohort siswa banding ekspor riwayat pengaturan"),
        (Role.AUDITOR, (), "ringkasan kohort banding ekspor pengaturan"),
        (Role.VISITOR, (), "ringkasan kohort siswa banding ekspor riwayat pengaturan"),
    ],
)
def test_the_menu_shows_what_a_role_may_open(role: Role, cohorts: tuple[int, ...], seen: str) -> None:
    actor = Actor(1, role, frozenset(cohorts))
    assert [screen.address for screen in SCREENS if in_menu(screen, actor)] == seen.split()


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.TEACHER, Role.INSTRUCTOR, Role.AUDITOR])
def test_settings_lead_to_what_a_role_may_open_and_to_nothing_of_the_administrator(role: Role) -> None:
    found = {screen.address for screen in under_settings(Actor(1, role, frozenset({7})))}
    assert {"metode", "profil"} <= found
    assert found.isdisjoint({"mulai", "akun", "privasi", "catatan"})


def test_a_visitor_finds_the_way_to_begin_under_settings() -> None:
    assert under_settings(VISITOR)[0] is SETUP


@pytest.mark.parametrize(
    ("role", "file"),
    [
        (role, screen.file)
        for role in (Role.PRINCIPAL, Role.TEACHER, Role.INSTRUCTOR, Role.AUDITOR)
        for screen in SCREENS
        if screen is not SETUP and not may_open(screen, Actor(1, role))
    ],
)
def test_a_page_opened_by_its_address_refuses_who_has_no_right_to_it(
    signed_in: SignIn, role: Role, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[Action] = []

    def noting(actor: Actor, action: Action, resource: int | None = None) -> None:
        refused.append(action)
        require(actor, action, resource)

    monkeypatch.setattr(page, "require", noting)
    signed_in(Actor(1, role))
    app = router().run()
    app.switch_page(f"../../pages/{file}").run()
    assert len(app.exception) == 1
    assert refused == [screen.action for screen in SCREENS if screen.file == file]
    assert not app.title
    assert not app.get("html")


def test_a_page_run_alone_asks_for_the_right_itself(signed_in: SignIn) -> None:
    signed_in(Actor(1, Role.AUDITOR))
    with pytest.raises(Refused):
        start_page(N_("Unggah"), needs=Action.IMPORT_MARKS)


def test_in_the_example_everybody_is_a_visitor(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cohorts assigned to an account are those of its own school, whatever their numbers."""
    open_demo()
    monkeypatch.setattr(page, "which_school", lambda _cookies: "demo")
    signed_in(Actor(1, Role.TEACHER, frozenset({1, 2, 3})))
    visit = this_visit()
    assert visit is not None
    assert (visit.actor, visit.is_demo) == (VISITOR, True)
    app = router().run()
    app.switch_page("../../pages/upload.py").run()
    assert not app.exception
    assert any("Sekolah contoh hanya untuk dilihat" in each.value for each in app.markdown)
    assert not app.get("file_uploader")


def test_a_visitor_sees_nothing_of_a_school_of_ones_own(data_folder: Path) -> None:
    save_school(store_of("own"), LOCAL_USER, name="SMK Harapan Rekaan", time_zone="Asia/Makassar")
    visit = this_visit()
    assert visit is not None
    assert (visit.actor, visit.school) == (VISITOR, None)
