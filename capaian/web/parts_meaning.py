"""What an uncertain column means: asked once for each, in one form; what was said before is shown."""

from collections import Counter
from typing import Final

import streamlit as st

from capaian.locale import N_, Texts
from capaian.problems import CapaianError, Problem
from capaian.reading import Answers, Column, ColumnAnswer, FileRead, Reading, Table, TableAnswer, column_key, table_key
from capaian.scores import Aspect, Phase
from capaian.web.outcome import note_trouble
from capaian.web.page import Visit
from capaian.web.parts_editing import try_to
from capaian.web.parts_html import draw, tag
from capaian.web.parts_words import aspect_name, phase_name
from capaian.web.shown import plain, shown
from capaian.web.uploading import answers, take_back, was_recalled

Asked = tuple[FileRead, Table, Column]
NO_MARK: Final = "ignored"
_PHASES: Final = (Phase.BEFORE, Phase.AFTER)
_PLAIN: Final = frozenset({"mark_alone", "mark_final", "no_heading", "both_phases"})
"""Headings that name no criterion of their own."""
NOT_ASKED_AGAIN: Final = N_("Arti kolom dari unggahan sebelumnya dipakai lagi. Periksa di “Kolom yang dibaca”.")


def meanings(t: Texts) -> dict[str, str]:
    """What a column can be: `teknis before` and so on, and no mark at all."""
    told = {
        f"{aspect or ''} {phase}": f"{aspect_name(aspect, t)} {phase_name(phase, t)}"
        for aspect in (*Aspect, None)
        for phase in _PHASES
    }
    return {**told, NO_MARK: t("Bukan nilai")}


def asked_columns(reading: Reading) -> list[Asked]:
    """The columns whose meaning nobody has said."""
    return [
        (file, table, column)
        for file in reading.files
        for table in file.tables
        for column in table.columns
        if column.role == "ask"
    ]


def tables_without_phase(reading: Reading) -> list[tuple[FileRead, Table]]:
    """The tables whose marks are before or after, nobody knows."""
    places = {(problem.file, problem.sheet) for problem in reading.problems if problem.code == "phase_unknown"}
    return [
        (file, table)
        for file in reading.files
        for table in file.tables
        if (file.file, table.sheet) in places and any(c.role == "score" and c.phase is None for c in table.columns)
    ]


def is_about_meaning(problem: Problem, reading: Reading) -> bool:
    """Whether the question is asked in this form, and so in no other place."""
    asked = {(file.file, table.sheet, column.column) for file, table, column in asked_columns(reading)}
    return problem.code == "phase_unknown" or (problem.file, problem.sheet, problem.cell) in asked


def draw_meaning(visit: Visit, cohort_id: int, reading: Reading) -> None:
    """The form, where there is anything to ask; and the way back from what was answered."""
    t = visit.t
    columns, tables = asked_columns(reading), tables_without_phase(reading)
    if was_recalled():
        draw(tag("p", t(NOT_ASKED_AGAIN), class_="cp-quiet"))
    if columns or tables:
        st.subheader(t("Apa artinya?"), anchor=False)
        with st.form("meaning"):
            for file, table in tables:
                _ask_phase(visit, file, table)
            for asked in columns:
                _ask_column(visit, asked)
            st.form_submit_button(t("Pakai arti ini"), on_click=_give, args=(visit, cohort_id, columns, tables))
    if answers() != Answers():
        st.button(t("Batalkan semua jawaban"), icon=":material/undo:", on_click=_take_back, args=(visit, cohort_id))


def _ask_phase(visit: Visit, file: FileRead, table: Table) -> None:
    t = visit.t
    st.selectbox(
        t("{file}, lembar {sheet}: nilai ini", file=shown(file.file), sheet=shown(table.sheet)),
        list(_PHASES),
        index=None,
        format_func=lambda phase: t("{phase} pelatihan", phase=phase_name(phase, t)),
        key=f"phase_{table_key(file.file, table)}",
        placeholder=t("Pilih satu"),
    )


def _ask_column(visit: Visit, asked: Asked) -> None:
    t, (file, table, column) = visit.t, asked
    told = meanings(t)
    sheet, heading = shown(table.sheet), shown(column.heading or "–")
    st.selectbox(
        t("Lembar {sheet}, kolom {column} “{heading}”", sheet=sheet, column=column.column, heading=heading),
        list(told),
        index=None,
        format_func=told.__getitem__,
        key=f"means_{column_key(file.file, table, column)}",
        placeholder=t("Pilih satu"),
    )


def _give(visit: Visit, cohort_id: int, columns: list[Asked], tables: list[tuple[FileRead, Table]]) -> None:
    typed = st.session_state
    said = {}
    for file, table, column in columns:
        key = column_key(file.file, table, column)
        if chosen := typed.get(f"means_{key}"):
            said[key] = (chosen, column)
    times = Counter((key.rpartition("!")[0], chosen) for key, (chosen, _) in said.items())
    given = {
        key: column_answer(chosen, column, alone=times[key.rpartition("!")[0], chosen] == 1)
        for key, (chosen, column) in said.items()
    }
    phases = {key: typed.get(f"phase_{key}") for key in (table_key(file.file, table) for file, table in tables)}
    try_to(visit, cohort_id, Answers(columns=given, tables={k: TableAnswer(phase=p) for k, p in phases.items() if p}))


def column_answer(chosen: str, column: Column, *, alone: bool) -> ColumnAnswer:
    """The answer that a choice stands for. alone: no other column of the sheet was given the same meaning."""
    if chosen == NO_MARK:
        return ColumnAnswer("ignored")
    aspect, _, phase = chosen.rpartition(" ")
    criterion = "" if alone and column.field in _PLAIN else column.heading
    return ColumnAnswer("score", Aspect(aspect) if aspect else None, Phase(phase), plain(criterion))


def _take_back(visit: Visit, cohort_id: int) -> None:
    try:
        take_back(visit, cohort_id)
    except CapaianError as error:
        note_trouble(error.message(visit.t))
