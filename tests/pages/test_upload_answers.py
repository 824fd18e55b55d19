"""Unggah: who is who, what is meant, what is mended, which mark is right; and what happens to all that later."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER, Role
from capaian.store import Store, load_imports, load_roster, load_scores, save_cohort
from capaian.web.parts_students_found import asked_now
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.test_upload import drop
from tests.pages.workbooks import NAMES, first, plain_workbook, table_bytes

pytestmark = pytest.mark.apptest

GOOD = plain_workbook(first(10))


@pytest.fixture
def cohort(school: Store) -> int:
    return save_class(school, "Las Dasar", GOOD)


def submit(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


def marks_of(store: Store, cohort: int, name: str) -> dict[str, float]:
    roster: Any = load_roster(store, LOCAL_USER, cohort)
    rows: Any = load_scores(store, LOCAL_USER, cohort)
    (student,) = [row.student for row in roster.itertuples() if row.name == name]
    return {row.phase: row.score for row in rows.itertuples() if row.student == student}


def test_every_step_says_which_of_all_it_is(cohort: int, open_page: OpenPage) -> None:
    app = drop(open_page("upload.py"), ("lagi.xlsx", plain_workbook(first(9))))
    steps = re.findall(r"Langkah \d dari 5", html_of(app))
    assert steps == [f"Langkah {n} dari 5" for n in range(1, 6)]


def test_strangers_are_left_out_unless_they_are_added(school: Store, cohort: int, open_page: OpenPage) -> None:
    more = first(10) | {NAMES[10]: (50, 80), NAMES[11]: (51, 81)}
    app = drop(open_page("upload.py"), ("lagi.xlsx", plain_workbook(more)))
    assert not app.exception
    assert "<b>2</b><span>Tidak ada di kohort</span>" in html_of(app)
    assert "Fitri Handayani, Bahrul Ilmi" in html_of(app)
    assert app.button(key="save").disabled
    app.multiselect(key="strangers_added").set_value([app.multiselect(key="strangers_added").options[0]])
    place = next(iter(app.multiselect(key="strangers_added").proto.options))
    assert place == "Fitri Handayani (XI TPL 1)"
    submit(app, "Tambahkan yang dipilih")
    assert app.button(key="save").label == "Simpan 2 nilai untuk 11 siswa"
    app.button(key="save").click().run()
    assert "1 siswa tidak ada di daftar kohort, dilewati." in html_of(app)
    assert len(load_roster(school, LOCAL_USER, cohort)) == 11


def test_whoever_may_not_add_students_is_told_who_may(cohort: int, signed_in: SignIn, open_page: OpenPage) -> None:
    signed_in(Role.INSTRUCTOR, cohorts=[cohort])
    app = drop(open_page("upload.py"), ("lagi.xlsx", plain_workbook(first(10) | {NAMES[10]: (50, 80)})))
    assert "Admin sekolah dapat menambahkannya." in html_of(app)
    assert not app.multiselect


def test_a_class_that_moved_up_is_confirmed_at_once(school: Store, cohort: int, open_page: OpenPage) -> None:
    moved = {name: (before, 91) for name, (before, _) in first(9).items()} | {"Dewi Rahmawatii": (50, 92)}
    app = drop(open_page("upload.py"), ("naik.xlsx", plain_workbook(moved, classes=("XII TPL 1",))))
    assert app.button(key="save").disabled
    assert app.button(key="same_students").label == "Mereka siswa yang sama: 9 siswa"
    app.button(key="same_students").click().run()
    assert not app.exception
    assert "same_students" not in [each.key for each in app.button]
    chosen = [each.value for each in app.selectbox if "di berkas adalah" in each.label]
    assert (chosen.count(None), len(chosen)) == (1, 10)
    assert app.button(key="save").disabled
    next(each for each in app.selectbox if "Rahmawatii" in each.label).select("skip")
    submit(app, "Pakai pilihan ini")
    app.button(key="save").click().run()
    assert marks_of(school, cohort, NAMES[3])["after"] == 91
    assert marks_of(school, cohort, NAMES[9])["after"] == 88


def test_of_more_than_thirty_students_in_doubt_the_last_come_up_when_the_first_are_decided() -> None:
    rows: list[Any] = [SimpleNamespace(place=f"daftar.xlsx!X!{n}") for n in range(36)]
    first_thirty = asked_now(rows, {})
    assert first_thirty == rows[:30]
    assert asked_now(rows, dict.fromkeys((each.place for each in first_thirty), 7))[:6] == rows[30:]


def test_a_name_nearly_the_same_is_asked_about_side_by_side(school: Store, cohort: int, open_page: OpenPage) -> None:
    misspelt = {"Ahmad Fauzann": (60, 95)}
    app = drop(open_page("upload.py"), ("lagi.xlsx", plain_workbook(misspelt)))
    html = html_of(app)
    assert "Ahmad Fauzann" in html
    assert "Di kohort ini" in html
    assert app.button(key="save").disabled
    (choice,) = [each for each in app.selectbox if "di berkas adalah" in each.label]
    assert choice.value is None
    choice.select_index(0)
    submit(app, "Pakai pilihan ini")
    assert app.button(key="save").label == "Simpan 1 nilai untuk 1 siswa"
    app.button(key="save").click().run()
    assert marks_of(school, cohort, "Ahmad Fauzan") == {"before": 60, "after": 95}


def test_marks_off_the_scale_are_mended_by_typing(school: Store, cohort: int, open_page: OpenPage) -> None:
    wrong = plain_workbook(first(10) | {NAMES[0]: (860, 95), NAMES[1]: (61, 720)})
    app = drop(open_page("upload.py"), ("salah.xlsx", wrong))
    typed = [each for each in app.text_input if each.key and each.key.startswith("typed_")]
    assert [each.key for each in typed] == ["typed_salah.xlsx!XI TPL 1!D2", "typed_salah.xlsx!XI TPL 1!E3"]
    typed[0].set_value("86")
    typed[1].set_value("720")
    submit(app, "Pakai nilai ini")
    assert app.button(key="save").disabled
    (left,) = [each for each in app.text_input if each.key and each.key.startswith("typed_")]
    left.set_value("72")
    submit(app, "Pakai nilai ini")
    assert "Diperbaiki di sini: XI TPL 1 D2 = 86, XI TPL 1 E3 = 72." in html_of(app)
    app.button(key="save").click().run()
    assert marks_of(school, cohort, NAMES[0]) == {"before": 86, "after": 95}


def test_a_text_that_is_no_mark_is_explained_once_and_remembered(
    school: Store, cohort: int, open_page: OpenPage
) -> None:
    def told(word: str, mark: int) -> bytes:
        return plain_workbook(first(10) | {NAMES[0]: (60, word), NAMES[1]: (61, word), NAMES[2]: (62, mark)})

    app = drop(open_page("upload.py"), ("nilai.xlsx", told("menyusul ya", 90)))
    assert "ada di 2 sel" in html_of(app)
    app.button(key="word_missing_0").click().run()
    assert app.button(key="save").label == "Simpan 1 nilai untuk 1 siswa"
    app.button(key="save").click().run()
    submit(app, "Unggah berkas lain")
    app = drop(open_page("upload.py"), ("nilai kedua.xlsx", told("menyusul ya", 91)))
    assert app.button(key="save").label == "Simpan 1 nilai untuk 1 siswa"
    assert "dipakai lagi" in html_of(app)


@pytest.mark.parametrize(("key", "state"), [("zeros_marks", "present"), ("zeros_absent", "did_not_sit")])
def test_zeros_mean_what_the_teacher_says(key: str, state: str, school: Store, open_page: OpenPage) -> None:
    cohort = save_cohort(school, LOCAL_USER, name="Las Dasar")
    zeros = plain_workbook(first(10) | {NAMES[0]: (60, 0), NAMES[1]: (61, 0)})
    app = drop(open_page("upload.py"), ("nol.xlsx", zeros))
    app.button(key=key).click().run()
    assert not [each for each in app.button if each.key and each.key.startswith("zeros_")]
    app.button(key="save").click().run()
    rows: Any = load_scores(school, LOCAL_USER, cohort)
    zeros_now = [row.state for row in rows.itertuples() if row.state == "did_not_sit" or row.score == 0]
    assert zeros_now == [state, state]


def test_a_column_is_asked_about_once_and_the_next_file_needs_no_answer(school: Store, open_page: OpenPage) -> None:
    save_cohort(school, LOCAL_USER, name="Las Dasar")
    heads = ("No", "Nama", "Kelas", "Teknis sebelum", "Nilai Akhir")

    def file(more: int) -> bytes:
        return table_bytes(heads, [(i + 1, n, "XI TPL 1", 60 + i, 70 + i + more) for i, n in enumerate(NAMES[:8])])

    app = drop(open_page("upload.py"), ("nilai.xlsx", file(0)))
    (asked,) = [each for each in app.selectbox if "Nilai Akhir" in each.label]
    asked.set_value("teknis after")
    submit(app, "Pakai arti ini")
    assert app.button(key="save").label == "Simpan 16 nilai untuk 8 siswa"
    app.button(key="save").click().run()
    submit(app, "Unggah berkas lain")
    app = drop(open_page("upload.py"), ("nilai baru.xlsx", file(5)))
    assert not [each for each in app.selectbox if "Nilai Akhir" in each.label]
    assert app.button(key="save").label == "Simpan 8 nilai untuk 8 siswa"


def test_leaving_and_coming_back_loses_no_answer(cohort: int, open_page: OpenPage) -> None:
    wrong = plain_workbook(first(10) | {NAMES[0]: (860, 95)})
    app = drop(open_page("upload.py"), ("salah.xlsx", wrong))
    next(each for each in app.text_input if each.key and each.key.startswith("typed_")).set_value("86")
    submit(app, "Pakai nilai ini")
    assert not app.button(key="save").disabled
    another = open_page("upload.py")
    assert "Pilih lagi berkas yang sama: salah.xlsx. Jawaban Anda masih tersimpan." in html_of(another)
    app = drop(another, ("salah.xlsx", wrong))
    assert not app.button(key="save").disabled


def test_after_saving_the_import_can_be_taken_back(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = drop(open_page("upload.py"), ("baru.xlsx", plain_workbook({NAMES[0]: (60, 95)})))
    app.button(key="save").click().run()
    app.button(key="undo_this").click().run()
    assert app.button(key="undo_act").label == "Batalkan 1 nilai"
    app.button(key="undo_act").click().run()
    assert marks_of(school, cohort, NAMES[0]) == {"before": 60, "after": 70}
    assert len(load_imports(school, LOCAL_USER, cohort)) == 3
