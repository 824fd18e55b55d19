"""The form: what a teacher may fill, and that it reads back without a question."""

import datetime
import io
import zipfile
from typing import Any

import pandas as pd
import pytest

from capaian.locale import texts
from capaian.reading import read_workbooks
from capaian.reports import FormColumn, form_workbook
from capaian.scores import Scale
from tests.reports.tables import ROSTER, opened, rows, scores

ID, EN = texts("id"), texts("en")
CRITERIA = {"kognitif": [], "teknis": ["Persiapan", "Hasil kerja"]}


def form(**changed: Any) -> bytes:
    values = {"school": "SMK Contoh", "cohort_name": "Las 2026", "roster": ROSTER, "criteria": CRITERIA, "t": ID}
    return form_workbook(**{**values, **changed})


@pytest.mark.parametrize(
    ("t", "names"), [(ID, ["Kognitif", "Teknis", "Petunjuk"]), (EN, ["Cognitive", "Technical", "Instructions"])]
)
def test_one_sheet_an_aspect_and_the_instructions(t, names: list[str]) -> None:
    assert opened(form(t=t)).sheetnames == names


def test_each_criterion_has_before_and_after_under_it() -> None:
    sheet = opened(form())["Teknis"]
    upper, lower = rows(sheet, 4, 5)
    assert upper == ["No", "NISN", "NIS", "Nama", "Kelas", "Persiapan", None, "Hasil kerja", None]
    assert lower == [None] * 5 + ["SEBELUM", "SESUDAH"] * 2
    assert {"F4:G4", "H4:I4", "A4:A5"} <= {str(merged) for merged in sheet.merged_cells.ranges}


def test_an_aspect_without_criteria_has_one_pair() -> None:
    assert rows(opened(form())["Kognitif"], 4, 5)[0][5:] == ["Kognitif", None]


def test_the_roster_stands_in_it_with_its_zeros() -> None:
    sheet = opened(form())["Teknis"]
    assert rows(sheet, 6, 6)[0][:5] == [1, "0078120040", "24101", '=HYPERLINK("http://x","y")', "XI TKR 1"]
    assert (sheet["B6"].data_type, sheet["D6"].data_type) == ("s", "s")


def test_only_mark_cells_are_open() -> None:
    sheet = opened(form())["Teknis"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert [sheet[place].protection.locked for place in ("A6", "B6", "D6", "F4", "F5", "F6", "I10")] == [True] * 5 + [
        False
    ] * 2


def test_excel_itself_refuses_what_is_no_mark() -> None:
    (check,) = opened(form(scale_max=4))["Teknis"].data_validations.dataValidation
    assert (check.type, check.operator or "between") == ("decimal", "between")
    assert (check.formula1, check.formula2) == ("0", "4")
    assert str(check.sqref) == "F6:I10"
    assert check.error == "Tulis angka dari 0 sampai 4, atau kosongkan bila belum dinilai."


def test_marks_so_far_are_filled_in() -> None:
    sheet = opened(form(marks=scores()))["Teknis"]
    assert [line[5:] for line in rows(sheet, 6, 8)] == [[50, 80, 60, 90], [60, 70.5, 61, 70], [55, None, 66, None]]


def test_without_a_roster_names_can_be_typed() -> None:
    sheet = opened(form(roster=ROSTER.iloc[:0]))["Teknis"]
    assert sheet["A41"].value == 36
    assert not sheet["D41"].protection.locked
    assert sheet["A41"].protection.locked
    assert str(sheet.data_validations.dataValidation[0].sqref) == "F6:I41"


def test_a_name_cannot_run_as_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(form())) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_the_same_form_gives_the_same_bytes() -> None:
    assert form() == form()


@pytest.mark.parametrize("t", [ID, EN], ids=["id", "en"])
def test_a_filled_form_reads_back_without_a_question(t) -> None:
    reading = read_workbooks([("formulir.xlsx", form(t=t, marks=scores()))])
    present = reading.marks[reading.marks["score"].notna()]
    wanted = scores()[scores()["aspect"] == "teknis"]
    assert [problem for problem in reading.problems if problem.severity != "remark"] == []
    key = ["aspect", "criterion", "phase", "score"]
    assert sorted(map(tuple, present[key].to_numpy().tolist())) == sorted(map(tuple, wanted[key].to_numpy().tolist()))
    assert set(reading.students["nisn"]) == set(ROSTER["nisn"])


@pytest.mark.parametrize(("t", "sheet"), [(ID, "Kognitif"), (EN, "Cognitive")], ids=["id", "en"])
def test_a_sheet_that_was_given_another_name_is_still_the_aspect_as_a_whole(t, sheet: str) -> None:
    made_at = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
    book = opened(form(t=t, made_at=made_at, cohort_id=3))
    book[sheet].cell(6, 6, 71)
    book[sheet].title = "Pak Tamrin"
    stream = io.BytesIO()
    book.save(stream)
    marks = read_workbooks([("formulir.xlsx", stream.getvalue())]).marks
    told = marks[marks["score"].notna()][["aspect", "criterion", "phase", "score"]]
    assert told.to_numpy().tolist() == [["kognitif", "", "before", 71.0]]


LEVELS = FormColumn("Disiplin", Scale(1, 4), "lowest_to_highest", ("kurang", "cukup", "baik", "amat baik"))
ERRORS = FormColumn("Kesalahan", Scale(0, 20))


def test_a_criterion_on_levels_is_filled_and_read_back_on_its_own_scale() -> None:
    marks = pd.DataFrame(
        {"student": [1, 2, 1], "aspect": "karakter", "criterion": ["Disiplin", "Disiplin", "Kesalahan"],
         "phase": ["before", "before", "after"], "score": [0.0, 100 / 3, 25.0], "state": "present"}
    )  # fmt: skip
    made_at = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
    content = form(criteria={"karakter": [LEVELS, ERRORS]}, marks=marks, made_at=made_at, cohort_id=3)
    read = read_workbooks([("formulir.xlsx", content)]).marks
    told = read[read["score"].notna()][["criterion", "phase", "score", "scale_min", "scale_max"]]
    assert sorted(told.itertuples(index=False, name=None)) == [
        ("Disiplin", "before", 1, 1, 4),
        ("Disiplin", "before", 2, 1, 4),
        ("Kesalahan", "after", 5, 0, 20),
    ]


def test_the_words_of_the_levels_stand_in_the_instructions() -> None:
    book = opened(form(criteria={"karakter": [LEVELS, ERRORS]}))
    words = [row[1].value for row in book["Petunjuk"].iter_rows() if row[1].value]
    assert "Disiplin: 1 = kurang; 2 = cukup; 3 = baik; 4 = amat baik" in words
    assert any("SEBELUM (1-4)" in word for word in words)
    assert not any(word.startswith("Kesalahan") for word in words)
