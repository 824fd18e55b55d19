"""Siswa: found by a part of the name, told apart by numbers, every mark with its cell."""

import datetime
import re

import pytest

from capaian.access import LOCAL_USER
from capaian.store import Store, find_students, save_cohort
from tests.pages.conftest import OpenPage, html_of, save_class
from tests.pages.workbooks import NAMES, first, plain_workbook

pytestmark = pytest.mark.apptest


def id_of(store: Store, name: str) -> str:
    found = find_students(store, LOCAL_USER, name)
    return str(found["student"].iloc[0])


def test_a_student_is_found_by_a_part_of_the_name(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(10)))
    app = open_page("student.py")
    app.text_input(key="search").set_value("rahma").run()
    names = re.findall(r'<a href="siswa\?siswa=\d+">([^<]*)</a>', html_of(app))
    assert sorted(names) == ["Dewi Rahmawati", "Gusti Rahman", "Rahmad Hidayat"]


def test_a_search_with_a_typing_error_offers_the_nearest(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(10)))
    app = open_page("student.py")
    app.text_input(key="search").set_value("Siti Nurhalisa").run()
    assert re.findall(r'<a href="siswa\?siswa=\d+">([^<]*)</a>', html_of(app)) == ["Siti Norhaliza"]
    assert any("Mungkin maksud Anda" in each.value for each in app.markdown)


def test_a_search_without_an_answer_says_what_to_try(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(3)))
    app = open_page("student.py")
    app.text_input(key="search").set_value("zzz *x*").run()
    assert "Coba sebagian namanya saja" in app.info[0].value


def test_every_mark_names_its_file_sheet_and_cell(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(10)))
    app = open_page("student.py", siswa=id_of(school, NAMES[2]))
    assert not app.exception
    assert app.header[0].value == NAMES[2]
    html = html_of(app)
    assert "sel D4" in html
    assert "sel E4" in html
    assert "Dari berkas nilai.xlsx, lembar XI TPL 1." in html
    assert "+12,0" in html


def test_a_student_stands_against_the_middle_half_of_the_cohort_and_has_no_rank(
    school: Store, open_page: OpenPage
) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(10)))
    html = html_of(open_page("student.py", siswa=id_of(school, NAMES[2])))
    assert "Separuh tengah kohort: sebelum 62,3–66,8, sesudah 74,5–83,5" in html
    assert "cp-middle-after" in html
    assert "peringkat" not in html.lower()


def test_of_a_cohort_of_nine_no_spread_is_told(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(9)))
    assert "Separuh tengah" not in html_of(open_page("student.py", siswa=id_of(school, NAMES[2])))


def test_cohorts_stand_in_the_order_of_time(school: Store, open_page: OpenPage) -> None:
    later = save_class(school, "Las Lanjutan", plain_workbook(first(3)))
    earlier = save_class(school, "Las Dasar", plain_workbook(first(3)))
    for cohort, name, year in ((later, "Las Lanjutan", 2025), (earlier, "Las Dasar", 2024)):
        save_cohort(school, LOCAL_USER, name=name, cohort_id=cohort, starts_on=datetime.date(year, 9, 1))
    html = html_of(open_page("student.py", siswa=id_of(school, NAMES[2])))
    steps = re.findall(r"<li><b>([^<]*)</b> ([^<]*)<small>([^<]*)</small></li>", html)
    assert steps == [
        ("Las Dasar", "1 September 2024", "Teknis 62,0 → 74,0"),
        ("Las Lanjutan", "1 September 2025", "Teknis 62,0 → 74,0"),
    ]


def test_a_missing_mark_is_a_word_and_not_zero(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(3) | {NAMES[5]: (70, None)}))
    html = html_of(open_page("student.py", siswa=id_of(school, NAMES[5])))
    assert "belum dinilai" in html
    assert "Belum ada pasangan nilai sebelum dan sesudah." in html
    assert "gagal" not in html.lower()


@pytest.mark.parametrize("asked", ["999999", "abc", "-3", "1;drop"])
def test_an_address_that_names_no_student_is_answered_calmly(asked: str, school: Store, open_page: OpenPage) -> None:
    app = open_page("student.py", siswa=asked)
    assert not app.exception
    assert not app.header
