"""Marks to gains to summaries: all statistics, and the sentence that tells them."""

from capaian.improvement.gains import GROUP_COLUMNS, PARTICIPATION_COLUMNS, gains, participation
from capaian.improvement.moments import MOMENT_COLUMNS, merge_moments, moments
from capaian.improvement.sentences import headline
from capaian.improvement.summary import (
    DETAIL_COLUMNS,
    SUMMARY_COLUMNS,
    summarise,
    summarise_gains,
    summarise_moments,
)

__all__ = [
    "DETAIL_COLUMNS",
    "GROUP_COLUMNS",
    "MOMENT_COLUMNS",
    "PARTICIPATION_COLUMNS",
    "SUMMARY_COLUMNS",
    "gains",
    "headline",
    "merge_moments",
    "moments",
    "participation",
    "summarise",
    "summarise_gains",
    "summarise_moments",
]
