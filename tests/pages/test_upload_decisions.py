"""Unggah: what only a person can decide before anything is saved: which cohort a form is for, and which scale."""

import pytest

from capaian.access import LOCAL_USER
from capaian.store import Store, load_scores, save_cohort
from tests.forms import form_of, typed
from tests.pages.conftest import OpenPage, html_of, save_class
from tests.pages.test_upload import drop
from tests.pages.test_upload_answers import marks_of, submit
from tests.pages.workbooks import NAMES, first, plain_workbook, table_bytes

pytestmark = pytest.mark.apptest


@pytest.fixture
def form(school: Store) -> tuple[int, int, bytes]:
    """Two cohorts, and the first one's form with another mark typed in."""
    made_for = save_class(school, "Las Dasar", plain_workbook(first(10)))
    content = typed(form_of(school, made_for, {"teknis": []}), "Teknis", {(NAMES[0], "SESUDAH"): 95})
    return made_for, save_class(school, "Las Lanjut", plain_workbook({NAMES[0]: (40, 50)})), content


def test_a_form_of_another_cohort_is_asked_about_and_one_click_goes_there(
    school: Store, form: tuple[int, int, bytes], open_page: OpenPage
) -> None:
    made_for, chosen, content = form
    app = drop(open_page("upload.py", kohort=str(chosen)), ("formulir.xlsx", content))
    assert "Lembar ini dibuat untuk kohort “Las Dasar”; Anda memilih “Las Lanjut”." in app.warning[0].value
    assert "save" not in [each.key for each in app.button]
    app.button(key=f"made_for_{made_for}").click().run()
    assert not app.warning
    app.button(key="save").click().run()
    assert not app.exception
    assert marks_of(school, made_for, NAMES[0])["after"] == 95
    assert marks_of(school, chosen, NAMES[0])["after"] == 50


def test_who_means_the_cohort_that_is_chosen_says_so_once(
    school: Store, form: tuple[int, int, bytes], open_page: OpenPage
) -> None:
    made_for, chosen, content = form
    app = drop(open_page("upload.py", kohort=str(chosen)), ("formulir.xlsx", content))
    app.button(key="meant_for_this").click().run()
    assert not app.warning
    app.button(key="save").click().run()
    assert marks_of(school, chosen, NAMES[0])["after"] == 95
    assert marks_of(school, made_for, NAMES[0])["after"] == 70


ONE = [("nilai.xlsx", plain_workbook({name: (8.5 - i / 2, 74 + i) for i, name in enumerate(NAMES[:6])}))]
TWO = [
    (f"{at}.xlsx", table_bytes(("No", "Nama", f"Teknis {at}"), [(i, n, m + i) for i, n in enumerate(NAMES[:6])]))
    for at, m in (("sebelum", 3.5), ("sesudah", 74))
]


@pytest.mark.parametrize(
    ("files", "label", "key", "kept"),
    [
        (ONE, "Skala 0–10: 8,5 → 85", "scale_found_0", {85, 80, 75, 70, 65, 60}),
        (TWO, "Skala 0–100: 3,5 tetap 3,5", "scale_100_0", {3.5, 4.5, 5.5, 6.5, 7.5, 8.5}),
    ],
    ids=["one file", "two files"],
)
def test_nothing_is_saved_until_it_is_said_what_a_low_mark_is_out_of(
    files: list, label: str, key: str, kept: set, school: Store, open_page: OpenPage
) -> None:
    cohort = save_cohort(school, LOCAL_USER, name="Las Dasar")
    app = drop(open_page("upload.py"), *files)
    assert not app.exception
    assert app.button(key="save").disabled
    assert "pilih dulu di langkah 4 dari berapa nilainya" in app.warning[0].value
    assert "accept" not in [each.key for each in app.button]
    assert app.button(key=key).label == label
    app.button(key=key).click().run()
    app.button(key="save").click().run()
    scores = load_scores(school, LOCAL_USER, cohort)
    assert set(scores.loc[scores["phase"] == "before", "score"]) == kept


def test_what_a_converted_mark_becomes_is_told_beside_the_written_one(school: Store, open_page: OpenPage) -> None:
    save_cohort(school, LOCAL_USER, name="Las Dasar")
    rows = [(i, name, 8.5, 9, 80) for i, name in enumerate(NAMES[:6])]
    heads = ("No", "Nama", "Teknis sebelum (0-10)", "Teknis sesudah (0-10)", "Kognitif sesudah")
    app = drop(open_page("upload.py"), ("nilai.xlsx", table_bytes(heads, rows)))
    assert "Kolom C, D, skala 0–10: 8,5 → 85" in html_of(app)
    assert not app.button(key="save").disabled


BARE = ("Kelompok", "Lajur", "Teknis sebelum", "Teknis sesudah")


def test_where_no_table_is_found_the_teacher_points_to_heading_and_names(school: Store, open_page: OpenPage) -> None:
    cohort = save_cohort(school, LOCAL_USER, name="Las Dasar")
    rows = [("A", f"K-0{i}", 60 + i, 70 + i) for i in range(1, 7)]
    app = drop(open_page("upload.py"), ("rekap.xlsx", table_bytes(BARE, rows)))
    assert not app.exception
    assert "Lembar yang dapat dibaca punya baris judul" in html_of(app)
    assert "<td>K-01</td>" in html_of(app)
    assert "Tidak ada masalah" not in html_of(app)
    assert "tunjukkan tabelnya di langkah 3" in app.warning[0].value
    key = "rekap.xlsx!XI TPL 1"
    submit(app, "Baca tabel di sini")
    assert "Pilih dulu baris judul" in app.error[0].value
    app.selectbox(key=f"point_names_{key}").set_value("B")
    app.number_input(key=f"point_top_{key}").set_value(7)
    app.number_input(key=f"point_bottom_{key}").set_value(7)
    submit(app, "Baca tabel di sini")
    assert "tidak ada siswa di kolom B" in app.error[0].value
    app.number_input(key=f"point_top_{key}").set_value(1)
    app.number_input(key=f"point_bottom_{key}").set_value(1)
    submit(app, "Baca tabel di sini")
    assert app.button(key="save").label == "Simpan 12 nilai untuk 6 siswa"
    app.button(key="save").click().run()
    assert not app.exception
    assert marks_of(school, cohort, "K-03") == {"before": 63, "after": 73}
