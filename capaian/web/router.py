"""The entry script of every run: the menu, the way to another language, then the page.

It lives in a folder that has no `pages/` beside it. Beside one, Streamlit would run a page that is
opened by its address without running this script first (see docs/decisions.md).
"""

from pathlib import Path
from typing import Final

import streamlit as st

from capaian.web.choices import language_way
from capaian.web.page import Visit, this_visit
from capaian.web.screens import COHORT, SCREENS, SETUP, may_anywhere, page_of

ICON: Final = Path(__file__).with_name("icon.png")
"""A file, because an icon by name would be fetched from another host."""


def to_first_screen() -> None:
    """Where `/` leads: to the cohorts, or to the setup page while there is no school."""
    visit = this_visit()
    st.switch_page(page_of(COHORT if visit.school else SETUP, visit.t))


def menu(visit: Visit) -> list[st.Page]:
    """The pages this person may open; while there is no school the menu shows the setup page alone."""
    first = st.Page(to_first_screen, title="Capaian", url_path="awal", default=True, visibility="hidden")
    allowed = [screen for screen in SCREENS if may_anywhere(visit.actor, screen.action)]
    return [first, *(page_of(s, visit.t, in_menu=visit.school is not None or s is SETUP) for s in allowed)]


def main() -> None:
    """One run."""
    st.set_page_config(page_title="Capaian", page_icon=str(ICON), layout="wide", menu_items={})
    st.logo(str(ICON), size="large")
    visit = this_visit()
    page = st.navigation(menu(visit), expanded=True)
    with st.sidebar:
        label, way = language_way(visit.t.language, page.url_path)
        st.link_button(label, way, type="tertiary", icon=":material/translate:")
    page.run()


main()
