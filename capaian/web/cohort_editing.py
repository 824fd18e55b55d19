"""Changing what a cohort is called, when it was, who took part, and its pass marks; by who may, while it is open."""

import streamlit as st

from capaian.access import Action, may
from capaian.problems import CapaianError
from capaian.scores import Aspect
from capaian.store import Cohort, data_version, load_lock, load_pass_marks, save_cohort, save_pass_marks
from capaian.web.cohort_fields import draw_cohort_fields, typed_cohort
from capaian.web.outcome import draw_outcome, note_done, note_trouble
from capaian.web.page import Visit
from capaian.web.parts_details import quiet
from capaian.web.parts_html import draw
from capaian.web.parts_words import aspect_name


def draw_editing(visit: Visit, cohort: Cohort) -> None:
    """What the last change did, and the way to the next one; nothing for who may not. Raises Refused, StoreError."""
    if not may(visit.actor, Action.EDIT_COHORT, cohort.id) or cohort.names_removed_on is not None:
        return
    t = visit.t.about("students")
    draw_outcome(t)
    with st.popover(t("Ubah kohort"), icon=":material/edit:", type="tertiary", key=_opened(cohort), on_change="rerun"):
        if load_lock(visit.store, visit.actor, cohort.id) is not None:
            draw(quiet(t("Kohort ini sudah dikunci. Buka kuncinya di halaman Riwayat untuk mengubahnya.")))
            return
        prefix = f"edit_{cohort.id}_{data_version(visit.store, cohort.id)}_"
        marks = load_pass_marks(visit.store, visit.actor, cohort.id)
        with st.form(f"{prefix}form", border=False):
            draw_cohort_fields(t, prefix, cohort)
            for column, aspect in zip(st.columns(len(Aspect)), Aspect, strict=True):
                label = t("KKM {aspect}", aspect=aspect_name(aspect, t))
                column.number_input(label, 0.0, 100.0, marks[aspect], 1.0, key=f"{prefix}mark_{aspect}", format="%g")
            draw(quiet(t("Setiap angka kohort ini mengikuti. Siapa mengubah dan kapan tercatat.")))
            st.form_submit_button(
                t("Simpan kohort"), type="primary", icon=":material/save:", on_click=_keep,
                args=(visit, cohort, prefix, marks),
            )  # fmt: skip


def _keep(visit: Visit, cohort: Cohort, prefix: str, marks: dict[str, float]) -> None:
    """Save what is another than before and close the fields; where it could not be, they stay open as they are."""
    typed = {aspect: st.session_state[f"{prefix}mark_{aspect}"] for aspect in Aspect}
    changed = {aspect.value: mark for aspect, mark in typed.items() if mark is not None and mark != marks[aspect]}
    try:
        save_cohort(visit.store, visit.actor, cohort_id=cohort.id, **typed_cohort(prefix))
        if changed:
            save_pass_marks(visit.store, visit.actor, cohort.id, changed)
    except CapaianError as error:
        note_trouble(error.message(visit.t))
        st.session_state[_opened(cohort)] = True
        return
    st.session_state[_opened(cohort)] = False
    note_done(visit.t("Kohort disimpan."))


def _opened(cohort: Cohort) -> str:
    """Under which key it is remembered whether the fields are open."""
    return f"edit_{cohort.id}"
