"""Mulai: two ways on, and a school is set up once."""

import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER, Role
from capaian.store import Store, load_school, save_school
from tests.pages.conftest import OpenPage, SignIn

pytestmark = pytest.mark.apptest


def links(app: AppTest) -> dict[str, str]:
    return {each.proto.label: each.proto.url for each in app.get("link_button")}


def test_a_visitor_is_shown_the_example_and_the_way_to_an_account(store: Store, open_page: OpenPage) -> None:
    app = open_page("setup.py")
    assert not app.exception
    assert links(app)["Buat akun admin"] == "/akun-pertama"
    assert app.button(key="example").label == "Lihat contoh"
    assert [each.key for each in app.text_input] == ["first_backup_passphrase"]


def test_a_school_made_before_there_were_accounts_waits_for_its_administrator(
    store: Store, open_page: OpenPage
) -> None:
    save_school(store, LOCAL_USER, name="SMKN 5 Banjarmasin", time_zone="Asia/Makassar")
    app = open_page("cohort.py")
    assert app.title[0].value == "Mulai"
    assert any("Buat akun admin dahulu" in each.value for each in app.markdown)
    assert "SMKN 5" not in str(app)


def test_a_school_without_a_name_is_asked_for_it(school: Store, open_page: OpenPage) -> None:
    app = open_page("setup.py")
    app.text_input[0].set_value("   ")
    app.button(key="FormSubmitter:school-Simpan perubahan").click().run()
    assert [each.value for each in app.warning] == ["Tuliskan dulu nama sekolah."]


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PRINCIPAL, Role.AUDITOR, Role.INSTRUCTOR])
def test_only_an_administrator_changes_the_school(role: Role, signed_in: SignIn, open_page: OpenPage) -> None:
    signed_in(role)
    app = open_page("setup.py")
    assert not app.exception
    assert not app.text_input


def test_the_zones_are_named_as_people_name_them(school: Store, open_page: OpenPage) -> None:
    assert [option.split()[0] for option in open_page("setup.py").selectbox[0].options] == ["WIB", "WITA", "WIT"]


def test_a_school_that_exists_is_shown_and_can_be_changed(school: Store, open_page: OpenPage) -> None:
    app = open_page("setup.py")
    assert app.text_input[0].value == "SMKN 5 Banjarmasin"
    assert app.selectbox[0].value == "Asia/Makassar"
    app.text_input[0].set_value("SMK Negeri 5 Banjarmasin")
    app.button(key="FormSubmitter:school-Simpan perubahan").click().run()
    saved = load_school(school, LOCAL_USER)
    assert saved is not None
    assert saved.name == "SMK Negeri 5 Banjarmasin"
