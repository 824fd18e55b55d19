"""Which marks stand for the levels of an instrument."""

from dataclasses import replace

import pytest

from capaian.store import LOWEST_TO_HIGHEST, CohortRules, Rule
from capaian.web.levels import levels_of
from tests.web.tables import tables_of

QUARTERS = {"A": (25.0, 50.0), "B": (75.0, 100.0)}
THIRDS = {"A": (0.0, 100 / 3), "B": (200 / 3, 100.0)}


def ruled(marks, *rules: Rule):
    return replace(tables_of(marks, aspect="karakter"), rules=CohortRules({"karakter": rules}, {}, {}))


@pytest.mark.parametrize(
    ("marks", "rules", "levels"),
    [
        (QUARTERS, [], (25, 50, 75, 100)),
        (THIRDS, [], None),
        (THIRDS, [Rule("", scale_min=1, scale_max=4, formula=LOWEST_TO_HIGHEST)], (0, 100 / 3, 200 / 3, 100)),
        (QUARTERS, [Rule("", scale_min=1, scale_max=4)], (25, 50, 75, 100)),
        (THIRDS, [Rule("", scale_max=100, formula=LOWEST_TO_HIGHEST)], None),  # no levels, but marks out of 100
    ],
)
def test_the_levels_are_those_of_the_formula_that_the_cohort_keeps(marks, rules, levels) -> None:
    found = levels_of(ruled(marks, *rules), "karakter")
    assert found == (None if levels is None else pytest.approx(levels))
