"""Metode: how every number is made, the same text as in docs/."""

import streamlit as st

from capaian.web.method import method_text
from capaian.web.page import start_page
from capaian.web.parts_style import use_style
from capaian.web.screens import METHOD

visit = start_page(METHOD.title, needs=METHOD.action)
use_style()
st.markdown(method_text(visit.t.language))
