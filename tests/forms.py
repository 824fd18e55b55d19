"""A cohort's form as Capaian makes it, and as a teacher gives it back with other marks typed in."""

import datetime
import io
from collections.abc import Mapping

import openpyxl

from capaian.access import LOCAL_USER
from capaian.locale import texts
from capaian.reports import form_workbook
from capaian.store import Store, load_cohort, load_roster, load_scores


def form_of(store: Store, cohort: int, criteria: Mapping[str, list[str]]) -> bytes:
    """The form of this moment with the marks so far. criteria: by aspect, none for the aspect as a whole."""
    return form_workbook(
        school="SMK Uji Coba", cohort_name=load_cohort(store, LOCAL_USER, cohort).name,
        roster=load_roster(store, LOCAL_USER, cohort), criteria=criteria, t=texts("id"),
        marks=load_scores(store, LOCAL_USER, cohort), made_at=datetime.datetime.now(datetime.UTC), cohort_id=cohort,
    )  # fmt: skip


def typed(content: bytes, sheet: str, marks: Mapping[tuple[str, str], float]) -> bytes:
    """The form with marks typed in: by the student's name and SEBELUM or SESUDAH."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book[sheet]
    rows = {page.cell(row, 4).value: row for row in range(6, page.max_row + 1)}
    columns = {page.cell(5, column).value: column for column in range(6, page.max_column + 1)}
    for (name, phase), mark in marks.items():
        page.cell(rows[name], columns[phase], mark)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
