"""The marks of one table, and a problem for every cell, column or row that is in doubt."""

from typing import Final

import numpy as np

from capaian.problems import Problem
from capaian.reading.answered import explain
from capaian.reading.columns import Meant
from capaian.reading.drafts import Draft
from capaian.reading.marks import PRESENT, PROBLEM, MarksRead, read_marks
from capaian.reading.text import spell
from capaian.reading.wording import SENTENCES, problem
from capaian.scores import SCALE_100

_ASK_FIELDS: Final = frozenset(SENTENCES)
_FEW_ZEROS: Final = 2
_ZERO_SHARE: Final = 0.1
_ENOUGH: Final = 10
_HIGH: Final = 50
_TEN: Final = 10
_WIDEST: Final = 1000


def mark_table(draft: Draft) -> list[Problem]:
    """Read every score column of a table (into `draft.marks`); give back what is wrong or in doubt, by column."""
    problems: list[Problem] = []
    broken = _broken_cells(draft)
    for m in draft.meant:
        if m.role == "ask":
            problems.append(_of_column(draft, m, m.field))
        if m.role != "score":
            continue
        typed, values = draft.typed_at(m.column), draft.values[m.column]
        if typed:
            values = [(typed[at] or None) if at in typed else value for at, value in enumerate(values)]
        read = read_marks(values, m.scale or SCALE_100, words=m.words, over=m.over)
        found = {at: (code, spell(values[at])) for at, code in read.problems.items()}
        for at, (code, shown) in broken.get(m.column, {}).items():
            if at not in typed:
                read.state[at] = PROBLEM
                found[at] = (code, shown)
        for at in explain(draft, m, read):
            found.pop(at, None)
        draft.marks[m.column] = read
        problems += [_of_cell(draft, m, at, *found[at]) for at in sorted(found)]
        problems += _zeros(draft, m, read)
        problems += _of_another_scale(draft, m, read)
        problems += _of_a_wider_scale(draft, m, read)
    for ignored in draft.block.body.ignored:
        if ignored.why == "no_name":
            problems.append(problem("marks_without_name", draft.file, draft.sheet, None, row=ignored.row))
    return problems


def _of_column(draft: Draft, m: Meant, code: str, **fields: object) -> Problem:
    code = code if code in _ASK_FIELDS else "mark_alone"
    return problem(code, draft.file, draft.sheet, draft.block.grid.column_name(m.column), m.heading, **fields)


def _of_cell(draft: Draft, m: Meant, at: int, code: str, shown: str) -> Problem:
    scale = m.scale or SCALE_100
    cell = draft.block.grid.address(draft.rows[at], m.column)
    return problem(code, draft.file, draft.sheet, cell, shown, low=float(scale.min), high=float(scale.max))


def _broken_cells(draft: Draft) -> dict[int, dict[int, tuple[str, str]]]:
    """Formulas without a value and Excel errors: column -> position -> code and what is shown."""
    grid = draft.block.grid
    sheet = grid.sheet
    if not sheet.errors and not sheet.uncalculated:
        return {}
    position = {row: at for at, row in enumerate(draft.rows)}
    broken: dict[int, dict[int, tuple[str, str]]] = {}
    listed = [(place, "excel_error", text) for place, text in sheet.errors.items()]
    listed += [(place, "uncalculated", "") for place in sorted(sheet.uncalculated)]
    for place, code, text in listed:
        row, column = grid.place(*place)
        if row in position:
            broken.setdefault(column, {})[position[row]] = (code, text)
    return broken


def _zeros(draft: Draft, m: Meant, read: MarksRead) -> list[Problem]:
    """Zeros that cluster: at least two, and a tenth of the marks, and others are not near zero."""
    if "0" in draft.said.get(m.column, {}):
        return []
    present = read.score[read.state == PRESENT]
    zeros = int((present == 0).sum())
    if zeros < _FEW_ZEROS or zeros < _ZERO_SHARE * len(present):
        return []
    return [_of_column(draft, m, "zeros", n=zeros)]


def _of_another_scale(draft: Draft, m: Meant, read: MarksRead) -> list[Problem]:
    """`8.5` in a column of 60 to 95: a mark on a scale of 10, perhaps; said for a few such cells, not for a habit."""
    score = read.score[read.state == PRESENT]
    if (m.scale or SCALE_100).max != 100 or len(score) < _ENOUGH or float(np.median(score)) < _HIGH:
        return []
    low = np.flatnonzero((read.score > 0) & (read.score <= _TEN))
    if not len(low) or len(low) * 10 > len(score):
        return []
    values = draft.values[m.column]
    cells = [(draft.block.grid.address(draft.rows[at], m.column), spell(values[at])) for at in low.tolist()]
    return [problem("maybe_scale_10", draft.file, draft.sheet, cell, shown) for cell, shown in cells]


def _of_a_wider_scale(draft: Draft, m: Meant, read: MarksRead) -> list[Problem]:
    """Half of a column above its scale: the scale is another one, said once for the column beside each cell."""
    high = (m.scale or SCALE_100).max
    outside = [at for at, code in read.problems.items() if code == "out_of_scale"]
    values = (draft.values[m.column][at] for at in outside)
    above = [value for value in values if isinstance(value, float | int) and high < value <= _WIDEST]
    if not above or len(above) * 2 < len(above) + read.count(PRESENT):
        return []
    return [_of_column(draft, m, "scale_above", n=len(above), high=float(high), top=float(max(above)))]
