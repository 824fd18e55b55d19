"""From bytes to marks, through the child process."""

import io
import json

import pytest
import xlsxwriter

from capaian.locale import texts
from capaian.problems import PROBLEM_LIST_STAMP
from capaian.reading import read_workbooks, reading_to_json
from capaian.scores import SCORE_COLUMNS
from tests.sheets import book


def xlsx(rows, *, name="Nilai", merges=()):
    """A workbook of one sheet."""
    content = io.BytesIO()
    made = xlsxwriter.Workbook(content, {"in_memory": True})
    page = made.add_worksheet(name)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value is not None:
                page.write(i, j, value)
    for place, text in merges:
        page.merge_range(place, text)
    made.close()
    return content.getvalue()


@pytest.fixture(scope="module")
def reading():
    with_heads = xlsx(
        [
            ["No", "NISN", "Nama", None, None],
            [None, None, None, "SEBELUM", "SESUDAH"],
            [1, "0051234567", "Noor Aini", 55, "80,5"],
            [2, "0051234568", "Muh. Rizky", "sakit", 860],
        ],
        name="Teknis",
        merges=[("D1:E1", "Persiapan")],
    )
    return read_workbooks(
        [("form.xlsx", with_heads), ("halo.xlsx", b"halo"), ("~$form.xlsx", b"\x05Guru" + b" " * 160)]
    )


def test_every_file_answers_for_itself(reading):
    assert [(f.file, f.status) for f in reading.files] == [
        ("form.xlsx", "ok"),
        ("halo.xlsx", "refused"),
        ("~$form.xlsx", "refused"),
    ]
    assert len({f.reason for f in reading.files}) == 3
    assert len(reading.files[0].sha256) == 64


def test_marks_carry_their_source_and_what_was_written(reading):
    marks = reading.marks[["student", "aspect", "criterion", "phase", "score", "raw", "state", "source"]].astype(object)
    rows = [tuple(None if v != v else v for v in row) for row in marks.itertuples(index=False)]
    assert rows == [
        (0, "teknis", "Persiapan", "before", 55.0, "55", "present", "form.xlsx!Teknis!D3"),
        (1, "teknis", "Persiapan", "before", None, "sakit", "did_not_sit", "form.xlsx!Teknis!D4"),
        (0, "teknis", "Persiapan", "after", 80.5, "80,5", "present", "form.xlsx!Teknis!E3"),
    ]


def test_a_mark_outside_the_scale_is_a_problem_with_its_cell_and_blocks(reading):
    (blocking,) = [p for p in reading.problems if p.file == "form.xlsx" and p.severity == "blocks"]
    assert (blocking.code, blocking.sheet, blocking.cell, blocking.read) == ("out_of_scale", "Teknis", "E4", "860")
    assert blocking.message(texts("id")) == "Lembar Teknis, sel E4: tertulis 860. Nilai harus 0–100."
    assert blocking.message(texts("en")) == "Sheet Teknis, cell E4: 860 is written there. Marks must be 0–100."
    assert reading.blocked


def test_the_nisn_keeps_its_zeros(reading):
    assert reading.students["nisn"].tolist() == ["0051234567", "0051234568"]


def test_the_contract_keeps_its_keys_and_their_order(reading):
    told = reading_to_json(reading, texts("id"))
    file = told["files"][0]
    assert list(told) == ["files"]
    assert list(file) == ["file", "status", "reason", "message", "sheets", "tables", "problems"]
    assert file["sheets"] == [{"name": "Teknis", "visibility": "visible", "read": True}]
    assert list(file["tables"][0]) == [
        "sheet",
        "header_rows",
        "first_row",
        "last_row",
        "students",
        "student_rows",
        "name_column",
        "id_columns",
        "class",
        "columns",
        "ignored_rows",
    ]
    assert file["tables"][0]["columns"][3] == {
        "column": "D",
        "heading": "Persiapan SEBELUM",
        "role": "score",
        "aspect": "teknis",
        "phase": "before",
        "criterion": "Persiapan",
        "scale": {"min": 0, "max": 100},
        "present": 1,
        "missing": 0,
        "did_not_sit": 1,
    }
    assert list(file["problems"][0]) == ["code", "severity", "sheet", "cell", "read", "message"]
    assert told["files"][1]["message"].startswith("Isi berkas ini bukan Excel")


def test_scores_are_the_long_table(reading):
    scores = reading.scores(to_100=True)
    assert tuple(scores.columns) == SCORE_COLUMNS
    assert scores["cohort"].tolist() == [0, 0, 0]


def test_no_file_is_no_table_and_nothing_can_be_saved():
    nothing = read_workbooks([])
    assert nothing.blocked
    assert nothing.marks.empty
    assert nothing.students.empty
    assert nothing.scores(to_100=False).empty


def test_a_blank_workbook_says_so():
    refused = read_workbooks([("kosong.xlsx", xlsx([]))]).files[0]
    assert refused.status == "refused"
    assert refused.message is not None


def test_our_own_list_of_problems_is_no_sheet_of_the_teachers():
    marks = [("No", "Nama", "Pretest"), (1, "Rina Wati", 50), (2, "Budi Santoso", 60)]
    alone = read_workbooks([("a.xlsx", book({"Nilai": marks}))])
    listed = read_workbooks([("a.xlsx", book({"Nilai": marks, "Masalah": [(PROBLEM_LIST_STAMP,), *marks]}))])
    elsewhere = read_workbooks([("a.xlsx", book({"Nilai": marks, "Lain": [("", PROBLEM_LIST_STAMP), *marks]}))])
    assert listed.files[0].sheets == alone.files[0].sheets
    assert listed.marks.equals(alone.marks)
    assert [sheet.name for sheet in elsewhere.files[0].sheets] == ["Nilai", "Lain"]


@pytest.mark.parametrize("content", [b"", b"bukan buku kerja", xlsx([("Nama", "Pretest"), ("Rina Wati", 50)])])
def test_a_file_name_that_cannot_be_decoded_is_shown_with_a_sign_and_hurts_nobody(content):
    read = read_workbooks([("nilai_\udcff\ud800.xlsx", content)])
    told = json.dumps(reading_to_json(read, texts("id")), ensure_ascii=False).encode()
    assert "nilai_��.xlsx" in told.decode()
    assert set(read.marks["file"]) <= {"nilai_��.xlsx"}


def test_whoever_waits_is_told_which_file_is_read():
    told = []
    files = [("satu.xlsx", b"x"), ("dua.xlsx", b"y")]
    read_workbooks(files, tell=lambda at, name: told.append((at, name)))
    assert told == [(0, "satu.xlsx"), (1, "dua.xlsx")]
