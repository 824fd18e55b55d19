"""The nouns and the contract of the one long table."""

import pytest

from capaian.scores import SCORE_COLUMNS, SCORE_KEY, Scale, empty_scores


@pytest.mark.parametrize(
    ("scale", "mark", "expected"),
    [
        (Scale(0, 100), 86.7333333333333, 86.7333333333333),
        (Scale(0, 10), 8.5, 85.0),
        (Scale(1, 4), 3, 75.0),
        (Scale(1, 4), 1, 25.0),
        (Scale(0, 20), 0, 0.0),
    ],
)
def test_a_mark_becomes_its_share_of_the_maximum(scale: Scale, mark: float, expected: float) -> None:
    assert scale.to_100(mark) == expected


def test_an_empty_table_has_every_column_and_no_row() -> None:
    assert tuple(empty_scores().columns) == SCORE_COLUMNS
    assert len(empty_scores()) == 0
    assert set(SCORE_KEY) < set(SCORE_COLUMNS)
