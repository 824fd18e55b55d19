"""A form that was made for another cohort than the one chosen: asked before anything else is shown of it."""

import streamlit as st

from capaian.reading import Reading
from capaian.store import Cohort, load_cohorts
from capaian.store.hindrances import made_for_others, meant_for
from capaian.web.page import Visit
from capaian.web.parts_choice import COHORT
from capaian.web.parts_cohort_step import MODE
from capaian.web.parts_editing import try_to
from capaian.web.shown import shown


def is_for_another(visit: Visit, cohort: Cohort, reading: Reading) -> bool:
    """Whether a form was made for another cohort and nobody has said which is meant; the question is then drawn."""
    others = made_for_others(reading, cohort.id)
    if not others:
        return False
    t = visit.t
    seen = {one.id: one.name for one in load_cohorts(visit.store, visit.actor)}
    for file, made_for in others:
        told = {"file": shown(file), "name": shown(cohort.name)}
        said = (
            t("Lembar ini dibuat untuk kohort “{other}”; Anda memilih “{name}”. ({file})",
              other=shown(seen[made_for]), **told)
            if made_for in seen
            else t("Lembar ini dibuat untuk kohort lain, yang tidak ada di daftar Anda; Anda memilih “{name}”. "
                   "({file})",
                   **told)
        )  # fmt: skip
        st.warning(said, icon=":material/alt_route:")
    with st.container(horizontal=True):
        for made_for in dict.fromkeys(made_for for _, made_for in others if made_for in seen):
            label = t("Simpan ke “{name}”", name=shown(seen[made_for]))
            st.button(label, key=f"made_for_{made_for}", type="primary", on_click=_choose, args=(made_for,))
        st.button(
            t("Memang untuk “{name}”", name=shown(cohort.name)), key="meant_for_this",
            on_click=try_to, args=(visit, cohort.id, meant_for(cohort.id, [file for file, _ in others])),
        )  # fmt: skip
    return True


def _choose(cohort_id: int) -> None:
    st.session_state[MODE] = "old"
    st.query_params[COHORT] = str(cohort_id)
