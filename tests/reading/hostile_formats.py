"""Hostile in the older and the other formats: xls, xlsb, ods."""

import struct

from tests.reading.binary_books import number, record, renamed_stream, row, sheet_bin, text, words, xls, xlsb
from tests.reading.hostile import PLAIN, reads, refused, zipped

_CELLS: dict[tuple[int, int], object] = {(1, 1): "Nama", (1, 2): "Nilai", (2, 1): "Siti Aminah", (2, 2): 80.5}
_ROWS = [["Nama", "Nilai"], ["Siti Aminah", 80.5]]
_PLAIN_BIN = (row(1, words(1, "Nama"), words(2, "Nilai")), row(2, words(1, "Siti Aminah"), number(2, 80.5)))


# --- xls


@refused("password")
def a_workbook_that_excel_encrypted() -> bytes:
    return renamed_stream(xls((_CELLS, "visible")), "EncryptedPackage")


@refused("password")
def an_old_workbook_with_a_password() -> bytes:
    book = xls((_CELLS, "visible"))
    first_font = book.index(b"\x31\x00", 512)
    return book[:first_font] + b"\x2f\x00" + book[first_font + 2 :]


@refused("other_document")
def an_old_word_document() -> bytes:
    return renamed_stream(xls((_CELLS, "visible")), "WordDocument")


@refused("truncated")
def the_first_bytes_of_an_xls() -> bytes:
    return xls((_CELLS, "visible"))[:300]


@refused("truncated")
def the_first_half_of_an_xls() -> bytes:
    book = xls(({(n, 1): f"Siswa {n}" for n in range(1, 2_000)}, "visible"))
    return book[: len(book) // 2]


def _in_header(at: int, form: str, *values: int) -> bytes:
    book = bytearray(xls((_CELLS, "visible")))
    struct.pack_into(form, book, at, *values)
    return bytes(book)


@refused("damaged")
def four_thousand_million_sectors_promised() -> bytes:
    return _in_header(44, "<L", 0xFFFFFFF0)


@refused("damaged")
def four_thousand_million_more_sectors_promised() -> bytes:
    return _in_header(72, "<L", 0xFFFFFFF0)


@refused("damaged")
def sectors_of_a_size_that_does_not_exist() -> bytes:
    return _in_header(30, "<H", 60)


@refused("damaged")
def sectors_that_follow_each_other_in_a_circle() -> bytes:
    book = bytearray(xls((_CELLS, "visible")))
    table = (struct.unpack_from("<L", book, 76)[0] + 1) * 512
    struct.pack_into("<L", book, table, 0)
    return bytes(book)


@reads(_ROWS, far=("IV65536",))
def an_xls_with_a_cell_in_the_last_corner() -> bytes:
    return xls(({**_CELLS, (65_536, 256): 7.5}, "visible"))


@reads(_ROWS)
def an_xls_with_a_hidden_sheet_of_the_whole_grid() -> bytes:
    return xls(({(1, 1): 7.5, (65_536, 256): 7.5}, "hidden"), (_CELLS, "visible"))


@refused("all_hidden")
def an_xls_in_which_all_is_hidden() -> bytes:
    book = xls((_CELLS, "visible"), (_CELLS, "hidden"))
    name = book.index(b"\x06\x00Sheet1")
    return book[: name - 2] + b"\x02" + book[name - 1 :]


@refused("too_big")
def an_xls_with_a_diagonal_across_the_grid() -> bytes:
    return xls(({(n * 250, n): 7.5 for n in range(1, 250)}, "visible"))


@reads(_ROWS)
def an_xls_whose_dimensions_lie() -> bytes:
    book = xls((_CELLS, "visible"))
    declared = struct.pack("<HHLLHHH", 0x200, 14, 0, 2, 0, 2, 0)
    assert book.count(declared) == 1
    return book.replace(declared, struct.pack("<HHLLHHH", 0x200, 14, 0, 0xFFFFFFFF, 0, 0xFFFF, 0))


# --- xlsb


@reads(_ROWS)
def an_xlsb_whose_dimension_is_the_whole_grid() -> bytes:
    return xlsb((sheet_bin(*_PLAIN_BIN), "visible"))


@reads(_ROWS)
def an_xlsb_with_a_hidden_sheet_of_the_whole_grid() -> bytes:
    far = sheet_bin(row(1, number(1, 7.5)), row(1_048_576, number(16_384, 7.5)))
    return xlsb((far, "hidden"), (sheet_bin(*_PLAIN_BIN), "visible"))


@reads(_ROWS, far=("XFD1048576",))
def an_xlsb_with_a_cell_in_the_last_corner() -> bytes:
    return xlsb((sheet_bin(*_PLAIN_BIN, row(1_048_576, number(16_384, 7.5))), "visible"))


@reads([*_ROWS, [None, None]], merges=[(1, 1, 3, 2)], errors={(3, 1): "#DIV/0!"})
def an_xlsb_with_an_error_and_everything_merged() -> bytes:
    error = row(3, record(3, struct.pack("<LLB", 0, 0, 0x07)))
    merged = record(177, struct.pack("<L", 1)) + record(176, struct.pack("<4L", 0, 1_048_575, 0, 16_383)) + record(178)
    return xlsb((sheet_bin(*_PLAIN_BIN, error, after=merged), "visible"))


@refused("damaged")
def an_xlsb_whose_last_record_is_longer_than_the_part() -> bytes:
    return xlsb((sheet_bin(*_PLAIN_BIN) + b"\x05\x7f", "visible"))


@refused("damaged")
def an_xlsb_that_promises_four_thousand_million_strings() -> bytes:
    strings = record(159, struct.pack("<LL", 0xFFFFFFFF, 0xFFFFFFFF)) + record(19, b"\0" + text("Nama")) + record(160)
    return xlsb((sheet_bin(*_PLAIN_BIN), "visible"), strings=strings)


# --- ods

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
_ODS_ROWS = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Nama</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>Nilai</text:p></table:table-cell></table:table-row>'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Siti Aminah</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="80"><text:p>80</text:p></table:table-cell>'
    "</table:table-row>"
)
_SEVEN = '<table:table-cell {} office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>'
_STYLES = (
    '<office:automatic-styles><style:style style:name="h" style:family="table"><style:table-properties '
    'table:display="false"/></style:style></office:automatic-styles>'
)


