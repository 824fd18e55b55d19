import datetime
import io
import os

import pytest
import xlsxwriter
import xlwt

from capaian.problems import UnreadableFile
from capaian.reading.cells import Workbook
from capaian.reading.limits import Limits
from capaian.reading.workbook import read_workbook
from tests.reading.binary_books import number, row, sheet_bin, small_xls, words, xls, xlsb
from tests.reading.hostile import ROWS, sheet_xml, xlsx

LIMITS = Limits(seconds=120)


def read(content: bytes, limits: Limits = LIMITS) -> Workbook:
    return read_workbook("nilai.xlsx", content, limits)


def typed_xlsx() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("Nilai XI")
        sheet.write_string("C4", "0051234567")
        sheet.write_string("D4", "  85,5 ")
        sheet.write_number("E4", 86.7333333333333)
        sheet.write_boolean("F4", boolean=True)
        sheet.write_number("G4", 46_150, book.add_format({"num_format": "d mmm"}))
        sheet.write_number("H4", (83 + 55 / 60) / 24, book.add_format({"num_format": "[h]:mm"}))
        sheet.write_number("I4", 8.5 / 24, book.add_format({"num_format": "hh:mm"}))
        sheet.merge_range("C2:E2", "DAFTAR NILAI")
    return target.getvalue()


def test_every_cell_keeps_its_kind_and_its_address():
    sheet = read(typed_xlsx()).sheets[0]
    assert (sheet.name, sheet.first_row, sheet.first_column) == ("Nilai XI", 2, 3)
    assert sheet.cell(2, 3) == "DAFTAR NILAI"
    assert sheet.rows[2] == [
        "0051234567",
        "  85,5 ",
        86.7333333333333,
        True,
        datetime.date(2026, 5, 8),
        datetime.timedelta(hours=83, minutes=55),
        datetime.time(8, 30),
    ]
    assert sheet.merges == [(2, 3, 2, 5)]


def test_every_row_of_a_sheet_has_the_same_length():
    rows = read(xlsx(sheet_xml(ROWS + '<row r="5"><c r="E5"><v>1</v></c></row>'))).sheets[0].rows
    assert [len(cells) for cells in rows] == [5] * 5


CELLS: dict[tuple[int, int], object] = {(2, 2): "Nama", (2, 3): "Nilai", (3, 2): "Nor Hidayah", (3, 3): 77.5}
BIN = sheet_bin(row(2, words(2, "Nama"), words(3, "Nilai")), row(3, words(2, "Nor Hidayah"), number(3, 77.5)))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("xls", xls((CELLS, "visible"), (CELLS, "hidden"), (CELLS, "very_hidden"))),
        ("xls", small_xls(xls((CELLS, "visible"), (CELLS, "hidden"), (CELLS, "very_hidden")))),
        ("xlsb", xlsb((BIN, "visible"), (BIN, "hidden"), (BIN, "very_hidden"))),
    ],
    ids=["xls", "xls-in-small-sectors", "xlsb"],
)
def test_the_binary_formats_read_like_the_others(kind, content):
    book = read(content)
    assert book.format == kind
    assert [sheet.visibility for sheet in book.sheets] == ["visible", "hidden", "very_hidden"]
    assert [sheet.read for sheet in book.sheets] == [True, False, False]
    assert (book.sheets[0].first_row, book.sheets[0].first_column) == (2, 2)
    assert book.sheets[0].rows == [["Nama", "Nilai"], ["Nor Hidayah", 77.5]]


def test_an_xls_tells_its_merges_as_far_as_cells_are_written():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Nilai")
    sheet.write_merge(0, 0, 1, 3, "Judul")
    sheet.write(1, 2, "Nama")
    target = io.BytesIO()
    book.save(target)
    assert read(target.getvalue()).sheets[0].merges == [(1, 2, 1, 3)]


def test_a_hidden_sheet_is_listed_and_not_read():
    hidden = read(xlsx(sheet_xml(), sheet_xml(), states=("", 'state="hidden"'))).sheets[1]
    assert (hidden.name, hidden.visibility, hidden.read, hidden.why_not, hidden.rows) == (
        "Sheet2", "hidden", False, "hidden", [],
    )  # fmt: skip


def test_a_sheet_beyond_the_cap_is_named_and_the_others_are_read():
    large = sheet_xml("".join(f"<row><c><v>{n}</v></c><c><v>1</v></c></row>" for n in range(600)))
    book = read(xlsx(sheet_xml(), large), Limits(max_cells=1_000, seconds=120))
    assert [(sheet.read, sheet.why_not) for sheet in book.sheets] == [(True, None), (False, "too_big")]


def test_a_sheet_that_is_exactly_at_the_cap_is_read():
    exact = sheet_xml("".join(f"<row><c><v>{n}</v></c><c><v>1</v></c></row>" for n in range(500)))
    assert len(read(xlsx(exact), Limits(max_cells=1_000, seconds=120)).sheets[0].rows) == 500


def test_a_damaged_sheet_is_named_and_the_others_are_read():
    book = read(xlsx(sheet_xml()[:-60], sheet_xml()))
    assert [(sheet.read, sheet.why_not) for sheet in book.sheets] == [(False, "damaged"), (True, None)]


def test_an_empty_sheet_is_read_and_holds_nothing():
    assert read(xlsx(sheet_xml(""))).sheets[0].rows == []


def test_a_file_too_large_for_the_memory_is_refused_and_the_parent_lives_on():
    rng = "".join(f"<row>{''.join(f'<c><v>{n}.{c}</v></c>' for c in range(50))}</row>" for n in range(8_000))
    with pytest.raises(UnreadableFile) as refusal:
        read(xlsx(sheet_xml(rng)), Limits(memory_mb=40, seconds=120))
    assert refusal.value.code == "memory"


def test_lock_files_are_known_by_their_name():
    with pytest.raises(UnreadableFile) as refusal:
        read_workbook("~$nilai.xlsx", os.urandom(165), Limits())
    assert refusal.value.code == "lock_file"
