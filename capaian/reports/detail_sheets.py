"""The sheets behind the headline: criteria, who lacks what, and where all of it comes from."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.charts.words import measure_name
from capaian.locale import N_
from capaian.reports.many_rows import Column, ManyRows, Words
from capaian.reports.measures import Measure, lower_of, records
from capaian.reports.report import CohortReport
from capaian.reports.students_sheet import (
    MISSING,
    ROW_HEIGHT,
    Layout,
    identity_columns,
    identity_headings,
    what_is_missing,
)
from capaian.reports.styles import Heading, Sheets
from capaian.reports.tables import TOP, Live, Value, headings, say_nothing_there, write_rows

HOW_TO_READ: Final = N_(
    "Kenaikan = nilai sesudah dikurangi nilai sebelum, hanya untuk siswa yang mempunyai keduanya. Nilai kosong tidak "
    "pernah dihitung nol. Kenaikan selama pelatihan belum membuktikan bahwa pelatihan penyebabnya."
)
CRITERION_COLUMNS: Final = (
    ("n_matched", "count", 0), ("mean_before", "mark", 1), ("mean_after", "mark", 1), ("mean_gain", "gain", 2),
    ("gain_low", "signed", 5), ("gain_high", "signed", 5), ("improved", "count", 5), ("same", "count", 5),
    ("declined", "count", 5), ("pass_mark", "exact", 0), ("pass_before", "count", 5), ("pass_after", "count", 5),
)  # fmt: skip
"""The summary's columns, their formats, and from how many students on they are told."""


def write_criteria(sheets: Sheets, sheet: ManyRows, reports: Sequence[CohortReport]) -> None:
    """One row a criterion, in the order of the summary; a sentence where no criterion stands apart."""
    t = sheets.t
    lead = 3 if len(reports) > 1 else 2
    rows, aspects = [], []
    for report in reports:
        for row in records(report.summary[report.summary["criterion"].notna()]):
            name = measure_name({**row, "criterion": None}, t)
            line = len(rows) + TOP + 2
            own = [report.cohort_name] if lead == 3 else []
            lower = lower_of(row, report)
            rows.append([name, *own, row["criterion"], *_criterion(row, line, lead, lower=lower)])
            aspects.append(row["aspect"])
    if not rows:
        say_nothing_there(sheets, sheet, t("Berkas nilai tidak memuat kriteria terpisah."))
        return
    names = [
        *(t("Aspek"), *([t("Kohort")] if lead == 3 else []), t("Kriteria")),
        *(t("Ikut kedua tes"), t("Rata-rata sebelum"), t("Rata-rata sesudah")),
        *(t("Kenaikan (poin)"), t("Dari (95%)"), t("Sampai (95%)"), t("Naik"), t("Tetap"), t("Turun"), t("KKM")),
        *(t("Tuntas sebelum"), t("Tuntas sesudah")),
    ]
    widths = [14, *([26] if lead == 3 else []), 32, *[11] * 12]
    sheet.set_row(TOP, 34)
    sheets.table(sheet, t("Kriteria").replace(" ", ""), TOP, headings(sheets, names, widths), len(rows))
    styles = ["name", *(["name"] if lead == 3 else []), "name", *(style for _, style, _ in CRITERION_COLUMNS)]
    write_rows(sheets, sheet, rows, styles, hues=aspects)
    sheet.freeze_panes(TOP + 1, lead)


def _criterion(row: dict[str, Any], line: int, lead: int, *, lower: bool) -> list[Value]:
    """The numbers of a criterion as far as so many students carry them; the gain over the two means."""
    found: list[Value] = [float("nan") if row["n_matched"] < least else row[key] for key, _, least in CRITERION_COLUMNS]
    if row["n_matched"] >= 2:
        before, after = (f"{chr(ord('A') + lead + at)}{line}" for at in (1, 2))
        found[3] = Live(f"={before}-{after}" if lower else f"={after}-{before}", row["mean_gain"])
    return found


