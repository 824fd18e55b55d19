"""What a reader should know before leaning on a number: who is missing, zeros, classes, raters, reliability."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from capaian.access import Action, require
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
from capaian.store import data_version
from capaian.web.caching import CohortTables, SeenRows, cohort_tables, rows_told_apart
from capaian.web.page import Visit


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


def cohort_evidence(visit: Visit, cohort_id: int, class_name: str = "") -> Evidence:
    """The evidence of one cohort, or of one class in it. Raises Refused, StoreError."""
    require(visit.actor, Action.VIEW_STUDENTS, cohort_id)
    key = (visit.is_demo, data_version(visit.store, cohort_id), cohort_id, rows_told_apart(visit.actor), class_name)
    return _cohort_evidence(*key, _visit=visit)


@st.cache_data(max_entries=48, show_spinner=False)
def _cohort_evidence(
    is_demo: bool,  # noqa: ARG001
    version: int,  # noqa: ARG001
    cohort_id: int,
    seen: SeenRows,  # noqa: ARG001
    class_name: str,
    *,
    _visit: Visit,
) -> Evidence:
    return evidence_of(cohort_tables(_visit, cohort_id, class_name))


def evidence_of(tables: CohortTables) -> Evidence:
    """The evidence in the tables of one cohort."""
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
