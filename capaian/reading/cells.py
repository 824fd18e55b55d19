"""The nouns of a workbook as it was written: cells, sheets, and the addresses Excel gives them.

The child process that parses knows only their addresses; the parent makes the nouns.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from capaian.reading.addresses import MAX_COLUMN, MAX_ROW, address, column_letter, column_number

__all__ = [
    "MAX_COLUMN", "MAX_ROW", "Cell", "Format", "Sheet", "Visibility", "Workbook", "address", "column_letter",
    "column_number",
]  # fmt: skip

Cell: TypeAlias = (
    str | float | int | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
)
"""What stands in one cell; None is a blank one, and a text is as it was written, not trimmed."""

Visibility: TypeAlias = Literal["visible", "hidden", "very_hidden"]
Format: TypeAlias = Literal["xlsx", "xls", "xlsb", "ods"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; every row and column number is Excel's own, counted from 1.

    read: False where the sheet was only listed; `why_not` is then `hidden` or a code of
    capaian.reading.refusals (`too_big`, `not_a_table` for a chart or a macro sheet, `damaged` ...), and
    `rows` is empty. first_row, first_column: the place of rows[0][0]. rows: all of one length. merges:
    first row, first column, last row, last column of each, both ends included, cut to the rectangle of
    `rows`; empty where the format does not tell. uncalculated: cells whose formula has no stored value
    (they read as None). errors: cells in which Excel shows an error, with its name (`#DIV/0!`); they too
    read as None. far: addresses of written cells so far from the others that they were left out of `rows`.
    """

    name: str
    visibility: Visibility = "visible"
    read: bool = True
    why_not: str | None = None
    first_row: int = 1
    first_column: int = 1
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    uncalculated: frozenset[tuple[int, int]] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    far: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """What stands in Excel's row and column; None outside what was written."""
        i, j = row - self.first_row, column - self.first_column
        if 0 <= i < len(self.rows) and 0 <= j < len(self.rows[i]):
            return self.rows[i][j]
        return None


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file: its name as the teacher gave it, what its bytes are, its sheets in their order."""

    file: str
    format: Format
    sheets: tuple[Sheet, ...]
