"""Metode: how every number is made, as in docs/, and by which formula each cohort's scales become 0-100."""

import streamlit as st

from capaian.access import Action, may
from capaian.store import load_cohorts, load_rules
from capaian.web.method import DOCUMENTS, METHOD_TEXT, document_text
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import DOCUMENT, choose_shown
from capaian.web.parts_details import quiet
from capaian.web.parts_html import draw
from capaian.web.parts_style import use_style
from capaian.web.scoring import conversions_table
from capaian.web.screens import METHOD, SCORING, may_open, page_of


def draw_conversions(visit: Visit) -> None:
    """Folded; what is folded is not built."""
    t = visit.t
    label = t("Konversi skala tiap kohort")
    with st.expander(label, icon=":material/straighten:", on_change="rerun", key="conversions") as folded:
        if not folded.open:
            return
        cohorts = load_cohorts(visit.store, visit.actor)
        named = [
            (each.name, load_rules(visit.store, visit.actor, each.id))
            for each in cohorts
            if may(visit.actor, Action.VIEW_COHORT, each.id)
        ]
        draw(conversions_table(named, t) or quiet(t("Semua nilai ditulis pada skala 0–100.")))
        if may_open(SCORING, visit.actor):
            st.page_link(page_of(SCORING, t), label=t(SCORING.title), icon=SCORING.icon)


visit = start_page(METHOD.title, needs=METHOD.action)
use_style()
titles = {name: visit.t(title) for name, title in DOCUMENTS.items()}
chosen = choose_shown(DOCUMENT, titles, visit.t("Dokumen"), default=METHOD_TEXT)
if chosen == METHOD_TEXT:
    draw_conversions(visit)
st.markdown(document_text(chosen, visit.t.language))
