"""Ekspor: what is in the files, and what they are called."""

import pytest

from capaian.access import LOCAL_USER
from capaian.store import Store, save_cohort
from tests.pages.conftest import OpenPage, html_of, save_class
from tests.pages.workbooks import first, plain_workbook

pytestmark = pytest.mark.apptest


def test_without_a_cohort_the_page_says_what_to_do(school: Store, open_page: OpenPage) -> None:
    app = open_page("export.py")
    assert "Belum ada kohort" in html_of(app)
    assert not app.get("download_button")


def test_both_files_are_offered(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(10)))
    app = open_page("export.py")
    assert not app.exception
    buttons = [each.proto for each in app.get("download_button")]
    assert [each.label for each in buttons][:2] == ["Unduh hasil (Excel)", "Unduh formulir"]
    assert not any(each.disabled for each in buttons)
    assert "hanya untuk internal sekolah" in html_of(app)


def test_a_cohort_without_marks_has_a_form_and_no_results(school: Store, open_page: OpenPage) -> None:
    save_cohort(school, LOCAL_USER, name="Las Dasar")
    app = open_page("export.py")
    assert [each.proto.disabled for each in app.get("download_button")] == [True, False]
    assert "Kohort ini belum berisi nilai." in html_of(app)
