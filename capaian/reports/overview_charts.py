"""One native chart an aspect, so that a teacher can edit it: how marks lie before and after, or cohorts alongside."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from capaian.charts.palette import LIGHT
from capaian.charts.words import finding
from capaian.reports.many_rows import Floats, ManyRows
from capaian.reports.measures import Measure
from capaian.reports.plain_text import one_line
from capaian.reports.students_sheet import AFTER, BEFORE, GAIN, Layout
from capaian.reports.styles import Sheets

if TYPE_CHECKING:
    from capaian.reports.overview_sheet import Overview

BINS: Final = 10
MOST: Final = 5
"""Charts on a sheet: more than that many criteria of no aspect are told in the tables alone."""
_EDGES: Final = 3
"""Columns that name a range of marks: in words, from, to."""
_ROWS: Final = 15
_HEIGHT: Final = 285
_WIDTH: Final = 508
Range = list[str | int]
Series = tuple[str, Range, str]
"""Name, cells, colour."""


def distribution_charts(
    sheets: Sheets, sheet: ManyRows, measures: Sequence[Measure], layout: Layout, first: int, scale_max: float
) -> int:
    """How many students have which marks before and after, of those who count; its table is live. The last row used."""
    shown = [(at, measure) for at, measure in enumerate(measures[:MOST]) if measure.paired.any()]
    if not shown:
        return first
    table = first + -(-len(shown) // 2) * (_ROWS + 1) + 1
    edges = np.round(np.linspace(0, scale_max, BINS + 1), 6)
    _bins(sheets, sheet, table, edges)
    name = str(sheet.name)
    for place, (at, measure) in enumerate(shown):
        column = _EDGES + 2 * place
        _counts(sheets, sheet, table, column, measure, layout, at, edges)
        series: list[Series] = [
            (words, [name, table + 2, column + offset, table + 1 + BINS, column + offset], colour)
            for offset, (words, colour) in enumerate(_phases(sheets))
        ]
        title = finding(measure.whole, sheets.t, lower_is_better=measure.lower)
        chart = _columns(sheets, title, [name, table + 2, 0, table + 1 + BINS, 0], series)
        chart.set_y_axis(_axis(sheets.t("siswa"), num_format="0"))
        _insert(sheet, chart, first, place, title)
    return table + 1 + BINS


def mean_charts(sheets: Sheets, sheet: ManyRows, overview: "Overview", first: int, scale_max: float) -> int:
    """The means of the cohorts before and after, from the headline table. The last row used."""
    name, place = str(sheet.name), 0
    for at, measure in enumerate(overview.measures[:MOST]):
        lines = [
            overview.first + row
            for row, line in enumerate(overview.lines)
            if line.measure == at and line.cohort is not None
        ]
        if not lines or not any(row and row["n_matched"] for row in measure.rows):
            continue
        columns = range(overview.lead + 2, overview.lead + 4)
        series: list[Series] = [
            (words, [name, lines[0], column, lines[-1], column], colour)
            for column, (words, colour) in zip(columns, _phases(sheets), strict=True)
        ]
        title = sheets.t("{measure}: rata-rata sebelum dan sesudah tiap kohort", measure=measure.name)
        chart = _columns(sheets, title, [name, lines[0], 1, lines[-1], 1], series, labels="0.0")
        chart.set_y_axis(_axis("", num_format="General") | {"min": 0, "max": scale_max, "major_unit": scale_max / 5})
        _insert(sheet, chart, first, place, title)
        place += 1
    return first + -(-place // 2) * (_ROWS + 1)


def mean_chart(
    sheets: Sheets, sheet: ManyRows, *, title: str, categories: Range, series: list[Range], scale_max: float
) -> Callable[[int, int], None]:
    """Means before and after of what the cells name; what puts the chart at (row, place in that row of charts)."""
    told: list[Series] = [
        (words, cells, colour) for cells, (words, colour) in zip(series, _phases(sheets), strict=True)
    ]
    chart = _columns(sheets, title, categories, told, labels="0.0")
    chart.set_y_axis(_axis("", num_format="General") | {"min": 0, "max": scale_max, "major_unit": scale_max / 5})
    return lambda first, place: _insert(sheet, chart, first, place, title)


def rows_of_charts(charts: int) -> int:
    """Rows of the sheet that so many charts cover."""
    return -(-charts // 2) * (_ROWS + 1)


def _phases(sheets: Sheets) -> tuple[tuple[str, str], tuple[str, str]]:
    return (sheets.t("Sebelum"), LIGHT.before), (sheets.t("Sesudah"), LIGHT.after)


def _bins(sheets: Sheets, sheet: ManyRows, table: int, edges: Floats) -> None:
    t, style = sheets.t, sheets.style("heading")
    sheet.write_string(table - 1, 0, t("Sebaran nilai: jumlah siswa yang ikut kedua tes"), sheets.style("label_bold"))
    sheet.set_row(table + 1, 20)
    for column, name in enumerate((t("Nilai"), t("dari"), t("sampai"))):
        sheet.merge_range(table, column, table + 1, column, "", style)
        sheet.write_string(table, column, name, style)
    for at, (low, high) in enumerate(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)):
        below = "" if at == BINS - 1 else "<"
        sheet.write_string(table + 2 + at, 0, f"{t.exact(low)}–{below}{t.exact(high)}", sheets.style("centre"))
        sheet.write_number(table + 2 + at, 1, low, sheets.style("exact"))
        sheet.write_number(table + 2 + at, 2, high, sheets.style("exact"))


def _counts(
    sheets: Sheets,
    sheet: ManyRows,
    table: int,
    column: int,
    measure: Measure,
    layout: Layout,
    at: int,
    edges: Floats,
) -> None:
    """Two columns of counts under the aspect's name."""
    hue = sheets.hue(measure.aspect)
    sheet.merge_range(table, column, table, column + 1, "", hue)
    sheet.write_string(table, column, measure.name, hue)
    gain = layout.cells(at, GAIN)
    marks = ((BEFORE, measure.before), (AFTER, measure.after))
    for offset, ((phase, values), (words, _)) in enumerate(zip(marks, _phases(sheets), strict=True)):
        sheet.write_string(table + 1, column + offset, words, hue)
        told = values[measure.paired]
        for row in range(BINS):
            low, high = (xl_rowcol_to_cell(table + 2 + row, c, col_abs=True) for c in (1, 2))
            is_last = row == BINS - 1
            within = told <= edges[row + 1] if is_last else told < edges[row + 1]
            count = int(((told >= edges[row]) & within).sum())
            cells, sign = layout.cells(at, phase), "<=" if is_last else "<"
            formula = f'=COUNTIFS({cells},">="&{low},{cells},"{sign}"&{high},{gain},">-1E+99")'
            sheets.write_formula(sheet, table + 2 + row, column + offset, formula, sheets.style("count"), count)


