"""Sekolah dan kop surat: typed, seen, kept; and who may."""

import io
from typing import Any, cast

import pytest
from PIL import Image

from capaian.access import LOCAL_USER, Role
from capaian.letterhead import Letterhead, PaperSize, Signatory
from capaian.locale import PassMarkName
from capaian.store import Store, load_letterhead, save_letterhead
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.workbooks import first, plain_workbook

pytestmark = pytest.mark.apptest


def picture(size: tuple[int, int] = (600, 120)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, "PNG")
    return stream.getvalue()


def test_what_is_typed_is_seen_and_kept(school: Store, open_page: OpenPage) -> None:
    app = open_page("identity.py")
    assert not app.exception
    assert len(app.get("image")) == 1
    app.text_area(key="identity_above").set_value("PEMERINTAH PROVINSI CONTOH\nDINAS PENDIDIKAN\n")
    app.text_input(key="identity_name").set_value("SMK *CONTOH* #BANUA")
    app.text_input(key="identity_place").set_value("Banjarmasin")
    app.selectbox(key="identity_principal_title").set_value("Plt. Kepala Sekolah")
    app.text_input(key="identity_principal_name").set_value("Dr. Hj. Rahmawati Noor, M.Pd.")
    app.text_input(key="identity_principal_number").set_value("19700101 199503 2 001")
    cast("Any", app.get_by_key("identity_paper")).set_value(PaperSize.F4)
    app.run()
    assert not app.exception
    app.button(key="identity_save").click().run()
    assert [each.value for each in app.success] == ["Kop surat disimpan\\. Surat dan laporan berikutnya memakainya\\."]
    assert load_letterhead(school, LOCAL_USER) == Letterhead(
        name="SMK *CONTOH* #BANUA",
        above=("PEMERINTAH PROVINSI CONTOH", "DINAS PENDIDIKAN"),
        place="Banjarmasin",
        principal=Signatory("Plt. Kepala Sekolah", "Dr. Hj. Rahmawati Noor, M.Pd.", "", "19700101 199503 2 001"),
        paper=PaperSize.F4,
    )


def test_the_word_for_the_pass_mark_is_said_on_pages_too(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    app = open_page("identity.py")
    cast("Any", app.get_by_key("identity_pass_mark_name")).set_value(PassMarkName.KKTP)
    app.run()
    app.button(key="identity_save").click().run()
    said = html_of(open_page("cohort.py"))
    assert "Mencapai KKTP 75" in said
    assert "yang mencapai KKTP 75" in said
    assert "KKM" not in said


def test_a_picture_is_looked_at_before_it_is_kept_and_can_go_again(school: Store, open_page: OpenPage) -> None:
    app = open_page("identity.py")
    app.file_uploader(key="identity_image").set_value(("kop.png", b"bukan gambar", "image/png")).run()
    assert "bukan gambar PNG atau JPEG" in app.error[0].value
    app.file_uploader(key="identity_image").set_value(("kop.png", picture(), "image/png")).run()
    assert not app.error
    app.button(key="identity_save").click().run()
    assert load_letterhead(school, LOCAL_USER).image.startswith(b"\x89PNG")
    again = open_page("identity.py")
    again.checkbox(key="identity_no_image").check().run()
    again.button(key="identity_save").click().run()
    assert load_letterhead(school, LOCAL_USER).image == b""


def test_a_fourth_line_is_refused_in_words(school: Store, open_page: OpenPage) -> None:
    app = open_page("identity.py")
    app.text_area(key="identity_above").set_value("a\nb\nc\nd").run()
    app.button(key="identity_save").click().run()
    assert "paling banyak memuat tiga baris" in app.error[0].value


def test_what_is_kept_stands_in_the_fields(school: Store, open_page: OpenPage) -> None:
    kept = Letterhead(
        name="SMK Contoh", above=("YAYASAN",), second=Signatory("Ketua Pelaksana", "Gusti", "", "7", "NIY")
    )
    save_letterhead(school, LOCAL_USER, kept)
    app = open_page("identity.py")
    assert app.text_area(key="identity_above").value == "YAYASAN"
    assert app.text_input(key="identity_second_name").value == "Gusti"
    assert app.selectbox(key="identity_second_label").value == "NIY"


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.TEACHER, Role.AUDITOR])
def test_only_the_administrator_has_the_page(school: Store, open_page: OpenPage, signed_in: SignIn, role: Role) -> None:
    signed_in(role)
    app = open_page("identity.py")
    assert not app.text_input
