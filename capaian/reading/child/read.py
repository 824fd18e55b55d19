"""Bytes of a workbook in, the answer out: the container made safe, then calamine, sheet by sheet."""

from __future__ import annotations  # array[float] is a type only to readers of types

import io
from array import array

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from capaian.reading.addresses import MAX_COLUMN, MAX_ROW
from capaian.reading.child.formats import open_container
from capaian.reading.child.found import FoundSheet, Opened
from capaian.reading.child.packing import pack_answer, pack_cells
from capaian.reading.child.refusal import Refusal

TYPE_CHECKING = False  # importing typing would cost the child a tenth of its start
if TYPE_CHECKING:
    from typing import Any

_TEXT_AT_MOST = 32 << 20
_SHEETS_WORTH = 4
"""A workbook may hold as many cells as this many of its largest sheets."""
_MERGES_AT_MOST = 20_000


def answer(content: bytes, *, max_cells: int) -> bytes:
    """What the parent unpacks: `sheets` with their cells, or `refused` with a code. Never raises for bad bytes."""
    try:
        return _read(open_container(content, max_cells=max_cells), max_cells=max_cells)
    except Refusal as refusal:
        return pack_answer({"refused": refusal.code, "fields": refusal.fields})
    except MemoryError:
        return pack_answer({"refused": "memory", "fields": {}})


def _read(opened: Opened, *, max_cells: int) -> bytes:
    book = _calamine(CalamineWorkbook.from_filelike, io.BytesIO(opened.content))
    opened.content = b""  # calamine has its own copy, and a large one counts twice
    sheets = opened.sheets or [_found(metadata) for metadata in book.sheets_metadata]
    if len(sheets) != len(book.sheets_metadata):
        raise Refusal("damaged")
    for sheet, metadata in zip(sheets, book.sheets_metadata, strict=True):
        sheet.name = sheet.name or metadata.name
    heads: list[dict[str, Any]] = []
    doubles: list[array[float]] = []
    left = _SHEETS_WORTH * max_cells
    for index, sheet in enumerate(sheets):
        packed: dict[str, Any] = {}
        if sheet.why_not is None:
            try:
                read = _calamine(book.get_sheet_by_index, index)
                packed, numbers = _cells(read, sheet, max_cells=min(max_cells, left))
                doubles.append(numbers)
                left -= read.height * read.width
            except Refusal as refusal:
                sheet.why_not = refusal.code
        heads.append(_head(sheet) | packed)
    return pack_answer({"format": opened.format, "sheets": heads}, doubles)


def _cells(read: CalamineSheet, sheet: FoundSheet, *, max_cells: int) -> tuple[dict[str, Any], array[float]]:
    row, column = read.start or (0, 0)
    bottom, right = row + read.height, column + read.width
    if bottom > MAX_ROW or right > MAX_COLUMN:
        raise Refusal("damaged")
    if read.height * read.width > max_cells:
        raise Refusal("too_big")
    rows = _calamine(read.to_python)
    packed, numbers = pack_cells(rows)
    if sum(len(text) for text in packed["others"] if isinstance(text, str)) > _TEXT_AT_MOST:
        raise Refusal("too_big")
    merges = sheet.merges if sheet.merges is not None else _merges(read)
    inside = [merge for merge in merges if merge[0] <= bottom and merge[1] <= right][:_MERGES_AT_MOST]
    packed["first"] = (row + 1, column + 1)
    packed["merges"] = [(top, left, min(low, bottom), min(end, right)) for top, left, low, end in inside]
    return packed, numbers


def _merges(read: CalamineSheet) -> list[tuple[int, int, int, int]]:
    ranges = _calamine(getattr, read, "merged_cell_ranges") or []
    return [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]


def _found(metadata: SheetMetadata) -> FoundSheet:
    why_not = None if metadata.typ == SheetTypeEnum.WorkSheet else "not_a_table"
    if metadata.visible == SheetVisibleEnum.Visible:
        return FoundSheet(metadata.name, "visible", why_not)
    hidden = metadata.visible == SheetVisibleEnum.Hidden
    return FoundSheet(metadata.name, "hidden" if hidden else "very_hidden", why_not)


def _head(sheet: FoundSheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "visibility": sheet.visibility,
        "why_not": sheet.why_not,
        "errors": sheet.errors,
        "uncalculated": sheet.uncalculated,
        "far": sheet.far,
    }


def _calamine(call: Any, *arguments: Any) -> Any:
    """What a call into calamine gives; its errors and its panics become Refusals."""
    try:
        return call(*arguments)
    except PasswordError:
        raise Refusal("password") from None
    except (
        CalamineError,
        OSError,
        ValueError,
    ):  # OSError: an xlsb that ends too early; ValueError: a date that is none
        raise Refusal("damaged") from None
    except BaseException as error:
        # A Rust panic is a BaseException of a type that no module offers by name.
        if type(error).__name__ != "PanicException":
            raise
        raise Refusal("damaged") from None
