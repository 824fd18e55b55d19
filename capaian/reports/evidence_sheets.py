"""The sheets beside the headline: a comparison class, and the same test sat twice."""

import math
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from capaian.charts.words import measure_name
from capaian.improvement import (
    Comparison,
    ReliableChange,
    comparable,
    comparison_verdict,
    reliable_change_note,
)
from capaian.locale import N_
from capaian.reports.measures import records
from capaian.reports.report import CohortReport
from capaian.reports.students_sheet import ROW_HEIGHT
from capaian.reports.styles import Sheets

_HEADINGS: Final = 3
_LINE: Final = 15
_WORDS_WIDTH: Final = 70
_COMPARISON: Final = (
    ("n", "count"), ("n_comparison", "count"), ("baseline_g", "ratio"), ("did", "gain"), ("did_low", "signed"),
    ("did_high", "signed"), ("did_p", "p"), ("ancova", "gain"), ("ancova_low", "signed"), ("ancova_high", "signed"),
    ("ancova_p", "p"), ("slope_p", "p"),
)  # fmt: skip
_ALWAYS: Final = 3
"""The first columns of _COMPARISON, which are told whatever the verdict."""
_CHANGE: Final = (
    ("n", "count"), ("r", "ratio"), ("threshold", "mark"), ("improved", "count"), ("unclear", "count"),
    ("declined", "count"), ("practice", "gain"), ("practice_low", "signed"), ("practice_high", "signed"),
)  # fmt: skip
_WITHHELD: Final = N_(
    "Selisih hanya ditulis bila kedua kelompok dapat dibandingkan: sedikitnya 10 siswa di tiap kelompok, nilai awal "
    "setara (g paling jauh 0,25), dan selisihnya tidak bergantung pada nilai awal."
)


def write_comparison(sheets: Sheets, sheet: Worksheet, report: CohortReport) -> None:
    """One row a measure and criterion: how alike before, two ways of comparing, the verdict in words."""
    t = sheets.t
    names = [
        t("Siswa"), t("Siswa pembanding"), t("Selisih nilai awal (g)"), t("Selisih kenaikan (poin)"), t("Dari (95%)"),
        t("Sampai (95%)"), "p", t("Selisih pada nilai awal yang sama (poin)"), t("Dari (95%)"), t("Sampai (95%)"), "p",
        t("p kemiringan"), t("Kesimpulan"),
    ]  # fmt: skip
    lines = []
    for key, row in _rows(report):
        comparison = (report.comparisons or {}).get(key)
        if comparison is None:
            lines.append((row, [], t("kelas pembanding tidak mempunyai aspek dan kriteria ini")))
        else:
            verdict = comparison_verdict(comparison, t)
            lines.append((row, _compared(comparison), verdict))
    _table(sheets, sheet, names, lines)
    sheet.write_string(_HEADINGS + len(lines) + 2, 0, t(_WITHHELD), sheets.style("subtitle"))


def write_changes(sheets: Sheets, sheet: Worksheet, report: CohortReport) -> None:
    """One row a measure and criterion: how exactly its test measures, and how many changed by more than that."""
    t = sheets.t
    names = [
        t("Siswa tes ulang"), t("Keandalan (r)"), t("Nyata bila lebih dari (poin)"), t("Naik nyata"), t("Belum jelas"),
        t("Turun nyata"), t("Kenaikan karena mengulang (poin)"), t("Dari (95%)"), t("Sampai (95%)"), t("Penjelasan"),
    ]  # fmt: skip
    lines = []
    for key, row in _rows(report):
        change = (report.changes or {}).get(key)
        numbers = [] if change is None else _numbers(change, _CHANGE)
        lines.append((row, numbers, reliable_change_note(change, t)))
    _table(sheets, sheet, names, lines)


def _rows(report: CohortReport) -> list[tuple[tuple[str, str], dict[str, Any]]]:
    """The rows of the summary by (aspect, criterion), "" for null."""
    return [((row["aspect"] or "", row["criterion"] or ""), row) for row in records(report.summary)]


def _compared(comparison: Comparison) -> list[tuple[float, str]]:
    numbers = _numbers(comparison, _COMPARISON)
    return numbers if comparable(comparison) else numbers[:_ALWAYS]


def _numbers(of: Comparison | ReliableChange, columns: tuple[tuple[str, str], ...]) -> list[tuple[float, str]]:
    """Value and style of each column, NaN where there is none."""
    values = [(getattr(of, name), style) for name, style in columns]
    return [(math.nan if value is None else float(value), style) for value, style in values]


def _table(
    sheets: Sheets,
    sheet: Worksheet,
    names: list[str],
    lines: list[tuple[dict[str, Any], list[tuple[float, str]], str]],
) -> None:
    """Measure, numbers, and last the words; an en dash where a number is not told."""
    numbers = len(names) - 1
    sheet.set_row(_HEADINGS, 64)
    for column, (name, width) in enumerate(
        zip([sheets.t("Ukuran"), *names], [30, *[12] * numbers, _WORDS_WIDTH], strict=True)
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADINGS, column, name, sheets.style("heading"))
    for at, (row, told, words) in enumerate(lines, start=_HEADINGS + 1):
        sheet.set_row(at, max(ROW_HEIGHT, _LINE * -(-len(words) * 9 // (_WORDS_WIDTH * 8))))
        sheet.write_string(at, 0, measure_name(row, sheets.t), sheets.hue(row["aspect"]))
        for column in range(numbers):
            value, style = told[column] if column < len(told) else (math.nan, "signed")
            if math.isnan(value):
                sheet.write_string(at, column + 1, "–", sheets.style(style))
            else:
                sheet.write_number(at, column + 1, value, sheets.style(style))
        sheet.write_string(at, numbers + 1, words, sheets.style("wrapped"))
    sheet.freeze_panes(_HEADINGS + 1, 1)
    sheet.repeat_rows(_HEADINGS)
