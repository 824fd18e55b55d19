"""What a workbook lays side by side, for those who have no pair as well."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from capaian.locale import texts
from capaian.reports import CohortReport, ScoringRule, summary_workbook
from capaian.reports.measures import measures_of, students_of
from tests.reports.tables import opened, report, rows

ID = texts("id")
WEIGHED = (ScoringRule("teknis", "Persiapan", 25.0), ScoringRule("teknis", "Hasil kerja", 75.0))
TURNED = (
    ScoringRule("teknis", "Persiapan", None, lower_is_better=True, conversion="nilai ÷ 4 × 100"),
    ScoringRule("teknis", "Hasil kerja"),
)
ALIKE = tuple(ScoringRule("teknis", name, conversion="nilai ÷ 4 × 100") for name in ("Persiapan", "Hasil kerja"))


def before_of(one: CohortReport, student: int) -> float:
    students = students_of([one])
    teknis = measures_of([one], students, ID)[0]
    return float(teknis.before[np.flatnonzero(students["student"] == student)[0]])


@pytest.mark.parametrize(
    ("rules", "mark"),
    [
        ((), (55 + 66) / 2),
        (WEIGHED, 0.25 * 55 + 0.75 * 66),
        (WEIGHED[:1], (55 + 66) / 2),
        (TURNED, (45 + 66) / 2),
    ],
)
def test_a_lone_mark_is_made_as_the_aspects_own(rules: tuple[ScoringRule, ...], mark: float) -> None:
    assert before_of(replace(report(), rules=rules), 3) == pytest.approx(mark)


def test_a_whole_mark_goes_before_the_mean_of_criteria() -> None:
    one = report()
    extra = one.scores.iloc[[0]].assign(student=3, criterion="", phase="before", score=99.0)
    assert before_of(replace(one, scores=pd.concat([one.scores, extra], ignore_index=True)), 3) == 99


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (WEIGHED, "nilai lebih tinggi lebih baik; Persiapan: bobot 25; Hasil kerja: bobot 75"),
        (TURNED, "nilai lebih tinggi lebih baik; Persiapan: rendah lebih baik, nilai ÷ 4 × 100"),
        (ALIKE, "nilai lebih tinggi lebih baik; semua kriteria: nilai ÷ 4 × 100"),
        (ALIKE[:1], "nilai lebih tinggi lebih baik; Persiapan: nilai ÷ 4 × 100"),
    ],
)
def test_the_method_prints_how_each_criterion_counts(rules: tuple[ScoringRule, ...], said: str) -> None:
    book = opened(summary_workbook(replace(report(), rules=rules), ID))
    assert said in [line[2] for line in rows(book["Metode"], 4, 60)]
