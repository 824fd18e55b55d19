"""Cadangan: made, looked into, and put back; on a new installation the way to begin."""

from pathlib import Path

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.store import Store, load_backups, load_cohorts, load_school, make_backup, save_cohort
from capaian.web import watch
from tests.pages.conftest import OpenPage, SignIn, html_of
from tests.people import SCHOOL

pytestmark = pytest.mark.apptest


def test_a_backup_is_made_and_checked_at_a_click(school: Store, open_page: OpenPage) -> None:
    app = open_page("backup.py")
    assert "Belum ada cadangan." in html_of(app)
    app.button(key="make").click().run()
    assert not app.exception
    assert app.success[0].value.replace("\\", "") == "Cadangan dibuat, dibuka lagi, dan isinya cocok."
    assert len(load_backups(school, LOCAL_USER)) == 1
    app.button(key="check").click().run()
    assert "Cadangan itu utuh" in app.success[0].value
    assert "paling lambat" in html_of(app)


def test_only_with_the_school_s_name_a_backup_is_put_back(school: Store, open_page: OpenPage) -> None:
    make_backup(school, LOCAL_USER)
    save_cohort(school, LOCAL_USER, name="Sesudah cadangan")
    app = open_page("backup.py")
    app.text_input(key="restore_name").set_value("SMK lain")
    app.button(key="restore").click().run()
    assert "belum sama" in app.error[0].value
    assert len(load_cohorts(school, LOCAL_USER)) == 1
    app.text_input(key="restore_name").set_value(SCHOOL)
    app.button(key="restore").click().run()
    assert not app.exception
    assert app.success[0].value == "Cadangan dipulihkan. Silakan masuk lagi."
    assert load_cohorts(school, LOCAL_USER) == []


def test_a_damaged_backup_is_a_sentence(school: Store, open_page: OpenPage) -> None:
    made = make_backup(school, LOCAL_USER)
    assert school.backups is not None
    path = school.backups.folder / made.name
    path.write_bytes(path.read_bytes()[:-200])
    app = open_page("backup.py")
    app.button(key="check").click().run()
    assert "rusak" in app.error[0].value


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PRINCIPAL, Role.AUDITOR, Role.INSTRUCTOR])
def test_nobody_else_gets_near(role: Role, signed_in: SignIn, open_page: OpenPage) -> None:
    signed_in(role)
    app = open_page("backup.py")
    assert len(app.exception) == 1
    assert [each.key for each in app.button] == ["sign_out"]


def test_what_is_wrong_with_the_server_is_said_to_whoever_can_mend_it(
    school: Store, signed_in: SignIn, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert school.backups is not None
    (tmp_path / "backups").write_text("bukan folder")
    assert watch.look()
    assert "belum dapat dibuat" in open_page("backup.py").warning[0].value
    (tmp_path / "backups").unlink()
    assert watch.look() == []
    assert not open_page("backup.py").warning


def test_a_new_installation_can_begin_with_a_backup(store: Store, open_page: OpenPage, tmp_path: Path) -> None:
    from capaian.store import Backups, migrate, open_store
    from tests.people import first_administrator

    elsewhere = open_store(f"sqlite:///{tmp_path / 'lain.db'}")
    migrate(elsewhere)
    first_administrator(elsewhere)
    assert store.backups is not None
    elsewhere.backups = Backups(store.backups.folder, tmp_path)
    make_backup(elsewhere, LOCAL_USER)
    elsewhere.close()
    app = open_page("setup.py")
    app.button(key="first_restore").click().run()
    assert app.warning[0].value == "Pilih cadangan dahulu."
    (option,) = app.selectbox(key="first_backup").options
    assert "atas permintaan" in option
    app.selectbox(key="first_backup").select_index(0)
    app.button(key="first_restore").click().run()
    assert not app.exception
    assert "dipulihkan" in app.success[0].value
    restored = load_school(store, LOCAL_USER)
    assert restored is not None
    assert restored.name == SCHOOL
