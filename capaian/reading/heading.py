"""The rows of a heading, from its foothold up and down, and the joined text over each column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from capaian.reading.anchors import Anchor
from capaian.reading.grid import Grid
from capaian.reading.lexicon import aspects_in, meaning, phases_in, row_words, single_words, title_labels
from capaian.reading.shares import are_shares
from capaian.reading.text import plain, tokens

_MOST_ROWS: Final = 4
_ARTEFACT: Final = re.compile(r"[ _]*\bunnamed: ?\d+(?:_level_\d+)?|_unnamed: ?\d+(?:_level_\d+)?", re.IGNORECASE)
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """The rows of a heading and, over each column, its texts from top to bottom."""

    rows: tuple[int, ...]
    parts: dict[int, tuple[str, ...]]

    @property
    def bottom(self) -> int:
        """The last row of the heading."""
        return self.rows[-1]

    def text(self, column: int) -> str:
        """The joined heading of a column."""
        return " ".join(self.parts.get(column, ()))


def read_heading(grid: Grid, anchor: Anchor) -> Heading:
    """The whole heading of the block at an anchor: one to four rows, through merges and blanks."""
    top, bottom = _anchored_rows(grid, anchor)
    while bottom < grid.bottom and bottom - top < _MOST_ROWS and _is_lower_row(grid, anchor, bottom + 1, bottom):
        bottom += 1
    while top > grid.top and bottom - top < _MOST_ROWS and _is_upper_row(grid, anchor, top - 1):
        top -= 1
    rows = tuple(r for r in range(top, bottom + 1) if r == anchor.row or _has_text(grid, r, anchor))
    return heading_in(grid, anchor, rows)


def heading_in(grid: Grid, anchor: Anchor, rows: tuple[int, ...]) -> Heading:
    """The heading of the block at an anchor, where its rows are known."""
    columns = range(anchor.first, _last_column(grid, anchor, rows) + 1)
    return Heading(rows, {c: parts for c in columns if (parts := _parts(grid, rows, c, anchor))})


def _has_text(grid: Grid, row: int, anchor: Anchor) -> bool:
    return any(grid.merged_text(row, c) for c in range(anchor.first, anchor.last + 1))


def _anchored_rows(grid: Grid, anchor: Anchor) -> tuple[int, int]:
    """The rows that the merges of the name and of the columns left of it span, at most four."""
    top = bottom = anchor.row
    for column in range(anchor.first, anchor.columns[-1] + 1):
        first_row, first_column, last_row, last_column = grid.span(anchor.row, column)
        if last_row - first_row < _MOST_ROWS and first_column >= anchor.first and last_column <= anchor.columns[-1] + 1:
            top, bottom = min(top, first_row), max(bottom, last_row)
    return top, bottom


def _identity_is_open(grid: Grid, anchor: Anchor, row: int) -> bool:
    """Whether the name and what is left of it are blank in a row, or hold only heading words (`URUT`, `SISWA`)."""
    for column in range(anchor.first, anchor.columns[-1] + 1):
        if (
            grid.is_blank(row, column)
            and grid.span(row, column)[0] == row
            and grid.span(row, column)[1] >= anchor.first
        ):
            continue
        first_row, first_column, _, last_column = grid.span(row, column)
        text = grid.text(first_row, first_column)
        if first_column >= anchor.first and last_column <= anchor.columns[-1] + 2 and _names_identity(text):
            continue
        wide = first_column < anchor.first or last_column > anchor.columns[-1] + 2
        if wide or not isinstance(grid.at(first_row, first_column), str | None):
            return False
        if text and not _is_identity(text):
            return False
    return True


def _names_identity(text: str) -> bool:
    """`Identitas Siswa`, `Data Peserta`: a group over number, name and id."""
    said = tokens(text)
    return bool(said) and single_words("identity_groups").issuperset(said)


def _is_identity(text: str) -> bool:
    said = meaning(text)
    return said is not None and (said.role in ("identity", "class") or said.field == "row_number")


def _is_lower_row(grid: Grid, anchor: Anchor, row: int, above: int) -> bool:
    """Whether the row under a heading still belongs to it: no name, no number, texts under the heading's columns."""
    if not _identity_is_open(grid, anchor, row):
        return False
    cells = [(c, grid.at(row, c)) for c in range(anchor.columns[-1] + 1, anchor.last + 1) if not grid.is_blank(row, c)]
    texts = [(c, cell.strip()) for c, cell in cells if isinstance(cell, str)]
    numbers = [cell for _, cell in cells if isinstance(cell, float | int) and not isinstance(cell, bool)]
    own = [plain(grid.text(row, c)) for c in range(anchor.first, anchor.columns[-1] + 1)]
    if not cells or _is_special(texts[0][1] if texts else "") or are_shares([cell for _, cell in cells]):
        return any(own) and not cells
    if not texts:
        return _restarts(numbers) and _has_groups(grid, anchor, above)
    if (len(texts) == 1 and len(texts[0][1]) > _LONGEST) or len(numbers) > len(texts):
        return _restarts(numbers) and len(texts) > 2
    return not _is_category(grid, texts, above)


