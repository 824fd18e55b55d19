"""Where on a sheet a heading may stand: the cell over the names (or the ids) of students."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from capaian.reading.cells import Cell
from capaian.reading.grid import Grid
from capaian.reading.lexicon import (
    ID_FIELDS,
    Meaning,
    is_loose_name,
    meaning,
    phases_in,
    row_words,
    single_words,
    subject_labels,
)
from capaian.reading.names import is_id
from capaian.reading.text import plain, tokens

NAME_FIELDS: Final = ("name", "family_name", "given_name", "middle_name")
_LEFT_OF_A_NAME: Final = {"row_number", *ID_FIELDS, "class_name", "rank", "login", *NAME_FIELDS}
_LONGEST_HEADING: Final = 60
_LOOK_AT_ROWS: Final = 60
_LOOK_AT_COLUMNS: Final = 40
_FEWEST_NAMES: Final = 3
_DEEPEST: Final = 4
_LOOK_BELOW: Final = 12
_WIDEST_GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading's foothold: its row, the columns of names (or of the id), the block it opens, to its right end.

    first, last: columns that can belong to the block. by: the word over it (`name`, `loose`, `id`), or
    what stands below it: names under another word (`values`), ids under the word for students (`code`).
    """

    row: int
    columns: tuple[int, ...]
    first: int
    last: int
    by: str


Words = dict[int, dict[int, Meaning]]


def heading_words(grid: Grid) -> Words:
    """Row -> column -> meaning, for every text cell the dictionary knows as a whole."""
    known: dict[str, Meaning | None] = {}
    found: Words = {}
    for j, column in enumerate(zip(*grid.rows, strict=True)):
        numbers_below = str not in set(map(type, column[_LOOK_AT_ROWS:]))
        for i, cell in enumerate(column[:_LOOK_AT_ROWS] if numbers_below else column):
            if type(cell) is str:
                if cell not in known:
                    known[cell] = _heading_word(cell)
                if (said := known[cell]) is not None:
                    found.setdefault(grid.top + i, {})[grid.left + j] = said
    return found


def _heading_word(cell: str) -> Meaning | None:
    if len(cell) > _LONGEST_HEADING or cell.isdigit():
        return None
    return meaning(cell) or (Meaning("identity", "loose_name") if is_loose_name(cell) else None)


def anchors(grid: Grid, words: Words, *, by: str) -> Iterator[Anchor]:
    """Every foothold, top to bottom and left to right, by the word over names or over ids."""
    fields = {"name": NAME_FIELDS, "id": ID_FIELDS, "loose": ("loose_name",)}[by]
    for row in sorted(words):
        groups = _groups(sorted(c for c, said in words[row].items() if said.field in fields), by)
        starts = [_start(grid, words, row, group[0]) for group in groups]
        if starts:
            starts[0] = _leftmost(grid, row, starts[0])
        for i, group in enumerate(groups):
            before = groups[i - 1][-1] + 1 if i else grid.left
            last = starts[i + 1] - 1 if i + 1 < len(groups) else grid.right
            anchor = Anchor(row, tuple(group), max(starts[i], before), max(last, group[-1]), by)
            yield _of_codes(grid, anchor) if by == "name" else anchor


def anchors_by_values(grid: Grid) -> Iterator[Anchor]:
    """Where no word gives names away: a column of at least three names beside numbers, under a text."""
    for column in range(grid.left, min(grid.right, grid.left + _LOOK_AT_COLUMNS) + 1):
        for row in range(grid.top, min(grid.bottom, grid.top + _LOOK_AT_ROWS) + 1):
            if _is_over_names(grid, row, column):
                start = column
                while start > grid.left and (grid.text(row, start - 1) or counts(grid, row, start - 1)):
                    start -= 1
                yield Anchor(row, (column,), start, grid.right, "values")
                return


def _is_over_names(grid: Grid, row: int, column: int) -> bool:
    heading = grid.text(row, column)
    if not heading and not any(phases_in(grid.text(row, c)) for c in range(column + 1, grid.right + 1)):
        return False
    if not isinstance(grid.at(row, column), str | None) or meaning(heading) or plain(heading) in subject_labels():
        return False
    first = next((r for r in range(row + 1, row + _DEEPEST) if not grid.is_blank(r, column)), row + 1)
    rows = range(first, first + _FEWEST_NAMES)
    names = [cell for r in rows if isinstance(cell := grid.at(r, column), str) and _is_person(cell)]
    if len(set(names)) < _FEWEST_NAMES:
        return False
    others = [c for c in range(grid.left, min(grid.right, column + _LOOK_AT_COLUMNS) + 1) if c != column]
    headed = [c for c in others if isinstance(grid.at(*grid.span(row, c)[:2]), str)]
    return any(all(isinstance(grid.at(r, c), float | int) for r in rows) for c in headed)


