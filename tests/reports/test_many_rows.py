"""Many rows at once are written as XlsxWriter would have written them one by one."""

import datetime
import io
import re
import zipfile
from typing import Any

import numpy as np
import pytest

from capaian.locale import texts
from capaian.reports.many_rows import Formulas, ManyRows, Numbers, Words, cell_text
from capaian.reports.styles import Sheets
from tests.reports.tables import opened

MADE = datetime.datetime(2026, 6, 20, tzinfo=datetime.UTC)
NAMES = ["Ahmad", "", 'Nor & "Aini" <b>', "Ahmad"]
MARKS = np.array([60.0, 70.25, np.nan, 226.5 / 3])
WHERE = np.array([False, True, False, True])
WHICH = np.array([0, 1, -1, 0])
WORDS = ["a", "b", "tanpa", "d"]


def written(*, at_once: bool) -> tuple[str, str]:
    """The rows and the texts of the same four rows, at once or cell by cell."""
    sheets = Sheets(texts("id"), title="Uji", author="SMK Contoh", created=MADE)
    sheet = sheets.add("Uji", title="Uji", subtitle="uji")
    text, mark, lone, gain = (sheets.style(name) for name in ("text", "mark", "lone", "gain"))
    for look in (text, mark, lone, gain):
        look._get_xf_index()  # formats are numbered in the order in which they are first used
    if at_once:
        columns = [
            Words(NAMES, text, odd=lone, where=WHERE),
            Numbers(MARKS, mark, odd=lone, where=WHERE),
            Formulas(["=B{row}&1", "=B{row}<2"], WHICH, [1.5, "–", 0.0, -3.25], gain, lone, WORDS, where=WHERE),
            Formulas(['=IF(B{row}>1,"ya & tidak","x")'] * 2, WHICH, ["ya & tidak", "x", "", "x"], text, lone),
        ]
        sheet.write_many(5, columns, height=18)
    else:
        for row in range(4):
            sheet.set_row(5 + row, 18)
            at, odd = 5 + row, bool(WHERE[row])
            write(sheet, at, 0, NAMES[row], lone if odd else text)
            write(sheet, at, 1, float(MARKS[row]), lone if odd else mark)
            if WHICH[row] < 0:
                write(sheet, at, 2, WORDS[row], lone)
                write(sheet, at, 3, "", lone)
                continue
            formula = ["=B{row}&1", "=B{row}<2"][WHICH[row]].replace("{row}", str(6 + row))
            sheets.write_formula(sheet, at, 2, formula, lone if odd else gain, [1.5, "–", 0.0, -3.25][row])
            words = f'=IF(B{6 + row}>1,"ya & tidak","x")'
            sheets.write_formula(sheet, at, 3, words, text, ["ya & tidak", "x", "", "x"][row])
    with zipfile.ZipFile(io.BytesIO(sheets.finish())) as parts:
        data = re.sub(r' spans="[^"]*"', "", parts.read("xl/worksheets/sheet1.xml").decode())
        return data, parts.read("xl/styles.xml").decode()


def write(sheet: ManyRows, row: int, column: int, value: str | float, look: Any) -> None:
    if value == "" or value != value:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    else:
        sheet.write_number(row, column, value, look)


def test_at_once_or_one_by_one_is_the_same_byte_for_byte() -> None:
    at_once, one_by_one = written(at_once=True), written(at_once=False)
    shared = re.compile(r't="s"><v>\d+</v>')  # texts are numbered in the order in which they come
    assert shared.sub("", at_once[0]) == shared.sub("", one_by_one[0])
    assert at_once[1] == one_by_one[1]


def test_texts_and_blanks_are_read_back() -> None:
    sheets = Sheets(texts("id"), title="Uji", author="SMK Contoh", created=MADE)
    sheet = sheets.add("Uji", title="Uji", subtitle="uji")
    sheet.write_many(3, [Words(NAMES, sheets.style("text")), Numbers(MARKS, sheets.style("mark"))], height=18)
    book = opened(sheets.finish())
    told = [[cell.value for cell in row] for row in book["Uji"].iter_rows(min_row=4)]
    assert told == [["Ahmad", 60], [None, 70.25], ['Nor & "Aini" <b>', None], ["Ahmad", 75.5]]


def test_no_rows_are_no_rows() -> None:
    sheets = Sheets(texts("id"), title="Uji", author="SMK Contoh", created=MADE)
    sheet = sheets.add("Uji", title="Uji", subtitle="uji")
    assert isinstance(sheet, ManyRows)
    sheet.write_many(3, [Words([], sheets.style("text"))], height=18)
    assert opened(sheets.finish())["Uji"].max_row == 2


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Ahmad", "Ahmad"),
        ("<r><t>Ahmad</t></r>", "<r><t>Ahmad</t></r> "),
        ("<r>", "<r>"),
        ("a" * 32_768, "a" * 32_766),
        ("😀" * 16_384, "😀" * 16_383),
    ],
)
def test_a_text_is_what_a_cell_can_hold(text: str, cell: str) -> None:
    assert cell_text(text) == cell
