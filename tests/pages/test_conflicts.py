"""Unggah: a mark that was changed after the form was made is held back by itself, and a person says which counts."""

from typing import Any

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.reading import read_workbooks
from capaian.store import Store, load_roster, load_scores, save_import
from tests.forms import form_of, typed
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.test_upload import drop
from tests.pages.workbooks import NAMES, first, plain_workbook

pytestmark = pytest.mark.apptest

CLASH, OTHER, UNTOUCHED = NAMES[0], NAMES[1], NAMES[2]


@pytest.fixture
def cohort(school: Store) -> int:
    return save_class(school, "Las Dasar", plain_workbook(first(10)))


def after_of(store: Store, cohort: int) -> dict[str, float]:
    roster: Any = load_roster(store, LOCAL_USER, cohort)
    names = {row.student: row.name for row in roster.itertuples()}
    rows: Any = load_scores(store, LOCAL_USER, cohort)
    return {names[row.student]: row.score for row in rows.itertuples() if row.phase == "after"}


@pytest.fixture
def form(school: Store, cohort: int, signed_in: SignIn) -> bytes:
    """A form with two marks typed in; of one of them, and of a third, somebody has saved another since."""
    content = form_of(school, cohort, {"teknis": []})
    teacher = signed_in(Role.TEACHER, cohorts=[cohort])
    since = plain_workbook({CLASH: (60, 91), UNTOUCHED: (62, 77)})
    save_import(school, teacher, cohort, read_workbooks([("susulan.xlsx", since)]))
    signed_in(Role.ADMINISTRATOR)
    return typed(content, "Teknis", {(CLASH, "SESUDAH"): 95, (OTHER, "SESUDAH"): 96})


def test_conflicts_are_shown_with_both_marks_and_who_entered_the_one_that_stands(
    school: Store, cohort: int, form: bytes, open_page: OpenPage
) -> None:
    app = drop(open_page("upload.py", kohort=str(cohort)), ("formulir.xlsx", form))
    assert not app.exception
    assert "2 nilai bentrok, tidak diubah." in html_of(app)
    told = {each.label.replace("\\", ""): each for each in app.radio if (each.key or "").startswith("conflict_")}
    assert [label.split(" · ")[0] for label in told] == [CLASH, UNTOUCHED]
    (clash, untouched) = told.values()
    assert clash.options == ["Di Capaian: 91", "Di berkas: 95"]
    assert untouched.options == ["Di Capaian: 77", "Di berkas: 74"]
    captions = " ".join(clash.proto.captions).replace("\\", "")
    assert "Teacher" in captions
    assert "susulan.xlsx" in captions
    assert "lembar Teknis, sel G6" in captions
    assert app.button(key="save").label == "Simpan 1 nilai untuk 1 siswa"


@pytest.mark.parametrize(("choice", "stands"), [("file", 95), ("database", 91), (None, 91)])
def test_which_of_the_two_counts_is_chosen_mark_by_mark(
    choice: str | None, stands: float, school: Store, cohort: int, form: bytes, open_page: OpenPage
) -> None:
    app = drop(open_page("upload.py", kohort=str(cohort)), ("formulir.xlsx", form))
    if choice is not None:
        next(each for each in app.radio if (each.key or "").startswith("conflict_")).set_value(choice)
        next(
            each for each in app.button if each.label == "Pakai pilihan ini" and "conflicts" in str(each.proto)
        ).click()
        app.run()
    app.button(key="save").click().run()
    assert not app.exception
    marks = after_of(school, cohort)
    assert (marks[CLASH], marks[OTHER], marks[UNTOUCHED]) == (stands, 96, 77)


def test_a_form_without_a_conflict_asks_nothing(school: Store, cohort: int, open_page: OpenPage) -> None:
    content = typed(form_of(school, cohort, {"teknis": []}), "Teknis", {(OTHER, "SESUDAH"): 96})
    app = drop(open_page("upload.py", kohort=str(cohort)), ("formulir.xlsx", content))
    assert not [each for each in app.radio if (each.key or "").startswith("conflict_")]
    assert "70 → 96" not in html_of(app)
    assert "72 → 96" in html_of(app)
    assert app.button(key="save").label == "Simpan 1 nilai untuk 1 siswa"
