"""Ringkasan: the school as the sum of its trainings; every number leads to students; who may see none sees no few."""

import re

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.improvement import gains, merge_moments, moments, summarise_moments
from capaian.scores import CohortKind
from capaian.store import Store, load_scores, save_cohort, save_pass_marks
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.workbooks import NAMES, first, plain_workbook

pytestmark = pytest.mark.apptest


def seen(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", markup))


def card(markup: str, at: int = 0) -> str:
    return seen(re.findall(r"<article.*?</article>", markup, re.DOTALL)[at])


def test_without_marks_the_page_says_what_to_do(school: Store, open_page: OpenPage) -> None:
    app = open_page("overview.py")
    assert not app.exception
    assert "hasil sekolah lalu tampil di sini" in html_of(app)
    assert app.get("page_link")[0].proto.label == "Unggah lembar nilai"


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.PRINCIPAL, "setelah guru mengunggah lembar nilai"),
        (Role.TEACHER, "Belum ada kohort yang ditugaskan kepada Anda"),
    ],
)
def test_who_cannot_upload_is_told_who_can(role: Role, words: str, signed_in: SignIn, open_page: OpenPage) -> None:
    signed_in(role)
    app = open_page("overview.py")
    assert not app.exception
    assert words in html_of(app)
    assert not app.get("page_link")


def test_the_school_is_the_sum_of_its_trainings(school: Store, open_page: OpenPage) -> None:
    one = save_class(school, "Las Dasar", plain_workbook(first(12)))
    other = save_class(school, "Las Lanjutan", plain_workbook({name: (70, 76 + i) for i, name in enumerate(NAMES)}))
    sums = [moments(gains(load_scores(school, LOCAL_USER, cohort))) for cohort in (one, other)]
    row = summarise_moments(merge_moments(sums, by=("aspect", "criterion"))).iloc[0]
    text = card(html_of(open_page("overview.py")))
    low, high = (f"{row[name]:+.1f}".replace(".", ",") for name in ("gain_low", "gain_high"))
    assert f"24 dari 24 siswa {row['mean_gain']:+.1f}".replace(".", ",") + " poin" in text
    assert f"kisaran 95%: {low} sampai {high}" in text
    assert f"Mencapai KKM 75 {row['pass_before']:.0f} → {row['pass_after']:.0f} siswa" in text


def test_a_class_without_training_adds_nothing_to_the_school(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    before = card(html_of(open_page("overview.py")))
    other = save_class(school, "XI TPL 2", plain_workbook(first(11)))
    save_cohort(school, LOCAL_USER, name="XI TPL 2", kind=CohortKind.COMPARISON, cohort_id=other)
    app = open_page("overview.py")
    assert card(html_of(app)) == before
    assert "Kelompok tanpa pelatihan" in [each.value for each in app.subheader]


def test_different_pass_marks_are_each_cohorts_own(school: Store, open_page: OpenPage) -> None:
    one = save_class(school, "Las Dasar", plain_workbook(first(10)))
    save_class(school, "Las Lanjutan", plain_workbook(first(10)))
    save_pass_marks(school, LOCAL_USER, one, {"teknis": 65})
    assert "Mencapai KKM masing-masing 5 → 17 siswa" in card(html_of(open_page("overview.py")))


def test_every_number_leads_to_its_students(school: Store, open_page: OpenPage) -> None:
    one = save_class(school, "Las Dasar", plain_workbook(first(10) | {NAMES[10]: (70, None), NAMES[11]: (None, 80)}))
    markup = html_of(open_page("overview.py"))
    way = re.escape(f'href="kohort?kohort={one}&amp;aspek=teknis"')
    assert re.search(rf"<a {way}[^>]*><span><span>Las Dasar</span>", markup)
    assert re.search(rf"<a {way}[^>]*><span><span>Teknis</span>", markup)
    assert re.search(rf'<a {way[:-1]}&amp;daftar=belum"[^>]*>1 siswa</a>', markup)


def test_a_class_that_has_not_uploaded_is_named_with_what_is_missing(school: Store, open_page: OpenPage) -> None:
    marks = {**first(10), NAMES[10]: (70, None), NAMES[11]: (None, None)}
    classes = (*["XI TPL 1"] * 10, "XI TPL 2", "XI TPL 3")
    one = save_class(school, "Las Dasar", plain_workbook(marks, classes=classes))
    app = open_page("overview.py")
    assert "Kelas yang belum mengunggah" in [each.value for each in app.subheader]
    text = seen(html_of(app))
    assert "XI TPL 2 Las Dasar 1 nilai sesudah" in text
    assert "XI TPL 3 Las Dasar 1 nilai sebelum dan sesudah" in text
    assert f'href="kohort?kohort={one}&amp;kelas=XI+TPL+3"' in html_of(app)
    assert 'href="#menunggu"' in html_of(app)


def test_a_cohort_without_marks_leads_to_the_upload(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(10)))
    empty = save_cohort(school, LOCAL_USER, name="Las *Baru*")
    app = open_page("overview.py")
    assert "Kohort tanpa nilai" in [each.value for each in app.subheader]
    link = next(each.proto for each in app.get("page_link") if "unggah" in each.proto.label)
    assert link.label == r"Las \*Baru\* (0 siswa): unggah lembar nilai"
    assert link.query_string == f"kohort={empty}"


def test_who_sees_no_student_sees_no_small_group_and_none_of_it_in_a_sum(
    school: Store, signed_in: SignIn, open_page: OpenPage
) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    save_class(school, "Las Kecil", plain_workbook(first(9)))
    assert "21 dari 21 siswa" in card(html_of(open_page("overview.py")))
    signed_in(Role.AUDITOR)
    app = open_page("overview.py")
    assert not app.exception
    assert "12 dari 12 siswa" in card(html_of(app))
    assert "Las Kecil" not in html_of(app)
    assert "Kelompok di bawah 10 siswa tidak ditampilkan dan tidak ikut dijumlah." in html_of(app)
    assert "Menunggu nilai sesudah" not in [each.value for each in app.subheader]


def test_a_teacher_sees_the_cohorts_assigned(school: Store, signed_in: SignIn, open_page: OpenPage) -> None:
    own = save_class(school, "Las Dasar", plain_workbook(first(12)))
    save_class(school, "Las Lanjutan", plain_workbook(first(11)))
    assert "23 dari 23 siswa" in card(html_of(open_page("overview.py")))
    signed_in(Role.TEACHER, cohorts=[own])
    markup = html_of(open_page("overview.py"))
    assert "12 dari 12 siswa" in card(markup)
    assert "Las Lanjutan" not in markup


@pytest.mark.parametrize(
    ("n", "gain"), [(1, "satu siswa"), (2, "+10,5")], ids=["one student is no mean", "two students have one"]
)
def test_few_students_show_less(n: int, gain: str, school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(n)))
    app = open_page("overview.py")
    assert not app.exception
    assert f"Teknis {gain}" in card(html_of(app), 1)


def test_a_name_is_never_markup(school: Store, open_page: OpenPage) -> None:
    save_class(school, "<b>Las</b> *Dasar*", plain_workbook(first(10)))
    markup = html_of(open_page("overview.py"))
    assert "<b>Las" not in markup
    assert "&lt;b&gt;Las&lt;/b&gt; *Dasar*" in markup
