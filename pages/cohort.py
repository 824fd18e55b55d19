"""Kohort: what changed in one cohort, the sentence first, then the numbers, then the students."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from capaian.access import Action, may
from capaian.improvement import by_need, comparison_note, headline
from capaian.scores import CohortKind
from capaian.store import Cohort, Target, load_cohorts, save_goal
from capaian.web.caching import cohort_tables, criteria_of, whole_aspects
from capaian.web.cohort_view import CohortView, cohort_view, details_of, sentence, sums_of
from capaian.web.companions import comparison_cohorts, same_time, with_changes
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import (
    ASPECT,
    COMPARISON,
    FIRST_GROUP,
    NONE,
    SECOND_GROUP,
    choose_aspect,
    choose_class,
    choose_cohort,
    choose_listed,
)
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.parts_criteria import criteria_table
from capaian.web.parts_details import details_table, quiet
from capaian.web.parts_goals import goal_list
from capaian.web.parts_html import draw, tag
from capaian.web.parts_notes import cohort_notes, note_list
from capaian.web.parts_numbers import aspect_card
from capaian.web.parts_pictures import draw_picture
from capaian.web.parts_students import student_list
from capaian.web.parts_style import use_style
from capaian.web.parts_words import aspect_hue, cohort_kind
from capaian.web.screens import COHORT, COMPARE, EXPORT, METHOD, UPLOAD, page_of

PAGE_LENGTH: Final = 100
"""So many students are listed at once."""
FEW: Final = 2
MANY: Final = 10
"""From so many pairs on a mean is shown, and everything (statistics.md, sizes)."""


def draw_empty(visit: Visit, words: str) -> None:
    """What to do while there is nothing to show."""
    t = visit.t
    draw(tag("div", tag("p", t("Belum ada nilai di sini")), tag("p", words), class_="cp-empty"))
    st.page_link(
        page_of(UPLOAD, t), label=t("Unggah lembar nilai"), icon=UPLOAD.icon, query_params=dict(st.query_params)
    )


def draw_about(visit: Visit, cohort: Cohort) -> None:
    """The line under the title: who trained, in what, when, how many."""
    t = visit.t
    days = [t.date(day) for day in (cohort.starts_on, cohort.ends_on) if day]
    words = [
        "" if cohort.kind is CohortKind.PROGRAMME else cohort_kind(cohort.kind, t),
        cohort.partner,
        cohort.field,
        " – ".join(days),
        t.plural("{n} siswa", "{n} siswa", cohort.enrolled) if cohort.names_removed_on is None else "",
        t("identitas dihapus {date}", date=t.date(cohort.names_removed_on)) if cohort.names_removed_on else "",
    ]
    draw(tag("div", " · ".join(word for word in words if word), class_="cp-quiet"))


def choose_view(visit: Visit, cohorts: Sequence[Cohort], cohort: Cohort) -> CohortView | None:
    """Aspect, class and comparison group, all in the address; None where there is no mark yet."""
    t, everyone = visit.t, cohort_tables(visit, cohort.id)
    whole = whole_aspects(everyone)
    if not whole:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        aspect = choose_aspect([row["aspect"] for row in whole], t)
        class_name = choose_class(sorted(set(everyone.roster["class_name"]) - {""}), t)
        other = choose_comparison(visit, cohorts, cohort)
    tables = cohort_tables(visit, cohort.id, class_name) if class_name else everyone
    if aspect not in [row["aspect"] for row in whole_aspects(tables)]:
        tables, class_name = everyone, ""
    return cohort_view(visit, cohorts, tables, aspect, class_name, other)


def choose_comparison(visit: Visit, cohorts: Sequence[Cohort], cohort: Cohort) -> Cohort | None:
    """The comparison group of a programme; one of the same weeks is set beside it unasked."""
    t = visit.t
    if cohort.kind is not CohortKind.PROGRAMME or not (found := comparison_cohorts(cohorts, cohort)):
        return None
    by_key = {str(other.id): other for other in found}
    options = {NONE: t("Tanpa pembanding"), **{key: other.name for key, other in by_key.items()}}
    default = str(found[0].id) if same_time(cohort, found[0]) else NONE
    return by_key.get(choose_listed(COMPARISON, options, t("Kelas pembanding"), t, default=default))


def draw_comparison(visit: Visit, view: CohortView) -> None:
    """The numbers behind the verdict, and the way to where the two stand side by side."""
    t, other = visit.t, view.other
    if other is None:
        return
    if view.comparison is None:
        draw(quiet(t("Kelas pembanding tidak punya kriteria yang sama di aspek ini, jadi tidak dapat dibandingkan.")))
        return
    words = comparison_note(view.comparison, t)
    if not same_time(view.cohort, other):
        words += "; " + t("kelas pembanding dites pada waktu lain")
    draw(quiet(f"{t('Pembanding')}: {words}."))
    address = {FIRST_GROUP: str(view.cohort.id), SECOND_GROUP: str(other.id), ASPECT: view.aspect or ""}
    st.page_link(page_of(COMPARE, t), label=t("Lihat berdampingan"), icon=COMPARE.icon, query_params=address)


def draw_goals(visit: Visit, view: CohortView) -> None:
    """What was wanted of the aspect, and for who may set it the way to do so."""
    t, target = visit.t, view.target
    if target is not None and visit.school is not None:
        draw(goal_list(view.row, target, view.cohort, t, time_zone=visit.school.time_zone))
    if view.aspect is None or view.cohort.kind is not CohortKind.PROGRAMME:
        return
    if may(visit.actor, Action.EDIT_COHORT, view.cohort.id):
        with st.popover(t("Ubah target") if target else t("Tetapkan target"), icon=":material/flag:", type="tertiary"):
            draw_goal_form(visit, view, view.aspect, target)


def draw_goal_form(visit: Visit, view: CohortView, aspect: str, target: Target | None) -> None:
    t = visit.t
    share = None if target is None or target.pass_share is None else 100 * target.pass_share
    with st.form(f"goal_{view.cohort.id}_{aspect}", border=False):
        draw(quiet(t("Tetapkan sebelum pelatihan dimulai. Kosongkan untuk menghapus.")))
        gain = st.number_input(t("Kenaikan rata-rata (poin)"), 0.0, 100.0, target.mean_gain if target else None, 1.0)
        passing = st.number_input(t("Siswa yang mencapai KKM (%)"), 0.0, 100.0, share, 5.0)
        if st.form_submit_button(t("Simpan target"), type="primary"):
            wanted = None if passing is None else passing / 100
            save_goal(visit.store, visit.actor, view.cohort.id, aspect, mean_gain=gain, pass_share=wanted)
            st.rerun()


def draw_pictures(visit: Visit, view: CohortView) -> None:
    """The picture chosen, and beside it the criteria."""
    criteria = [line for line in criteria_of(view.tables, view.aspect) if line["n_matched"] >= FEW]
    if not criteria:
        draw_picture(visit, view.tables, view.row)
        return
    chart, beside = st.columns([3, 2], gap="medium")
    with chart:
        draw_picture(visit, view.tables, view.row)
    with beside:
        draw(criteria_table(criteria, visit.t))


def draw_details(visit: Visit, view: CohortView) -> None:
    """Every quantity, folded; what is folded is not built."""
    t = visit.t
    with st.expander(t("Rincian"), icon=":material/functions:", on_change="rerun", key="details") as folded:
        if folded.open:
            draw(details_table(details_of(view, t), t))
            st.page_link(page_of(METHOD, t, in_menu=False), label=t("Cara Capaian menghitung"), icon=METHOD.icon)


def draw_students(visit: Visit, view: CohortView) -> None:
    t = visit.t
    st.subheader(t("Daftar siswa"), anchor=False)
    orders = {"need": t("Perlu perhatian dulu"), "name": t("Urut nama")}
    order = st.segmented_control(
        t("Urutan"), list(orders), format_func=orders.__getitem__, default="need", required=True, key="order",
        label_visibility="collapsed",
    )  # fmt: skip
    pass_mark = view.row["pass_mark"]
    gained = by_need(view.gained, pass_mark) if order == "need" else view.gained
    listed = with_changes(gained, view.reliable).merge(view.tables.roster, on="student")
    if order == "name":
        listed = listed.sort_values("name", kind="stable")
    pages = -(-len(listed) // PAGE_LENGTH)
    page = st.pagination(pages, key=f"page_{view.cohort.id}_{view.aspect}_{order}") if pages > 1 else 1
    draw(student_list(listed.iloc[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH], t, pass_mark=pass_mark))


def draw_cohort(visit: Visit, view: CohortView) -> None:
    t, row = visit.t, view.row
    draw(tag("p", sentence(view, t), class_=f"cp-headline {aspect_hue(view.aspect)}"))
    draw(tag("div", *(aspect_card(each, t) for each in whole_aspects(view.tables)), class_="cp-cards"))
    draw_comparison(visit, view)
    draw_goals(visit, view)
    if notes := note_list(cohort_notes(view.tables, view.evidence, view.aspect, view.reliable, t), t):
        draw(notes)
    if row["n_matched"] > 0:
        draw_pictures(visit, view)
    if row["n_matched"] >= MANY:
        draw_details(visit, view)
    st.page_link(
        page_of(EXPORT, t),
        label=t("Unduh kohort ini sebagai Excel"),
        icon=EXPORT.icon,
        query_params={COHORT_NAME: str(view.cohort.id)},
    )
    if row["n_matched"] > 0:
        draw_students(visit, view)


def draw_sums(visit: Visit, rows: Sequence[Mapping[str, Any]]) -> None:
    """Sums alone: for who sees no student, and of a cohort whose names were removed. Small groups stay hidden."""
    t = visit.t
    shown = [row for row in rows if row["n_matched"] >= MANY]
    for row in shown:
        draw(tag("p", headline(row, t), class_=f"cp-headline {aspect_hue(row['aspect'])}"))
    draw(tag("div", *(aspect_card(row, t) for row in shown), class_="cp-cards") if shown else None)
    if len(shown) < len(rows):
        draw(quiet(t("Kelompok di bawah {n} siswa tidak ditampilkan.", n=t.number(MANY, 0))))


def draw_page(visit: Visit) -> None:
    t, cohorts = visit.t, load_cohorts(visit.store, visit.actor)
    if not cohorts:
        draw_empty(visit, t("Belum ada kohort. Unggah lembar nilai, dan kohort pertama dibuat di sana."))
        return
    cohort = choose_cohort(cohorts, t, label=t("Pilih kohort"))
    draw_about(visit, cohort)
    if may(visit.actor, Action.VIEW_STUDENTS, cohort.id) and (view := choose_view(visit, cohorts, cohort)):
        draw_cohort(visit, view)
    elif sums := sums_of(visit, cohort.id):
        draw_sums(visit, sums)
    else:
        draw_empty(visit, t("Kohort ini belum berisi nilai. Unggah lembar nilai sebelum dan sesudah pelatihan."))


visit = start_page(COHORT.title, needs=COHORT.action)
use_style()
draw_page(visit)
