"""The Excel files: results of a cohort, a class, several cohorts or the school, and the form of the next marks."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from capaian.access import Action, may
from capaian.locale import Texts
from capaian.reports import FILE_WORDS, Audience, CohortReport, form_workbook, shareable_workbook, summary_workbook
from capaian.scores import CohortKind
from capaian.store import Cohort, School
from capaian.web.caching import CohortTables, cohort_tables
from capaian.web.downloads import download_button
from capaian.web.page import Visit
from capaian.web.parts_choice import choose_class
from capaian.web.parts_html import draw, tag
from capaian.web.reporting import file_name, report_of, report_of_sums, with_companions
from capaian.web.running import settings
from capaian.web.scoring import form_columns
from capaian.web.shown import plain

ONE, SEVERAL, SCHOOL = "one", "several", "school"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the summary is about. title: of several cohorts; words: in the file's name; cohorts: for the log."""

    reports: tuple[CohortReport, ...]
    title: str
    words: str
    cohorts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """Who asks, for whom the file is, and of which cohorts it may tell. read_at: when the marks were read."""

    visit: Visit
    school: School
    cohorts: Sequence[Cohort]
    audience: Audience
    read_at: datetime.datetime


def draw_summary(export: Export, cohort: Cohort) -> None:
    """The results as a workbook, about what is chosen here. Raises Refused, StoreError."""
    visit, audience, t = export.visit, export.audience, export.visit.t
    with st.container(border=True, height="stretch"):
        st.subheader(t("Hasil (Excel)"), anchor=False)
        wanted = _choose(export, cohort)
        smallest = settings().small_group
        is_internal = audience is Audience.INTERNAL
        empty = all(report.summary.empty for report in wanted.reports)
        download_button(
            visit,
            t("Unduh hasil (Excel)"),
            lambda: (
                summary_workbook(wanted.reports, t, title=wanted.title)
                if is_internal
                else shareable_workbook(wanted.reports, t, title=wanted.title, smallest=smallest)
            ),
            what=f"summary_workbook.{audience.value}",
            cohort_ids=wanted.cohorts,
            named=is_internal,
            type="primary",
            file_name=file_name(t("Hasil"), wanted.words, export.school.name, t(FILE_WORDS[audience])),
            icon=":material/download:",
            width="stretch",
            disabled=empty,
        )
        if empty:
            nothing = t("Kohort ini belum berisi nilai.") if wanted.reports else t("Pilih sedikitnya satu kohort.")
            draw(tag("p", nothing, class_="cp-quiet"))
        draw(tag("ul", *(tag("li", line) for line in _inside(audience, t))))


def _inside(audience: Audience, t: Texts) -> list[str]:
    if audience is Audience.SHAREABLE:
        return [
            t("Ringkasan: kalimat, angka, dan gambar tiap aspek, tanpa siswa"),
            t("Kriteria dan kelompok berdampingan, tanpa kelompok kecil"),
            t("Metode: cara tiap angka dibuat, dan yang disembunyikan"),
        ]
    return [
        t("Ringkasan: kalimat, angka, dan gambar tiap aspek, sama dengan halaman Kohort"),
        t("Siswa: nilai sebelum, sesudah, dan kenaikan, dengan rumus yang dapat diperiksa"),
        t("Kriteria, kelompok berdampingan, sertifikat, dan siapa yang belum lengkap"),
        t("Metode: cara tiap angka dibuat, aturan nilai, dan sidik berkas sumbernya"),
    ]


def _choose(export: Export, cohort: Cohort) -> Wanted:
    """One cohort or a class of it, several, or all that were trained. What is shared is never one class alone."""
    t = export.visit.t
    rest = [one for one in export.cohorts if one.marks and _has_rows(export.visit, one, export.audience)]
    scopes = {ONE: t("Kohort di atas"), SEVERAL: t("Beberapa kohort"), SCHOOL: t("Seluruh sekolah")}
    scope = ONE
    if len(rest) > 1:
        scope = st.segmented_control(
            t("Tentang"), list(scopes), format_func=scopes.__getitem__, default=ONE, required=True, key="excel_scope"
        )
    if scope == ONE:
        return _one(export, cohort)
    chosen = [one for one in rest if one.kind is CohortKind.PROGRAMME]
    if scope == SEVERAL:
        by_id = {one.id: one for one in rest}
        ids = st.multiselect(
            t("Kohort"), list(by_id), default=[one.id for one in chosen], key="excel_cohorts",
            format_func=lambda one: plain(by_id[one].name), placeholder=t("Pilih kohort"),
        )  # fmt: skip
        chosen = [one for one in rest if one.id in ids]
    chosen.sort(key=lambda one: (one.starts_on or datetime.date.min, one.id))
    reports = tuple(_report(export, one) for one in chosen)
    title = t("Seluruh sekolah") if scope == SCHOOL else t.plural("{n} kohort", "{n} kohort", len(chosen))
    return Wanted(reports, title, title, tuple(one.id for one in chosen))


