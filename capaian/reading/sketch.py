"""A table as it stands on the sheet: the rows and columns that a person looks at to see what was read as what."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final, Literal, TypeAlias

from capaian.problems import Severity
from capaian.reading.addresses import column_letter
from capaian.reading.drafts import Draft
from capaian.reading.nouns import FileRead, Table
from capaian.reading.reading import Reading
from capaian.reading.text import clean, spell

RowKind: TypeAlias = Literal["title", "heading", "student", "ignored", "outside"]
STUDENTS_SHOWN: Final = 12
COLUMNS_SHOWN: Final = 40
_TITLES: Final = 4
_IGNORED: Final = 8
_IN_DOUBT: Final = 8
_BELOW: Final = 2
_LONGEST: Final = 60
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class SketchRow:
    """One row of the sheet. why: of an ignored one, its IgnoredRow.why.

    cells: as written, "" for a blank or a cell that goes no further; a number with a fraction as a number.
    skipped: so many rows of students between this one and the one before are not shown. doubtful: places among
    the cells of which a problem is told. place: where students stand side by side, which of Table.columns it is.
    """

    row: int
    kind: RowKind
    why: str
    cells: tuple[str | float, ...]
    skipped: int = 0
    doubtful: frozenset[int] = frozenset()
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Sketch:
    """columns: letters of those shown; more_columns: so many are not. places: of each column shown, where in
    Table.columns it is, None where it is none of the table's. more_students: rows of students below the last one shown.
    """

    columns: tuple[str, ...]
    places: tuple[int | None, ...]
    more_columns: int
    rows: tuple[SketchRow, ...]
    more_students: int


def sketches(reading: Reading) -> Iterator[tuple[FileRead, Table, Sketch]]:
    """Every table of every file with its sketch, in the order of the reading."""
    drafts = iter(reading.drafts)
    cells: dict[tuple[str, str | None], set[str]] = {}
    for problem in reading.problems:
        if problem.cell and problem.severity is not Severity.REMARK:
            cells.setdefault((problem.file, problem.sheet), set()).add(problem.cell)
    for file in reading.files:
        for table in file.tables:
            doubtful = cells.get((file.file, table.sheet), set())
            beside = [other for other in file.tables if other is not table and other.sheet == table.sheet]
            yield file, table, sketch_of(next(drafts), table, doubtful=doubtful, beside=beside)


def sketch_of(draft: Draft, table: Table, *, doubtful: Collection[str] = (), beside: Sequence[Table] = ()) -> Sketch:
    """The heading, the first students, the first with a cell in doubt, every other kind of row around them.

    doubtful: cells of which a problem is told. beside: other tables on the sheet.

    Cells of columns that are not taken are left blank: what a school does not need is not shown either.
    """
    if draft.block.grid.turned:
        return _turned(draft, table)
    grid = draft.block.grid
    listed = {column.column: at for at, column in enumerate(table.columns)}
    every = [c for c in draft.block.columns if grid.left <= c <= grid.right]
    columns = every[:COLUMNS_SHOWN]
    places = tuple(listed.get(column_letter(c)) for c in columns)
    hidden = {c for c, at in zip(columns, places, strict=True) if at is not None and _goes_no_further(table, at)}
    kinds = _kinds(table)
    shown = {*table.student_rows[:STUDENTS_SHOWN]}
    shown |= set(sorted({int(cell.lstrip(_LETTERS)) for cell in doubtful if cell[-1].isdigit()} - shown)[:_IN_DOUBT])
    elsewhere = _rows_of(beside)
    rows, waiting = [], 0
    for row in range(_first_row(draft, table), _last_row(draft) + 1):
        kind, why = kinds.get(row) or (("title" if row < table.header_rows[0] else "outside"), "")
        if kind == "student" and row not in shown:
            waiting += 1
            continue
        if row in elsewhere.get(kind, ()):
            continue
        if not any(not grid.is_blank(row, c) for c in columns) and kind != "heading":
            continue
        body = kind in ("student", "ignored")
        cells = [("" if body and c in hidden else _written(draft, row, c)) for c in columns]
        wrong = frozenset(at for at, c in enumerate(columns) if f"{column_letter(c)}{row}" in doubtful)
        rows.append(SketchRow(row, kind, why, tuple(cells), waiting, wrong))
        waiting = 0
    return Sketch(tuple(map(column_letter, columns)), places, len(every) - len(columns), tuple(_not_all(rows)), waiting)


def row_names(draft: Draft) -> dict[int, str]:
    """The name in every row of students, the first text in every row that was left out."""
    block, names = draft.block, draft.block.places.names or draft.block.places.ids
    told = {row: " ".join(filter(None, (draft.text(row, c) for c in names))) for row in draft.rows}
    for each in block.body.ignored:
        told[each.row] = next((text for c in block.columns if (text := draft.text(each.row, c))), "")
    return told


def _not_all(rows: Sequence[SketchRow]) -> Iterator[SketchRow]:
    """Of ignored and other rows below the students only the first ones: a signature block is soon understood."""
    seen = 0
    for row in rows:
        seen += row.kind == "ignored"
        if row.kind != "ignored" or seen <= _IGNORED:
            yield row


def _rows_of(tables: Sequence[Table]) -> dict[RowKind, set[int]]:
    """The rows of other tables, which are neither titles of this one nor outside of all; nor are their own titles."""
    taken = {row for each in tables for row in _kinds(each)}
    titles = {row for each in tables for top in each.header_rows[:1] for row in range(top - _TITLES, top)}
    return {"title": taken, "outside": taken | titles}


def _kinds(table: Table) -> dict[int, tuple[RowKind, str]]:
    """What each row of the table is; rows in nobody's list are titles or lie outside."""
    kinds: dict[int, tuple[RowKind, str]] = dict.fromkeys(table.student_rows, ("student", ""))
    kinds |= {each.row: ("ignored", each.why) for each in table.ignored_rows}
    return kinds | dict.fromkeys(table.header_rows, ("heading", ""))


