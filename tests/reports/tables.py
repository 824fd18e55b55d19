"""A cohort of four that shows every case: all marks, no AFTER, nothing at all, and a name that looks like a formula."""

import datetime
import io
from typing import Any

import openpyxl
import pandas as pd

from capaian.improvement import gains, summarise
from capaian.reports import CohortReport
from capaian.scores import SCORE_COLUMNS

ROSTER = pd.DataFrame(
    [
        (1, "0078120040", "24101", '=HYPERLINK("http://x","y")', "L", "XI TKR 1", ""),
        (2, "0078120077", "24102", "Bayu Setiawan", "L", "XI TKR 1", ""),
        (3, "0078120114", "", "citra Lestari", "P", "XI TKR 1", ""),
        (4, "", "24104", "Abdul Karim", "L", "XI TKR 2", ""),
        (5, "0078120188", "24105", "Dewi Kartika", "P", "XI TKR 2", ""),
    ],
    columns=["student", "nisn", "nis", "name", "sex", "class_name", "programme"],
)
TEKNIS = {
    ("Persiapan", 1): (50, 80), ("Persiapan", 2): (60, 70.5), ("Persiapan", 4): (80, 76), ("Persiapan", 3): (55, None),
    ("Hasil kerja", 1): (60, 90), ("Hasil kerja", 2): (61, 70), ("Hasil kerja", 4): (70, 76),
    ("Hasil kerja", 3): (66, None),
}  # fmt: skip
KARAKTER = {("", 1): (70, 70), ("", 2): (72, 81), ("", 3): (None, 88)}


def scores() -> pd.DataFrame:
    """The long table of the cohort; student 5 has no mark."""
    rows = [
        (1, student, aspect, criterion, phase, mark, str(mark), "present", None, "nilai.xlsx!A!C3", pd.NA)
        for aspect, marks in (("teknis", TEKNIS), ("karakter", KARAKTER))
        for (criterion, student), pair in marks.items()
        for phase, mark in zip(("before", "after"), pair, strict=True)
        if mark is not None
    ]
    return pd.DataFrame(rows, columns=list(SCORE_COLUMNS)).astype(
        {"rater": "str", "import_id": "Int64", "score": "float"}
    )


def report(**changed: Any) -> CohortReport:
    """The report of that cohort."""
    table = changed.get("scores", scores())
    lower = changed.get("lower_is_better", False)
    values: dict[str, Any] = {
        "school": "SMK Contoh",
        "time_zone": "Asia/Makassar",
        "cohort_name": "Las & Fabrikasi 2026",
        "partner": "Balai Latihan Contoh",
        "field": "",
        "period": (datetime.date(2026, 6, 1), datetime.date(2026, 6, 19)),
        "made_at": datetime.datetime(2026, 6, 20, 6, 30, tzinfo=datetime.UTC),
        "filters": {},
        "scores": table,
        "gains": gains(table, lower_is_better=lower),
        "summary": summarise(
            table, pass_marks={"teknis": 75.0, "karakter": 80.0}, enrolled={1: 5}, lower_is_better=lower
        ),
        "roster": ROSTER,
        "pass_marks": {"teknis": 75.0, "karakter": 80.0},
        "sources": (("nilai.xlsx", "ab" * 32), ("=cmd.xlsx", "cd" * 32)),
    }
    return CohortReport(**{**values, **changed})


def crowd(students: int, *, aspects: tuple[str, ...] = ("teknis",), **changed: Any) -> CohortReport:
    """A cohort of so many students of two classes, all with both marks, who rise, fall and stay."""
    rows = [
        (1, student, aspect, "", phase, mark, str(mark), "present", None, "nilai.xlsx!A!C3", pd.NA)
        for at, aspect in enumerate(aspects)
        for student in range(1, students + 1)
        for phase, mark in zip(("before", "after"), _marks(student + 3 * at), strict=True)
    ]
    table = pd.DataFrame(rows, columns=list(SCORE_COLUMNS)).astype(
        {"rater": "str", "import_id": "Int64", "score": "float"}
    )
    people = [
        (n, f"00781{n:05}", f"24{n:03}", f"Siswa Rekaan {n:03}", "LP"[n % 3 == 0], f"XI TKR {1 + n % 2}", "")
        for n in range(1, students + 1)
    ]
    lower = changed.get("lower_is_better", False)
    values = {
        "scores": table,
        "roster": pd.DataFrame(people, columns=list(ROSTER)),
        "summary": summarise(table, enrolled={1: students}, lower_is_better=lower),
        "pass_marks": {},
    }
    return report(**{**values, **changed})


def _marks(n: int) -> tuple[float, float]:
    before = 48 + (n * 37 % 41) / 3
    return before, before + (n * 17 % 29) - 6 if n % 7 else before


def opened(content: bytes, *, values: bool = True) -> Any:
    """The workbook as openpyxl reads it: cached values, or formulas."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def rows(sheet: Any, first: int, last: int) -> list[list[Any]]:
    """The values of the rows, Excel numbers, both included."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=last)]
