"""A file in which no table was found: what a sheet that can be read looks like, and the way to point to the table."""

from functools import partial
from itertools import islice
from typing import Final

import streamlit as st

from capaian.locale import Texts
from capaian.reading import Answers, FileRead, Reading
from capaian.reading.cells import Sheet, column_letter, column_number
from capaian.reading.grid import Grid
from capaian.reading.pointed import Pointed
from capaian.reading.pointing import bare_sheets, pointed_draft
from capaian.web.page import Visit
from capaian.web.parts_columns import note_here
from capaian.web.parts_editing import try_to
from capaian.web.parts_html import Html, draw, tag
from capaian.web.screens import EXPORT, may_open, page_of
from capaian.web.shown import plain, shown

_MAY_BE_A_TABLE: Final = frozenset({"no_table", "no_names", "report_card", "attendance_only"})
_ROWS: Final = 12
_COLUMNS: Final = 10
_LOOK_AT: Final = 60
"""Rows and columns in which something is looked for."""
_LAST: Final = 1_048_576


def draw_pointing(visit: Visit, cohort_id: int, reading: Reading, file: FileRead) -> None:
    """The sentence with the way to the form, then the sheet as it stands and the fields; nothing for other files."""
    bare = _bare(reading, file)
    if not bare:
        return
    t = visit.t
    said = t(
        "Lembar yang dapat dibaca punya baris judul, di bawahnya satu baris tiap siswa, satu kolom nama, dan satu "
        "kolom tiap nilai, misalnya “Teknis sebelum” dan “Teknis sesudah”. Tunjukkan di bawah ini, atau isi formulir "
        "Capaian."
    )
    draw(tag("p", said))
    if may_open(EXPORT, visit.actor):
        st.page_link(page_of(EXPORT, t), label=t("Unduh formulir nilai"), icon=EXPORT.icon)
    by_name = {sheet.name: sheet for sheet in bare}
    chosen = bare[0].name
    if len(bare) > 1:
        chosen = st.selectbox(
            t("Lembar"), list(by_name), format_func=lambda name: plain(name), key=f"point_sheet_{file.file}"
        )
    _draw_sheet(visit, cohort_id, file.file, by_name.get(chosen, bare[0]))


def may_be_pointed(reading: Reading) -> bool:
    """Whether there is a file in which somebody can point to the table."""
    return any(_bare(reading, file) for file in reading.files)


def _bare(reading: Reading, file: FileRead) -> list[Sheet]:
    return bare_sheets(reading, file.file) if file.reason in _MAY_BE_A_TABLE else []


def _draw_sheet(visit: Visit, cohort_id: int, file: str, sheet: Sheet) -> None:
    t, key, grid = visit.t, f"{file}!{sheet.name}", Grid(sheet)
    draw(bare_drawing(grid, t))
    if trouble := st.session_state.pop(f"trouble_{key}", None):
        st.error(trouble, icon=":material/error:")
    guess = _first_heading(grid)
    with st.form(f"point_{key}"):
        top, bottom, names = st.columns(3)
        top.number_input(t("Judul: dari baris"), 1, _LAST, guess, 1, key=f"point_top_{key}")
        bottom.number_input(t("Judul: sampai baris"), 1, _LAST, guess, 1, key=f"point_bottom_{key}")
        letters = [column_letter(column) for column in range(grid.left, min(grid.right, grid.left + _LOOK_AT) + 1)]
        names.selectbox(
            t("Kolom nama siswa"), letters, None, partial(_column_told, grid), f"point_names_{key}",
            placeholder=t("Pilih satu"),
        )  # fmt: skip
        st.form_submit_button(t("Baca tabel di sini"), on_click=_give, args=(visit, cohort_id, file, sheet))


def bare_drawing(grid: Grid, t: Texts) -> Html:
    """The upper left of a sheet, with Excel's letters and numbers; blank rows are passed over."""
    columns = range(grid.left, min(grid.right, grid.left + _COLUMNS - 1) + 1)
    rows = islice((row for row in range(grid.top, grid.bottom + 1) if any(grid.text(row, c) for c in columns)), _ROWS)
    head = [tag("th", tag("span", t("Baris"), class_="cp-unseen"), scope="col")]
    head += [tag("th", column_letter(column), scope="col") for column in columns]
    lines = [
        tag("tr", tag("th", tag("b", str(row)), scope="row"), *(tag("td", _told(grid, row, c, t)) for c in columns))
        for row in rows
    ]
    name = t("Lembar {sheet} seperti di berkas", sheet=grid.sheet.name)
    drawn = tag("table", tag("thead", tag("tr", *head)), tag("tbody", *lines), aria_label=name, class_="cp-sheet")
    label = t("Lembar {sheet}, dapat digeser ke samping", sheet=grid.sheet.name)
    return tag("div", drawn, class_="cp-scroll", tabindex="0", role="region", aria_label=label)


def _told(grid: Grid, row: int, column: int, t: Texts) -> str | None:
    cell = grid.at(row, column)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return t.exact(float(cell))
    return grid.text(row, column) or None


def _first_heading(grid: Grid) -> int:
    """The first row with two texts side by side: where a heading may begin."""
    for row in range(grid.top, min(grid.bottom, grid.top + _LOOK_AT) + 1):
        if sum(isinstance(cell, str) and bool(cell.strip()) for cell in grid.row(row)) > 1:
            return row
    return grid.top


def _column_told(grid: Grid, letter: str) -> str:
    """`B · Lajur`: a column by its first text."""
    column = column_number(letter)
    texts = (grid.text(row, column) for row in range(grid.top, min(grid.bottom, grid.top + _LOOK_AT) + 1))
    return plain(f"{letter} · {next(filter(None, texts), '–')}", longest=60)


def _give(visit: Visit, cohort_id: int, file: str, sheet: Sheet) -> None:
    t, key, typed = visit.t, f"{file}!{sheet.name}", st.session_state
    try:
        where = Pointed((typed[f"point_top_{key}"], typed[f"point_bottom_{key}"]), typed[f"point_names_{key}"] or "")
    except ValueError:
        note_here(key, t("Pilih dulu baris judul, dari yang atas sampai yang bawah, dan kolom nama."))
        return
    if pointed_draft(file, sheet, where) is None:
        note_here(key, t("Di bawah baris itu tidak ada siswa di kolom {column}.", column=shown(where.names)))
        return
    try_to(visit, cohort_id, Answers(pointed={key: where}))
