"""Banding: groups side by side, what they were before first; no winner unless their marks before allow one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from capaian.access import Action, may_somewhere
from capaian.charts import trend_chart
from capaian.improvement import (
    Comparison,
    baseline_of,
    compare_scores,
    comparison_verdict,
    participants_of,
    side_by_side,
)
from capaian.scores import CohortKind
from capaian.store import Cohort, load_cohorts
from capaian.web.caching import NO_RULES, aspects_in, scoring_of
from capaian.web.companions import comparison_cohorts, same_time, time_note
from capaian.web.group_sums import sum_groups, sums_by
from capaian.web.groups import (
    COHORTS,
    GROUPINGS,
    IN_TIME,
    Group,
    SchoolMarks,
    group_rows,
    groups_by,
    in_both,
    of_members,
    school_marks,
    scoring_in,
)
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import (
    ASPECT,
    FIRST_GROUP,
    GROUPING,
    SECOND_GROUP,
    choose_aspect,
    choose_listed,
    choose_shown,
)
from capaian.web.parts_compare import baseline_part, group_table, lord_part, sums_part, ways_part
from capaian.web.parts_details import quiet
from capaian.web.parts_filters import draw_filters
from capaian.web.parts_html import draw, tag
from capaian.web.parts_loading import loading
from capaian.web.parts_pictures import draw_chart, headed, theme_now
from capaian.web.parts_rules_apart import groups_note, pair_note
from capaian.web.parts_style import use_style
from capaian.web.parts_words import aspect_hue, aspect_name
from capaian.web.running import settings
from capaian.web.screens import COMPARE, METHOD, UPLOAD, may_open, page_of

Rows = Sequence[dict[str, Any] | None]


def draw_empty(visit: Visit) -> None:
    t = visit.t
    words = t("Perlu sedikitnya dua kelompok yang punya nilai sebelum dan sesudah.")
    draw(tag("div", tag("p", t("Belum ada yang dapat dibandingkan")), tag("p", words), class_="cp-empty"))
    if may_open(UPLOAD, visit.actor):
        st.page_link(page_of(UPLOAD, t), label=t("Unggah lembar nilai"), icon=UPLOAD.icon)


def draw_groups(visit: Visit, groups: Sequence[Group], rows: Rows, grouping: str) -> None:
    """All groups in a table, marks before first, and in time as a picture."""
    t = visit.t
    draw(group_table([(group.name, row) for group, row in zip(groups, rows, strict=True)], t))
    draw(quiet(t("Urutan menurut waktu atau nama, bukan menurut kenaikan. Kenaikan saja tidak menunjukkan sebabnya.")))
    if grouping not in IN_TIME:
        return
    drawn = [(row, group.name) for group, row in zip(groups, rows, strict=True) if row is not None and group.trained]
    if len(drawn) > 1:
        chart = trend_chart([row for row, _ in drawn], [name for _, name in drawn], t, theme=theme_now())
        draw_chart(visit, headed(chart), key="trend", named=False)


def first_pair(groups: Sequence[Group], cohorts: Sequence[Cohort]) -> tuple[str, str]:
    """What is set side by side unasked: the latest training that has a comparison group of its weeks."""
    keys = [group.key for group in groups]
    for cohort in cohorts:
        if cohort.kind is CohortKind.PROGRAMME and str(cohort.id) in keys:
            others = [other for other in comparison_cohorts(cohorts, cohort) if same_time(cohort, other)]
            if others and str(others[0].id) in keys:
                return str(cohort.id), str(others[0].id)
    return keys[0], keys[1]


def choose_pair(visit: Visit, groups: Sequence[Group], grouping: str, cohorts: Sequence[Cohort]) -> tuple[Group, Group]:
    t = visit.t
    st.subheader(t("Dua kelompok berdampingan"), anchor=False)
    by_key = {group.key: group for group in groups}
    names = {key: group.name for key, group in by_key.items()}
    pair = first_pair(groups, cohorts) if grouping == COHORTS else (groups[0].key, groups[1].key)
    left, right = st.columns(2)
    with left:
        one = choose_listed(FIRST_GROUP, names, t("Kelompok pertama"), t, default=pair[0])
    with right:
        rest = {key: name for key, name in names.items() if key != one}
        other = choose_listed(SECOND_GROUP, rest, t("Kelompok kedua"), t, default=pair[1])
    return by_key[one], by_key[other]


def draw_pair(visit: Visit, marks: SchoolMarks, pair: tuple[Group, Group], aspect: str | None) -> None:
    """The sentence, then the marks before, then both ways of comparing."""
    t, (one, other) = visit.t, pair
    if shared := in_both(one, other):
        draw(tag("p", t.plural(
            "{n} siswa ada di kedua kelompok, jadi keduanya tidak dibandingkan.",
            "{n} siswa ada di kedua kelompok, jadi keduanya tidak dibandingkan.", shared,
        ), class_="cp-headline"))  # fmt: skip
        return
    scoring = scoring_in(marks, one, aspect) or scoring_of(NO_RULES)
    found = compare_scores(of_members(marks.scores, one), of_members(marks.scores, other), **scoring)
    comparison = found.get((aspect or "", ""))
    rows = group_rows(pair, marks, aspect)
    if comparison is None or rows[0] is None or rows[1] is None:
        draw(tag("p", t("Kedua kelompok tidak punya kriteria yang sama di aspek ini."), class_="cp-headline"))
        return
    hue = aspect_hue(aspect)
    draw(tag("p", verdict(visit, comparison, one, other), class_=f"cp-headline {hue}"))
    draw(pair_note(marks, pair, aspect, t))
    if apart := times_apart(visit, one, other):
        draw(quiet(f"{apart[:1].upper()}{apart[1:]}."))
    names = (one.name, other.name)
    cards = (baseline_part(comparison, names, (rows[0], rows[1]), t), ways_part(comparison, t))
    draw(tag("div", *cards, class_=f"cp-cards {hue}"), lord_part(t))
    st.page_link(page_of(METHOD, t), label=t("Cara Capaian menghitung"), icon=METHOD.icon)


def times_apart(visit: Visit, one: Group, other: Group) -> str:
    """That two cohorts were not tested in the same weeks; "" where they were, or where groups are no cohorts."""
    by_key = {str(cohort.id): cohort for cohort in load_cohorts(visit.store, visit.actor)}
    if one.trained == other.trained or one.key not in by_key or other.key not in by_key:
        return ""
    return time_note(by_key[one.key], by_key[other.key], visit.t)


def verdict(visit: Visit, comparison: Comparison, one: Group, other: Group) -> str:
    """Beside a group without training what it says of the training; of two trained groups how they stand."""
    t = visit.t
    if one.trained and not other.trained:
        said = comparison_verdict(comparison, t)
        return f"{one.name}: {said}."
    return side_by_side(comparison, one.name, other.name, t)


def draw_sums(visit: Visit, cohorts: Sequence[Cohort], grouping: str) -> None:
    """The same from sums: groups in a table and in time, and of two their marks before; no winner is named."""
    t, smallest = visit.t, settings().small_group
    with loading(t("Menghitung kelompok…")):
        sums = sums_by(visit, grouping, cohorts, smallest)
    aspects = aspects_in(sums)
    if not aspects:
        draw_empty(visit)
        return
    aspect = choose_aspect(aspects, t)
    found = sum_groups(grouping, sums, cohorts, aspect, smallest, t)
    draw_choice(visit, grouping, aspect)
    draw_groups(visit, found.groups, found.rows, grouping)
    draw(quiet(t("Kelompok kecil tidak ditampilkan: sedikitnya {n} siswa.", n=t.number(smallest, 0))))
    if len(found.groups) > 1:
        one, other = choose_pair(visit, found.groups, grouping, cohorts)
        by_key = {group.key: row for group, row in zip(found.groups, found.rows, strict=True)}
        rows = (by_key[one.key], by_key[other.key])
        part = sums_part(*baseline_of(*rows), (one.name, other.name), rows, t)
        draw(tag("div", part, class_=f"cp-cards {aspect_hue(aspect)}"))


def draw_choice(visit: Visit, grouping: str, aspect: str | None) -> None:
    """What is chosen, for the screen and for paper."""
    t = visit.t
    chosen = {t("Menurut"): t(GROUPINGS[grouping]), t("Aspek"): aspect_name(aspect, t)}
    draw_filters(visit, chosen, address=COMPARE.address, **{GROUPING: grouping, ASPECT: aspect or ""})


def draw_page(visit: Visit) -> None:
    t = visit.t
    cohorts = [each for each in load_cohorts(visit.store, visit.actor) if each.kind is not CohortKind.RETEST]
    marked = [cohort for cohort in cohorts if cohort.marks]
    if not marked:
        draw_empty(visit)
        return
    visit = replace(visit, t=t.about(participants_of(cohort.participants for cohort in marked)))
    t = visit.t
    grouping = choose_shown(GROUPING, {key: t(name) for key, name in GROUPINGS.items()}, t("Menurut"), default=COHORTS)
    if not may_somewhere(visit.actor, Action.VIEW_STUDENTS):
        draw_sums(visit, marked, grouping)
        return
    with loading(t("Menghitung kelompok…")):
        marks = school_marks(visit, marked)
    aspects = aspects_in(marks.gains[marks.gains["criterion"].isna()])
    groups = groups_by(grouping, marks, marked, t)
    if not aspects or not groups:
        draw_empty(visit)
        return
    aspect = choose_aspect(aspects, t)
    draw_choice(visit, grouping, aspect)
    draw_groups(visit, groups, group_rows(groups, marks, aspect), grouping)
    draw(groups_note(marks, groups, aspect, t))
    if len(groups) > 1:
        draw_pair(visit, marks, choose_pair(visit, groups, grouping, marked), aspect)


visit = start_page(COMPARE.title, needs=COMPARE.action)
use_style()
draw_page(visit)
