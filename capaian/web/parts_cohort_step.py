"""The first step of an upload: the cohort that the marks go to, one that is there or a new one."""

from typing import Final

import streamlit as st

from capaian.access import Action, may
from capaian.locale import Texts
from capaian.problems import CapaianError
from capaian.store import Cohort, load_cohorts, save_cohort
from capaian.web.cohort_fields import draw_cohort_fields, typed_cohort
from capaian.web.outcome import draw_outcome, note_trouble
from capaian.web.page import Visit
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.parts_choice import choose_cohort
from capaian.web.parts_html import draw, tag

MODE: Final = "upload_mode"
STEPS: Final = 5
NEW: Final = "cohort_"
"""How the keys of the fields of a new cohort begin."""


def draw_step(t: Texts, number: int, title: str) -> None:
    """The heading of a step, and in words which of all it is."""
    st.subheader(title, anchor=False)
    draw(tag("p", t("Langkah {n} dari {all}", n=number, all=STEPS), class_="cp-quiet"))


def draw_cohort_step(visit: Visit) -> Cohort | None:
    """The cohort the marks go to, or None while there is none."""
    t = visit.t
    draw_step(t, 1, t("1. Kohort"))
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
    """The form for a new cohort."""
    t = visit.t
    st.markdown(t("Kohort adalah sekelompok siswa, atau guru, yang mengikuti satu pelatihan."))
    with st.form("cohort"):
        draw_cohort_fields(t, NEW)
        st.form_submit_button(t("Buat kohort"), type="primary", on_click=create_cohort, args=(visit,))
    draw_outcome(t)


def create_cohort(visit: Visit) -> None:
    """Make the cohort that was typed in, and choose it."""
    typed = st.session_state
    try:
        cohort_id = save_cohort(visit.store, visit.actor, **typed_cohort(NEW))
    except CapaianError as error:
        note_trouble(error.message(visit.t))
        return
    typed[MODE] = "old"
    st.query_params[COHORT_NAME] = str(cohort_id)
