"""The sheets behind the headline: criteria, who lacks what, and where all of it comes from."""

import math
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from capaian.charts.words import measure_name
from capaian.locale import N_
from capaian.reports.measures import Measure, StudentMarks, records
from capaian.reports.report import CohortReport
from capaian.reports.students_sheet import ROW_HEIGHT, what_is_missing, write_identity, write_identity_headings
from capaian.reports.styles import Sheets

_HEADINGS: Final = 3
_HOW_TO_READ: Final = N_(
    "Kenaikan = nilai sesudah dikurangi nilai sebelum, hanya untuk siswa yang mempunyai keduanya. Nilai kosong tidak "
    "pernah dihitung nol. Kenaikan selama pelatihan belum membuktikan bahwa pelatihan penyebabnya."
)
_CRITERION_COLUMNS: Final = (
    ("n_matched", "count"), ("mean_before", "mark"), ("mean_after", "mark"), ("mean_gain", "gain"),
    ("gain_low", "signed"), ("gain_high", "signed"), ("improved", "count"), ("same", "count"), ("declined", "count"),
    ("pass_mark", "exact"), ("pass_before", "count"), ("pass_after", "count"),
)  # fmt: skip


def write_criteria(sheets: Sheets, sheet: Worksheet, report: CohortReport) -> None:
    """One row a criterion, in the order of the summary; a sentence where no criterion stands apart."""
    t = sheets.t
    names = [
        t("Aspek"), t("Kriteria"), t("Ikut kedua tes"), t("Rata-rata sebelum"), t("Rata-rata sesudah"),
        t("Kenaikan (poin)"), t("Dari (95%)"), t("Sampai (95%)"), t("Naik"), t("Tetap"), t("Turun"), t("KKM"),
        t("Tuntas sebelum"), t("Tuntas sesudah"),
    ]  # fmt: skip
    rows = list(records(report.summary[report.summary["criterion"].notna()]))
    if not rows:
        sheet.write_string(_HEADINGS, 0, t("Berkas nilai tidak memuat kriteria terpisah."), sheets.style("subtitle"))
        return
    _heading_row(sheets, sheet, names, [14, 32, *[11] * 12])
    for at, row in enumerate(rows, start=_HEADINGS + 1):
        sheet.set_row(at, ROW_HEIGHT)
        sheet.write_string(at, 0, measure_name({**row, "criterion": None}, t), sheets.hue(row["aspect"]))
        sheet.write_string(at, 1, row["criterion"], sheets.style("text", indent=1))
        for column, (key, style) in enumerate(_CRITERION_COLUMNS, start=2):
            _number(sheets, sheet, at, column, row[key], style)
    sheet.autofilter(_HEADINGS, 0, _HEADINGS + len(rows), len(names) - 1)
    sheet.freeze_panes(_HEADINGS + 1, 2)
    sheet.repeat_rows(_HEADINGS)


def write_missing(sheets: Sheets, sheet: Worksheet, *, students: list[dict[str, Any]], measures: list[Measure]) -> None:
    """One row a student who lacks a phase in at least one measure, and which."""
    t = sheets.t
    nothing = StudentMarks(None, None, None)
    everyone = [(student, [m.marks.get(student["student"], nothing) for m in measures]) for student in students]
    lacking = [(student, marks) for student, marks in everyone if any(one.gain is None for one in marks)]
    if not lacking:
        words = t("Semua siswa mempunyai nilai sebelum dan sesudah.")
        sheet.write_string(_HEADINGS, 0, words, sheets.style("subtitle"))
        return
    write_identity_headings(sheets, sheet, _HEADINGS, _HEADINGS)
    for column, measure in enumerate(measures, start=5):
        sheet.set_column(column, column, 24)
        sheet.write_string(_HEADINGS, column, measure.name, sheets.hue(measure.aspect))
    for at, (student, marks) in enumerate(lacking, start=1):
        sheet.set_row(_HEADINGS + at, ROW_HEIGHT)
        write_identity(sheets, sheet, _HEADINGS + at, number=at, student=student)
        for column, one in enumerate(marks, start=5):
            style = sheets.style("status", bold=one.gain is None)
            sheet.write_string(_HEADINGS + at, column, what_is_missing(one, t), style)
    sheet.autofilter(_HEADINGS, 0, _HEADINGS + len(lacking), 4 + len(measures))
    sheet.freeze_panes(_HEADINGS + 1, 4)
    sheet.repeat_rows(_HEADINGS)


def write_info(sheets: Sheets, sheet: Worksheet, report: CohortReport, measures: list[Measure]) -> None:
    """Where the numbers come from: school, cohort, filters, n, scale, moment, source files."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    row = _HEADINGS
    for label, words in info_lines(sheets, report, measures):
        sheet.write_string(row, 0, label, sheets.style("label"))
        sheet.write_string(row, 1, words, sheets.style("wrapped"))
        row += 1
    t = sheets.t
    row += 1
    sheet.set_row(row - 1, ROW_HEIGHT)
    sheet.write_string(row, 0, t("Berkas sumber"), sheets.style("heading", align="left"))
    sheet.write_string(row, 1, t("SHA-256 (sidik berkas)"), sheets.style("heading", align="left"))
    for at, (file, sha256) in enumerate(report.sources, start=row + 1):
        sheet.write_string(at, 0, file, sheets.style("wrapped"))
        sheet.write_string(at, 1, sha256, sheets.style("wrapped", font_name="Consolas"))


def info_lines(sheets: Sheets, report: CohortReport, measures: list[Measure]) -> list[tuple[str, str]]:
    """The lines of the Info sheet, label and words; what is unknown is left out."""
    t = sheets.t
    days = [t.date(day) for day in report.period if day is not None]
    filters = "; ".join(f"{name}: {value}" for name, value in report.filters.items())
    taking = "; ".join(
        t("{measure}: {n} dari {enrolled} siswa", measure=m.name, n=t.number(m.row["n_matched"], 0),
          enrolled=t.number(m.row["n_enrolled"], 0))
        for m in measures
    )  # fmt: skip
    passing = "; ".join(f"{m.name}: {t.exact(m.row['pass_mark'])}" for m in measures)
    direction = t("nilai lebih rendah lebih baik") if report.lower_is_better else t("nilai lebih tinggi lebih baik")
    lines = [
        (t("Sekolah"), report.school),
        (t("Kohort"), report.cohort_name),
        (t("Mitra pelatihan"), report.partner),
        (t("Bidang pelatihan"), report.field),
        (t("Waktu pelatihan"), " – ".join(days)),
        (t("Saringan"), filters or t("semua siswa")),
        (t("Siswa terdaftar"), t.number(len(report.roster), 0)),
        (t("Ikut kedua tes"), taking),
        (t("Skala"), t("0 sampai {max}; {direction}", max=t.exact(report.scale_max), direction=direction)),
        (t("Batas tuntas (KKM)"), passing),
        (t("Dibuat"), t.moment(report.made_at, report.time_zone)),
        (t("Cara membaca"), t(_HOW_TO_READ)),
    ]  # fmt: skip
    return [(label, words) for label, words in lines if words]


def _heading_row(sheets: Sheets, sheet: Worksheet, names: list[str], widths: list[int]) -> None:
    sheet.set_row(_HEADINGS, 34)
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADINGS, column, name, sheets.style("heading"))


def _number(sheets: Sheets, sheet: Worksheet, row: int, column: int, value: float, style: str) -> None:
    if math.isnan(value):
        sheet.write_string(row, column, "–", sheets.style(style))
    else:
        sheet.write_number(row, column, value, sheets.style(style))
