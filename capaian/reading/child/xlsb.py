"""A binary Office Open XML workbook (xlsb): the parts of xlsx, written as records instead of XML.

[MS-XLSB] 2.1.4: a record's type and length are one to two and one to four bytes, seven bits each. A
formula here always has a stored value, so none is `uncalculated`; merges are not told by the reader
behind us, and are read here.
"""

import struct
from collections.abc import Iterator, Mapping

from capaian.reading.child.blocks import is_far, kept_block
from capaian.reading.child.container import MAX_SHEET_PART, Part, pack, unpack
from capaian.reading.child.found import FoundSheet, Opened
from capaian.reading.child.openxml import ROOT_RELATIONSHIPS, relationships
from capaian.reading.child.refusal import Refusal

_ROW, _BLANK, _ERROR, _FORMULA_ERROR = 0, 1, 3, 11
_SHEET, _DIMENSION, _STRINGS, _MERGE = 156, 148, 159, 176
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_VISIBILITY = ("visible", "hidden", "very_hidden")
_BYTES_A_CELL = 60
_MAIN = "xl/workbook.bin"


def open_xlsb(content: bytes, parts: Mapping[str, Part], main: str, *, max_cells: int) -> Opened:
    """The workbook with only the sheets that are read; Refusal for the container as a whole."""
    if main != _MAIN:
        raise Refusal("main_part")
    related = relationships(content, parts, main)
    book = unpack(content, parts[main])
    new = {"_rels/.rels": ROOT_RELATIONSHIPS.replace(b"workbook.xml", b"workbook.bin"), _MAIN: book}
    for path in ("xl/_rels/workbook.bin.rels", "xl/sharedstrings.bin", "xl/styles.bin"):
        if path in parts:
            new[parts[path].name] = unpack(content, parts[path])
    _refuse_false_count(new.get("xl/sharedStrings.bin", b""))
    sheets: list[FoundSheet] = []
    for kind, start, end in _records(book):
        if kind == _SHEET and end - start >= 8:
            (state,) = struct.unpack_from("<L", book, start)
            identity, at = _text(book, start + 8)
            type_of_sheet, path = related.get(identity, ("", ""))
            sheet = FoundSheet(_text(book, at)[0], _VISIBILITY[min(state, 2)])
            sheets.append(sheet)
            if type_of_sheet != "worksheet":
                sheet.why_not = "not_a_table"
            elif sheet.why_not is None and path in parts:
                new[parts[path].name] = _sheet_body(content, parts[path], sheet, max_cells=max_cells)
    return Opened("xlsb", pack(new), sheets)


def _sheet_body(content: bytes, part: Part, sheet: FoundSheet, *, max_cells: int) -> bytes:
    """The sheet's records, made safe; empty where it is not to be read."""
    try:
        body = bytearray(unpack(content, part, most=min(MAX_SHEET_PART, max_cells * _BYTES_A_CELL)))
    except Refusal as refusal:
        sheet.why_not = refusal.code
        return b""
    cells = _look(body, sheet)
    if not cells:
        return bytes(body)
    block = kept_block(cells, max_cells=max_cells)
    if block is None:
        sheet.why_not = "too_big"
        return b""
    for cell, at in cells.items():
        if is_far(cell, block):
            sheet.far.append(cell)
            body[at] = _BLANK
    return bytes(body)


def _look(body: bytearray, sheet: FoundSheet) -> dict[tuple[int, int], int]:
    """Where in the part each written cell's record starts; errors and merges go into `sheet`."""
    cells: dict[tuple[int, int], int] = {}
    merges: list[tuple[int, int, int, int]] = []
    row = at = 0
    for kind, start, end in _records(body):
        length = end - start
        if kind == _ROW and length >= 4:
            row = struct.unpack_from("<L", body, start)[0] + 1
        elif _BLANK < kind <= _FORMULA_ERROR and length >= 8:
            column = struct.unpack_from("<L", body, start)[0] + 1
            cells[row, column] = at
            if kind in (_ERROR, _FORMULA_ERROR) and length >= 9:
                sheet.errors.append((row, column, _ERRORS.get(body[start + 8], "#")))
        elif kind == _DIMENSION:
            body[start:end] = bytes(length)
        elif kind == _MERGE and length >= 16:
            top, bottom, left, right = struct.unpack_from("<4L", body, start)
            merges.append((top + 1, left + 1, bottom + 1, right + 1))
        at = end
    sheet.merges = merges
    return cells


def _records(body: bytes | bytearray) -> Iterator[tuple[int, int, int]]:
    """Type, start and end of the content of each record; Refusal damaged where one leads out of the part."""
    at, whole = 0, len(body)
    try:
        while at < whole:
            kind = body[at]
            at += 1
            if kind & 0x80:
                kind = kind & 0x7F | (body[at] & 0x7F) << 7
                at += 1
            length = shift = 0
            while True:
                byte = body[at]
                at += 1
                length |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 or shift > 21:
                    break
            if at + length > whole:
                raise Refusal("damaged")
            yield kind, at, at + length
            at += length
    except IndexError:
        raise Refusal("damaged") from None


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text with its length in front, and where the next thing starts."""
    if at + 4 > len(body):
        raise Refusal("damaged")
    end = at + 4 + struct.unpack_from("<L", body, at)[0] * 2
    if end > len(body):
        raise Refusal("damaged")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _refuse_false_count(strings: bytes) -> None:
    for kind, start, end in _records(strings):
        if kind == _STRINGS and end - start >= 8:
            if max(struct.unpack_from("<2L", strings, start)) > max(len(strings), 1 << 20):
                raise Refusal("damaged")
            return
