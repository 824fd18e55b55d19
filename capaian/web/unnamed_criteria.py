"""Criteria whose files name no aspect: each by itself, never an average of what nobody can name."""

from typing import Final

import streamlit as st

from capaian.locale import Texts
from capaian.web.caching import CohortTables, cohort_tables, criteria_of
from capaian.web.page import Visit
from capaian.web.parts_choice import COHORT as COHORT_NAME
from capaian.web.parts_choice import choose_class
from capaian.web.parts_criteria import criteria_table
from capaian.web.parts_details import quiet
from capaian.web.parts_html import Html, draw, tag, together
from capaian.web.screens import EXPORT, UPLOAD, may_open, page_of

_FEW: Final = 2
"""From so many pairs on there is a mean to be shown (statistics.md, sizes)."""


def draw_unnamed(visit: Visit, tables: CohortTables) -> None:
    """The table of such criteria under what else the cohort has; nothing where there is none."""
    draw(tables.pieces.told("unnamed", visit.t, lambda: _unnamed(tables, visit.t)))


def _unnamed(tables: CohortTables, t: Texts) -> Html | None:
    rows = criteria_of(tables, None)
    if not rows:
        return None
    told = [row for row in rows if row["n_matched"] >= _FEW]
    rest = [str(row["criterion"]) for row in rows if row["n_matched"] < _FEW]
    return tag(
        "section",
        tag("h3", t("Kriteria tanpa aspek")),
        tag(
            "p",
            t("Berkasnya tidak menyebut aspek kriteria ini, jadi tiap kriteria berdiri sendiri, tanpa rata-rata."),
            class_="cp-quiet",
        ),
        together(criteria_table(told, t)) if told else None,
        quiet(t("Belum ada dua siswa dengan kedua nilai: {names}.", names=", ".join(rest))) if rest else None,
    )


def draw_unnamed_alone(visit: Visit, everyone: CohortTables) -> None:
    """The page of a cohort that has no other marks: the class, the table, and what can be done about it."""
    t, cohort = visit.t, everyone.cohort
    class_name = choose_class(sorted(set(everyone.roster["class_name"]) - {""}), t)
    draw_unnamed(visit, cohort_tables(visit, cohort.id, class_name) if class_name else everyone)
    here = {COHORT_NAME: str(cohort.id)}
    if may_open(UPLOAD, visit.actor):
        draw(quiet(t("Untuk menyebut aspeknya: unggah lagi berkasnya, lalu ubah arti kolomnya di langkah 3.")))
        st.page_link(page_of(UPLOAD, t), label=t("Unggah lembar nilai"), icon=UPLOAD.icon, query_params=here)
    label = t("Unduh kohort ini sebagai Excel")
    st.page_link(page_of(EXPORT, t), label=label, icon=EXPORT.icon, query_params=here)
