"""Marks that were changed in Capaian after the form was made: which of the two is right, mark by mark."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from capaian.locale import Texts
from capaian.reading import Answers
from capaian.web.page import Visit
from capaian.web.parts_changes import origin_told
from capaian.web.parts_editing import try_to
from capaian.web.parts_html import draw, tag
from capaian.web.parts_words import aspect_name, phase_name
from capaian.web.shown import shown
from capaian.web.uploading import answers

_OPEN: Final = 30


def draw_conflicts(visit: Visit, cohort_id: int, conflicts: pd.DataFrame) -> None:
    """The form; what nobody chooses stays as it is in Capaian."""
    t = visit.t
    asked: list[Any] = list(conflicts.head(_OPEN).itertuples())
    if not asked:
        return
    st.subheader(t.plural("Bentrok: {n} nilai", "Bentrok: {n} nilai", len(conflicts)), anchor=False)
    draw(
        tag(
            "p",
            t("Nilai ini diubah di Capaian sesudah formulirnya dibuat. Pilih yang benar; tanpa pilihan, tidak diubah."),
        )
    )
    with st.form("conflicts"):
        for each in asked:
            _ask(each, t)
        sources = [each.source for each in asked]
        st.form_submit_button(t("Pakai pilihan ini"), on_click=_choose, args=(visit, cohort_id, sources))


def _ask(each: Any, t: Texts) -> None:
    aspect = each.aspect if isinstance(each.aspect, str) else None
    what = [each.name, aspect_name(aspect, t), phase_name(each.phase, t), each.criterion]
    told = {
        "database": t("Di Capaian: {mark}", mark=mark_told(each.old, each.old_state, t)),
        "file": t("Di berkas: {mark}", mark=mark_told(each.new, each.new_state, t)),
    }
    st.radio(
        shown(" · ".join(word for word in what if word)),
        list(told),
        index=1 if answers().conflicts.get(each.source) == "file" else 0,
        format_func=told.__getitem__,
        key=f"conflict_{each.source}",
        captions=[_origin(each, t), told_place(each.source, t)],
    )


def _origin(each: Any, t: Texts) -> str:
    return shown(t("dari {origin}", origin=origin_told(each, t)))


def told_place(source: str, t: Texts) -> str:
    """Where the mark of the file stands: `lembar Teknis, sel F6`."""
    place, _, cell = source.rpartition("!")
    return t("lembar {sheet}, sel {cell}", sheet=shown(place.rpartition("!")[2]), cell=cell)


def mark_told(score: float, state: str, t: Texts) -> str:
    """A mark, or in a word why there is none."""
    if state == "present":
        return t.exact(score)
    return t("tidak ikut tes") if state == "did_not_sit" else t("belum dinilai")


def _choose(visit: Visit, cohort_id: int, sources: list[str]) -> None:
    chosen = {source: st.session_state.get(f"conflict_{source}", "database") for source in sources}
    try_to(visit, cohort_id, Answers(conflicts=chosen))
