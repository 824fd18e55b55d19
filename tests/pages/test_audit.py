"""Catatan kegiatan: what is asked of the log stands in the address."""

import pytest

from capaian.access import LOCAL_USER
from capaian.store import Store, save_cohort
from tests.pages.conftest import OpenPage, html_of

pytestmark = pytest.mark.apptest


def test_the_log_is_narrowed_by_the_address(school: Store, open_page: OpenPage) -> None:
    save_cohort(school, LOCAL_USER, name="Las Dasar")
    assert "kohort disimpan" in html_of(open_page("audit.py"))
    app = open_page("audit.py", apa="account_made", sejak="7")
    assert not app.exception
    assert "akun dibuat" in html_of(app)
    assert "kohort disimpan" not in html_of(app)
    app.selectbox(key="choose_apa").set_value("").run()
    assert "kohort disimpan" in html_of(app)
    assert "apa" not in app.query_params


@pytest.mark.parametrize("asked", ["x", "-1", "' OR 1", "99999999"])
def test_what_the_address_cannot_ask_counts_as_not_asked(asked: str, school: Store, open_page: OpenPage) -> None:
    app = open_page("audit.py", siapa=asked, apa=asked, sejak=asked)
    assert not app.exception
    assert app.selectbox(key="choose_sejak").value == "30"