def _is_special(text: str) -> bool:
    said = plain(text)
    return any(said in row_words(kind) for kind in ("maximum", "weight", "pass_mark", "example", "instruction"))


def _restarts(numbers: list[float | int]) -> bool:
    """Sub-headings that are numbers: 1 2 3 1 2 3, or days of a month; never a row of maxima."""
    if not numbers or any(not float(n).is_integer() or not 1 <= n <= 31 for n in numbers):
        return False
    steps = [b - a for a, b in pairwise(numbers)]
    return all(step == 1 or b == 1 for step, b in zip(steps, numbers[1:], strict=True)) and len(numbers) > 1


def _has_groups(grid: Grid, anchor: Anchor, row: int) -> bool:
    texts = [grid.text(row, c) for c in range(anchor.columns[-1] + 1, anchor.last + 1)]
    spans = [grid.span(row, c) for c in range(anchor.columns[-1] + 1, anchor.last + 1)]
    return any(last > first for _, first, _, last in spans) or ("" in texts[:-1] and any(texts))


def _is_category(grid: Grid, texts: list[tuple[int, str]], above: int) -> bool:
    """A row that sorts finished headings (`Formatif`, `Sumatif`): every column above has its own text, words repeat."""
    if any(phases_in(text) for _, text in texts):
        return False
    own = all(grid.text(above, c) and grid.span(above, c)[1] == grid.span(above, c)[3] for c, _ in texts)
    return own and len(texts) > 2 and len({plain(text) for _, text in texts}) * 2 <= len(texts)


def _is_upper_row(grid: Grid, anchor: Anchor, row: int) -> bool:
    """Whether the row over a heading groups its columns: texts right of the name only, no title, no metadata."""
    if not _identity_is_open(grid, anchor, row):
        return False
    right = range(anchor.columns[-1] + 1, anchor.last + 1)
    cells = [(c, grid.at(row, c)) for c in right if not grid.is_blank(row, c)]
    texts = [(c, cell) for c, cell in cells if isinstance(cell, str)]
    if not texts or len(texts) < len(cells) or any(len(text) > _LONGEST for _, text in texts):
        return False
    if any(not grid.text(anchor.row, c) and not grid.merged_text(anchor.row, c) for c, _ in texts):
        return False
    if any(":" in text or (plain(text) in title_labels() and not phases_in(text)) for _, text in texts):
        return False
    return len(texts) > 1 or _groups(grid, anchor, row, *texts[0])


def _groups(grid: Grid, anchor: Anchor, row: int, column: int, text: str) -> bool:
    """Whether a single text over the columns is a group's name and no title."""
    if phases_in(text) or aspects_in(text) or meaning(text):
        return True
    first, last = grid.span(row, column)[1], grid.span(row, column)[3]
    if last > first and last <= anchor.last and not single_words("title").intersection(tokens(text)):
        return all(grid.merged_text(anchor.row, c) for c in range(first, last + 1))
    return (
        not single_words("title").intersection(tokens(text))
        and len(text) <= 25
        and bool(grid.merged_text(anchor.row, column))
    )


def _last_column(grid: Grid, anchor: Anchor, rows: Iterable[int]) -> int:
    """Where the block ends: before two columns without heading, unless marks run on below."""
    last = anchor.columns[-1]
    rows = tuple(rows)
    for column in range(last + 1, anchor.last + 1):
        if any(grid.merged_text(r, column) for r in rows) and (
            column - last <= 2 or _is_filled(grid, rows[-1], anchor, column)
        ):
            last = column
    return last


def _is_filled(grid: Grid, bottom: int, anchor: Anchor, column: int) -> bool:
    rows = [r for r in range(bottom + 1, min(bottom + 40, grid.bottom) + 1) if not grid.is_blank(r, anchor.columns[0])]
    return bool(rows) and sum(not grid.is_blank(r, column) for r in rows) * 2 >= len(rows)


def _parts(grid: Grid, rows: tuple[int, ...], column: int, anchor: Anchor) -> tuple[str, ...]:
    """The texts over a column, top to bottom; a blank under a group to its left takes the group's name."""
    parts: list[str] = []
    for i, row in enumerate(rows):
        text = _ARTEFACT.sub("", grid.merged_text(row, column)).strip()
        lower = any(grid.text(r, column) for r in rows[i + 1 :])
        if not text and lower and column > anchor.columns[-1]:
            text = _group_to_the_left(grid, rows[i:], column, anchor)
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return tuple(parts)


def _group_to_the_left(grid: Grid, rows: tuple[int, ...], column: int, anchor: Anchor) -> str:
    row = rows[0]
    for left in range(column - 1, anchor.columns[-1], -1):
        _, first, _, last = grid.span(row, left)
        if text := grid.merged_text(row, left):
            has_children = any(grid.text(r, left) for r in rows[1:])
            return text if has_children and (last == first or last >= column) else ""
        if not any(grid.text(r, left) for r in rows[1:]):
            return ""
    return ""
