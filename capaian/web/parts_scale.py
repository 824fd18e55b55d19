"""Marks that are not out of 100: what they become, seen before anything is saved; asked where nobody has said it."""

from collections.abc import Sequence

import streamlit as st

from capaian.locale import Texts
from capaian.problems import Problem, StoreError
from capaian.reading import Answers, Reading
from capaian.reading.deciding import Conversion, conversion_at, conversions, scale_as_found, scale_of_100
from capaian.reading.drafts import Draft
from capaian.scores import SCALE_100
from capaian.store import CohortRules, load_rules
from capaian.web.page import Visit
from capaian.web.parts_editing import try_to
from capaian.web.parts_html import Html, draw, tag


def scales_to_answer(reading: Reading) -> bool:
    """Whether it is still open on which scale the marks of a column are."""
    return any(problem.code == "scale_unclear" for problem in reading.problems)


def scale_lines(draft: Draft, rules: CohortRules, t: Texts) -> list[Html]:
    """`Kolom D dan E, skala 0–10: 8,5 → 85`, a line for all columns of a table that are converted alike."""
    lines: dict[tuple[float, ...], tuple[list[str], str]] = {}
    for one in conversions(draft):
        told = _becomes(one, rules, t)
        if told is not None:
            alike = (*_ends(one), *(_stored(one, rules, mark) or 0.0 for mark in _ends(one)))
            lines.setdefault(alike, ([], told))[0].extend(one.columns)
    return [
        tag(
            "p",
            t("Kolom {columns}, skala {low}–{high}: {told}", columns=", ".join(columns), low=t.exact(low),
              high=t.exact(high), told=told),
            class_="cp-quiet",
        )
        for (low, high, *_), (columns, told) in lines.items()
    ]  # fmt: skip


def draw_scales(visit: Visit, cohort_id: int, reading: Reading, problems: Sequence[Problem]) -> None:
    """The question, once for all columns that are taken for the same scale; what the marks become is on the buttons."""
    t = visit.t
    groups: dict[tuple[float, ...], list[tuple[Problem, Conversion]]] = {}
    for problem in problems:
        if problem.code == "scale_unclear" and (one := conversion_at(reading, problem)) is not None:
            groups.setdefault(_ends(one), []).append((problem, one))
    if not groups:
        return
    rules = load_rules(visit.store, visit.actor, cohort_id)
    for at, asked in enumerate(groups.values()):
        asks, one = [problem for problem, _ in asked], asked[0][1]
        low, high = _ends(one)
        mark = t.exact(one.written)
        places = ", ".join(dict.fromkeys(f"{problem.sheet} {problem.cell} “{problem.read}”" for problem in asks))
        draw(tag("p", t("Nilai di {places} rendah sekali. Dari berapa nilainya?", places=places)))
        with st.container(horizontal=True):
            found = t("Skala {low}–{high}: {told}", low=t.exact(low), high=t.exact(high), told=_becomes(one, rules, t))
            hundred = t("Skala 0–100: {mark} tetap {mark}", mark=mark)
            for label, key, more in (
                (found, f"scale_found_{at}", scale_as_found(asks)),
                (hundred, f"scale_100_{at}", scale_of_100(reading, asks)),
            ):
                _click(visit, cohort_id, label, key, more)
    draw(tag("p", t("Skala lain? Ubah di langkah 3, lewat “Ubah cara membaca lembar”."), class_="cp-quiet"))


def _click(visit: Visit, cohort_id: int, label: str, key: str, more: Answers) -> None:
    st.button(label, key=key, on_click=try_to, args=(visit, cohort_id, more))


def _ends(one: Conversion) -> tuple[float, float]:
    return float(one.scale.min), float(one.scale.max)


def _stored(one: Conversion, rules: CohortRules, mark: float) -> float | None:
    """What is stored of a mark; None where saving will say that it cannot be."""
    try:
        return rules.out_of_100(one.aspect, one.criterion, mark, _ends(one))
    except StoreError:
        return None


def _becomes(one: Conversion, rules: CohortRules, t: Texts) -> str | None:
    stored = _stored(one, rules, one.written)
    return None if stored is None else f"{t.exact(one.written)} → {t.exact(round(stored, 2))}"
