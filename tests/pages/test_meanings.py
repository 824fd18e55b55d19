"""Makna tersimpan: what was said once is told in words, holds for the next file, and can be said otherwise."""

import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER, Role
from capaian.store import Store, load_meanings, load_scores, save_cohort
from tests.pages.conftest import OpenPage, SignIn, html_of
from tests.pages.test_upload import drop
from tests.pages.workbooks import NAMES, table_bytes

pytestmark = pytest.mark.apptest

HEADS = ("No", "Nama", "Kelas", "Teknis sebelum", "Nilai Akhir")


def file(more: int) -> bytes:
    """Eight students; the last mark of the first one is a word that nobody knows."""
    rows = [(i + 1, n, "XI TPL 1", 60 + i, 70 + i + more if i else "menyusul ya") for i, n in enumerate(NAMES[:8])]
    return table_bytes(HEADS, rows)


def press(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


def upload(open_page: OpenPage, name: str, content: bytes, cohort: int) -> AppTest:
    return drop(open_page("upload.py", kohort=str(cohort)), (name, content))


def answer_and_save(open_page: OpenPage, cohort: int) -> None:
    app = upload(open_page, "satu.xlsx", file(0), cohort)
    next(each for each in app.selectbox if "Nilai Akhir" in each.label).set_value("teknis after")
    press(app, "Pakai arti ini")
    app.button(key="word_missing_0").click().run()
    app.button(key="save").click().run()
    assert not app.exception


def told(open_page: OpenPage) -> str:
    app = open_page("meanings.py")
    assert not app.exception
    return html_of(app)


def aspects(store: Store, cohort: int) -> set[tuple[str, str]]:
    rows = load_scores(store, LOCAL_USER, cohort)
    return set(zip(rows["aspect"].astype(str), rows["phase"].astype(str), strict=True))


def test_the_second_file_needs_no_answer_also_after_the_meaning_was_changed(
    school: Store, signed_in: SignIn, open_page: OpenPage
) -> None:
    first, second, third = (save_cohort(school, LOCAL_USER, name=name) for name in ("Satu", "Dua", "Tiga"))
    teacher = signed_in(Role.TEACHER, cohorts=[first, second, third])
    answer_and_save(open_page, first)
    assert aspects(school, first) == {("teknis", "before"), ("teknis", "after")}
    html = told(open_page)
    assert "milik Anda" in html
    assert "milik sekolah" in html
    assert "Teknis · sesudah" in html
    assert "“menyusul ya” di semua kolom" in html

    app = upload(open_page, "dua.xlsx", file(5), second)
    assert app.button(key="save").label == "Simpan 15 nilai untuk 8 siswa"
    app.button(key="save").click().run()
    assert aspects(school, second) == {("teknis", "before"), ("teknis", "after")}

    own = next(each for each in load_meanings(school, teacher) if not each.is_school)
    app = open_page("meanings.py")
    app.button(key=f"edit_{own.id}").click().run()
    app.selectbox(key=f"column_{own.id}_4").set_value("karakter after")
    app.text_input(key=f"criterion_{own.id}_4").set_value(" Disiplin  kerja ")
    app.selectbox(key=f"value_{own.id}_0").set_value("did_not_sit")
    press(app, "Simpan arti ini")
    assert "Karakter · sesudah · Disiplin kerja" in html_of(app)
    assert app.success

    app = upload(open_page, "tiga.xlsx", file(7), third)
    app.button(key="save").click().run()
    rows = load_scores(school, LOCAL_USER, third)
    assert aspects(school, third) == {("teknis", "before"), ("karakter", "after")}
    assert (rows["state"] == "did_not_sit").sum() == 1


def test_what_is_forgotten_is_asked_again(school: Store, signed_in: SignIn, open_page: OpenPage) -> None:
    cohort = save_cohort(school, LOCAL_USER, name="Satu")
    admin = signed_in(Role.ADMINISTRATOR)
    answer_and_save(open_page, cohort)
    for own in load_meanings(school, admin):
        app = open_page("meanings.py")
        app.button(key=f"edit_{own.id}").click().run()
        app.selectbox(key=f"column_{own.id}_4").set_value("forget")
        press(app, "Simpan arti ini")
    app = upload(open_page, "dua.xlsx", file(5), cohort)
    assert [each for each in app.selectbox if "Nilai Akhir" in each.label]
    for own in load_meanings(school, admin):
        app = open_page("meanings.py")
        app.button(key=f"forget_{own.id}").click().run()
    assert "Belum ada yang diingat" in told(open_page)


def test_a_teacher_changes_what_is_own_and_the_administrator_what_is_the_school_s(
    school: Store, signed_in: SignIn, open_page: OpenPage
) -> None:
    cohort = save_cohort(school, LOCAL_USER, name="Satu")
    teacher = signed_in(Role.TEACHER, cohorts=[cohort])
    answer_and_save(open_page, cohort)
    own, of_school = sorted(load_meanings(school, teacher), key=lambda each: each.is_school)
    keys = {each.key for each in open_page("meanings.py").button}
    assert f"edit_{own.id}" in keys
    assert not keys & {f"edit_{of_school.id}", f"forget_{of_school.id}", f"share_{own.id}"}
    admin = signed_in(Role.ADMINISTRATOR)
    upload(open_page, "dua.xlsx", file(5), save_cohort(school, LOCAL_USER, name="Dua")).button(key="save").click().run()
    (mine,) = [each for each in load_meanings(school, admin) if not each.is_school]
    app = open_page("meanings.py")
    assert app.button(key=f"share_{mine.id}").label == "Ganti milik sekolah"
    app.button(key=f"share_{mine.id}").click().run()
    assert "seluruh sekolah" in app.success[0].value
    assert own.id not in {each.id for each in load_meanings(school, admin)}
