"""Choosing a cohort or an aspect; the choice stands in the address, so a link and the back button show the same."""

from collections.abc import Sequence

import streamlit as st

from capaian.locale import Texts
from capaian.store import Cohort
from capaian.web.parts_words import aspect_name
from capaian.web.shown import plain

COHORT = "kohort"
ASPECT = "aspek"
STUDENT = "siswa"
"""Names in the address."""
_LAST = "cohort_last_seen"


def number_in_address(name: str) -> int | None:
    """The id that the address carries under this name, or None where it carries none that could be one."""
    text = st.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def choose_cohort(cohorts: Sequence[Cohort], t: Texts, *, label: str) -> Cohort:
    """The cohort in the address, else the one this person looked at last, else the first of them.

    What the address asks for and this person's cohorts do not hold counts as not asked for.
    """
    by_id = {cohort.id: cohort for cohort in cohorts}
    asked = number_in_address(COHORT) or st.session_state.get(_LAST)
    here = by_id.get(asked or 0, cohorts[0])
    st.session_state[_LAST] = here.id
    st.session_state["choose_cohort"] = here.id
    st.selectbox(
        label,
        list(by_id),
        format_func=lambda one: plain(by_id[one].name),
        key="choose_cohort",
        on_change=_into_address,
        args=(COHORT, "choose_cohort"),
        placeholder=t("Pilih satu"),
    )
    return here


def choose_aspect(aspects: Sequence[str | None], t: Texts) -> str | None:
    """The aspect in the address, or the first; one alone is not asked for."""
    keys = [aspect or "" for aspect in aspects]
    asked = st.query_params.get(ASPECT, keys[0])
    here = asked if asked in keys else keys[0]
    if len(keys) > 1:
        st.session_state["choose_aspect"] = here
        st.segmented_control(
            t("Aspek"),
            keys,
            format_func=lambda key: aspect_name(key or None, t),
            key="choose_aspect",
            required=True,
            on_change=_into_address,
            args=(ASPECT, "choose_aspect"),
            label_visibility="collapsed",
        )
    return here or None


def _into_address(name: str, key: str) -> None:
    st.query_params[name] = str(st.session_state[key])
