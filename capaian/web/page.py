"""The first call of every page: who is asking, which database, in which language."""

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from capaian.access import VISITOR, Action, Actor, may_somewhere, require
from capaian.locale import Texts
from capaian.store import School, Store, load_school
from capaian.web import identity
from capaian.web.choices import TO_OWN
from capaian.web.identity import Asking
from capaian.web.language import reader_texts
from capaian.web.schools import store_of, which_school
from capaian.web.screens import SETUP, page_of
from capaian.web.watch import draw_troubles
from capaian.web.ways import SIGN_IN


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of one page for one person. `visit.t` are the texts in the reader's language.

    actor: what this person is in this database; in the example school everybody is a visitor.
    school: None before one has been set up, and for a visitor outside the example.
    """

    t: Texts
    actor: Actor
    store: Store
    school: School | None
    is_demo: bool
    asking: Asking


def this_visit() -> Visit | None:
    """Who is asking, asked anew at every run, so that a change acts at the next click; None: nobody signed in.

    Raises StoreError.
    """
    asking = identity.who_is_asking()
    identity.forget_others(asking)
    if asking is None or asking.actor.must_change:
        return None
    which = which_school(st.context.cookies)
    store = store_of(which)
    is_demo = which == "demo"
    own = None if asking.is_visitor and not is_demo else load_school(store, VISITOR if is_demo else asking.actor)
    t = reader_texts() if own is None else reader_texts().calling(own.pass_mark_name)
    return Visit(t, VISITOR if is_demo else asking.actor, store, own, is_demo, asking)


def start_page(title: str, *, needs: Action = Action.VIEW_SCHOOL, without_school: bool = False) -> Visit:
    """Begin a page: its title, the banner of the example school, and the visit.

    title: a message marked with N_. needs: the right asked for here, and again by the store for
    each cohort. Where nobody is signed in the page ends with the way to sign in. Where no school
    has been set up and the page needs one, the setup page is opened instead. Raises Refused for
    who has no right to the page, StoreError where there is no database.
    """
    visit = this_visit()
    if visit is None:
        end_signed_out()
    t = visit.t
    if visit.school is None and not without_school:
        st.switch_page(page_of(SETUP, t))
    if visit.is_demo and not may_somewhere(visit.actor, needs) and not without_school:
        end_outside_example(t, title)
    if not may_somewhere(visit.actor, needs):
        require(visit.actor, needs)
    st.set_page_config(page_title=f"{t(title)} · Capaian")
    if visit.is_demo:
        show_demo_banner(t)
    st.title(t(title), anchor=False)
    draw_troubles(t, visit.actor)
    return visit


def end_signed_out() -> NoReturn:
    """What an open tab says after its sign-in has ended, elsewhere or by time."""
    t = reader_texts()
    st.title(t("Anda sudah keluar"), anchor=False)
    st.markdown(
        t("Sesi Anda di Capaian sudah berakhir, di sini atau di tab lain. Yang sudah disimpan tetap tersimpan.")
    )
    st.link_button(t("Masuk lagi"), SIGN_IN, type="primary", icon=":material/login:")
    st.stop()


def end_outside_example(t: Texts, title: str) -> NoReturn:
    """What a page says in the example school that only a school's own people can use."""
    show_demo_banner(t)
    st.title(t(title), anchor=False)
    st.markdown(t("Halaman ini bekerja di sekolah Anda sendiri. Sekolah contoh hanya untuk dilihat."))
    st.link_button(t("Pakai data sekolah sendiri"), TO_OWN, icon=":material/logout:")
    st.stop()


def show_demo_banner(t: Texts) -> None:
    """That everything is invented here, and the way to the school's own data."""
    with st.container(key="capaian_demo", border=True, horizontal=True, vertical_alignment="center"):
        words = t("Ini **sekolah contoh**: semua nama dan nilai rekaan.")
        st.markdown(f":material/science: {words}", width="content")
        st.link_button(t("Pakai data sekolah sendiri"), TO_OWN, icon=":material/logout:")
