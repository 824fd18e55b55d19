"""Hostile in the XML of an xlsx: lies about size, far cells, entities, encodings."""

from tests.reading.hostile import (
    PLAIN,
    ROWS,
    STYLES,
    parts,
    reads,
    refused,
    sheet_xml,
    strings_xml,
    workbook_xml,
    xlsx,
    zipped,
)

_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _number(place: str, more: str = "", value: str = "7") -> str:
    return f'<c r="{place}" {more}><v>{value}</v></c>'


def _row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


# --- lies about size


@reads(PLAIN)
def a_dimension_smaller_than_the_sheet() -> bytes:
    return xlsx(sheet_xml(before='<dimension ref="A1:A1"/>'))


@reads(PLAIN)
def a_dimension_of_the_whole_grid() -> bytes:
    return xlsx(sheet_xml(before='<dimension ref="A1:XFD1048576"/>'))


@reads(PLAIN)
def four_thousand_million_styles_promised() -> bytes:
    return xlsx(styles=STYLES.replace('count="2"', 'count="4294967295"'))


@reads(PLAIN, merges=[(1, 1, 2, 2)])
def the_whole_grid_merged() -> bytes:
    return xlsx(sheet_xml(after='<mergeCells count="4294967295"><mergeCell ref="A1:XFD1048576"/></mergeCells>'))


@reads(PLAIN)
def fifty_thousand_merges_below_the_table() -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(10, 50_010))
    return xlsx(sheet_xml(after=f"<mergeCells>{merges}</mergeCells>"))


# --- cells far away


@reads(PLAIN, far=("XFD1048576",))
def one_cell_in_the_last_corner() -> bytes:
    return xlsx(sheet_xml(ROWS + _row(1_048_576, _number("XFD1048576"))))


@reads(PLAIN, far=("A1048576",))
def one_cell_in_the_last_row() -> bytes:
    return xlsx(sheet_xml(ROWS + _row(1_048_576, _number("A1048576"))))


@reads(PLAIN, far=("XFD1", "A1048576"))
def cells_at_both_ends() -> bytes:
    first, second = ROWS.split("</row>")[:2]
    return xlsx(sheet_xml(f"{first}{_number('XFD1')}</row>{second}</row>{_row(1_048_576, _number('A1048576'))}"))


@reads(PLAIN)
def a_hidden_sheet_with_a_cell_in_the_last_row() -> bytes:
    return xlsx(sheet_xml(_row(1_048_576, _number("XFD1048576"))), sheet_xml(), states=('state="hidden"', ""))


@reads(PLAIN)
def a_very_hidden_sheet_of_rubbish() -> bytes:
    return xlsx("<worksheet><sheetData><row", sheet_xml(), states=('state="veryHidden"', ""))


@reads(PLAIN)
def a_hundred_thousand_styled_empty_rows() -> bytes:
    tail = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(3, 100_000))
    return xlsx(sheet_xml(ROWS + tail))


@reads(PLAIN)
def styled_empty_cells_to_the_last_column() -> bytes:
    tail = "".join(_row(n, f'<c r="A{n}" s="1"/><c r="XFD{n}" s="1"/>') for n in range(3, 1_000))
    return xlsx(sheet_xml(ROWS + tail))


@refused("too_big")
def a_diagonal_across_the_grid() -> bytes:
    columns = [chr(65 + a) + chr(65 + b) for a in range(26) for b in range(26)]
    return xlsx(sheet_xml("".join(_row(n * 90, _number(f"{column}{n * 90}")) for n, column in enumerate(columns, 1))))


@refused("too_big")
def a_full_table_of_a_million_and_more_cells() -> bytes:
    cells = "".join(f"<c><v>{n % 100}</v></c>" for n in range(500))
    return xlsx(sheet_xml(f"<row>{cells}</row>" * 2_100))


@refused("damaged")
def a_cell_beyond_the_grid() -> bytes:
    return xlsx(sheet_xml(_row(1, _number("ZZZZZZ1"))))


@refused("damaged")
def a_row_number_of_twenty_digits() -> bytes:
    return xlsx(sheet_xml('<row r="99999999999999999999"><c r="A99999999999999999999"><v>7</v></c></row>'))


# --- entities and encodings


@refused("xml_dtd")
def entities_in_the_workbook_part() -> bytes:
    return xlsx(workbook=_LAUGHS + workbook_xml(("Nilai", "")))


@refused("xml_dtd")
def entities_in_the_sheet() -> bytes:
    return xlsx(_LAUGHS + sheet_xml())


@refused("xml_dtd")
def an_outside_entity_in_the_strings() -> bytes:
    return xlsx(sharedStrings='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + strings_xml("&a;"))


@refused("xml_encoding")
def a_sheet_in_utf_16() -> bytes:
    return zipped({**parts(), "xl/worksheets/sheet1.xml": sheet_xml().encode("utf-16")})


@refused("xml_encoding")
def entities_in_utf_16_in_the_workbook_part() -> bytes:
    return xlsx(workbook=(_LAUGHS + workbook_xml(("Nilai", ""))).encode("utf-16"))


@refused("xml_encoding")
def a_sheet_that_says_it_is_utf_7() -> bytes:
    return xlsx("<?xml version='1.0' encoding='utf-7'?>" + sheet_xml())


@reads(PLAIN)
def a_sheet_with_a_byte_order_mark() -> bytes:
    return xlsx("\ufeff<?xml version='1.0' encoding='UTF-8'?>" + sheet_xml())


# --- XML made to be slow


@reads(PLAIN)
def an_element_with_a_million_attributes() -> bytes:
    many = " ".join(f'a{n}="1"' for n in range(200_000))
    return xlsx(sheet_xml(before=f"<sheetPr {many}/>"))


@reads(PLAIN)
def a_hundred_thousand_elements_in_each_other() -> bytes:
    return xlsx(sheet_xml(after="<ext>" * 100_000 + "</ext>" * 100_000))


@refused("damaged")
def cells_that_open_and_never_close() -> bytes:
    return xlsx(sheet_xml("<row>" + '<c r="A1"' * 200_000))


@refused("damaged")
def a_sheet_that_breaks_off() -> bytes:
    return xlsx(sheet_xml()[:-60])


@reads(PLAIN)
def three_hundred_thousand_styles() -> bytes:
    return xlsx(styles=STYLES.replace('<xf numFmtId="0"/>', '<xf numFmtId="0"/>' * 300_000))
