"""The Excel files of a cohort: its results, and the form that brings its next marks."""

import datetime
from collections.abc import Callable

import streamlit as st

from capaian.locale import Texts
from capaian.reports import form_workbook, summary_workbook
from capaian.scores import Aspect
from capaian.store import School
from capaian.web.caching import CohortTables
from capaian.web.downloads import download_button
from capaian.web.page import Visit
from capaian.web.parts_html import draw, tag
from capaian.web.reporting import file_name, report_of


def draw_summary(visit: Visit, school: School, tables: CohortTables, *, read_at: datetime.datetime) -> None:
    """The results as a workbook."""
    t = visit.t
    report = report_of(visit, school, tables, read_at=read_at)
    with st.container(border=True, height="stretch"):
        st.subheader(t("Hasil kohort"), anchor=False)
        inside = [
            t("Ringkasan: kalimat dan angka tiap aspek, sama dengan halaman Kohort"),
            t("Siswa: satu baris tiap siswa, nilai sebelum, sesudah, dan perubahannya"),
            t("Kriteria, dan siswa yang nilainya belum lengkap"),
            t("Info: asal angka, jumlah siswa, skala, waktu pembuatan"),
        ]
        draw(tag("ul", *(tag("li", line) for line in inside)))
        draw(tag("p", t("Berisi nama siswa: hanya untuk internal sekolah."), class_="cp-quiet"))
        download_button(
            visit,
            t("Unduh hasil (Excel)"),
            lambda: summary_workbook(report, t),
            what="summary_workbook",
            cohort_id=tables.cohort.id,
            type="primary",
            file_name=file_name(t("Hasil"), tables.cohort.name, school.name),
            icon=":material/download:",
            width="stretch",
            disabled=tables.summary.empty,
        )
        if tables.summary.empty:
            draw(tag("p", t("Kohort ini belum berisi nilai."), class_="cp-quiet"))


def draw_form(visit: Visit, school: School, tables: CohortTables, *, read_at: datetime.datetime) -> None:
    """The form of the whole cohort, with the marks it has."""
    t = visit.t
    with st.container(border=True, height="stretch"):
        st.subheader(t("Formulir nilai"), anchor=False)
        inside = [
            t("Satu lembar tiap aspek, kolom SEBELUM dan SESUDAH tiap kriteria"),
            t("Nama, NISN, kelas, dan nilai yang sudah ada di kohort ini sudah terisi"),
            t("Isi di Excel, lalu unggah kembali di halaman Unggah"),
        ]
        draw(tag("ul", *(tag("li", line) for line in inside)))
        draw(tag("p", t("Berkas Anda sendiri juga boleh. Tidak perlu dirapikan dulu."), class_="cp-quiet"))
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


def form_of(school: School, tables: CohortTables, t: Texts, *, read_at: datetime.datetime) -> Callable[[], bytes]:
    """What makes the form at the click; its stamp says when the marks in it were read."""
    criteria = criteria_of(tables)
    school_name, cohort, roster, marks = school.name, tables.cohort, tables.roster, tables.scores
    return lambda: form_workbook(
        school=school_name,
        cohort_name=cohort.name,
        roster=roster,
        criteria=criteria,
        marks=marks,
        t=t,
        made_at=read_at,
        cohort_id=cohort.id,
    )


def criteria_of(tables: CohortTables) -> dict[str, list[str]]:
    """The criteria that this cohort's marks name, aspect by aspect."""
    named = tables.scores[["aspect", "criterion"]].drop_duplicates()
    return {
        aspect.value: [name for name in named.loc[named["aspect"] == aspect, "criterion"] if name] for aspect in Aspect
    }
