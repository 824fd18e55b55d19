"""The rows under a heading: which are students, which are something else, and where the list ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from capaian.reading.anchors import Anchor, counts
from capaian.reading.cells import Cell
from capaian.reading.grid import Grid
from capaian.reading.heading import Heading
from capaian.reading.lexicon import meaning
from capaian.reading.names import is_id
from capaian.reading.nouns import IgnoredRow
from capaian.reading.rows import Line, kind_of, suspicious_words
from capaian.reading.text import clean, plain

_AFTER_END: Final = ("signature", "legend")
_ENOUGH_NUMBERED: Final = 0.8


@dataclass(slots=True)
class Body:
    """students: rows with a student's marks. owner: for each the row that names the student. ignored: the rest."""

    students: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Places:
    """Column numbers of a block: names (several where the name is in parts), running number, ids, all others.

    skip: columns that say nothing about whether a row is a student (class, sex ...).
    """

    names: tuple[int, ...]
    number: int | None
    ids: tuple[int, ...]
    others: tuple[int, ...]
    first: int
    last: int


def places_of(grid: Grid, heading: Heading, anchor: Anchor, last: int) -> Places:
    """Which column of a block is what, as far as its rows are concerned; `last` is its right end."""
    columns, first = anchor.columns, anchor.first
    number, ids, others = None, [], []
    said = {c: _field(heading, c) for c in range(first, last + 1)}
    names = tuple(columns) if anchor.by == "values" or (anchor.by != "code" and _is_names(said, columns)) else ()
    counters = [c for c in range(first, columns[0]) if not heading.text(c) or counts(grid, heading.bottom, c)]
    for column in range(first, last + 1):
        if column in names:
            continue
        if said[column] in ("nisn", "nis", "nis_nisn", "code") or (anchor.by == "code" and column in columns):
            ids.append(column)
        elif number is None and (said[column] == "row_number" or column in counters):
            number = column
        elif said[column] not in (
            "class_name",
            "grade_level",
            "gender",
            "programme",
            "concentration",
            "login",
            "row_number",
        ):
            others.append(column)
    return Places(names, number, tuple(ids), tuple(others), first, last)


def _field(heading: Heading, column: int) -> str:
    parts = heading.parts.get(column, ())
    for text in (" ".join(parts), *reversed(parts)):
        if text and (said := meaning(text)) is not None:
            return said.field
    return ""


def _is_names(said: dict[int, str], columns: Sequence[int]) -> bool:
    return any(said.get(c) in ("name", "family_name", "given_name", "middle_name", "") for c in columns)


def read_body(grid: Grid, heading: Heading, places: Places, stop: int) -> Body:
    """Every row from under the heading to `stop` (inclusive), each a student's or named with its reason."""
    body = Body()
    suspicious = suspicious_words()
    words = frozenset(plain(part) for parts in heading.parts.values() for part in parts)
    name_at = places.names[0] - grid.left if len(places.names) == 1 else None
    number_at = places.number - grid.left if places.number is not None else None
    blanks, ended, gap, signing = 0, False, False, False
    for row in range(heading.bottom + 1, stop + 1):
        cells = grid.rows[row - grid.top]
        if not ended and not gap and name_at is not None and _is_plain_student(cells, name_at, number_at, suspicious):
            _add(body, row, row)
            blanks = 0
            continue
        line = _line(grid, row, places, words, started=bool(body.students))
        if _is_empty(line):
            blanks += 1
            gap = gap or blanks > 1
            continue
        blanks = 0
        kind = kind_of(line) if not (ended or gap) else _kind_after_end(line, ended=ended)
        if kind is None:
            _add(body, row, row)
            gap = False
        elif kind in ("no_name", "note") and line.marks and body.students and _continues(line, body, row):
            _add(body, row, body.owners[-1])
        else:
            signing = signing or (kind == "signature" and bool(body.students))
            body.ignored.append(IgnoredRow(row, "signature" if signing and kind == "note" else kind))
            ended = ended or (kind in _AFTER_END and bool(body.students))
    _drop_unnumbered(grid, places, body, words)
    return body


