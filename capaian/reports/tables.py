"""Tables of a handful of rows, cell by cell: each value in the format of its column."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from capaian.reports.many_rows import ManyRows
from capaian.reports.styles import Heading, Sheets

TOP: Final = 3
"""Row (from 0) of the headings on a sheet that holds one table."""
ROW_HEIGHT: Final = 18
_LINE, _AROUND = 15, 3
"""Points of a line, and around all lines."""


@dataclass(frozen=True, slots=True)
class Live:
    """A formula and its value."""

    formula: str
    value: float | str


Value = float | int | str | None | Live


def write_rows(
    sheets: Sheets,
    sheet: ManyRows,
    rows: Sequence[Sequence[Value]],
    styles: Sequence[str],
    *,
    first: int = TOP + 1,
    hues: Sequence[Any] = (),
    widths: Sequence[float] = (),
) -> None:
    """Rows under the headings; NaN is an en dash, None a blank cell. hues: the aspect of each row's first cell.

    widths: of the columns, where words may need more than one line.
    """
    for at, row in enumerate(rows):
        sheet.set_row(first + at, height_of(row, widths) if widths else ROW_HEIGHT)
        for column, (value, style) in enumerate(zip(row, styles, strict=True)):
            look = sheets.hue(hues[at]) if hues and column == 0 else sheets.style(style)
            write_value(sheets, sheet, first + at, column, value, look)


def height_of(row: Sequence[Value], widths: Sequence[float]) -> float:
    """How high a row must be for its longest words to end in their column: a line holds a letter a unit of width."""
    words = [(len(value), width) for value, width in zip(row, widths, strict=True) if isinstance(value, str)]
    lines = max((letters / width for letters, width in words), default=1)
    return max(ROW_HEIGHT, _LINE * math.ceil(lines) + _AROUND)


def write_value(sheets: Sheets, sheet: ManyRows, row: int, column: int, value: Value, look: Any) -> None:
    """One cell."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, Live):
        sheets.write_formula(sheet, row, column, value.formula, look, value.value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif math.isnan(value):
        sheet.write_string(row, column, "–", look)
    else:
        sheet.write_number(row, column, value, look)


def headings(sheets: Sheets, names: Sequence[str], widths: Sequence[float]) -> list[Heading]:
    """Headings in the usual style."""
    style = sheets.style("heading")
    return [Heading(name, width, style) for name, width in zip(names, widths, strict=True)]


def say_nothing_there(sheets: Sheets, sheet: ManyRows, words: str) -> None:
    """A sentence where the table would be."""
    sheet.write_string(TOP, 0, words, sheets.style("subtitle"))
