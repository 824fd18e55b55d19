"""Changing how a table was read, also where reading was sure: its rows, its class, what its columns mean."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from capaian.problems import CapaianError
from capaian.reading import Answers, FileRead, Table, TableAnswer, row_key, table_key
from capaian.reading.answers import LONGEST, RowAnswer
from capaian.web.outcome import note_trouble
from capaian.web.page import Visit
from capaian.web.parts_columns import draw_columns_form, note_here
from capaian.web.parts_html import draw, tag
from capaian.web.parts_sheet import why_told
from capaian.web.shown import plain, shown
from capaian.web.uploading import answer, answers, put_answers

Rows = Mapping[int, str]
_LAST: Final = 1_048_576


def draw_editor(visit: Visit, cohort_id: int, file: FileRead, table: Table, names: Callable[[], Rows]) -> None:
    """A switch, and behind it everything about the table that can be changed. names: of its rows, asked for then."""
    t, key = visit.t, table_key(file.file, table)
    rows = sorted({*table.header_rows, table.known_by, table.last_row or table.known_by})
    where = t("baris {first}–{last}", first=rows[0], last=rows[-1])
    label = t("Ubah cara membaca lembar {sheet}, {rows}", sheet=shown(table.sheet), rows=where)
    if not st.toggle(label, key=f"edit_{key}"):
        return
    with st.container(border=True):
        if trouble := st.session_state.pop(f"trouble_{key}", None):
            st.error(trouble, icon=":material/error:")
        _draw_acts(visit, cohort_id, file, table)
        draw_columns_form(visit, cohort_id, file, table)
        if not table.students_as_columns:
            _draw_rows_form(visit, cohort_id, file, table, names())


def _draw_acts(visit: Visit, cohort_id: int, file: FileRead, table: Table) -> None:
    t, key = visit.t, table_key(file.file, table)
    act = {"on_click": _change, "args": (visit, cohort_id, key)}
    with st.container(horizontal=True):
        if any(column.phase for column in table.columns):
            st.button(
                t("Tukar sebelum dan sesudah"), key=f"swap_{key}", icon=":material/swap_horiz:", **act,
                kwargs={"swap": not table.swapped},
            )  # fmt: skip
        st.button(t("Jangan baca tabel ini"), key=f"skip_{key}", icon=":material/block:", **act, kwargs={"skip": True})
        if answers() != answers().without_table(file.file, table):
            st.button(
                t("Baca lagi seperti semula"), key=f"as_found_{key}", icon=":material/undo:",
                on_click=_as_found, args=(visit, cohort_id, file, table),
            )  # fmt: skip


def draw_left_out(visit: Visit, cohort_id: int, files: tuple[FileRead, ...]) -> None:
    """The tables that are not read because a person said so, each with its way back."""
    t, names = visit.t, {file.file for file in files}
    for key, one in answers().tables.items():
        file, _, place = key.partition("!")
        sheet, _, cell = place.rpartition("!")
        if one.skip and file in names:
            with st.container(horizontal=True, vertical_alignment="center"):
                draw(tag("p", t("{file}, lembar {sheet}, tabel mulai {cell}: tidak dibaca, seperti Anda minta.",
                                file=file, sheet=sheet, cell=cell), class_="cp-quiet"))  # fmt: skip
                act = {"on_click": _change, "args": (visit, cohort_id, key), "kwargs": {"skip": False}}
                st.button(t("Baca tabel ini"), key=f"read_{key}", **act)


def _draw_rows_form(visit: Visit, cohort_id: int, file: FileRead, table: Table, rows: Rows) -> None:
    """Heading, first and last student, rows that are students after all or none, and the class."""
    t, key = visit.t, table_key(file.file, table)
    seen = f"{key}_{table.header_rows}_{table.first_row}_{table.last_row}_{len(table.ignored_rows)}"
    why = {each.row: each.why for each in table.ignored_rows}

    def told(row: int) -> str:
        words = [why_told(why[row], t)] if row in why else []
        return plain(
            t("baris {row}: {what}", row=row, what=" · ".join(filter(None, [*words, rows.get(row)]))), longest=80
        )

    with st.form(f"rows_{key}"):
        draw(tag("h4", t("Baris")))
        asked = [
            ("top", t("Judul: dari baris"), table.header_rows[0]),
            ("bottom", t("Judul: sampai baris"), table.header_rows[-1]),
            ("first", t("Siswa pertama di baris"), _bounds(table)[0]),
            ("last", t("Siswa terakhir di baris"), _bounds(table)[1]),
        ]
        for column, (name, label, value) in zip(st.columns(4), asked, strict=True):
            column.number_input(label, 1, _LAST, value, 1, key=f"{name}_{seen}")
        for name, label, options in (
            ("out", t("Baris siswa yang sebenarnya bukan siswa"), list(table.student_rows)),
            ("in", t("Baris yang dilewati, padahal siswa"), list(why)),
        ):
            if options:
                st.multiselect(label, options, format_func=told, key=f"{name}_{seen}", placeholder=t("Pilih baris"))
        st.text_input(t("Kelas"), table.class_name or "", key=f"class_{seen}", max_chars=LONGEST)
        st.form_submit_button(t("Pakai susunan ini"), on_click=_give_rows, args=(visit, cohort_id, file, table, seen))


def _bounds(table: Table) -> tuple[int, int]:
    """The rows of the first and the last student; where there is none, right below the heading."""
    below = table.header_rows[-1] + 1
    return table.first_row or below, table.last_row or below


def _give_rows(visit: Visit, cohort_id: int, file: FileRead, table: Table, seen: str) -> None:
    typed, key = st.session_state, table_key(file.file, table)
    top, bottom, first, last = (typed[f"{name}_{seen}"] for name in ("top", "bottom", "first", "last"))
    told: dict[str, Any] = {}
    if (top, bottom) != (table.header_rows[0], table.header_rows[-1]):
        told["heading"] = (top, bottom)
    if first != _bounds(table)[0]:
        told["first_row"] = first
    if last != _bounds(table)[1]:
        told["last_row"] = last
    if (named := str(typed[f"class_{seen}"]).strip()) != (table.class_name or ""):
        told["class_name"] = named
    rows: dict[str, RowAnswer] = {
        row_key(file.file, table, row): "skip" for row in typed.get(f"out_{seen}", ()) if row in table.student_rows
    }
    listed = {each.row for each in table.ignored_rows}
    rows |= {row_key(file.file, table, row): "student" for row in typed.get(f"in_{seen}", ()) if row in listed}
    start = answers().tables.get(key, TableAnswer())
    try:
        one = replace(start, **told) if first <= last or not told.keys() & {"first_row", "last_row"} else None
    except (TypeError, ValueError):
        one = None
    if one is None:
        t = visit.t
        note_here(key, t("Baris itu tidak mungkin. Urutannya: judul, lalu siswa pertama, lalu siswa terakhir."))
        return
    try_to(visit, cohort_id, Answers(tables={key: one}, rows=rows))


def _change(visit: Visit, cohort_id: int, key: str, **told: bool) -> None:
    start = answers().tables.get(key, TableAnswer())
    try_to(visit, cohort_id, Answers(tables={key: replace(start, **told)}))


def _as_found(visit: Visit, cohort_id: int, file: FileRead, table: Table) -> None:
    try:
        put_answers(visit, cohort_id, answers().without_table(file.file, table))
    except CapaianError as error:
        note_trouble(error.message(visit.t))


def try_to(visit: Visit, cohort_id: int, more: Answers) -> None:
    """Add to the answers in a callback; what cannot be is said on the page."""
    try:
        answer(visit, cohort_id, more)
    except CapaianError as error:
        note_trouble(error.message(visit.t))
