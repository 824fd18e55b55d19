"""Kohort: the sentence first, no more than so many students carry, and the address tells what is shown."""

import datetime
import json
import re
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from capaian.access import LOCAL_USER, Role
from capaian.locale import texts
from capaian.reading import read_workbooks
from capaian.scores import CohortKind
from capaian.store import Store, load_goals, save_cohort, save_goal, save_import
from capaian.web import cohort_pieces, cohort_view, running
from capaian.web.caching import cohort_tables
from capaian.web.identity import Asking
from capaian.web.page import Visit
from tests.pages.conftest import ROOT, OpenPage, SignIn, html_of, save_class
from tests.pages.workbooks import NAMES, first, levels_workbook, plain_workbook, table_bytes
from tests.sheets import book

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
    text = seen(html_of(app))
    assert "3 siswa belum punya kedua nilai" in text
    assert f"Hanya nilai sebelum 1 siswa {NAMES[8]}" in text
    assert f"Hanya nilai sesudah 1 siswa {NAMES[9]}" in text
    assert f"Belum ada nilai 1 siswa {NAMES[10]}" in text


def listed(app: AppTest) -> list[str]:
    return re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', html_of(app))


def test_the_number_in_a_card_leads_to_the_list_of_those_missing_and_opens_it(
    school: Store, open_page: OpenPage
) -> None:
    mine = save_class(school, "Las Dasar", plain_workbook(first(8) | {NAMES[8]: (70, None)}))
    closed = html_of(open_page("cohort.py"))
    way = f"kohort?kohort={mine}&amp;aspek=teknis&amp;daftar=belum"
    assert f'href="{way}"' in closed
    assert "8 dari 9 siswa</a>" in closed
    assert "<details open" not in closed
    opened = html_of(open_page("cohort.py", kohort=str(mine), aspek="teknis", daftar="belum"))
    assert re.search(r'<details open=""><summary>1 siswa belum punya kedua nilai', opened)


def test_what_is_chosen_is_written_out_with_a_link_that_shows_the_same(school: Store, open_page: OpenPage) -> None:
    marks = plain_workbook(first(12), classes=("XI TPL 1", "XI TPL 2"))
    mine = save_class(school, "Las Dasar", marks)
    markup = html_of(open_page("cohort.py", kelas="XI TPL 2"))
    line = re.search(r'<p class="cp-filters">.*?</p>', markup)
    assert line is not None
    assert "Saringan: Kohort Las Dasar · Aspek Teknis · Kelas XI TPL 2" in re.sub("<[^>]*>", "", line[0])
    assert f'href="kohort?kohort={mine}&amp;aspek=teknis&amp;kelas=XI+TPL+2&amp;pembanding=0"' in line[0]


def test_a_class_without_marks_is_shown_with_its_students(school: Store, open_page: OpenPage) -> None:
    marks = {name: pair if i % 2 == 0 else (None, None) for i, (name, pair) in enumerate(first(8).items())}
    mine = save_class(school, "Las Dasar", plain_workbook(marks, classes=("XI TPL 1", "XI TPL 2")))
    text = seen(html_of(open_page("cohort.py", kohort=str(mine), kelas="XI TPL 2")))
    assert "Belum ada nilai di sini" in text
    assert NAMES[1] in text
    assert NAMES[0] not in text


def test_students_are_listed_by_need_or_by_name(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(10) | {"Yusuf Maulana": (80, 71)}))
    app = open_page("cohort.py")
    assert listed(app)[:2] == ["Yusuf Maulana", NAMES[0]]
    app.segmented_control(key="choose_urutan").set_value("nama").run()
    assert listed(app) == sorted([*NAMES[:10], "Yusuf Maulana"])
    assert app.query_params["urutan"] in ("nama", ["nama"])


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


def drawn(app: AppTest) -> list[str]:
    """The finding over every figure on the page; the figures themselves bear no title."""
    figures = [json.loads(each.proto.spec) for each in app.get("plotly_chart")]
    assert {each["layout"]["title"]["text"] for each in figures} == {""}
    found = re.findall(r'<h4 class="cp-finding">(.*?)</h4>', html_of(app))
    assert len(found) == len(figures)
    return found


