"""Ekspor: what leaves the app. Excel first, then paper; what each section offers stands in its own part."""

import datetime

import streamlit as st

from capaian.access import Action, may
from capaian.store import School, load_cohorts
from capaian.web.caching import cohort_tables
from capaian.web.page import Visit, start_page
from capaian.web.parts_audience import choose_audience
from capaian.web.parts_choice import choose_cohort
from capaian.web.parts_excel import Export, draw_form, draw_summary
from capaian.web.parts_html import draw, tag
from capaian.web.parts_paper import draw_papers, draw_shared_papers
from capaian.web.parts_style import use_style
from capaian.web.screens import EXPORT, UPLOAD, page_of


def draw_empty(visit: Visit) -> None:
    t = visit.t
    words = [
        tag("p", t("Belum ada kohort")),
        tag("p", t("Unggah lembar nilai dulu; kohort pertama dibuat di sana.")),
    ]
    draw(tag("div", *words, class_="cp-empty"))
    st.page_link(page_of(UPLOAD, t), label=t("Unggah lembar nilai"), icon=UPLOAD.icon)


def draw_page(visit: Visit, school: School) -> None:
    """For whom, then sections one under the other: Excel, then paper."""
    t = visit.t
    cohorts = load_cohorts(visit.store, visit.actor)
    if not cohorts:
        draw_empty(visit)
        return
    read_at = datetime.datetime.now(datetime.UTC)
    cohort = choose_cohort(cohorts, t, label=t("Pilih kohort"))
    sees = may(visit.actor, Action.VIEW_STUDENTS, cohort.id) and cohort.names_removed_on is None
    audience = choose_audience(visit, sees_students=sees)
    st.header(t("Excel"), anchor=False)
    left, right = st.columns(2)
    with left:
        draw_summary(Export(visit, school, cohorts, audience, read_at), cohort)
    if not sees:
        draw_shared_papers(visit, school, cohort, read_at=read_at)
        return
    tables = cohort_tables(visit, cohort.id)
    with right:
        draw_form(visit, school, tables, read_at=read_at)
    draw_papers(visit, school, tables, audience=audience, read_at=read_at)


visit = start_page(EXPORT.title, needs=EXPORT.action)
use_style()
if visit.school is not None:
    draw_page(visit, visit.school)
