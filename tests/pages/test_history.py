"""Riwayat: what came, from whom; taking it back after a look, and bringing it again; signing a cohort off."""

from pathlib import Path
from typing import Any

import pytest

from capaian.access import LOCAL_USER, Role
from capaian.reading import read_workbooks
from capaian.store import (
    Originals,
    Store,
    load_account,
    load_scores,
    lock_cohort,
    originals_key,
    save_cohort,
    save_import,
)
from tests.pages.conftest import OpenPage, SignIn, html_of, save_class
from tests.pages.workbooks import NAMES, first, plain_workbook, table_bytes

pytestmark = pytest.mark.apptest

CLASS = plain_workbook(first(10))


def marks(store: Store, cohort: int) -> dict[tuple[int, str], float]:
    rows: Any = load_scores(store, LOCAL_USER, cohort)
    return {(row.student, row.phase): row.score for row in rows.itertuples()}


@pytest.fixture
def cohort(school: Store) -> int:
    return save_class(school, "Las Dasar", CLASS)


def bring(store: Store, cohort: int, name: str, workbook: bytes) -> int:
    done = save_import(store, LOCAL_USER, cohort, read_workbooks([(name, workbook)]))
    assert done.import_id is not None
    return done.import_id


def test_an_import_is_told_with_its_file_its_hash_its_counts_and_who(cohort: int, open_page: OpenPage) -> None:
    app = open_page("history.py", kohort=str(cohort))
    assert not app.exception
    html = html_of(app)
    assert "<h3>nilai.xlsx</h3>" in html
    assert "oleh seseorang di peladen" in html
    assert "<span>20 baru</span>" in html
    assert "10 siswa masuk kohort" in html
    sha = read_workbooks([("nilai.xlsx", CLASS)]).files[0].sha256
    assert sha in html.replace(" ", "")


def test_the_mapping_is_told_in_words_sheet_by_sheet(school: Store, cohort: int, open_page: OpenPage) -> None:
    heads = ("No", "Nama", "Kelas", "NIK", "Teknis sebelum (0-20)", "Karakter sesudah")
    rows = [(i + 1, name, "XI TPL 1", "63710112233445", 10 + i / 2, 70) for i, name in enumerate(NAMES[:8])]
    bring(school, cohort, "skala lain.xlsx", table_bytes(heads, rows))
    html = html_of(open_page("history.py", kohort=str(cohort)))
    card = html.split("<h3>skala lain.xlsx</h3>")[1].split("</article>")[0]
    assert "skala lain.xlsx, lembar XI TPL 1" in card
    assert "Teknis · sebelum · skala 0–20" in card
    assert "Karakter · sesudah<" in card
    assert "identitas siswa" in card
    assert "Kolom yang tidak diambil: No, NIK." in card


def test_whoever_may_see_the_history_sees_who_made_it(
    school: Store, cohort: int, signed_in: SignIn, open_page: OpenPage
) -> None:
    teacher = signed_in(Role.TEACHER, cohorts=[cohort])
    save_import(school, teacher, cohort, read_workbooks([("guru.xlsx", plain_workbook({NAMES[0]: (60, 95)}))]))
    signed_in(Role.PRINCIPAL)
    assert f"oleh {load_account(school, teacher, teacher.account_id or 0).display_name}" in html_of(
        open_page("history.py", kohort=str(cohort))
    )


def test_each_original_is_there_for_who_may_see_all_of_it(
    school: Store, cohort: int, signed_in: SignIn, open_page: OpenPage, tmp_path: Path
) -> None:
    files = [(f"{name}.xlsx", plain_workbook({NAMES[0]: marks})) for name, marks in (("a", (50, 91)), ("b", (50, 91)))]
    kept = Originals(files, originals_key(tmp_path))
    save_import(school, LOCAL_USER, cohort, read_workbooks(files), originals=kept)

    def offered() -> list[str]:
        return [each.proto.label for each in open_page("history.py", kohort=str(cohort)).get("download_button")]

    assert offered() == [r"Unduh a\.xlsx", r"Unduh b\.xlsx"]
    signed_in(Role.TEACHER, cohorts=[cohort], classes=["XI TPL 1"])
    assert offered() == []


