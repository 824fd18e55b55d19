"""Kohort: what changed in one cohort, the sentence first, then the numbers, then the students."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from capaian.access import Action, may
from capaian.improvement import headline, people
from capaian.scores import CohortKind
from capaian.store import Cohort, load_cohorts
from capaian.web.caching import CohortTables, cohort_tables, is_kept, whole_aspects
from capaian.web.certified_view import draw_certified
from capaian.web.cohort_editing import draw_editing
from capaian.web.cohort_goals import draw_goals
from capaian.web.cohort_pieces import NAME, NEED, PAGE_LENGTH, cards_of, criteria_part, listed_students
from capaian.web.cohort_view import CohortView, cohort_view, details_of, sentence, sums_of
from capaian.web.companions import comparison_cohorts, same_time
from capaian.web.evidence import evidence_of
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import (
    ASPECT,
    CLASS,
    COMPARISON,
    FIRST_GROUP,
    MISSING,
    NONE,
    OPENED,
    ORDER,
    PICTURE,
    SECOND_GROUP,
    choose_aspect,
    choose_class,
    choose_cohort,
    choose_listed,
    choose_shown,
)
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.parts_comparison import comparison_part
from capaian.web.parts_details import details_table, quiet
from capaian.web.parts_filters import draw_filters
from capaian.web.parts_html import draw, tag
from capaian.web.parts_loading import loading
from capaian.web.parts_notes import cohort_notes, note_list
from capaian.web.parts_numbers import aspect_card
from capaian.web.parts_pictures import draw_pictures
from capaian.web.parts_students import missing_list
from capaian.web.parts_style import use_style
from capaian.web.parts_words import aspect_hue, aspect_name, cohort_kind
from capaian.web.running import settings
from capaian.web.screens import COHORT, COMPARE, EXPORT, METHOD, UPLOAD, may_open, page_of
from capaian.web.unnamed_criteria import draw_unnamed, draw_unnamed_alone

MANY: Final = 10
"""From so many pairs on a mean is shown, and everything (statistics.md, sizes)."""


def draw_empty(visit: Visit, words: str) -> None:
    """What to do while there is nothing to show."""
    t = visit.t
    draw(tag("div", tag("p", t("Belum ada nilai di sini")), tag("p", words), class_="cp-empty"))
    if may_open(UPLOAD, visit.actor):
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
        people(cohort.enrolled, cohort.participants, t) if cohort.names_removed_on is None else "",
        t("identitas dihapus {date}", date=t.date(cohort.names_removed_on)) if cohort.names_removed_on else "",
    ]
    draw(tag("div", " · ".join(word for word in words if word), class_="cp-quiet"))


def draw_chosen(visit: Visit, cohorts: Sequence[Cohort], everyone: CohortTables) -> None:
    """Aspect, class and comparison group, all in the address and written out; then what they show."""
    t, cohort = visit.t, everyone.cohort
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        aspect = choose_aspect([row["aspect"] for row in whole_aspects(everyone)], t)
        class_name = choose_class(sorted(set(everyone.roster["class_name"]) - {""}), t)
        other = choose_comparison(visit, cohorts, cohort)
    draw_choice(visit, cohort, aspect, class_name, other)
    tables = cohort_tables(visit, cohort.id, class_name) if class_name else everyone
    if aspect not in [row["aspect"] for row in whole_aspects(tables)]:
        draw(tag("div", tag("p", t("Belum ada nilai di sini")), class_="cp-empty"))
        draw(missing_list([(t("Belum ada nilai"), tables.roster)], t))
        return
    draw_cohort(visit, cohort_view(visit, cohorts, tables, aspect, class_name, other))


def draw_choice(visit: Visit, cohort: Cohort, aspect: str | None, class_name: str, other: Cohort | None) -> None:
    """What is chosen, for the screen and for paper."""
    t = visit.t
    chosen = {
        t("Kohort"): cohort.name,
        t("Aspek"): aspect_name(aspect, t),
        t("Kelas"): class_name or t("Semua kelas"),
        t("Kelas pembanding"): other.name if other else "",
    }
    given = {
        COHORT_NAME: str(cohort.id),
        ASPECT: aspect or "",
        CLASS: class_name,
        COMPARISON: str(other.id) if other else NONE,
        PICTURE: st.query_params.get(PICTURE, ""),
    }
    draw_filters(visit, chosen, address=COHORT.address, **given)


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
    comparison = view.comparison
    draw(view.told("comparison", t, lambda: comparison_part(comparison, view.cohort, other, t)))
    address = {FIRST_GROUP: str(view.cohort.id), SECOND_GROUP: str(other.id), ASPECT: view.aspect or ""}
    st.page_link(page_of(COMPARE, t), label=t("Lihat berdampingan"), icon=COMPARE.icon, query_params=address)


def draw_details(visit: Visit, view: CohortView) -> None:
    """Every quantity, folded; what is folded is not built."""
    t = visit.t
    with st.expander(t("Rincian"), icon=":material/functions:", on_change="rerun", key="details") as folded:
        if folded.open:
            draw(view.told("details", t, lambda: details_table(details_of(view, t), t)))
            st.page_link(page_of(METHOD, t, in_menu=False), label=t("Cara Capaian menghitung"), icon=METHOD.icon)


def draw_students(visit: Visit, view: CohortView) -> None:
    t = visit.t
    st.subheader(t("Daftar siswa"), anchor=False)
    order = choose_shown(ORDER, {NEED: t("Perlu perhatian dulu"), NAME: t("Urut nama")}, t("Urutan"), default=NEED)
    pages = -(-len(view.gained) // PAGE_LENGTH)
    page = st.pagination(pages, key=f"page_{view.cohort.id}_{view.aspect}_{order}") if pages > 1 else 1
    draw(view.told(("students", order, page), t, lambda: listed_students(view, order, page, t)))


def draw_cohort(visit: Visit, view: CohortView) -> None:
    t, row = visit.t, view.row
    draw(tag("p", view.told("sentence", t, lambda: sentence(view, t)), class_=f"cp-headline {aspect_hue(view.aspect)}"))
    draw(view.told("cards", t, lambda: cards_of(view, t)))
    draw_comparison(visit, view)
    draw_goals(visit, view)
    opened = st.query_params.get(OPENED) == MISSING
    notes = view.told("notes", t, lambda: cohort_notes(view.tables, view.evidence, view.aspect, view.reliable, t))
    draw(view.told(("note list", opened), t, lambda: note_list(notes, t, open_lacking=opened)))
    if row["n_matched"] > 0:
        draw_pictures(visit, view, view.told("criteria", t, lambda: criteria_part(view, t)))
    if row["n_matched"] >= MANY:
        draw_details(visit, view)
    draw_unnamed(visit, view.tables)
    draw_certified(visit, view.tables)
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
    t, smallest = visit.t, settings().small_group
    shown = [row for row in rows if row["n_matched"] >= smallest]
    for row in shown:
        draw(tag("p", headline(row, t), class_=f"cp-headline {aspect_hue(row['aspect'])}"))
    draw(tag("div", *(aspect_card(row, t) for row in shown), class_="cp-cards") if shown else None)
    if len(shown) < len(rows):
        draw(quiet(t("Kelompok di bawah {n} siswa tidak ditampilkan.", n=t.number(smallest, 0))))


def marks_of(visit: Visit, cohort: Cohort) -> CohortTables | None:
    """Everything measured in the cohort; None where there is nothing yet, or nothing that this person sees."""
    if not may(visit.actor, Action.VIEW_STUDENTS, cohort.id):
        return None
    waits = nullcontext() if is_kept(visit, cohort.id) else loading(visit.t("Menghitung hasil kohort…"))
    with waits:
        everyone = cohort_tables(visit, cohort.id)
        evidence_of(everyone)  # the slow half: made while the reader sees that something is being made
    return None if everyone.summary.empty else everyone


def draw_page(visit: Visit) -> None:
    t, cohorts = visit.t, load_cohorts(visit.store, visit.actor)
    if not cohorts:
        draw_empty(visit, t("Belum ada kohort. Unggah lembar nilai, dan kohort pertama dibuat di sana."))
        return
    cohort = choose_cohort(cohorts, t, label=t("Pilih kohort"))
    visit = replace(visit, t=t.about(cohort.participants))
    draw_about(visit, cohort)
    draw_editing(visit, cohort)
    everyone = marks_of(visit, cohort)
    if everyone is not None and whole_aspects(everyone):
        draw_chosen(visit, cohorts, everyone)
    elif everyone is not None:
        draw_unnamed_alone(visit, everyone)
    elif sums := sums_of(visit, cohort.id):
        draw_sums(visit, sums)
    else:
        draw_empty(visit, t("Kohort ini belum berisi nilai. Unggah lembar nilai sebelum dan sesudah pelatihan."))


visit = start_page(COHORT.title, needs=COHORT.action)
use_style()
draw_page(visit)
