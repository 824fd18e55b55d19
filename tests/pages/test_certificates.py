"""Sertifikat: schemes and units, a list uploaded, one by hand, taken back; and what Siswa and Kohort show of it."""

import datetime

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.reading import UnitResult
from capaian.store import (
    Certificate,
    Store,
    find_students,
    load_certificate_list,
    lock_cohort,
    save_certificate,
    save_cohort,
)
from capaian.web.certificate_form import as_lines, units_in
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.workbooks import NAMES, first, plain_workbook
from tests.reading.certificate_lists import SCHEME, book, one_row_a_student, one_row_a_unit

pytestmark = pytest.mark.apptest
UNITS = (UnitResult("X.1.01", "Keselamatan kerja", "K"), UnitResult("X.2.01", "Mengelas pelat", "BK"))


@pytest.fixture
def cohort(school: Store) -> int:
    return save_class(school, "Las Dasar", plain_workbook(first(12)))


def id_of(store: Store, name: str) -> int:
    return int(find_students(store, LOCAL_USER, name)["student"].iloc[0])


def certify(store: Store, cohort: int, name: str, **told: object) -> None:
    save_certificate(store, LOCAL_USER, cohort, Certificate(id_of(store, name), **{"scheme": "Las SMAW", **told}))


def test_schemes_show_units_and_who_holds_what(school: Store, cohort: int, open_page: OpenPage) -> None:
    certify(school, cohort, NAMES[0], overall="K", number="C-1", units=UNITS, issuer="LSP Contoh")
    certify(school, cohort, NAMES[1], overall="BK", units=UNITS)
    html = html_of(open_page("certificates.py", kohort=str(cohort)))
    assert "Las SMAW" in html
    assert "LSP Contoh · 1 dari 2 keputusan: kompeten" in html
    assert 'data-label="Belum kompeten"><span>2</span>' in html
    assert "Asesor merekomendasikan, LSP memutuskan." in html
    assert "gagal" not in html.lower()


def test_a_list_is_looked_at_saved_and_the_same_again_changes_nothing(
    school: Store, cohort: int, open_page: OpenPage
) -> None:
    app = open_page("certificates.py", kohort=str(cohort), bagian="unggah")
    uploader = app.file_uploader[0]
    uploader.upload("hasil.xlsx", one_row_a_student()).run()
    assert not app.exception
    html = html_of(app)
    assert "6 siswa dikenali di kohort ini." in html
    assert "Dibaca sebagai" in html
    app.button(key="save_certificates").click().run()
    assert [each.value for each in app.success] == ["6 sertifikat tersimpan di kohort Las Dasar\\."]
    held = load_certificate_list(school, LOCAL_USER, cohort)
    assert {(one.scheme, one.issuer) for one in held} == {(SCHEME, "LSP Contoh Teknik")}
    app.file_uploader[0].upload("hasil.xlsx", one_row_a_student()).run()
    assert app.button(key="save_certificates").disabled
    assert "Tidak ada yang berubah" in app.info[0].value


def test_scheme_and_issuer_are_asked_for_where_the_list_does_not_say(
    school: Store, cohort: int, open_page: OpenPage
) -> None:
    app = open_page("certificates.py", kohort=str(cohort), bagian="unggah")
    app.file_uploader[0].upload("hasil.xlsx", one_row_a_unit()).run()
    app.text_input(key="certificate_scheme").set_value("Las SMAW").run()
    app.button(key="save_certificates").click().run()
    assert {one.scheme for one in load_certificate_list(school, LOCAL_USER, cohort)} == {"Las SMAW"}


def test_what_must_be_mended_has_its_cell_and_nothing_can_be_saved(
    school: Store, cohort: int, open_page: OpenPage
) -> None:
    app = open_page("certificates.py", kohort=str(cohort), bagian="unggah")
    wrong = one_row_a_student(("K", "K", "BK", "K", "K", "mungkin"))
    app.file_uploader[0].upload("hasil.xlsx", wrong).run()
    assert "sel E11: tertulis “mungkin”" in html_of(app)
    assert app.button(key="save_certificates").disabled


