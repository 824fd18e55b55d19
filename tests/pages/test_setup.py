"""Mulai: two ways on, and a school is set up once."""

import pytest

from capaian.access import LOCAL_USER
from capaian.store import Store, load_school
from tests.pages.conftest import OpenPage

pytestmark = pytest.mark.apptest


def test_a_school_without_a_name_is_asked_for_it(store: Store, open_page: OpenPage) -> None:
    app = open_page("setup.py")
    app.text_input[0].set_value("   ")
    app.button(key="FormSubmitter:school-Simpan dan unggah nilai").click().run()
    assert [each.value for each in app.warning] == ["Tuliskan dulu nama sekolah."]
    assert load_school(store, LOCAL_USER) is None


def test_a_school_is_saved_with_its_time_zone_and_the_upload_opens(store: Store, open_page: OpenPage) -> None:
    app = open_page("setup.py")
    app.text_input[0].set_value("SMKN 5 Banjarmasin")
    app.selectbox[0].set_value("Asia/Makassar")
    app.button(key="FormSubmitter:school-Simpan dan unggah nilai").click().run()
    saved = load_school(store, LOCAL_USER)
    assert saved is not None
    assert (saved.name, saved.time_zone) == ("SMKN 5 Banjarmasin", "Asia/Makassar")
    assert app.title[0].value == "Unggah"


def test_the_zones_are_named_as_people_name_them(store: Store, open_page: OpenPage) -> None:
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
