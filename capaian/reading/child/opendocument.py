"""An OpenDocument spreadsheet (ods): all its sheets stand in one XML part.

Hidden sheets, and those whose cells span more than the cap (ods repeats a cell a million times in one
element), are emptied before the reader sees them. Excel's very hidden does not exist here. A formula
without a stored value has no value type; an error has calcext:value-type, which LibreOffice writes
and Excel does not.
"""

import re
from collections.abc import Iterator, Mapping

from capaian.reading.child.container import MAX_SHEET_PART, Part, pack, unpack
from capaian.reading.child.found import FoundSheet, Opened
from capaian.reading.child.refusal import Refusal
from capaian.reading.child.xmlparts import refuse_strange_xml

_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_BYTES_A_CELL = 250
_TABLE = re.compile(rb"<table:table(?![\w-])([^<>]*?)(/?)>|</table:table>")
_ELEMENT = re.compile(rb"<table:(?:(table-row)|(?:covered-)?table-cell)\b([^<>]*?)(/?)>")
_STYLE_NAME = re.compile(rb"table:style-name=\"([^\"]*)\"")
_HIDDEN_STYLE = re.compile(
    rb"<style:style\b(?=[^<>]*style:family=\"table\")[^<>]*?style:name=\"([^\"]*)\"[^<>]*>"
    rb"<style:table-properties\b[^<>]*table:display=\"false\""
)
_REPEATED = re.compile(rb"table:number-(?:rows|columns)-repeated=\"(\d{1,9})\"")
_SPANNED = re.compile(rb"table:number-(rows|columns)-spanned=\"(\d{1,7})\"")
_SHOWN = re.compile(rb"\s*<text:p\b[^<>]*>([^<]*)<")


def open_ods(content: bytes, parts: Mapping[str, Part], *, max_cells: int) -> Opened:
    """The workbook with only the sheets that are read; Refusal for the container as a whole."""
    mimetype = unpack(content, parts["mimetype"], most=200).strip() if "mimetype" in parts else _MIMETYPE
    if not mimetype.startswith(_MIMETYPE):
        raise Refusal("other_document")
    if "meta-inf/manifest.xml" in parts and b"encryption-data" in unpack(content, parts["meta-inf/manifest.xml"]):
        raise Refusal("password")
    xml = unpack(content, parts["content.xml"], most=min(MAX_SHEET_PART, max_cells * _BYTES_A_CELL))
    refuse_strange_xml(xml)
    hidden_styles = set(_HIDDEN_STYLE.findall(xml))
    sheets: list[FoundSheet] = []
    pieces: list[bytes] = []
    at = 0
    for attributes, start, end in _tables(xml):
        style = _STYLE_NAME.search(attributes)
        sheet = FoundSheet("", "hidden" if style and style[1] in hidden_styles else "visible")
        sheets.append(sheet)
        if sheet.why_not is None:
            _look(xml, start, end, sheet, max_cells=max_cells)
        if sheet.why_not:
            pieces.append(xml[at:start])
            at = end
    new = b"".join([*pieces, xml[at:]])
    return Opened("ods", pack({"mimetype": _MIMETYPE, "META-INF/manifest.xml": b"<m/>", "content.xml": new}), sheets)


def _tables(xml: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Of each sheet: the attributes of its element, where its content starts and where it ends."""
    depth = start = 0
    attributes = b""
    for found in _TABLE.finditer(xml):
        if found[1] is None:
            depth -= 1
            if depth == 0:
                yield attributes, start, found.start()
        elif found[2]:
            if depth == 0:
                yield found[1], found.end(), found.end()
        else:
            depth += 1
            if depth == 1:
                attributes, start = found[1], found.end()
    if depth:
        raise Refusal("damaged")


def _look(xml: bytes, start: int, end: int, sheet: FoundSheet, *, max_cells: int) -> None:
    """Walk the cells of one sheet: where they stand, which are errors, merged or not calculated."""
    next_row, row, next_column = 1, 1, 1
    last_row = last_column = 0
    rows_repeated = 1
    merges: list[tuple[int, int, int, int]] = []
    for found in _ELEMENT.finditer(xml, start, end):
        attributes = found[2]
        repeated = _REPEATED.search(attributes) if b"-repeated" in attributes else None
        times = int(repeated[1]) if repeated else 1
        if found[1]:
            row, rows_repeated, next_column = next_row, times, 1
            next_row += times
            continue
        column = next_column
        next_column += times
        if not attributes or (b"office:value-type" not in attributes and b"table:formula" not in attributes):
            if b"-spanned" in attributes:
                merges.append(_merge(attributes, row, column))
            continue
        last_row, last_column = max(last_row, row + rows_repeated - 1), max(last_column, column + times - 1)
        if b"-spanned" in attributes:
            merges.append(_merge(attributes, row, column))
        if b'calcext:value-type="error"' in attributes:
            shown = _SHOWN.match(xml, found.end())
            sheet.errors.append((row, column, shown[1].decode("utf-8", "replace") if shown else "#"))
        elif b"office:value-type" not in attributes:
            sheet.uncalculated.append((row, column))
    sheet.merges = merges
    if last_row * last_column > max_cells:
        sheet.why_not = "too_big"


def _merge(attributes: bytes, row: int, column: int) -> tuple[int, int, int, int]:
    spans = {found[1]: int(found[2]) for found in _SPANNED.finditer(attributes)}
    return row, column, row + max(spans.get(b"rows", 1), 1) - 1, column + max(spans.get(b"columns", 1), 1) - 1
