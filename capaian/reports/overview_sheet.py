"""The first sheet: a sentence an aspect, the headline table and its details over the student rows, the charts."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from capaian.charts.palette import LIGHT
from capaian.reports.formulas import detail_formulas, headline_formulas, over, written_in
from capaian.reports.many_rows import ManyRows
from capaian.reports.measures import Measure
from capaian.reports.overview_charts import distribution_charts, mean_charts
from capaian.reports.students_sheet import Layout
from capaian.reports.styles import Sheets
from capaian.reports.totals import shares_of

_SENTENCES: Final = 3
_ASPECT_WIDTH, _COHORT_WIDTH = 19, 26
_WIDTHS: Final = (10, 10, 10, 10, 11, 10, 10, 9, 9, 9, 9, 10, 10)
_LETTERS: Final = 150
_LINE_HEIGHT: Final = 16
_ON_ONE_PAGE: Final = 7
"""Of more lines the second table begins a page."""

HEADLINE: Final = (
    ("n_enrolled", "count", 0), ("n_matched", "count", 0), ("mean_before", "mark", 1), ("mean_after", "mark", 1),
    ("mean_gain", "gain", 2), ("gain_low", "signed", 5), ("gain_high", "signed", 5), ("improved", "count", 5),
    ("same", "count", 5), ("declined", "count", 5), ("pass_mark", "exact", 0), ("pass_before", "count", 5),
    ("pass_after", "count", 5),
)  # fmt: skip
"""The summary's columns of the headline table, their formats, and from how many students on they are told."""
DETAILS: Final = (
    ("hake", "ratio", 10), ("improved_share", "share", 5), ("same_share", "share", 5), ("declined_share", "share", 5),
    ("pass_before_share", "share", 5), ("pass_after_share", "share", 5), ("became_pass", "count", 5),
    ("lost_pass", "count", 5), ("sd_before", "mark", 5), ("sd_after", "mark", 5), ("sd_gain", "mark", 5),
    ("d_z", "ratio", 10), ("g_av", "ratio", 10),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One row of the headline table: a measure (its place) in one cohort (its place), or in all trained ones (None)."""

    measure: int
    cohort: int | None
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands where on the sheet, known before anything is written. lead: columns before the numbers."""

    sheet: str
    measures: Sequence[Measure]
    lines: Sequence[Line]
    lead: int

    @property
    def first(self) -> int:
        """Row of the first line of the headline table, under the sentences and two heading rows."""
        return _SENTENCES + sum(1 for measure in self.measures if measure.whole) + 3

    @property
    def last_column(self) -> int:
        """The last column of the tables."""
        return self.lead + len(_WIDTHS) - 1

    def cell(self, line: int, key: str) -> str:
        """Where a number of the headline stands, as a formula on this sheet names it."""
        return xl_rowcol_to_cell(self.first + line, self.lead + _COLUMNS[key])

    def pass_cells(self) -> list[list[str]]:
        """Where the pass mark of each measure in each cohort stands, as a formula on another sheet names it."""
        cohorts = max((len(measure.rows) for measure in self.measures), default=0)
        cells = [[""] * cohorts for _ in self.measures]
        for at, line in enumerate(self.lines):
            if line.cohort is not None:
                column = self.lead + _COLUMNS["pass_mark"]
                cell = xl_rowcol_to_cell(self.first + at, column, row_abs=True, col_abs=True)
                cells[line.measure][line.cohort] = f"{self.sheet}!{cell}"
        return cells


_COLUMNS: Final = {key: at for at, (key, _, _) in enumerate(HEADLINE)}
_DETAIL_COLUMNS: Final = {key: at for at, (key, _, _) in enumerate(DETAILS)}


def overview_of(measures: Sequence[Measure], sheet: str, *, several: bool) -> Overview:
    """A line a measure, or, of several cohorts, the total of each measure and then its cohorts."""
    lines = []
    for at, measure in enumerate(measures):
        if measure.total is not None:
            lines.append(Line(at, None, measure.total))
        lines += [Line(at, cohort, row) for cohort, row in enumerate(measure.rows) if row is not None]
    return Overview(sheet, measures, lines, 2 if several else 1)


def write_overview(
    sheets: Sheets,
    sheet: ManyRows,
    overview: Overview,
    layout: Layout,
    *,
    cohorts: Sequence[str],
    sentence: Callable[[dict[str, Any]], str],
    scale_max: float,
    all_trained: bool,
) -> None:
    """sentence: the fixed sentence of a summary row. Counts and means are formulas with their values cached.

    cohorts: their names. all_trained: whether the total is that of all students of the workbook.
    """
    widths = [_ASPECT_WIDTH, *([_COHORT_WIDTH] if overview.lead == 2 else []), *_WIDTHS]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_row(2, 24)
    sheet.write_string(2, 0, sheets.mark, sheets.style("mark_line"))
    told = [measure for measure in overview.measures if measure.whole]
    for at, measure in enumerate(told):
        _sentence(sheets, sheet, _SENTENCES + at, measure, sentence(measure.whole), overview.last_column)
    _headings(sheets, sheet, overview)
    details = overview.first + len(overview.lines) + 3
    _detail_headings(sheets, sheet, overview, details - 1)
    for at in range(len(overview.lines)):
        _line(sheets, sheet, overview, layout, at, cohorts, details, scale_max, with_formulas=all_trained)
    _notes(sheets, sheet, overview)
    below = details + len(overview.lines) + 2
    sheet.set_h_pagebreaks([details - 1, below - 1] if len(overview.lines) > _ON_ONE_PAGE else [below - 1])
    if overview.lead == 1:
        below = distribution_charts(sheets, sheet, overview.measures, layout, below, scale_max)
    else:
        below = mean_charts(sheets, sheet, overview, below, scale_max)
    sheet.print_area(0, 0, below, overview.last_column)


def _sentence(sheets: Sheets, sheet: ManyRows, row: int, measure: Measure, words: str, last: int) -> None:
    lines = -(-len(words) // _LETTERS) + 1
    sheet.set_row(row, _LINE_HEIGHT * lines + 6)
    sheet.write_string(
        row, 0, measure.name, sheets.style("heading", bg_color=LIGHT.aspect(measure.aspect), font_size=13)
    )
    style = sheets.style("sentence", bottom=5, bottom_color=LIGHT.background)
    sheet.merge_range(row, 1, row, last, "", style)
    sheet.write_string(row, 1, words, style)


def _headings(sheets: Sheets, sheet: ManyRows, overview: Overview) -> None:
    t, style, first, lead = sheets.t, sheets.style("heading"), overview.first, overview.lead
    upper = [
        (0, 1, t("Jumlah siswa")), (2, 3, t("Rata-rata")), (4, 6, t("Kenaikan (poin)")),
        (7, 9, t("Jumlah siswa yang")), (10, 12, t("Batas tuntas (KKM)")),
    ]  # fmt: skip
    for column, name in enumerate((t("Aspek"), t("Kohort"))[:lead]):
        sheet.merge_range(first - 2, column, first - 1, column, "", style)
        sheet.write_string(first - 2, column, name, style)
    for left, right, name in upper:
        sheet.merge_range(first - 2, lead + left, first - 2, lead + right, "", style)
        sheet.write_string(first - 2, lead + left, name, style)
    lower = [
        t("terdaftar"), t("ikut kedua tes"), t("sebelum"), t("sesudah"), t("rata-rata"), t("dari (95%)"),
        t("sampai (95%)"), t("naik"), t("tetap"), t("turun"), t("nilai"), t("tuntas sebelum"), t("tuntas sesudah"),
    ]  # fmt: skip
    for column, name in enumerate(lower, start=lead):
        sheet.write_string(first - 1, column, name, style)
    sheet.set_row(first - 2, 20)
    sheet.set_row(first - 1, 32)


def _detail_headings(sheets: Sheets, sheet: ManyRows, overview: Overview, row: int) -> None:
    t, style = sheets.t, sheets.style("heading")
    names = [
        *(t("Rincian"), t("Kohort"))[: overview.lead], t("N-gain kelas"), t("Bagian naik"), t("Bagian tetap"),
        t("Bagian turun"), t("Tuntas sebelum"), t("Tuntas sesudah"), t("Menjadi tuntas"), t("Menjadi belum tuntas"),
        t("SB sebelum"), t("SB sesudah"), t("SB kenaikan"), "d_z", "g_av",
    ]  # fmt: skip
    sheet.set_row(row, 46)
    for column, name in enumerate(names):
        sheet.write_string(row, column, name, style)


def _line(
    sheets: Sheets,
    sheet: ManyRows,
    overview: Overview,
    layout: Layout,
    at: int,
    cohorts: Sequence[str],
    details: int,
    scale_max: float,
    *,
    with_formulas: bool,
) -> None:
    """One line of the headline table and the same of the details."""
    line = overview.lines[at]
    measure, lead = overview.measures[line.measure], overview.lead
    for row in (overview.first + at, details + at):
        sheet.set_row(row, 22)
        sheet.write_string(row, 0, measure.name, sheets.hue(measure.aspect))
        if lead == 2:
            name = sheets.t("Semua kohort") if line.cohort is None else cohorts[line.cohort]
            sheet.write_string(row, 1, name, sheets.style("text", bold=line.cohort is None, indent=1))
    own = line.cohort is not None and lead == 2
    group = written_in(layout.identity_cells("cohort_name"), f"$B{overview.first + at + 1}") if own else ""
    rows = over(layout, line.measure, lower=measure.lower, group=group)
    cells = {key: overview.cell(at, key) for key in _COLUMNS}
    mine = {key: xl_rowcol_to_cell(details + at, lead + column) for key, column in _DETAIL_COLUMNS.items()}
    live = layout.students > 0 and (own or with_formulas or lead == 1)
    formulas = headline_formulas(rows, n=cells["n_matched"], mean=cells["mean_gain"], wanted=cells["pass_mark"])
    more = detail_formulas(rows, cells, mine, scale_max)
    told = line.row | shares_of(line.row)
    _numbers(sheets, sheet, overview.first + at, lead, HEADLINE, told, formulas if live else {})
    _numbers(sheets, sheet, details + at, lead, DETAILS, told, more if live else {})


def _numbers(
    sheets: Sheets,
    sheet: ManyRows,
    at: int,
    lead: int,
    columns: Sequence[tuple[str, str, int]],
    row: dict[str, Any],
    formulas: dict[str, str],
) -> None:
    """A number a column, live where there is a formula; an en dash where so few students carry none."""
    passing = not math.isnan(row["pass_mark"])
    for column, (key, style, least) in enumerate(columns, start=lead):
        value, look = row[key], sheets.style(style)
        if math.isnan(value) or row["n_matched"] < least or ("pass" in key and not passing):
            sheet.write_string(at, column, "–", look)
        elif key in formulas:
            sheets.write_formula(sheet, at, column, formulas[key], look, value)
        else:
            sheet.write_number(at, column, value, look)


def _notes(sheets: Sheets, sheet: ManyRows, overview: Overview) -> None:
    t = sheets.t
    at = overview.first + len(overview.lines)
    note = t(
        "Rata-rata, kenaikan, dan jumlah dihitung dari siswa yang ikut kedua tes; rumusnya dapat diperiksa di sel. "
        "Kisaran 95% menunjukkan seberapa jauh kenaikan rata-rata dapat berbeda karena kebetulan."
    )
    if any(0 < line.row["n_matched"] < 10 for line in overview.lines):
        note += " " + t("Kelompok di bawah 10 siswa sangat kecil: sebagian angkanya tidak ditulis (–).")
    sheet.merge_range(at, 0, at, overview.last_column, "", sheets.style("note"))
    sheet.write_string(at, 0, note, sheets.style("note"))
    sheet.set_row(at, 30)
