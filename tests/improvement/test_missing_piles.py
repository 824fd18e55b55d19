"""Everyone without a pair is in exactly one pile."""

import pandas as pd

from capaian.improvement import PILES, missing_piles, missing_students
from capaian.scores import SCORE_COLUMNS

MARKS = [
    (0, "Las datar", "before", 60), (0, "Las datar", "after", 75), (0, "Las tegak", "before", 50),
    (0, "Las tegak", "after", 70), (1, "Las datar", "before", 64), (2, "Las datar", "after", 71),
    (3, "Las datar", "before", 66), (3, "Las tegak", "after", 72),
]  # fmt: skip


def missing() -> pd.DataFrame:
    rows = [
        (1, who, "teknis", what, phase, float(mark), str(mark), "present", None, "", None)
        for who, what, phase, mark in MARKS
    ]
    return missing_students(pd.DataFrame(rows, columns=list(SCORE_COLUMNS)))


def test_everyone_without_a_pair_is_in_exactly_one_pile() -> None:
    assert missing_piles(missing(), [4, 3, 2, 1, 0]) == {
        "before_only": [1],
        "after_only": [2],
        "neither": [4],
        "apart": [3],
    }


def test_a_pile_keeps_the_order_of_the_students_given() -> None:
    assert missing_piles(missing(), [9, 4, 7])["neither"] == [9, 4, 7]


def test_where_nothing_is_known_everyone_lacks_everything() -> None:
    piles = missing_piles(missing().iloc[:0], [1, 0])
    assert piles == {**{name: [] for name in PILES}, "neither": [1, 0]}
