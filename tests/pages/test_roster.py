"""Unggah: a list of students alone, as Dapodik exports it, makes the cohort's roster; the marks come later."""

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.store import Store, load_roster, load_scores, save_cohort
from tests.dapodik import dapodik
from tests.pages.conftest import OpenPage, SignIn, html_of
from tests.pages.test_upload import drop
from tests.pages.workbooks import NAMES, first, plain_workbook

pytestmark = pytest.mark.apptest


def roster(n: int) -> bytes:
    fields = ("Nama", "NIPD", "JK", "NISN", "Rombel Saat Ini")
    return dapodik(
        [
            dict(zip(fields, (name, str(1201 + i), "L", f"00910000{i:02}", "XI TPL 1"), strict=True))
            for i, name in enumerate(NAMES[:n])
        ]
    )


def test_a_roster_is_saved_by_a_teacher_and_its_marks_come_later(
    school: Store, signed_in: SignIn, open_page: OpenPage
) -> None:
    cohort = save_cohort(school, LOCAL_USER, name="Las Dasar")
    signed_in(Role.TEACHER, cohorts=[cohort])
    app = drop(open_page("upload.py"), ("dapodik.xlsx", roster(8)))
    assert not app.exception
    html = html_of(app)
    assert "Kolom yang tidak diambil:" in html
    assert "NIK" in html
    assert app.button(key="save").label == "Simpan 8 siswa baru di kohort"
    app.button(key="save").click().run()
    assert "Tersimpan: 8 siswa baru di kohort, di kohort Las Dasar." in html_of(app)
    assert sorted(load_roster(school, LOCAL_USER, cohort)["nisn"]) == [f"00910000{i:02}" for i in range(8)]
    history = html_of(open_page("history.py", kohort=str(cohort)))
    assert "8 siswa masuk kohort" in history
    assert "Data Ayah NIK" in history.split("Kolom yang tidak diambil")[1]
    empty = open_page("cohort.py", kohort=str(cohort))
    assert not empty.exception
    assert "belum berisi nilai" in html_of(empty)
    app = drop(open_page("upload.py"), ("nilai.xlsx", plain_workbook(first(8))))
    assert app.button(key="save").label == "Simpan 16 nilai untuk 8 siswa"
    app.button(key="save").click().run()
    assert len(load_roster(school, LOCAL_USER, cohort)) == 8
    assert len(load_scores(school, LOCAL_USER, cohort)) == 16
