"""Paper to draw a workbook on: pages of cells, written out as xlsx, xls or ods the way people's programs do."""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

STYLES: dict[str, dict[str, Any]] = {
    "": {},
    "title": {"bold": True, "align": "center", "font_size": 14},
    "head": {
        "bold": True,
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "bg_color": "#D9E1F2",
        "text_wrap": True,
    },
    "green": {"bold": True, "border": 1, "bg_color": "#92D050", "align": "center"},
    "box": {"border": 1},
    "red": {"border": 1, "font_color": "#FF0000", "bg_color": "#FFC7CE"},
    "date": {"border": 1, "num_format": "dd/mm/yyyy"},
    "hours": {"border": 1, "num_format": "[h]:mm:ss"},
    "two": {"border": 1, "num_format": "0.00"},
}


@dataclass(frozen=True)
class Formula:
    """A formula with the value Excel had stored, or None where it was never calculated."""

    text: str
    value: float | str | None


def place(cell: str) -> tuple[int, int]:
    """Row and column, from 1, of `C12`."""
    row, column = xl_cell_to_rowcol(cell)
    return row + 1, column + 1


def letter(column: int) -> str:
    return xl_col_to_name(column - 1)


def at(row: int, column: int) -> str:
    return f"{letter(column)}{row}"


@dataclass
class Page:
    """One sheet being drawn; rows and columns count from 1, as Excel shows them."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], tuple[Any, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, cell: str, *values: Any, style: str = "") -> None:
        """Write the values from this cell to the right; None leaves a cell alone."""
        row, column = place(cell)
        for offset, value in enumerate(values):
            if value is not None:
                self.cells[row, column + offset] = (value, style)

    def down(self, cell: str, *lines: Any, style: str = "") -> None:
        """Write the values from this cell downwards."""
        row, column = place(cell)
        for offset, value in enumerate(lines):
            if value is not None:
                self.cells[row + offset, column] = (value, style)

    def merge(self, span: str, value: Any, style: str = "title") -> None:
        """Merge `A1:F1` and write the value in it."""
        first, last = (place(cell) for cell in span.split(":"))
        if first != last:
            self.merges.append((*first, *last))
        self.cells[first] = (value, style)

    def titles(self, span: str, *lines: str) -> None:
        """One merged title a line, from the row of the span on."""
        (row, first), (_, last) = (place(cell) for cell in span.split(":"))
        for offset, line in enumerate(lines):
            self.merge(f"{at(row + offset, first)}:{at(row + offset, last)}", line)

    def sign(
        self, cell: str, *, name: str = "Drs. H. Fakhruraji Anwar", place_and_date: str = "Banjarmasin, 20 Juni 2025"
    ) -> None:
        """The block under a table: seen by, place and date, names and NIP."""
        row, column = place(cell)
        self.down(cell, "Mengetahui,", "Kepala Sekolah", None, None, name, "NIP. 19680412 199503 1 004")
        right = at(row, column + 4)
        self.down(
            right,
            place_and_date,
            "Guru Mata Pelajaran,",
            None,
            None,
            "Sri Wahyuni Astuti, S.Pd.",
            "NIP. 19790221 200604 2 011",
        )


@dataclass
class Paper:
    """One workbook being drawn."""

    pages: list[Page] = field(default_factory=list)

    def page(self, name: str, *, hidden: bool = False) -> Page:
        self.pages.append(Page(name, hidden))
        return self.pages[-1]

    def xlsx(self) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
            styles = {name: book.add_format(style) for name, style in STYLES.items()}
            for page in self.pages:
                _xlsx_page(book.add_worksheet(page.name), page, styles)
            visible = next((i for i, page in enumerate(self.pages) if not page.hidden), 0)
            book.worksheets()[visible].activate()
        return out.getvalue()

    def xls(self) -> bytes:
        book: Any = xlwt.Workbook()
        for page in self.pages:
            sheet = book.add_sheet(page.name)
            sheet.visibility = int(page.hidden)
            for (row, column), (value, _) in page.cells.items():
                span = next((m for m in page.merges if m[:2] == (row, column)), None)
                written = value.value if isinstance(value, Formula) else value
                if span:
                    sheet.write_merge(row - 1, span[2] - 1, column - 1, span[3] - 1, written)
                else:
                    sheet.write(row - 1, column - 1, written)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def ods(self) -> bytes:
        book: Any = OpenDocumentSpreadsheet()
        for page in self.pages:
            book.spreadsheet.addElement(_ods_table(page))
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def _xlsx_page(sheet: Any, page: Page, styles: dict[str, Any]) -> None:
    if page.hidden:
        sheet.hide()
    for column, width in page.widths.items():
        sheet.set_column(column - 1, column - 1, width)
    for column in page.hidden_columns:
        sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
    for row in page.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for first_row, first_column, last_row, last_column in page.merges:
        _, style = page.cells[first_row, first_column]
        sheet.merge_range(first_row - 1, first_column - 1, last_row - 1, last_column - 1, "", styles[style])
    for (row, column), (value, style) in page.cells.items():
        _xlsx_cell(sheet, row - 1, column - 1, value, styles[style])


def _xlsx_cell(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    match value:
        case Formula(text, stored):
            sheet.write_formula(row, column, text, style, "" if stored is None else stored)
        case "":
            sheet.write_blank(row, column, None, style)
        case str():
            sheet.write_string(row, column, value, style)
        case datetime.date() | datetime.timedelta():
            sheet.write_datetime(row, column, value, style)
        case _:
            sheet.write(row, column, value, style)


def _ods_table(page: Page) -> Any:
    table = Table(name=page.name)
    covered = {
        (row, column)
        for r1, c1, r2, c2 in page.merges
        for row in range(r1, r2 + 1)
        for column in range(c1, c2 + 1)
        if (row, column) != (r1, c1)
    }
    spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in page.merges}
    for row in range(1, max(r for r, _ in page.cells) + 1):
        line = TableRow()
        for column in range(1, max(c for _, c in page.cells) + 1):
            if (row, column) in covered:
                line.addElement(CoveredTableCell())
            else:
                line.addElement(_ods_cell(page.cells.get((row, column), ("", ""))[0], spans.get((row, column))))
        table.addElement(line)
    return table


def _ods_cell(value: Any, span: tuple[int, int] | None) -> Any:
    shape = {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]} if span else {}
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=value, **shape)
    elif value == "":
        return TableCell(**shape)
    else:
        cell = TableCell(valuetype="string", **shape)
    cell.addElement(P(text=str(value)))
    return cell


def rows(first: int, last: int, *, but: Sequence[int] = ()) -> tuple[int, ...]:
    """Excel rows from first to last, both included, without some."""
    return tuple(row for row in range(first, last + 1) if row not in but)
