"""Which of two different marks counts, and whether before and after have changed places."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from capaian.locale import Texts
from capaian.problems import Problem
from capaian.reading import Answers, Reading, TableAnswer, problem_key, table_key
from capaian.reading.answers import SideAnswer
from capaian.reading.mending import cell_key, column_of
from capaian.web.page import Visit
from capaian.web.parts_editing import try_to
from capaian.web.parts_html import draw, tag
from capaian.web.parts_words import aspect_name, phase_name
from capaian.web.shown import shown
from capaian.web.uploading import answers

_OPEN: Final = 20
_NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class Two:
    """Two marks of one student for one thing. first, other: sources `file!sheet!F17`; texts: as written."""

    what: str
    first: str
    first_text: str
    other: str
    other_text: str


def sides_to_answer(reading: Reading) -> bool:
    """Whether it is still open which of two different marks of a student counts."""
    return any(problem.code == "two_marks" for problem in reading.problems)


def two_of(reading: Reading, problems: Sequence[Problem], t: Texts) -> list[Two]:
    """Both marks of every such problem."""
    asked = {cell_key(p): p for p in problems if p.code == "two_marks"}
    firsts = {str(problem.fields["other"]) for problem in asked.values()}
    rows: Any = reading.marks[reading.marks["source"].isin(firsts)] if firsts else None
    known = {row.source: row for row in rows.itertuples()} if rows is not None else {}
    names = reading.students["name"].tolist()
    found = []
    for other, problem in asked.items():
        first = str(problem.fields["other"])
        if (row := known.get(first)) is not None:
            aspect = row.aspect if isinstance(row.aspect, str) else None
            phase = row.phase if isinstance(row.phase, str) else None
            words = [names[row.student], aspect_name(aspect, t), phase_name(phase, t), row.criterion or ""]
            found.append(Two(" · ".join(filter(None, words)), first, row.raw, other, problem.read or ""))
    return found


def draw_sides(visit: Visit, cohort_id: int, reading: Reading, problems: Sequence[Problem]) -> None:
    """One click where all of one column, or all of the other, are right; else mark by mark."""
    t = visit.t
    asked = two_of(reading, problems, t)
    if not asked:
        return
    st.subheader(t("Nilai mana yang benar?"), anchor=False)
    said = t.plural(
        "{n} siswa punya dua nilai yang berbeda untuk hal yang sama. Capaian tidak memilihkannya.",
        "{n} siswa punya dua nilai yang berbeda untuk hal yang sama. Capaian tidak memilihkannya.",
        len(asked),
    )
    draw(tag("p", said))
    _draw_all(visit, cohort_id, asked)
    with st.form("sides"):
        for at, each in enumerate(asked[:_OPEN]):
            told = {
                each.first: _option(each.first, each.first_text, t),
                each.other: _option(each.other, each.other_text, t),
            }
            st.radio(
                shown(each.what), list(told), index=None, format_func=told.__getitem__, key=f"side_{at}_{each.other}"
            )
        st.form_submit_button(t("Pakai yang dipilih"), on_click=_choose, args=(visit, cohort_id, asked[:_OPEN]))


def _option(source: str, text: str, t: Texts) -> str:
    file, sheet, cell = source.rsplit("!", 2)
    place = t("{file}, lembar {sheet}, sel {cell}", file=shown(file), sheet=shown(sheet), cell=cell)
    return t("{mark} di {place}", mark=shown(text, longest=40), place=place)


def _draw_all(visit: Visit, cohort_id: int, asked: Sequence[Two]) -> None:
    t = visit.t
    if len(asked) < 2 or len({(_column(each.first), _column(each.other)) for each in asked}) > 1:
        return
    with st.container(horizontal=True):
        for name, place, taken in (
            ("first", _column(asked[0].first), {each.first: each.other for each in asked}),
            ("other", _column(asked[0].other), {each.other: each.first for each in asked}),
        ):
            file, sheet, column = place
            label = t(
                "Semua dari {file}, lembar {sheet}, kolom {column}", file=shown(file), sheet=shown(sheet), column=column
            )
            st.button(label, key=f"all_{name}", on_click=_take, args=(visit, cohort_id, taken))


def _column(source: str) -> tuple[str, str, str]:
    file, sheet, cell = source.rsplit("!", 2)
    return file, sheet, cell.rstrip("0123456789")


def _choose(visit: Visit, cohort_id: int, asked: Sequence[Two]) -> None:
    taken = {}
    for at, each in enumerate(asked):
        chosen = st.session_state.get(f"side_{at}_{each.other}")
        if chosen in (each.first, each.other):
            taken[chosen] = each.other if chosen == each.first else each.first
    if taken:
        _take(visit, cohort_id, taken)


def _take(visit: Visit, cohort_id: int, taken: dict[str, str]) -> None:
    """taken: the source that counts -> the one that does not."""
    sides: dict[str, SideAnswer] = dict.fromkeys(taken.values(), "leave")
    sides |= dict.fromkeys(taken, "take")
    try_to(visit, cohort_id, Answers(sides=sides))


def draw_swaps(visit: Visit, cohort_id: int, reading: Reading, problems: Sequence[Problem]) -> None:
    """Where most marks fell: before and after change places, or it is as it is written."""
    t = visit.t
    asked = [problem for problem in problems if problem.code == "maybe_swapped"]
    if not asked:
        return
    tables: dict[str, None] = {}
    for problem in asked:
        found = column_of(reading, problem)
        own = [table_key(found[0].file, found[1])] if found else []
        tables |= dict.fromkeys([*own, str(problem.fields["other"])])
    places = dict.fromkeys(f"{problem.sheet} {problem.cell}" for problem in asked)
    named = ", ".join(list(places)[:_NAMED]) + (" …" if len(places) > _NAMED else "")
    draw(tag("p", t("Hampir semua nilai turun ({places}). Apakah sebelum dan sesudah tertukar?", places=named)))
    with st.container(horizontal=True):
        swap = {key: replace(one, swap=not one.swap) for key in tables for one in (_now(key),)}
        st.button(
            t("Tukar sebelum dan sesudah"), key="swap_all", icon=":material/swap_horiz:",
            on_click=try_to, args=(visit, cohort_id, Answers(tables=swap)),
        )  # fmt: skip
        st.button(
            t("Tidak tertukar, nilainya memang turun"), key="swap_none",
            on_click=try_to, args=(visit, cohort_id, Answers(accepted=frozenset(map(problem_key, asked)))),
        )  # fmt: skip


def _now(key: str) -> TableAnswer:
    return answers().tables.get(key, TableAnswer())
