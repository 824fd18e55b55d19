"""The list of problems for files whose cells cannot be marked."""

import zipfile
from io import BytesIO

from capaian.locale import texts
from capaian.problems import Problem, Severity
from capaian.reading import read_workbooks
from capaian.reports import problem_list_workbook
from tests.reports.tables import opened, rows

ID, EN = texts("id"), texts("en")
FOUND = [
    Problem("a", Severity.BLOCKS, "Sel {cell}: tertulis {read}.", "nilai.ods", "XI TKR 2", "F17", "=1+1"),
    Problem("b", Severity.ASK, "Kolom {cell}?", "nilai.ods", "XI TKR 2", "F"),
    Problem("c", Severity.REMARK, "Baris {row}.", "nilai.ods", "XI TKR 2", fields={"row": 4}),
    Problem("d", Severity.BLOCKS, "Kosong.", "nilai.ods"),
]


def test_one_row_a_problem_with_a_sign_and_a_word() -> None:
    sheet = opened(problem_list_workbook(FOUND, "nilai.ods", ID))["Masalah"]
    assert rows(sheet, 4, 8) == [
        ["Berkas", "Lembar", "Sel", "Tertulis", "Masalah", "Yang diminta"],
        ["nilai.ods", "XI TKR 2", "F17", "=1+1", "Sel F17: tertulis =1+1.", "✕ Harus diperbaiki"],
        ["nilai.ods", "XI TKR 2", "F", "", "Kolom F?", "? Perlu diperiksa"],
        ["nilai.ods", "XI TKR 2", "baris 4", "", "Baris 4.", "i Catatan"],
        ["nilai.ods", "", "", "", "Kosong.", "✕ Harus diperbaiki"],
    ]


def test_it_says_why_it_is_a_list() -> None:
    sheet = opened(problem_list_workbook(FOUND[:1], "nilai.ods", EN))["Problems"]
    assert [sheet["A1"].value, sheet["A2"].value] == ["1 problem", "nilai.ods"]
    assert sheet["A3"].value.startswith("Only .xlsx and .xlsm can be marked")


def test_nothing_in_it_can_run() -> None:
    with zipfile.ZipFile(BytesIO(problem_list_workbook(FOUND, '=HYPERLINK("http://x")', ID))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f" not in sheet
    assert b"hyperlink" not in sheet


def test_the_same_problems_give_the_same_bytes() -> None:
    assert problem_list_workbook(FOUND, "a.xls", ID) == problem_list_workbook(FOUND, "a.xls", ID)


def test_it_is_not_read_as_marks() -> None:
    assert read_workbooks([("masalah.xlsx", problem_list_workbook(FOUND, "a.xls", ID))]).blocked
