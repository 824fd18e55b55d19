"""One sheet's XML made safe for a reader that allocates the rectangle its cells span.

Scans of bytes with compiled patterns, not a walk of elements: the walk would cost several times the
parsing. What a scan misreads in XML made to deceive it, the child's limits catch.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from capaian.reading.addresses import MAX_COLUMN, MAX_ROW, column_number
from capaian.reading.child.blocks import is_far, kept_block
from capaian.reading.child.found import FoundSheet
from capaian.reading.child.refusal import Refusal
from capaian.reading.child.xmlparts import refuse_strange_xml

_BYTES_A_CELL = 120
_SMALL = 256 << 10
"""A sheet so small is looked at cell by cell; a larger one only where its rows span too much."""
_PLAIN_ROW = b'<row r="'
_WRITTEN = (b"<v", b"<f", b"<is")
_ERROR_TYPE = re.compile(rb"t=[\"']e[\"']")  # a pattern passes over bytes faster than `in` does
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^<>]*/>")
_SHEET_DATA = re.compile(rb"<(\w+:)?sheetData\b")


class _Patterns:
    """The elements of a sheet under one namespace prefix."""

    __slots__ = ("cell", "error", "formula", "row", "tag", "uncalculated", "whole_cell", "written")

    def __init__(self, prefix: bytes) -> None:
        p = re.escape(prefix)
        place = rb"[^<>]*?\sr=[\"']([A-Z]+)(\d{1,20})[\"'][^<>]*>\s*"
        formula = rb"<" + p + rb"f\b(?:[^<>]*/>|[^<>]*>[^<]*</" + p + rb"f>)\s*"
        self.tag = b"<" + prefix + b"c"
        self.formula = re.compile(rb"<" + p + rb"f\b")
        self.row = re.compile(rb"<" + p + rb"row\b(?:[^<>]*?\sr=[\"'](\d+))?")
        self.cell = re.compile(rb"<" + p + rb"c\b(?:[^<>]*?\sr=[\"']([A-Z]+)\d)?")
        self.written = re.compile(rb"<" + p + rb"c\b" + place + rb"<" + p + rb"(?:[vf]|is)\b(?!\s*/)")
        self.whole_cell = re.compile(
            rb"<" + p + rb"c\b[^<>]*?\sr=[\"']([A-Z]+)(\d{1,20})[\"'][^<>]*?(?:/>|>.*?</" + p + rb"c>)", re.DOTALL
        )
        self.error = re.compile(
            rb"<" + p + rb"c\b(?=[^<>]*\st=[\"']e[\"'])" + place + rb"(?:" + formula + rb")?<" + p + rb"v>([^<]*)<"
        )
        self.uncalculated = re.compile(
            rb"<" + p + rb"c\b(?![^<>]*\st=[\"']str[\"'])" + place + formula
            + rb"(?:<" + p + rb"v\s*/>|<" + p + rb"v>\s*</" + p + rb"v>)?\s*</" + p + rb"c>"
        )  # fmt: skip


_patterns = cache(_Patterns)


def read_sheet_part(chunks: Iterable[bytes], sheet: FoundSheet, *, max_cells: int) -> bytes:
    """The XML that calamine may read; errors, uncalculated formulas and far cells go into `sheet`.

    Cells that do not say their place (some writers leave it out) are read, but errors and formulas
    among them cannot be named. Raises Refusal: too_big, xml_encoding, xml_dtd and those of unpacking.
    """
    xml = _without_blank_rows(_without_dimension(chunks), most=max_cells * _BYTES_A_CELL)
    refuse_strange_xml(xml)
    opening = _SHEET_DATA.search(xml)
    patterns = _patterns(opening[1] or b"") if opening else _patterns(b"")
    if len(xml) < _SMALL or _rectangle(xml, patterns) > max_cells:
        xml = _nearest_cells(xml, patterns, sheet, max_cells=max_cells)
    if _ERROR_TYPE.search(xml):
        sheet.errors = [(*_place(found), found[3].decode("utf-8", "replace")) for found in patterns.error.finditer(xml)]
    if patterns.formula.search(xml):
        sheet.uncalculated = [_place(found) for found in patterns.uncalculated.finditer(xml)]
    return xml


def _without_dimension(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of the part; the declared dimension stands before all cells, so in the first."""
    pieces = iter(chunks)
    yield _DIMENSION.sub(b"", next(pieces, b""), count=1)
    yield from pieces


def _without_blank_rows(chunks: Iterable[bytes], *, most: int) -> bytes:
    """The part joined; of a piece in which nothing is written, the rows are left out.

    So a million styled, empty rows below the table cost their unpacking and no memory.
    """
    kept: list[bytes] = []
    size = 0
    rest = b""
    for chunk in chunks:
        piece = rest + chunk
        first, last = piece.find(_PLAIN_ROW), piece.rfind(_PLAIN_ROW)
        if first < last and not any(mark in piece for mark in _WRITTEN):
            rest = piece[last:]
            piece = piece[:first]
        else:
            rest = b""
        kept.append(piece)
        size += len(piece)
        if size > most:
            raise Refusal("too_big")
    return b"".join([*kept, rest])


def _rectangle(xml: bytes, patterns: _Patterns) -> int:
    """How many cells the rectangle of all rows may hold, at most: blank cells counted too.

    Cells stand in order in their row, so the last tells the width. Refusal damaged for a place that
    Excel's grid does not have.
    """
    rows = [(found.start(), int(found[1] or 0)) for found in patterns.row.finditer(xml)]
    if not rows:
        return 0
    numbers = [number for _, number in rows]
    starts = [start for start, _ in rows]
    if max(numbers) > MAX_ROW:
        raise Refusal("damaged")
    widest = 0
    for start, end in zip(starts, [*starts[1:], xml.rfind(b"sheetData")], strict=True):
        last = xml.rfind(patterns.tag + b" ", start, end)
        if last < 0:
            last = xml.rfind(patterns.tag + b">", start, end)
        if last >= 0 and (found := patterns.cell.match(xml, last)):
            column = column_number(found[1].decode()) if found[1] else xml.count(patterns.tag, start, end)
            widest = max(widest, column)
    if widest > MAX_COLUMN:
        raise Refusal("damaged")
    return max(max(numbers) - min(numbers) + 1, len(rows)) * widest


def _nearest_cells(xml: bytes, patterns: _Patterns, sheet: FoundSheet, *, max_cells: int) -> bytes:
    """The XML without the cells that lie far from most others; they go into sheet.far.

    Refusal damaged for a cell that Excel's grid does not have.
    """
    written = [_place(found) for found in patterns.written.finditer(xml)]
    if not written:
        return xml
    if any(row > MAX_ROW or column > MAX_COLUMN for row, column in written):
        raise Refusal("damaged")
    block = kept_block(written, max_cells=max_cells)
    if block is None:
        raise Refusal("too_big")
    sheet.far = [cell for cell in written if is_far(cell, block)]
    far = set(sheet.far)
    return patterns.whole_cell.sub(lambda found: b"" if _place(found) in far else found[0], xml) if far else xml


def _place(found: re.Match[bytes]) -> tuple[int, int]:
    return int(found[2]), column_number(found[1].decode())
