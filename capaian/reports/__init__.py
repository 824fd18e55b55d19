"""Tables to files: summary, form, annotated copy. Reports take plain values; they never look anything up."""

from capaian.reports.annotated_workbook import annotated_workbook
from capaian.reports.form_workbook import form_workbook
from capaian.reports.problem_list import problem_list_workbook
from capaian.reports.report import CohortReport, sources_of
from capaian.reports.summary_workbook import summary_workbook
from capaian.reports.table_workbook import PlainTable, table_workbook, tables_workbook

__all__ = [
    "CohortReport",
    "PlainTable",
    "annotated_workbook",
    "form_workbook",
    "problem_list_workbook",
    "sources_of",
    "summary_workbook",
    "table_workbook",
    "tables_workbook",
]
