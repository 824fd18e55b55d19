"""Bytes of a workbook to checked marks, beside readers that only give cells.

Ours counts the child process that parses, finds the table, reads the headings, pairs the students and
keeps the address of every mark; the peers stop at a list or a frame of cells.
"""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from python_calamine import CalamineWorkbook

from bench.measure import Row, Work, growth, measure
from bench.sheets import write_sheet
from capaian.reading import Limits, Reading, read_workbooks

SIZES = (1_000, 10_000)
COLUMNS = 75


def ours(content: bytes) -> Reading:
    """Everything up to the long table of marks."""
    limits = Limits(max_cells=20_000_000, seconds=600, memory_mb=8_000, max_bytes=1_000_000_000)
    reading = read_workbooks([("nilai.xlsx", content)], limits=limits)
    assert not reading.blocked
    reading.scores(to_100=True)
    return reading


def calamine(content: bytes) -> list:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def openpyxl_frame(content: bytes) -> pd.DataFrame:
    return pd.read_excel(io.BytesIO(content), engine="openpyxl", dtype={"NISN": str})


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Each size: students x (2 + 75) columns."""
    with TemporaryDirectory() as folder:
        for students in sizes:
            content = write_sheet(Path(folder) / "nilai.xlsx", students, COLUMNS).read_bytes()
            yield _row(students, content, peers=students <= max(SIZES))


def _row(students: int, content: bytes, *, peers: bool) -> Row:
    beside: dict[str, Work] = {"python-calamine to_python": lambda: calamine(content)}
    if peers:
        beside["pandas + openpyxl"] = lambda: openpyxl_frame(content)
    return measure(
        f"read {students:,} x {COLUMNS + 2} to checked marks",
        lambda: ours(content),
        beside,
        runs=3 if peers else 1,
        goal="4 x calamine, a third of pandas + openpyxl",
    )


def growth_lines() -> Iterator[str]:
    """From 10,000 to 100,000 students: the exponent of the growth, after its rows."""
    small, large = rows((10_000, 100_000))
    yield from (small.line(), large.line(), growth("read, 10,000 to 100,000", small, large, factor=10, goal="1.2"))