def test_undoing_is_looked_at_first_and_can_be_undone(school: Store, cohort: int, open_page: OpenPage) -> None:
    before = marks(school, cohort)
    changed = bring(school, cohort, "perbaikan.xlsx", plain_workbook(first(10) | {NAMES[0]: (60, 95)}))
    after = marks(school, cohort)
    app = open_page("history.py", kohort=str(cohort))
    app.button(key=f"undo_{changed}").click().run()
    assert "95 → 70" in html_of(app)
    assert marks(school, cohort) == after
    assert app.button(key="undo_act").label == "Batalkan 1 nilai"
    app.button(key="undo_act").click().run()
    assert app.success[0].value == r"1 nilai dibatalkan\."
    assert marks(school, cohort) == before
    assert "dibatalkan" in html_of(app)
    app.button(key=f"undo_{changed}").click().run()
    assert app.button(key="undo_act").label == "Kembalikan 1 nilai"
    app.button(key="undo_act").click().run()
    assert marks(school, cohort) == after


def test_a_mark_changed_since_stays_and_says_why(school: Store, cohort: int, open_page: OpenPage) -> None:
    second = bring(school, cohort, "kedua.xlsx", plain_workbook(first(10) | {NAMES[0]: (60, 95), NAMES[1]: (61, 96)}))
    bring(school, cohort, "ketiga.xlsx", plain_workbook({NAMES[0]: (60, 99)}))
    app = open_page("history.py", kohort=str(cohort))
    app.button(key=f"undo_{second}").click().run()
    html = html_of(app)
    assert "<b>1</b><span>Dikembalikan</span>" in html
    assert "<b>1</b><span>Dibiarkan</span>" in html
    assert "sudah diganti oleh unggahan lain" in html
    app.button(key="undo_act").click().run()
    assert "1 nilai dibiarkan karena sudah berubah." in html_of(app)


def test_looking_can_be_left_without_a_change(school: Store, cohort: int, open_page: OpenPage) -> None:
    second = bring(school, cohort, "kedua.xlsx", plain_workbook({NAMES[0]: (60, 95)}))
    after = marks(school, cohort)
    app = open_page("history.py", kohort=str(cohort))
    app.button(key=f"undo_{second}").click().run()
    app.button(key="undo_close").click().run()
    assert "Dikembalikan" not in html_of(app)
    assert marks(school, cohort) == after


def test_a_cohort_is_locked_by_a_name_and_opened_again(school: Store, cohort: int, open_page: OpenPage) -> None:
    app = open_page("history.py", kohort=str(cohort))
    next(each for each in app.button if each.label == "Kunci kohort ini").click().run()
    assert "dikunci oleh Siti Aminah" in app.info[0].value
    (undo,) = [each for each in app.button if each.label == "Batalkan…"]
    undo.click().run()
    assert "Tidak dapat dilakukan" in app.warning[0].value
    next(each for each in app.button if each.label == "Buka kunci").click().run()
    assert not app.info


def test_a_teacher_sees_the_lock_and_takes_back_only_what_is_own(
    school: Store, cohort: int, signed_in: SignIn, open_page: OpenPage
) -> None:
    teacher = signed_in(Role.TEACHER, cohorts=[cohort])
    done = save_import(school, teacher, cohort, read_workbooks([("guru.xlsx", plain_workbook({NAMES[0]: (60, 95)}))]))
    app = open_page("history.py", kohort=str(cohort))
    assert [each.key for each in app.button if each.label == "Batalkan…"] == [f"undo_{done.import_id}"]
    assert "oleh Anda" in html_of(app)
    lock_cohort(school, LOCAL_USER, cohort)
    app.run()
    assert "Nilainya tidak dapat diubah" in app.info[0].value
    assert not [each for each in app.button if each.label == "Buka kunci"]


def test_a_principal_reads_the_history_and_takes_nothing_back(
    cohort: int, signed_in: SignIn, open_page: OpenPage
) -> None:
    signed_in(Role.PRINCIPAL)
    app = open_page("history.py", kohort=str(cohort))
    assert "<h3>nilai.xlsx</h3>" in html_of(app)
    assert not [each for each in app.button if each.label in ("Batalkan…", "Kunci kohort ini")]


def test_a_cohort_without_imports_says_so(school: Store, open_page: OpenPage) -> None:
    empty = save_cohort(school, LOCAL_USER, name="Kosong")
    app = open_page("history.py", kohort=str(empty))
    assert "Belum ada unggahan di kohort ini." in html_of(app)
