"""The rights of one student: a copy of everything, correction, and being forgotten."""

import datetime
from collections.abc import Callable
from typing import Final

import streamlit as st

from capaian.access import Actor
from capaian.problems import CapaianError
from capaian.reports import tables_workbook
from capaian.store import (
    Portrait,
    Store,
    Student,
    correct_student,
    find_students,
    find_undone_students,
    forget_student,
    load_portrait,
    load_student,
    preview_forgetting,
)
from capaian.store.rotation import gone_by
from capaian.web.downloads import EXCEL, kept_button
from capaian.web.outcome import is_same, note_done, note_trouble
from capaian.web.page import Visit
from capaian.web.parts_html import draw
from capaian.web.parts_privacy import portrait_tables, what_goes
from capaian.web.pieces import empty_caches
from capaian.web.running import settings
from capaian.web.shown import LONGEST, plain, shown

FIELDS: Final = ("name", "nisn", "nis", "sex", "class_name", "programme")
_SEARCH: Final = "privacy_search"
_CHOSEN: Final = "privacy_student"


def draw_one_student(visit: Visit) -> None:
    """The search, and of the student chosen the copy, the correction and the way to be forgotten."""
    t = visit.t
    text = st.text_input(t("Cari siswa"), key=_SEARCH, placeholder=t("Nama, NISN, atau NIS"), icon=":material/search:")
    if not text.strip():
        return
    found = find_students(visit.store, visit.actor, text.strip()[:LONGEST])
    undone = find_undone_students(visit.store, visit.actor, text.strip()[:LONGEST])
    for row in undone.itertuples():
        _draw_undone(visit, int(str(row.student)), str(row.name))
    if found.empty and undone.empty:
        st.info(t("Tidak ada siswa yang cocok dengan “{text}”. Coba sebagian namanya saja.", text=shown(text)))
        return
    if found.empty:
        return
    told = [
        plain(f"{row.name} ({row.class_name or '–'}, NISN {row.nisn or '–'}, {row.cohorts})")
        for row in found.itertuples()
    ]
    names = dict(zip(found["student"].tolist(), told, strict=True))
    chosen = st.selectbox(t("Siswa"), list(names), format_func=names.__getitem__, key=_CHOSEN)
    if chosen is None:
        return
    student = load_student(visit.store, visit.actor, chosen)
    _draw_portrait(visit, student)
    _draw_correction(visit, student)
    _draw_forgetting(visit, student.id, student.name)


def _draw_portrait(visit: Visit, student: Student) -> None:
    t = visit.t
    st.subheader(t("Salinan semua data"), anchor=False)
    store, actor, name = visit.store, visit.actor, t("Data siswa {id}", id=student.id)
    files = {
        t("Unduh (Excel)"): (f"{name}.xlsx", EXCEL, lambda told: tables_workbook(portrait_tables(told, t), t)),
        t("Unduh (JSON)"): (f"{name}.json", "application/json", lambda told: told.as_json().encode()),
    }
    with st.container(horizontal=True):
        for label, (file_name, mime, written) in files.items():
            kept_button(label, _copy(store, actor, student.id, written), file_name=file_name, mime=mime, key=mime)


def _copy(store: Store, actor: Actor, student: int, written: Callable[[Portrait], bytes]) -> Callable[[], bytes]:
    """What the click calls: the right is asked for then, and the log gets its line."""
    return lambda: written(load_portrait(store, actor, student))


def _draw_correction(visit: Visit, student: Student) -> None:
    t = visit.t
    with st.expander(t("Perbaiki identitas"), icon=":material/edit:"), st.form(f"correct_{student.id}", border=False):
        labels = dict(
            zip(FIELDS, (t("Nama"), "NISN", "NIS", t("Jenis kelamin"), t("Kelas"), t("Program keahlian")), strict=True)
        )
        sexes = {"": "–", "L": t("Laki-laki"), "P": t("Perempuan")}
        for field, label in labels.items():
            key, value = f"correct_{student.id}_{field}", getattr(student, field)
            if field == "sex":
                st.selectbox(label, list(sexes), list(sexes).index(value) if value in sexes else 0,
                             format_func=sexes.__getitem__, key=key)  # fmt: skip
            else:
                st.text_input(label, value, key=key, max_chars=200)
        st.form_submit_button(t("Simpan perbaikan"), type="primary", on_click=_correct, args=(visit, student))


def _correct(visit: Visit, student: Student) -> None:
    wanted = {field: st.session_state[f"correct_{student.id}_{field}"] or "" for field in FIELDS}
    try:
        changed = correct_student(visit.store, visit.actor, student.id, **wanted)
    except CapaianError as error:
        note_trouble(error.message(visit.t))
        return
    note_done(visit.t("Perbaikan disimpan.") if changed else visit.t("Tidak ada yang berubah."))


def _draw_undone(visit: Visit, student: int, name: str) -> None:
    t = visit.t
    st.info(
        t(
            "“{name}” hanya ada di unggahan yang sudah dibatalkan, dan akan kembali bila pembatalan itu dibatalkan.",
            name=shown(name),
        ),
        icon=":material/undo:",
    )
    _draw_forgetting(visit, student, name)


def _draw_forgetting(visit: Visit, student: int, name: str) -> None:
    t = visit.t
    with st.expander(t("Hapus siswa ini"), icon=":material/delete:"):
        st.markdown(t("Yang dihapus, untuk selamanya:"))
        draw(what_goes(preview_forgetting(visit.store, visit.actor, student), t))
        st.markdown(
            t(
                "Siswa ini tidak ada lagi di cadangan Capaian paling lambat {date}. Salinan cadangan dan berkas Excel "
                "di tempat lain tidak ikut terhapus; hapus juga yang di sana bila perlu.",
                date=t.date(gone_by(datetime.datetime.now(datetime.UTC), settings().backup_forget_days)),
            )
        )
        st.text_input(t("Untuk memastikan, tulis nama siswa ini: {name}", name=shown(name)), key=f"forget_{student}")
        st.button(t("Hapus siswa ini dan semua nilainya"), key=f"forget_now_{student}",
                  icon=":material/delete_forever:", on_click=_forget, args=(visit, student, name))  # fmt: skip


def _forget(visit: Visit, student: int, name: str) -> None:
    t = visit.t
    if not is_same(st.session_state[f"forget_{student}"], name):
        note_trouble(t("Yang ditulis belum sama. Tidak ada yang dihapus."))
        return
    try:
        told = forget_student(visit.store, visit.actor, student)
    except CapaianError as error:
        note_trouble(error.message(t))
        return
    empty_caches()
    _forget_typed()
    note_done(t("Siswa itu dan semua nilainya sudah dihapus."), file_is_clean=told.file_is_clean)


def _forget_typed() -> None:
    """Take the name out of this tab's own memory too."""
    for key in [key for key in st.session_state if str(key).startswith((_SEARCH, _CHOSEN, "correct_", "forget_"))]:
        del st.session_state[key]
