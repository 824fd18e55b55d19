"""What columns of a table mean, changed several at a time; what is not chosen stays as it is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from capaian.locale import N_, Texts
from capaian.problems import CapaianError
from capaian.reading import Answers, Column, ColumnAnswer, FileRead, Table, column_key, table_key
from capaian.reading.answers import LONGEST
from capaian.scores import Aspect, Phase, Scale
from capaian.web.page import Visit
from capaian.web.parts_html import draw, tag
from capaian.web.parts_sheet import meaning_told
from capaian.web.parts_words import aspect_name, phase_name
from capaian.web.shown import plain
from capaian.web.uploading import answer, answers

_ROLES: Final[dict[str, tuple[str, ColumnAnswer]]] = {
    "score": (N_("Nilai"), ColumnAnswer("score")),
    "name": (N_("Nama siswa"), ColumnAnswer("identity", field="name")),
    "nisn": (N_("NISN"), ColumnAnswer("identity", field="nisn")),
    "nis": (N_("NIS"), ColumnAnswer("identity", field="nis")),
    "class_name": (N_("Kelas"), ColumnAnswer("class", field="class_name")),
    "derived": (N_("Hitungan guru (jumlah, rata-rata), hanya diperiksa"), ColumnAnswer("derived")),
    "ignored": (N_("Tidak diambil"), ColumnAnswer("ignored")),
}
_ALONE: Final = frozenset({"name", "nisn", "nis", "class_name"})
"""Of these a table has one column."""
_SCALES: Final = (Scale(0, 100), Scale(0, 20), Scale(0, 10), Scale(0, 5), Scale(0, 4), Scale(1, 5), Scale(1, 4))
PHASES: Final = (Phase.BEFORE, Phase.AFTER)
OTHER: Final = {Phase.BEFORE: Phase.AFTER, Phase.AFTER: Phase.BEFORE}


def note_here(key: str, sentence: str) -> None:
    """Say at the table of this key what could not be done."""
    st.session_state[f"trouble_{key}"] = sentence


def draw_columns_form(visit: Visit, cohort_id: int, file: FileRead, table: Table) -> None:
    """Which columns, and what they are from now on."""
    t, key = visit.t, table_key(file.file, table)
    by_letter = {column.column: column for column in table.columns}
    with st.form(f"columns_{key}", clear_on_submit=True):
        draw(tag("h4", t("Kolom")))
        st.multiselect(
            t("Kolom yang diubah, boleh beberapa"), list(by_letter), key=f"which_{key}", placeholder=t("Pilih kolom"),
            format_func=lambda letter: plain(_told(by_letter[letter], t), longest=90),
        )  # fmt: skip
        first, second, third = st.columns(3)
        as_now = t("Seperti sekarang")
        first.selectbox(
            t("Dibaca sebagai"), list(_ROLES), None, lambda role: t(_ROLES[role][0]), f"role_{key}", placeholder=as_now
        )
        second.selectbox(
            t("Aspek"), list(Aspect), None, lambda one: aspect_name(one, t), f"aspect_{key}", placeholder=as_now
        )
        third.selectbox(
            t("Waktu"), list(PHASES), None, lambda one: phase_name(one, t), f"phase_of_{key}", placeholder=as_now
        )
        first, second, third = st.columns(3)
        first.text_input(
            t("Kriteria"), key=f"criterion_{key}", max_chars=LONGEST, placeholder=t("Seperti sekarang, mis. Las datar")
        )
        second.selectbox(
            t("Skala"), list(range(len(_SCALES))), None, lambda at: _scale_told(_SCALES[at], t), f"scale_{key}",
            placeholder=as_now,
        )  # fmt: skip
        third.number_input(
            t("atau nilai tertinggi lain"), 1.0, 1_000.0, None, key=f"highest_{key}", placeholder=t("mis. 50")
        )
        st.form_submit_button(t("Ubah kolom ini"), on_click=_give, args=(visit, cohort_id, file, table))


def _told(column: Column, t: Texts) -> str:
    return f"{column.column} · {column.heading or '–'} ({meaning_told(column, t)})"


def _scale_told(scale: Scale, t: Texts) -> str:
    return t("{low} sampai {high}", low=t.exact(scale.min), high=t.exact(scale.max))


def _give(visit: Visit, cohort_id: int, file: FileRead, table: Table) -> None:
    typed, key, t = st.session_state, table_key(file.file, table), visit.t
    letters = set(typed.get(f"which_{key}") or ())
    columns = [column for column in table.columns if column.column in letters]
    chosen = {name: typed.get(f"{name}_{key}") for name in ("role", "aspect", "phase_of", "scale", "highest")}
    criterion = str(typed.get(f"criterion_{key}") or "").strip()
    if not columns or not (criterion or any(one is not None for one in chosen.values())):
        note_here(key, t("Pilih dulu kolomnya, dan apa yang berubah."))
        return
    if chosen["role"] in _ALONE and len(columns) > 1:
        note_here(key, t("Hanya satu kolom dapat menjadi {what}.", what=t(_ROLES[chosen["role"]][0])))
        return
    try:
        more = {}
        for one in columns:
            at = column_key(file.file, table, one)
            more[at] = column_given(one, chosen, criterion, swapped=table.swapped, before=answers().columns.get(at))
        more |= _given_up(file, table, columns, chosen["role"])
        answer(visit, cohort_id, Answers(columns=more))
    except (TypeError, ValueError, KeyError, IndexError):
        note_here(key, t("Isian itu tidak dapat dipakai. Periksa kriterianya."))
    except CapaianError as error:
        note_here(key, error.message(t))


def column_given(
    column: Column, chosen: dict[str, Any], criterion: str, *, swapped: bool, before: ColumnAnswer | None
) -> ColumnAnswer:
    """What a column is from now on; with anything that only a mark has, a mark. Raises ValueError, KeyError.

    chosen: role, aspect, phase_of, scale (its place in the list), highest (mark, instead of a scale in the list),
    None each where it stays as it is. swapped: before and after have changed places in the table. before: what
    was said of the column until now.
    """
    one = _ROLES[chosen["role"] or "score"][1]
    if one.role != "score":
        return one
    phase = Phase(chosen["phase_of"]) if chosen["phase_of"] else column.phase
    scale = before.scale if before else None
    if chosen["scale"] is not None:
        scale = _SCALES[chosen["scale"]]
    if chosen["highest"] is not None:
        scale = Scale(0, float(chosen["highest"]))
    return replace(
        one,
        aspect=Aspect(chosen["aspect"]) if chosen["aspect"] else column.aspect,
        phase=OTHER.get(phase, phase) if swapped and phase else phase,
        criterion=criterion or (column.criterion if column.role == "score" else plain(column.heading)),
        scale=scale,
    )


def _given_up(file: FileRead, table: Table, columns: Sequence[Column], role: str | None) -> dict[str, ColumnAnswer]:
    """The column that was the NISN until now is it no more."""
    if role not in _ALONE or role == "name":
        return {}
    others = [one for one in table.columns if one not in columns and one.field == role and one.role != "ask"]
    return {column_key(file.file, table, one): ColumnAnswer("ignored") for one in others}
