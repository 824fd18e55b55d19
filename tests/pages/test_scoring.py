"""Penilaian: rules that act, instruments that can be changed, and nothing that is dropped in silence."""

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.scores import Aspect
from capaian.store import (
    Rule,
    Store,
    load_instruments,
    load_rules,
    lock_cohort,
    save_cohort,
    save_instrument,
    save_rules,
)
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.workbooks import plain_workbook

MARKS = {f"Siswa {i}": (50 + i, 60 + i) for i in range(6)}


def said(app) -> list[str]:
    return [each.value.replace("\\", "") for each in (*app.success, *app.error)]


def fields(app, label: str) -> list:
    return [each for each in (*app.text_input, *app.number_input, *app.checkbox) if each.label == label]


def press(app, label: str) -> None:
    next(each for each in app.button if each.label == label).click().run()


@pytest.fixture
def cohort(school: Store) -> int:
    return save_cohort(school, LOCAL_USER, name="Las Dasar")


def test_the_rubric_is_taken_for_a_cohort_and_weights_that_do_not_sum_to_100_stay_on_the_screen(
    cohort: int, school: Store, open_page: OpenPage
) -> None:
    app = open_page("scoring.py", kohort=str(cohort), aspek="teknis")
    press(app, "Pakai untuk kohort ini")
    assert not app.exception
    assert "Instrumen dipakai" in said(app)[0]
    rules = load_rules(school, LOCAL_USER, cohort)
    assert [(rule.criterion, rule.weight) for rule in rules.of("teknis")] == [
        ("Persiapan", 10), ("Proses", 40), ("Hasil", 30), ("Sikap kerja", 10), ("Waktu", 10),
    ]  # fmt: skip
    fields(app, "Bobot")[0].set_value(25.0).run()
    assert "bobot berjumlah 115 dari 100" in html_of(app)
    press(app, "Simpan aturan")
    assert "Bobot berjumlah 115" in said(app)[0]
    assert fields(app, "Bobot")[0].value == 25
    assert load_rules(school, LOCAL_USER, cohort) == rules
    fields(app, "Bobot")[1].set_value(25.0).run()
    press(app, "Simpan aturan")
    assert said(app) == ["Aturan disimpan."]
    assert [rule.weight for rule in load_rules(school, LOCAL_USER, cohort).of("teknis")] == [25, 25, 30, 10, 10]


def test_criteria_are_added_renamed_ordered_turned_and_removed(cohort: int, school: Store, open_page: OpenPage) -> None:
    save_rules(school, LOCAL_USER, cohort, "teknis", [Rule("Hasil"), Rule("Waktu")])
    app = open_page("scoring.py", kohort=str(cohort), aspek="teknis")
    press(app, "Tambah kriteria")
    fields(app, "Kriteria")[2].set_value("Kesalahan").run()
    fields(app, "kecil lebih baik")[2].check().run()
    fields(app, "sampai")[2].set_value(20.0).run()
    [each for each in app.button if each.label == "Naikkan"][2].click().run()
    next(each for each in app.button if each.label == "Hapus kriteria ini").click().run()
    fields(app, "Kriteria")[1].set_value("Lama kerja").run()
    press(app, "Simpan aturan")
    assert said(app) == ["Aturan disimpan."]
    assert load_rules(school, LOCAL_USER, cohort).of("teknis") == (
        Rule("Kesalahan", lower_is_better=True, scale_max=20), Rule("Lama kerja"),
    )  # fmt: skip


def test_the_eight_behaviours_come_with_levels_and_the_formula_is_chosen_before_the_first_mark(
    cohort: int, school: Store, open_page: OpenPage
) -> None:
    app = open_page("scoring.py", kohort=str(cohort), aspek="karakter")
    press(app, "Pakai untuk kohort ini")
    rules = load_rules(school, LOCAL_USER, cohort)
    assert len(rules.of("karakter")) == 8
    assert rules.instruments == {"karakter": "Delapan perilaku (1–4)"}
    courtesy = rules.rule("karakter", "Sopan santun dan tata krama")
    assert courtesy is not None
    assert (courtesy.scale_min, courtesy.scale_max, courtesy.levels[3]) == (1, 4, "menjadi teladan")
    (formula,) = app.radio
    assert formula.options == ["m ÷ 4 × 100 (nilai 1 menjadi 25)", "(m − 1) ÷ 3 × 100 (nilai 1 menjadi 0)"]
    formula.set_value("lowest_to_highest").run()
    press(app, "Simpan aturan")
    assert {rule.formula for rule in load_rules(school, LOCAL_USER, cohort).of("karakter")} == {"lowest_to_highest"}


