"""Unggah: one page that grows, from the cohort to the saved marks; nothing is saved before the last button."""

import datetime
from typing import Final

import streamlit as st

from capaian.access import Action, may
from capaian.problems import CapaianError, Severity
from capaian.reading import Reading
from capaian.reading.deciding import to_decide
from capaian.store import (
    Cohort,
    Comparison,
    ImportResult,
    count_without_consent,
)
from capaian.web.compared import comparison_of, matches_of
from capaian.web.outcome import draw_outcome, note_trouble
from capaian.web.page import Visit, start_page
from capaian.web.parts_changes import changed_marks, comparison_counts, left_out, still_missing
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.parts_cohort_step import draw_cohort_step, draw_step
from capaian.web.parts_conflicts import draw_conflicts
from capaian.web.parts_files_step import draw_file_step
from capaian.web.parts_found_step import draw_found
from capaian.web.parts_history import UNDO_OPEN
from capaian.web.parts_html import draw, tag
from capaian.web.parts_made_for import is_for_another
from capaian.web.parts_meaning import draw_meaning, is_about_meaning
from capaian.web.parts_mending import draw_copies, draw_mends, zeros_to_answer
from capaian.web.parts_pointing import may_be_pointed
from capaian.web.parts_problems import problem_list
from capaian.web.parts_scale import scales_to_answer
from capaian.web.parts_sides import sides_to_answer
from capaian.web.parts_students_found import draw_students
from capaian.web.parts_style import use_style
from capaian.web.screens import COHORT, HISTORY, UPLOAD, Screen, page_of
from capaian.web.shown import shown
from capaian.web.uploading import files, forget_files, save_upload

DONE: Final = "upload_done"
SAVING: Final = "upload_saving"


def draw_found_step(visit: Visit, cohort: Cohort, reading: Reading) -> None:
    t = visit.t
    draw_step(t, 3, t("3. Yang ditemukan"))
    draw_found(visit, cohort.id, reading)
    draw_meaning(visit, cohort.id, reading)


def draw_check_step(visit: Visit, cohort: Cohort, reading: Reading) -> None:
    """The students in three piles, and everything that is in doubt."""
    t = visit.t
    draw_step(t, 4, t("4. Yang perlu diperiksa"))
    if len(reading.students):
        draw_students(visit, cohort, matches_of(visit, cohort.id, reading))
    told = [file.message for file in reading.files if file.message]
    left = [p for p in reading.problems if p not in told]
    problems = [p for p in left if not is_about_meaning(p, reading)]
    if problems:
        draw(problem_list(problems, t))
    elif not told:
        draw(tag("p", t("Tidak ada masalah di berkas ini."), class_="cp-quiet"))
    draw_mends(visit, cohort.id, reading, problems)
    draw_copies(visit, cohort.id, files(), left)


def draw_save_step(visit: Visit, cohort: Cohort, reading: Reading) -> None:
    t = visit.t
    draw_step(t, 5, t("5. Simpan"))
    draw_outcome(t)
    if reading.blocked or to_decide(reading.problems):
        draw_not_yet(visit, why_blocked(visit, reading))
        return
    try:
        comparison = comparison_of(visit, cohort.id, reading)
    except CapaianError as error:
        draw_not_yet(visit, shown(error.message(t), longest=600))
        return
    if comparison.already:
        draw_nothing_new(visit, comparison.already)
        return
    draw(comparison_counts(comparison, t), left_out(comparison, t), changed_marks(comparison, t))
    draw_conflicts(visit, cohort.id, comparison.conflicts)
    if comparison.undecided:
        n = len(comparison.undecided)
        why = t.plural(
            "{n} siswa belum dipastikan. Pilih siapa yang dimaksud di langkah 4.",
            "{n} siswa belum dipastikan. Pilih siapa yang dimaksud di langkah 4.",
            n,
        )
        draw_not_yet(visit, why)
        return
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
        on_click=begin_saving,
        args=(cohort, reading, what, comparison.seen),
    )


def draw_not_yet(visit: Visit, why: str) -> None:
    """The button that is off, and why."""
    st.button(visit.t("Simpan"), disabled=True, key="save")
    st.warning(why, icon=":material/block:")


