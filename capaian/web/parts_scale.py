"""Marks that are not out of 100: what they become, seen before anything is saved; asked where nobody has said it."""

from collections.abc import Sequence

import streamlit as st

from capaian.locale import Texts
from capaian.problems import Problem
from capaian.reading import Answers, Reading
from capaian.reading.deciding import Conversion, conversion_at, conversions, scale_as_found, scale_of_100
from capaian.reading.drafts import Draft
from capaian.store import CohortRules, load_rules
from capaian.store.becoming import becoming
from capaian.web.page import Visit
from capaian.web.parts_editing import try_to
from capaian.web.parts_html import Html, draw, tag


def scales_to_answer(reading: Reading) -> bool:
    """Whether it is still open on which scale the marks of a column are."""
    return any(problem.code == "scale_unclear" for problem in reading.problems)


def scale_lines(draft: Draft, rules: CohortRules, t: Texts) -> list[Html]:
    """`Kolom D, E, skala 0–10: 8,5 → 85`, a line for all columns of a table that are converted alike."""
    lines = []
    for one in becoming(conversions(draft), rules):
        columns = ", ".join(one.columns)
        told = f"{t.exact(one.written)} → {t.exact(one.stored)}"
        low, high = t.exact(one.low), t.exact(one.high)
        lines.append(t("Kolom {columns}, skala {low}–{high}: {told}", columns=columns, low=low, high=high, told=told))
    return [tag("p", line, class_="cp-quiet") for line in lines]


def draw_scales(visit: Visit, cohort_id: int, reading: Reading, problems: Sequence[Problem]) -> None:
    """The question, once for all columns that are taken for the same scale; what the marks become is on the buttons."""
    t = visit.t
    groups: dict[float, list[tuple[Problem, Conversion]]] = {}
    for problem in problems:
        if problem.code == "scale_unclear" and (one := conversion_at(reading, problem)) is not None:
            groups.setdefault(one.scale.max, []).append((problem, one))
    if not groups:
        return
    rules = load_rules(visit.store, visit.actor, cohort_id)
    for at, asked in enumerate(groups.values()):
        asks, one = [problem for problem, _ in asked], asked[0][1]
        mark, low, high = t.exact(one.written), t.exact(float(one.scale.min)), t.exact(float(one.scale.max))
        stored = next((t.exact(each.stored) for each in becoming([one], rules)), "–")
        each = [t("lembar {sheet} kolom {cell} “{read}”", sheet=p.sheet, cell=p.cell, read=p.read) for p in asks]
        places = ", ".join(dict.fromkeys(each))
        draw(tag("p", t("Nilai di {places} rendah sekali. Dari berapa nilainya?", places=places)))
        with st.container(horizontal=True):
            found = t("Skala {low}–{high}: {told}", low=low, high=high, told=f"{mark} → {stored}")
            hundred = t("Skala 0–100: {mark} tetap {mark}", mark=mark)
            _click(visit, cohort_id, found, f"scale_found_{at}", scale_as_found(asks))
            _click(visit, cohort_id, hundred, f"scale_100_{at}", scale_of_100(reading, asks))
    draw(tag("p", t("Skala lain? Ubah di langkah 3, lewat “Ubah cara membaca lembar”."), class_="cp-quiet"))


def _click(visit: Visit, cohort_id: int, label: str, key: str, more: Answers) -> None:
    st.button(label, key=key, on_click=try_to, args=(visit, cohort_id, more))
