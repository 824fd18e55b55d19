"""Hostile in the XML of an xlsx: lies about size, far cells, entities, encodings, odd values."""

import math

from tests.reading.hostile import (
    PLAIN,
    ROWS,
    STYLES,
    parts,
    reads,
    refused,
    relationships,
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
def two_hundred_thousand_merges_below_the_table() -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(10, 200_010))
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
def a_million_styled_empty_rows() -> bytes:
    tail = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(3, 300_000))
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


# --- parts that are not there


@refused("damaged")
def the_sheet_is_missing() -> bytes:
    made = parts()
    del made["xl/worksheets/sheet1.xml"]
    return zipped(made)


@reads(PLAIN)
def the_second_sheet_is_missing() -> bytes:
    made = parts(sheet_xml(), sheet_xml())
    del made["xl/worksheets/sheet2.xml"]
    return zipped(made)


@refused("damaged")
def texts_that_are_not_among_the_strings() -> bytes:
    return xlsx(sharedStrings=strings_xml("Nama"))


@refused("all_hidden")
def every_sheet_hidden() -> bytes:
    return xlsx(sheet_xml(), sheet_xml(), states=('state="hidden"', 'state="veryHidden"'))


@refused("not_a_table")
def only_a_chart() -> bytes:
    made = parts()
    made["xl/_rels/workbook.xml.rels"] = relationships(("r1", "chartsheet", "worksheets/sheet1.xml"))
    return zipped(made)


# --- values that are no marks, and say so


@reads([[math.inf, -math.inf, math.nan]])
def numbers_that_are_none() -> bytes:
    return xlsx(
        sheet_xml(_row(1, _number("A1", value="1e999"), _number("B1", value="-inf"), _number("C1", value="NaN")))
    )


@reads([["a\0b", "c\x07d"]])
def control_characters_in_names() -> bytes:
    return xlsx(sheet_xml(_row(1, _text("A1", "a_x0000_b"), _text("B1", "c_x0007_d"))))


@reads([[3.0]], first_column=3, uncalculated=frozenset({(1, 1), (1, 2)}))
def formulas_that_were_never_calculated() -> bytes:
    cells = '<c r="A1"><f>SUM(C1)</f></c><c r="B1"><f>C1</f><v></v></c><c r="C1"><f>1+2</f><v>3</v></c>'
    return xlsx(sheet_xml(_row(1, cells)))


@reads([["x", None, None]], errors={(1, 2): "#DIV/0!", (1, 3): "#N/A"})
def errors_of_excel() -> bytes:
    errors = '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1" t="e"><v>#N/A</v></c>'
    return xlsx(sheet_xml(_row(1, _text("A1", "x"), errors)))


@reads([["x", None]], uncalculated=frozenset())
def a_formula_whose_result_is_an_empty_text() -> bytes:
    return xlsx(sheet_xml(_row(1, _text("A1", "x"), '<c r="B1" t="str"><f>""</f><v></v></c>')))


@reads(PLAIN)
def cells_without_a_place() -> bytes:
    bare = ROWS
    for place in ("A1", "B1", "A2", "B2"):
        bare = bare.replace(f' r="{place}"', "")
    return xlsx(sheet_xml(bare.replace(' r="1"', "").replace(' r="2"', "")))


@reads(PLAIN, far=("A1048576",))
def elements_with_a_prefix() -> bytes:
    plain = sheet_xml(ROWS + _row(1_048_576, _number("A1048576")))
    return xlsx(plain.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x="))


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