def what_saving_does(visit: Visit, comparison: Comparison, reading: Reading) -> str | None:
    """What would be saved, in words, or None where nothing would change."""
    t = visit.t
    if marks := comparison.new + comparison.changed:
        out = comparison.strangers + comparison.set_aside
        touched = len(reading.students) - out if comparison.new else comparison.changes["student"].nunique()
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
    if not n and zeros_to_answer(reading):
        return t("Belum dapat disimpan: pilih dulu di langkah 4 apa arti nilai 0.")
    if not n and scales_to_answer(reading):
        return t("Belum dapat disimpan: pilih dulu di langkah 4 dari berapa nilainya.")
    if not n and sides_to_answer(reading):
        return t("Belum dapat disimpan: pilih dulu di langkah 4 nilai mana yang benar.")
    if not n:
        return t("Belum ada nilai yang dapat disimpan dari berkas ini.")
    if may_be_pointed(reading):
        return t("Belum dapat disimpan: tunjukkan tabelnya di langkah 3, atau lepas berkas itu dengan tanda ✕.")
    why = t.plural(
        "Belum dapat disimpan: {n} hal harus diperbaiki dulu. Perbaiki di langkah 4, atau di Excel lalu pilih lagi.",
        "Belum dapat disimpan: {n} hal harus diperbaiki dulu. Perbaiki di langkah 4, atau di Excel lalu pilih lagi.",
        n,
    )
    if any(file.status == "refused" for file in reading.files):
        return f"{why} {t('Berkas yang tidak dapat dibaca boleh dilepas dengan tanda ✕.')}"
    return why


def begin_saving(*saved: object) -> None:
    """At the click: the next run saves before it does anything else, and says so meanwhile."""
    st.session_state[SAVING] = saved


def save(visit: Visit) -> None:
    """Save what was asked for at the last click, once."""
    cohort, reading, what, seen = st.session_state[SAVING]
    said = visit.t("Menyimpan {what}…", what=what)
    st.toast(said, icon=":material/hourglass_top:")  # seen from wherever the button was
    with st.spinner(said, show_time=True):
        st.session_state.pop(SAVING)
        try:
            result = save_upload(visit, cohort.id, reading, seen=seen)
        except CapaianError as error:
            note_trouble(error.message(visit.t))
        else:
            st.session_state[DONE] = (result, cohort.id, cohort.name, what)
            forget_files()


def draw_done(visit: Visit, result: ImportResult, cohort_id: int, cohort_name: str, what: str) -> None:
    """What was saved, what is still missing, and the ways on."""
    t = visit.t
    draw_outcome(t)
    said = t("Tersimpan: {what}, di kohort {name}.", what=what, name=cohort_name)
    without = count_without_consent(visit.store, visit.actor, cohort_id)
    lines = [tag("p", line, class_="cp-quiet") for line in still_missing(result, without, t)]
    draw(tag("div", tag("p", said, class_="cp-lead"), *lines, class_="cp-done"))
    with st.container(horizontal=True):
        if st.button(t("Lihat hasil kohort ini"), type="primary", icon=":material/arrow_forward:"):
            leave(visit, COHORT, cohort_id)
        st.button(t("Unggah berkas lain"), on_click=lambda: st.session_state.pop(DONE))
        allowed = result.import_id is not None and may(visit.actor, Action.UNDO_OWN_IMPORT, cohort_id)
        if allowed and st.button(t("Batalkan impor ini"), icon=":material/undo:", key="undo_this"):
            st.session_state[UNDO_OPEN] = result.import_id
            leave(visit, HISTORY, cohort_id)


def leave(visit: Visit, screen: Screen, cohort_id: int) -> None:
    st.session_state.pop(DONE)
    st.switch_page(page_of(screen, visit.t), query_params={COHORT_NAME: str(cohort_id)})


visit = start_page(UPLOAD.title, needs=UPLOAD.action)
use_style()
if SAVING in st.session_state:
    save(visit)
if DONE in st.session_state:
    draw_done(visit, *st.session_state[DONE])
    st.stop()
cohort = draw_cohort_step(visit)
if cohort is not None and (reading := draw_file_step(visit)) is not None:
    if is_for_another(visit, cohort, reading):
        st.stop()
    draw_found_step(visit, cohort, reading)
    draw_check_step(visit, cohort, reading)
    draw_save_step(visit, cohort, reading)