def column_of_names(grid: Grid, anchor: Anchor) -> Anchor:
    """The anchor of an id moved to the column of names beside it, where the values show one."""
    for column in range(anchor.first, min(anchor.last, anchor.columns[-1] + _FEWEST_NAMES) + 1):
        if column not in anchor.columns and _is_over_names(grid, anchor.row, column):
            return replace(anchor, columns=(column,), by="values")
    named = next((c for c in anchor.columns if holds_names(grid, anchor.row, c)), None)
    return anchor if named is None else replace(anchor, columns=(named,), by="values")


def anchors_of_studies(grid: Grid) -> Iterator[Anchor]:
    """`subject | before | after`: who takes part in a study, by name or code; subjects of a school are none."""
    for row in range(grid.top, min(grid.bottom, grid.top + _LOOK_AT_ROWS) + 1):
        texts = {c: text for c in range(grid.left, grid.right + 1) if (text := grid.text(row, c))}
        if not any(phases_in(text) for text in texts.values()):
            continue
        for column, text in texts.items():
            below = _below(grid, row, column)
            if plain(text) in single_words("subjects_of_study") and not any(_is_known(cell) for cell in below):
                by = "values" if holds_names(grid, row, column) else "code"
                yield Anchor(row, (column,), column, grid.right, by)


def _is_known(cell: Cell) -> bool:
    return isinstance(cell, str) and meaning(cell) is not None


def _of_codes(grid: Grid, anchor: Anchor) -> Anchor:
    """`Student` over 1, 2, 3: numbers that tell students apart; `Nama` over numbers names nobody."""
    said = set(tokens(grid.text(anchor.row, anchor.columns[0])))
    below = _below(grid, anchor.row, anchor.columns[0])
    numbers = [cell for cell in below if isinstance(cell, float | int) and not isinstance(cell, bool)]
    if len(anchor.columns) > 1 or said & {"nama", "name", "names"} or not below or len(numbers) < len(below):
        return anchor
    return replace(anchor, by="code") if len(set(numbers)) == len(numbers) else anchor


def holds_names(grid: Grid, row: int, column: int) -> bool:
    """Whether words, not codes, stand below: `Ahmad Fauzi`, `Siswa A`, `Student 1`."""
    below = _below(grid, row, column)
    named = [cell for cell in below if isinstance(cell, str) and any(ch.isalpha() for ch in cell) and not is_id(cell)]
    return bool(named) and len(named) * 2 >= len(below)


def _below(grid: Grid, row: int, column: int) -> list[Cell]:
    """The first filled cells under a heading."""
    rows = range(row + 1, min(grid.bottom, row + _LOOK_BELOW) + 1)
    return [cell for r in rows if not grid.is_blank(r, column) for cell in (grid.at(r, column),)]


def _is_person(text: str) -> bool:
    said = plain(text)
    letters = sum(ch.isalpha() or ch.isspace() for ch in said)
    known = meaning(text) is not None or bool(phases_in(text)) or said in row_words("summary")
    return 3 <= len(said) <= 50 and letters == len(said) and not known and ":" not in text


def _groups(columns: list[int], by: str) -> list[list[int]]:
    """Columns side by side make one name in parts (or one row of ids); a gap starts another block."""
    groups: list[list[int]] = []
    for column in columns:
        near = 2 if by == "id" else 1
        if groups and column - groups[-1][-1] <= near:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _start(grid: Grid, words: Words, row: int, column: int) -> int:
    """The leftmost column before a name that is still its own: running number, ids, class."""
    start = column
    while start > grid.left and _belongs_left(grid, words, row, start - 1):
        start -= 1
    return start


def _leftmost(grid: Grid, row: int, start: int) -> int:
    """The first block of a row takes every heading to its left."""
    while start > grid.left:
        if grid.merged_text(row, start - 1):
            start -= 1
        elif far := next((c for c in range(start - 2, start - 2 - _WIDEST_GAP, -1) if grid.text(row, c)), None):
            if not counts(grid, row, far):
                break
            start = far
        else:
            break
    return start


def _belongs_left(grid: Grid, words: Words, row: int, column: int) -> bool:
    top = grid.span(row, column)[0]
    for near in dict.fromkeys((row, top, row - 1, row + 1)):
        said = words.get(near, {}).get(column)
        if said is not None:
            return said.field in _LEFT_OF_A_NAME
    return plain(grid.merged_text(row, column)) in ("", "no") and counts(grid, row, column)


def counts(grid: Grid, row: int, column: int) -> bool:
    """Whether 1, 2, 3 run below a blank heading."""
    below = [grid.at(r, column) for r in range(row + 1, min(row + 7, grid.bottom) + 1)]
    numbers = [
        int(n) for n in below if isinstance(n, float | int) and not isinstance(n, bool) and float(n).is_integer()
    ]
    return numbers[:2] == [1, 2]
