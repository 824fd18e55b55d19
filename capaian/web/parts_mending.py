"""Mending in place: one click where a cell can be read in one way, a typed mark for every other cell."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from capaian.locale import Texts
from capaian.problems import Problem, Severity, UnreadableFile
from capaian.reading import Answers, Reading, problem_key
from capaian.reading.answers import AS_WRITTEN, DID_NOT_SIT, EVERYWHERE, MISSING
from capaian.reading.mending import TYPED, cell_key, key_of_column, mend_of
from capaian.reports import annotated_workbook, problem_list_workbook
from capaian.web.downloads import download_button
from capaian.web.page import Visit
from capaian.web.parts_editing import try_to
from capaian.web.parts_html import draw, tag
from capaian.web.parts_scale import draw_scales
from capaian.web.parts_sides import draw_sides, draw_swaps
from capaian.web.shown import plain, shown
from capaian.web.uploading import Files, answers

_OPEN: Final = 20
"""So many cells are typed into at once; the next come when these are mended."""
_WORDS: Final = 8
_NOT_SO: Final = frozenset({"zeros", "two_marks", "maybe_swapped", "scale_unclear"})
"""Questions with several answers, where "it is right as it is" would be none."""


def draw_mends(visit: Visit, cohort_id: int, reading: Reading, problems: Sequence[Problem]) -> None:
    """Everything that can be mended here, the quickest first."""
    draw_swaps(visit, cohort_id, reading, problems)
    _draw_clear_cells(visit, cohort_id, problems)
    _draw_words(visit, cohort_id, problems)
    _draw_zeros(visit, cohort_id, reading, problems)
    draw_scales(visit, cohort_id, reading, problems)
    draw_sides(visit, cohort_id, reading, problems)
    _draw_accept(visit, cohort_id, problems)
    _draw_typed(visit, cohort_id, problems)
    _draw_mended(visit)


def _click(visit: Visit, cohort_id: int, label: str, key: str, more: Answers) -> None:
    st.button(label, key=key, on_click=try_to, args=(visit, cohort_id, more))


def _draw_clear_cells(visit: Visit, cohort_id: int, problems: Sequence[Problem]) -> None:
    """`75*` in five cells: one button for all five."""
    t = visit.t
    clear = {cell_key(problem): mark for problem in problems if (mark := mend_of(problem)) is not None}
    if clear:
        read = next(problem for problem in problems if cell_key(problem) in clear)
        label = t.plural(
            "Baca {n} sel sebagai angkanya, misalnya “{read}” = {mark}",
            "Baca {n} sel sebagai angkanya, misalnya “{read}” = {mark}",
            len(clear),
            read=shown(read.read or ""),
            mark=t.exact(float(clear[cell_key(read)])),
        )
        _click(visit, cohort_id, label, "mend_clear", Answers(cells=clear))


def _draw_words(visit: Visit, cohort_id: int, problems: Sequence[Problem]) -> None:
    """A text that is no mark, once for all its cells: nothing yet, or the student did not sit."""
    t = visit.t
    words: dict[str, int] = {}
    for problem in problems:
        if problem.code == "not_a_mark" and problem.read:
            text = problem.read.strip().casefold()
            words[text] = words.get(text, 0) + 1
    for at, (text, n) in enumerate(list(words.items())[:_WORDS]):
        draw(tag("p", t.plural("“{text}” ada di {n} sel. Artinya:", "“{text}” ada di {n} sel. Artinya:", n, text=text)))
        with st.container(horizontal=True):
            _click(visit, cohort_id, t("Belum dinilai"), f"word_missing_{at}", _said(EVERYWHERE, text, MISSING))
            _click(visit, cohort_id, t("Tidak ikut tes"), f"word_absent_{at}", _said(EVERYWHERE, text, DID_NOT_SIT))


def _said(scope: str, text: str, meaning: str) -> Answers:
    return Answers(values={scope: {text: meaning}})


def zeros_to_answer(reading: Reading) -> bool:
    """Whether it is still open what the zeros of a column mean; zeros are asked about, never assumed."""
    return any(p.code == "zeros" and key_of_column(reading, p) is not None for p in reading.problems)


def _draw_zeros(visit: Visit, cohort_id: int, reading: Reading, problems: Sequence[Problem]) -> None:
    """Zeros of a column: marks, or students who were not there."""
    t = visit.t
    keys = {key: p for p in problems if p.code == "zeros" and (key := key_of_column(reading, p)) is not None}
    if not keys:
        return
    n = sum(int(str(problem.fields["n"])) for problem in keys.values())
    draw(tag("p", t.plural("{n} nilai 0. Artinya:", "{n} nilai 0. Artinya:", n)))
    with st.container(horizontal=True):
        for label, name, meaning in (
            (t("Nilainya memang nol"), "zeros_marks", AS_WRITTEN),
            (t("Tidak ikut tes"), "zeros_absent", DID_NOT_SIT),
            (t("Belum dinilai"), "zeros_missing", MISSING),
        ):
            _click(visit, cohort_id, label, name, Answers(values={key: {"0": meaning} for key in keys}))


def _draw_accept(visit: Visit, cohort_id: int, problems: Sequence[Problem]) -> None:
    """Questions that are answered with "it is right as it is"."""
    t = visit.t
    asked = [p for p in problems if p.severity is Severity.ASK and p.code not in _NOT_SO]
    if asked:
        label = t.plural(
            "{n} pertanyaan: sudah benar seperti tertulis",
            "{n} pertanyaan: sudah benar seperti tertulis",
            len(asked),
        )
        _click(visit, cohort_id, label, "accept", Answers(accepted=frozenset(map(problem_key, asked))))


def _draw_typed(visit: Visit, cohort_id: int, problems: Sequence[Problem]) -> None:
    t = visit.t
    cells = {cell_key(p): p for p in problems if p.severity is Severity.BLOCKS and p.code in TYPED and p.cell}
    if not cells:
        return
    asked = dict(list(cells.items())[:_OPEN])
    with st.form("typed"):
        st.markdown(t("Perbaiki di sini. Tulis nilainya, atau - bila belum dinilai. Berkas Anda tidak diubah."))
        for key, problem in asked.items():
            place = t("Lembar {sheet}, sel {cell}", sheet=shown(problem.sheet or ""), cell=problem.cell)
            st.text_input(
                t("{place}: tertulis “{read}”", place=place, read=shown(problem.read or "", longest=60)),
                key=f"typed_{key}",
                max_chars=12,
                placeholder=t("mis. 86"),
            )
        st.form_submit_button(t("Pakai nilai ini"), on_click=_give_typed, args=(visit, cohort_id, list(asked)))


def _give_typed(visit: Visit, cohort_id: int, keys: Sequence[str]) -> None:
    typed = {key: str(st.session_state.get(f"typed_{key}", "")).strip() for key in keys}
    cells = {key: text for key, text in typed.items() if text}
    if cells:
        try_to(visit, cohort_id, Answers(cells=cells))


def _draw_mended(visit: Visit) -> None:
    """What was typed here, cell by cell; the file itself keeps what it says."""
    t = visit.t
    cells: Mapping[str, str] = answers().cells
    if cells:
        told = ", ".join(
            f"{key.split('!', 1)[-1].replace('!', ' ')} = {text}" for key, text in list(cells.items())[:_OPEN]
        )
        draw(tag("p", t("Diperbaiki di sini: {cells}.", cells=told), class_="cp-quiet"))


def draw_copies(visit: Visit, cohort_id: int, contents: Files, problems: Sequence[Problem]) -> None:
    """Each file with problems to take home: the teacher's own workbook with notes, or a list where it is no xlsx."""
    t = visit.t
    for at, (name, content) in enumerate(contents):
        own = [problem for problem in problems if problem.file == name]
        if not own:
            continue
        stem, _, ending = name.rpartition(".")
        noted = ending.lower() in ("xlsx", "xlsm")
        label = t("Unduh {file} dengan tanda di sel", file=shown(name)) if noted else t("Unduh daftar masalah")
        download_button(
            visit,
            label,
            lambda own=own, name=name, content=content: marked_copy(content, own, name, t),
            file_name=f"{plain(stem, longest=80)} - {t('diperiksa')}.{ending if noted else 'xlsx'}",
            what="annotated_workbook",
            cohort_id=cohort_id,
            key=f"copy_{at}",
        )


def marked_copy(content: bytes, problems: Sequence[Problem], name: str, t: Texts) -> bytes:
    """The workbook with its problems marked; a list of them where the file cannot be marked."""
    try:
        return annotated_workbook(content, problems, t)
    except UnreadableFile:
        return problem_list_workbook(problems, name, t)
