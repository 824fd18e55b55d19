import pytest

from capaian.reading.child.container import pack, read_directory
from capaian.reading.child.found import FoundSheet
from capaian.reading.child.opendocument import open_ods


def sheets_of(tables: str, *, styles: str = "", max_cells: int = 1_000) -> tuple[list[FoundSheet], bytes]:
    content = pack({"content.xml": f"<office:document-content>{styles}{tables}</office:document-content>".encode()})
    opened = open_ods(content, read_directory(content), max_cells=max_cells)
    return opened.sheets, opened.content


def table(rows: str, style: str = "ta1") -> str:
    return f'<table:table table:name="Nilai" table:style-name="{style}">{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(more: str = 'office:value-type="float" office:value="7"', shown: str = "7") -> str:
    return f"<table:table-cell {more}><text:p>{shown}</text:p></table:table-cell>"


EMPTY = '<table:table-cell table:number-columns-repeated="3"/>'


def test_errors_and_formulas_without_value_have_their_address():
    error = cell('table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"', "#DIV/0!")
    uncalculated = '<table:table-cell table:formula="of:=A1"/>'
    (sheet,), _ = sheets_of(table(row(EMPTY, more='table:number-rows-repeated="4"') + row(EMPTY, error, uncalculated)))
    assert sheet.errors == [(5, 4, "#DIV/0!")]
    assert sheet.uncalculated == [(5, 5)]


def test_merged_cells_are_told():
    merged = cell('office:value-type="string" table:number-columns-spanned="3" table:number-rows-spanned="2"', "Judul")
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    (sheet,), _ = sheets_of(table(row(EMPTY) + row(cell(), merged, covered, cell())))
    assert sheet.merges == [(2, 2, 3, 4)]


@pytest.mark.parametrize(("repeated", "why_not"), [(500, None), (501, "too_big")])
def test_a_repeated_row_counts_as_often_as_it_is_repeated(repeated, why_not):
    (sheet,), _ = sheets_of(table(row(cell(), cell(), more=f'table:number-rows-repeated="{repeated}"')))
    assert sheet.why_not == why_not


def test_a_hidden_sheet_is_emptied():
    hiding = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="ta2" style:family="table">{hiding}</style:style>'
    (shown, hidden), content = sheets_of(
        table(row(cell(shown="tampak"))) + table(row(cell(shown="sembunyi")), "ta2"), styles=styles
    )
    assert (shown.why_not, hidden.visibility, hidden.why_not) == (None, "hidden", "hidden")
    assert b"tampak" in content
    assert b"sembunyi" not in content
