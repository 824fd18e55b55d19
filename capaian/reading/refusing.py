"""Sheets that hold no table of marks: a report card, numbers without names, attendance, an empty form."""

from itertools import pairwise
from typing import Final

from capaian.reading.drafts import Draft
from capaian.reading.grid import Grid
from capaian.reading.lexicon import meaning, single_words, subject_labels, title_labels
from capaian.reading.tables import Block
from capaian.reading.text import plain, tokens

_LOOK_AT_ROWS: Final = 60
_MOST_LABELS: Final = 6


def is_report_card(grid: Grid, *, sure: bool = False) -> bool:
    """One student: a label `Nama` with the name beside it, and a heading of subjects with rows below.

    sure: only a label with a colon counts, so that a list of students can never be taken for one.
    """
    labelled, subjects = False, False
    for row in range(grid.top, min(grid.bottom, grid.top + _LOOK_AT_ROWS) + 1):
        texts = [cell.strip() for cell in grid.row(row) if isinstance(cell, str) and cell.strip()]
        for text, after in pairwise([*texts, ""]):
            colon = ":" in text or after.startswith(":")
            named = colon or (not sure and after and meaning(after) is None and len(texts) <= _MOST_LABELS)
            labelled = labelled or (title_labels().get(plain(text.partition(":")[0])) == "person" and bool(named))
            subjects = subjects or (plain(text) in subject_labels() and len(texts) > 1 and not colon)
    return labelled and subjects


def is_nameless(block: Block) -> bool:
    """Numbers where names should be, and no id either: `Siswa` over 1, 2, 3."""
    names = [block.grid.at(row, c) for row in block.body.students for c in block.places.names]
    if not names or block.places.ids:
        return False
    return all(isinstance(name, float | int) or str(name or "").strip(" .").isdigit() for name in names)


def has_numbers_only(grid: Grid) -> bool:
    """Rows of numbers under a heading, and no name anywhere."""
    rows = 0
    for row in range(grid.top, grid.bottom + 1):
        numbers = sum(isinstance(c, float | int) and not isinstance(c, bool) for c in grid.row(row))
        rows += numbers >= 2
        if rows >= 3:
            return True
    return False


def why_no_marks(draft: Draft) -> str | None:
    """`empty_form`, `attendance_only` or `no_marks` for a table without any mark; None where it has one."""
    roles = {m.role for m in draft.meant}
    asked = any(
        m.role == "ask" and m.field != "programme_twice" and draft.profiles[m.column].filled for m in draft.meant
    )
    filled = any(draft.profiles[m.column].filled for m in draft.scores())
    if filled or asked:
        return None
    if not draft.rows and not draft.scores() and "ask" not in roles:
        return None
    if not draft.rows or (draft.scores() and not any(m.role == "attendance" for m in draft.meant)):
        return "empty_form"
    told = " ".join((draft.sheet, *draft.block.captions))
    listed = "attendance" in roles or single_words("attendance_titles").intersection(tokens(told))
    return "attendance_only" if listed else "no_marks"
