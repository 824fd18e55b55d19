"""Whom to look at first."""

import pandas as pd
import pytest

from capaian.improvement import by_need

GAINED = pd.DataFrame(
    {
        "student": [1, 2, 3, 4, 5],
        "before": [50.0, 80.0, 90.0, 60.0, 95.0],
        "after": [60.0, 71.0, 80.0, 66.0, 75.0],
        "gain": [10.0, -9.0, -10.0, 6.0, -20.0],
    }
)


@pytest.mark.parametrize(
    ("pass_mark", "order"),
    [
        (75, [2, 1, 4, 5, 3]),
        (70, [1, 4, 2, 5, 3]),
        (None, [2, 5, 3, 1, 4]),
    ],
)
def test_who_is_not_there_yet_comes_first_and_of_them_who_fell(pass_mark: float | None, order: list[int]) -> None:
    assert by_need(GAINED, pass_mark)["student"].tolist() == order


def test_no_column_is_added_and_no_rank_given() -> None:
    assert list(by_need(GAINED, 75).columns) == list(GAINED.columns)
