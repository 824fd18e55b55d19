"""Many rows alike, written a column at a time: ten thousand students cost as little as their bytes.

XlsxWriter keeps an object a cell and asks of each what it is. Here the cells of a column are told
once, and what is written is what XlsxWriter would have written (a test compares the two).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Final, Literal
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray
from xlsxwriter.format import Format
from xlsxwriter.utility import _utf16_truncate, xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

_LONGEST: Final = 32_767
"""Letters of a cell that Excel can hold."""

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A column of text; "" is a blank cell. odd: another format where `where` holds."""

    values: Sequence[str]
    style: Format
    odd: Format | None = None
    where: Bools | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """A column of numbers; NaN is a blank cell. odd: another format where `where` holds."""

    values: Floats
    style: Format
    odd: Format | None = None
    where: Bools | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Formulas:
    """A column of formulas, `{row}` in them the row's Excel number, and their values as computed here.

    which: the formula of each row, -1 for none; there stands the text of `words`, "" for a blank cell, in
    the format `odd`. where: the rows whose formula has that format too.
    """

    formulas: Sequence[str]
    which: NDArray[np.int64]
    values: Sequence[float | str] | Sequence[float] | Sequence[str]
    style: Format
    odd: Format
    words: Sequence[str] | None = None
    where: Bools | None = None


Column = Words | Numbers | Formulas


class ManyRows(Worksheet):
    """A worksheet that takes a formula as it is written, and at its end many rows at once.

    None of our formulas needs a function that Excel must be told of. XlsxWriter looks for twenty-nine such
    functions in every formula, which was half the time of a large workbook.
    """

    _many_xml: str = ""

    def write_many(self, first: int, columns: Sequence[Column], *, height: float) -> None:
        """Rows from `first` (counted from 0) on, the last of the sheet; each column from the first one on."""
        rows = range(first + 1, first + 1 + len(columns[0].values))
        if not rows:
            return
        self._check_dimensions(first, 0)
        self._check_dimensions(rows[-1] - 1, len(columns) - 1)
        cells = [self._cells(column, xl_col_to_name(at), rows) for at, column in enumerate(columns)]
        opened = [f'<row r="{row}" ht="{height:.16G}" customHeight="1">' for row in rows]
        self._many_xml = "".join(map("".join, zip(opened, *cells, repeat("</row>"), strict=False)))

    def add_long_table(self, first: int, columns: Sequence[Mapping[str, Any]], rows: int, *, name: str) -> None:
        """A table from column A on: its headings in row `first`, then `rows` rows.

        XlsxWriter marks every cell of a table to find overlaps; here nothing can overlap, and only two rows are.
        """
        self.add_table(first, 0, first + 1, len(columns) - 1, {"columns": list(columns), "name": name, "style": None})
        whole = xl_range(first, 0, first + rows, len(columns) - 1)
        self.tables[-1].update(range=whole, a_range=whole, autofilter=whole)

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> Literal[0, -1, -2]:
        return super()._write_string(row, col, cell_text(string), cell_format)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write(self._many_xml)

    def _cells(self, column: Column, letter: str, rows: range) -> list[str]:
        if isinstance(column, Words):
            styles = _styles(column.style, column.odd, column.where, len(rows))
            return self._texts(column.values, styles, letter, rows)
        if isinstance(column, Numbers):
            styles = _styles(column.style, column.odd, column.where, len(rows))
            return [
                f'<c r="{letter}{row}" s="{style}"><v>{value:.16G}</v></c>'
                if value == value
                else f'<c r="{letter}{row}" s="{style}"/>'
                for value, style, row in zip(column.values.tolist(), styles, rows, strict=True)
            ]
        return self._formulas(column, letter, rows)

    def _texts(self, values: Sequence[str], styles: Iterator[int], letter: str, rows: range) -> list[str]:
        assert self.str_table is not None
        index = self.str_table._get_shared_string_index
        return [
            f'<c r="{letter}{row}" s="{style}" t="s"><v>{index(cell_text(value))}</v></c>'
            if value
            else f'<c r="{letter}{row}" s="{style}"/>'
            for value, style, row in zip(values, styles, rows, strict=True)
        ]

    def _formulas(self, column: Formulas, letter: str, rows: range) -> list[str]:
        styles = _styles(column.style, column.odd, column.where, len(rows))
        words = column.words or [""] * len(rows)
        others = self._texts(words, repeat(column.odd._get_xf_index(), len(rows)), letter, rows)
        pieces = [escape(formula.removeprefix("=")).split("{row}") for formula in column.formulas]
        told = zip(column.values, column.which.tolist(), others, styles, rows, strict=True)
        return [
            f'<c r="{letter}{row}" s="{style}"{_value(value, str(row).join(pieces[which]))}</c>'
            if which >= 0
            else other
            for value, which, other, style, row in told
        ]


def cell_text(text: str) -> str:
    """The text as a cell can hold it: no longer than Excel's cells, and never taken for markup.

    XlsxWriter writes a text from <r> to </r> as it is, for its own rich texts; a blank at its end prevents it.
    """
    if len(text) > _LONGEST // 2:
        text = _utf16_truncate(text, _LONGEST - 1)
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _value(value: float | str, formula: str) -> str:
    """The end of a formula's cell: of which kind, the formula, its value."""
    if isinstance(value, str):
        return f' t="str"><f>{formula}</f><v>{escape(value)}</v>'
    return f"><f>{formula}</f><v>{value:.16G}</v>"


def _styles(style: Format, odd: Format | None, where: Bools | None, rows: int) -> Iterator[int]:
    usual = style._get_xf_index()
    if odd is None or where is None:
        return repeat(usual, rows)
    other = odd._get_xf_index()
    return iter([other if one else usual for one in where.tolist()])
