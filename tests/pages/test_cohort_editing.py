"""Ubah kohort: a cohort is changed after it was made, by who may, while it is open."""

import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER, Role
from capaian.store import Deed, Store, load_audit, load_cohort, load_pass_marks, lock_cohort, save_cohort
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.workbooks import first, plain_workbook

pytestmark = pytest.mark.apptest


def field(app: AppTest, kind: str, ending: str):
    return next(one for one in getattr(app, kind) if (one.key or "").startswith("edit_") and one.key.endswith(ending))


def can_edit(app: AppTest) -> bool:
    return any(button.label == "Simpan kohort" for button in app.button)


def save(app: AppTest) -> AppTest:
    return next(button for button in app.button if button.label == "Simpan kohort").click().run()


def test_name_days_hours_who_and_pass_marks_are_changed(school: Store, open_page: OpenPage) -> None:
    cohort = save_class(school, "Las Dasar", plain_workbook(first(12)))
    app = open_page("cohort.py")
    assert "12 dari 12 siswa" in html_of(app)
    field(app, "text_input", "_name").set_value("Las Dasar, Gelombang 1")
    field(app, "text_input", "_partner").set_value("BLPT Yogyakarta")
    field(app, "number_input", "_hours").set_value(120)
    field(app, "radio", "_participants").set_value("teachers")
    field(app, "number_input", "_mark_teknis").set_value(70)
    app = save(app)
    assert not app.exception
    kept = load_cohort(school, LOCAL_USER, cohort)
    assert (kept.name, kept.partner, kept.hours) == ("Las Dasar, Gelombang 1", "BLPT Yogyakarta", 120)
    assert kept.participants == "teachers"
    assert load_pass_marks(school, LOCAL_USER, cohort) == {"kognitif": 75, "teknis": 70, "karakter": 75}
    assert ["Kohort disimpan" in said.value for said in app.success] == [True]
    assert app.session_state[f"edit_{cohort}"] is False, "the fields are closed, and what changed is seen"
    page = html_of(app)
    assert "12 dari 12 guru" in page
    assert "12 dari 12 siswa" not in page
    assert "Mencapai KKM 70" in page
    assert {Deed.COHORT_SAVED, Deed.PASS_MARKS_SAVED} <= set(load_audit(school, LOCAL_USER)["action"])


def test_what_cannot_be_is_told_and_stays_typed(school: Store, open_page: OpenPage) -> None:
    cohort = save_class(school, "Las Dasar", plain_workbook(first(10)))
    save_cohort(school, LOCAL_USER, name="Las Lanjutan")
    app = open_page("cohort.py", kohort=str(cohort))
    field(app, "text_input", "_name").set_value("Las Lanjutan")
    app = save(app)
    assert ["bernama “Las Lanjutan”" in error.value for error in app.error] == [True]
    assert field(app, "text_input", "_name").value == "Las Lanjutan"
    assert app.session_state[f"edit_{cohort}"] is True, "the fields stay open"
    assert load_cohort(school, LOCAL_USER, cohort).name == "Las Dasar"


def test_a_locked_cohort_is_not_changed(school: Store, open_page: OpenPage) -> None:
    lock_cohort(school, LOCAL_USER, save_class(school, "Las Dasar", plain_workbook(first(10))))
    app = open_page("cohort.py")
    assert not can_edit(app)
    assert "sudah dikunci" in html_of(app)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PRINCIPAL])
def test_only_who_may_edit_a_cohort_sees_the_way(
    role: Role, school: Store, signed_in: SignIn, open_page: OpenPage
) -> None:
    cohort = save_class(school, "Las Dasar", plain_workbook(first(10)))
    signed_in(role, cohorts=[cohort])
    assert not can_edit(open_page("cohort.py"))
