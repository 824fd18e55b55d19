"""Cells get their style where they stand; cells that do not stand there yet are made in their place."""

import pytest

from capaian.problems import UnreadableFile
from capaian.reports.marked_cells import MarkedSheet, cell_of, place_of


def marked(xml: str, *cells: str) -> str:
    places = [place for cell in cells if (place := place_of(cell))]
    sheet = MarkedSheet(xml.encode(), places, unmarked=lambda _, style: style, marked=lambda style: style + 90)
    return sheet.written().decode()


@pytest.mark.parametrize(
    ("cell", "place"),
    [("F17", (17, 6)), ("A1", (1, 1)), ("XFD1048576", (1_048_576, 16_384)), ("XFE1", None), ("A1048577", None),
     ("F", None), ("17", None), ("A0", None), ("f1", None), ("A1:B2", None), ("$A$1", None), (None, None), ("", None)],
)  # fmt: skip
def test_an_address_is_one_cell_of_excels_grid(cell: str | None, place: tuple[int, int] | None) -> None:
    assert place_of(cell) == place
    assert place is None or cell_of(place) == cell


@pytest.mark.parametrize(
    ("rows", "cells", "new"),
    [
        ('<row r="2"><c r="B2" s="3" t="s"><v>1</v></c></row>', "B2",
         '<row r="2"><c r="B2" s="93" t="s"><v>1</v></c></row>'),
        ('<row r="2"><c r="B2"><f>A1+1</f><v>2</v></c></row>', "B2",
         '<row r="2"><c r="B2" s="90"><f>A1+1</f><v>2</v></c></row>'),
        ("<row r='2'><c r='B2' s='3' /></row>", "B2", "<row r='2'><c r='B2' s=\"93\" /></row>"),
        ('<row r="2"><c r="A2"/><c r="D2"/></row>', "B2 C2 E2",
         '<row r="2"><c r="A2"/><c r="B2" s="90"/><c r="C2" s="90"/><c r="D2"/><c r="E2" s="95"/></row>'),
        ('<row r="2" spans="1:2"/>', "B2", '<row r="2"><c r="B2" s="90"/></row>'),
        ('<row r="2" spans="1:2"><c r="A2"/></row>', "C2", '<row r="2"><c r="A2"/><c r="C2" s="90"/></row>'),
        ('<row r="2" spans="1:2"><c r="A2"/></row>', "B2",
         '<row r="2" spans="1:2"><c r="A2"/><c r="B2" s="90"/></row>'),
        ('<row r="4"/>', "A3 B5", '<row r="3"><c r="A3" s="90"/></row><row r="4"/><row r="5"><c r="B5" s="90"/></row>'),
        ('<row r="2" s="7" customFormat="1"/>', "A2", '<row r="2" s="7" customFormat="1"><c r="A2" s="97"/></row>'),
        ('<row r="2" s="7"/>', "E2", '<row r="2" s="7"><c r="E2" s="95"/></row>'),
        ("<row><c/></row><row><c/><c/></row>", "B2", '<row><c/></row><row><c/><c s="90"/></row>'),
        ("", "B2", '<row r="2"><c r="B2" s="90"/></row>'),
        ('<!-- <c r="B2"> --><row r="2"><c r="B2"/></row>', "B2",
         '<!-- <c r="B2"> --><row r="2"><c r="B2" s="90"/></row>'),
    ],
)  # fmt: skip
def test_only_the_style_of_the_cell_changes(rows: str, cells: str, new: str) -> None:
    sheet = '<worksheet xmlns="a"><cols><col min="5" max="6" style="5"/></cols><sheetData>{}</sheetData></worksheet>'
    assert marked(sheet.format(rows), *cells.split()) == sheet.format(new)


def test_an_empty_sheet_is_opened() -> None:
    new = '<x:sheetData><x:row r="1"><x:c r="A1" s="90"/></x:row></x:sheetData>'
    assert marked('<x:worksheet xmlns:x="a"><x:sheetData/></x:worksheet>', "A1") == (
        f'<x:worksheet xmlns:x="a">{new}</x:worksheet>'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<sheetData/>", "<tableParts/><extLst/>"),
        ("<sheetData></sheetData><pageMargins/><drawing i='1'/>", "<legacyDrawingHF/><tableParts/>"),
        ("<sheetData/><conditionalFormatting><cfRule/></conditionalFormatting>", ""),
        ("<sheetData/><headerFooter><oddHeader>a</oddHeader></headerFooter>", "<b:AlternateContent xmlns:b='b'/>"),
        ("<sheetData/><drawing/>", "<oleObjects><drawing/></oleObjects>"),
    ],
)
def test_notes_are_drawn_where_the_schema_wants_it(before: str, after: str) -> None:
    xml = f'<worksheet xmlns="a">{before}{after}</worksheet>'
    sheet = MarkedSheet(xml.encode(), [], unmarked=lambda _, style: style, marked=lambda style: style)
    assert sheet.written(drawing="rId5", types="t").decode() == (
        f'<worksheet xmlns="a">{before}<legacyDrawing xmlns:r="t" r:id="rId5"/>{after}</worksheet>'
    )


def test_a_sheet_without_rows_for_its_cells_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        marked('<worksheet xmlns="a"/>', "A1")


def test_an_earlier_mark_is_taken_off() -> None:
    xml = b'<worksheet xmlns="a"><sheetData><row r="1"><c r="A1" s="9"/><c r="B1" s="9"/></row></sheetData></worksheet>'
    sheet = MarkedSheet(xml, [(1, 2)], unmarked=lambda place, _: place[1], marked=lambda style: style + 90)
    assert b'<c r="A1" s="1"/><c r="B1" s="92"/>' in sheet.written()
    assert sheet.styles == {(1, 2): (2, 92)}
