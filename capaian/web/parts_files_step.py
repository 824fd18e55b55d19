"""The second step of an upload: files that are chosen, cells that are pasted, or an upload that was not finished."""

from typing import Final

import streamlit as st

from capaian.locale import Texts
from capaian.problems import CapaianError
from capaian.reading import Reading
from capaian.reports.pasted_workbook import LONGEST
from capaian.store import UploadDraft, drop_draft, load_cohorts
from capaian.web.outcome import note_trouble
from capaian.web.page import Visit
from capaian.web.parts_choice import COHORT
from capaian.web.parts_cohort_step import MODE, draw_step
from capaian.web.parts_html import draw, tag
from capaian.web.shown import shown
from capaian.web.uploading import (
    files,
    forget_files,
    go_on_with,
    let_go_if_emptied,
    let_go_of_pasted,
    pasted,
    reading_of,
    take_files,
    take_pasted,
    unfinished,
    uploader_key,
)

_PASTE: Final = "pasted_text"
_TROUBLE: Final = "paste_trouble"


def draw_file_step(visit: Visit) -> Reading | None:
    """What was read of the files chosen, or None while there are none."""
    t = visit.t
    draw_step(t, 2, t("2. Lembar nilai"))
    chosen = st.file_uploader(
        t("Pilih satu atau beberapa berkas Excel. Berkas Anda sendiri boleh dipakai, tidak perlu dirapikan dulu."),
        accept_multiple_files=True,
        key=uploader_key(),
        on_change=let_go_if_emptied,
        help=t(
            "Berkas .xlsx, .xls, .xlsb, dan .ods dapat dibaca. Nilai sebelum dan sesudah boleh di berkas yang berbeda."
        ),
    )
    take_files(chosen)
    _draw_paste(t)
    draft = unfinished(visit)
    if not files():
        if draft is not None and draft.files:
            _draw_unfinished(visit, draft)
        return None
    if not chosen and len(files()) > len(pasted()):
        names = ", ".join(name for name, _ in files()[: len(files()) - len(pasted())])
        st.info(t("Melanjutkan dengan {files}.", files=shown(names)), icon=":material/description:")
        st.button(t("Lepas berkas ini"), on_click=forget_files)
    reading = reading_of(visit)
    _draw_still_to_choose(t, draft, reading)
    return reading


def _draw_paste(t: Texts) -> None:
    """Cells copied from Excel, instead of a file or beside one."""
    with st.expander(t("Tempel sel dari Excel"), icon=":material/content_paste:", expanded=bool(pasted())):
        if names := ", ".join(name for name, _ in pasted()):
            st.markdown(t("Sudah ditempel: {files}.", files=shown(names)))
            st.button(t("Lepas tempelan"), on_click=let_go_of_pasted, icon=":material/close:")
        with st.form("paste", clear_on_submit=True):
            st.text_area(
                t("Blok tabel di Excel bersama judulnya, salin, lalu tempel di sini. Sel pertama dihitung sebagai A1."),
                key=_PASTE,
                height=140,
                max_chars=LONGEST,
                placeholder=t("No    Nama    Teknis sebelum    Teknis sesudah"),
            )
            st.form_submit_button(t("Baca tempelan"), on_click=_take_pasted, args=(t,))
        if trouble := st.session_state.pop(_TROUBLE, None):
            st.error(trouble, icon=":material/error:")


def _take_pasted(t: Texts) -> None:
    try:
        take_pasted(str(st.session_state.get(_PASTE, "")))
    except CapaianError as error:
        st.session_state[_TROUBLE] = shown(error.message(t), longest=300)


def _draw_unfinished(visit: Visit, draft: UploadDraft) -> None:
    """That an upload was begun: the way on, or which files are to be chosen again."""
    t = visit.t
    names = ", ".join(file.name for file in draft.files)
    when = t.moment(draft.at, visit.school.time_zone) if visit.school else ""
    cohort = next((one.name for one in load_cohorts(visit.store, visit.actor) if one.id == draft.cohort_id), "")
    kept = all(file.content is not None for file in draft.files)
    with st.container(border=True):
        words = t("Unggahan {files} dari {when} belum selesai.", files=names, when=when)
        where = t("Tujuannya kohort {name}.", name=cohort) if cohort else None
        how = (
            t("Berkas dan jawaban Anda masih tersimpan.")
            if kept
            else t("Pilih lagi berkas yang sama: {files}. Jawaban Anda masih tersimpan.", files=names)
        )
        draw(tag("p", " ".join(filter(None, (words, where, how)))))
        with st.container(horizontal=True):
            if kept:
                st.button(
                    t("Lanjutkan"), type="primary", key="go_on", icon=":material/resume:",
                    on_click=_go_on, args=(draft,),
                )  # fmt: skip
            elif draft.cohort_id and cohort and st.query_params.get(COHORT) != str(draft.cohort_id):
                st.button(t("Buka kohort itu"), key="go_to_cohort", on_click=_to_cohort, args=(draft,))
            st.button(t("Buang unggahan ini"), key="drop_unfinished", on_click=_drop, args=(visit,))


def _to_cohort(draft: UploadDraft) -> None:
    if draft.cohort_id is not None:
        st.session_state[MODE] = "old"
        st.query_params[COHORT] = str(draft.cohort_id)


def _go_on(draft: UploadDraft) -> None:
    _to_cohort(draft)
    go_on_with(draft)


def _drop(visit: Visit) -> None:
    try:
        drop_draft(visit.store, visit.actor)
    except CapaianError as error:
        note_trouble(error.message(visit.t))


def _draw_still_to_choose(t: Texts, draft: UploadDraft | None, reading: Reading) -> None:
    """Of an upload in several files, those that are not chosen again yet."""
    here = {file.sha256 for file in reading.files}
    if draft is None or not any(file.sha256 in here for file in draft.files):
        return
    if missing := [file.name for file in draft.files if file.sha256 not in here]:
        names = ", ".join(missing)
        st.info(t("Belum dipilih lagi: {files}.", files=shown(names)), icon=":material/pending:")
