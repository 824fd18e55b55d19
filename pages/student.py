"""Siswa: search, then one student: before and after in each aspect, and the cell each mark came from."""

import datetime
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from capaian.improvement import gains, is_lower
from capaian.locale import Texts
from capaian.problems import StoreError
from capaian.scores import SCORE_COLUMNS
from capaian.store import (
    Cohort,
    CohortRules,
    Student,
    find_similar_students,
    find_students,
    load_cohorts,
    load_pass_marks,
    load_student,
    load_student_scores,
)
from capaian.web.caching import aspects_in, cohort_tables, of_aspect, scoring_of
from capaian.web.certified_view import draw_own_certificates
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import STUDENT as STUDENT_NAME
from capaian.web.parts_choice import number_in_address
from capaian.web.parts_filters import draw_filters
from capaian.web.parts_html import draw, tag
from capaian.web.parts_letters import draw_letter
from capaian.web.parts_student import identity, marks_table, middle_halves, student_card, timeline
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
    draw_filters(visit, {})
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
    rules = {cohort: cohort_tables(visit, cohort).rules for cohort in scores["cohort"].unique().tolist()}
    found = gains_by(rules, scores)
    whole = found[found["criterion"].isna()]
    cohorts = cohorts_in_time(visit, scores)
    if len(cohorts) > 1:
        st.subheader(t("Perjalanan"), anchor=False)
        draw(timeline([(each.name, days_of(each, t), of_cohort(whole, each)) for each in cohorts], t))
    for cohort in cohorts:
        draw_cohort(visit, cohort, of_cohort(scores, cohort), of_cohort(whole, cohort))
        if visit.school is not None:
            draw_letter(visit, visit.school, cohort, student.id)
    draw_own_certificates(visit, student.id)


def gains_by(rules: Mapping[int, CohortRules], scores: pd.DataFrame) -> pd.DataFrame:
    """The gains in every cohort, by its own weights and directions."""
    marks = scores[list(SCORE_COLUMNS)]
    found = [gains(marks[marks["cohort"] == cohort], **scoring_of(own)) for cohort, own in rules.items()]
    return pd.concat(found, ignore_index=True) if found else gains(marks)


def cohorts_in_time(visit: Visit, scores: pd.DataFrame) -> list[Cohort]:
    """Those the marks are of, the earliest first."""
    there = set(scores["cohort"])
    cohorts = [cohort for cohort in load_cohorts(visit.store, visit.actor) if cohort.id in there]
    return sorted(cohorts, key=lambda cohort: (cohort.starts_on or datetime.date.max, cohort.id))


def days_of(cohort: Cohort, t: Texts) -> str:
    return " – ".join(t.date(day) for day in (cohort.starts_on, cohort.ends_on) if day)


def of_cohort(rows: pd.DataFrame, cohort: Cohort) -> pd.DataFrame:
    return rows[rows["cohort"] == cohort.id]


def draw_cohort(visit: Visit, cohort: Cohort, marks: pd.DataFrame, whole: pd.DataFrame) -> None:
    """What one cohort did for the student, against where its middle half stands."""
    t = visit.t
    draw(tag("h3", tag("a", cohort.name, href=f"kohort?kohort={cohort.id}"), class_="cp-cohort"))
    pass_marks = load_pass_marks(visit.store, visit.actor, cohort.id)
    tables = cohort_tables(visit, cohort.id)
    middles, ways = middle_halves(tables), tables.rules.directions
    aspects = aspects_in(marks)
    cards = [
        student_card(
            aspect,
            of_aspect(whole, aspect),
            t,
            pass_mark=pass_marks.get(aspect or ""),
            middle=middles.get(aspect or ""),
            lower=is_lower(ways, aspect or ""),
        )
        for aspect in aspects
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
