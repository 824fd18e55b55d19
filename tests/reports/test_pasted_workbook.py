"""Cells pasted from Excel are read like a file, and nothing in them can run."""

import io

import openpyxl
import pytest

from capaian.problems import UnreadableFile
from capaian.reading import read_workbooks
from capaian.reports import pasted_workbook
from capaian.reports.pasted_workbook import LONGEST

CLASS = "No\tNISN\tNama\tTeknis sebelum\tTeknis sesudah\n" + "\n".join(
    f"{i}\t00781200{i:02}\t{name}\t{60 + i}\t{mark}"
    for i, (name, mark) in enumerate([("Ahmad Fauzan", "86,50"), ("Siti Norhaliza", "9"), ("Gusti Rahman", "860")], 1)
)


def cells(text: str) -> list[tuple]:
    book = openpyxl.load_workbook(io.BytesIO(pasted_workbook(text)))
    return list(book["Tempelan"].iter_rows(values_only=True))


def test_pasted_cells_go_through_the_same_reader_and_problems_name_their_place() -> None:
    reading = read_workbooks([("tempelan.xlsx", pasted_workbook(CLASS))])
    assert reading.students["nisn"].tolist() == ["0078120001", "0078120002", "0078120003"]
    after = reading.marks[reading.marks["phase"] == "after"]
    assert after[["score", "raw"]].to_numpy().tolist() == [[86.5, "86,50"], [9.0, "9"]]
    assert [(p.file, p.sheet, p.cell, p.read) for p in reading.problems if p.severity == "blocks"] == [
        ("tempelan.xlsx", "Tempelan", "E4", "860")
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", [("a", "b"), ("c", "d")]),
        ("=HYPERLINK(1)\t+1+1\n@x\t-5", [("=HYPERLINK(1)", "+1+1"), ("@x", "-5")]),
        ("007\t07\n7\t700", [("007", "07"), (7, 700)]),
        ("1000\t1.234\n86,5\t8/10", [("1000", "1.234"), ("86,5", "8/10")]),
        ('"dua\nbaris"\tb', [("dua\nbaris", "b")]),
        ('Ahmad "Udin"\tb', [('Ahmad "Udin"', "b")]),
        ('"terbuka\tb\nc\td', [('"terbuka', "b"), ("c", "d")]),
        ("a\t\tc", [("a", None, "c")]),
        ("<b>x</b>\t&amp;", [("<b>x</b>", "&amp;")]),
    ],
)
def test_what_was_copied_is_what_stands_in_the_cells(text: str, rows: list[tuple]) -> None:
    assert cells(text) == rows
    book = openpyxl.load_workbook(io.BytesIO(pasted_workbook(text)))
    assert all(cell.data_type != "f" for row in book["Tempelan"].iter_rows() for cell in row)


def test_the_same_cells_are_the_same_bytes() -> None:
    assert pasted_workbook(CLASS) == pasted_workbook(CLASS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "paste_no_cells"),
        ("  \n \n", "paste_no_cells"),
        ("Ahmad\nSiti", "paste_no_cells"),
        ("a\tb\n" + "x" * 40_000 + "\tc", "paste_too_long"),
        ("\t" * 20_000, "paste_too_long"),
        ("x" * (LONGEST + 1), "paste_too_long"),
    ],
)
def test_what_is_no_copied_table_says_so(text: str, code: str) -> None:
    with pytest.raises(UnreadableFile) as told:
        pasted_workbook(text)
    assert told.value.code == code
