"""Students as columns: the same sheet on its side."""

from collections.abc import Sequence
from typing import Final

from capaian.reading.grid import Grid
from capaian.reading.lexicon import aspects_in, meaning, phases_in
from capaian.reading.refusing import is_report_card
from capaian.reading.tables import Block, find_blocks

_FEWEST: Final = 2
_LOOK_AT: Final = 40


def turned_blocks(grid: Grid, upright: Sequence[Block]) -> list[Block]:
    """The tables with students as columns, where the upright reading found headings for names; else none."""
    if any(block.body.students and not _names_are_headings(block) for block in upright):
        return []
    if is_report_card(grid) or grid.bottom - grid.top > 2000:
        return []
    turned = Grid(grid.sheet, turned=True)
    blocks = [b for b in find_blocks(turned, by_name_only=True) if len(b.body.students) >= _FEWEST and _is_sensible(b)]
    return [b for b in blocks if b.places.names or b.places.ids]


def _is_sensible(block: Block) -> bool:
    """Names that are no headings, and more numbers than students."""
    names = [block.grid.text(row, c) for row in block.body.students for c in block.places.names[:1]]
    numbers = sum(
        isinstance(block.grid.at(row, c), float | int) for row in block.body.students for c in block.places.others
    )
    return sum(map(_is_heading, names)) * 2 < max(len(names), 1) and numbers >= len(block.body.students)


def _names_are_headings(block: Block) -> bool:
    """Whether most `names` of a block are words of headings, and its headings are not."""
    if not block.places.names:
        return False
    names = [block.grid.text(row, block.places.names[0]) for row in block.body.students[:_LOOK_AT]]
    headings = [block.heading.text(c) for c in block.columns if c not in block.places.names and block.heading.text(c)]
    return (
        bool(names)
        and sum(map(_is_heading, names)) * 2 >= len(names)
        and sum(map(_is_heading, headings)) * 2 < len(headings)
    )


def _is_heading(text: str) -> bool:
    return meaning(text) is not None or bool(phases_in(text)) or bool(aspects_in(text))
