"""What the last click on a page did, said once at the next run."""

from typing import Final

import streamlit as st

from capaian.locale import Texts
from capaian.web.shown import shown

_SAID: Final = "outcome_said"
_TROUBLE: Final = "outcome_trouble"
_UNCLEAN: Final = "outcome_unclean"


def note_done(sentence: str, *, file_is_clean: bool = True) -> None:
    """It was done. file_is_clean: whether nothing deleted is left in the database's file."""
    st.session_state[_SAID] = sentence
    st.session_state[_UNCLEAN] = not file_is_clean


def note_trouble(sentence: str) -> None:
    """It could not be done."""
    st.session_state[_TROUBLE] = sentence


def draw_outcome(t: Texts) -> None:
    """Say it, and forget it."""
    if trouble := st.session_state.pop(_TROUBLE, None):
        st.error(shown(trouble, longest=600), icon=":material/error:")
    if said := st.session_state.pop(_SAID, None):
        st.success(shown(said, longest=300), icon=":material/check:")
    if st.session_state.pop(_UNCLEAN, False):
        st.warning(
            t(
                "Berkas basis data sedang dipakai, sehingga sisanya mungkin masih ada di cakram. Tutup Capaian di "
                "peladen, lalu jalankan: python -m capaian retention --act"
            ),
            icon=":material/warning:",
        )


def is_same(typed: str, wanted: str) -> bool:
    """Whether what was typed to make sure is the name that was asked for."""
    return " ".join(typed.split()).casefold() == " ".join(wanted.split()).casefold()