def _ods(*sheets: tuple[str, str], prolog: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    tables = "".join(
        f'<table:table table:name="S{n}" table:style-name="{style}">{rows}</table:table>'
        for n, (rows, style) in enumerate(sheets)
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"{prolog}<office:document-content {_SPACES}>{_STYLES}{body}</office:document-content>"
    return zipped({"mimetype": _ODS, "META-INF/manifest.xml": "<m/>", "content.xml": content, **(more or {})})


@reads(PLAIN)
def an_ods_with_a_million_empty_rows() -> bytes:
    empty = (
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    return _ods((_ODS_ROWS + empty, ""))


@refused("too_big")
def an_ods_that_repeats_a_value_over_the_whole_grid() -> bytes:
    cell = _SEVEN.format('table:number-columns-repeated="16384"')
    return _ods((f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>', ""))


@reads(PLAIN)
def an_ods_with_a_hidden_sheet_of_the_whole_grid() -> bytes:
    cell = _SEVEN.format('table:number-columns-repeated="16384"')
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return _ods((rows, "h"), (_ODS_ROWS, ""))


@refused("xml_dtd")
def an_ods_with_entities() -> bytes:
    return _ods((_ODS_ROWS, ""), prolog='<!DOCTYPE x [<!ENTITY a "ha">]>')


@refused("password")
def an_ods_with_a_password() -> bytes:
    return _ods((_ODS_ROWS, ""), more={"META-INF/manifest.xml": "<manifest:encryption-data/>"})


@refused("other_document")
def an_open_document_text() -> bytes:
    return _ods((_ODS_ROWS, ""), more={"mimetype": "application/vnd.oasis.opendocument.text"})


@refused("all_hidden")
def an_ods_in_which_all_is_hidden() -> bytes:
    return _ods((_ODS_ROWS, "h"))


@refused("damaged")
def an_ods_that_breaks_off() -> bytes:
    return zipped({"mimetype": _ODS, "content.xml": "<office:document-content><table:table>" + _ODS_ROWS})
