"""Metode: the documents in the app."""

import pytest

from capaian.store import Store
from tests.pages.conftest import OpenPage

pytestmark = pytest.mark.apptest


def test_the_method_is_shown_and_the_worked_example_beside_it(school: Store, open_page: OpenPage) -> None:
    app = open_page("method.py")
    assert not app.exception
    assert any("Siapa yang dihitung" in each.value for each in app.markdown)
    app.segmented_control(key="choose_dokumen").set_value("contoh").run()
    assert any("Sepuluh siswa rekaan" in each.value for each in app.markdown)
    assert app.query_params["dokumen"] in ("contoh", ["contoh"])


@pytest.mark.parametrize("asked", ["../settings", "method", "<b>", ""])
def test_an_address_that_names_no_document_shows_the_method(asked: str, school: Store, open_page: OpenPage) -> None:
    app = open_page("method.py", dokumen=asked)
    assert not app.exception
    assert any("Siapa yang dihitung" in each.value for each in app.markdown)
