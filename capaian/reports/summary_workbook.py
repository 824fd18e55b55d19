"""A cohort in one Excel file: sentences and headline, one row a student, criteria, who lacks what, the sources."""

from typing import Any

from capaian.improvement import comparison_verdict, headline
from capaian.locale import Texts
from capaian.reports.detail_sheets import write_criteria, write_info, write_missing
from capaian.reports.evidence_sheets import write_changes, write_comparison
from capaian.reports.measures import measures_of, students_of
from capaian.reports.overview_sheet import pass_cell, write_overview
from capaian.reports.report import CohortReport
from capaian.reports.students_sheet import blocks_of, write_students
from capaian.reports.styles import Sheets


def summary_workbook(report: CohortReport, t: Texts) -> bytes:
    """The bytes of an xlsx: sheets Ringkasan, Siswa, Kriteria, Tidak lengkap, Info (named in the language of `t`).

    Pembanding and Ketelitian tes stand before Info where the report has a comparison class or a retest.

    Numbers are numbers; gains, statuses, means, intervals and counts are formulas over the student
    rows with their values cached, so that a reader who does not calculate sees them too. Nothing a
    person wrote can run as a formula. The same report gives the same bytes.
    """
    sheets = Sheets(t, title=f"{t('Ringkasan')}: {report.cohort_name}", author=report.school, created=report.made_at)
    sheets.stamp("summary", cohort_id=report.cohort_id, made_at=report.made_at)
    measures, students = measures_of(report, t), students_of(report)
    overview, roster = t("Ringkasan"), t("Siswa")
    blocks = blocks_of(measures, roster, len(students))
    passing = [pass_cell(at, len(measures), overview) for at in range(len(measures))]
    about = " · ".join(part for part in (report.school, report.cohort_name, report.partner) if part)
    write_overview(
        sheets,
        sheets.add(overview, title=report.cohort_name, subtitle=about),
        measures=measures,
        blocks=blocks,
        sentence=lambda row: _sentence(report, row, t),
        scale_max=report.scale_max,
        lower_is_better=report.lower_is_better,
    )
    write_students(
        sheets,
        sheets.add(roster, title=t("Nilai per siswa"), subtitle=about),
        students=students,
        measures=measures,
        blocks=blocks,
        pass_cells=passing,
        lower_is_better=report.lower_is_better,
    )
    write_criteria(sheets, sheets.add(t("Kriteria"), title=t("Kenaikan per kriteria"), subtitle=about), report)
    missing = sheets.add(t("Tidak lengkap"), title=t("Siswa yang nilainya belum lengkap"), subtitle=about)
    write_missing(sheets, missing, students=students, measures=measures)
    if report.comparisons is not None:
        title = t("Dibandingkan dengan kelas pembanding")
        write_comparison(sheets, sheets.add(t("Pembanding"), title=title, subtitle=about), report)
    if report.changes is not None:
        write_changes(
            sheets, sheets.add(t("Ketelitian tes"), title=t("Dilihat dari ketelitian tes"), subtitle=about), report
        )
    info = sheets.add(t("Info"), title=t("Asal angka dalam berkas ini"), subtitle=about)
    write_info(sheets, info, report, measures)
    return sheets.finish()


def _sentence(report: CohortReport, row: dict[str, Any], t: Texts) -> str:
    """The headline of a measure; what a comparison class says takes the place of the caution."""
    comparison = (report.comparisons or {}).get((row["aspect"] or "", row["criterion"] or ""))
    if comparison is None:
        return headline(row, t)
    return headline(row, t, verdict=comparison_verdict(comparison, t))
