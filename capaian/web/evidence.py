"""What a reader should know before leaning on a number: who is missing, zeros, classes, raters, reliability."""

from dataclasses import dataclass

import pandas as pd

from capaian.improvement import (
    alpha_summary,
    attrition_summary,
    changed_raters,
    cluster_intervals,
    missing_students,
    rater_changes,
    summarise_gains,
    without_zeros,
)
from capaian.web.caching import CohortTables


@dataclass(frozen=True, slots=True)
class Evidence:
    """Tables of one cohort, whole aspects only.

    missing: `missing_students`. rated: `changed_raters`. attrition, raters, clusters: one row an aspect.
    alphas: one row an aspect and phase. without_zeros: the summary of those who have no mark of 0.
    """

    missing: pd.DataFrame
    attrition: pd.DataFrame
    raters: pd.DataFrame
    rated: pd.DataFrame
    clusters: pd.DataFrame
    alphas: pd.DataFrame
    without_zeros: pd.DataFrame


def evidence_of(tables: CohortTables) -> Evidence:
    """The evidence in the tables of one cohort, made once."""
    return tables.pieces.made("evidence", lambda: _gathered(tables))


def _gathered(tables: CohortTables) -> Evidence:
    whole = tables.gains[tables.gains["criterion"].isna()]
    ways = tables.rules.directions
    classes = dict(zip(tables.roster["student"].tolist(), tables.roster["class_name"].tolist(), strict=True))
    return Evidence(
        missing=missing_students(tables.scores, **tables.scoring),
        attrition=attrition_summary(tables.scores, **tables.scoring),
        raters=rater_changes(tables.scores),
        rated=changed_raters(tables.scores),
        clusters=cluster_intervals(whole, classes),
        alphas=alpha_summary(tables.scores, lower_is_better=ways),
        without_zeros=summarise_gains(without_zeros(whole), lower_is_better=ways),
    )
