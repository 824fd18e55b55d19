"""A sheet to walk on: cells by Excel's numbers, merges, and the same sheet turned on its side."""

from functools import cached_property

from capaian.reading.cells import Cell, Sheet, address, column_letter
from capaian.reading.text import heading_text

_MOST_MERGED_CELLS = 200_000


class Grid:
    """The cells of a sheet. In a turned grid rows are the sheet's columns; addresses stay the sheet's."""

    def __init__(self, sheet: Sheet, *, turned: bool = False) -> None:
        self.sheet = sheet
        self.turned = turned
        self.rows = [list(row) for row in zip(*sheet.rows, strict=True)] if turned else sheet.rows
        self.top, self.left = sheet.first_row, sheet.first_column
        if turned:
            self.top, self.left = self.left, self.top
        self.bottom = self.top + len(self.rows) - 1
        self.right = self.left + (len(self.rows[0]) if self.rows else 0) - 1

    def at(self, row: int, column: int) -> Cell:
        """What stands in a cell; None outside."""
        if self.top <= row <= self.bottom and self.left <= column <= self.right:
            return self.rows[row - self.top][column - self.left]
        return None

    def row(self, row: int) -> list[Cell]:
        """All cells of a row, from column `left` on."""
        return self.rows[row - self.top]

    def text(self, row: int, column: int) -> str:
        """A cell as heading text, blank where there is none."""
        return heading_text(self.at(row, column))

    def is_blank(self, row: int, column: int) -> bool:
        """Whether nothing, or nothing but spaces, stands in a cell."""
        cell = self.at(row, column)
        return cell is None or (isinstance(cell, str) and not cell.strip())

    def address(self, row: int, column: int) -> str:
        """The cell's address on the sheet."""
        return address(column, row) if self.turned else address(row, column)

    def column_name(self, column: int) -> str:
        """The letters of a column; in a turned grid the number of the sheet's row."""
        return str(column) if self.turned else column_letter(column)

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Row and column on the sheet."""
        return (column, row) if self.turned else (row, column)

    def span(self, row: int, column: int) -> tuple[int, int, int, int]:
        """The merge that covers a cell (first row, first column, last row, last column), or the cell itself."""
        return self._merged.get((row, column), (row, column, row, column))

    def merged_text(self, row: int, column: int) -> str:
        """The text of a cell or of the merge that covers it."""
        first_row, first_column, _, _ = self.span(row, column)
        return self.text(first_row, first_column)

    @cached_property
    def _merged(self) -> dict[tuple[int, int], tuple[int, int, int, int]]:
        covered: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for r1, c1, r2, c2 in self.sheet.merges:
            span = (c1, r1, c2, r2) if self.turned else (r1, c1, r2, c2)
            first_row, first_column = max(span[0], self.top), max(span[1], self.left)
            last_row, last_column = min(span[2], self.bottom), min(span[3], self.right)
            if (last_row - first_row + 1) * (last_column - first_column + 1) > _MOST_MERGED_CELLS - len(covered):
                continue
            for row in range(first_row, last_row + 1):
                for column in range(first_column, last_column + 1):
                    covered[row, column] = span
        return covered
