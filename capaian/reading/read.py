"""Files to one reading: sheets, tables, meanings, scales, marks, students, checks."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from capaian.problems import PROBLEM_LIST_STAMP, Problem, Severity, UnreadableFile
from capaian.reading.answers import Answers
from capaian.reading.cells import Sheet, Workbook
from capaian.reading.drafts import Draft, draft_of
from capaian.reading.grid import Grid
from capaian.reading.limits import Limits
from capaian.reading.nouns import SheetSeen
from capaian.reading.own_forms import only_the_marks, own_refusal
from capaian.reading.reading import Reading
from capaian.reading.refusing import has_numbers_only, is_nameless, is_report_card, why_no_marks
from capaian.reading.stamp import read_stamp
from capaian.reading.tables import Block, find_blocks
from capaian.reading.text import showable
from capaian.reading.together import Opened, put_together
from capaian.reading.turned import turned_blocks
from capaian.reading.wording import problem
from capaian.reading.workbook import read_workbook

_DEFAULT_LIMITS: Final = Limits()


def read_workbooks(
    files: Sequence[tuple[str, bytes]],
    *,
    limits: Limits = _DEFAULT_LIMITS,
    scale_max: float | None = None,
    tell: Callable[[int, str], None] | None = None,
) -> Reading:
    """Read files (name, bytes) together: one roster, before and after paired across sheets and files.

    Bad bytes never raise: the file is then `refused` and says why. scale_max: the highest mark of
    every column, instead of what headings and values say. tell: called before each file with its place
    (from 0) and its name.
    """
    opened = []
    for at, (given, content) in enumerate(files):
        name = showable(given)
        if tell is not None:
            tell(at, name)
        seen = Opened(name, hashlib.sha256(content).hexdigest(), stamp=read_stamp(content))
        seen.refusal = own_refusal(seen.stamp, name)
        if seen.refusal is not None:
            opened.append(seen)
            continue
        try:
            _open(seen, read_workbook(name, content, limits))
        except UnreadableFile as unreadable:
            seen.refusal = _refusal(unreadable, name)
        opened.append(seen)
    return put_together(opened, scale_max, Answers())


def read_books(books: Iterable[Workbook], *, scale_max: float | None = None) -> Reading:
    """The same from workbooks that are already cells."""
    opened = []
    for book in books:
        seen = Opened(book.file, "")
        _open(seen, book)
        opened.append(seen)
    return put_together(opened, scale_max, Answers())


def _refusal(unreadable: UnreadableFile, name: str) -> Problem:
    return Problem(unreadable.code, Severity.BLOCKS, unreadable.sentence, name, fields=unreadable.fields)


def _open(seen: Opened, book: Workbook) -> None:
    """Every table of every sheet the teacher made (our own list of problems is none); one without says why."""
    book = replace(book, sheets=tuple(sheet for sheet in book.sheets if sheet.cell(1, 1) != PROBLEM_LIST_STAMP))
    book = only_the_marks(book, seen.stamp)
    seen.sheets = [SheetSeen(s.name, s.visibility, s.read, s.why_not) for s in book.sheets]
    reasons: list[Problem] = []
    for sheet in book.sheets:
        if not sheet.read or not sheet.rows:
            continue
        drafts, why = _sheet_drafts(sheet, book.file)
        seen.drafts += drafts
        if not drafts:
            seen.bare.append(sheet)
        reasons += [problem(code, book.file, sheet.name) for code in why]
    if any(d.scores() or any(m.role == "ask" for m in d.meant) for d in seen.drafts):
        seen.problems += [p for p in reasons if p.code != "no_marks"]
        seen.problems = [_as_remark(p) for p in seen.problems]
        return
    roster_only = [p for p in reasons if p.code == "no_marks"]
    if seen.drafts and roster_only:
        seen.problems += [_as_remark(p) for p in reasons]
        return
    seen.drafts = []
    order = ("empty_form", "attendance_only", "report_card", "no_names")
    reasons.sort(key=lambda p: order.index(p.code) if p.code in order else len(order))
    empty = not any(sheet.rows for sheet in book.sheets if sheet.read)
    seen.refusal = reasons[0] if reasons else problem("empty_workbook" if empty else "no_table", book.file)


def _as_remark(one: Problem) -> Problem:
    return replace(one, severity=Severity.REMARK)


def _sheet_drafts(sheet: Sheet, file: str) -> tuple[list[Draft], list[str]]:
    """The tables of a sheet that hold marks (or a roster), and why others do not."""
    grid = Grid(sheet)
    blocks = _best_blocks(grid)
    if is_report_card(grid, sure=True) or (not any(b.body.students for b in blocks) and is_report_card(grid)):
        return [], ["report_card"]
    kept, why = [], []
    for block in blocks:
        if is_nameless(block):
            why.append("no_names")
            continue
        draft = draft_of(block, sheet=sheet.name, file=file)
        reason = why_no_marks(draft)
        if reason is not None:
            why.append(reason)
        if reason in (None, "no_marks") and draft.rows:
            kept.append(draft)
    if not blocks and has_numbers_only(grid):
        why.append("no_names")
    if kept:
        why = [code for code in why if code == "no_marks"]
    return kept, list(dict.fromkeys(why))


def _best_blocks(grid: Grid) -> list[Block]:
    """Tables with students as rows; where that makes no sense, with students as columns."""
    blocks = find_blocks(grid)
    return turned_blocks(grid, blocks) or blocks
