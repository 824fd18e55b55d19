"""The third step of an upload: every table as its sheet, and behind a switch the ways to change how it is read."""

from functools import partial
from typing import Final

import streamlit as st

from capaian.locale import Texts
from capaian.reading import Reading, Sketch, Table, sketches
from capaian.reading.sketch import row_names
from capaian.store import load_rules
from capaian.web.page import Visit
from capaian.web.parts_editing import draw_editor, draw_left_out
from capaian.web.parts_found import file_head, table_foot, table_head
from capaian.web.parts_html import Html, draw, tag
from capaian.web.parts_pointing import draw_pointing
from capaian.web.parts_scale import scale_lines
from capaian.web.parts_sheet import sheet_drawing
from capaian.web.parts_words import status

_DRAWN: Final = 3
"""So many tables are seen as sheets at once; the others are one click away."""


def draw_found(visit: Visit, cohort_id: int, reading: Reading) -> None:
    """File by file, table by table."""
    t = visit.t
    rules = load_rules(visit.store, visit.actor, cohort_id)
    drawn = list(zip(sketches(reading), reading.drafts, strict=True))
    for file in reading.files:
        with st.container(border=True):
            draw(file_head(file, t))
            draw_pointing(visit, cohort_id, reading, file)
            for at, ((of, table, sketch), draft) in enumerate(drawn):
                if of is file:
                    lines = scale_lines(draft, rules, t)
                    sheet = _sheet(table, sketch, t, is_open=at < _DRAWN)
                    draw(table_head(table, t), *lines, sheet, table_foot(table, t))
                    draw_editor(visit, cohort_id, file, table, partial(row_names, draft))
    draw_left_out(visit, cohort_id, reading.files)


def _sheet(table: Table, sketch: Sketch, t: Texts, *, is_open: bool) -> Html:
    swapped = status("⇄", t("Sebelum dan sesudah sudah ditukar di tabel ini."), "care") if table.swapped else None
    return tag(
        "details",
        tag("summary", t("Lembar seperti di berkas")),
        tag("p", swapped) if swapped else None,
        sheet_drawing(table, sketch, t),
        open="" if is_open else None,
    )