def test_one_control_chooses_the_picture_and_the_others_are_not_built(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    app = open_page("cohort.py")
    assert drawn(app) == [
        "Teknis: 12 dari 12 siswa naik, 0 turun, 0 tetap",
        "Teknis: rata-rata +15,5 poin (kisaran 95%: +13,2 sampai +17,8)",
    ]
    app.segmented_control(key="choose_gambar").set_value("sebaran").run()
    assert drawn(app) == ["Teknis: 0 siswa mencapai KKM 75 sebelum, 9 sesudah"]
    assert app.query_params["gambar"] in ("sebaran", ["sebaran"])


def test_a_small_group_has_points_alone(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(4)))
    app = open_page("cohort.py", gambar="sebaran")
    assert drawn(app) == ["Teknis: 4 dari 4 siswa naik, 0 turun, 0 tetap"]


def test_the_table_behind_a_picture_is_built_when_it_is_opened(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    app = open_page("cohort.py")
    assert "Tabel di balik gambar" in [each.label for each in app.expander]
    assert not app.dataframe


def test_character_is_shown_as_levels(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", levels_workbook(12))
    app = open_page("cohort.py")
    assert drawn(app) == ["Karakter: 8 siswa naik tingkat, 0 turun, 4 tetap"]
    text = seen(html_of(app))
    assert "Sebelum ↓ sesudah → Sangat baik Baik Cukup Perlu bimbingan" in text
    assert "Uji Wilcoxon: V = 36" in text


def test_the_class_stands_in_the_address_and_everything_follows_it(school: Store, open_page: OpenPage) -> None:
    marks = plain_workbook(first(12), classes=("XI TPL 1", "XI TPL 2"))
    save_class(school, "Las Dasar", marks)
    app = open_page("cohort.py", kelas="XI TPL 2")
    text = seen(html_of(app))
    assert "6 dari 6 siswa" in text
    assert len(listed(app)) == 6
    assert NAMES[0] not in text
    app.selectbox(key="choose_kelas").set_value("").run()
    assert "12 dari 12 siswa" in seen(html_of(app))
    assert "kelas" not in app.query_params


def test_a_class_that_is_not_there_counts_as_not_asked_for(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12), classes=("XI TPL 1", "XI TPL 2")))
    app = open_page("cohort.py", kelas="<b>XII</b>")
    assert not app.exception
    assert "12 dari 12 siswa" in seen(html_of(app))


def test_two_classes_have_an_interval_of_their_own(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12), classes=("XI TPL 1", "XI TPL 2")))
    assert "Dihitung per kelas (2 kelas)" in seen(html_of(open_page("cohort.py")))


def with_companion(school: Store, kind: CohortKind, name: str, lift: float = 0) -> int:
    """A programme of twelve, and a cohort of another kind that sat the same test in the same weeks."""
    mine = save_class(school, "Las Dasar", plain_workbook(first(12)))
    marks = {f"{name} {i}": (60 + i, 60 + i + lift + i % 3) for i in range(12)}
    other = save_class(school, name, plain_workbook(marks))
    for cohort, kept in ((mine, CohortKind.PROGRAMME), (other, kind)):
        days: dict[str, Any] = {"starts_on": datetime.date(2025, 9, 1), "ends_on": datetime.date(2025, 9, 19)}
        title = "Las Dasar" if cohort == mine else name
        save_cohort(school, LOCAL_USER, name=title, kind=kept, cohort_id=cohort, **days)
    return mine


def headline_of(app: AppTest) -> str:
    found = re.search(r'<p class="cp-headline[^"]*">(.*?)</p>', html_of(app))
    assert found is not None
    return found[1]


def test_a_comparison_group_of_the_same_weeks_speaks_in_the_headline(school: Store, open_page: OpenPage) -> None:
    mine = with_companion(school, CohortKind.COMPARISON, "Pembanding")
    app = open_page("cohort.py", kohort=str(mine))
    assert not app.exception
    assert "kelas pembanding" in headline_of(app)
    assert "belum ada kelas pembanding" not in headline_of(app)
    assert "Pembanding: Pembanding; 12 siswa dan 12 siswa pembanding; selisih nilai awal g" in seen(html_of(app))
    app.selectbox(key="choose_pembanding").set_value("0").run()
    assert "belum ada kelas pembanding" in headline_of(app)
    assert app.query_params["pembanding"] in ("0", ["0"])


