"""Marks to gains to summaries: all statistics, and the sentence that tells them."""

from capaian.improvement.comparison import Comparison, compare_gains, compare_marks
from capaian.improvement.gains import GROUP_COLUMNS, gains
from capaian.improvement.missing import ATTRITION_COLUMNS, MISSING_COLUMNS, attrition_summary, missing_students
from capaian.improvement.moments import MOMENT_COLUMNS, merge_moments, moments
from capaian.improvement.participation import PARTICIPATION_COLUMNS, participation
from capaian.improvement.sentences import headline
from capaian.improvement.summary import (
    DETAIL_COLUMNS,
    SUMMARY_COLUMNS,
    summarise,
    summarise_gains,
    summarise_moments,
)
from capaian.improvement.verdicts import comparison_to_json, comparison_verdict

__all__ = [
    "ATTRITION_COLUMNS",
    "DETAIL_COLUMNS",
    "GROUP_COLUMNS",
    "MISSING_COLUMNS",
    "MOMENT_COLUMNS",
    "PARTICIPATION_COLUMNS",
    "SUMMARY_COLUMNS",
    "Comparison",
    "attrition_summary",
    "compare_gains",
    "compare_marks",
    "comparison_to_json",
    "comparison_verdict",
    "gains",
    "headline",
    "merge_moments",
    "missing_students",
    "moments",
    "participation",
    "summarise",
    "summarise_gains",
    "summarise_moments",
]
