"""Unggah: the sheet as it stands, and changing how it is read; what is pasted; going on; nothing saved while open."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER
from capaian.store import Store, load_scores, save_cohort
from capaian.web import running, uploading
from tests.pages.conftest import OpenPage, html_of, save_class
from tests.pages.test_upload import drop
from tests.pages.test_upload_answers import marks_of, submit
from tests.pages.workbooks import NAMES, first, plain_workbook, table_bytes

pytestmark = pytest.mark.apptest

KEY = "nilai.xlsx!XI TPL 1!A1"
GOOD = plain_workbook(first(10))


@pytest.fixture
def cohort(school: Store) -> int:
    return save_cohort(school, LOCAL_USER, name="Las Dasar")


def by_start(elements: Any, start: str) -> Any:
    return next(each for each in elements if each.key and each.key.startswith(start))


def edited(app: AppTest) -> AppTest:
    return app.toggle(key=f"edit_{KEY}").set_value(True).run()


def has(app: AppTest, key: str) -> bool:
    return any(each.key == key for each in app.button)


def test_the_sheet_is_drawn_with_letters_numbers_and_words(cohort: int, open_page: OpenPage) -> None:
    heads = ("No", "Nama", "<b>NIK", "Teknis sebelum", "Teknis sesudah")
    rows: list[tuple] = [(i + 1, f"<i>{n}", "6371", 60, 70) for i, n in enumerate(NAMES)]
    html = html_of(drop(open_page("upload.py"), ("nilai.xlsx", table_bytes(heads, [*rows, ("", "Jumlah", "", 1, 2)]))))
    for piece in (
        '<th scope="col">D</th>',
        "<b>1</b><small>judul</small>",
        "<b>2</b><small>siswa</small>",
        "<b>14</b><small>ringkasan</small>",
        "Teknis · sebelum",
        "nama siswa",
        f"&lt;i&gt;{NAMES[0]}",
        "&lt;b&gt;NIK",
    ):
        assert piece in html
    assert "6371" not in html
    assert "<i>" not in html


def test_the_rows_of_a_sure_table_can_be_changed(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = edited(drop(open_page("upload.py"), ("nilai.xlsx", GOOD)))
    by_start(app.number_input, "first_").set_value(4)
    by_start(app.number_input, "last_").set_value(9)
    by_start(app.multiselect, "out_").set_value([6])
    by_start(app.text_input, "class_").set_value("XI TPL 9")
    submit(app, "Pakai susunan ini")
    assert app.button(key="save").label == "Simpan 10 nilai untuk 5 siswa"
    assert "Anda lewati" in html_of(app)
    by_start(app.multiselect, "in_").set_value([6])
    submit(app, "Pakai susunan ini")
    assert app.button(key="save").label == "Simpan 12 nilai untuk 6 siswa"
    app.button(key=f"as_found_{KEY}").click().run()
    assert app.button(key="save").label == "Simpan 20 nilai untuk 10 siswa"


def test_rows_that_cannot_be_are_refused_and_change_nothing(cohort: int, open_page: OpenPage) -> None:
    app = edited(drop(open_page("upload.py"), ("nilai.xlsx", GOOD)))
    by_start(app.number_input, "top_").set_value(8)
    submit(app, "Pakai susunan ini")
    assert "Baris itu tidak mungkin" in app.error[0].value
    assert app.button(key="save").label == "Simpan 20 nilai untuk 10 siswa"


def test_the_meaning_of_sure_columns_can_be_changed_several_at_once(
    school: Store, cohort: int, open_page: OpenPage
) -> None:
    app = edited(drop(open_page("upload.py"), ("nilai.xlsx", GOOD)))
    app.multiselect(key=f"which_{KEY}").set_value(["D", "E"])
    app.selectbox(key=f"aspect_{KEY}").set_value("karakter")
    app.text_input(key=f"criterion_{KEY}").set_value("Disiplin")
    submit(app, "Ubah kolom ini")
    assert "Karakter · sebelum · Disiplin" in html_of(app)
    app.button(key="save").click().run()
    rows = load_scores(school, LOCAL_USER, cohort)
    assert rows[["aspect", "criterion"]].drop_duplicates().to_numpy().tolist() == [["karakter", "Disiplin"]]
    submit(app, "Unggah berkas lain")
    app = drop(open_page("upload.py"), ("nilai.xlsx", plain_workbook(first(9))))
    assert "Karakter · sebelum · Disiplin" in html_of(app)


def test_columns_are_chosen_before_they_are_changed(cohort: int, open_page: OpenPage) -> None:
    app = edited(drop(open_page("upload.py"), ("nilai.xlsx", GOOD)))
    submit(app, "Ubah kolom ini")
    assert "Pilih dulu kolomnya" in app.error[0].value
    app.multiselect(key=f"which_{KEY}").set_value(["D", "E"])
    app.selectbox(key=f"role_{KEY}").set_value("nisn")
    submit(app, "Ubah kolom ini")
    assert "Hanya satu kolom" in app.error[0].value


def test_another_scale_is_told_in_the_page(school: Store, cohort: int, open_page: OpenPage) -> None:
    wide = plain_workbook({name: (120 + i, 150 + i) for i, name in enumerate(NAMES[:6])})
    app = edited(drop(open_page("upload.py"), ("nilai.xlsx", wide)))
    assert app.button(key="save").disabled
    app.multiselect(key=f"which_{KEY}").set_value(["D", "E"])
    app.number_input(key=f"highest_{KEY}").set_value(200.0)
    submit(app, "Ubah kolom ini")
    app.button(key="save").click().run()
    assert marks_of(school, cohort, NAMES[0]) == {"before": 60, "after": 75}


def test_a_table_can_be_left_out_and_read_again(cohort: int, open_page: OpenPage) -> None:
    app = edited(drop(open_page("upload.py"), ("nilai.xlsx", GOOD)))
    app.button(key=f"skip_{KEY}").click().run()
    assert app.button(key="save").disabled
    assert "tidak dibaca, seperti Anda minta" in html_of(app)
    app.button(key=f"read_{KEY}").click().run()
    assert app.button(key="save").label == "Simpan 20 nilai untuk 10 siswa"


FALLEN = plain_workbook({name: (85 + i, 60 + i) for i, name in enumerate(NAMES[:8])})


def test_before_and_after_that_look_swapped_are_turned_by_a_click(
    school: Store, cohort: int, open_page: OpenPage
) -> None:
    app = drop(open_page("upload.py"), ("nilai.xlsx", FALLEN))
    app.button(key="swap_all").click().run()
    assert "sudah ditukar di tabel ini" in html_of(app)
    assert not has(app, "swap_all")
    app.button(key="save").click().run()
    assert marks_of(school, cohort, NAMES[0]) == {"before": 60, "after": 85}
    submit(app, "Unggah berkas lain")
    app = drop(open_page("upload.py"), ("lain.xlsx", plain_workbook(first(8))))
    assert "sudah ditukar" not in html_of(app)


def test_marks_that_did_fall_stay_as_they_are(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = drop(open_page("upload.py"), ("nilai.xlsx", FALLEN))
    app.button(key="swap_none").click().run()
    assert not has(app, "swap_all")
    app.button(key="save").click().run()
    assert marks_of(school, cohort, NAMES[0]) == {"before": 85, "after": 60}


def test_before_and_after_are_turned_on_demand_and_back(cohort: int, open_page: OpenPage) -> None:
    app = edited(drop(open_page("upload.py"), ("nilai.xlsx", GOOD)))
    app.button(key=f"swap_{KEY}").click().run()
    assert has(app, "swap_all")
    app.multiselect(key=f"which_{KEY}").set_value(["D"])
    app.text_input(key=f"criterion_{KEY}").set_value("Las datar")
    submit(app, "Ubah kolom ini")
    assert "Teknis · sesudah · Las datar" in html_of(app)
    app.button(key=f"swap_{KEY}").click().run()
    assert "Teknis · sebelum · Las datar" in html_of(app)


def test_nothing_is_saved_while_it_is_open_what_zeros_mean(school: Store, cohort: int, open_page: OpenPage) -> None:
    zeros = plain_workbook(first(10) | {NAMES[0]: (60, 0), NAMES[1]: (61, 0)})
    app = drop(open_page("upload.py"), ("nol.xlsx", zeros))
    assert app.button(key="save").disabled
    assert "apa arti nilai 0" in app.warning[0].value
    assert load_scores(school, LOCAL_USER, cohort).empty
    app.button(key="zeros_absent").click().run()
    assert not app.button(key="save").disabled


def twice(name: str, mark: int) -> tuple[str, bytes]:
    rows = [(i + 1, n, "XI TPL 1", mark if i < 2 else 70 + i) for i, n in enumerate(NAMES[:6])]
    return name, table_bytes(("No", "Nama", "Kelas", "Teknis sesudah"), rows)


def test_nothing_is_saved_while_it_is_open_which_of_two_marks_counts(
    school: Store, cohort: int, open_page: OpenPage
) -> None:
    app = drop(open_page("upload.py"), twice("satu.xlsx", 70), twice("dua.xlsx", 90))
    assert app.button(key="save").disabled
    assert "nilai mana yang benar" in app.warning[0].value
    app.radio[0].set_value(app.radio[0].options[1])
    submit(app, "Pakai yang dipilih")
    assert app.button(key="save").disabled
    assert len(app.radio) == 1
    app.radio[0].set_value(app.radio[0].options[0])
    submit(app, "Pakai yang dipilih")
    app.button(key="save").click().run()
    assert [marks_of(school, cohort, name)["after"] for name in NAMES[:2]] == [90, 70]


def test_one_click_takes_a_whole_column(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = drop(open_page("upload.py"), twice("satu.xlsx", 70), twice("dua.xlsx", 90))
    app.button(key="all_other").click().run()
    app.button(key="save").click().run()
    assert [marks_of(school, cohort, name)["after"] for name in NAMES[:3]] == [90, 90, 72]


PASTED = "No\tNama\tKelas\tTeknis sebelum\tTeknis sesudah\n" + "\n".join(
    f"{i + 1}\t{name}\tXI TPL 1\t{60 + i}\t{'860' if i == 3 else '86,5'}" for i, name in enumerate(NAMES[:6])
)


def paste(app: AppTest, text: str) -> AppTest:
    app.text_area(key="pasted_text").set_value(text)
    return submit(app, "Baca tempelan")


def test_cells_pasted_from_excel_are_read_and_mended_like_a_file(
    school: Store, cohort: int, open_page: OpenPage
) -> None:
    app = paste(open_page("upload.py"), PASTED)
    assert not app.exception
    assert "Lembar Tempelan, sel E5: tertulis 860" in html_of(app)
    by_start(app.text_input, "typed_").set_value("86")
    submit(app, "Pakai nilai ini")
    app.button(key="save").click().run()
    assert marks_of(school, cohort, NAMES[0]) == {"before": 60, "after": 86.5}
    submit(app, "Unggah berkas lain")
    app = paste(app, "hanya satu kolom")
    assert "bukan sel Excel" in app.error[0].value


def test_what_was_pasted_can_be_let_go(cohort: int, open_page: OpenPage) -> None:
    app = paste(paste(open_page("upload.py"), PASTED), PASTED.replace("860", "80"))
    assert "tempelan 2\\.xlsx" in " ".join(each.value for each in app.markdown)
    submit(app, "Lepas tempelan")
    assert not has(app, "save")


WRONG = plain_workbook(first(10) | {NAMES[0]: (860, 95)})


def test_a_second_file_takes_no_answer_of_the_first_away(cohort: int, open_page: OpenPage) -> None:
    app = drop(open_page("upload.py"), ("salah.xlsx", WRONG))
    by_start(app.text_input, "typed_").set_value("86")
    submit(app, "Pakai nilai ini")
    more = plain_workbook({NAMES[10]: (60, 70), NAMES[11]: (61, 71)})
    app = drop(app, ("salah.xlsx", WRONG), ("susulan.xlsx", more))
    assert app.button(key="save").label == "Simpan 24 nilai untuk 12 siswa"


def test_several_large_files_are_read_one_after_the_other(
    cohort: int, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "_SOON", 0)
    more = plain_workbook({NAMES[10]: (60, 70), NAMES[11]: (61, 71)})
    app = drop(open_page("upload.py"), ("nilai.xlsx", GOOD), ("susulan.xlsx", more))
    assert app.button(key="save").label == "Simpan 24 nilai untuk 12 siswa"


def test_of_two_files_the_one_that_is_not_chosen_again_is_named(cohort: int, open_page: OpenPage) -> None:
    more = plain_workbook({NAMES[10]: (60, 70), NAMES[11]: (61, 71)})
    app = drop(open_page("upload.py"), ("salah.xlsx", WRONG), ("susulan.xlsx", more))
    by_start(app.text_input, "typed_").set_value("86")
    submit(app, "Pakai nilai ini")
    again = drop(open_page("upload.py"), ("salah.xlsx", WRONG))
    assert "susulan" in again.info[0].value
    assert "Diperbaiki di sini" in html_of(again)


@pytest.fixture
def kept_originals(cohort: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAPAIAN_KEEP_ORIGINALS", "yes")
    running.settings.cache_clear()


def test_an_unfinished_upload_goes_on_where_files_are_kept(
    school: Store, cohort: int, kept_originals: None, open_page: OpenPage
) -> None:
    other = save_class(school, "Kohort lain", GOOD)
    app = drop(open_page("upload.py", kohort=str(cohort)), ("salah.xlsx", WRONG))
    by_start(app.text_input, "typed_").set_value("86")
    submit(app, "Pakai nilai ini")
    app = open_page("upload.py", kohort=str(other))
    assert "Berkas dan jawaban Anda masih tersimpan." in html_of(app)
    app.button(key="go_on").click().run()
    assert app.button(key="save").label == "Simpan 20 nilai untuk 10 siswa"
    assert app.query_params["kohort"] in (str(cohort), [str(cohort)])


def test_an_unfinished_upload_can_be_discarded(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = drop(open_page("upload.py"), ("salah.xlsx", WRONG))
    by_start(app.text_input, "typed_").set_value("86")
    submit(app, "Pakai nilai ini")
    app = open_page("upload.py")
    app.button(key="drop_unfinished").click().run()
    assert not has(app, "drop_unfinished")
