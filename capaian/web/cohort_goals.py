"""What was wanted of a cohort, and for who may set it the way to do so."""

import streamlit as st

from capaian.access import Action, may
from capaian.scores import CohortKind
from capaian.store import Target, save_goal
from capaian.web.cohort_view import CohortView
from capaian.web.page import Visit
from capaian.web.parts_details import quiet
from capaian.web.parts_goals import goal_list
from capaian.web.parts_html import draw


def draw_goals(visit: Visit, view: CohortView) -> None:
    """What was wanted of the aspect, and for who may set it the way to do so."""
    t, target = visit.t, view.target
    if target is not None and visit.school is not None:
        draw(goal_list(view.row, target, view.cohort, t, time_zone=visit.school.time_zone))
    if view.aspect is None or view.cohort.kind is not CohortKind.PROGRAMME:
        return
    if may(visit.actor, Action.EDIT_COHORT, view.cohort.id):
        with st.popover(t("Ubah target") if target else t("Tetapkan target"), icon=":material/flag:", type="tertiary"):
            draw_goal_form(visit, view, view.aspect, target)


def draw_goal_form(visit: Visit, view: CohortView, aspect: str, target: Target | None) -> None:
    """Both targets of one aspect; a blank one is none. Raises StoreError, Refused."""
    t = visit.t
    share = None if target is None or target.pass_share is None else 100 * target.pass_share
    with st.form(f"goal_{view.cohort.id}_{aspect}", border=False):
        draw(quiet(t("Tetapkan sebelum pelatihan dimulai. Kosongkan untuk menghapus.")))
        gain = st.number_input(t("Kenaikan rata-rata (poin)"), 0.0, 100.0, target.mean_gain if target else None, 1.0)
        passing = st.number_input(t("Siswa yang mencapai KKM (%)"), 0.0, 100.0, share, 5.0)
        if st.form_submit_button(t("Simpan target"), type="primary"):
            wanted = None if passing is None else passing / 100
            save_goal(visit.store, visit.actor, view.cohort.id, aspect, mean_gain=gain, pass_share=wanted)
            st.rerun()
