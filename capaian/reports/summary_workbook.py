"""Cohorts in one Excel file: sentences and headline, students, criteria, groups, who lacks what, and the method."""

from collections.abc import Sequence
from typing import Any

from capaian.improvement import headline, participants_of
from capaian.locale import Texts
from capaian.reports.audience import Audience
from capaian.reports.beside import verdict_of
from capaian.reports.certificates_sheet import has_certificates, write_certificates
from capaian.reports.detail_sheets import write_criteria, write_info, write_missing
from capaian.reports.evidence_sheets import write_changes, write_comparison
from capaian.reports.groups_sheet import group_rows, rules_note, write_groups
from capaian.reports.measures import measures_of, students_of
from capaian.reports.method_sheet import write_method
from capaian.reports.overview_sheet import overview_of, write_overview
from capaian.reports.report import CohortReport
from capaian.reports.students_sheet import layout_of, write_students
from capaian.reports.styles import Sheets

SMALLEST = 10
"""Groups with fewer students are hidden in what leaves the school, unless the operator sets another limit."""


def summary_workbook(reports: CohortReport | Sequence[CohortReport], t: Texts, *, title: str = "") -> bytes:
    """The bytes of an xlsx for inside the school, about one cohort or several, with names.

    Sheets (named in the language of `t`): Ringkasan, Siswa, Kriteria, Banding, Sertifikat (where there are
    any), Tidak lengkap, Pembanding and Ketelitian tes (of one cohort that has them), Metode, Info. title: what
    several cohorts are together.

    Numbers are numbers; gains, statuses, means, intervals, shares and counts are formulas over the student
    rows with their values cached, so that a reader who does not calculate sees them too. Nothing a
    person wrote can run as a formula. The same reports give the same bytes.
    """
    told = (reports,) if isinstance(reports, CohortReport) else tuple(reports)
    t = t.about(participants_of(report.participants for report in told))
    one, several = told[0], len(told) > 1
    title = title if several else one.cohort_name
    sheets = Sheets(t, title=f"{t('Ringkasan')}: {title}", author=one.school, created=one.made_at)
    if several:
        sheets.stamp("cohorts", cohort_id=None, made_at=one.made_at)
    else:
        sheets.stamp("summary", cohort_id=one.cohort_id, made_at=one.made_at, sheet=t("Siswa"))
    about = " · ".join(part for part in (one.school, title, "" if several else one.partner) if part)
    _write_all(sheets, told, title=title, about=about)
    return sheets.finish()


def _write_all(sheets: Sheets, reports: Sequence[CohortReport], *, title: str, about: str) -> None:
    """Every sheet, in the order in which they are read."""
    t, several = sheets.t, len(reports) > 1
    students = students_of(reports)
    measures = measures_of(reports, students, t)
    layout = layout_of(students, t("Siswa"), several=several)
    overview = overview_of(measures, t("Ringkasan"), several=several)
    all_trained = all(report.trained for report in reports)

    def add(name: str, heading: str) -> Any:
        return sheets.add(name, title=heading, subtitle=about)

    write_overview(
        sheets,
        add(overview.sheet, title),
        overview,
        layout,
        cohorts=[report.cohort_name for report in reports],
        sentence=lambda row: _sentence(reports, row, t),
        scale_max=reports[0].scale_max,
        all_trained=all_trained,
    )
    roster = add(layout.sheet, t("Nilai per siswa"))
    write_students(sheets, roster, layout, students=students, measures=measures, pass_cells=overview.pass_cells())
    write_criteria(sheets, add(t("Kriteria"), t("Kenaikan per kriteria")), reports)
    groups = group_rows(reports, measures, students, t)
    side_by_side = add(t("Banding"), t("Kelompok berdampingan"))
    note = rules_note(reports, t)
    write_groups(sheets, side_by_side, layout, groups, measures, all_trained=all_trained, note=note)
    if has_certificates(reports):
        write_certificates(sheets, add(t("Sertifikat"), t("Sertifikat kompetensi")), reports)
    missing = add(t("Tidak lengkap"), t("Siswa yang nilainya belum lengkap"))
    write_missing(sheets, missing, layout, students=students, measures=measures)
    if not several and reports[0].comparisons is not None:
        write_comparison(sheets, add(t("Pembanding"), t("Dibandingkan dengan kelas pembanding")), reports[0])
    if not several and reports[0].changes is not None:
        write_changes(sheets, add(t("Ketelitian tes"), t("Dilihat dari ketelitian tes")), reports[0])
    method = add(t("Metode"), t("Cara setiap angka dibuat"))
    write_method(sheets, method, reports, measures, audience=Audience.INTERNAL, smallest=SMALLEST)
    info = add(t("Info"), t("Asal angka dalam berkas ini"))
    write_info(sheets, info, reports, measures, enrolled=len(students))


def _sentence(reports: Sequence[CohortReport], row: dict[str, Any], t: Texts) -> str:
    """The headline of a measure; what a comparison class says takes the place of the caution."""
    return headline(row, t, verdict="" if len(reports) > 1 else verdict_of(reports[0], row, t))
