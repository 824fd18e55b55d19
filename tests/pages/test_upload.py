"""Unggah: one page that grows; nothing is saved before the button that names the act."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER
from capaian.store import Store, load_cohorts, load_scores, save_cohort
from capaian.web import uploading
from tests.pages.conftest import OpenPage, html_of, save_class
from tests.pages.workbooks import NAMES, first, plain_workbook

pytestmark = pytest.mark.apptest

GOOD = plain_workbook(first(10))


@pytest.fixture
def cohort(school: Store) -> int:
    return save_cohort(school, LOCAL_USER, name="Las Dasar")


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    uploaded: Any = [(name, content, "") for name, content in files]
    return app.file_uploader[0].set_value(uploaded).run()


def test_the_first_thing_asked_for_is_a_cohort(school: Store, open_page: OpenPage) -> None:
    app = open_page("upload.py")
    assert not app.file_uploader
    app.text_input(key="cohort_name").set_value("Las Dasar")
    app.text_input(key="cohort_partner").set_value("BLPT Yogyakarta")
    app.button(key="FormSubmitter:cohort-Buat kohort").click().run()
    (made,) = load_cohorts(school, LOCAL_USER)
    assert (made.name, made.partner) == ("Las Dasar", "BLPT Yogyakarta")
    assert app.file_uploader
    assert app.query_params["kohort"] in (str(made.id), [str(made.id)])


def test_a_cohort_without_a_name_is_not_made(school: Store, open_page: OpenPage) -> None:
    app = open_page("upload.py")
    app.button(key="FormSubmitter:cohort-Buat kohort").click().run()
    assert len(app.error) == 1
    assert load_cohorts(school, LOCAL_USER) == []


def test_marks_are_saved_by_the_button_that_names_the_act(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = drop(open_page("upload.py"), ("nilai.xlsx", GOOD))
    assert app.button(key="save").label == "Simpan 20 nilai untuk 10 siswa"
    assert load_scores(school, LOCAL_USER, cohort).empty
    app.button(key="save").click().run()
    assert not app.exception
    assert "Tersimpan: 20 nilai untuk 10 siswa, di kohort Las Dasar." in html_of(app)
    assert len(load_scores(school, LOCAL_USER, cohort)) == 20


def test_saving_says_who_is_still_without_a_mark(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = drop(open_page("upload.py"), ("nilai.xlsx", plain_workbook(first(5) | {NAMES[7]: (70, None)})))
    app.button(key="save").click().run()
    assert "1 siswa belum punya nilai sesudah." in html_of(app)


def test_the_same_files_are_read_once(cohort: int, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    read, calls = uploading.read_workbooks, []

    def counted(*arguments: Any, **named: Any) -> Any:
        calls.append(1)
        return read(*arguments, **named)

    monkeypatch.setattr(uploading, "read_workbooks", counted)
    app = drop(open_page("upload.py"), ("nilai.xlsx", GOOD))
    app.run()
    app.run()
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("salah.xlsx", plain_workbook(first(4) | {NAMES[8]: (860, 80)}), "sel D6: tertulis 860"),
        ("catatan.xlsx", b"bukan buku kerja", "bukan Excel"),
        ("~$nilai.xlsx", b"\x05Guru", "berkas kunci sementara"),
        ("kosong.xlsx", plain_workbook({}), "formulir yang belum diisi"),
    ],
)
def test_while_something_blocks_the_button_is_off_and_says_why(
    name: str, content: bytes, sentence: str, school: Store, cohort: int, open_page: OpenPage
) -> None:
    app = drop(open_page("upload.py"), (name, content))
    assert not app.exception
    assert sentence in html_of(app)
    assert app.button(key="save").disabled
    assert len(app.warning) == 1
    assert load_scores(school, LOCAL_USER, cohort).empty


def test_a_good_file_waits_for_the_bad_one_beside_it(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = drop(open_page("upload.py"), ("nilai.xlsx", GOOD), ("catatan.xlsx", b"bukan buku kerja"))
    assert app.button(key="save").disabled
    assert "boleh dilepas dengan tanda ✕" in app.warning[0].value


def test_a_second_upload_shows_old_and_new(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", GOOD)
    changed = first(10) | {NAMES[0]: (60, 95)}
    app = drop(open_page("upload.py"), ("perbaikan.xlsx", plain_workbook(changed)))
    assert app.button(key="save").label == "Simpan 1 nilai untuk 1 siswa"
    assert "70 → 95" in html_of(app)
    assert "<b>19</b><span>Tetap</span>" in html_of(app)


def test_the_same_bytes_again_change_nothing_and_say_since_when(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", GOOD)
    app = drop(open_page("upload.py"), ("nilai.xlsx", GOOD))
    assert app.button(key="save").disabled
    assert "sudah diunggah" in app.info[0].value
    assert "WITA" in app.info[0].value


def test_a_file_name_is_never_markup(cohort: int, open_page: OpenPage) -> None:
    app = drop(open_page("upload.py"), ("<b>nilai</b>.xlsx", GOOD))
    assert "&lt;b&gt;nilai&lt;/b&gt;.xlsx" in html_of(app)
