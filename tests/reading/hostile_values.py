"""Missing parts, and values that are no marks: read with a note of what they are."""

import math

from tests.reading.hostile import (
    PLAIN,
    ROWS,
    parts,
    reads,
    refused,
    relationships,
    sheet_xml,
    strings_xml,
    xlsx,
    zipped,
)


def _number(place: str, more: str = "", value: str = "7") -> str:
    return f'<c r="{place}" {more}><v>{value}</v></c>'


def _row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


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
