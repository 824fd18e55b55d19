"""Unggah: one page that grows, from the cohort to the saved marks."""

import datetime
import hashlib
from collections.abc import Sequence
from typing import Final

import streamlit as st

from capaian.access import Action, may
from capaian.problems import CapaianError, Severity
from capaian.reading import Reading, limits_of, read_workbooks
from capaian.scores import CohortKind
from capaian.store import (
    Cohort,
    Comparison,
    ImportResult,
    compare_import,
    count_without_consent,
    load_cohorts,
    save_cohort,
    save_import,
)
from capaian.web.page import Visit, start_page
from capaian.web.parts_changes import changed_marks, comparison_counts
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.parts_choice import choose_cohort
from capaian.web.parts_found import found_list
from capaian.web.parts_html import draw, tag
from capaian.web.parts_problems import problem_list
from capaian.web.parts_style import use_style
from capaian.web.parts_words import cohort_kind
from capaian.web.running import settings
from capaian.web.screens import COHORT, UPLOAD, page_of
from capaian.web.shown import shown

READ: Final = "upload_read"
DONE: Final = "upload_done"
ROUND: Final = "upload_round"
TROUBLE: Final = "upload_trouble"
MODE: Final = "upload_mode"


def draw_cohort_step(visit: Visit) -> Cohort | None:
    """The cohort the marks go to, or None while there is none."""
    t = visit.t
    st.subheader(t("1. Kohort"), anchor=False)
    cohorts = load_cohorts(visit.store, visit.actor)
    modes = {"old": t("Kohort yang sudah ada"), "new": t("Kohort baru")}
    if not may(visit.actor, Action.EDIT_COHORT):
        return choose_cohort(cohorts, t, label=t("Kohort")) if cohorts else None
    if cohorts:
        st.session_state.setdefault(MODE, "old")
        mode = st.segmented_control(
            t("Nilai ini untuk"), list(modes), format_func=modes.__getitem__, key=MODE, required=True
        )
        if mode == "old":
            return choose_cohort(cohorts, t, label=t("Kohort"))
    draw_cohort_form(visit)
    return None


def draw_cohort_form(visit: Visit) -> None:
    t = visit.t
    st.markdown(t("Kohort adalah sekelompok siswa yang mengikuti satu pelatihan."))
    with st.form("cohort"):
        st.text_input(t("Nama kohort"), key="cohort_name", max_chars=120, placeholder=t("mis. Las Dasar, Gelombang 1"))
        left, right = st.columns(2)
        left.text_input(
            t("Mitra pelatihan"), key="cohort_partner", max_chars=120, placeholder=t("mis. BLPT Yogyakarta")
        )
        right.text_input(
            t("Bidang pelatihan"), key="cohort_field", max_chars=120, placeholder=t("mis. Teknik Pengelasan")
        )
        first, second, third = st.columns(3)
        first.date_input(t("Tanggal mulai"), value=None, key="cohort_from", format="DD/MM/YYYY")
        second.date_input(t("Tanggal selesai"), value=None, key="cohort_to", format="DD/MM/YYYY")
        third.selectbox(t("Jenis"), list(CohortKind), key="cohort_kind", format_func=lambda kind: cohort_kind(kind, t))
        st.form_submit_button(t("Buat kohort"), type="primary", on_click=create_cohort, args=(visit,))
    draw_trouble()


def create_cohort(visit: Visit) -> None:
    typed = st.session_state
    try:
        cohort_id = save_cohort(
            visit.store,
            visit.actor,
            name=typed["cohort_name"].strip(),
            kind=typed["cohort_kind"],
            partner=typed["cohort_partner"].strip(),
            field=typed["cohort_field"].strip(),
            starts_on=typed["cohort_from"],
            ends_on=typed["cohort_to"],
        )
    except CapaianError as error:
        typed[TROUBLE] = error.message(visit.t)
        return
    typed[MODE] = "old"
    st.query_params[COHORT_NAME] = str(cohort_id)


def draw_trouble() -> None:
    """What the last click could not do, said once."""
    if trouble := st.session_state.pop(TROUBLE, None):
        st.error(shown(trouble, longest=600), icon=":material/error:")


def draw_file_step(visit: Visit) -> Reading | None:
    """What was read of the files chosen, or None while there are none."""
    t = visit.t
    st.subheader(t("2. Lembar nilai"), anchor=False)
    files = st.file_uploader(
        t("Pilih satu atau beberapa berkas Excel. Berkas Anda sendiri boleh dipakai, tidak perlu dirapikan dulu."),
        accept_multiple_files=True,
        key=f"files_{st.session_state.get(ROUND, 0)}",
        help=t(
            "Berkas .xlsx, .xls, .xlsb, dan .ods dapat dibaca. Nilai sebelum dan sesudah boleh di berkas yang berbeda."
        ),
    )
    if not files:
        return None
    return read_once(visit, [(file.name, file.getvalue()) for file in files])


def read_once(visit: Visit, files: Sequence[tuple[str, bytes]]) -> Reading:
    """The same files are read once; they are known by their names and SHA-256."""
    t = visit.t
    key = tuple((name, hashlib.sha256(content).hexdigest()) for name, content in files)
    kept = st.session_state.get(READ)
    if kept is None or kept[0] != key:
        with st.spinner(t.plural("Membaca {n} berkas…", "Membaca {n} berkas…", len(files)), show_time=True):
            kept = (key, read_workbooks(files, limits=limits_of(settings())))
        st.session_state[READ] = kept
    return kept[1]