def _columns(sheets: Sheets, title: str, categories: Range, series: list[Series], *, labels: str = "") -> Any:
    chart: Any = sheets.book.add_chart({"type": "column"})
    for name, values, colour in series:
        told = {
            "name": name,
            "categories": categories,
            "values": values,
            "fill": {"color": colour},
            "border": {"none": True},
            "gap": 60,
            "overlap": 0,
        }
        if labels:
            told["data_labels"] = {
                "value": True,
                "num_format": sheets.local(labels),
                "font": {"color": LIGHT.ink, "size": 9},
            }
        chart.add_series(told)
    name_font = {"size": 12, "color": LIGHT.ink}
    chart.set_title({"name": one_line(title)[:250], "name_font": name_font, "overlay": False})
    chart.set_x_axis({"num_font": {"color": LIGHT.ink, "size": 9}, "line": {"color": LIGHT.line}})
    chart.set_legend({"position": "top", "font": {"color": LIGHT.ink, "size": 9}})
    chart.set_chartarea({"border": {"color": LIGHT.grid}})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    return chart


def _axis(name: str, *, num_format: str) -> dict[str, Any]:
    axis: dict[str, Any] = {
        "num_format": num_format,
        "major_gridlines": {"visible": True, "line": {"color": LIGHT.grid}},
        "line": {"none": True},
        "num_font": {"color": LIGHT.muted, "size": 9},
    }
    return axis | ({"name": name, "name_font": {"color": LIGHT.muted, "size": 9, "bold": False}} if name else {})


def _insert(sheet: ManyRows, chart: Any, first: int, place: int, title: str) -> None:
    where = {"object_position": 2, "description": one_line(title), "x_offset": (place % 2) * (_WIDTH + 8)}
    sheet.insert_chart(first + place // 2 * (_ROWS + 1), 0, chart, where)
