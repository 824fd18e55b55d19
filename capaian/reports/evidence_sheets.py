"""The sheets beside the headline: a comparison class, and the same test sat twice."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from xlsxwriter.worksheet import Worksheet

from capaian.charts.words import measure_name
from capaian.improvement import (
    Comparison,
    ReliableChange,
    comparable,
    comparison_verdict,
    holm,
    holm_note,
    reliable_change_note,
)
from capaian.locale import N_
from capaian.reports.measures import records
from capaian.reports.report import CohortReport
from capaian.reports.students_sheet import ROW_HEIGHT
from capaian.reports.styles import Sheets

_HEADINGS: Final = 3
_LINE: Final = 15
_MEASURE_WIDTH, _NUMBER_WIDTH, _WORDS_WIDTH = 24, 8.5, 50
_COMPARISON: Final = (
    ("n", "count"), ("n_comparison", "count"), ("baseline_g", "signed_ratio"), ("did", "gain"), ("did_low", "signed"),
    ("did_high", "signed"), ("did_p", "p"), ("did_holm", "p"), ("ancova", "gain"), ("ancova_low", "signed"),
    ("ancova_high", "signed"), ("ancova_p", "p"), ("ancova_holm", "p"), ("slope_p", "p"),
)  # fmt: skip
_TESTS: Final = ("did_p", "ancova_p", "slope_p")
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
    """One row a measure and criterion: how alike before, two ways of comparing, the verdict in words.

    Every p of the two ways stands there as it is and as Holm adjusts it over all tests of the sheet; under the
    table it is said how many these are.
    """
    t = sheets.t
    names = [
        t("Siswa"), t("Siswa pembanding"), t("Selisih nilai awal (g)"), t("Selisih kenaikan (poin)"), t("Dari (95%)"),
        t("Sampai (95%)"), "p", "p (Holm)", t("Selisih pada nilai awal yang sama (poin)"), t("Dari (95%)"),
        t("Sampai (95%)"), "p", "p (Holm)", t("p kemiringan"), t("Kesimpulan"),
    ]  # fmt: skip
    known = report.comparisons or {}
    there = [(row, known.get(key)) for key, row in _rows(report)]
    adjusted, m = _adjusted([comparison for _, comparison in there if comparison is not None])
    lines = []
    for row, comparison in there:
        if comparison is None:
            lines.append((row, [], t("kelas pembanding tidak mempunyai aspek dan kriteria ini")))
        else:
            verdict = comparison_verdict(comparison, t)
            lines.append((row, _compared(comparison, adjusted), verdict))
    _table(sheets, sheet, names, lines)
    notes = [t(_WITHHELD), _sentence(holm_note(m, t))]
    for at, words in enumerate((note for note in notes if note), start=_HEADINGS + len(lines) + 2):
        sheet.write_string(at, 0, words, sheets.style("subtitle"))


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


def _adjusted(comparisons: Sequence[Comparison]) -> tuple[dict[Comparison, dict[str, float]], int]:
    """Of each comparison that may be told its p values as Holm adjusts them, and how many tests that are.

    An aspect of one criterion is one comparison that stands in two rows, and counts once.
    """
    told = list(dict.fromkeys(one for one in comparisons if comparable(one)))
    p = np.array([[getattr(one, test) for test in _TESTS] for one in told], dtype=np.float64).reshape(-1, len(_TESTS))
    adjusted, m = holm(p.ravel())
    names = [f"{test.removesuffix('_p')}_holm" for test in _TESTS]
    rows = adjusted.reshape(p.shape).tolist()
    return {one: dict(zip(names, row, strict=True)) for one, row in zip(told, rows, strict=True)}, m


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _compared(comparison: Comparison, adjusted: Mapping[Comparison, Mapping[str, float]]) -> list[tuple[float, str]]:
    told = adjusted.get(comparison)
    return _numbers(comparison, _COMPARISON[:_ALWAYS]) if told is None else _numbers(comparison, _COMPARISON, **told)


def _numbers(
    of: Comparison | ReliableChange, columns: tuple[tuple[str, str], ...], **more: float
) -> list[tuple[float, str]]:
    """Value and style of each column, NaN where there is none. more: values that stand beside `of`."""
    values = [(more[name] if name in more else getattr(of, name), style) for name, style in columns]
    return [(math.nan if value is None else float(value), style) for value, style in values]


def _table(
    sheets: Sheets,
    sheet: Worksheet,
    names: list[str],
    lines: list[tuple[dict[str, Any], list[tuple[float, str]], str]],
) -> None:
    """Measure, numbers, and last the words; an en dash where a number is not told."""
    numbers = len(names) - 1
    sheet.set_row(_HEADINGS, 80)
    narrow = [max(_NUMBER_WIDTH, 1.5 + max(map(len, name.split()))) for name in names[:-1]]
    widths = [_MEASURE_WIDTH, *narrow, _WORDS_WIDTH]
    for column, (name, width) in enumerate(zip([sheets.t("Ukuran"), *names], widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADINGS, column, name, sheets.style("heading"))
    for at, (row, told, words) in enumerate(lines, start=_HEADINGS + 1):
        name = measure_name(row, sheets.t)
        high = max(len(words) / _WORDS_WIDTH, len(name) / _MEASURE_WIDTH * 1.1) * 9 / 8
        sheet.set_row(at, max(ROW_HEIGHT, _LINE * math.ceil(high) + 2))
        sheet.write_string(at, 0, name, sheets.hue(row["aspect"]))
        for column in range(numbers):
            value, style = told[column] if column < len(told) else (math.nan, "signed")
            if math.isnan(value):
                sheet.write_string(at, column + 1, "–", sheets.style(style))
            else:
                sheet.write_number(at, column + 1, value, sheets.style(style))
        sheet.write_string(at, numbers + 1, words, sheets.style("wrapped", valign="vcenter", indent=1))
    sheet.freeze_panes(_HEADINGS + 1, 1)
    sheet.repeat_rows(_HEADINGS)
