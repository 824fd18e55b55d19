"""What a cohort's pages draw, computed once a version of the data and kept for everyone who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from capaian.access import Action, Actor, require, rows_seen
from capaian.improvement import gains, summarise
from capaian.scores import Aspect, Phase
from capaian.store import Cohort, Store, data_version, load_cohort, load_pass_marks, load_roster, load_scores
from capaian.web.page import Visit


@dataclass(frozen=True, slots=True)
class CohortTables:
    """One cohort and everything measured in it. summary: all its rows; aspects have criterion null."""

    cohort: Cohort
    pass_marks: Mapping[str, float]
    roster: pd.DataFrame
    scores: pd.DataFrame
    gains: pd.DataFrame
    summary: pd.DataFrame


def cohort_tables(visit: Visit, cohort_id: int) -> CohortTables:
    """The tables of one cohort. The right is asked for at every call, before anything kept is given out.

    Raises Refused, StoreError.
    """
    require(visit.actor, Action.VIEW_STUDENTS, cohort_id)
    seen = tuple(each and tuple(sorted(each)) for each in rows_seen(visit.actor))
    version = data_version(visit.store, cohort_id)
    return _cohort_tables(visit.is_demo, version, cohort_id, seen, _store=visit.store, _actor=visit.actor)


@st.cache_data(max_entries=24, show_spinner=False)
def _cohort_tables(
    is_demo: bool,  # noqa: ARG001
    version: int,  # noqa: ARG001
    cohort_id: int,
    seen: tuple[tuple[str, ...] | frozenset[str] | None, ...],  # noqa: ARG001
    *,
    _store: Store,
    _actor: Actor,
) -> CohortTables:
    """Keyed by which database, its version of the cohort, the cohort, and which of its rows this person sees.

    What starts with _ only leads there.
    """
    cohort = load_cohort(_store, _actor, cohort_id)
    pass_marks = load_pass_marks(_store, _actor, cohort_id)
    scores = load_scores(_store, _actor, cohort_id)
    by_aspect: dict[str | None, float] = {**pass_marks}
    summary = summarise(scores, pass_marks=by_aspect, enrolled={cohort_id: cohort.enrolled})
    return CohortTables(
        cohort, pass_marks, load_roster(_store, _actor, cohort_id), scores, gains(scores), summary
    )  # fmt: skip


def gains_of(tables: CohortTables, aspect: str | None) -> pd.DataFrame:
    """The gains of one aspect as a whole, one row a student who has both marks."""
    return of_aspect(tables.gains[tables.gains["criterion"].isna()], aspect)


def whole_aspects(tables: CohortTables) -> list[dict[str, Any]]:
    """The summary rows of whole aspects, in their order; what is null is None."""
    return _rows(tables.summary[tables.summary["criterion"].isna()])


def criteria_of(tables: CohortTables, aspect: str | None) -> list[dict[str, Any]]:
    """The summary rows of the aspect's criteria, in their order."""
    return _rows(of_aspect(tables.summary[tables.summary["criterion"].notna()], aspect))


def aspects_in(rows: pd.DataFrame) -> list[str | None]:
    """The different aspects of a table, in the order of every summary; None, where none is named, comes last."""
    there = set(rows["aspect"].dropna())
    unnamed: list[str | None] = [None] if rows["aspect"].isna().any() else []
    return [*(aspect.value for aspect in Aspect if aspect in there), *unnamed]


def of_aspect(rows: pd.DataFrame, aspect: str | None) -> pd.DataFrame:
    """The rows of one aspect; None: those that name none."""
    return rows[rows["aspect"].isna() if aspect is None else rows["aspect"] == aspect]


def who_is_missing(tables: CohortTables, aspect: str | None) -> dict[str, pd.DataFrame]:
    """Rows of the roster that are not among the gains of the aspect, in piles by what they have.

    Piles: before_only, after_only, neither, apart (both tests, but in no criterion together).
    """
    marks = of_aspect(tables.scores[tables.scores["score"].notna()], aspect)
    have = {phase: set(marks.loc[marks["phase"] == phase, "student"]) for phase in (Phase.BEFORE, Phase.AFTER)}
    left = tables.roster[~tables.roster["student"].isin(gains_of(tables, aspect)["student"])].sort_values("name")
    before, after = left["student"].isin(have[Phase.BEFORE]), left["student"].isin(have[Phase.AFTER])
    return {
        "before_only": left[before & ~after], "after_only": left[~before & after],
        "neither": left[~before & ~after], "apart": left[before & after],
    }  # fmt: skip


def _rows(summary: pd.DataFrame) -> list[dict[str, Any]]:
    names = [str(name) for name in summary.columns]
    return [
        {name: None if pd.isna(value) else value for name, value in zip(names, row, strict=True)}
        for row in summary.itertuples(index=False, name=None)
    ]