def write_missing(
    sheets: Sheets, sheet: ManyRows, layout: Layout, *, students: pd.DataFrame, measures: Sequence[Measure]
) -> None:
    """One row a student who lacks a phase in at least one measure, and which."""
    t = sheets.t
    missing = [np.where(_asked(measure, students), what_is_missing(measure), 0) for measure in measures]
    lacking = np.any([codes != 0 for codes in missing], axis=0) if missing else np.zeros(len(students), dtype=bool)
    if not lacking.any():
        say_nothing_there(sheets, sheet, t("Semua siswa mempunyai nilai sebelum dan sesudah."))
        return
    some = students[lacking]
    told = [*identity_headings(sheets, some, layout.identity), *_remarks(sheets, measures)]
    sheets.table(sheet, t("Tidak lengkap").replace(" ", ""), TOP, told, len(some))
    columns: list[Column] = identity_columns(sheets, some, layout.identity)
    words = np.array([t(word) for word in MISSING], dtype=object)
    plain, bold = sheets.style("status"), sheets.style("status", bold=True)
    columns += [Words(words[codes[lacking]].tolist(), plain, odd=bold, where=codes[lacking] != 0) for codes in missing]
    sheet.write_many(TOP + 1, columns, height=ROW_HEIGHT)
    sheet.freeze_panes(TOP + 1, 1 + layout.identity.index("name") + 1)


def _remarks(sheets: Sheets, measures: Sequence[Measure]) -> list[Heading]:
    return [Heading(f"{one.name} {sheets.t('catatan')}", 24, sheets.hue(one.aspect)) for one in measures]


def _asked(measure: Measure, students: pd.DataFrame) -> np.ndarray:
    """Of whom the measure is asked: the students of cohorts that have it."""
    has = np.array([row is not None for row in measure.rows])
    return has[students["cohort"].to_numpy()]


def write_info(
    sheets: Sheets,
    sheet: ManyRows,
    reports: Sequence[CohortReport],
    measures: Sequence[Measure],
    *,
    enrolled: int | None,
) -> None:
    """Where the numbers come from: school, cohorts, filters, n, scale, moment."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    lines = info_lines(sheets, reports, measures, enrolled=enrolled)
    for row, (label, words) in enumerate(lines, start=TOP):
        sheet.write_string(row, 0, label, sheets.style("label"))
        sheet.write_string(row, 1, words, sheets.style("wrapped"))


def info_lines(
    sheets: Sheets, reports: Sequence[CohortReport], measures: Sequence[Measure], *, enrolled: int | None
) -> list[tuple[str, str]]:
    """The lines of the Info sheet, label and words; what is unknown is left out."""
    t, one = sheets.t, reports[0]
    filters = "; ".join(f"{name}: {value}" for name, value in one.filters.items())
    taking = "; ".join(
        t("{measure}: {n} dari {enrolled} siswa", measure=m.name, n=t.number(m.whole["n_matched"], 0),
          enrolled=t.number(m.whole["n_enrolled"], 0))
        for m in measures if m.whole
    )  # fmt: skip
    passing = "; ".join(f"{m.name}: {t.exact(m.whole['pass_mark'])}" for m in measures if m.whole)
    lower = any(measure.lower for measure in measures)
    direction = t("nilai lebih rendah lebih baik") if lower else t("nilai lebih tinggi lebih baik")
    lines = [
        (t("Sekolah"), one.school),
        (t("Kohort"), "; ".join(report.cohort_name for report in reports)),
        (t("Mitra pelatihan"), _each([report.partner for report in reports])),
        (t("Bidang pelatihan"), _each([report.field for report in reports])),
        (t("Waktu pelatihan"), _each([_period(report, sheets) for report in reports])),
        (t("Saringan"), filters or t("semua siswa")),
        (t("Siswa terdaftar"), "" if enrolled is None else t.number(enrolled, 0)),
        (t("Ikut kedua tes"), taking),
        (t("Skala"), t("0 sampai {max}; {direction}", max=t.exact(one.scale_max), direction=direction)),
        (t("Batas tuntas (KKM)"), passing),
        (t("Untuk siapa"), sheets.mark),
        (t("Dibuat"), t.moment(one.made_at, one.time_zone)),
        (t("Cara membaca"), t(HOW_TO_READ)),
    ]  # fmt: skip
    return [(label, words) for label, words in lines if words]


def _each(words: Sequence[str]) -> str:
    """The different ones, in their order."""
    return "; ".join(dict.fromkeys(word for word in words if word))


def _period(report: CohortReport, sheets: Sheets) -> str:
    return " – ".join(sheets.t.date(day) for day in report.period if day is not None)
