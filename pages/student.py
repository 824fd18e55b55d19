"""Siswa: search, then one student: before and after in each aspect, and the cell each mark came from."""

import pandas as pd
import streamlit as st

from capaian.improvement import gains
from capaian.problems import StoreError
from capaian.scores import SCORE_COLUMNS
from capaian.store import (
    Student,
    find_similar_students,
    find_students,
    load_pass_marks,
    load_student,
    load_student_scores,
)
from capaian.web.caching import aspects_in, of_aspect
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import STUDENT as STUDENT_NAME
from capaian.web.parts_choice import number_in_address
from capaian.web.parts_html import draw, tag
from capaian.web.parts_student import identity, marks_table, student_card
from capaian.web.parts_students import found_students
from capaian.web.parts_style import use_style
from capaian.web.parts_words import aspect_name
from capaian.web.screens import STUDENT
from capaian.web.shown import LONGEST, shown


def draw_search(visit: Visit) -> None:
    t = visit.t
    text = st.text_input(t("Cari siswa"), key="search", placeholder=t("Nama, NISN, atau NIS"), icon=":material/search:")
    if not text.strip():
        if number_in_address(STUDENT_NAME) is None:
            draw(tag("p", t("Ketik sebagian nama atau nomor, lalu tekan Enter."), class_="cp-quiet"))
        return
    found = find_students(visit.store, visit.actor, text.strip()[:LONGEST])
    if found.empty:
        found = find_similar_students(visit.store, visit.actor, text.strip()[:LONGEST])
        if found.empty:
            st.info(t("Tidak ada siswa yang cocok dengan “{text}”. Coba sebagian namanya saja.", text=shown(text)))
            return
        st.markdown(t("Tidak ada yang tepat “{text}”. Mungkin maksud Anda:", text=shown(text)))
    else:
        st.markdown(t.plural("{n} siswa ditemukan", "{n} siswa ditemukan", len(found)))
    draw(found_students(found, t))


def draw_student(visit: Visit, student: Student) -> None:
    t = visit.t
    st.header(shown(student.name), anchor=False)
    sexes = {"L": t("Laki-laki"), "P": t("Perempuan")}
    facts = {
        t("Kelas"): student.class_name,
        t("Program keahlian"): student.programme,
        "NISN": student.nisn,
        "NIS": student.nis,
        t("Jenis kelamin"): sexes.get(student.sex, student.sex),
    }
    draw(identity(facts))
    scores = load_student_scores(visit.store, visit.actor, student.id)
    if scores.empty:
        st.info(t("Belum ada nilai untuk siswa ini."))
    for cohort_id in scores["cohort"].unique().tolist():
        draw_cohort(visit, cohort_id, scores[scores["cohort"] == cohort_id])


def draw_cohort(visit: Visit, cohort_id: int, marks: pd.DataFrame) -> None:
    t = visit.t
    way = tag("a", str(marks["cohort_name"].iloc[0]), href=f"kohort?kohort={cohort_id}")
    draw(tag("h3", way, class_="cp-cohort"))
    pass_marks = load_pass_marks(visit.store, visit.actor, cohort_id)
    found = gains(marks[list(SCORE_COLUMNS)])
    whole = found[found["criterion"].isna()]
    aspects = aspects_in(marks)
    cards = [
        student_card(aspect, of_aspect(whole, aspect), t, pass_mark=pass_marks.get(aspect or "")) for aspect in aspects
    ]
    draw(tag("div", *cards, class_="cp-cards"))
    for aspect in aspects:
        draw(tag("h4", aspect_name(aspect, t)), marks_table(of_aspect(marks, aspect), t))


visit = start_page(STUDENT.title, needs=STUDENT.action)
use_style()
draw_search(visit)
asked = number_in_address(STUDENT_NAME)
if asked is not None and not st.session_state.get("search", "").strip():
    try:
        draw_student(visit, load_student(visit.store, visit.actor, asked))
    except StoreError as error:
        st.info(error.message(visit.t))
