"""Groups of the school's students, never ordered by gain."""

import datetime

import pandas as pd
import pytest

from capaian.improvement import gains
from capaian.locale import texts
from capaian.scores import CohortKind
from capaian.store import CohortRules, Rule
from capaian.web.groups import SchoolMarks, group_rows, groups_by, in_both, left_aside, school_year, scoring_in
from tests.web.tables import cohort, tables_of

ID = texts("id")
COHORTS = [
    cohort(2, starts_on=datetime.date(2025, 9, 1)),
    cohort(1, starts_on=datetime.date(2025, 2, 1)),
    cohort(3, CohortKind.COMPARISON, starts_on=datetime.date(2025, 9, 1)),
]
PEOPLE = pd.DataFrame(
    {
        "cohort": [1, 1, 2, 2, 3],
        "student": [0, 1, 2, 0, 3],
        "class_name": ["XI A", "XI B", "XI A", "XI A", "XI C"],
        "programme": ["Las", "Las", "Listrik", "Las", "Las"],
        "sex": ["L", "P", "L", "L", ""],
    }
)
MARKS = SchoolMarks(pd.DataFrame(), pd.DataFrame(), PEOPLE)


@pytest.mark.parametrize(
    ("grouping", "groups"),
    [
        ("kohort", [("Las 1", 2), ("Las 2", 2), ("Las 3", 1)]),
        ("kelas", [("XI A", 3), ("XI B", 1)]),
        ("program", [("Las", 3), ("Listrik", 1)]),
        ("jk", [("Laki-laki", 3), ("Perempuan", 1)]),
        ("tahun", [("2024/2025", 2), ("2025/2026", 2)]),
    ],
)
def test_groups_stand_in_the_order_of_time_or_name(grouping: str, groups: list[tuple[str, int]]) -> None:
    found = groups_by(grouping, MARKS, COHORTS, ID)
    assert [(group.name, len(group.members)) for group in found] == groups


def test_a_comparison_group_is_not_called_trained() -> None:
    assert [group.trained for group in groups_by("kohort", MARKS, COHORTS, ID)] == [True, True, False]


def test_a_student_of_two_groups_is_noticed() -> None:
    one, other, third = groups_by("kohort", MARKS, COHORTS, ID)
    assert (in_both(one, other), in_both(one, third)) == (1, 0)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (datetime.date(2025, 6, 30), "2024/2025"),
        (datetime.date(2025, 7, 1), "2025/2026"),
        (None, ""),
    ],
)
def test_a_school_year_begins_in_july(day: datetime.date | None, year: str) -> None:
    assert school_year(day) == year


def test_a_group_has_the_numbers_of_its_own_students() -> None:
    tables = tables_of({"A": (60.0, 70.0), "B": (50.0, 52.0), "C": (40.0, 90.0)})
    people = tables.roster.assign(cohort=1, programme="", sex=["L", "L", "P"])
    marks = SchoolMarks(tables.scores, tables.gains, people)
    rows = group_rows(groups_by("jk", marks, [cohort(1)], ID), marks, "teknis")
    assert [row and (row["n_matched"], row["mean_gain"]) for row in rows] == [(2, 6.0), (1, 50.0)]
    assert group_rows(groups_by("jk", marks, [cohort(1)], ID), marks, "karakter") == [None, None]


def test_a_group_goes_the_way_of_its_cohorts_and_leaves_out_the_few_that_go_another() -> None:
    tables = tables_of({"A": (60.0, 70.0), "B": (50.0, 52.0), "C": (40.0, 90.0)})
    people = tables.roster.assign(cohort=1, programme="", sex="L")
    lower = {1: CohortRules({"teknis": (Rule("", lower_is_better=True),)}, {}, {})}
    marks = SchoolMarks(tables.scores, gains(tables.scores, lower_is_better=True), people, lower)
    (row,) = group_rows(groups_by("jk", marks, [cohort(1)], ID), marks, "teknis")
    assert row is not None
    assert (row["lower_is_better"], row["declined"], row["mean_before"]) == (True, 3, 50)
    group = groups_by("jk", marks, [cohort(1)], ID)[0]
    assert scoring_in(marks, group, "teknis") == {"weights": {}, "lower_is_better": {("teknis", ""): True}}
    assert scoring_in(marks, group, "karakter") == {"weights": {}, "lower_is_better": {}}

    both = pd.concat([tables.scores, tables.scores[tables.scores["student"] == 0].assign(cohort=2)], ignore_index=True)
    more = pd.concat([people, people[people["student"] == 0].assign(cohort=2)], ignore_index=True)
    marks = SchoolMarks(both, gains(both, lower_is_better=True), more, lower)
    (row,) = group_rows(groups_by("jk", marks, [cohort(1), cohort(2)], ID), marks, "teknis")
    assert row is not None
    assert row["n_matched"] == 3
    groups = groups_by("jk", marks, [cohort(1), cohort(2)], ID)
    assert left_aside(groups, marks, "teknis") == 1
    assert scoring_in(marks, groups[0], "teknis") is None
    assert scoring_in(marks, groups[0], "karakter") is not None
