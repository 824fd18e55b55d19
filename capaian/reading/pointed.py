"""Where a person says that the table of a sheet is, because reading found none there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from capaian.reading.addresses import MAX_ROW

MOST_HEADING_ROWS: Final = 6
_LETTERS: Final = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class Pointed:
    """heading: its first and last row, Excel's. names: the letters of the column of names. Raises ValueError."""

    heading: tuple[int, int]
    names: str

    def __post_init__(self) -> None:
        rows = self.heading
        if any(type(row) is not int or not 1 <= row <= MAX_ROW for row in rows) or len(rows) != 2:
            raise ValueError(f"no rows: {rows}")
        if not 0 <= rows[1] - rows[0] < MOST_HEADING_ROWS or not _LETTERS.fullmatch(self.names):
            raise ValueError(f"no heading with names: {rows}, {self.names!r}")


def pointed_answer(told: Mapping[str, Any]) -> Pointed:
    """The answer from plain values. Raises ValueError, TypeError, KeyError for what is none."""
    return Pointed(tuple(told["heading"]), told["names"])