def _add(body: Body, row: int, owner: int) -> None:
    body.students.append(row)
    body.owners.append(owner)


def _is_plain_student(cells: Sequence[Cell], name_at: int, number_at: int | None, suspicious: frozenset[str]) -> bool:
    name = cells[name_at]
    if type(name) is not str or not name or not name[0].isalpha():
        return False
    if number_at is not None and type(cells[number_at]) not in (float, int):
        return False
    words = plain(name).split()
    return len(words) > 0 and words[0] not in suspicious and words[0] not in ("nama", "name", "student")


def _text(cell: Cell) -> str:
    return clean(cell) if isinstance(cell, str) else ""


def _line(grid: Grid, row: int, places: Places, words: frozenset[str], *, started: bool) -> Line:
    cells = [grid.at(row, c) for c in range(places.first, places.last + 1)]
    names = [_name_text(grid.at(row, c)) for c in places.names]
    number = grid.at(row, places.number) if places.number is not None else None
    others = [grid.at(row, c) for c in places.others]
    filled = [c for c in others if c is not None and not (isinstance(c, str) and not c.strip())]
    numeric = [c for c in filled if isinstance(c, float | int) and not isinstance(c, bool)]
    texts = tuple(t for c in cells if (t := _text(c)))
    return Line(
        number=number if not (isinstance(number, str) and not number.strip()) else None,
        name=" ".join(n for n in names if n),
        ids=any(is_id(grid.at(row, c)) for c in places.ids),
        lead=texts[0] if texts else "",
        marks=len(filled),
        numeric=len(numeric),
        all_zero=bool(filled) and len(numeric) == len(filled) and not any(numeric),
        texts=texts,
        started=started,
        heading=words,
        numbered=places.number is not None,
        cells=cells,
    )


def _name_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return clean(cell)
    return "" if cell is None or isinstance(cell, bool) or cell == 0 else str(cell)


def _is_empty(line: Line) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell) for cell in line.cells)


def _kind_after_end(line: Line, *, ended: bool) -> str | None:
    """After a signature, a legend or two blank rows only a numbered or identified student still counts."""
    kind = kind_of(line)
    if kind is not None and kind != "no_name":
        return kind
    numbered = isinstance(line.number, float | int) or (
        isinstance(line.number, str) and line.number.strip(". ").isdigit()
    )
    if line.name and (line.ids or numbered) and (line.marks or line.ids):
        return None
    if line.name and not line.numbered and line.numeric > 0 and not ended:
        return None
    return "note"


def _continues(line: Line, body: Body, row: int) -> bool:
    """A further row of the student above: no number, no name, but a word that says what the row holds."""
    return line.number is None and row - body.students[-1] == 1 and bool(line.texts)


def _drop_unnumbered(grid: Grid, places: Places, body: Body, words: frozenset[str]) -> None:
    """Where nearly all students carry a running number, a text without number and without marks is none."""
    if places.number is None or not places.names or len(body.students) < 3:
        return
    numbered = [not grid.is_blank(row, places.number) for row in body.owners]
    if sum(numbered) < _ENOUGH_NUMBERED * len(numbered) or all(numbered):
        return
    last = max(i for i, has in enumerate(numbered) if has)
    kept = Body(ignored=body.ignored)
    for i, (row, owner) in enumerate(zip(body.students, body.owners, strict=True)):
        line = _line(grid, row, places, words, started=True) if not numbered[i] else None
        if line is not None and not line.ids and not line.marks:
            kept.ignored.append(IgnoredRow(row, "section" if i < last else "note"))
        else:
            _add(kept, row, owner)
    kept.ignored.sort(key=lambda ignored: ignored.row)
    body.students, body.owners = kept.students, kept.owners
