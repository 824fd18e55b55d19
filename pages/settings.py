"""Pengaturan: everything that is set up once or looked up rarely, one card each."""

from typing import Final

import streamlit as st

from capaian.web.page import Visit, start_page
from capaian.web.parts_html import draw, tag
from capaian.web.parts_style import use_style
from capaian.web.screens import SETTINGS, Screen, page_of, under_settings

ABREAST: Final = 3


def draw_cards(visit: Visit, screens: list[Screen]) -> None:
    """As many abreast as a laptop holds; on a phone one below the other."""
    for first in range(0, len(screens), ABREAST):
        columns = st.columns(ABREAST)
        for column, screen in zip(columns, screens[first : first + ABREAST], strict=False):
            with column:
                draw_card(visit, screen)


def draw_card(visit: Visit, screen: Screen) -> None:
    t = visit.t
    with st.container(border=True, height="stretch", key=f"way_{screen.address}"):
        st.page_link(page_of(screen, t), label=f"**{t(screen.title)}**", icon=screen.icon, width="stretch")
        draw(tag("p", t(screen.hint), class_="cp-quiet"))


visit = start_page(SETTINGS.title, needs=SETTINGS.action)
use_style()
draw_cards(visit, under_settings(visit.actor))
