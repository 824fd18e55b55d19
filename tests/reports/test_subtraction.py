"""What may leave the school, less something else that may leave it: never a small group."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from capaian.improvement import compare_scores, gains, summarise
from capaian.locale import texts
from capaian.reports import Audience, CohortReport, appendix_paper, shareable_workbook, summary_paper
from tests.reports.papers import choice, words
from tests.reports.tables import crowd, opened, rows

ID = texts("id")
SHARED = choice(audience=Audience.SHAREABLE)


def grouped(students: int, **columns: list[str]) -> CohortReport:
    """A cohort of so many whose roster says this of them."""
    report = crowd(students)
    return replace(report, roster=report.roster.assign(**{"class_name": "", "sex": "", **columns}))


def marked(report: CohortReport, scores: pd.DataFrame) -> CohortReport:
    return replace(report, scores=scores, gains=gains(scores), summary=summarise(scores))


def told_groups(report: CohortReport) -> dict[str, Any]:
    """By name, how many each group of the sheet is said to have."""
    lines = rows(opened(shareable_workbook(report, ID))["Banding"], 5, 12)
    return {line[2]: line[4] for line in lines if line[2] and line[3] != "disembunyikan"}


@pytest.mark.parametrize(
    ("classes", "told"),
    [
        (["A"] * 15 + ["B"] * 15, {"A": 15, "B": 15}),
        (["A"] * 15 + ["B"] * 15 + [""] * 2, {"B": 15}),  # everybody less A and B would be the two of no class
        (["A"] * 15 + ["B"] * 15 + ["C"] * 12 + [""] * 2, {"A": 15, "B": 15}),
        (["A"] * 15 + ["B"] * 15 + [""] * 12, {"A": 15, "B": 15}),
        (["A"] * 15 + ["B"] * 5 + [""] * 12, {"A": 15}),  # those of no class hide B already
    ],
)
def test_those_of_no_class_cannot_be_told_from_the_classes(classes: list[str], told: dict[str, int]) -> None:
    report = grouped(len(classes), class_name=classes)
    assert told_groups(report) == told
    paper = words(appendix_paper(report, SHARED, ID))
    for name in "ABC":
        assert (f"Teknis {name} {classes.count(name)} " in paper) == (name in told)


@pytest.mark.parametrize(
    ("sexes", "told"),
    [
        ("L" * 20 + "L" * 1 + "P" * 14, {"A": 20, "B": 15}),  # all boys less class A: the one in B
        ("L" * 19 + "P" * 16, {"A": 20, "B": 15}),  # all girls less class B: the one in A
        ("L" * 20 + "P" * 15, {"A": 20, "B": 15, "Laki-laki": 20, "Perempuan": 15}),
        ("L" * 10 + "P" * 10 + "L" * 5 + "P" * 10, {"A": 20, "B": 15, "Laki-laki": 15, "Perempuan": 20}),
    ],
)
def test_boys_and_girls_are_not_told_where_a_class_less_them_is_few(sexes: str, told: dict[str, int]) -> None:
    assert told_groups(grouped(35, class_name=["A"] * 20 + ["B"] * 15, sex=list(sexes))) == told


@pytest.mark.parametrize("few", [range(1, 7), range(15, 21)], ids=["beside the other", "instead of it"])
def test_a_criterion_of_few_hides_another_of_its_aspect(few: range) -> None:
    report = crowd(20)
    some = report.scores["student"].isin(few)
    both = [
        report.scores[~some | (few[0] == 1)].assign(criterion="Proses"),
        report.scores[some].assign(criterion="Hasil"),
    ]
    report = marked(report, pd.concat(both, ignore_index=True))
    sheet = opened(shareable_workbook(report, ID))["Kriteria"]
    assert "Proses" not in [cell for row in sheet.values for cell in row]
    assert "Proses" not in words(appendix_paper(report, SHARED, ID))


def test_where_all_rose_alike_paper_and_workbook_say_nothing() -> None:
    report = crowd(20)
    before = report.scores.drop_duplicates("student").set_index("student")["score"]
    after = report.scores["phase"].eq("after")
    rose = report.scores["student"].map(before) + 5
    report = marked(report, report.scores.assign(score=report.scores["score"].where(~after, rose)))
    for paper in (summary_paper(report, SHARED, ID)[0], appendix_paper(report, SHARED, ID)):
        assert "naik tepat" not in words(paper)
    assert "naik tepat" in words(summary_paper(report, choice(), ID)[0])


def test_a_coded_share_of_a_cohort_is_not_its_total_less_the_others() -> None:
    """38 of 39 rose, told as `>95%`, but 59 of 69 did of both cohorts and 21 of 30 of the other."""
    one, other = crowd(39, cohort_name="Hampir semua"), crowd(30, cohort_name="Biasa")
    before = one.scores.drop_duplicates("student").set_index("student")["score"]
    rose = one.scores["student"].map(before) + 5 + one.scores["student"] % 3
    rose = rose.mask(one.scores["student"].eq(1), 1.0)
    scores = one.scores.assign(score=one.scores["score"].where(one.scores["phase"].eq("before"), rose))
    book = opened(shareable_workbook([marked(one, scores), other], ID, title="Dua"))
    total, first, second = (line[9:] for line in rows(book["Ringkasan"], 7, 9))
    assert first[:2] == [">95%", "<5%"]
    assert second[0] == pytest.approx(0.7)
    assert total == ["–", "–", 75, "–", "–"]
    alone = opened(shareable_workbook([other, crowd(40, cohort_name="Lain")], ID, title="Dua"))
    assert rows(alone["Ringkasan"], 7, 7)[0][9] == pytest.approx(0.7, abs=0.1)


def test_a_small_comparison_group_is_spoken_of_on_no_paper_that_may_be_shared() -> None:
    report = crowd(30)
    report = replace(report, comparisons=compare_scores(report.scores, crowd(8).scores))
    assert "30 dan 8 siswa" in words(summary_paper(report, choice(), ID)[0])
    assert "8 siswa" not in words(summary_paper(report, SHARED, ID)[0])


def test_nearly_all_near_the_best_mark_is_told_by_a_code() -> None:
    report = crowd(40)
    high = report.scores.assign(score=90 + report.scores["score"] % 9)
    high.loc[high["student"].eq(1), "score"] = [50.0, 60.0]
    report = marked(report, high)
    assert "98% siswa sudah dekat nilai terbaik" in words(summary_paper(report, choice(), ID)[0])
    shared = words(summary_paper(report, SHARED, ID)[0])
    assert "98%" not in shared
    assert ">95% siswa sudah dekat nilai terbaik" in shared
