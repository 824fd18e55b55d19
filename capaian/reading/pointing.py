"""Sheets without a table that reading knows, and the table that a person points to in one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from capaian.reading.addresses import column_number
from capaian.reading.anchors import Anchor
from capaian.reading.body import places_of, read_body
from capaian.reading.cells import Sheet
from capaian.reading.drafts import Draft, draft_of
from capaian.reading.grid import Grid
from capaian.reading.heading import heading_in
from capaian.reading.pointed import Pointed
from capaian.reading.tables import Block

if TYPE_CHECKING:
    from capaian.reading.reading import Reading


def bare_sheets(reading: "Reading", file: str) -> list[Sheet]:
    """The sheets of a file in which no table was found, nor pointed to."""
    return [
        sheet
        for seen in reading.opened
        if seen.file == file
        for sheet in seen.bare
        if f"{file}!{sheet.name}" not in reading.answers.pointed
    ]


def pointed_drafts(file: str, bare: Sequence[Sheet], pointed: Mapping[str, Pointed]) -> list[Draft]:
    """The tables that were pointed to in sheets without one."""
    found = [(sheet, pointed.get(f"{file}!{sheet.name}")) for sheet in bare]
    drafts = [pointed_draft(file, sheet, where) for sheet, where in found if where is not None]
    return [draft for draft in drafts if draft is not None]


def pointed_draft(file: str, sheet: Sheet, where: Pointed) -> Draft | None:
    """The table under these rows with the names in this column; None where no heading or no student stands there."""
    grid, names = Grid(sheet), column_number(where.names)
    rows = tuple(range(where.heading[0], where.heading[1] + 1))
    if not grid.left <= names <= grid.right or rows[0] < grid.top or rows[-1] >= grid.bottom:
        return None
    anchor = Anchor(rows[-1], (names,), grid.left, grid.right, "values")
    heading = heading_in(grid, anchor, rows)
    places = places_of(grid, heading, anchor, max(heading.parts, default=names))
    body = read_body(grid, heading, places, grid.bottom)
    if not heading.parts or not body.students:
        return None
    return draft_of(Block(grid, anchor, heading, places, body), sheet=sheet.name, file=file)