def _first_row(draft: Draft, table: Table) -> int:
    """A few title lines above the heading, and whatever was passed over there."""
    above = [each.row for each in table.ignored_rows if each.row < table.header_rows[0]]
    return max(draft.block.grid.top, min([table.header_rows[0] - _TITLES, *above]))


def _last_row(draft: Draft) -> int:
    return min(draft.block.grid.bottom, draft.block.last_row + _BELOW)


def _goes_no_further(table: Table, at: int) -> bool:
    column = table.columns[at]
    return column.field == "login" or (column.role == "ignored" and column.field != "row_number")


def _written(draft: Draft, row: int, column: int) -> str | float:
    typed = draft.typed.get(column, {})
    if row in typed:
        return typed[row]
    sheet_row, sheet_column = draft.block.grid.place(row, column)
    error = draft.block.grid.sheet.errors.get((sheet_row, sheet_column))
    cell = draft.block.grid.at(row, column)
    if isinstance(cell, float) and isfinite(cell) and not cell.is_integer():
        return cell
    text = error or ("" if cell is None else clean(cell) if isinstance(cell, str) else spell(cell))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _turned(draft: Draft, table: Table) -> Sketch:
    """Students side by side: the sheet's rows are our columns, its columns our students."""
    grid = draft.block.grid
    listed = {column.column: at for at, column in enumerate(table.columns)}
    first = len(draft.block.heading.rows)
    across = [*draft.block.heading.rows, *draft.rows]
    columns = across[: STUDENTS_SHOWN + first]
    rows = []
    for line in draft.block.columns:
        at = listed.get(grid.column_name(line))
        if not grid.left <= line <= grid.right or all(grid.is_blank(c, line) for c in columns):
            continue
        is_names = line in draft.block.places.names
        taken = at is not None and table.columns[at].role not in ("ignored", "derived", "attendance")
        hide = at is not None and _goes_no_further(table, at)
        cells = [("" if hide and i >= first else _written(draft, c, line)) for i, c in enumerate(columns)]
        kind: RowKind = "heading" if is_names else "student" if taken else "ignored"
        rows.append(SketchRow(line, kind, "", tuple(cells), place=at))
    more = len(across) - len(columns)
    return Sketch(tuple(map(column_letter, columns)), (None,) * len(columns), more, tuple(rows), 0)
