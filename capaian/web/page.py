"""The first call of every page: who is asking, which database, in which language."""

from dataclasses import dataclass

import streamlit as st

from capaian.access import LOCAL_USER, Actor
from capaian.locale import Texts
from capaian.store import School, Store, load_school
from capaian.web.language import reader_texts
from capaian.web.schools import store_of, which_school
from capaian.web.screens import SETUP, page_of


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of one page for one person. `visit.t` are the texts in the reader's language."""

    t: Texts
    actor: Actor
    store: Store
    school: School | None
    is_demo: bool


def this_visit() -> Visit:
    """Who is asking, asked anew at every run, so that a change acts at the next click. Raises StoreError."""
    which = which_school(st.context.cookies)
    store = store_of(which)
    return Visit(reader_texts(), LOCAL_USER, store, load_school(store, LOCAL_USER), which == "demo")


def start_page(title: str, *, without_school: bool = False) -> Visit:
    """Begin a page: its title, the banner of the example school, and the visit.

    title: a message marked with N_. Where no school has been set up and the page needs one, the
    page ends here with a sentence and the way to the setup page.
    """
    visit = this_visit()
    t = visit.t
    st.set_page_config(page_title=f"{t(title)} · Capaian")
    if visit.is_demo:
        st.info(
            t(
                "Ini sekolah contoh: semua nama dan nilai rekaan. [Pakai data sekolah sendiri]({way})",
                way="/pilih/sekolah/sendiri?ke=/mulai",
            ),
            icon=":material/science:",
        )
    st.title(t(title))
    if visit.school is None and not without_school:
        st.info(t("Belum ada sekolah di komputer ini. Mulai dengan melihat contoh atau menyiapkan sekolah Anda."))
        st.page_link(page_of(SETUP, t), label=t("Buka halaman Mulai"), icon=":material/arrow_forward:")
        st.stop()
    return visit
