"""What a problem most likely means, where one reading of it is so plain that a click is enough."""

import re
from typing import Final

from capaian.problems import Problem
from capaian.reading.answers import column_key
from capaian.reading.nouns import Column, FileRead, Table
from capaian.reading.reading import Reading

TYPED: Final = frozenset(
    {"not_a_mark", "out_of_scale", "fraction", "range", "starred", "duration", "date", "many_decimals",
     "number_and_word", "boolean", "not_a_number", "control_characters", "excel_error", "uncalculated"}
)  # fmt: skip
"""Codes of problems of one cell that a typed mark mends."""
_NUMBER: Final = r"\d{1,3}(?:[.,]\d{1,2})?"
_ALONE: Final = re.compile(rf"^\D*?({_NUMBER})\D*$")
_FRACTION: Final = re.compile(rf"^\s*({_NUMBER})\s*/\s*({_NUMBER})\s*$")


def mend_of(problem: Problem) -> str | None:
    """The mark that a cell's text stands for, as text, or None where a person has to say it.

    `75*` is 75, `85 (remedi)` is 85, `8/10` is 80 on a scale of 0-100. Where the text holds several
    numbers, or the mark would be off the scale, nothing is suggested.
    """
    if problem.read is None or problem.cell is None:
        return None
    high = problem.fields.get("high")
    low = problem.fields.get("low")
    if not isinstance(high, float) or not isinstance(low, float):
        return None
    value = _value(problem, high)
    return _written(value) if value is not None and low <= value <= high else None


def _value(problem: Problem, high: float) -> float | None:
    text = problem.read or ""
    if problem.code in ("starred", "number_and_word") and (found := _ALONE.match(text)):
        return _number(found[1])
    if problem.code == "fraction" and (found := _FRACTION.match(text)):
        part, whole = _number(found[1]), _number(found[2])
        return round(part / whole * high, 2) if 0 < part <= whole else None
    return None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _written(value: float) -> str:
    return f"{value:g}"


def cell_key(problem: Problem) -> str:
    """`file!sheet!F17`, as Answers.cells names the cell of a problem."""
    return f"{problem.file}!{problem.sheet}!{problem.cell}"


def column_of(reading: Reading, problem: Problem) -> tuple[FileRead, Table, Column] | None:
    """The column that a problem of a whole column is about, None where it names none."""
    for file in reading.files:
        for table in file.tables if file.file == problem.file else ():
            for column in table.columns if table.sheet == problem.sheet else ():
                if column.column == problem.cell and column.heading == (problem.read or ""):
                    return file, table, column
    return None


def key_of_column(reading: Reading, problem: Problem) -> str | None:
    """column_key of that column."""
    found = column_of(reading, problem)
    return column_key(found[0].file, found[1], found[2]) if found else None
