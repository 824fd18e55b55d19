"""Makna tersimpan: what headings and odd values were said to mean, one's own and the school's; to be changed."""

from typing import Any, Final

import streamlit as st

from capaian.access import Action, may
from capaian.problems import CapaianError
from capaian.store import Remembered, School, forget_meaning, load_meanings, save_meaning, share_meaning
from capaian.web.outcome import draw_outcome, note_done, note_trouble
from capaian.web.page import Visit, start_page
from capaian.web.parts_html import draw, tag
from capaian.web.parts_memory import (
    changed_meaning,
    column_choices,
    heading_of,
    key_of,
    memory_card,
    value_choices,
    value_name,
    values_of,
)
from capaian.web.parts_style import use_style
from capaian.web.screens import MEANINGS
from capaian.web.shown import shown

OPEN: Final = "meanings_open"
"""In the session: the meaning that is being changed."""


def is_own(visit: Visit, remembered: Remembered) -> bool:
    """Whether this person may change it."""
    return not remembered.is_school or may(visit.actor, Action.EDIT_SCHOOL)


def draw_one(visit: Visit, school: School, remembered: Remembered, shared: set[tuple[str, ...]]) -> None:
    t = visit.t
    with st.container(border=True):
        draw(memory_card(remembered, t, time_zone=school.time_zone))
        if not is_own(visit, remembered):
            return
        if st.session_state.get(OPEN) == remembered.id:
            draw_form(visit, remembered)
            return
        key = remembered.id
        with st.container(horizontal=True):
            st.button(t("Ubah…"), key=f"edit_{key}", icon=":material/edit:", on_click=open_form, args=(key,))
            label = t("Lupakan semua")
            st.button(label, key=f"forget_{key}", icon=":material/delete:", on_click=forget, args=(visit, key))
            if not remembered.is_school and may(visit.actor, Action.EDIT_SCHOOL):
                told = t("Ganti milik sekolah") if remembered.meaning.headings in shared else t("Jadikan milik sekolah")
                st.button(told, key=f"share_{key}", icon=":material/group:", on_click=share, args=(visit, key))


def draw_form(visit: Visit, remembered: Remembered) -> None:
    """One choice a column, with the name of its criterion, and one a text."""
    t, meaning = visit.t, remembered.meaning
    with st.form(f"meaning_{remembered.id}", border=False):
        for at in sorted(meaning.columns):
            answer, heading = meaning.columns[at], shown(heading_of(meaning, at, t))
            choices, (left, right) = column_choices(answer, t), st.columns([3, 2], vertical_alignment="bottom")
            left.selectbox(
                t("Kolom “{heading}”", heading=heading), list(choices), list(choices).index(key_of(answer)),
                format_func=choices.__getitem__, key=f"column_{remembered.id}_{at}",
            )  # fmt: skip
            right.text_input(
                t("Kriteria (boleh kosong)"), answer.criterion, key=f"criterion_{remembered.id}_{at}", max_chars=200
            )
        for n, (scope, text, what) in enumerate(values_of(meaning)):
            choices = value_choices(what, t)
            st.selectbox(
                shown(value_name(meaning, scope, text, t)), list(choices), list(choices).index(what),
                format_func=choices.__getitem__, key=f"value_{remembered.id}_{n}",
            )  # fmt: skip
        with st.container(horizontal=True):
            st.form_submit_button(t("Simpan arti ini"), type="primary", on_click=change, args=(visit, remembered))
            st.form_submit_button(t("Tidak jadi"), on_click=open_form, args=(None,))


def open_form(meaning_id: int | None) -> None:
    st.session_state[OPEN] = meaning_id


def change(visit: Visit, remembered: Remembered) -> None:
    typed, meaning, key = st.session_state, remembered.meaning, remembered.id
    columns = {at: (typed[f"column_{key}_{at}"], typed[f"criterion_{key}_{at}"] or "") for at in meaning.columns}
    values = {(scope, text): typed[f"value_{key}_{n}"] for n, (scope, text, _) in enumerate(values_of(meaning))}
    done = visit.t("Arti disimpan. Berkas berikutnya dengan judul yang sama dibaca begitu.")
    _try(visit, done, save_meaning, key, changed_meaning(meaning, columns, values))


def forget(visit: Visit, meaning_id: int) -> None:
    _try(visit, visit.t("Arti itu dilupakan. Capaian akan bertanya lagi."), forget_meaning, meaning_id)


def share(visit: Visit, meaning_id: int) -> None:
    _try(visit, visit.t("Sekarang berlaku untuk seluruh sekolah."), share_meaning, meaning_id)


def _try(visit: Visit, done: str, act: Any, *what: Any) -> None:
    open_form(None)
    try:
        act(visit.store, visit.actor, *what)
    except CapaianError as error:
        note_trouble(error.message(visit.t))
        return
    note_done(done)


def draw_page(visit: Visit, school: School) -> None:
    t = visit.t
    draw(
        tag(
            "p",
            t(
                "Yang pernah Anda jawab di Unggah dipakai lagi untuk berkas dengan judul kolom yang sama: milik Anda "
                "dulu, lalu milik sekolah."
            ),
            class_="cp-quiet",
        )
    )
    draw_outcome(t)
    listed = load_meanings(visit.store, visit.actor)
    if not listed:
        draw(tag("div", tag("p", t("Belum ada yang diingat. Jawaban Anda di Unggah akan muncul di sini.")),
                 class_="cp-empty"))  # fmt: skip
        return
    shared = {each.meaning.headings for each in listed if each.is_school}
    for each in sorted(listed, key=lambda each: each.is_school):
        draw_one(visit, school, each, shared)


visit = start_page(MEANINGS.title, needs=MEANINGS.action)
use_style()
if visit.school is not None:
    draw_page(visit, visit.school)
