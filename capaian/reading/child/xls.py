"""An Excel 97-2003 workbook (xls): its record stream walked, and made safe in place.

The reader behind us reads every sheet at once, hidden ones too, and allocates what the cells span. So
a hidden sheet, and one beyond the cap, is closed right behind its opening record; the declared
dimensions are struck out. A formula in xls always has a stored value, so none is `uncalculated`.
"""

import struct
from collections.abc import Iterator

from capaian.reading.child.blocks import is_far, kept_block
from capaian.reading.child.compound import CompoundFile
from capaian.reading.child.found import FoundSheet, Opened
from capaian.reading.child.refusal import Refusal

_OPENING, _CLOSING, _SHEET, _PASSWORD, _DIMENSIONS = 0x0809, 0x000A, 0x0085, 0x002F, 0x0200
_NOTHING = 0x7FFF
"""A record type that no reader knows."""
_FORMULA, _ERROR, _SEVERAL = 0x0006, 0x0205, 0x00BD
_CELLS = {0x0203, 0x027E, 0x0204, 0x00FD, 0x00D6, _FORMULA, _ERROR, _SEVERAL}
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_VISIBILITY = ("visible", "hidden", "very_hidden")
_WORKSHEET = 0


def open_xls(content: bytes, *, max_cells: int) -> Opened:
    """The same file with its hidden and over-large sheets closed. Raises Refusal: password, damaged, other_document."""
    file = CompoundFile(content)
    if "EncryptedPackage" in file:
        raise Refusal("password")
    name = next((name for name in ("Workbook", "Book") if name in file), None)
    if name is None:
        raise Refusal("other_document")
    places, length = file.pieces(name)
    stream = file.stream(name)
    patches: dict[int, int] = {}
    sheets = [
        _look_at_sheet(stream, start, state, kind, patches, max_cells=max_cells)
        for start, state, kind in _listed(stream)
    ]
    return Opened("xls", _patched(content, places, length, patches), sheets)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Type, place and length of each record from here on, up to the end of this substream."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        yield kind, at, length
        depth += (kind == _OPENING) - (kind == _CLOSING)
        if depth <= 0:
            return
        at += 4 + length


def _listed(stream: bytes) -> list[tuple[int, int, int]]:
    """Start, state and kind of each sheet, as the workbook's own records list them."""
    sheets: list[tuple[int, int, int]] = []
    for kind, at, length in _records(stream, 0):
        if kind == _PASSWORD:
            raise Refusal("password")
        if kind == _SHEET and length >= 6 and at + 10 <= len(stream):
            sheets.append(struct.unpack_from("<L2B", stream, at + 4))
    return sheets


def _look_at_sheet(
    stream: bytes, start: int, state: int, kind: int, patches: dict[int, int], *, max_cells: int
) -> FoundSheet:
    sheet = FoundSheet("", _VISIBILITY[min(state & 3, 2)], None if kind == _WORKSHEET else "not_a_table")
    records = list(_records(stream, start))
    cells: dict[tuple[int, int], int] = {}
    for record, at, length in records:
        if record == _DIMENSIONS:
            patches[at] = _NOTHING
        elif record in _CELLS and length >= 6 and at + 4 + length <= len(stream):
            _look_at_cell(stream, record, at, length, sheet, cells)
    if cells and sheet.why_not is None:
        block = kept_block(cells, max_cells=max_cells)
        if block is None:
            sheet.why_not = "too_big"
        else:
            sheet.far = [cell for cell in cells if is_far(cell, block)]
            patches.update((cells[cell], _NOTHING) for cell in sheet.far)
    if sheet.why_not and len(records) > 1:
        patches[records[1][1]] = _CLOSING
    return sheet


def _look_at_cell(
    stream: bytes, record: int, at: int, length: int, sheet: FoundSheet, cells: dict[tuple[int, int], int]
) -> None:
    row, column = struct.unpack_from("<2H", stream, at + 4)
    cells[row + 1, column + 1] = at
    if record == _SEVERAL:
        last = struct.unpack_from("<H", stream, at + 4 + length - 2)[0]
        cells[row + 1, last + 1] = at
    elif record == _ERROR and length >= 8 and stream[at + 11]:
        sheet.errors.append((row + 1, column + 1, _ERRORS.get(stream[at + 10], "#")))
    elif record == _FORMULA and length >= 14 and stream[at + 16 : at + 18] == b"\xff\xff" and stream[at + 10] == 2:
        sheet.errors.append((row + 1, column + 1, _ERRORS.get(stream[at + 12], "#")))


def _patched(content: bytes, places: list[int], length: int, patches: dict[int, int]) -> bytes:
    """The file with the types of these records changed; a type may straddle two pieces."""
    new = bytearray(content)
    for at, kind in patches.items():
        for offset, byte in enumerate(struct.pack("<H", kind)):
            piece, rest = divmod(at + offset, length)
            new[places[piece] + rest] = byte
    return bytes(new)
