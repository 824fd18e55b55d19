"""Rows that count who passed, against the marks and the pass mark of the same sheet."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from capaian.problems import Problem
from capaian.reading.columns import Meant
from capaian.reading.drafts import Draft
from capaian.reading.marks import number_in
from capaian.reading.text import plain, spell
from capaian.reading.wording import problem

_Count = Callable[[np.ndarray], float]
_CLOSE: Final = {"count": 0.01, "share": 0.51}


def _number(passed: np.ndarray) -> float:
    return float(passed.sum())


def _others(passed: np.ndarray) -> float:
    return float((~passed).sum())


def _share(passed: np.ndarray) -> float:
    return float(passed.mean() * 100)


_ROWS: Final[Mapping[str, tuple[str, _Count]]] = {
    **dict.fromkeys(("tuntas", "jumlah tuntas", "siswa tuntas", "jumlah siswa tuntas", "jumlah siswa yang tuntas",
                     "banyak siswa tuntas", "jml tuntas", "lulus", "jumlah lulus", "passed"), ("count", _number)),
    **dict.fromkeys(("tidak tuntas", "belum tuntas", "jumlah tidak tuntas", "jumlah belum tuntas",
                     "jumlah siswa tidak tuntas", "jumlah siswa belum tuntas", "failed"), ("count", _others)),
    **dict.fromkeys(("ketuntasan", "persentase ketuntasan", "prosentase ketuntasan", "ketuntasan klasikal",
                     "persentase tuntas", "pass rate"), ("share", _share)),
}  # fmt: skip


def check_passed(draft: Draft) -> list[Problem]:
    """`Jumlah tuntas`, `Belum tuntas` and `Ketuntasan (%)` under the marks; silent where no pass mark is told."""
    found = []
    for ignored in draft.block.body.ignored:
        kind = _ROWS.get(_label(draft, ignored.row)) if ignored.why == "summary" else None
        for m in draft.scores() if kind is not None else ():
            least, written = _pass_mark(draft, m), _written(draft, ignored.row, m)
            score = draft.marks[m.column].score
            score = score[np.isfinite(score)]
            if kind is None or least is None or written is None or not len(score):
                continue
            expected = kind[1](score >= least)
            same = {written, written * 100} if kind[0] == "share" else {written}
            if all(abs(value - expected) > _CLOSE[kind[0]] for value in same):
                cell = draft.block.grid.address(ignored.row, m.column)
                found.append(problem("total_differs", draft.file, draft.sheet, cell, spell(written), expected=expected))
    return found


def _label(draft: Draft, row: int) -> str:
    texts = (draft.text(row, c) for c in draft.block.columns)
    return plain(next((text for text in texts if text), ""))


def _written(draft: Draft, row: int, m: Meant) -> float | None:
    cell = draft.block.grid.at(row, m.column)
    if isinstance(cell, str):
        return number_in(cell)
    return float(cell) if isinstance(cell, float | int) and not isinstance(cell, bool) else None


def _pass_mark(draft: Draft, m: Meant) -> float | None:
    """The pass mark in the column's own row, else the one in the title."""
    rows = [ignored.row for ignored in draft.block.body.ignored if ignored.why == "pass_mark"]
    own = next((value for row in rows if (value := _written(draft, row, m)) is not None), None)
    return own if own is not None else number_in(draft.context.metadata.get("pass_mark", ""))
