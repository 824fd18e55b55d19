"""A table with the rows that a person gave it, or with another column of names: read again inside its sheet."""

from dataclasses import replace
from typing import Final

from capaian.reading.addresses import column_number
from capaian.reading.anchors import Anchor
from capaian.reading.answers import Answers, TableAnswer
from capaian.reading.body import Body, places_of, read_body
from capaian.reading.drafts import Draft, draft_of
from capaian.reading.heading import heading_in
from capaian.reading.nouns import IgnoredRow
from capaian.reading.tables import Block

_LOOSE: Final = frozenset({"note", "section", "no_name", "skipped"})
"""Why a row was left out where a person who says that the list reaches over it knows better."""


def with_range(draft: Draft, table: TableAnswer | None, answers: Answers) -> Draft:
    """The draft read again where a person gave it other rows or another column of names; else the draft itself.

    Rows outside the sheet, and all of it where students stand as columns, change nothing.
    """
    name = _name_column(draft, answers)
    if draft.block.grid.turned or not (name or (table is not None and table.has_range)):
        return draft
    block = _block(draft.block, table or TableAnswer(), name)
    if block is None:
        return draft
    again = draft_of(block, sheet=draft.sheet, file=draft.file) if block.heading.parts else None
    if again is None or not again.meant:
        return draft
    return replace(again, left=draft.left, known_by=draft.known_by)


def _name_column(draft: Draft, answers: Answers) -> int | None:
    """The column that a person called the names, where it is another than reading took."""
    place = f"{draft.file}!{draft.sheet}!"
    for key, answer in answers.columns.items():
        letters = key.removeprefix(place).removesuffix(str(draft.known_by))
        if answer.field == "name" and key.startswith(place) and letters.isascii() and letters.isalpha():
            column = column_number(letters)
            inside = column in draft.block.columns and key == f"{place}{letters}{draft.known_by}"
            if inside and column not in draft.block.places.names:
                return column
    return None


def _block(block: Block, table: TableAnswer, name: int | None) -> Block | None:
    grid = block.grid
    rows = tuple(range(table.heading[0], table.heading[1] + 1)) if table.heading else block.heading.rows
    last = min(table.last_row or grid.bottom, grid.bottom)
    if rows[0] < grid.top or rows[-1] >= last:
        return None
    anchor = _anchor(block.anchor, rows, name)
    heading = heading_in(grid, anchor, rows) if table.heading or name else block.heading
    right = max(heading.parts, default=anchor.columns[-1])
    places = places_of(grid, heading, anchor, max(right, block.places.last if not table.heading else right))
    stop = last if table.last_row else max(block.last_row, rows[-1] + 1)
    body = read_body(grid, heading, places, stop)
    again = replace(block, anchor=anchor, heading=heading, places=places, body=body)
    again.body = _between(again, table)
    return again


def _anchor(anchor: Anchor, rows: tuple[int, ...], name: int | None) -> Anchor:
    row = anchor.row if anchor.row in rows else rows[-1]
    if name is None:
        return replace(anchor, row=row)
    return replace(anchor, row=row, columns=(name,), first=min(anchor.first, name), by="name")


def _between(block: Block, table: TableAnswer) -> Body:
    """The rows of a list that a person bounded: none before the first; up to the last who has a name and a mark."""
    body, first = block.body, table.first_row or 0
    students = dict(zip(body.students, body.owners, strict=True))
    ignored = []
    for each in body.ignored:
        if table.last_row and each.row >= first and each.why in _LOOSE and _is_student(block, each.row):
            students[each.row] = each.row
        else:
            ignored.append(each)
    early = {row for row, owner in students.items() if owner < first}
    ignored += [IgnoredRow(row, "skipped") for row in early]
    kept = sorted(set(students) - early)
    return Body(kept, [students[row] for row in kept], sorted(ignored, key=lambda each: each.row))


def _is_student(block: Block, row: int) -> bool:
    grid, places = block.grid, block.places
    named = any(not grid.is_blank(row, c) for c in places.names or places.ids)
    return named and any(not grid.is_blank(row, c) for c in places.others)
