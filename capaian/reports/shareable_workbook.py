"""The summary workbook for anybody: groups only, none of them small, shares coded at the ends, no student."""

from collections.abc import Sequence
from typing import Any, Final

from capaian.charts.palette import LIGHT
from capaian.improvement import headline, participants_of
from capaian.locale import Texts
from capaian.reports.audience import Audience
from capaian.reports.beside import verdict_of
from capaian.reports.certificates_sheet import has_certificates
from capaian.reports.detail_sheets import write_info
from capaian.reports.groups_sheet import group_rows
from capaian.reports.hidden import coded_in_parts, sentence_row, shown_measures, told_groups
from capaian.reports.many_rows import ManyRows
from capaian.reports.measures import Measure, measures_of, students_of
from capaian.reports.method_sheet import write_method
from capaian.reports.overview_charts import mean_chart, rows_of_charts
from capaian.reports.report import CohortReport
from capaian.reports.shareable_sheets import (
    STYLES,
    number_names,
    told_numbers,
    write_shown_certificates,
    write_shown_criteria,
    write_shown_groups,
)
from capaian.reports.styles import Sheets
from capaian.reports.tables import write_value

SMALLEST: Final = 10
"""Groups with fewer students are hidden, unless the operator sets another limit."""
_SENTENCES: Final = 4
_LINES_BESIDE_CHARTS: Final = 6
"""So many lines of numbers leave room for the charts on the same page."""


def shareable_workbook(
    reports: CohortReport | Sequence[CohortReport], t: Texts, *, title: str = "", smallest: int = SMALLEST
) -> bytes:
    """The bytes of an xlsx that may leave the school, about one cohort or several.

    Sheets (named in the language of `t`): Ringkasan, Kriteria, Banding, Sertifikat (where there are any),
    Metode, Info. Groups of fewer than `smallest` students are hidden, with another one where a subtraction
    would tell them; a cohort that is hidden is in no total. Numbers are those of the page. Of reports
    without students (sums alone) what they have is told. The same reports give the same bytes.
    """
    told = (reports,) if isinstance(reports, CohortReport) else tuple(reports)
    t = t.about(participants_of(report.participants for report in told))
    one, several = told[0], len(told) > 1
    title = title if several else one.cohort_name
    name, audience = f"{t('Ringkasan')}: {title}", Audience.SHAREABLE
    sheets = Sheets(t, title=name, author=one.school, created=one.made_at, audience=audience)
    sheets.stamp("shareable", cohort_id=None, made_at=one.made_at)
    about = " · ".join(part for part in (one.school, title, "" if several else one.partner) if part)
    students = students_of(told)
    everything = measures_of(told, students, t)
    measures, hidden = shown_measures(everything, told, smallest)

    def add(name: str, heading: str) -> ManyRows:
        return sheets.add(name, title=heading, subtitle=about)

    overview, criteria = add(t("Ringkasan"), title), add(t("Kriteria"), t("Kenaikan per kriteria"))
    places = write_shown_criteria(sheets, criteria, told, smallest)
    _overview(sheets, overview, measures, told, hidden=hidden, places=places, smallest=smallest)
    groups = [] if several else group_rows(told, everything, students, t)
    side_by_side = add(t("Banding"), t("Kelompok berdampingan"))
    write_shown_groups(sheets, side_by_side, told_groups(groups, everything, students, smallest), measures)
    if has_certificates(told):
        write_shown_certificates(sheets, add(t("Sertifikat"), t("Sertifikat kompetensi")), told, smallest)
    method = add(t("Metode"), t("Cara setiap angka dibuat"))
    write_method(sheets, method, told, measures, audience=audience, smallest=smallest)
    write_info(sheets, add(t("Info"), t("Asal angka dalam berkas ini")), told, measures, enrolled=None)
    return sheets.finish()


