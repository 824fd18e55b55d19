"""Data pribadi: consents, one student's data, the time of keeping, the papers."""

import datetime
import io
import json

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER, Role
from capaian.locale import texts
from capaian.store import (
    Deed,
    Store,
    find_students,
    find_undone_students,
    load_audit,
    load_cohort,
    load_consents,
    load_imports,
    load_student,
    remove_identities,
    save_cohort,
    save_consent,
    undo_import,
)
from capaian.web import one_student
from capaian.web.page import Visit
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.workbooks import NAMES, first, plain_workbook

pytestmark = pytest.mark.apptest


@pytest.fixture
def cohort(school: Store) -> int:
    return save_class(school, "Las Dasar", plain_workbook(first(6)))


def part(app: AppTest, name: str) -> AppTest:
    app.session_state["privacy_part"] = name
    return app.run()


def said(app: AppTest) -> str:
    return app.success[0].value.replace("\\", "")


def trouble(app: AppTest) -> str:
    return app.error[0].value.replace("\\", "")


def student_of(store: Store, name: str) -> int:
    return int(find_students(store, LOCAL_USER, name)["student"].iloc[0])


def opened(open_page: OpenPage, store: Store, name: str) -> AppTest:
    """The page with one student found."""
    app = part(open_page("privacy.py"), "student")
    return app.text_input(key="privacy_search").set_value(name).run()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PRINCIPAL, Role.AUDITOR, Role.INSTRUCTOR])
def test_only_the_administrator_comes_in(role: Role, cohort: int, signed_in: SignIn, open_page: OpenPage) -> None:
    signed_in(role, cohorts=[cohort])
    app = open_page("privacy.py")
    assert len(app.exception) == 1
    assert not app.get("button_group")
    assert not app.get("download_button")
    assert not any(name in str(app) for name in NAMES)


