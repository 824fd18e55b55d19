"""The summary workbook of a cohort, beside writers that write less: bare cells or tables, no formulas, no chart."""

import datetime
import io
from collections.abc import Iterator, Sequence

import numpy as np
import openpyxl
import pandas as pd
import xlsxwriter
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

from bench.improvement import invented_scores
from bench.measure import Row, growth, measure
from bench.sheets import people
from capaian.improvement import gains, summarise
from capaian.locale import texts
from capaian.reports import CohortReport, summary_workbook
from capaian.scores import SCORE_COLUMNS

SIZES = (1_000, 10_000)


def report_of(students: int) -> CohortReport:
    """A cohort with three aspects; every mark as the store gives it."""
    scores = invented_scores(students, 1)
    scores = scores.assign(raw="", state=np.where(scores["score"].isna(), "missing", "present"))
    scores = scores.assign(rater=None, source="nilai.xlsx!Nilai!C3", import_id=1)[list(SCORE_COLUMNS)]
    who = people(students)
    roster = pd.DataFrame(
        {
            "student": np.arange(students),
            "nisn": [nisn for nisn, _ in who],
            "nis": "",
            "name": [name for _, name in who],
            "sex": "",
            "class_name": [f"XI TKR {1 + at % 9}" for at in range(students)],
            "programme": "",
        }
    )
    return CohortReport(
        school="SMK Contoh",
        time_zone="Asia/Makassar",
        cohort_name="Pelatihan",
        partner="",
        field="",
        period=(None, None),
        made_at=datetime.datetime(2026, 6, 20, tzinfo=datetime.UTC),
        filters={},
        scores=scores,
        gains=gains(scores),
        summary=summarise(scores),
        roster=roster,
        pass_marks={},
        sources=(),
    )


def table_of(report: CohortReport) -> pd.DataFrame:
    """What the peers write: one row a student, before, after and gain of each aspect."""
    wide = report.gains.pivot_table(
        index="student", columns="aspect", values=["before", "after", "gain"], observed=True
    )
    wide.columns = [f"{aspect} {what}" for what, aspect in wide.columns]
    return report.roster.merge(wide, left_on="student", right_index=True, how="left")


def pandas_export(report: CohortReport, table: pd.DataFrame) -> bytes:
    target = io.BytesIO()
    with pd.ExcelWriter(target, engine="openpyxl") as book:
        report.summary.to_excel(book, sheet_name="Ringkasan", index=False)
        table.to_excel(book, sheet_name="Siswa", index=False)
    return target.getvalue()


def plain_cells(content: bytes) -> dict[str, list[list[object]]]:
    """Every sheet of our workbook as plain values: what the peer writes, cell for cell."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def xlsxwriter_export(sheets: dict[str, list[list[object]]]) -> bytes:
    """The same cells as bare values: no format, no formula, no table, no chart."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return target.getvalue()


def openpyxl_export(report: CohortReport, table: pd.DataFrame, *, styled: bool) -> bytes:
    target = io.BytesIO()
    book = openpyxl.Workbook(write_only=True)
    font, border, centre = Font(name="Calibri", size=11), Border(bottom=Side("thin")), Alignment(horizontal="center")
    for name, frame in (("Ringkasan", report.summary), ("Siswa", table)):
        sheet = book.create_sheet(name)
        sheet.append(list(frame.columns))
        for row in frame.astype(object).where(frame.notna(), None).to_numpy().tolist():
            if not styled:
                sheet.append(row)
                continue
            cells = [WriteOnlyCell(sheet, value) for value in row]
            for cell in cells:
                cell.font, cell.border, cell.alignment = font, border, centre
                cell.number_format = "0.0"
            sheet.append(cells)
    book.save(target)
    return target.getvalue()


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Each size: seven sheets, formulas with their values, tables, conditional formats, a chart an aspect."""
    for students in sizes:
        report, t = report_of(students), texts("id")
        table, cells = table_of(report), plain_cells(summary_workbook(report, t))
        yield measure(
            f"summary workbook, {students:,} students",
            lambda report=report, t=t: summary_workbook(report, t),
            {
                "XlsxWriter, the same plain cells": lambda cells=cells: xlsxwriter_export(cells),
                "openpyxl write_only": lambda r=report, table=table: openpyxl_export(r, table, styled=False),
                "openpyxl write_only, styled": lambda r=report, table=table: openpyxl_export(r, table, styled=True),
                "pandas.to_excel": lambda report=report, table=table: pandas_export(report, table),
            },
            goal="within 2 x plain XlsxWriter; openpyxl styled 4 x ours",
        )


def growth_lines() -> Iterator[str]:
    """From 10,000 to 100,000 students: the exponent of the growth, after its rows; without the peers' minutes."""
    t = texts("id")
    rows_ = []
    for students in (10_000, 100_000):
        report = report_of(students)
        what = f"summary workbook, {students:,} students"
        rows_.append(measure(what, lambda report=report: summary_workbook(report, t), {}, runs=2))
    small, large = rows_
    yield from (small.line(), large.line(), growth("export, 10,000 to 100,000", small, large, factor=10, goal="1.1"))
