"""Metode: how every number is made, the same text as in docs/."""

import streamlit as st

from capaian.web.method import DOCUMENTS, METHOD_TEXT, document_text
from capaian.web.page import start_page
from capaian.web.parts_choice import DOCUMENT, choose_shown
from capaian.web.parts_style import use_style
from capaian.web.screens import METHOD

visit = start_page(METHOD.title, needs=METHOD.action)
use_style()
titles = {name: visit.t(title) for name, title in DOCUMENTS.items()}
chosen = choose_shown(DOCUMENT, titles, visit.t("Dokumen"), default=METHOD_TEXT)
st.markdown(document_text(chosen, visit.t.language))
