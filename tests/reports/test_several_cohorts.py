"""Several cohorts in one workbook: their total, their rows side by side, and what an upload of it says."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from capaian.improvement import gains, headline, merge_moments, moments, participation, summarise_moments
from capaian.locale import PassMarkName, texts
from capaian.reading import read_workbooks
from capaian.reports import ScoringRule, shareable_workbook, summary_workbook
from capaian.reports.totals import total_row
from tests.reports.tables import crowd, opened, rows

ID = texts("id")
FIRST = crowd(14, aspects=("kognitif", "teknis"))
SECOND = crowd(11, aspects=("kognitif", "teknis"), cohort_name="Las 2027")


@pytest.fixture(scope="module")
def book() -> Any:
    return opened(summary_workbook([FIRST, SECOND], ID, title="Seluruh sekolah"))


def together(aspect: str) -> dict[str, Any]:
    """The total as the page of the school makes it: sums added up."""
    tables = [moments(one.gains, participation(one.scores)) for one in (FIRST, SECOND)]
    summed = summarise_moments(merge_moments(tables, by=("aspect", "criterion")), effect_intervals=False)
    return {str(k): v for k, v in summed[summed["aspect"] == aspect].to_dict("records")[0].items()}


def test_the_total_is_the_sum_of_the_cohorts_as_on_the_page(book: Any) -> None:
    keys = ("n_enrolled", "n_matched", "mean_before", "mean_after", "mean_gain", "gain_low", "gain_high", "improved")
    for at, aspect in ((9, "kognitif"), (12, "teknis")):
        line = rows(book["Ringkasan"], at, at)[0]
        assert line[1] == "Semua kohort"
        assert line[2:10] == [pytest.approx(together(aspect)[key], rel=1e-12) for key in keys]
    row = together("teknis") | {"aspect": "teknis", "criterion": None}
    assert book["Ringkasan"]["B5"].value == headline(row, ID)


def test_each_cohort_has_its_row_under_the_total(book: Any) -> None:
    lines = rows(book["Ringkasan"], 9, 14)
    assert [line[:2] for line in lines] == [
        [aspect, cohort]
        for aspect in ("Kognitif", "Teknis")
        for cohort in ("Semua kohort", "Las & Fabrikasi 2026", "Las 2027")
    ]
    assert lines[2][6] == pytest.approx(SECOND.summary["mean_gain"].iloc[0], rel=1e-15)


def test_cohorts_that_are_scored_by_different_rules_say_so_above_their_groups(book: Any) -> None:
    assert str(book["Banding"]["A3"].value).startswith("Nilai awal dulu")
    weighed = replace(SECOND, rules=(ScoringRule("teknis", "", lower_is_better=True),))
    other = opened(summary_workbook([FIRST, weighed], ID, title="Seluruh sekolah"))
    assert str(other["Banding"]["A3"].value).startswith("Aturan penilaian kohort-kohort ini tidak sama")


def test_the_second_table_begins_a_page_where_the_first_fills_one(book: Any) -> None:
    """Two aspects of two cohorts are six lines and stand on one page; of three cohorts eight, and do not."""
    three = [FIRST, SECOND, replace(SECOND, cohort_name="Las 2028")]
    more = opened(summary_workbook(three, ID, title="Seluruh sekolah"))
    starts = []
    for sheet in (book["Ringkasan"], more["Ringkasan"]):
        headings = next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "Rincian")
        starts.append(headings - 1 in [one.id for one in sheet.row_breaks.brk])
    assert starts == [False, True]


def test_a_column_is_as_wide_as_its_longest_word_needs(book: Any) -> None:
    named = FIRST.roster.assign(name="Muhammad Rizky Ananda Putra Fahriannor", programme="TKR", class_name="XI")
    named["programme"] = ["Teknik Instalasi Tenaga Listrik", *["TKR"] * 13]
    sheet = opened(summary_workbook(replace(FIRST, roster=named), ID))["Siswa"]
    heads = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[5]}
    found = [round(heads[name]) for name in ("Nama", "Kelas", "Program keahlian")]
    assert found == [37, 10, 33]


def test_students_say_of_which_cohort_they_are(book: Any) -> None:
    headings = [cell.value for cell in book["Siswa"][5]]
    column = headings.index("Kohort")
    assert [line[column] for line in rows(book["Siswa"], 6, 30)] == ["Las & Fabrikasi 2026"] * 14 + ["Las 2027"] * 11


def test_cohorts_classes_and_sexes_stand_side_by_side_marks_before_first(book: Any) -> None:
    assert [cell.value for cell in book["Banding"][4]][3:8] == [
        "Jumlah siswa", "Nilai awal", "Simpangan baku awal", "Nilai akhir", "Kenaikan (poin)",
    ]  # fmt: skip
    told = [line[1:4] for line in rows(book["Banding"], 5, 10)]
    assert told == [
        ["Kohort", "Las & Fabrikasi 2026", 14], ["Kohort", "Las 2027", 11], ["Kelas", "XI TKR 1", 12],
        ["Kelas", "XI TKR 2", 13], ["Jenis kelamin", "Laki-laki", 18], ["Jenis kelamin", "Perempuan", 7],
    ]  # fmt: skip


def test_who_was_not_trained_is_in_no_total_and_in_no_group() -> None:
    other = crowd(12, aspects=("kognitif", "teknis"), cohort_name="Pembanding", trained=False)
    book = opened(summary_workbook([FIRST, other], ID, title="Dua kohort"))
    assert [line[1:4] for line in rows(book["Ringkasan"], 9, 10)] == [
        ["Semua kohort", 14, 14], ["Las & Fabrikasi 2026", 14, 14],
    ]  # fmt: skip
    classes = {line[2]: line[3] for line in rows(book["Banding"], 5, 10) if line[1] == "Kelas"}
    assert classes == {"XI TKR 1": 7, "XI TKR 2": 7}


def test_a_cohort_without_an_aspect_is_not_asked_for_it() -> None:
    other = crowd(12, aspects=("teknis",), cohort_name="Las 2027")
    book = opened(summary_workbook([FIRST, other], ID, title="Dua kohort"))
    assert book["Tidak lengkap"]["A4"].value == "Semua siswa mempunyai nilai sebelum dan sesudah."
    headings = [cell.value for cell in book["Siswa"][5]]
    assert rows(book["Siswa"], 20, 20)[0][headings.index("Kognitif ketuntasan")] is None


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("participants", ["students", "teachers"])
def test_an_upload_of_it_is_refused_with_what_to_do(language: str, participants: Any) -> None:
    t, one, two = texts(language), *(replace(each, participants=participants) for each in (FIRST, SECOND))
    books = (summary_workbook([one, two], t, title="Sekolah"), shareable_workbook(one, t))
    reading = read_workbooks([("sekolah.xlsx", books[0]), ("dibagikan.xlsx", books[1])])
    assert [(file.status, file.reason) for file in reading.files] == [
        ("refused", "own_cohorts"), ("refused", "own_shareable"),
    ]  # fmt: skip
    assert reading.blocked
    said = [file.message.message(ID) for file in reading.files]  # pyright: ignore[reportOptionalMemberAccess]
    assert "ringkasan beberapa kohort" in said[0]
    assert "tidak memuat siswa" in said[1]


@pytest.mark.parametrize("t", [ID, texts("en")], ids=["id", "en"])
@pytest.mark.parametrize("mark", list(PassMarkName))
def test_of_one_cohort_it_is_read_back_whatever_its_people_and_its_pass_mark_are_called(t: Any, mark: Any) -> None:
    """Everybody's marks before and after in both aspects, no question asked: of zeros neither."""
    scores = FIRST.scores.assign(score=FIRST.scores["score"].where(FIRST.scores["student"] > 4, 0.0))
    for participants in ("students", "teachers"):
        report = replace(FIRST, scores=scores, gains=gains(scores), participants=participants, cohort_id=7)
        reading = read_workbooks([("hasil.xlsx", summary_workbook(report, t.calling(mark)))])
        assert reading.problems == ()
        told = reading.marks.merge(reading.students, on="student")
        there = scores.merge(FIRST.roster, on="student")
        found, wanted = (
            {
                (row.name, row.aspect, row.phase): row.score
                for row in table[["name", "aspect", "phase", "score"]].itertuples(index=False)
            }
            for table in (told, there)
        )
        assert found == pytest.approx(wanted, abs=1e-9)


