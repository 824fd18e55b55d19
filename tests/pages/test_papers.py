"""Ekspor, Kertas: for whom, what is offered, what the log says, and letters made beside the page."""

from typing import Any, cast

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.store import Deed, Store, find_students, load_audit
from capaian.web.letters_job import LettersJob
from tests.pages.conftest import OpenPage, SignIn, save_class
from tests.pages.workbooks import first, plain_workbook
from tests.reports.papers import pages

pytestmark = pytest.mark.apptest

PAPERS = [
    "Unduh ringkasan (PDF)", "Unduh gambar untuk ponsel (PNG)", "Unduh daftar peserta (PDF)",
    "Unduh daftar hadir (PDF)", "Unduh daftar nilai (PDF)", "Unduh lampiran (PDF)",
]  # fmt: skip


def labels(app) -> list[str]:
    return [each.proto.label for each in app.get("download_button")]


def test_every_paper_is_offered_to_who_sees_students(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    app = open_page("export.py")
    assert not app.exception
    assert [label for label in labels(app) if "Excel" not in label and label != "Unduh formulir"] == PAPERS
    cast("Any", app.get_by_key("audience")).set_value("shareable").run()
    assert app.radio(key="audience").value == "shareable"


def test_letters_are_made_beside_the_page_and_written_down(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    app = open_page("export.py")
    app.button(key="letters_start").click().run()
    job = app.session_state["letters_job"]
    assert isinstance(job, LettersJob)
    job.wait(60)
    assert (job.done, job.total, job.failed) == (12, 12, False)
    app.run()
    assert "Unduh 12 surat (PDF)" in labels(app)
    assert len(pages(job.content or b"")) == 12
    (told,) = load_audit(school, LOCAL_USER, action=Deed.EXPORTED)["detail"]
    assert told == {"named": 1, "what": "letters_paper.personal"}


def test_another_choice_asks_for_letters_anew(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    app = open_page("export.py")
    app.button(key="letters_start").click().run()
    app.session_state["letters_job"].wait(60)
    app.text_input(key="paper_number").set_value("421.5/7/2026").run()
    assert "Unduh 12 surat (PDF)" not in labels(app)
    assert app.button(key="letters_start").label == "Siapkan 12 surat"


def test_the_auditor_has_the_shareable_summary_alone(school: Store, open_page: OpenPage, signed_in: SignIn) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    signed_in(Role.AUDITOR)
    app = open_page("export.py")
    assert not app.exception
    assert labels(app) == ["Unduh hasil (Excel)", *PAPERS[:2]]
    assert [each.key for each in app.button] == ["sign_out"]
    assert not [each for each in app.radio if each.key == "audience"]


def test_a_student_has_a_letter(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    student = int(find_students(school, LOCAL_USER, "")["student"].iloc[0])
    app = open_page("student.py", siswa=str(student))
    assert not app.exception
    assert "Surat untuk orang tua" in labels(app)
