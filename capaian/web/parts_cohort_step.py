"""The first step of an upload: the cohort that the marks go to, one that is there or a new one."""

from typing import Final

import streamlit as st

from capaian.access import Action, may
from capaian.locale import Texts
from capaian.problems import CapaianError
from capaian.scores import CohortKind
from capaian.store import Cohort, load_cohorts, save_cohort
from capaian.web.outcome import draw_outcome, note_trouble
from capaian.web.page import Visit
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.parts_choice import choose_cohort
from capaian.web.parts_html import draw, tag
from capaian.web.parts_words import cohort_kind

MODE: Final = "upload_mode"
STEPS: Final = 5


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
        who = {"students": t("Siswa"), "teachers": t("Guru")}
        st.radio(t("Peserta"), list(who), format_func=who.__getitem__, key="cohort_participants", horizontal=True)
        st.form_submit_button(t("Buat kohort"), type="primary", on_click=create_cohort, args=(visit,))
    draw_outcome(t)


def create_cohort(visit: Visit) -> None:
    """Make the cohort that was typed in, and choose it."""
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
            participants=typed["cohort_participants"],
        )
    except CapaianError as error:
        note_trouble(error.message(visit.t))
        return
    typed[MODE] = "old"
    st.query_params[COHORT_NAME] = str(cohort_id)