def draw_found_step(visit: Visit, reading: Reading) -> None:
    t = visit.t
    st.subheader(t("3. Yang ditemukan"), anchor=False)
    draw(found_list(reading.files, t))
    told = [file.message for file in reading.files if file.message]
    problems = [problem for problem in reading.problems if problem not in told]
    if problems:
        st.subheader(t("Yang perlu dilihat"), anchor=False)
        draw(problem_list(problems, t))


def draw_save_step(visit: Visit, cohort: Cohort, reading: Reading) -> None:
    t = visit.t
    st.subheader(t("4. Simpan"), anchor=False)
    if reading.blocked:
        st.button(t("Simpan"), disabled=True, key="save")
        st.warning(why_blocked(visit, reading), icon=":material/block:")
        return
    try:
        comparison = compare_import(visit.store, visit.actor, cohort.id, reading)
    except CapaianError as error:
        st.button(t("Simpan"), disabled=True, key="save")
        st.warning(shown(error.message(t), longest=600), icon=":material/block:")
        return
    if comparison.already:
        draw_nothing_new(visit, comparison.already)
        return
    draw(comparison_counts(comparison, t), changed_marks(comparison, t))
    what = what_saving_does(visit, comparison, reading)
    if what is None:
        draw_nothing_new(visit, None)
        return
    st.markdown(t("Disimpan ke kohort **{name}**.", name=shown(cohort.name)))
    st.button(
        t("Simpan {what}", what=what),
        type="primary",
        key="save",
        icon=":material/save:",
        on_click=save,
        args=(visit, cohort, reading, what),
    )
    draw_trouble()


def what_saving_does(visit: Visit, comparison: Comparison, reading: Reading) -> str | None:
    """What would be saved, in words, or None where nothing would change."""
    t = visit.t
    if marks := comparison.new + comparison.changed:
        touched = len(reading.students) if comparison.new else comparison.changes["student"].nunique()
        students = t.plural("{n} siswa", "{n} siswa", touched)
        return t("{marks} untuk {students}", marks=t.plural("{n} nilai", "{n} nilai", marks), students=students)
    if comparison.joining:
        return t.plural("{n} siswa baru di kohort", "{n} siswa baru di kohort", comparison.joining)
    return None


def draw_nothing_new(visit: Visit, already: datetime.datetime | None) -> None:
    t = visit.t
    st.button(t("Simpan"), disabled=True, key="save")
    if already and visit.school:
        moment = t.moment(already, visit.school.time_zone)
        st.info(
            t("Berkas ini sudah diunggah {moment}. Tidak ada yang berubah.", moment=moment), icon=":material/check:"
        )
    else:
        st.info(t("Semua nilai di berkas ini sudah tersimpan. Tidak ada yang berubah."), icon=":material/check:")


def why_blocked(visit: Visit, reading: Reading) -> str:
    t = visit.t
    n = sum(problem.severity is Severity.BLOCKS for problem in reading.problems)
    if not n:
        return t("Belum ada nilai yang dapat disimpan dari berkas ini.")
    why = t.plural(
        "Belum dapat disimpan: {n} hal harus diperbaiki dulu. Perbaiki di Excel, simpan, lalu pilih berkasnya lagi.",
        "Belum dapat disimpan: {n} hal harus diperbaiki dulu. Perbaiki di Excel, simpan, lalu pilih berkasnya lagi.",
        n,
    )
    if any(file.status == "refused" for file in reading.files):
        return f"{why} {t('Berkas yang tidak dapat dibaca boleh dilepas dengan tanda ✕.')}"
    return why


def save(visit: Visit, cohort: Cohort, reading: Reading, what: str) -> None:
    try:
        result = save_import(visit.store, visit.actor, cohort.id, reading)
    except CapaianError as error:
        st.session_state[TROUBLE] = error.message(visit.t)
        return
    st.session_state[DONE] = (result, cohort.id, cohort.name, what)
    forget_files()


def forget_files() -> None:
    st.session_state.pop(READ, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def draw_done(visit: Visit, result: ImportResult, cohort_id: int, cohort_name: str, what: str) -> None:
    t = visit.t
    said = t("Tersimpan: {what}, di kohort {name}.", what=what, name=cohort_name)
    waiting = t.plural(
        "{n} siswa belum punya nilai sesudah.", "{n} siswa belum punya nilai sesudah.", result.without_after
    )
    without = count_without_consent(visit.store, visit.actor, cohort_id)
    consents = t.plural("{n} siswa belum ada persetujuan.", "{n} siswa belum ada persetujuan.", without)
    lines = [
        tag("p", said, class_="cp-lead"),
        tag("p", waiting, class_="cp-quiet") if result.without_after else None,
        tag("p", consents, class_="cp-quiet") if without else None,
    ]
    draw(tag("div", *lines, class_="cp-done"))
    with st.container(horizontal=True):
        way = page_of(COHORT, t)
        if st.button(t("Lihat hasil kohort ini"), type="primary", icon=":material/arrow_forward:"):
            st.session_state.pop(DONE)
            st.switch_page(way, query_params={COHORT_NAME: str(cohort_id)})
        st.button(t("Unggah berkas lain"), on_click=lambda: st.session_state.pop(DONE))


visit = start_page(UPLOAD.title, needs=UPLOAD.action)
use_style()
if DONE in st.session_state:
    draw_done(visit, *st.session_state[DONE])
    st.stop()
cohort = draw_cohort_step(visit)
if cohort is not None and (reading := draw_file_step(visit)) is not None:
    draw_found_step(visit, reading)
    draw_save_step(visit, cohort, reading)
