"""Which cohorts say something about another."""

import datetime
from math import nan
from typing import Any

import pytest

from capaian.improvement import ReliableChange
from capaian.scores import CohortKind
from capaian.web.companions import comparison_cohorts, counted_again, same_time, with_changes
from tests.web.tables import cohort, tables_of

SEPTEMBER: dict[str, Any] = {"starts_on": datetime.date(2025, 9, 1), "ends_on": datetime.date(2025, 9, 19)}
LATER: dict[str, Any] = {"starts_on": datetime.date(2025, 9, 15), "ends_on": datetime.date(2025, 10, 3)}
LAST_YEAR: dict[str, Any] = {"starts_on": datetime.date(2024, 9, 1), "ends_on": datetime.date(2024, 9, 19)}
CHANGE = ReliableChange(0.9, 30, 1.0, 0.0, 2.0, 5.0, 20, 9, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SEPTEMBER, LATER, True),
        (SEPTEMBER, LAST_YEAR, False),
        (SEPTEMBER, {}, False),
        ({"starts_on": datetime.date(2025, 9, 19)}, SEPTEMBER, True),
        ({"starts_on": datetime.date(2025, 9, 20)}, SEPTEMBER, False),
    ],
)
def test_the_same_weeks_are_weeks_that_overlap(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert same_time(cohort(1, **one), cohort(2, **other)) is same
    assert same_time(cohort(2, **other), cohort(1, **one)) is same


def test_comparison_groups_of_the_same_weeks_come_first() -> None:
    mine = cohort(1, **SEPTEMBER)
    others = [
        cohort(2, CohortKind.COMPARISON),
        cohort(3, CohortKind.COMPARISON, **LAST_YEAR),
        cohort(4, CohortKind.COMPARISON, **LATER),
        cohort(5, CohortKind.RETEST, **SEPTEMBER),
        cohort(6, **SEPTEMBER),
    ]
    assert [each.id for each in comparison_cohorts([mine, *others], mine)] == [4, 3, 2]


def test_a_class_is_counted_against_the_threshold_of_the_whole_cohort() -> None:
    gained = tables_of({"A": (60.0, 66.0), "B": (60.0, 65.0), "C": (60.0, 54.0), "D": (60.0, 61.0)}).gains
    counted = counted_again(CHANGE, gained)
    assert (counted.improved, counted.unclear, counted.declined, counted.threshold) == (1, 2, 1, 5.0)
    assert list(with_changes(gained, CHANGE)["change"]) == ["up", "unclear", "down", "unclear"]


def test_where_no_reliability_is_known_no_student_is_judged() -> None:
    gained = tables_of({"A": (60.0, 66.0)}).gains
    unknown = ReliableChange(0.3, 30, 1.0, 0.0, 2.0, nan, None, None, None)
    for change in (None, unknown):
        assert "change" not in with_changes(gained, change)
    assert counted_again(unknown, gained) == unknown
