"""The first sheet: a sentence an aspect, the headline table over the student rows, one chart."""

import math
from collections.abc import Callable
from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from capaian.charts.palette import LIGHT
from capaian.locale import Texts
from capaian.reports.measures import Measure
from capaian.reports.students_sheet import Block
from capaian.reports.styles import Sheets

_SENTENCES: Final = 3
_WIDTHS: Final = (19, 10, 10, 10, 10, 11, 10, 10, 8, 8, 8, 8, 10, 10)
_LAST: Final = len(_WIDTHS) - 1
_PASS_COLUMN: Final = 11
_TEXT_COLUMNS: Final = 150
_LINE_HEIGHT: Final = 16

_HEADLINE: Final = ("n_enrolled", "n_matched", "mean_before", "mean_after", "mean_gain", "gain_low", "gain_high",
                    "improved", "same", "declined", "pass_mark", "pass_before", "pass_after")  # fmt: skip
"""The summary's columns of the headline table, after the name of the measure."""


def pass_cell(at: int, count: int, sheet: str) -> str:
    """Where the pass mark of measure `at` of `count` stands, as a formula on another sheet names it."""
    return f"{sheet}!{xl_rowcol_to_cell(_first_row(count) + at, _PASS_COLUMN, row_abs=True, col_abs=True)}"


