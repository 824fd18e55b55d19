"""Choosing a cohort or an aspect; the choice stands in the address, so a link and the back button show the same."""

from collections.abc import Mapping, Sequence

import streamlit as st

from capaian.locale import Texts
from capaian.store import Cohort
from capaian.web.parts_words import aspect_name
from capaian.web.shown import plain

COHORT = "kohort"
ASPECT = "aspek"
STUDENT = "siswa"
CLASS = "kelas"
PICTURE = "gambar"
COMPARISON = "pembanding"
CRITERION = "perilaku"
RULES_OF = "aturan"
INSTRUMENT = "instrumen"
GROUPING = "menurut"
FIRST_GROUP = "satu"
SECOND_GROUP = "dua"
DOCUMENT = "dokumen"
OPENED = "daftar"
ORDER = "urutan"
"""Names in the address."""
MISSING = "belum"
"""Under OPENED: the list of those who have not both marks stands open."""
NONE = "0"
"""In the address: nothing chosen, and meant so."""
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


def choose_class(classes: Sequence[str], t: Texts) -> str:
    """The class in the address, "" for all of them; where there is one class, nothing is asked."""
    if len(classes) < 2:
        return ""
    return choose_listed(CLASS, {"": t("Semua kelas"), **{name: name for name in classes}}, t("Kelas"), t)


def choose_listed(name: str, options: Mapping[str, str], label: str, t: Texts, *, default: str = "") -> str:
    """One of the keys of `options` (key to what is read), from the address or the default; a drop-down list."""
    here = _asked(name, options, default)
    key = f"choose_{name}"
    st.session_state[key] = here
    st.selectbox(
        label,
        list(options),
        format_func=lambda one: plain(options[one]),
        key=key,
        on_change=_into_address,
        args=(name, key),
        placeholder=t("Pilih satu"),
    )
    return here


def choose_shown(name: str, options: Mapping[str, str], label: str, *, default: str) -> str:
    """The same as buttons side by side, for a few options; the label is read out only."""
    here = _asked(name, options, default)
    key = f"choose_{name}"
    st.session_state[key] = here
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        required=True,
        on_change=_into_address,
        args=(name, key),
        label_visibility="collapsed",
    )
    return here


def _asked(name: str, options: Mapping[str, str], default: str) -> str:
    """What the address asks for; what it asks for and is not to be had counts as not asked for."""
    asked = st.query_params.get(name, default)
    return asked if asked in options else default if default in options else next(iter(options))


def _into_address(name: str, key: str) -> None:
    value = str(st.session_state[key])
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
