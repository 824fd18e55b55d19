"""Pengaturan: one card for each thing a role may set up or look up, and a way back from each."""

import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import Role
from capaian.store import Store
from tests.pages.conftest import OpenPage, SignIn, html_of

pytestmark = pytest.mark.apptest


def ways(app: AppTest) -> list[str]:
    return [each.proto.page for each in app.main.get("page_link")]


def test_an_administrator_finds_a_card_for_each_with_what_it_is_for(school: Store, open_page: OpenPage) -> None:
    app = open_page("settings.py")
    assert not app.exception
    assert {"mulai", "akun", "privasi", "catatan", "metode", "profil"} <= set(ways(app))
    assert "Siapa yang boleh masuk, dan apa yang ia lihat." in html_of(app)


def test_who_keeps_no_accounts_is_not_shown_the_way_to_them(signed_in: SignIn, open_page: OpenPage) -> None:
    signed_in(Role.AUDITOR)
    found = set(ways(open_page("settings.py")))
    assert {"metode", "profil"} <= found
    assert found.isdisjoint({"mulai", "akun", "privasi", "catatan"})


def test_certificates_belong_to_a_cohort_and_lead_back_to_it(school: Store, open_page: OpenPage) -> None:
    assert "sertifikat" not in ways(open_page("settings.py"))
    back = open_page("certificates.py", kohort="3").main.get("page_link")[0].proto
    assert (back.page, back.query_string) == ("kohort", "kohort=3")


def test_a_page_that_is_not_in_the_menu_shows_the_way_back(school: Store, open_page: OpenPage) -> None:
    assert ways(open_page("accounts.py"))[0] == "pengaturan"
    assert "pengaturan" not in ways(open_page("overview.py"))
