"""What the teacher wrote besides the marks, as a checksum of what was read."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from capaian.problems import Problem
from capaian.reading.columns import Meant
from capaian.reading.drafts import Draft
from capaian.reading.marks import PRESENT
from capaian.reading.names import id_text
from capaian.reading.passing import check_passed
from capaian.reading.text import clean, has_control, plain, spell
from capaian.reading.wording import problem
from capaian.scores import Phase

_FEW: Final = 5
_MOSTLY: Final = 0.8
_FELL: Final = 5.0
_CLOSE: Final = 0.51
_SHORTEST_NISN: Final = 6


def check_table(draft: Draft) -> list[Problem]:
    """The checks that one table can answer by itself."""
    return [
        *_participants(draft),
        *_swapped(draft),
        *_summary_rows(draft),
        *check_passed(draft),
        *_totals(draft),
        *_same_nis(draft),
        *_short_nisn(draft),
        *_hidden_in_names(draft),
        *_equal_to_others(draft),
        *_far(draft),
    ]


def check_all(drafts: Sequence[Draft]) -> list[Problem]:
    """The checks over all tables: an aspect or criterion with a mark before and none after."""
    phases: dict[tuple, set[Phase]] = {}
    first: dict[tuple, Draft] = {}
    for draft in drafts:
        for m in draft.scores():
            if draft.marks[m.column].count(PRESENT) and not draft.keys.any:
                key = (m.aspect, m.criterion)
                first.setdefault(key, draft)
                phases.setdefault(key, set()).update(p for p in (m.phase,) if p is not None)
    alone = [key for key, named in phases.items() if named == {Phase.BEFORE}]
    found = [
        problem("no_after", first[key].file, first[key].sheet, None, what=" ".join(filter(None, key)) or "–")
        for key in alone
    ]
    unphased = {id(first[key]): first[key] for key, named in phases.items() if not named}
    found += [problem("phase_unknown", draft.file, draft.sheet) for draft in unphased.values()]
    return found + _swapped_apart(drafts)


def _swapped_apart(drafts: Sequence[Draft]) -> list[Problem]:
    """The same where before and after stand in two tables; said at the mark after, `other` is the one before."""
    before: dict[tuple, tuple[Draft, Meant]] = {}
    for draft in drafts:
        for m in draft.scores() if not draft.keys.any else ():
            if m.phase is Phase.BEFORE:
                before.setdefault((m.aspect, plain(m.criterion)), (draft, m))
    found = []
    for draft in drafts:
        for m in draft.scores() if not draft.keys.any else ():
            earlier = before.get((m.aspect, plain(m.criterion))) if m.phase is Phase.AFTER else None
            if earlier is None or earlier[0] is draft:
                continue
            scores = dict(zip(earlier[0].students, earlier[0].marks[earlier[1].column].score.tolist(), strict=True))
            pairs = zip(draft.students, draft.marks[m.column].score.tolist(), strict=True)
            gain = np.array([after - scores[student] for student, after in pairs if student in scores])
            if fell := _fell(gain, m):
                found.append(_maybe_swapped(draft, m, *fell, other=earlier[0].key))
    return found


def _participants(draft: Draft) -> list[Problem]:
    declared = draft.context.metadata.get("participants")
    found = len(set(draft.students))
    if declared is None or int(declared) == found:
        return []
    return [problem("participants_differ", draft.file, draft.sheet, None, declared, n=found)]


def _swapped(draft: Draft) -> list[Problem]:
    """Most marks fell sharply: before and after may have changed places."""
    found = []
    by_key = {(m.aspect, plain(m.criterion), m.phase): m for m in draft.scores()}
    for (aspect, criterion, phase), before in by_key.items():
        after = by_key.get((aspect, criterion, Phase.AFTER))
        if phase is not Phase.BEFORE or after is None:
            continue
        gain = draft.marks[after.column].score - draft.marks[before.column].score
        if fell := _fell(gain, after):
            found.append(_maybe_swapped(draft, after, *fell, other=draft.key))
    return found


def _fell(gain: np.ndarray, after: Meant) -> tuple[int, int] | None:
    """How many of how many fell, where that is most of them and sharply."""
    gain = gain[np.isfinite(gain)]
    limit = _FELL * (after.scale.max if after.scale else 100) / 100
    down = int((gain <= -limit).sum())
    return (down, len(gain)) if len(gain) >= _FEW and down >= _MOSTLY * len(gain) else None


def _maybe_swapped(draft: Draft, after: Meant, down: int, n: int, *, other: str) -> Problem:
    """other: table_key of the table in which the marks before stand."""
    cell = draft.block.grid.column_name(after.column)
    return problem("maybe_swapped", draft.file, draft.sheet, cell, after.heading, down=down, n=n, other=other)


def _summary_rows(draft: Draft) -> list[Problem]:
    """Rows Jumlah, Rata-rata, highest and lowest against the marks above them."""
    found = []
    for ignored in draft.block.body.ignored:
        kind = _SUMMARIES.get(_label(draft, ignored.row)) if ignored.why == "summary" else None
        if kind is None:
            continue
        for m in draft.scores():
            written = draft.block.grid.at(ignored.row, m.column)
            score = draft.marks[m.column].score
            score = score[np.isfinite(score)]
            if isinstance(written, float | int) and not isinstance(written, bool) and len(score):
                found += _differs(draft, ignored.row, m, float(written), float(kind(score)))
    return found


_SUMMARIES: Final = {
    **dict.fromkeys(("jumlah", "total", "jumlah nilai", "sum"), np.sum),
    **dict.fromkeys(("rata rata", "rerata", "rata rata kelas", "nilai rata rata"), np.mean),
    **dict.fromkeys(("average", "mean", "overall average", "class average"), np.mean),
    **dict.fromkeys(("nilai tertinggi", "tertinggi", "max", "highest"), np.max),
    **dict.fromkeys(("nilai terendah", "terendah", "min", "lowest"), np.min),
}


def _label(draft: Draft, row: int) -> str:
    texts = [draft.text(row, c) for c in draft.block.columns]
    return plain(next((t for t in texts if t), ""))


def _differs(draft: Draft, row: int, m: Meant, written: float, expected: float) -> list[Problem]:
    if not np.isfinite(written) or abs(written - expected) <= _CLOSE:
        return []
    cell = draft.block.grid.address(row, m.column)
    return [problem("total_differs", draft.file, draft.sheet, cell, spell(written), expected=expected)]


def _totals(draft: Draft) -> list[Problem]:
    """A column Jumlah or Rata-rata against the marks left of it, where it is theirs for most students."""
    found = []
    scores = draft.scores()
    for m in draft.meant:
        if m.role != "derived" or m.field not in ("total", "average"):
            continue
        left = [draft.marks[s.column].score for s in scores if s.column < m.column]
        if not left:
            continue
        table = np.vstack(left)
        complete = np.isfinite(table).all(axis=0)
        expected = table.sum(axis=0) if m.field == "total" else table.mean(axis=0)
        written = np.array([v if isinstance(v, float) else np.nan for v in draft.values[m.column]], float)
        known = complete & np.isfinite(written)
        wrong = known & (np.abs(written - expected) > _CLOSE)
        if known.sum() >= _FEW and wrong.sum() * 5 <= known.sum():
            for at in np.flatnonzero(wrong):
                found += _differs(draft, draft.rows[at], m, float(written[at]), float(expected[at]))
    return found


def _same_nis(draft: Draft) -> list[Problem]:
    """One school number on students with different names."""
    column = draft.column("nis")
    if column is None or not draft.block.places.names:
        return []
    seen: dict[str, tuple[int, int]] = {}
    found = []
    for row, student in zip(draft.rows, draft.students, strict=True):
        nis = draft.text(row, column)
        if not nis or nis in ("-", "0"):
            continue
        first, other = seen.setdefault(nis, (row, student))
        if other != student:
            found.append(
                problem("same_nis", draft.file, draft.sheet, draft.block.grid.address(row, column), nis, other=first)
            )
    return found


def _short_nisn(draft: Draft) -> list[Problem]:
    column = draft.column("nisn")
    if column is None:
        return []
    texts = [draft.text(row, column).strip("'") for row in draft.rows]
    short = sum(text.isdigit() and _SHORTEST_NISN <= len(text) < 10 for text in texts)
    cell = draft.block.grid.column_name(column)
    found = [problem("nisn_short", draft.file, draft.sheet, cell, None, n=short)] if short else []
    odd = [text for text in texts if id_text(text) and not (text.isdigit() and _SHORTEST_NISN <= len(text) <= 10)]
    return [*found, *(problem("nisn_no_number", draft.file, draft.sheet, cell, odd[0], n=len(odd)) for _ in odd[:1])]


def _hidden_in_names(draft: Draft) -> list[Problem]:
    """Names with signs that nobody sees, by cell."""
    grid = draft.block.grid
    cells = ((row, c, grid.at(row, c)) for c in draft.block.places.names for row in draft.rows)
    hidden = [(row, c, cell) for row, c, cell in cells if isinstance(cell, str) and has_control(cell)]
    return [problem("name_control", draft.file, draft.sheet, grid.address(r, c), clean(cell)) for r, c, cell in hidden]


def _equal_to_others(draft: Draft) -> list[Problem]:
    """A column of marks that is, for every student, the sum or the mean of all marks left of it in its phase."""
    found = []
    groups: dict[tuple, list[Meant]] = {}
    for m in draft.scores():
        groups.setdefault((m.aspect, m.phase), []).append(m)
    for columns in groups.values():
        total = np.zeros(len(draft.rows))
        for n, m in enumerate(columns):
            score = draft.marks[m.column].score
            known = np.isfinite(total) & np.isfinite(score)
            if n > 1 and known.sum() >= _FEW:
                for code, expected in (("equals_sum", total), ("equals_mean", total / n)):
                    if (np.abs(score - expected)[known] <= _CLOSE).all() and np.ptp(score[known]) > 1:
                        cell = draft.block.grid.column_name(m.column)
                        found.append(problem(code, draft.file, draft.sheet, cell, m.heading))
            total = total + score
    return found


def _far(draft: Draft) -> list[Problem]:
    far = draft.block.grid.sheet.far
    return [problem("far_cells", draft.file, draft.sheet, far[0])] if far else []
