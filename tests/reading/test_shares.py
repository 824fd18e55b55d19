"""Weights by their look."""

import pytest

from capaian.reading.shares import are_shares


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["30%", "40 %", "(30%)"], True),
        ([0.3, 0.4, 0.3], True),
        ([None, 0.25, 0.75, 1.0], True),
        ([0.3, 0.4, 0.2], False),
        ([30.0, 70.0], False),
        (["30%", "Baik"], False),
        (["100%"], False),
        ([], False),
    ],
)
def test_percentages_or_parts_of_one_whole_are_weights(cells, expected):
    assert are_shares(cells) is expected
