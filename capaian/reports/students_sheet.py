"""The sheet with one row a student: marks as numbers, gain and status as formulas over them."""

import math
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from capaian.locale import Texts
from capaian.reports.measures import Measure, StudentMarks
from capaian.reports.styles import Sheets

HEADINGS: Final = 3
"""Row (from 0) of the upper of the two heading rows."""

FIRST: Final = HEADINGS + 2
"""Row of the first student."""

ROW_HEIGHT: Final = 18
_IDENTITY_WIDTHS: Final = (5, 13, 10, 30, 12)
_BLOCK: Final = 4


@dataclass(frozen=True, slots=True)
class Block:
    """Where one measure stands on the sheet: its three columns of numbers, first to last student."""

    before: int
    last: int
    sheet: str

    def cells(self, offset: int) -> str:
        """Absolute range of BEFORE (0), AFTER (1) or gain (2), with the sheet's name."""
        column = self.before + offset
        return f"{self.sheet}!{xl_range_abs(FIRST, column, self.last, column)}"


def blocks_of(measures: list[Measure], sheet: str, students: int) -> list[Block]:
    """Where each measure will stand, before anything is written."""
    last = FIRST + max(students, 1) - 1
    first = len(_IDENTITY_WIDTHS)
    return [Block(first + _BLOCK * at, last, sheet) for at in range(len(measures))]


def write_students(
    sheets: Sheets,
    sheet: Worksheet,
    *,
    students: list[dict[str, Any]],
    measures: list[Measure],
    blocks: list[Block],
    pass_cells: list[str],
    lower_is_better: bool,
) -> None:
    """One row a student; pass_cells: where each measure's pass mark stands, as a formula names it."""
    _headings(sheets, sheet, measures, blocks)
    for at, student in enumerate(students):
        row = FIRST + at
        sheet.set_row(row, ROW_HEIGHT)
        write_identity(sheets, sheet, row, number=at + 1, student=student)
        for measure, block, passing in zip(measures, blocks, pass_cells, strict=True):
            marks = measure.marks.get(student["student"], StudentMarks(None, None, None))
            _marks(sheets, sheet, row, block, marks)
            _status(sheets, sheet, row, block, marks, passing, measure.row["pass_mark"], lower_is_better)
    last_column = blocks[-1].before + _BLOCK - 1 if blocks else len(_IDENTITY_WIDTHS) - 1
    sheet.autofilter(HEADINGS + 1, 0, FIRST + max(len(students), 1) - 1, last_column)
    sheet.freeze_panes(FIRST, 4)
    sheet.repeat_rows(HEADINGS, HEADINGS + 1)


def write_identity_headings(sheets: Sheets, sheet: Worksheet, first: int, last: int) -> None:
    """No, NISN, NIS, Nama, Kelas over rows first..last, with the widths of their columns."""
    t = sheets.t
    for column, (name, width) in enumerate(zip(_identity_names(t), _IDENTITY_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        if last > first:
            sheet.merge_range(first, column, last, column, "", sheets.style("heading"))
        sheet.write_string(first, column, name, sheets.style("heading"))


def write_identity(sheets: Sheets, sheet: Worksheet, row: int, *, number: int, student: dict[str, Any]) -> None:
    """Who a row is about; numbers of identity are text, so that no zero is lost."""
    sheet.write_number(row, 0, number, sheets.style("count"))
    for column, key in enumerate(("nisn", "nis", "name", "class_name"), start=1):
        if student[key]:
            sheet.write_string(row, column, student[key], sheets.style("text"))
        else:
            sheet.write_blank(row, column, None, sheets.style("text"))


def _identity_names(t: Texts) -> tuple[str, ...]:
    return t("No"), t("NISN"), t("NIS"), t("Nama"), t("Kelas")


def _headings(sheets: Sheets, sheet: Worksheet, measures: list[Measure], blocks: list[Block]) -> None:
    t = sheets.t
    sheet.set_row(HEADINGS, 20)
    sheet.set_row(HEADINGS + 1, 20)
    write_identity_headings(sheets, sheet, HEADINGS, HEADINGS + 1)
    for measure, block in zip(measures, blocks, strict=True):
        hue = sheets.hue(measure.aspect)
        sheet.merge_range(HEADINGS, block.before, HEADINGS, block.before + _BLOCK - 1, "", hue)
        sheet.write_string(HEADINGS, block.before, measure.name, hue)
        for offset, name in enumerate((t("Sebelum"), t("Sesudah"), t("Kenaikan"), t("Status"))):
            sheet.write_string(HEADINGS + 1, block.before + offset, name, hue)
        sheet.set_column(block.before, block.before + 2, 10)
        sheet.set_column(block.before + 3, block.before + 3, 20)


def _marks(sheets: Sheets, sheet: Worksheet, row: int, block: Block, marks: StudentMarks) -> None:
    """Both marks; one without its partner in grey italics, for it counts in no mean."""
    style = sheets.style("lone" if marks.gain is None else "mark")
    for column, mark in ((block.before, marks.before), (block.before + 1, marks.after)):
        if mark is None:
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_number(row, column, mark, style)


def _status(
    sheets: Sheets,
    sheet: Worksheet,
    row: int,
    block: Block,
    marks: StudentMarks,
    passing: str,
    pass_mark: float,
    lower_is_better: bool,
) -> None:
    t, style = sheets.t, sheets.style("status")
    gain_column, status_column = block.before + 2, block.before + 3
    if marks.before is None or marks.after is None or marks.gain is None:
        sheet.write_blank(row, gain_column, None, sheets.style("signed"))
        sheet.write_string(row, status_column, what_is_missing(marks, t), sheets.style("status", italic=True))
        return
    before, after = (xl_rowcol_to_cell(row, block.before + offset) for offset in (0, 1))
    difference = f"={before}-{after}" if lower_is_better else f"={after}-{before}"
    sheets.write_formula(sheet, row, gain_column, difference, sheets.style("gain"), marks.gain)
    if math.isnan(pass_mark):
        sheet.write_blank(row, status_column, None, style)
        return
    sign = "<=" if lower_is_better else ">="
    yes, no = t("Tuntas"), t("Belum tuntas")
    reached = marks.after <= pass_mark if lower_is_better else marks.after >= pass_mark
    formula = f'=IF({after}{sign}{passing},"{yes}","{no}")'
    sheets.write_formula(sheet, row, status_column, formula, style, yes if reached else no)


def what_is_missing(marks: StudentMarks, t: Texts) -> str:
    """Which phase a student lacks, in words; "Lengkap" where none."""
    if marks.gain is not None:
        return t("Lengkap")
    if marks.before is None and marks.after is None:
        return t("Belum ada nilai")
    if marks.after is None:
        return t("Tanpa nilai sesudah")
    if marks.before is None:
        return t("Tanpa nilai sebelum")
    return t("Kriteria berbeda")
