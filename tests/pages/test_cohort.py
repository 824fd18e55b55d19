"""Kohort: the sentence first, no more than so many students carry, and the address tells what is shown."""

import re

import pytest

from capaian.access import LOCAL_USER
from capaian.scores import CohortKind
from capaian.store import Store, save_cohort
from tests.pages.conftest import ROOT, OpenPage, html_of, save_class
from tests.pages.workbooks import NAMES, first, plain_workbook

pytestmark = pytest.mark.apptest


def seen(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", markup))


def test_without_a_cohort_the_page_says_what_to_do(school: Store, open_page: OpenPage) -> None:
    app = open_page("cohort.py")
    assert not app.exception
    assert "Belum ada kohort" in html_of(app)
    assert app.get("page_link")[0].proto.label == "Unggah lembar nilai"


@pytest.mark.parametrize(
    ("n", "there", "not_there"),
    [
        (1, ["Baru satu siswa"], ["poin", "kisaran 95%:", "Mencapai KKM"]),
        (4, ["+11,5 poin", "terlalu sedikit untuk kisaran"], ["kisaran 95%:", "Mencapai KKM"]),
        (5, ["+12,0 poin", "kelompok sangat kecil", "Mencapai KKM 75 0 → 2 siswa"], ["terlalu sedikit"]),
        (12, ["+15,5 poin", "kisaran 95%: +13,2 sampai +17,8", "12 dari 12 siswa"], ["kelompok sangat kecil"]),
    ],
)
def test_small_groups_show_less(
    n: int, there: list[str], not_there: list[str], school: Store, open_page: OpenPage
) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(n)))
    app = open_page("cohort.py")
    assert not app.exception
    card = seen(re.search(r"<article.*?</article>", html_of(app), re.DOTALL)[0])  # pyright: ignore[reportOptionalSubscript]
    assert [text for text in there if text not in card] == []
    assert [text for text in not_there if text in card] == []
    assert [each.label for each in app.expander if each.label == "Rincian"] == (["Rincian"] if n >= 10 else [])


def test_the_address_chooses_the_cohort(school: Store, open_page: OpenPage) -> None:
    one = save_class(school, "Las Dasar", plain_workbook(first(10)))
    other = save_class(school, "Las Lanjutan", plain_workbook(first(12)))
    for cohort, text in ((one, "10 dari 10 siswa"), (other, "12 dari 12 siswa")):
        assert text in html_of(open_page("cohort.py", kohort=str(cohort)))


@pytest.mark.parametrize("asked", ["999", "0", "-1", "1 OR 1", "x" * 50, "٣", "999999999999999999999"])
def test_an_address_that_names_no_cohort_shows_the_latest(asked: str, school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(10)))
    app = open_page("cohort.py", kohort=asked, aspek=asked)
    assert not app.exception
    assert "10 dari 10 siswa" in html_of(app)


def test_choosing_another_cohort_changes_the_address(school: Store, open_page: OpenPage) -> None:
    one = save_class(school, "Las Dasar", plain_workbook(first(10)))
    other = save_class(school, "Las Lanjutan", plain_workbook(first(12)))
    app = open_page("cohort.py", kohort=str(other))
    app.selectbox(key="choose_cohort").set_value(one).run()
    assert app.query_params["kohort"] in (str(one), [str(one)])
    assert "10 dari 10 siswa" in html_of(app)


def test_the_cohort_looked_at_last_is_shown_on_the_next_page_too(school: Store, open_page: OpenPage) -> None:
    one = save_class(school, "Las Dasar", plain_workbook(first(10)))
    save_class(school, "Las Lanjutan", plain_workbook(first(12)))
    app = open_page("cohort.py", kohort=str(one))
    app.query_params.clear()
    app.switch_page(str(ROOT / "pages" / "export.py")).run()
    assert app.selectbox(key="choose_cohort").value == one


def test_who_lacks_a_mark_is_listed_by_what_is_lacking(school: Store, open_page: OpenPage) -> None:
    marks = first(8) | {NAMES[8]: (70, None), NAMES[9]: (None, 80), NAMES[10]: (None, None)}
    save_class(school, "Las Dasar", plain_workbook(marks))
    app = open_page("cohort.py")
    assert "3 siswa belum punya kedua nilai" in [each.label for each in app.expander]
    text = seen(html_of(app))
    assert f"Hanya nilai sebelum 1 siswa {NAMES[8]}" in text
    assert f"Hanya nilai sesudah 1 siswa {NAMES[9]}" in text
    assert f"Belum ada nilai 1 siswa {NAMES[10]}" in text


def test_students_who_fell_come_first_when_need_is_asked_for(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(10) | {"Yusuf Maulana": (80, 71)}))
    app = open_page("cohort.py")
    app.segmented_control(key="order").set_value("need").run()
    names = re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', html_of(app))
    assert names[:2] == ["Yusuf Maulana", NAMES[0]]


def test_a_comparison_class_is_called_one(school: Store, open_page: OpenPage) -> None:
    save_cohort(school, LOCAL_USER, name="XI TPL 2", kind=CohortKind.COMPARISON)
    assert "Kelas pembanding, tanpa pelatihan" in html_of(open_page("cohort.py"))


def test_a_name_is_never_markup(school: Store, open_page: OpenPage) -> None:
    name = "<img src=x onerror=alert(1)> O'Brien & Co"
    save_class(school, "<b>Las</b> *Dasar*", plain_workbook(first(10) | {name: (70, 80)}))
    app = open_page("cohort.py")
    assert "<img" not in html_of(app)
    assert "&lt;img src=x onerror=alert(1)&gt; O&#x27;Brien &amp; Co" in html_of(app)
    assert "<b>Las" not in html_of(app)


def test_what_is_folded_is_not_built(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    app = open_page("cohort.py")
    assert "Uji t berpasangan" not in html_of(app)
