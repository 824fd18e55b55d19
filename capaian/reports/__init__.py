"""Tables to files: summary, form, annotated copy. Reports take plain values; they never look anything up."""

from capaian.reports.annotated_workbook import annotated_workbook
from capaian.reports.appendix_paper import appendix_paper
from capaian.reports.attendance_paper import attendance_paper
from capaian.reports.audience import FILE_WORDS, Audience
from capaian.reports.form_column import FormColumn
from capaian.reports.form_workbook import form_workbook
from capaian.reports.letterhead_image import UnusableImage, checked_image
from capaian.reports.letterhead_paper import letterhead_picture
from capaian.reports.letters import letters_paper
from capaian.reports.list_papers import participants_paper, scores_paper
from capaian.reports.paper_frame import PaperChoice
from capaian.reports.pasted_workbook import pasted_workbook
from capaian.reports.problem_list import problem_list_workbook
from capaian.reports.report import CohortReport, ScoringRule, sources_of
from capaian.reports.shareable_workbook import shareable_workbook
from capaian.reports.summary_paper import summary_paper, summary_picture
from capaian.reports.summary_workbook import summary_workbook
from capaian.reports.table_workbook import PlainTable, table_workbook, tables_workbook

__all__ = [
    "FILE_WORDS",
    "Audience",
    "CohortReport",
    "FormColumn",
    "PaperChoice",
    "PlainTable",
    "ScoringRule",
    "UnusableImage",
    "annotated_workbook",
    "appendix_paper",
    "attendance_paper",
    "checked_image",
    "form_workbook",
    "letterhead_picture",
    "letters_paper",
    "participants_paper",
    "pasted_workbook",
    "problem_list_workbook",
    "scores_paper",
    "shareable_workbook",
    "sources_of",
    "summary_paper",
    "summary_picture",
    "summary_workbook",
    "table_workbook",
    "tables_workbook",
]