def _one(export: Export, cohort: Cohort) -> Wanted:
    visit = export.visit
    if export.audience is Audience.SHAREABLE:
        report = _report(export, cohort)
        if _has_rows(visit, cohort, Audience.INTERNAL):
            report = with_companions(visit, export.cohorts, cohort_tables(visit, cohort.id), report)
        return Wanted((report,), "", cohort.name, (cohort.id,))
    tables = cohort_tables(visit, cohort.id)
    classes = sorted({name for name in tables.roster["class_name"] if name})
    class_name = choose_class(classes, visit.t)
    if class_name:
        tables = cohort_tables(visit, cohort.id, class_name)
    report = report_of(visit, export.school, tables, read_at=export.read_at, class_name=class_name)
    if not class_name:
        report = with_companions(visit, export.cohorts, tables, report)
    words = " ".join(part for part in (cohort.name, class_name) if part)
    return Wanted((report,), "", words, (cohort.id,))


def _has_rows(visit: Visit, cohort: Cohort, audience: Audience) -> bool:
    """Whether the cohort can be told to this audience by this person; whose names are gone has sums alone."""
    sees = may(visit.actor, Action.VIEW_STUDENTS, cohort.id) and cohort.names_removed_on is None
    return sees or (audience is Audience.SHAREABLE and may(visit.actor, Action.VIEW_COHORT, cohort.id))


def _report(export: Export, cohort: Cohort) -> CohortReport:
    """From the students' rows where this person sees them, else from sums."""
    visit = export.visit
    if not _has_rows(visit, cohort, Audience.INTERNAL):
        return report_of_sums(visit, export.school, cohort, read_at=export.read_at)
    report = report_of(visit, export.school, cohort_tables(visit, cohort.id), read_at=export.read_at)
    return report if export.audience is Audience.INTERNAL else replace(report, filters={})


def draw_form(visit: Visit, school: School, tables: CohortTables, *, read_at: datetime.datetime) -> None:
    """The form of the whole cohort, with the marks it has."""
    t = visit.t
    with st.container(border=True, height="stretch"):
        st.subheader(t("Formulir nilai"), anchor=False)
        download_button(
            visit,
            t("Unduh formulir"),
            form_of(school, tables, t, read_at=read_at),
            what="form_workbook",
            cohort_id=tables.cohort.id,
            width="stretch",
            file_name=file_name(t("Formulir nilai"), tables.cohort.name),
            icon=":material/edit_document:",
        )
        inside = [
            t("Satu lembar tiap aspek, kolom SEBELUM dan SESUDAH tiap kriteria"),
            t("Nama, NISN, kelas, dan nilai yang sudah ada di kohort ini sudah terisi"),
            t("Isi di Excel, lalu unggah kembali di halaman Unggah"),
        ]
        draw(tag("ul", *(tag("li", line) for line in inside)))
        draw(tag("p", t("Berkas Anda sendiri juga boleh. Tidak perlu dirapikan dulu."), class_="cp-quiet"))
        draw(tag("p", t("Berisi nama siswa: hanya untuk internal sekolah."), class_="cp-quiet"))


def form_of(school: School, tables: CohortTables, t: Texts, *, read_at: datetime.datetime) -> Callable[[], bytes]:
    """What makes the form at the click; its stamp says when the marks in it were read."""
    criteria = form_columns(tables)
    school_name, cohort, roster, marks = school.name, tables.cohort, tables.roster, tables.scores
    return lambda: form_workbook(
        school=school_name,
        cohort_name=cohort.name,
        roster=roster,
        criteria=criteria,
        marks=marks,
        t=t.about(cohort.participants),
        made_at=read_at,
        cohort_id=cohort.id,
    )