def write_overview(
    sheets: Sheets,
    sheet: Worksheet,
    *,
    measures: list[Measure],
    blocks: list[Block],
    sentence: Callable[[dict[str, Any]], str],
    scale_max: float,
    lower_is_better: bool,
) -> None:
    """sentence: the fixed sentence of a summary row. Counts and means are formulas with their values cached."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for at, measure in enumerate(measures):
        _sentence(sheets, sheet, _SENTENCES + at, measure, sentence(measure.row))
    first = _first_row(len(measures))
    _headings(sheets, sheet, first)
    for at, (measure, block) in enumerate(zip(measures, blocks, strict=True)):
        _row(sheets, sheet, first + at, measure, block, lower_is_better=lower_is_better)
    note = sheets.t(
        "Rata-rata, kenaikan, dan jumlah dihitung dari siswa yang ikut kedua tes; rumusnya dapat diperiksa di sel. "
        "Kisaran 95% menunjukkan seberapa jauh kenaikan rata-rata dapat berbeda karena kebetulan."
    )
    sheet.merge_range(first + len(measures), 0, first + len(measures), _LAST, "", sheets.style("note"))
    sheet.write_string(first + len(measures), 0, note, sheets.style("note"))
    sheet.set_row(first + len(measures), 30)
    if any(measure.row["n_matched"] for measure in measures):
        _chart(sheets, sheet, first, len(measures), scale_max)
    sheet.print_area(0, 0, first + len(measures) + 18, _LAST)


def _first_row(count: int) -> int:
    """Row of the first measure in the headline table, under the sentences and two heading rows."""
    return _SENTENCES + count + 3


def _sentence(sheets: Sheets, sheet: Worksheet, row: int, measure: Measure, words: str) -> None:
    lines = -(-len(words) // _TEXT_COLUMNS) + 1
    sheet.set_row(row, _LINE_HEIGHT * lines + 6)
    sheet.write_string(
        row, 0, measure.name, sheets.style("heading", bg_color=LIGHT.aspect(measure.aspect), font_size=13)
    )
    style = sheets.style("sentence", bottom=5, bottom_color=LIGHT.background)
    sheet.merge_range(row, 1, row, _LAST, "", style)
    sheet.write_string(row, 1, words, style)


def _headings(sheets: Sheets, sheet: Worksheet, first: int) -> None:
    t, style = sheets.t, sheets.style("heading")
    upper = [
        (1, 2, t("Jumlah siswa")), (3, 4, t("Rata-rata")), (5, 7, t("Kenaikan (poin)")),
        (8, 10, t("Jumlah siswa yang")), (11, 13, t("Batas tuntas (KKM)")),
    ]  # fmt: skip
    sheet.merge_range(first - 2, 0, first - 1, 0, "", style)
    sheet.write_string(first - 2, 0, t("Aspek"), style)
    for left, right, name in upper:
        sheet.merge_range(first - 2, left, first - 2, right, "", style)
        sheet.write_string(first - 2, left, name, style)
    lower = [
        t("terdaftar"), t("ikut kedua tes"), t("sebelum"), t("sesudah"), t("rata-rata"), t("dari (95%)"),
        t("sampai (95%)"), t("naik"), t("tetap"), t("turun"), t("nilai"), t("tuntas sebelum"), t("tuntas sesudah"),
    ]  # fmt: skip
    for column, name in enumerate(lower, start=1):
        sheet.write_string(first - 1, column, name, style)
    sheet.set_row(first - 2, 20)
    sheet.set_row(first - 1, 32)


def _row(sheets: Sheets, sheet: Worksheet, row: int, measure: Measure, block: Block, *, lower_is_better: bool) -> None:
    sheet.set_row(row, 22)
    sheet.write_string(row, 0, measure.name, sheets.hue(measure.aspect))
    styles = ["count"] * 2 + ["mark"] * 2 + ["gain"] + ["signed"] * 2 + ["count"] * 3 + ["exact"] + ["count"] * 2
    formulas = _formulas(row, block, lower_is_better=lower_is_better) if measure.row["n_matched"] else {}
    for column, (key, style) in enumerate(zip(_HEADLINE, styles, strict=True), start=1):
        value, format_ = measure.row[key], sheets.style(style)
        if math.isnan(value):
            sheet.write_string(row, column, "–", format_)
        elif key in formulas:
            sheets.write_formula(sheet, row, column, formulas[key], format_, value)
        else:
            sheet.write_number(row, column, value, format_)


def _formulas(row: int, block: Block, *, lower_is_better: bool) -> dict[str, str]:
    """The headline as Excel computes it from the student rows; only students with a gain count."""
    before, after, gain = (block.cells(offset) for offset in range(3))
    n, mean, passing = (xl_rowcol_to_cell(row, column) for column in (2, 5, _PASS_COLUMN))
    half = f"TINV(0.05,{n}-1)*STDEV({gain})/SQRT({n})"
    sign = "<=" if lower_is_better else ">="
    return {
        "n_matched": f"=COUNT({gain})",
        "mean_before": f'=AVERAGEIFS({before},{gain},"<>")',
        "mean_after": f'=AVERAGEIFS({after},{gain},"<>")',
        "mean_gain": f"=AVERAGE({gain})",
        "gain_low": f"={mean}-{half}",
        "gain_high": f"={mean}+{half}",
        "improved": f'=COUNTIF({gain},">0")',
        "same": f"=COUNTIF({gain},0)",
        "declined": f'=COUNTIF({gain},"<0")',
        "pass_before": f'=SUMPRODUCT(({gain}<>"")*({before}{sign}{passing}))',
        "pass_after": f'=SUMPRODUCT(({gain}<>"")*({after}{sign}{passing}))',
    }


def _chart(sheets: Sheets, sheet: Worksheet, first: int, count: int, scale_max: float) -> None:
    """Mean before beside mean after, a pair an aspect: a native chart, so that a teacher can edit it."""
    t: Texts = sheets.t
    chart = sheets.book.add_chart({"type": "column"})
    assert chart is not None
    name = sheet.get_name()
    for column, words, colour in ((3, t("Sebelum"), LIGHT.before), (4, t("Sesudah"), LIGHT.after)):
        chart.add_series(
            {
                "name": words,
                "categories": [name, first, 0, first + count - 1, 0],
                "values": [name, first, column, first + count - 1, column],
                "fill": {"color": colour},
                "border": {"none": True},
                "gap": 90,
                "overlap": -6,
                "data_labels": {"value": True, "num_format": "0.0", "font": {"color": LIGHT.ink, "size": 10}},
            }
        )
    words = t("Rata-rata sebelum dan sesudah pelatihan, siswa yang ikut kedua tes")
    chart.set_title({"name": words, "name_font": {"size": 13, "color": LIGHT.ink}, "overlay": False})
    axis_font = {"color": LIGHT.muted, "size": 10}
    steps = {"min": 0, "max": scale_max, "major_unit": scale_max / 5, "num_format": "General"}
    grid = {"visible": True, "line": {"color": LIGHT.grid}}
    chart.set_y_axis({**steps, "major_gridlines": grid, "line": {"none": True}, "num_font": axis_font})
    chart.set_x_axis({"num_font": {"color": LIGHT.ink, "size": 11}, "line": {"color": LIGHT.line}})
    chart.set_legend({"position": "top", "font": {"color": LIGHT.ink, "size": 10}})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 1010, "height": 330})
    sheet.insert_chart(first + count + 1, 0, chart, {"object_position": 2, "description": words})
