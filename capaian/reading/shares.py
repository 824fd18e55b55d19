"""Weights by their look: percentages, or numbers that make one whole."""

import re
from collections.abc import Sequence
from math import isclose
from typing import Final

from capaian.reading.cells import Cell

_SHARE: Final = re.compile(r"^\s*\(?\d{1,3}([.,]\d+)?\s*%\)?\s*$")


def are_shares(cells: Sequence[Cell]) -> bool:
    """Whether all that is written are percentages, or numbers that make one whole (with their total: two)."""
    filled = [cell for cell in cells if cell is not None and not (isinstance(cell, str) and not cell.strip())]
    if len(filled) > 1 and all(isinstance(cell, str) and _SHARE.match(cell) for cell in filled):
        return True
    numbers = [cell for cell in filled if isinstance(cell, float) and 0 < cell <= 1]
    return 1 < len(numbers) == len(filled) and any(isclose(sum(numbers), whole) for whole in (1, 2))
