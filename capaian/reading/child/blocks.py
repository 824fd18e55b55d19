"""Which cells of a sheet belong together, where a few lie so far off that the rectangle cannot be held."""

from collections import Counter
from collections.abc import Collection

_ROW_GAP = 1_000
_COLUMN_GAP = 200


Block = tuple[tuple[int, int], tuple[int, int]]
"""First and last row, first and last column."""


def kept_block(cells: Collection[tuple[int, int]], *, max_cells: int) -> Block | None:
    """The block that is read: all cells where they fit, the heaviest block where that fits, or None."""
    whole = _bounds(cells)
    if area(whole) <= max_cells:
        return whole
    block = heaviest_block(cells)
    return block if area(block) <= max_cells else None


def is_far(cell: tuple[int, int], block: Block) -> bool:
    """Whether a cell lies outside the block."""
    (top, bottom), (left, right) = block
    return not (top <= cell[0] <= bottom and left <= cell[1] <= right)


def area(block: Block) -> int:
    """How many cells the block spans."""
    (top, bottom), (left, right) = block
    return (bottom - top + 1) * (right - left + 1)


def heaviest_block(cells: Collection[tuple[int, int]]) -> Block:
    """The block that holds the most of these cells.

    A block ends where 1,000 rows or 200 columns in a row are blank.
    """
    top, bottom = _heaviest(Counter(row for row, _ in cells), _ROW_GAP)
    return (top, bottom), _heaviest(Counter(column for row, column in cells if top <= row <= bottom), _COLUMN_GAP)


def _bounds(cells: Collection[tuple[int, int]]) -> Block:
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    return (min(rows), max(rows)), (min(columns), max(columns))


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