def _overview(
    sheets: Sheets,
    sheet: ManyRows,
    measures: Sequence[Measure],
    reports: Sequence[CohortReport],
    *,
    hidden: int,
    places: dict[str, tuple[int, int]],
    smallest: int,
) -> None:
    """The sentence of each aspect, its numbers, a chart an aspect. places: the rows of each aspect's criteria."""
    t, several = sheets.t, len(reports) > 1
    names = [t("Aspek"), t("Kohort"), t("terdaftar"), *number_names(t)]
    for column, width in enumerate((19, 26, *[11] * 12)):
        sheet.set_column(column, column, width)
    last = len(names) - 1
    sheet.set_row(2, 24)
    sheet.write_string(2, 0, sheets.mark, sheets.style("mark_line"))
    told = [measure for measure in measures if measure.whole]
    for at, measure in enumerate(told, start=_SENTENCES - 1):
        verdict = "" if several else verdict_of(reports[0], measure.whole, t, smallest=smallest)
        _sentence(sheets, sheet, at, measure, verdict, last)
    first = _SENTENCES + len(told) + 1
    sheet.set_row(first - 1, 34)
    for column, name in enumerate(names):
        sheet.write_string(first - 1, column, name, sheets.style("heading"))
    lines = [line for measure in measures for line in _lines(measure, reports, t, several=several)]
    for at, (measure, cohort, row) in enumerate(lines, start=first):
        sheet.set_row(at, 22)
        without = coded_in_parts(measure) if row is measure.total else frozenset()
        values = [measure.name, cohort, row["n_enrolled"], *told_numbers(row, without=without)]
        for column, (value, style) in enumerate(zip(values, ("text", "name", "count", *STYLES), strict=True)):
            write_value(
                sheets, sheet, at, column, value, sheets.hue(measure.aspect) if not column else sheets.style(style)
            )
    at = first + len(lines)
    if hidden:
        sheet.write_string(at, 0, t.plural("{n} baris disembunyikan karena kelompoknya kecil.",
                                           "{n} baris disembunyikan karena kelompoknya kecil.", hidden),
                           sheets.style("quiet"))  # fmt: skip
    if not lines:
        sheet.write_string(at + 1, 0, t("Semua kelompok terlalu kecil untuk dibagikan."), sheets.style("subtitle"))
    if len(lines) > _LINES_BESIDE_CHARTS:
        sheet.set_h_pagebreaks([at + 1])
    below = _charts(sheets, sheet, lines, first, at + 2, places, reports)
    sheet.print_area(0, 0, max(below, at + 2), last)


def _sentence(sheets: Sheets, sheet: ManyRows, at: int, measure: Measure, verdict: str, last: int) -> None:
    words = headline(sentence_row(measure), sheets.t, verdict=verdict, coded=True)
    sheet.set_row(at, 16 * (-(-len(words) // 150) + 1) + 6)
    look = sheets.style("heading", bg_color=LIGHT.aspect(measure.aspect), font_size=13)
    sheet.write_string(at, 0, measure.name, look)
    sheet.merge_range(at, 1, at, last, "", sheets.style("sentence"))
    sheet.write_string(at, 1, words, sheets.style("sentence"))


def _lines(
    measure: Measure, reports: Sequence[CohortReport], t: Texts, *, several: bool
) -> list[tuple[Measure, str, dict[str, Any]]]:
    total = [] if measure.total is None else [(measure, t("Semua kohort yang tampak"), measure.total)]
    cohorts = [
        (measure, report.cohort_name, row) for report, row in zip(reports, measure.rows, strict=True) if row is not None
    ]
    return [*total, *cohorts] if several else cohorts


def _charts(
    sheets: Sheets,
    sheet: ManyRows,
    lines: Sequence[tuple[Measure, str, dict[str, Any]]],
    first: int,
    below: int,
    places: dict[str, tuple[int, int]],
    reports: Sequence[CohortReport],
) -> int:
    """Means before and after of the cohorts, or of one cohort's criteria: one chart an aspect."""
    t, charts = sheets.t, 0
    for measure in dict.fromkeys(measure for measure, _, _ in lines):
        own = [first + at for at, (of, _, row) in enumerate(lines) if of is measure and row is not measure.total]
        where, column, name = (own[0], own[-1]), 4, str(sheet.name)
        words = t("{measure}: rata-rata sebelum dan sesudah tiap kohort", measure=measure.name)
        categories = [name, *_range(where, 1)]
        if len(reports) == 1 and measure.key[0] in places:
            where, column, name = places[measure.key[0]], 4, t("Kriteria")
            words = t("{measure}: rata-rata sebelum dan sesudah tiap kriteria", measure=measure.name)
            categories = [name, *_range(where, 2)]
        series = [[name, *_range(where, column + offset)] for offset in (0, 1)]
        scale_max = reports[0].scale_max
        put = mean_chart(sheets, sheet, title=words, categories=categories, series=series, scale_max=scale_max)
        put(below, charts)
        charts += 1
    return below + rows_of_charts(charts)


def _range(rows: tuple[int, int], column: int) -> list[int]:
    return [rows[0], column, rows[1], column]
