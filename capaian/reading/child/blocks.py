"""Which cells of a sheet belong together, where a few lie so far off that the rectangle cannot be held."""

from collections import Counter
from collections.abc import Sequence

_ROW_GAP = 1_000
_COLUMN_GAP = 200


def heaviest_block(cells: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last row, first and last column of the block that holds the most of these cells.

    A block ends where 1,000 rows or 200 columns in a row are blank.
    """
    top, bottom = _heaviest(Counter(row for row, _ in cells), _ROW_GAP)
    return (top, bottom), _heaviest(Counter(column for row, column in cells if top <= row <= bottom), _COLUMN_GAP)


def _heaviest(counts: Counter[int], gap: int) -> tuple[int, int]:
    best = (0, 0, 0)
    first = last = weight = 0
    for number in sorted(counts):
        if weight and number - last > gap:
            best = max(best, (weight, -first, last))
            weight = 0
        if not weight:
            first = number
        last = number
        weight += counts[number]
    weight, first, last = max(best, (weight, -first, last))
    return -first, last
