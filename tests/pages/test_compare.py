"""Banding: marks before first, no winner without the gate, the address tells what is shown."""

import datetime
import re
from typing import Any

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.scores import CohortKind
from capaian.store import Rule, Store, save_cohort, save_rules
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.workbooks import first, plain_workbook

pytestmark = pytest.mark.apptest


def seen(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", markup))


def class_of(name: str, start: int, gain: int, n: int = 12) -> bytes:
    return plain_workbook({f"{name} {i}": (start + i, start + i + gain + i % 4) for i in range(n)})


def two_cohorts(school: Store, *, start: int = 60, gain: int = 4, n: int = 12) -> tuple[int, int]:
    """A programme and a comparison group of the same weeks."""
    mine = save_class(school, "Las Dasar", class_of("Ahmad", 60, 12))
    other = save_class(school, "Tanpa Las", class_of("Noor", start, gain, n))
    days: dict[str, Any] = {"starts_on": datetime.date(2025, 9, 1), "ends_on": datetime.date(2025, 9, 19)}
    save_cohort(school, LOCAL_USER, name="Las Dasar", cohort_id=mine, **days)
    save_cohort(school, LOCAL_USER, name="Tanpa Las", kind=CohortKind.COMPARISON, cohort_id=other, **days)
    return mine, other


def test_without_marks_the_page_says_what_is_needed(school: Store, open_page: OpenPage) -> None:
    app = open_page("compare.py")
    assert not app.exception
    assert "Belum ada yang dapat dibandingkan" in html_of(app)


def test_a_training_and_its_comparison_group_stand_side_by_side_unasked(school: Store, open_page: OpenPage) -> None:
    two_cohorts(school)
    app = open_page("compare.py")
    assert not app.exception
    text = seen(html_of(app))
    assert "Las Dasar: naik 8,0 poin lebih banyak daripada kelas pembanding" in text
    places = [text.index(word) for word in ("1. Nilai awal", "2a. Selisih kenaikan", "2b. Pada nilai awal yang sama")]
    assert places == sorted(places)
    assert "setara sebelum pelatihan" in text
    assert "Uji kemiringan: p" in text
    assert "paradoks Lord (1967)" in text
    assert "3 uji ditampilkan" in text


def test_groups_that_are_scored_by_different_rules_say_by_which_they_are_compared(
    school: Store, open_page: OpenPage
) -> None:
    _, other = two_cohorts(school)
    assert "Aturan penilaian" not in html_of(open_page("compare.py"))
    save_rules(school, LOCAL_USER, other, "teknis", [Rule("", lower_is_better=True)])
    text = seen(html_of(open_page("compare.py")))
    assert "Aturan penilaian Teknis tidak sama di semua kohort ini (bobot, arah, atau skala)" in text
    assert "bobot dan arah nilai “Las Dasar” dipakai untuk keduanya" in text
    text = seen(html_of(open_page("compare.py", menurut="kelas")))
    assert "Aturan penilaian" not in text, "a comparison group stands in no class"
    save_cohort(school, LOCAL_USER, name="Tanpa Las", kind=CohortKind.PROGRAMME, cohort_id=other)
    save_class(school, "Listrik", plain_workbook({f"Rahmad {i}": (50 + i, 60 + i) for i in range(12)}, ("XI B",)))
    text = seen(html_of(open_page("compare.py", menurut="kelas", satu="XI TPL 1")))
    assert "Nilai 12 siswa tidak ikut, karena di kohortnya arah nilainya berlawanan" in text
    assert "Aturan penilaian kohort-kohort di “XI TPL 1” tidak sama" in text


def test_marks_before_stand_before_the_gain_and_groups_are_not_ordered_by_it(
    school: Store, open_page: OpenPage
) -> None:
    two_cohorts(school)
    text = seen(html_of(open_page("compare.py")))
    heads = [text.index(word) for word in ("Nilai awal", "Nilai akhir", "Kenaikan (kisaran 95%)")]
    assert heads == sorted(heads)
    assert text.index("Las Dasar") < text.index("Tanpa Las")


def test_groups_too_far_apart_before_have_no_winner_and_no_number(school: Store, open_page: OpenPage) -> None:
    two_cohorts(school, start=30)
    text = seen(html_of(open_page("compare.py")))
    assert "tidak dapat dibandingkan: nilai awal kedua kelompok terlalu berbeda" in text
    assert "Selisih tidak ditampilkan" in text
    assert "2a." not in text


def test_small_groups_are_not_compared(school: Store, open_page: OpenPage) -> None:
    two_cohorts(school, n=9)
    text = seen(html_of(open_page("compare.py")))
    assert "kelompok terlalu kecil untuk dibandingkan" in text
    assert "(kelompok kecil, tanpa kisaran)" in text
    assert "kelompok di bawah 10 siswa tidak dinilai" in text
    assert "2a." not in text
    assert " g " not in text


def test_two_trained_groups_are_told_by_their_names(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", class_of("Ahmad", 60, 12))
    save_class(school, "Las Lanjutan", class_of("Noor", 60, 4))
    text = seen(html_of(open_page("compare.py")))
    assert "Las Dasar naik 8,0 poin lebih banyak daripada Las Lanjutan" in text
    assert "karena" not in text


def test_a_student_in_both_groups_stops_the_comparison(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    save_class(school, "Las Lanjutan", plain_workbook(first(12)))
    assert "12 siswa ada di kedua kelompok" in seen(html_of(open_page("compare.py")))


@pytest.mark.parametrize("grouping", ["kohort", "kelas", "program", "jk", "tahun", "<b>", ""])
def test_every_grouping_opens_from_its_address(grouping: str, school: Store, open_page: OpenPage) -> None:
    two_cohorts(school)
    app = open_page("compare.py", menurut=grouping, aspek="x", satu="-1", dua="x")
    assert not app.exception


def test_the_pair_stands_in_the_address(school: Store, open_page: OpenPage) -> None:
    mine, other = two_cohorts(school)
    third = save_class(school, "Las Lanjutan", class_of("Siti", 60, 6))
    app = open_page("compare.py", satu=str(third), dua=str(other))
    assert "Las Lanjutan: " in seen(html_of(app))
    app.selectbox(key="choose_satu").set_value(str(mine)).run()
    assert app.query_params["satu"] in (str(mine), [str(mine)])
    assert "Las Dasar: naik" in seen(html_of(app))


def test_a_name_is_never_markup(school: Store, open_page: OpenPage) -> None:
    save_class(school, "<b>Las</b>", class_of("Ahmad", 60, 12))
    save_class(school, "<i>Lain</i>", class_of("Noor", 60, 4))
    assert "<b>Las" not in html_of(open_page("compare.py"))


@pytest.mark.parametrize("grouping", ["kohort", "kelas", "program", "jk", "tahun"])
def test_who_sees_no_student_compares_sums_and_sees_no_name(
    grouping: str, school: Store, signed_in: SignIn, open_page: OpenPage
) -> None:
    two_cohorts(school)
    signed_in(Role.AUDITOR)
    app = open_page("compare.py", menurut=grouping)
    assert not app.exception
    text = seen(html_of(app))
    assert "Ahmad" not in text
    assert "lebih banyak daripada" not in text
    assert ("Las Dasar" in text) is (grouping == "kohort")


def test_from_sums_the_marks_before_come_first_and_no_winner_is_named(
    school: Store, signed_in: SignIn, open_page: OpenPage
) -> None:
    two_cohorts(school)
    signed_in(Role.AUDITOR)
    text = seen(html_of(open_page("compare.py")))
    assert "Las Dasar 12 65,5" in text
    assert "1. Nilai awal Las Dasar 65,5 · Tanpa Las 65,5 · g 0,00 setara sebelum pelatihan" in text
    assert "tidak dijawab dari angka gabungan" in text


def test_from_sums_a_small_group_and_what_would_give_it_away_are_hidden(
    school: Store, signed_in: SignIn, open_page: OpenPage
) -> None:
    marks = {f"Ahmad {i}": (60 + i, 70 + i) for i in range(27)}
    classes = (*["XI A"] * 12, *["XI B"] * 11, *["XI C"] * 4)
    save_class(school, "Las Dasar", plain_workbook(marks, classes=classes))
    signed_in(Role.AUDITOR)
    text = seen(html_of(open_page("compare.py", menurut="kelas")))
    assert "XI A 12" in text
    assert "XI B" not in text
    assert "XI C" not in text
    assert "sedikitnya 10 siswa" in text


def test_from_sums_those_of_no_class_are_hidden_by_a_class(
    school: Store, signed_in: SignIn, open_page: OpenPage
) -> None:
    marks = {f"Ahmad {i}": (60 + i, 70 + i) for i in range(29)}
    classes = (*["XI A"] * 12, *["XI B"] * 14, *[""] * 3)
    save_class(school, "Las Dasar", plain_workbook(marks, classes=classes, name="Nilai"))
    signed_in(Role.AUDITOR)
    text = seen(html_of(open_page("compare.py", menurut="kelas")))
    assert "XI B 14" in text
    assert "XI A" not in text, "29 less 12 and 14 would be the three of no class"


def test_a_cohort_too_small_adds_nothing_to_its_year(school: Store, signed_in: SignIn, open_page: OpenPage) -> None:
    for name, n in (("Las Dasar", 12), ("Las Kecil", 9)):
        made = save_class(school, name, class_of("Ahmad" if n > 9 else "Noor", 60, 10, n))
        save_cohort(school, LOCAL_USER, name=name, cohort_id=made, starts_on=datetime.date(2025, 9, 1))
    signed_in(Role.AUDITOR)
    text = seen(html_of(open_page("compare.py", menurut="tahun")))
    assert "2025/2026 12 65,5" in text
    assert "Las Kecil" not in seen(html_of(open_page("compare.py")))


def test_what_is_compared_is_written_out(school: Store, open_page: OpenPage) -> None:
    two_cohorts(school)
    markup = html_of(open_page("compare.py", menurut="kelas"))
    assert "Saringan: Menurut Kelas · Aspek Teknis" in seen(markup)
    assert 'href="banding?menurut=kelas&amp;aspek=teknis"' in markup
