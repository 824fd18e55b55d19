"""Metode: the documents in the app."""

import pytest

from capaian.access import LOCAL_USER
from capaian.store import LOWEST_TO_HIGHEST, Rule, Store, save_cohort, save_rules
from tests.pages.conftest import OpenPage, html_of

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


def test_the_formula_of_each_cohort_is_printed_where_its_scale_is_not_0_to_100(
    school: Store, open_page: OpenPage
) -> None:
    cohort = save_cohort(school, LOCAL_USER, name="Las Dasar")
    levels = Rule("Disiplin", scale_min=1, scale_max=4, formula=LOWEST_TO_HIGHEST)
    save_rules(school, LOCAL_USER, cohort, "karakter", [levels, Rule("Rapi")])
    app = open_page("method.py")
    assert "(m − 1) ÷ 3" not in html_of(app)
    app.session_state["conversions"] = True
    app.run()
    assert "(m − 1) ÷ 3 × 100 (nilai 1 menjadi 0)" in html_of(app)
    assert "Disiplin; belum dibekukan" in html_of(app)
