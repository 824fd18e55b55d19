"""Workbooks in the formats that are not XML in a zip: xls through xlwt, xlsb record by record."""

import io
import struct
from collections.abc import Mapping, Sequence

import xlwt

from tests.reading.hostile import MAIN_TYPE, content_types, relationships, zipped

XLSB_TYPE = MAIN_TYPE.replace(
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "vnd.ms-excel.sheet.binary.macroEnabled.main"
)
_STATES = {"visible": 0, "hidden": 1, "very_hidden": 2}


def xls(*sheets: tuple[Mapping[tuple[int, int], object], str]) -> bytes:
    """An xls of (cells by Excel's row and column, visibility) for each sheet."""
    book = xlwt.Workbook()
    for number, (cells, visibility) in enumerate(sheets, 1):
        sheet = book.add_sheet(f"Sheet{number}")
        sheet.visibility = _STATES[visibility]
        for (row, column), value in cells.items():
            sheet.write(row - 1, column - 1, value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def renamed_stream(book: bytes, name: str) -> bytes:
    """The xls with its stream `Workbook` under another name, as other programs use the same container."""
    old = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18)
    new = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2)
    assert book.count(old) == 1
    return book.replace(old, new)


def record(kind: int, content: bytes = b"") -> bytes:
    """A record of xlsb: type and length, seven bits a byte."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    while length >= 0x80:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + content


def text(words: str) -> bytes:
    """A text of xlsb, its length in front."""
    return struct.pack("<L", len(words)) + words.encode("utf-16-le")


def number(column: int, value: float) -> bytes:
    """A cell that holds a number; the column is Excel's, from 1."""
    return record(5, struct.pack("<LLd", column - 1, 0, value))


def words(column: int, value: str) -> bytes:
    """A cell that holds a text."""
    return record(6, struct.pack("<LL", column - 1, 0) + text(value))


def row(at: int, *cells: bytes) -> bytes:
    """A row and its cells; its number is Excel's, from 1."""
    return record(0, struct.pack("<L", at - 1) + bytes(13)) + b"".join(cells)


def sheet_bin(*rows: bytes, after: bytes = b"") -> bytes:
    """A worksheet part."""
    dimension = record(148, struct.pack("<4L", 0, 1_048_575, 0, 16_383))
    return record(129) + dimension + record(145) + b"".join(rows) + record(146) + after + record(130)


def xlsb(*sheets: tuple[bytes, str], strings: bytes = b"") -> bytes:
    """An xlsb of (worksheet part, visibility) for each sheet."""
    numbers: Sequence[int] = range(1, len(sheets) + 1)
    listed = b"".join(
        record(156, struct.pack("<LL", _STATES[state], n) + text(f"r{n}") + text(f"Sheet{n}"))
        for n, (_, state) in zip(numbers, sheets, strict=True)
    )
    related = [(f"r{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in numbers]
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types("xl/workbook.bin", content_type=XLSB_TYPE),
        "_rels/.rels": relationships(("r1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": record(131) + record(143) + listed + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": relationships(*related),
    }
    if strings:
        contents["xl/sharedStrings.bin"] = strings
    contents.update((f"xl/worksheets/sheet{n}.bin", body) for n, (body, _) in zip(numbers, sheets, strict=True))
    return zipped(contents)


def small_xls(book: bytes) -> bytes:
    """The xls with its stream cut to its records and laid in sectors of 64 bytes, as LibreOffice does with a small one.

    [MS-CFB]: sector 0 the allocation table, 1 the directory, 2 that of the small sectors, then the small sectors.
    """
    stream = book[512 : 512 + 4096].rstrip(b"\0") + b"\0\0"
    small_count = -(-len(stream) // 64)
    room = -(-small_count * 64 // 512)
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    table = [0xFFFFFFFD, end, end, *range(4, 3 + room), end]
    small_table = [*range(1, small_count), end]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<9L", 1, 1, 0, 4096, 2, 1, end, 0, 0) + struct.pack("<108L", *[free] * 108)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        letters = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
        return letters + struct.pack("<3L", free, free, child) + bytes(36) + struct.pack("<LQ", start, size)

    directory = entry("Root Entry", 5, 1, 3, small_count * 64) + entry("Workbook", 2, free, 0, len(stream))
    sectors = [struct.pack(f"<{len(part)}L", *part) for part in (table, small_table)]
    return (
        header
        + sectors[0].ljust(512, b"\xff")
        + directory.ljust(512, b"\0")
        + sectors[1].ljust(512, b"\xff")
        + stream.ljust(room * 512, b"\0")
    )
