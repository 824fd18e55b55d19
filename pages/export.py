"""Ekspor: a cohort as an Excel workbook, and the form that brings its next marks."""

import datetime
from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st

from capaian.locale import Texts
from capaian.reports import CohortReport, form_workbook, summary_workbook
from capaian.scores import Aspect
from capaian.store import School, load_cohorts, load_imports
from capaian.web.caching import CohortTables, cohort_tables
from capaian.web.downloads import download_button
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import choose_cohort
from capaian.web.parts_html import draw, tag
from capaian.web.parts_style import use_style
from capaian.web.screens import EXPORT, UPLOAD, page_of

NOT_IN_FILE_NAMES: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|', " "))


def report_of(visit: Visit, school: School, tables: CohortTables) -> CohortReport:
    """Everything the workbook says, as plain values: it is made at the click, away from this run."""
    cohort = tables.cohort
    return CohortReport(
        school=school.name,
        time_zone=school.time_zone,
        cohort_name=cohort.name,
        partner=cohort.partner,
        field=cohort.field,
        period=(cohort.starts_on, cohort.ends_on),
        made_at=datetime.datetime.now(datetime.UTC),
        filters={},
        scores=tables.scores,
        gains=tables.gains,
        summary=tables.summary,
        roster=tables.roster,
        pass_marks=tables.pass_marks,
        sources=sources_of(load_imports(visit.store, visit.actor, cohort.id)),
    )


def sources_of(imports: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of each workbook; all the names where they cannot be told apart."""
    pairs: dict[str, str] = {}
    for each in imports.itertuples():
        hashes = str(each.sha256).split()
        names = str(each.files).split(", ")
        pairs |= dict(zip(hashes, names if len(names) == len(hashes) else [str(each.files)] * len(hashes), strict=True))
    return tuple((name, sha256) for sha256, name in pairs.items())


def form_of(school: School, tables: CohortTables, t: Texts) -> Callable[[], bytes]:
    """What makes the form at the click."""
    criteria = criteria_of(tables)
    school_name, cohort_name, roster, marks = school.name, tables.cohort.name, tables.roster, tables.scores
    return lambda: form_workbook(
        school=school_name, cohort_name=cohort_name, roster=roster, criteria=criteria, marks=marks, t=t
    )


def criteria_of(tables: CohortTables) -> dict[str, list[str]]:
    """The criteria that this cohort's marks name, aspect by aspect."""
    named = tables.scores[["aspect", "criterion"]].drop_duplicates()
    return {
        aspect.value: [name for name in named.loc[named["aspect"] == aspect, "criterion"] if name] for aspect in Aspect
    }


def file_name(*words: str) -> str:
    """The words as a file may be called on Windows."""
    return " - ".join(" ".join(word.translate(NOT_IN_FILE_NAMES).split()) for word in words) + ".xlsx"


def draw_summary(visit: Visit, school: School, tables: CohortTables) -> None:
    t = visit.t
    report = report_of(visit, school, tables)
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


def draw_form(visit: Visit, school: School, tables: CohortTables) -> None:
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
            form_of(school, tables, t),
            what="form_workbook",
            cohort_id=tables.cohort.id,
            width="stretch",
            file_name=file_name(t("Formulir nilai"), tables.cohort.name),
            icon=":material/edit_document:",
        )


def draw_page(visit: Visit, school: School) -> None:
    t = visit.t
    cohorts = load_cohorts(visit.store, visit.actor)
    if not cohorts:
        words = [
            tag("p", t("Belum ada kohort")),
            tag("p", t("Unggah lembar nilai dulu; kohort pertama dibuat di sana.")),
        ]
        draw(tag("div", *words, class_="cp-empty"))
        st.page_link(page_of(UPLOAD, t), label=t("Unggah lembar nilai"), icon=UPLOAD.icon)
        return
    tables = cohort_tables(visit, choose_cohort(cohorts, t, label=t("Pilih kohort")).id)
    left, right = st.columns(2)
    with left:
        draw_summary(visit, school, tables)
    with right:
        draw_form(visit, school, tables)


visit = start_page(EXPORT.title, needs=EXPORT.action)
use_style()
if visit.school is not None:
    draw_page(visit, visit.school)