def test_what_has_marks_keeps_its_name_and_scale_and_stays_when_an_instrument_is_taken(
    school: Store, open_page: OpenPage
) -> None:
    cohort = save_class(school, "Las Dasar", plain_workbook(MARKS))
    app = open_page("scoring.py", kohort=str(cohort), aspek="teknis")
    assert [each.disabled for label in ("Kriteria", "Skala dari", "sampai") for each in fields(app, label)] == [
        True
    ] * 3
    assert not app.radio
    press(app, "Pakai untuk kohort ini")
    assert not app.error
    assert len(load_rules(school, LOCAL_USER, cohort).of("teknis")) == 6


def test_the_rules_act_on_the_page_of_the_cohort(school: Store, open_page: OpenPage) -> None:
    cohort = save_class(
        school, "Las Dasar", plain_workbook({f"Siswa {i}": (50 + i, 60 + i + i % 3) for i in range(12)})
    )
    assert "▲ 12   ＝ 0   ▼ 0" in html_of(open_page("cohort.py", kohort=str(cohort)))
    app = open_page("scoring.py", kohort=str(cohort), aspek="teknis")
    fields(app, "kecil lebih baik")[0].check().run()
    press(app, "Simpan aturan")
    assert "▲ 0   ＝ 0   ▼ 12" in html_of(open_page("cohort.py", kohort=str(cohort)))


def test_raters_are_written_down_and_said_beside_the_number(school: Store, open_page: OpenPage) -> None:
    cohort = save_class(school, "Las Dasar", plain_workbook(MARKS))
    app = open_page("scoring.py", kohort=str(cohort), aspek="teknis")
    fields(app, "Penilai sebelum")[0].set_value("Ibu Aminah")
    fields(app, "Penilai sesudah")[0].set_value("Bapak Rusdi")
    press(app, "Simpan penilai")
    assert said(app) == ["Penilai disimpan."]
    html = html_of(open_page("cohort.py", kohort=str(cohort)))
    assert "Dinilai sebelum oleh Ibu Aminah, sesudah oleh Bapak Rusdi; 6 dari 6 siswa" in html


def test_a_built_in_instrument_becomes_the_schools_own_when_it_is_changed(school: Store, open_page: OpenPage) -> None:
    app = open_page("scoring.py", aturan="instrumen")
    assert app.selectbox(key="choose_instrumen").options == [
        "Teknis: Rubrik teknis", "Karakter: Delapan perilaku (1–4)", "Instrumen baru",
    ]  # fmt: skip
    fields(app, "Bobot")[1].set_value(30.0).run()
    press(app, "Simpan instrumen")
    assert "berjumlah 90" in said(app)[0]
    fields(app, "Bobot")[2].set_value(40.0).run()
    press(app, "Simpan instrumen")
    (own,) = load_instruments(school, LOCAL_USER)
    assert (own.name, [rule.weight for rule in own.criteria]) == ("Rubrik teknis", [10, 30, 40, 10, 10])
    press(app, "Hapus instrumen")
    assert load_instruments(school, LOCAL_USER) == []


def test_a_new_instrument_of_character_has_its_dimensions(school: Store, open_page: OpenPage) -> None:
    app = open_page("scoring.py", aturan="instrumen", instrumen="baru")
    fields(app, "Nama instrumen")[0].set_value("Budaya kerja {kelas}").run()
    next(each for each in app.selectbox if each.label == "Aspek").set_value(Aspect.CHARACTER).run()
    press(app, "Tambah kriteria")
    fields(app, "Kriteria")[0].set_value("Rapi").run()
    app.multiselect[0].set_value(["Kemandirian"]).run()
    press(app, "Simpan instrumen")
    assert not app.exception
    (own,) = load_instruments(school, LOCAL_USER)
    assert (own.aspect, own.name, own.dimensions) == ("karakter", "Budaya kerja {kelas}", (("Kemandirian",),))


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.TEACHER, Role.AUDITOR])
def test_who_may_not_edit_reads_the_rules(role: Role, school: Store, signed_in: SignIn, open_page: OpenPage) -> None:
    cohort = save_class(school, "Las Dasar", plain_workbook(MARKS))
    save_instrument(school, LOCAL_USER, aspect="teknis", name="Rubrik", criteria=[Rule("Hasil", weight=100)])
    signed_in(role, cohorts=[cohort] if role is Role.TEACHER else [])
    app = open_page("scoring.py", kohort=str(cohort), aspek="teknis")
    assert not app.exception
    assert not [each for each in app.button if each.label != "Keluar"]
    assert "besar lebih baik" in html_of(app)
    assert "100" in html_of(open_page("scoring.py", aturan="instrumen"))


def test_a_cohort_that_was_signed_off_is_only_read(school: Store, open_page: OpenPage) -> None:
    cohort = save_class(school, "Las Dasar", plain_workbook(MARKS))
    lock_cohort(school, LOCAL_USER, cohort)
    app = open_page("scoring.py", kohort=str(cohort), aspek="teknis")
    assert "sudah dikunci" in app.info[0].value
    assert not app.number_input
