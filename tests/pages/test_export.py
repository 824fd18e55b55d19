"""Ekspor: what is in the files, and what they are called."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER, Role
from capaian.store import Deed, Store, load_audit, save_cohort
from capaian.web import parts_excel
from capaian.web.downloads import noted
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.workbooks import NAMES, first, plain_workbook
from tests.reports.tables import opened

pytestmark = pytest.mark.apptest

OTHERS = (
    "Zainuddin", "Winda Puspita", "Yuliani", "Taufik Rahim", "Rusmiati", "Oktaviani", "Kamarul Zaman", "Jumiati",
    "Erwin Saputra", "Citra Ayu", "Lukman Nor", "Vina Melinda",
)  # fmt: skip


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What each button of the section Excel would make, by the file's name: AppTest has no bytes of downloads."""
    found: dict[str, Callable[[], bytes]] = {}
    drawn = parts_excel.download_button

    def download_button(visit: Any, label: str, make: Callable[[], bytes], **look: Any) -> None:
        about = {"what": look["what"], "cohort_id": look.get("cohort_id"), "cohort_ids": look.get("cohort_ids", ())}
        found[look["file_name"]] = noted(visit, make, named=look.get("named", True), **about)
        drawn(visit, label, make, **look)

    monkeypatch.setattr(parts_excel, "download_button", download_button)
    return found


def test_without_a_cohort_the_page_says_what_to_do(school: Store, open_page: OpenPage) -> None:
    app = open_page("export.py")
    assert "Belum ada kohort" in html_of(app)
    assert not app.get("download_button")


def labels(app: AppTest) -> list[str]:
    return [each.proto.label for each in app.get("download_button")][:2]


def test_both_files_are_offered(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(10)))
    app = open_page("export.py")
    assert not app.exception
    assert labels(app) == ["Unduh hasil (Excel)", "Unduh formulir"]
    assert not any(each.proto.disabled for each in app.get("download_button"))
    assert "hanya untuk internal sekolah" in html_of(app)


def test_a_cohort_without_marks_has_a_form_and_no_results(school: Store, open_page: OpenPage) -> None:
    save_cohort(school, LOCAL_USER, name="Las Dasar")
    app = open_page("export.py")
    assert [each.proto.disabled for each in app.get("download_button")] == [True, False]
    assert "Kohort ini belum berisi nilai." in html_of(app)


def test_for_whom_is_asked_once_and_stands_in_every_name(
    school: Store, open_page: OpenPage, made: dict[str, Callable[[], bytes]]
) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    app = open_page("export.py")
    assert (app.radio(key="audience").value, len(app.radio)) == ("internal", 1)
    assert "Hasil - Las Dasar - SMKN 5 Banjarmasin - internal.xlsx" in made
    app.radio(key="audience").set_value("shareable").run()
    assert "Ringkasan: kalimat, angka, dan gambar tiap aspek, tanpa siswa" in html_of(app)
    shared = made["Hasil - Las Dasar - SMKN 5 Banjarmasin - untuk dibagikan.xlsx"]()
    assert sheets_of(shared) == ["Ringkasan", "Kriteria", "Banding", "Metode", "Info"]
    assert not any(name in text_of(shared) for name in NAMES)
    details = load_audit(school, LOCAL_USER, action=Deed.EXPORTED)["detail"].tolist()
    assert details == [{"what": "summary_workbook.shareable", "named": 0}]


def test_several_cohorts_and_the_school_in_one_workbook(
    school: Store, open_page: OpenPage, made: dict[str, Callable[[], bytes]]
) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    save_class(school, "Las Lanjut", plain_workbook({at: (60 + len(at), 70) for at in OTHERS}))
    app = open_page("export.py")
    choose_scope(app, "school")
    assert not app.exception
    content = made["Hasil - Seluruh sekolah - SMKN 5 Banjarmasin - internal.xlsx"]()
    assert sheets_of(content)[:2] == ["Ringkasan", "Siswa"]
    assert "Las Lanjut" in text_of(content)
    assert load_audit(school, LOCAL_USER, action=Deed.EXPORTED)["detail"].tolist() == [
        {"what": "summary_workbook.internal", "named": 1, "cohorts": 2}
    ]
    choose_scope(app, "several")
    app.multiselect(key="excel_cohorts").set_value([]).run()
    assert app.get("download_button")[0].proto.disabled
    assert "Pilih sedikitnya satu kohort." in html_of(app)


def test_one_class_is_told_inside_the_school_only(
    school: Store, open_page: OpenPage, made: dict[str, Callable[[], bytes]]
) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12), classes=("XI TKR 1", "XI TKR 2")))
    app = open_page("export.py", kelas="XI TKR 1")
    assert "Hasil - Las Dasar XI TKR 1 - SMKN 5 Banjarmasin - internal.xlsx" in made
    made.clear()
    app.radio(key="audience").set_value("shareable").run()
    assert next(iter(made)) == "Hasil - Las Dasar - SMKN 5 Banjarmasin - untuk dibagikan.xlsx"


def test_who_sees_one_class_alone_shares_nothing_and_the_file_says_which_class(
    school: Store, open_page: OpenPage, signed_in: SignIn, made: dict[str, Callable[[], bytes]]
) -> None:
    """The whole cohort, shared by somebody else, less this class would tell the rest."""
    cohort = save_class(school, "Las Dasar", plain_workbook(first(12), classes=("XI TKR 1", "XI TKR 1", "XI TKR 2")))
    signed_in(Role.TEACHER, cohorts=[cohort], classes=["XI TKR 1"])
    app = open_page("export.py")
    assert not app.exception
    assert not [each for each in app.radio if each.key == "audience"]
    assert "satu kelas tidak dibagikan sendiri" in html_of(app)
    assert "Unduh gambar untuk ponsel (PNG)" not in [each.proto.label for each in app.get("download_button")]
    content = made["Hasil - Las Dasar - SMKN 5 Banjarmasin - internal.xlsx"]()
    info = {row[0]: row[1] for row in opened(content)["Info"].values}
    assert (info["Saringan"], info["Siswa terdaftar"]) == ("Kelas: XI TKR 1", "8")


def test_the_auditor_has_no_choice_and_no_names(
    school: Store, open_page: OpenPage, signed_in: SignIn, made: dict[str, Callable[[], bytes]]
) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    signed_in(Role.AUDITOR)
    app = open_page("export.py")
    assert not app.exception
    assert not app.radio
    assert "Berkas untuk Anda tanpa nama siswa" in html_of(app)
    content = made["Hasil - Las Dasar - SMKN 5 Banjarmasin - untuk dibagikan.xlsx"]()
    assert "12" in text_of(content)
    assert not any(name.endswith("internal.xlsx") for name in made)


def choose_scope(app: AppTest, scope: str) -> None:
    control: Any = app.get_by_key("excel_scope")
    control.set_value(scope).run()


def sheets_of(content: bytes) -> list[str]:
    return opened(content).sheetnames


def text_of(content: bytes) -> str:
    return " ".join(str(cell) for sheet in opened(content) for row in sheet.values for cell in row if cell is not None)
