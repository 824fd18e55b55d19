"""Cells to tables: each block on a sheet with its heading, its students and everything in between."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from capaian.reading.anchors import (
    Anchor,
    anchors,
    anchors_by_values,
    anchors_of_studies,
    column_of_names,
    heading_words,
    holds_names,
)
from capaian.reading.body import Body, Places, places_of, read_body
from capaian.reading.grid import Grid
from capaian.reading.heading import Heading, read_heading
from capaian.reading.lexicon import meaning, row_words, single_words, title_labels
from capaian.reading.nouns import IgnoredRow
from capaian.reading.rows import is_closing
from capaian.reading.text import clean, plain, tokens

_MOST_TITLE_ROWS: Final = 14
_MOST_ANCHORS: Final = 400


@dataclass(slots=True)
class Block:
    """One table as found: where it is, before anybody asked what its columns mean."""

    grid: Grid
    anchor: Anchor
    heading: Heading
    places: Places
    body: Body
    captions: list[str] = field(default_factory=list)
    titles: list[tuple[str, str]] = field(default_factory=list)

    @property
    def columns(self) -> range:
        """All columns of the block."""
        return range(self.places.first, self.places.last + 1)

    @property
    def last_row(self) -> int:
        """The last row that belongs to the block in any way."""
        ignored = self.body.ignored[-1].row if self.body.ignored else 0
        return max(self.heading.bottom, ignored, self.body.students[-1] if self.body.students else 0)


def find_blocks(grid: Grid, *, by_name_only: bool = False) -> list[Block]:
    """Every table of a sheet that has a column of names, or where there is none, of ids; top to bottom.

    by_name_only: a word must give the names away.
    """
    words = heading_words(grid)
    blocks = _blocks(grid, list(anchors(grid, words, by="name")))
    if not any(block.body.students for block in blocks):
        blocks = _blocks(grid, list(anchors(grid, words, by="loose"))) or blocks
    looked = by_name_only or any(block.body.students for block in blocks)
    if not looked:
        blocks = _blocks(grid, [column_of_names(grid, anchor) for anchor in anchors(grid, words, by="id")]) or blocks
    for found in (anchors_of_studies, anchors_by_values):
        if not looked and not any(block.body.students for block in blocks):
            blocks = _blocks(grid, list(found(grid))) or blocks
    for i, block in enumerate(blocks):
        _read_captions(block, blocks[:i])
    return [block for block in blocks if not _is_rank_table(block, blocks)]


def _blocks(grid: Grid, found: Sequence[Anchor]) -> list[Block]:
    found = [anchor for anchor in found[:_MOST_ANCHORS] if not _names_stand_lower(grid, anchor, found)]
    headed = [(anchor, read_heading(grid, anchor)) for anchor in found]
    blocks: list[Block] = []
    for i, (anchor, heading) in enumerate(headed):
        if any(anchor.row in block.heading.rows and set(anchor.columns) & set(block.columns) for block in blocks):
            continue
        if any(_goes_on(block, anchor) for block in blocks):
            continue
        last = max(heading.parts, default=anchor.columns[-1])
        places = places_of(grid, heading, anchor, max(last, anchor.columns[-1]))
        stop = _stop(grid, heading, places, headed[i + 1 :])
        blocks.append(Block(grid, anchor, heading, places, read_body(grid, heading, places, stop)))
    return [block for block in blocks if block.heading.parts]


def _names_stand_lower(grid: Grid, anchor: Anchor, found: Sequence[Anchor]) -> bool:
    """`No. peserta dan nama` over `Nomor | Nama`: no names under the upper word, names under the one a row lower."""
    below = (
        a for a in found if a.row == anchor.row + 1 and a.columns != anchor.columns and a.first <= anchor.columns[0]
    )
    return any(holds_names(grid, a.row, a.columns[0]) for a in below) and not any(
        holds_names(grid, anchor.row + 1, c) for c in anchor.columns
    )


def _goes_on(block: Block, anchor: Anchor) -> bool:
    """Whether a heading lies inside a block that was already read through it (a page repeats it)."""
    inside = block.heading.bottom < anchor.row <= block.last_row
    return inside and bool(set(anchor.columns) & set(block.columns))


def _stop(grid: Grid, heading: Heading, places: Places, later: Sequence[tuple[Anchor, Heading]]) -> int:
    """The last row before the next table in the same columns; the same heading repeated on a page is none."""
    columns = set(range(places.first, places.last + 1))
    for other, below in later:
        if other.row <= heading.bottom or not columns & set(range(other.first, other.columns[-1] + 1)):
            continue
        if not _is_same_list(grid, heading, places, below):
            return _above_titles(grid, heading.bottom, (below.rows[0] if below.rows else other.row) - 1, columns)
    return grid.bottom


def _above_titles(grid: Grid, floor: int, row: int, columns: set[int]) -> int:
    """The row above the titles of the next table: texts only, and no signature, going up from its heading."""
    above = [clean(str(cell)) for c in sorted(columns) if (cell := grid.at(row, c)) is not None]
    if above and _looks_like_heading(above) is not None:
        row -= 1
    last, blanks = row, 0
    while row > floor and blanks < 3:
        cells = [cell for c in sorted(columns) if not grid.is_blank(row, c) for cell in (grid.at(row, c),)]
        texts = [cell for cell in cells if isinstance(cell, str)]
        if len(texts) < len(cells) or (texts and is_closing(texts)):
            break
        blanks = 0 if texts else blanks + 1
        row -= 1
        last = row if texts else last
    return last


def _is_same_list(grid: Grid, heading: Heading, places: Places, below: Heading) -> bool:
    """A repeated heading: the same texts, students right above it, and numbers that run on below it."""
    same = {c: plain(t) for c in below.parts if (t := below.text(c))} == {
        c: plain(t) for c in heading.parts if (t := heading.text(c))
    }
    if not same or places.number is None:
        return False
    first = next(
        (
            grid.at(r, places.number)
            for r in range(below.bottom + 1, min(below.bottom + 4, grid.bottom) + 1)
            if not grid.is_blank(r, places.number)
        ),
        None,
    )
    return first is None or (isinstance(first, float | int) and not isinstance(first, bool) and first > 1)


def _read_captions(block: Block, earlier: Sequence[Block]) -> None:
    """Title lines above the heading, nearest first, and rows right above it that only look like a heading."""
    top = block.heading.rows[0]
    floor = max((e.last_row for e in earlier if e.last_row < top and set(e.columns) & set(block.columns)), default=0)
    beside = any(e.heading.rows[0] <= top <= e.last_row for e in earlier)
    for row in range(top - 1, max(block.grid.top, floor + 1, top - _MOST_TITLE_ROWS) - 1, -1):
        columns = block.columns if beside else range(block.grid.left, max(block.places.last, block.grid.left) + 1)
        texts = [clean(str(cell)) for c in columns if (cell := block.grid.at(row, c)) is not None and clean(str(cell))]
        if not texts:
            continue
        kind = _looks_like_heading(texts)
        if kind is not None and top - row <= 3:
            block.body.ignored.insert(0, IgnoredRow(row, kind))
            continue
        block.captions.append(" ".join(texts))
        block.titles += _pairs(texts)


def _looks_like_heading(texts: Sequence[str]) -> str | None:
    """A pass-mark, maximum or weight row above the heading: its word and then numbers."""
    numbers = [t for t in texts[1:] if t.replace(".", "", 1).replace(",", "", 1).isdigit()]
    if len(numbers) < 2:
        return None
    return next((kind for kind in ("pass_mark", "maximum", "weight") if plain(texts[0]) in row_words(kind)), None)


def _pairs(texts: Sequence[str]) -> list[tuple[str, str]]:
    """`Kelas : XI TKR` and `Kelas` | `: XI TKR` and `Kelas` | `:` | `XI TKR` as label and value."""
    pairs, i = [], 0
    while i < len(texts):
        label, sign, value = texts[i].partition(":")
        if sign and label.strip() and value.strip():
            pairs.append((label.strip(), value.strip()))
        elif i + 1 < len(texts):
            after = texts[i + 1].lstrip(": ").strip()
            if not after and i + 2 < len(texts):
                after, i = texts[i + 2].strip(), i + 1
            if after and (sign or texts[i + 1].startswith(":") or _is_label(label)):
                pairs.append((label.strip(), after))
                i += 1
        i += 1
    return pairs


def _is_label(text: str) -> bool:
    return plain(text) in title_labels()


def _is_rank_table(block: Block, blocks: Sequence[Block]) -> bool:
    """A table of ranks beside another one that repeats its names: nothing new in it."""
    titled = single_words("rank_titles").intersection(tokens(" ".join(block.captions[:1])))
    fields = {said.field for c in block.columns if (said := meaning(block.heading.text(c))) is not None}
    if "rank" not in fields and not titled:
        return False
    names = _names(block)
    return any(
        other is not block and len(other.columns) >= len(block.columns) and names and names <= _names(other)
        for other in blocks
    )


def _names(block: Block) -> set[str]:
    return {plain(str(block.grid.at(row, c))) for row in block.body.students for c in block.places.names[:1]}