def test_cohorts_with_different_pass_marks_have_no_common_one() -> None:
    rows_ = [one.summary.to_dict("records")[0] for one in (FIRST, SECOND)]
    rows_[1]["pass_mark"] = 70.0
    total: Any = total_row(rows_, ("kognitif", ""), 100)
    assert pd.isna(total["pass_mark"])
    assert total["pass_after"] == sum(row["pass_after"] for row in rows_)


def test_cohorts_of_different_directions_have_no_total() -> None:
    lower = crowd(11, lower_is_better=True)
    found = [{**one.summary.to_dict("records")[0], "lower_is_better": at} for at, one in enumerate((FIRST, lower))]
    assert total_row(found, ("kognitif", ""), 100) is None
    assert total_row([], ("kognitif", ""), 100) is None


def test_one_student_counts_for_the_total_as_any() -> None:
    pair = [gains(one.scores) for one in (FIRST, crowd(1))]
    parts: list[Any] = [summarise_moments(moments(one)).to_dict("records")[0] for one in pair]
    parts = [{**part, "aspect": "teknis", "criterion": None} for part in parts]
    total: Any = total_row(parts, ("teknis", ""), 100)
    assert total["mean_gain"] == pytest.approx((14 * parts[0]["mean_gain"] + parts[1]["mean_gain"]) / 15)
