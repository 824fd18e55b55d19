"""Tables to files: the summary workbook and the form. Reports take plain values; they never look anything up."""

from capaian.reports.form_workbook import form_workbook
from capaian.reports.report import CohortReport, sources_of
from capaian.reports.summary_workbook import summary_workbook
from capaian.reports.table_workbook import table_workbook

__all__ = ["CohortReport", "form_workbook", "sources_of", "summary_workbook", "table_workbook"]
