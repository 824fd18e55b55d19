"""The entry script of every run: who is asking, the menu, the way to another language, then the page.

It lives in a folder that has no `pages/` beside it. Beside one, Streamlit would run a page that is
opened by its address without running this script first (see docs/decisions.md).
"""

from pathlib import Path
from typing import Final

import streamlit as st

from capaian.web.choices import language_way
from capaian.web.identity import sign_out
from capaian.web.language import reader_texts
from capaian.web.page import Visit, end_signed_out, this_visit
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.screens import COHORT, OVERVIEW, SCREENS, SETTINGS, SETUP, Section, in_menu, page_of
from capaian.web.shown import shown
from capaian.web.ways import SIGN_IN, go_on

ICON: Final = Path(__file__).with_name("icon.png")
"""A file, because an icon by name would be fetched from another host."""


def to_first_screen() -> None:
    """Where `/` leads: to the overview, or to the setup page while there is no school."""
    visit = this_visit()
    if visit is None:
        end_signed_out()
    st.switch_page(page_of(OVERVIEW if visit.school else SETUP, visit.t))


def menu(visit: Visit | None) -> list[st.Page]:
    """All pages; seen are those that this person may open. A page opened by its address asks again."""
    t = visit.t if visit else reader_texts()
    first = st.Page(to_first_screen, title="Capaian", url_path="awal", default=True, visibility="hidden")
    seen = [s for s in SCREENS if visit and (in_menu(s, visit.actor) if visit.school else s is SETUP)]
    return [first, *(page_of(screen, t, in_menu=screen in seen) for screen in SCREENS)]


def draw_way_back(visit: Visit, address: str) -> None:
    """Over a page that is not in the menu: the way back to where it is listed."""
    listed = {Section.SETTINGS: SETTINGS, Section.COHORT: COHORT}
    here = next((screen for screen in SCREENS if screen.address == address), None)
    if visit.school is None or here is None or here.section not in listed:
        return
    cohort = st.query_params.get(COHORT_NAME, "")
    chosen = {COHORT_NAME: cohort} if here.section is Section.COHORT and cohort else None
    st.page_link(page_of(listed[here.section], visit.t), icon=":material/arrow_back:", query_params=chosen)


def draw_foot(visit: Visit, address: str) -> None:
    """Under the menu: the other language, who is signed in, the way out."""
    t = visit.t
    label, way = language_way(t.language, address, st.query_params.to_dict())
    st.link_button(label, way, type="tertiary", icon=":material/translate:")
    if visit.asking.is_visitor:
        return
    st.markdown(f":material/person: {shown(visit.asking.name, longest=60)}")
    if st.button(t("Keluar"), key="sign_out", icon=":material/logout:", type="tertiary"):
        sign_out()
        go_on(t("Ke halaman masuk"), SIGN_IN)
        st.stop()


def main() -> None:
    """One run."""
    visit = this_visit()
    if visit is None:
        st.navigation(menu(None), position="hidden")
        end_signed_out()
    st.set_page_config(page_title="Capaian", page_icon=str(ICON), layout="wide", menu_items={})
    st.logo(str(ICON), size="large")
    page = st.navigation(menu(visit), expanded=True)
    with st.sidebar:
        draw_foot(visit, page.url_path)
    draw_way_back(visit, page.url_path)
    page.run()


main()
