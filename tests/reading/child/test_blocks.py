import pytest

from capaian.reading.child.blocks import heaviest_block, kept_block


def table(top: int, left: int, height: int, width: int) -> list[tuple[int, int]]:
    return [(row, column) for row in range(top, top + height) for column in range(left, left + width)]


@pytest.mark.parametrize(
    ("cells", "block"),
    [
        (table(1, 1, 3, 2), ((1, 3), (1, 2))),
        ([*table(1, 1, 3, 2), (1_004, 1)], ((1, 3), (1, 2))),
        ([*table(1, 1, 3, 2), (1_003, 1)], ((1, 1_003), (1, 2))),
        ([(1, 1), *table(5_000, 4, 3, 2)], ((5_000, 5_002), (4, 5))),
        ([*table(1, 1, 3, 2), (2, 204)], ((1, 3), (1, 2))),
        ([*table(1, 1, 3, 2), (2, 202)], ((1, 3), (1, 202))),
    ],
)
def test_the_block_with_most_cells_is_kept(cells, block):
    assert heaviest_block(cells) == block


def test_where_all_cells_fit_all_are_kept():
    assert kept_block([(1, 1), (3_000, 2)], max_cells=6_000) == ((1, 3_000), (1, 2))


def test_where_nothing_fits_nothing_is_kept():
    assert kept_block(table(1, 1, 11, 10), max_cells=100) is None
