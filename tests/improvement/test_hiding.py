"""Small groups do not leave the school."""

import numpy as np
import pytest

from capaian.improvement import coded_shares, hidden_groups


@pytest.mark.parametrize(
    ("counts", "totals", "hidden"),
    [
        ([12, 30, 25], None, [False, False, False]),
        ([4, 30, 12, 25], None, [True, False, True, False]),  # 12 too: else 4 is total less the rest
        ([4, 5, 30], None, [True, True, True]),  # 9 together can be told: one more
        ([6, 7, 30], None, [True, True, False]),
        ([4, 0, 30], None, [True, False, True]),
        ([4, 30, 8, 9, 40], [1, 1, 2, 2, 2], [True, True, True, True, False]),
        ([4], None, [True]),
    ],
)
def test_a_hidden_group_cannot_be_found_by_subtraction(counts, totals, hidden) -> None:
    codes = None if totals is None else np.array(totals)
    assert hidden_groups(np.array(counts), codes).tolist() == hidden


def test_the_limit_is_a_setting() -> None:
    assert hidden_groups(np.array([4, 6, 30]), smallest=5).tolist() == [True, True, False]


def test_shares_at_the_ends_are_coded() -> None:
    assert coded_shares(np.array([0.0, 0.049, 0.05, 0.5, 0.95, 0.951, np.nan])) == [
        *("<5%", "<5%"),
        *(0.05, 0.5, 0.95),
        *(">95%", None),
    ]