def test_who_is_nearly_known_is_asked_for(school: Store, cohort: int, open_page: OpenPage) -> None:
    rows = [["Nama", "No. Sertifikat"], ["Ahmad Fauzann", "C-1"], ["Suriansyah", "C-2"]]
    app = open_page("certificates.py", kohort=str(cohort), bagian="unggah")
    app.file_uploader[0].upload("hasil.xlsx", book(rows)).run()
    assert "pilih dulu siapa yang dimaksud" in app.warning[0].value
    assert "jadi dilewati: Suriansyah." in html_of(app)
    asked = next(each for each in app.selectbox if str(each.key).startswith("certificate_who_"))
    asked.set_value(id_of(school, NAMES[0]))
    next(each for each in app.button if each.label == "Pakai pilihan ini").click().run()
    app.button(key="save_certificates").click().run()
    (one,) = load_certificate_list(school, LOCAL_USER, cohort)
    assert (one.student, one.number) == (id_of(school, NAMES[0]), "C-1")


def test_one_is_typed_in_and_taken_out_and_that_taken_back(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = open_page("certificates.py", kohort=str(cohort), bagian="tulis")
    student = id_of(school, NAMES[0])
    app.selectbox(key="hand_student").set_value(student).run()
    key = f"hand_{student}_0"
    app.text_input(key=f"{key}_scheme").set_value("Las SMAW")
    app.selectbox(key=f"{key}_overall").set_value("K")
    app.date_input(key=f"{key}_issued").set_value(datetime.date(2025, 9, 26))
    app.text_area(key=f"{key}_units").set_value("X.1.01 Keselamatan kerja: K\nMengelas pelat BK")
    next(each for each in app.button if each.label == "Simpan sertifikat").click().run()
    (one,) = load_certificate_list(school, LOCAL_USER, cohort)
    assert (one.scheme, one.overall, one.issued_on) == ("Las SMAW", "K", datetime.date(2025, 9, 26))
    assert one.units == (UnitResult("X.1.01", "Keselamatan kerja", "K"), UnitResult("", "Mengelas pelat", "BK"))
    app.button(key=f"hand_{student}_{one.id}_delete").click().run()
    assert load_certificate_list(school, LOCAL_USER, cohort) == []
    app = open_page("certificates.py", kohort=str(cohort), bagian="perubahan")
    next(each for each in app.button if str(each.key).startswith("undo_")).click().run()
    assert [each.id for each in load_certificate_list(school, LOCAL_USER, cohort)] == [one.id]


def test_a_line_without_a_result_is_said(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = open_page("certificates.py", kohort=str(cohort), bagian="tulis")
    student = id_of(school, NAMES[0])
    app.selectbox(key="hand_student").set_value(student).run()
    app.text_area(key=f"hand_{student}_0_units").set_value("Mengelas pelat")
    next(each for each in app.button if each.label == "Simpan sertifikat").click().run()
    assert "belum menyebut K atau BK" in app.error[0].value
    assert load_certificate_list(school, LOCAL_USER, cohort) == []


def test_what_ends_soon_is_said_on_top(school: Store, cohort: int, open_page: OpenPage) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    for i, days in enumerate((-3, 20, 400)):
        certify(school, cohort, NAMES[i], number=f"C-{i}", valid_until=today + datetime.timedelta(days=days))
    app = open_page("certificates.py", kohort=str(cohort))
    assert app.expander[0].label == ("1 sertifikat sudah habis masa berlakunya, 1 segera habis (dalam 90 hari).")
    assert html_of(app).count("sudah habis") >= 1


def test_in_a_locked_cohort_they_are_only_looked_at(school: Store, cohort: int, open_page: OpenPage) -> None:
    certify(school, cohort, NAMES[0], number="C-1")
    lock_cohort(school, LOCAL_USER, cohort)
    app = open_page("certificates.py", kohort=str(cohort), bagian="unggah")
    assert not app.get("file_uploader")
    assert "sudah dikunci" in html_of(app)
    assert "Las SMAW" in html_of(app)


@pytest.mark.parametrize(("role", "keeps"), [(Role.PRINCIPAL, False), (Role.TEACHER, True), (Role.INSTRUCTOR, False)])
def test_only_who_may_keep_them_is_given_the_ways(
    role: Role, keeps: bool, cohort: int, signed_in: SignIn, open_page: OpenPage
) -> None:
    signed_in(role, cohorts=[cohort] if role is not Role.PRINCIPAL else [])
    app = open_page("certificates.py", kohort=str(cohort), bagian="unggah")
    assert not app.exception
    assert bool(app.get("file_uploader")) is keeps


def test_a_student_sees_units_and_who_decides(school: Store, cohort: int, open_page: OpenPage) -> None:
    certify(school, cohort, NAMES[0], overall="BK", recommended="K", units=UNITS, issuer="LSP Contoh")
    html = html_of(open_page("student.py", siswa=str(id_of(school, NAMES[0]))))
    assert "Mengelas pelat" in html
    assert "Keputusan skema" in html
    assert "Rekomendasi asesor" in html
    assert "Asesor merekomendasikan, LSP memutuskan." in html
    other = html_of(open_page("student.py", siswa=str(id_of(school, NAMES[1]))))
    assert "Sertifikat" not in other


def test_a_cohort_tells_the_share_by_level_and_gain_without_a_reason(
    school: Store, cohort: int, open_page: OpenPage
) -> None:
    for i in range(12):
        certify(school, cohort, NAMES[i], overall="K" if i % 2 else "BK")
    html = html_of(open_page("cohort.py", kohort=str(cohort)))
    assert "6 dari 12 siswa tercatat bersertifikat (50%; kisaran 95%: 25% sampai 75%)." in html
    assert "bukan sebab akibat" in html
    assert "Di bawah KKM 75 sebelum pelatihan" in html
    assert "Kelompok di bawah 5 orang tidak ditampilkan." in html


def test_a_cohort_of_teachers_is_told_of_teachers(
    school: Store, cohort: int, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_cohort(school, LOCAL_USER, name="Magang guru", participants="teachers", cohort_id=cohort)
    app = open_page("cohort.py", kohort=str(cohort))
    html = html_of(app)
    assert "12 dari 12 guru ikut kedua tes" in html
    assert "12 guru" in html
    assert [each.value for each in app.subheader if each.value.startswith("Daftar")] == ["Daftar guru"]
    assert "12 dari 12 guru" in html_of(open_page("overview.py"))


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("X.1.01 Keselamatan kerja: K", ("X.1.01", "Keselamatan kerja", "K")),
        ("J.591001.001.01; Mengelas pelat; BK", ("J.591001.001.01", "Mengelas pelat", "BK")),
        ("Mengelas pelat = Kompeten", ("", "Mengelas pelat", "K")),
        ("Mengelas pelat (belum kompeten)", ("", "Mengelas pelat", "BK")),
        ("X.1.01\tK", ("X.1.01", "", "K")),
    ],
)
def test_a_line_is_a_unit(line: str, unit: tuple[str, str, str]) -> None:
    units, wrong = units_in(line)
    assert [(one.code, one.title, one.result) for one in units] == [unit]
    assert wrong == ()
    assert units_in(as_lines(units)) == (units, ())


@pytest.mark.parametrize("line", ["Mengelas pelat", "K", "Mengelas pelat: mungkin", "Blok"])
def test_a_line_that_names_no_result_or_no_unit_is_given_back(line: str) -> None:
    assert units_in(line) == ((), (line,))
