"""The first call of every page: who is asking, which database, in which language."""

from dataclasses import dataclass

import streamlit as st

from capaian.access import LOCAL_USER, Action, Actor, require
from capaian.locale import Texts
from capaian.store import School, Store, load_school
from capaian.web.choices import TO_OWN
from capaian.web.language import reader_texts
from capaian.web.schools import store_of, which_school
from capaian.web.screens import SETUP, may_anywhere, page_of


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


def start_page(title: str, *, needs: Action = Action.VIEW_SCHOOL, without_school: bool = False) -> Visit:
    """Begin a page: its title, the banner of the example school, and the visit.

    title: a message marked with N_. needs: the right asked for here, and again by the store for
    each cohort. Where no school has been set up and the page needs one, the setup page is opened
    instead. Raises Refused for who has no right to the page, StoreError where there is no database.
    """
    visit = this_visit()
    t = visit.t
    if visit.school is None and not without_school:
        st.switch_page(page_of(SETUP, t))
    if not may_anywhere(visit.actor, needs):
        require(visit.actor, needs)
    st.set_page_config(page_title=f"{t(title)} · Capaian")
    if visit.is_demo:
        show_demo_banner(t)
    st.title(t(title), anchor=False)
    return visit


def show_demo_banner(t: Texts) -> None:
    """That everything is invented here, and the way to the school's own data."""
    with st.container(key="capaian_demo", border=True, horizontal=True, vertical_alignment="center"):
        words = t("Ini **sekolah contoh**: semua nama dan nilai rekaan.")
        st.markdown(f":material/science: {words}", width="content")
        st.link_button(t("Pakai data sekolah sendiri"), TO_OWN, icon=":material/logout:")
