"""Akun: where somebody is signed in at this moment."""

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.store import Store, load_accounts
from tests.pages.conftest import OpenPage, html_of
from tests.people import account_of, session_of

pytestmark = pytest.mark.apptest


def test_the_administrator_sees_where_an_account_is_signed_in(school: Store, open_page: OpenPage) -> None:
    account_of(school, Role.TEACHER, username="guru.satu")
    ids = {account.username: account.id for account in load_accounts(school, LOCAL_USER)}

    def told() -> str:
        app = open_page("accounts.py")
        app.selectbox(key="accounts_chosen").set_value(ids["guru.satu"]).run()
        assert not app.exception
        return html_of(app)

    assert "sedang tidak masuk di mana pun" in told()
    session_of(school, "x" * 43, username="guru.satu")
    html = told()
    assert "Perangkat yang sedang masuk" in html
    assert "Masuk sejak" in html
