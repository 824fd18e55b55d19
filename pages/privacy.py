"""Data pribadi: who consented, what one student's data are, how long names stay, and the papers."""

import datetime
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from capaian.problems import CapaianError
from capaian.store import (
    Keeping,
    School,
    load_cohorts,
    load_consents,
    load_keeping,
    preview_removal,
    remove_identities,
    save_consent,
)
from capaian.web.downloads import kept_button
from capaian.web.one_student import draw_one_student
from capaian.web.outcome import draw_outcome, is_same, note_done, note_trouble
from capaian.web.page import Visit, start_page
from capaian.web.papers import Paper, paper_text
from capaian.web.parts_choice import choose_cohort
from capaian.web.parts_html import draw, tag
from capaian.web.parts_privacy import consent_list, keeping_list, what_stays
from capaian.web.parts_style import use_style
from capaian.web.pieces import empty_caches
from capaian.web.running import settings
from capaian.web.screens import PRIVACY
from capaian.web.shown import plain, shown

PARTS: Final = ("consents", "student", "retention", "papers")


def today_at(school: School) -> datetime.date:
    return datetime.datetime.now(ZoneInfo(school.time_zone)).date()


def draw_consents(visit: Visit, school: School) -> None:
    t = visit.t
    cohorts = load_cohorts(visit.store, visit.actor)
    if not cohorts:
        st.info(t("Belum ada kohort. Unggah nilai dahulu."))
        return
    cohort = choose_cohort(cohorts, t, label=t("Kohort"))
    consents = load_consents(visit.store, visit.actor, cohort.id)
    if consents.empty:
        st.info(t("Belum ada siswa di kohort ini."))
        return
    without = int((~consents["given"].fillna(False)).sum())
    told = t.plural("{n} siswa belum ada persetujuan.", "{n} siswa belum ada persetujuan.", without)
    draw(tag("p", told if without else t("Semua siswa di kohort ini sudah disetujui."), class_="cp-lead"))
    names = {row.student: plain(f"{row.name} ({row.class_name or '–'})") for row in consents.itertuples()}
    with st.form("consent"):
        st.multiselect(
            t("Siswa"), list(names), format_func=names.__getitem__, key="consent_students", placeholder=t("Pilih siswa")
        )
        left, middle, right = st.columns(3)
        left.radio(t("Jawaban"), ["yes", "no"], format_func={"yes": t("Setuju"), "no": t("Tidak setuju")}.__getitem__,
                   key="consent_given", horizontal=True)  # fmt: skip
        today = today_at(school)
        middle.date_input(t("Tanggal surat"), today, max_value=today, key="consent_date", format="DD/MM/YYYY")
        right.text_input(t("Nomor atau tempat surat"), key="consent_reference", max_chars=200)
        st.form_submit_button(t("Catat"), type="primary", on_click=record, args=(visit, school))
    draw(consent_list(consents, t))


def record(visit: Visit, school: School) -> None:
    typed = st.session_state
    try:
        for student in typed["consent_students"]:
            save_consent(
                visit.store, visit.actor, student,
                given=typed["consent_given"] == "yes", on_date=typed["consent_date"],
                reference=typed["consent_reference"], today=today_at(school),
            )  # fmt: skip
    except CapaianError as error:
        note_trouble(error.message(visit.t))
        return
    n = len(typed["consent_students"])
    note_done(visit.t.plural("Dicatat untuk {n} siswa.", "Dicatat untuk {n} siswa.", n))
    typed["consent_students"] = []


def draw_retention(visit: Visit, school: School) -> None:
    t, years, today = visit.t, settings().retention_years, today_at(school)
    keeping = load_keeping(visit.store, visit.actor, years=years, today=today)
    told = t.plural(
        "Nama dan nilai disimpan {n} tahun sesudah tanggal selesai kohort. Sesudah itu hanya jumlahnya yang tetap.",
        "Nama dan nilai disimpan {n} tahun sesudah tanggal selesai kohort. Sesudah itu hanya jumlahnya yang tetap.",
        years,
    )
    draw(tag("p", told, class_="cp-quiet"), keeping_list(keeping, t))
    for each in keeping:
        if each.is_due:
            draw_due(visit, each, today)


def draw_due(visit: Visit, keeping: Keeping, today: datetime.date) -> None:
    t = visit.t
    with st.container(border=True):
        st.subheader(shown(keeping.name), anchor=False)
        draw(what_stays(preview_removal(visit.store, visit.actor, keeping.cohort), t))
        st.text_input(
            t("Untuk memastikan, tulis nama kohort ini: {name}", name=shown(keeping.name)),
            key=f"remove_{keeping.cohort}",
        )
        st.button(t("Hapus identitas, simpan jumlahnya"), key=f"remove_now_{keeping.cohort}",
                  icon=":material/delete_forever:", on_click=remove, args=(visit, keeping, today))  # fmt: skip


def remove(visit: Visit, keeping: Keeping, today: datetime.date) -> None:
    t = visit.t
    if not is_same(st.session_state[f"remove_{keeping.cohort}"], keeping.name):
        note_trouble(t("Yang ditulis belum sama. Tidak ada yang dihapus."))
        return
    years = settings().retention_years
    try:
        told = remove_identities(visit.store, visit.actor, keeping.cohort, years=years, today=today)
    except CapaianError as error:
        note_trouble(error.message(t))
        return
    empty_caches()
    said = t.plural("Identitas {n} siswa dihapus.", "Identitas {n} siswa dihapus.", told.students)
    note_done(said, file_is_clean=told.file_is_clean)


def draw_papers(visit: Visit, school: School) -> None:
    t, years = visit.t, visit.t.number(settings().retention_years, 0)
    titles = {
        Paper.NOTICE: t("Pemberitahuan dan persetujuan orang tua/wali"),
        Paper.BREACH: t("Bila data bocor: 3 x 24 jam"),
    }
    for paper, title in titles.items():
        kept_button(
            t("Unduh: {title}", title=title),
            lambda paper=paper: paper_text(paper, t.language, school=school.name, years=years).encode(),
            file_name=f"{title.replace('/', ' ').replace(':', '')}.md",
            mime="text/markdown",
            key=f"paper_{paper.value}",
        )
        with st.expander(title, icon=":material/description:"):
            st.markdown(paper_text(paper, t.language, school=shown(school.name), years=years))


def draw_page(visit: Visit, school: School) -> None:
    t = visit.t
    names = dict(zip(PARTS, (t("Persetujuan"), t("Seorang siswa"), t("Masa simpan"), t("Surat")), strict=True))
    st.session_state.setdefault("privacy_part", PARTS[0])
    part = st.segmented_control(
        t("Bagian"), list(names), format_func=names.__getitem__, key="privacy_part", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    draw_outcome(t)
    if part == "consents":
        draw_consents(visit, school)
    elif part == "student":
        draw_one_student(visit)
    elif part == "retention":
        draw_retention(visit, school)
    else:
        draw_papers(visit, school)


visit = start_page(PRIVACY.title, needs=PRIVACY.action)
use_style()
if visit.school is not None:
    draw_page(visit, visit.school)
