"""Kohort: what changed in one cohort, the sentence first, then the numbers, then the students."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from capaian.charts import before_after_chart
from capaian.improvement import headline
from capaian.scores import CohortKind
from capaian.store import Cohort, load_cohorts
from capaian.web.caching import CohortTables, cohort_tables, criteria_of, gains_of, who_is_missing, whole_aspects
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.parts_choice import choose_aspect, choose_cohort
from capaian.web.parts_details import criteria_list, details_table, quiet
from capaian.web.parts_html import draw, tag
from capaian.web.parts_numbers import aspect_card
from capaian.web.parts_students import missing_list, student_list
from capaian.web.parts_style import use_style
from capaian.web.parts_words import aspect_hue, cohort_kind
from capaian.web.screens import COHORT, EXPORT, UPLOAD, page_of

PAGE_LENGTH: Final = 100
"""So many students are listed at once."""
FEW: Final = 2
MANY: Final = 10
"""From so many pairs on a mean is shown, and everything (statistics.md, sizes)."""


def draw_empty(visit: Visit, sentence: str) -> None:
    """What to do while there is nothing to show."""
    t = visit.t
    draw(tag("div", tag("p", t("Belum ada nilai di sini")), tag("p", sentence), class_="cp-empty"))
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
        t.plural("{n} siswa", "{n} siswa", cohort.enrolled),
    ]
    draw(tag("div", " · ".join(word for word in words if word), class_="cp-quiet"))


def draw_headline(visit: Visit, row: Mapping[str, Any]) -> None:
    draw(tag("p", headline(row, visit.t), class_=f"cp-headline {aspect_hue(row['aspect'])}"))


def draw_chart(visit: Visit, tables: CohortTables, row: Mapping[str, Any]) -> None:
    t = visit.t
    names = dict(zip(tables.roster["student"], tables.roster["name"], strict=True))
    theme = "dark" if st.context.theme.type == "dark" else "light"
    own = gains_of(tables, row["aspect"])
    chart = before_after_chart(own, row, t, names=names, theme=theme)
    st.plotly_chart(chart.figure, theme=None, alt=chart.alt, config={"displayModeBar": False}, key="scatter")


def draw_students(visit: Visit, tables: CohortTables, row: Mapping[str, Any]) -> None:
    t = visit.t
    st.subheader(t("Daftar siswa"), anchor=False)
    listed = gains_of(tables, row["aspect"]).merge(tables.roster, on="student")
    orders = {"name": t("Urut nama"), "need": t("Perlu perhatian dulu")}
    order = st.segmented_control(
        t("Urutan"), list(orders), format_func=orders.__getitem__, default="name", required=True, key="order",
        label_visibility="collapsed",
    )  # fmt: skip
    listed = listed.sort_values(["gain", "name"] if order == "need" else ["name"], kind="stable")
    pages = -(-len(listed) // PAGE_LENGTH)
    key = f"page_{tables.cohort.id}_{row['aspect']}_{order}"
    page = st.pagination(pages, key=key) if pages > 1 else 1
    here = listed.iloc[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    draw(student_list(here, t, pass_mark=row["pass_mark"]))


def draw_missing(visit: Visit, tables: CohortTables, row: Mapping[str, Any]) -> None:
    t = visit.t
    missing = int(row["n_enrolled"]) - int(row["n_matched"])
    if not missing:
        draw(quiet(t("Semua siswa punya nilai sebelum dan sesudah.")))
        return
    label = t.plural("{n} siswa belum punya kedua nilai", "{n} siswa belum punya kedua nilai", missing)
    with st.expander(label, icon=":material/person_off:"):
        draw(missing_list(missing_piles(visit, tables, row["aspect"]), t))


def missing_piles(visit: Visit, tables: CohortTables, aspect: str | None) -> list[tuple[str, pd.DataFrame]]:
    t = visit.t
    headings = {
        "before_only": t("Hanya nilai sebelum"),
        "after_only": t("Hanya nilai sesudah"),
        "neither": t("Belum ada nilai"),
        "apart": t("Nilai sebelum dan sesudah di kriteria yang berbeda"),
    }
    piles = who_is_missing(tables, aspect)
    return [(heading, piles[key]) for key, heading in headings.items()]


def draw_picture(visit: Visit, tables: CohortTables, row: Mapping[str, Any]) -> None:
    """The chart, and beside it the criteria."""
    criteria = [line for line in criteria_of(tables, row["aspect"]) if line["n_matched"] >= FEW]
    if not criteria:
        draw_chart(visit, tables, row)
        return
    chart, beside = st.columns([3, 2], gap="medium")
    with chart:
        draw_chart(visit, tables, row)
    with beside:
        draw(criteria_list(criteria, visit.t))


def draw_details(visit: Visit, row: Mapping[str, Any]) -> None:
    """Further quantities, folded; what is folded is not built."""
    t = visit.t
    with st.expander(t("Rincian"), icon=":material/functions:", on_change="rerun", key="details") as folded:
        if folded.open:
            draw(details_table(row, t))


def draw_cohort(visit: Visit, tables: CohortTables) -> None:
    t = visit.t
    whole = whole_aspects(tables)
    if not whole:
        draw_empty(visit, t("Kohort ini belum berisi nilai. Unggah lembar nilai sebelum dan sesudah pelatihan."))
        return
    aspect = choose_aspect([row["aspect"] for row in whole], t)
    row = next(row for row in whole if row["aspect"] == aspect)
    draw_headline(visit, row)
    draw(tag("div", *(aspect_card(each, t) for each in whole), class_="cp-cards"))
    draw_missing(visit, tables, row)
    if row["n_matched"] > 0:
        draw_picture(visit, tables, row)
    if row["n_matched"] >= MANY:
        draw_details(visit, row)
    st.page_link(
        page_of(EXPORT, t),
        label=t("Unduh kohort ini sebagai Excel"),
        icon=EXPORT.icon,
        query_params={COHORT_NAME: str(tables.cohort.id)},
    )
    if row["n_matched"] > 0:
        draw_students(visit, tables, row)


visit = start_page(COHORT.title, needs=COHORT.action)
use_style()
if cohorts := load_cohorts(visit.store, visit.actor):
    chosen = choose_cohort(cohorts, visit.t, label=visit.t("Pilih kohort"))
    draw_about(visit, chosen)
    draw_cohort(visit, cohort_tables(visit, chosen.id))
else:
    draw_empty(visit, visit.t("Belum ada kohort. Unggah lembar nilai, dan kohort pertama dibuat di sana."))
