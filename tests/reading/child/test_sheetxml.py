import pytest

from capaian.reading.child import sheetxml
from capaian.reading.child.found import FoundSheet
from capaian.reading.child.refusal import Refusal
from capaian.reading.child.sheetxml import read_sheet_part


def looked_at(xml: str, *, chunks: int = 1, max_cells: int = 1_000) -> tuple[str, FoundSheet]:
    body = xml.encode()
    step = -(-len(body) // chunks)
    sheet = FoundSheet("Nilai")
    pieces = [body[at : at + step] for at in range(0, len(body), step)]
    return read_sheet_part(pieces, sheet, max_cells=max_cells).decode(), sheet


def sheet_of(rows: str) -> str:
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


def test_the_declared_dimension_is_struck_out():
    xml, _ = looked_at('<worksheet><dimension ref="A1:XFD9"/><sheetData></sheetData></worksheet>')
    assert xml == "<worksheet><sheetData></sheetData></worksheet>"


def test_blank_rows_between_written_ones_are_left_out_of_long_tails():
    blank = "".join(f'<row r="{n}" s="1"/>' for n in range(2, 200))
    xml, _ = looked_at(
        sheet_of(f'<row r="1"><c r="A1"><v>1</v></c></row>{blank}<row r="200"><c r="A200"><v>2</v></c></row>'),
        chunks=40,
    )
    assert xml.count("<row") < 40
    assert xml.count("<v>") == 2


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("large", [False, True])
def test_a_far_cell_is_taken_out_and_named(quote, prefix, large, monkeypatch):
    monkeypatch.setattr(sheetxml, "_SMALL", 0 if large else 1_000_000)
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9000"><c r="A9000"><v>2</v></c></row>'
    written = (
        sheet_of(rows).replace('"', quote).replace("</", "!").replace("<", f"<{prefix}").replace("!", f"</{prefix}")
    )
    xml, sheet = looked_at(written)
    assert sheet.far == [(9_000, 1)]
    assert "<" + prefix + "v>1" in xml
    assert "v>2" not in xml


@pytest.mark.parametrize("place", ["XFE1", "AAAA1", "A1048577", "A99999999999"])
def test_a_cell_beyond_the_grid_is_damage(place):
    with pytest.raises(Refusal) as refusal:
        looked_at(sheet_of(f'<row r="1"><c r="{place}"><v>1</v></c></row>'))
    assert refusal.value.code == "damaged"


@pytest.mark.parametrize(
    ("cell", "errors", "uncalculated"),
    [
        ('<c r="B2" t="e"><v>#REF!</v></c>', [(2, 2, "#REF!")], []),
        ('<c t="e" r="B2" s="3"><f>1/0</f><v>#DIV/0!</v></c>', [(2, 2, "#DIV/0!")], []),
        ('<c r="B2"><f>A1</f></c>', [], [(2, 2)]),
        ('<c r="B2" s="3"><f t="shared" si="0"/><v/></c>', [], [(2, 2)]),
        ('<c r="B2"><f>A1</f><v></v></c>', [], [(2, 2)]),
        ('<c r="B2"><f>A1</f><v>7</v></c>', [], []),
        ('<c r="B2" t="str"><f>A1</f><v></v></c>', [], []),
        ('<c r="B2"><v>7</v></c>', [], []),
    ],
)
def test_errors_and_formulas_without_value_are_named(cell, errors, uncalculated):
    _, sheet = looked_at(sheet_of(f'<row r="2">{cell}</row>'))
    assert (sheet.errors, sheet.uncalculated) == (errors, uncalculated)


def test_the_cells_of_a_large_sheet_are_measured_row_by_row(monkeypatch):
    monkeypatch.setattr(sheetxml, "_SMALL", 0)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="J{n}"><v>1</v></c></row>' for n in range(1, 101))
    assert looked_at(sheet_of(rows), max_cells=1_000)[1].far == []
    with pytest.raises(Refusal) as refusal:
        looked_at(sheet_of(rows), max_cells=999)
    assert refusal.value.code == "too_big"