def test_a_group_too_different_before_is_said_to_be_no_comparison(school: Store, open_page: OpenPage) -> None:
    mine = save_class(school, "Las Dasar", plain_workbook(first(12)))
    marks = {f"Lain {i}": (20 + i, 25 + i + i % 3) for i in range(12)}
    other = save_class(school, "Lain", plain_workbook(marks))
    save_cohort(school, LOCAL_USER, name="Lain", kind=CohortKind.COMPARISON, cohort_id=other)
    app = open_page("cohort.py", kohort=str(mine), pembanding=str(other))
    assert "tidak dapat dibandingkan" in headline_of(app)
    assert "waktu tes belum dicatat" in seen(html_of(app))


def test_a_retest_makes_the_change_of_single_students_known(school: Store, open_page: OpenPage) -> None:
    mine = with_companion(school, CohortKind.RETEST, "Tes ulang")
    text = seen(html_of(open_page("cohort.py", kohort=str(mine))))
    assert "ketelitian tes r 0," in text.lower()
    assert "▲ naik nyata" in text
    assert "ketelitian tes belum diketahui" not in text.lower()


def test_without_a_retest_no_student_is_judged(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    text = seen(html_of(open_page("cohort.py")))
    assert "Ketelitian tes belum diketahui" in text
    assert "naik nyata" not in text


def test_a_group_without_training_is_never_told_as_one(school: Store, open_page: OpenPage) -> None:
    other = save_class(school, "Pembanding", plain_workbook(first(12)))
    save_cohort(school, LOCAL_USER, name="Pembanding", kind=CohortKind.COMPARISON, cohort_id=other)
    said = headline_of(open_page("cohort.py"))
    assert "kelompok ini tidak mengikuti pelatihan" in said
    assert "perubahan selama pelatihan" not in said


def test_a_target_is_shown_with_its_interval_and_can_be_set(school: Store, open_page: OpenPage) -> None:
    mine = save_class(school, "Las Dasar", plain_workbook(first(12)))
    save_goal(school, LOCAL_USER, mine, "teknis", mean_gain=10, pass_share=None)
    app = open_page("cohort.py")
    assert "Target kenaikan rata-rata 10 poin: ✓ tercapai (+15,5 poin" in seen(html_of(app))
    next(each for each in app.number_input if each.label == "Kenaikan rata-rata (poin)").set_value(20.0)
    next(each for each in app.button if each.label == "Simpan target").click().run()
    assert load_goals(school, LOCAL_USER, mine)["teknis"].mean_gain == 20
    assert "○ belum tercapai" in seen(html_of(app))


def test_who_may_not_change_a_cohort_sets_no_target(school: Store, signed_in: SignIn, open_page: OpenPage) -> None:
    mine = save_class(school, "Las Dasar", plain_workbook(first(12)))
    signed_in(Role.TEACHER, cohorts=[mine])
    app = open_page("cohort.py")
    assert not app.exception
    assert [each.label for each in app.button if "target" in each.label.lower()] == []


def test_who_sees_no_student_sees_the_sums(school: Store, signed_in: SignIn, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    signed_in(Role.AUDITOR)
    app = open_page("cohort.py")
    assert not app.exception
    assert "12 dari 12 siswa ikut kedua tes" in headline_of(app)
    assert not any(name in html_of(app) for name in NAMES)


def test_how_small_a_group_is_hidden_is_a_setting(
    school: Store, signed_in: SignIn, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPAIAN_SMALL_GROUP", "13")
    running.settings.cache_clear()
    save_class(school, "Las Dasar", plain_workbook(first(12)))
    signed_in(Role.AUDITOR)
    assert "Kelompok di bawah 13 siswa tidak ditampilkan." in seen(html_of(open_page("cohort.py")))


def test_a_small_group_is_hidden_from_who_sees_no_student(
    school: Store, signed_in: SignIn, open_page: OpenPage
) -> None:
    save_class(school, "Las Dasar", plain_workbook(first(9)))
    signed_in(Role.AUDITOR)
    text = seen(html_of(open_page("cohort.py")))
    assert "Kelompok di bawah 10 siswa tidak ditampilkan." in text
    assert "poin" not in text


def unnamed_workbook(*aspects: str) -> bytes:
    """Two criteria whose aspect the file does not name, besides one whole mark of each aspect named."""
    heads = ["No", "Nama", "Kelas", "Mengelas sebelum", "Mengelas sesudah", "Mengukur sebelum", "Mengukur sesudah"]
    heads += [f"{aspect} {phase}" for aspect in aspects for phase in ("sebelum", "sesudah")]
    rows = [
        (i + 1, name, "XI TPL 1", 50 + i, 60 + i, 70 + i, 90 + i, *(40 + i, 45 + i) * len(aspects))
        for i, name in enumerate(NAMES[:8])
    ]
    return table_bytes(heads, rows)


def test_criteria_of_no_named_aspect_are_shown_one_by_one_and_never_averaged(
    school: Store, open_page: OpenPage
) -> None:
    save_class(school, "Las Dasar", unnamed_workbook())
    app = open_page("cohort.py")
    assert not app.exception
    text = seen(html_of(app))
    assert "Kriteria tanpa aspek" in text
    assert "Mengelas 53,5 63,5 +10,0" in text
    assert "Mengukur 73,5 93,5 +20,0" in text
    assert "belum berisi nilai" not in text
    assert "15,0" not in text


def test_beside_an_aspect_that_is_named_they_stand_under_it(school: Store, open_page: OpenPage) -> None:
    save_class(school, "Las Dasar", unnamed_workbook("Teknis"))
    text = seen(html_of(open_page("cohort.py")))
    assert "8 dari 8 siswa" in text
    assert "Mengukur 73,5 93,5 +20,0" in text


def test_one_behaviour_at_a_time_has_its_own_table_of_levels(school: Store, open_page: OpenPage) -> None:
    rows = [("No", "Nama", "Disiplin", None, "Kejujuran", None), (None, None, *("sebelum", "sesudah") * 2)]
    rows += [(i + 1, f"Siswa {i:02}", 1 + i % 3, 2 + i % 3, 2, 1 + i % 4) for i in range(12)]
    cohort = save_class(school, "Perilaku", book({"Karakter": rows}))
    app = open_page("cohort.py", kohort=str(cohort), aspek="karakter")
    assert not app.exception
    assert "rata-rata semua perilaku yang dinilai" in html_of(app)
    app.selectbox(key="choose_perilaku").set_value("Disiplin").run()
    assert not app.exception
    assert "rata-rata semua perilaku yang dinilai" not in html_of(app)
    assert "Uji Wilcoxon: V = 78" in html_of(app)  # all twelve rose by one level


def test_a_second_look_makes_nothing_anew_and_a_new_mark_everything(
    school: Store, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def note(module: Any, name: str) -> None:
        own = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *given: made.append(name) or own(*given))

    for name in ("cards_of", "criteria_part", "listed_students"):
        note(cohort_pieces, name)
    note(cohort_view, "sentence")
    cohort = save_class(school, "Las Dasar", plain_workbook(first(10)))
    looks = [open_page("cohort.py", kohort=str(cohort)) for _ in range(2)]
    assert html_of(looks[0]) == html_of(looks[1])
    assert sorted(made) == ["cards_of", "criteria_part", "listed_students", "sentence"]
    better = plain_workbook({**first(10), NAMES[0]: (60, 99)})
    save_import(school, LOCAL_USER, cohort, read_workbooks([("lagi.xlsx", better)]))
    assert "+39,0 " in html_of(open_page("cohort.py", kohort=str(cohort)))
    assert len(made) == 8


def test_what_everybody_shares_is_changed_by_no_look(school: Store, open_page: OpenPage) -> None:
    cohort = save_class(school, "Las Dasar", levels_workbook(12))
    visit = Visit(texts("id"), LOCAL_USER, school, None, is_demo=False, asking=Asking(LOCAL_USER))
    tables = cohort_tables(visit, cohort)
    before = {name: getattr(tables, name).copy() for name in ("roster", "scores", "gains", "summary")}
    for order, picture in (("perlu", "titik"), ("nama", "sebaran"), ("nama", "tingkat")):
        assert not open_page("cohort.py", kohort=str(cohort), urutan=order, gambar=picture).exception
    assert cohort_tables(visit, cohort) is tables
    for name, table in before.items():
        pd.testing.assert_frame_equal(getattr(tables, name), table)