def test_consents_are_counted_listed_and_recorded(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = open_page("privacy.py", kohort=str(cohort))
    assert not app.exception
    assert "6 siswa belum ada persetujuan." in html_of(app)
    two = [student_of(school, name) for name in NAMES[:2]]
    app.multiselect(key="consent_students").set_value(two)
    app.date_input(key="consent_date").set_value(datetime.date(2026, 7, 13))
    app.text_input(key="consent_reference").set_value("Map 3")
    app.button(key="FormSubmitter:consent-Catat").click().run()
    assert not app.exception
    assert said(app) == "Dicatat untuk 2 siswa."
    assert "4 siswa belum ada persetujuan." in html_of(app)
    told = load_consents(school, LOCAL_USER, cohort)
    given = told[told["given"].notna()]
    assert sorted(given["student"]) == sorted(two)
    assert set(given["reference"]) == {"Map 3"}
    assert set(given["recorded_by"]) == {"siti.aminah"}
    assert html_of(app).count("Map 3") == 2


def test_no_day_to_come_can_be_chosen(school: Store, cohort: int, open_page: OpenPage) -> None:
    day = open_page("privacy.py", kohort=str(cohort)).date_input(key="consent_date")
    assert day.max == day.value


def test_one_student_is_found_copied_and_corrected(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = opened(open_page, school, NAMES[2])
    assert not app.exception
    labels = [each.proto.label for each in app.get("download_button")]
    assert labels == ["Unduh (Excel)", "Unduh (JSON)"]
    student = student_of(school, NAMES[2])
    app.text_input(key=f"correct_{student}_name").set_value("Gusti Rahman Noor")
    app.selectbox(key=f"correct_{student}_sex").set_value("L")
    app.button(key=f"FormSubmitter:correct_{student}-Simpan perbaikan").click().run()
    assert not app.exception
    assert said(app) == "Perbaikan disimpan."
    known = load_student(school, LOCAL_USER, student)
    assert (known.name, known.sex, known.class_name) == ("Gusti Rahman Noor", "L", "XI TPL 1")


def test_a_copy_says_everything_in_words(school: Store, cohort: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the buttons call; AppTest does not click a download."""
    made = {}
    monkeypatch.setattr(
        one_student.st, "download_button", lambda label, data, **more: made.update({more["file_name"]: data()})
    )
    student = load_student(school, LOCAL_USER, student_of(school, NAMES[0]))
    save_consent(school, LOCAL_USER, student.id, given=True, on_date=datetime.date(2026, 7, 13))
    visit = Visit(texts("id"), LOCAL_USER, school, None, False, None)
    one_student._draw_portrait(visit, student)
    workbook, document = made[f"Data siswa {student.id}.xlsx"], made[f"Data siswa {student.id}.json"]
    told = json.loads(document)
    assert [mark["score"] for mark in told["marks"]] == [60, 70]
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    assert book.sheetnames == [
        "Identitas", "Kohort", "Nilai", "Nilai sebelum diubah", "Identitas sebelum dilengkapi",
        "Perubahan oleh unggahan", "Sertifikat", "Unit kompetensi", "Perubahan sertifikat", "Persetujuan", "Catatan",
    ]  # fmt: skip
    rows = [[cell.value for cell in row] for row in book["Nilai"].iter_rows(min_row=4)]
    assert rows[0][:6] == ["Kohort", "Aspek", "Kriteria", "Tahap", "Keadaan", "Nilai"]
    assert rows[1][:6] == ["Las Dasar", "Teknis", "", "sebelum", "ada", "60"]
    assert rows[1][-1] == "nilai.xlsx!XI TPL 1!D2"
    assert [row[0].value for row in book["Persetujuan"].iter_rows(min_row=5)] == ["ya"]
    assert len(load_audit(school, LOCAL_USER, action=Deed.PORTRAIT_MADE)) == 2


@pytest.mark.parametrize("typed", ["", "Gusti", "gusti rahmann"])
def test_a_student_is_not_forgotten_without_the_name(
    school: Store, cohort: int, open_page: OpenPage, typed: str
) -> None:
    app = opened(open_page, school, NAMES[2])
    assert "2 nilai" in html_of(app)
    app.text_input(key=f"forget_{student_of(school, NAMES[2])}").set_value(typed)
    app.button(key=f"forget_now_{student_of(school, NAMES[2])}").click().run()
    assert "belum sama" in trouble(app)
    assert load_cohort(school, LOCAL_USER, cohort).enrolled == 6


def test_a_student_is_forgotten_and_this_tab_forgets_too(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = opened(open_page, school, NAMES[2])
    app.text_input(key=f"forget_{student_of(school, NAMES[2])}").set_value(" gusti  RAHMAN ")
    app.button(key=f"forget_now_{student_of(school, NAMES[2])}").click().run()
    assert not app.exception
    assert said(app) == "Siswa itu dan semua nilainya sudah dihapus."
    assert load_cohort(school, LOCAL_USER, cohort).enrolled == 5
    assert find_students(school, LOCAL_USER, NAMES[2]).empty
    assert NAMES[2] not in str({key: app.session_state[key] for key in app.session_state})
    assert NAMES[2] not in str(app)


def test_a_student_of_an_undone_upload_is_found_and_forgotten(school: Store, cohort: int, open_page: OpenPage) -> None:
    gone = student_of(school, NAMES[2])
    undo_import(school, LOCAL_USER, load_imports(school, LOCAL_USER)["import_id"].iloc[0])
    app = opened(open_page, school, NAMES[2])
    assert not app.exception
    assert "hanya ada di unggahan yang sudah dibatalkan" in app.info[0].value
    app.text_input(key=f"forget_{gone}").set_value(NAMES[2])
    app.button(key=f"forget_now_{gone}").click().run()
    assert said(app) == "Siswa itu dan semua nilainya sudah dihapus."
    assert find_undone_students(school, LOCAL_USER, NAMES[2]).empty


def test_what_is_due_is_shown_before_it_goes(school: Store, cohort: int, open_page: OpenPage) -> None:
    save_cohort(school, LOCAL_USER, name="Las Dasar", ends_on=datetime.date(2020, 6, 30), cohort_id=cohort)
    save_cohort(school, LOCAL_USER, name="Las Lanjut")
    app = part(open_page("privacy.py"), "retention")
    assert not app.exception
    assert "30 Juni 2023" in html_of(app)
    assert "tanggal selesai belum ditulis" in html_of(app)
    assert "6 siswa dihapus dari kohort ini" in html_of(app)
    button = f"remove_now_{cohort}"
    app.button(key=button).click().run()
    assert "belum sama" in trouble(app)
    app.text_input(key=f"remove_{cohort}").set_value("las dasar")
    app.button(key=button).click().run()
    assert not app.exception
    assert said(app) == "Identitas 6 siswa dihapus."
    assert load_cohort(school, LOCAL_USER, cohort).names_removed_on
    assert find_students(school, LOCAL_USER, "").empty
    assert "identitas dihapus" in html_of(app)


def test_the_page_of_a_cohort_without_names_still_has_its_sums(school: Store, open_page: OpenPage) -> None:
    cohort = save_class(school, "Las Lama", plain_workbook(first(12)))
    save_cohort(school, LOCAL_USER, name="Las Lama", ends_on=datetime.date(2020, 6, 30), cohort_id=cohort)
    before = html_of(open_page("cohort.py", kohort=str(cohort)))
    remove_identities(school, LOCAL_USER, cohort, years=3, today=datetime.date(2026, 11, 24))
    app = open_page("cohort.py", kohort=str(cohort))
    assert not app.exception
    told = html_of(app)
    assert "identitas dihapus" in told
    assert "12 dari 12 siswa" in before
    assert "12 dari 12 siswa" in told
    assert not any(name in told for name in NAMES)


def test_nothing_is_offered_before_its_time(school: Store, cohort: int, open_page: OpenPage) -> None:
    ends_on = datetime.datetime.now(datetime.UTC).date()
    save_cohort(school, LOCAL_USER, name="Las Dasar", ends_on=ends_on, cohort_id=cohort)
    app = part(open_page("privacy.py"), "retention")
    assert "masih disimpan" in html_of(app)
    assert not app.text_input


def test_the_papers_name_the_school_and_can_be_taken(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = part(open_page("privacy.py"), "papers")
    assert not app.exception
    told = "\n".join(each.value for each in app.markdown)
    assert "Persetujuan Orang Tua/Wali" in told
    assert "3 tahun setelah pelatihan selesai" in told
    assert "SMKN 5 Banjarmasin" in told
    assert "[NAMA" not in told
    assert len(app.get("download_button")) == 2


def test_the_letter_has_the_three_contents_of_article_46() -> None:
    from capaian.web.papers import Paper, paper_text

    told = paper_text(Paper.BREACH, "id", school="SMK Rekaan", years="3")
    for content in (
        "**1. Data pribadi yang terungkap**",
        "**2. Kapan dan bagaimana",
        "**3. Upaya penanganan dan pemulihan**",
    ):
        assert content in told
    for paper in Paper:
        for language in ("id", "en"):
            assert "SMK Rekaan" in paper_text(paper, language, school="SMK Rekaan", years="3")
