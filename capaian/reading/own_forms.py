"""Workbooks of Capaian that come back: what a form's columns are, where a summary keeps its marks, which have none."""

from dataclasses import replace
from typing import Final

from capaian.locale import LANGUAGES, N_, texts
from capaian.problems import Problem, Severity
from capaian.reading.answers import AS_WRITTEN
from capaian.reading.cells import Workbook
from capaian.reading.compose import compose
from capaian.reading.drafts import Draft, RowKeys
from capaian.reading.stamp import Stamp
from capaian.reading.text import clean, plain
from capaian.scores import SCALE_100, Aspect

_ASPECTS: Final = {
    Aspect.COGNITIVE: N_("Kognitif"),
    Aspect.TECHNICAL: N_("Teknis"),
    Aspect.CHARACTER: N_("Karakter"),
}
_NOT_MARKS: Final = {
    "cohorts": N_(
        "Ini ringkasan beberapa kohort buatan Capaian, bukan lembar nilai satu kohort. Unggah ringkasan atau formulir "
        "satu kohort."
    ),
    "shareable": N_(
        "Ini ringkasan Capaian untuk dibagikan: tidak memuat siswa dan nilainya. Unggah lembar nilai, formulir, atau "
        "ringkasan internal satu kohort."
    ),
}


def own_refusal(stamp: Stamp | None, file: str) -> Problem | None:
    """Why a workbook of ours cannot be read as the marks of a cohort; None where it can."""
    if stamp is None or stamp.kind not in _NOT_MARKS:
        return None
    return Problem(f"own_{stamp.kind}", Severity.BLOCKS, _NOT_MARKS[stamp.kind], file)


def only_the_marks(book: Workbook, stamp: Stamp | None) -> Workbook:
    """Of a summary of ours the one sheet that holds marks, where it is still there; every other workbook whole."""
    if stamp is None or stamp.kind != "summary":
        return book
    kept = tuple(sheet for sheet in book.sheets if sheet.name == stamp.sheet)
    return replace(book, sheets=kept) if kept else book


def as_made(draft: Draft, stamp: Stamp | None) -> None:
    """Settle the columns of a table in a workbook that carries our stamp; nothing without one."""
    if stamp is None:
        return
    n = len(draft.rows)
    draft.keys = RowKeys([None] * n, [None] * n, [""] * n)  # `Belum ada nilai sesudah` says nothing of a row's marks
    if stamp.kind == "form":
        _criteria_as_made(draft)
    else:
        _marks_of_summary(draft)
        _zeros_as_stored(draft)
    if stamp.cohort_id:
        _scales_as_made(draft)


def _criteria_as_made(draft: Draft) -> None:
    """Make each column of a stamped form that stands under SEBELUM or SESUDAH a mark of the sheet's aspect.

    Its criterion is what stands above that, word for word, also where the word elsewhere would be asked about
    (`Sikap kerja`). A criterion called like its sheet is the aspect as a whole, which is how the form names it; so is
    one called like the aspect in either language, where a teacher has given the sheet another name.
    """
    settled = []
    for m in draft.meant:
        parts = draft.block.heading.parts.get(m.column, ())
        phase = compose(parts[1:]).phase if len(parts) == 2 else None
        if phase is not None and m.role not in ("identity", "class"):
            aspect = draft.context.aspect or m.aspect
            whole = plain(parts[0]) == plain(draft.sheet) or _is_named(parts[0], aspect)
            criterion = "" if whole else clean(parts[0])
            m = replace(m, role="score", field="", aspect=aspect, phase=phase, criterion=criterion, sure_phase=True)
        settled.append(m)
    draft.meant = settled


def _is_named(heading: str, aspect: Aspect | None) -> bool:
    """Whether a heading is what a form calls the aspect in one of its languages, and nothing else."""
    if aspect is None:
        return False
    return plain(heading) in {plain(name) for name in (aspect, *(texts(one)(_ASPECTS[aspect]) for one in LANGUAGES))}


def _scales_as_made(draft: Draft) -> None:
    """Give each mark the scale that every mark of a cohort's own workbook is written on, however low they all are."""
    draft.meant = [
        replace(m, scale=SCALE_100) if m.role == "score" and m.scale is None and not m.words else m for m in draft.meant
    ]


def _zeros_as_stored(draft: Draft) -> None:
    """What a zero means was decided when it was stored: a summary that comes back does not ask it again."""
    columns = [m.column for m in draft.meant if m.role == "score"]
    draft.said = {**draft.said, **{c: {"0": AS_WRITTEN, **draft.said.get(c, {})} for c in columns}}


def _marks_of_summary(draft: Draft) -> None:
    """Of a stamped summary only what stands under before or after is a mark; gains and pass words are ours."""
    draft.meant = [
        replace(m, role="derived", field="derived", aspect=None, rest=())
        if m.role in ("score", "ask") and m.phase is None
        else m
        for m in draft.meant
    ]
