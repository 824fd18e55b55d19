"""A cohort in one Excel file: sentences and headline, one row a student, criteria, who lacks what, the sources."""

from capaian.improvement import headline
from capaian.locale import Texts
from capaian.reports.detail_sheets import write_criteria, write_info, write_missing
from capaian.reports.measures import measures_of, students_of
from capaian.reports.overview_sheet import pass_cell, write_overview
from capaian.reports.report import CohortReport
from capaian.reports.students_sheet import blocks_of, write_students
from capaian.reports.styles import Sheets


def summary_workbook(report: CohortReport, t: Texts) -> bytes:
    """The bytes of an xlsx: sheets Ringkasan, Siswa, Kriteria, Tidak lengkap, Info (named in the language of `t`).

    Numbers are numbers; gains, statuses, means, intervals and counts are formulas over the student
    rows with their values cached, so that a reader who does not calculate sees them too. Nothing a
    person wrote can run as a formula. The same report gives the same bytes.
    """
    sheets = Sheets(t, title=f"{t('Ringkasan')}: {report.cohort_name}", author=report.school, created=report.made_at)
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
        sentence=lambda row: headline(row, t),
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
    info = sheets.add(t("Info"), title=t("Asal angka dalam berkas ini"), subtitle=about)
    write_info(sheets, info, report, measures)
    return sheets.finish()
