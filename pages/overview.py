"""Ringkasan: the school in one look, and one click from every number to the students behind it."""

from collections.abc import Sequence

import streamlit as st

from capaian.access import Action, may, may_somewhere
from capaian.improvement import people
from capaian.locale import Texts
from capaian.store import Cohort
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.parts_details import quiet
from capaian.web.parts_filters import draw_filters
from capaian.web.parts_html import draw, tag
from capaian.web.parts_school import WAITING, class_table, cohort_card, school_card, waiting_table
from capaian.web.parts_style import use_style
from capaian.web.school_view import CohortSums, SchoolView, school_view
from capaian.web.screens import OVERVIEW, SETUP, UPLOAD, may_open, page_of
from capaian.web.shown import shown


def draw_empty(visit: Visit) -> None:
    """What to do while there is nothing to sum."""
    t = visit.t
    if may_somewhere(visit.actor, Action.IMPORT_MARKS):
        words = t("Unggah lembar nilai sebelum dan sesudah pelatihan; hasil sekolah lalu tampil di sini.")
    elif may_somewhere(visit.actor, Action.VIEW_COHORT):
        words = t("Hasil sekolah tampil di sini setelah guru mengunggah lembar nilai.")
    else:
        words = t("Belum ada kohort yang ditugaskan kepada Anda. Mintalah admin sekolah untuk menugaskannya.")
    draw(tag("div", tag("p", t("Belum ada nilai di sini")), tag("p", words), class_="cp-empty"))
    if may_open(UPLOAD, visit.actor):
        st.page_link(page_of(UPLOAD, t), label=t("Unggah lembar nilai"), icon=UPLOAD.icon)
    elif may_open(SETUP, visit.actor):
        st.page_link(page_of(SETUP, t), label=t("Mulai"), icon=SETUP.icon)


def draw_school(visit: Visit, view: SchoolView) -> None:
    """The aspects over all programme cohorts, and what such a sum can and cannot say."""
    t = visit.t
    school = visit.school.name if visit.school else ""
    cohorts = t.plural("{n} kohort pelatihan", "{n} kohort pelatihan", len(view.programmes))
    draw(tag("p", f"{school} · {cohorts}", class_="cp-lead"))
    draw(tag("div", *(school_card(total, view.programmes, t) for total in view.totals), class_="cp-cards"))
    words = t(
        "Perubahan rata-rata selama pelatihan, belum bukti bahwa pelatihan penyebabnya. "
        "Siswa yang mengikuti dua pelatihan dihitung di keduanya."
    )
    draw(quiet(words))


def draw_cohorts(heading: str, cohorts: Sequence[CohortSums], t: Texts) -> None:
    if cohorts:
        st.subheader(heading, anchor=False)
        draw(tag("div", *(cohort_card(one, t) for one in cohorts), class_="cp-cards"))


def draw_waiting(visit: Visit, view: SchoolView) -> None:
    """Who has a mark before and none after, and which classes and cohorts have no mark at all."""
    t = visit.t
    listed = None if view.smallest is not None else waiting_table(view.programmes, t)
    if listed:
        st.subheader(t("Menunggu nilai sesudah"), anchor=WAITING)
        draw(quiet(t("Siswa yang punya nilai sebelum tetapi belum punya pasangannya, jadi belum ikut dihitung.")))
        draw(listed)
    if view.classes:
        st.subheader(t("Kelas yang belum mengunggah"), anchor=False)
        draw(class_table(view.classes, t))
    if view.empty:
        st.subheader(t("Kohort tanpa nilai"), anchor=False)
        for cohort in view.empty:
            draw_without_marks(visit, cohort)


def draw_without_marks(visit: Visit, cohort: Cohort) -> None:
    t = visit.t
    students = people(cohort.enrolled, cohort.participants, t)
    if may(visit.actor, Action.IMPORT_MARKS, cohort.id):
        st.page_link(
            page_of(UPLOAD, t),
            label=t("{cohort} ({students}): unggah lembar nilai", cohort=shown(cohort.name), students=students),
            icon=UPLOAD.icon,
            query_params={COHORT_NAME: str(cohort.id)},
        )
    else:
        draw(tag("p", f"{cohort.name} · {students}"))


def draw_page(visit: Visit) -> None:
    t, view = visit.t, school_view(visit)
    draw_filters(visit, {t("Kohort"): t("semua kohort pelatihan")} if view.totals else {})
    if view.totals:
        draw_school(visit, view)
    elif not view.others:
        draw_empty(visit)
    draw_cohorts(t("Kohort pelatihan"), view.programmes, t)
    draw_waiting(visit, view)
    draw_cohorts(t("Kelompok tanpa pelatihan"), view.others, t)
    if view.smallest is not None:
        draw(
            quiet(
                t(
                    "Kelompok di bawah {n} siswa tidak ditampilkan dan tidak ikut dijumlah.",
                    n=t.number(view.smallest, 0),
                )
            )
        )


visit = start_page(OVERVIEW.title, needs=OVERVIEW.action)
use_style()
draw_page(visit)
