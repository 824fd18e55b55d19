"""What a cohort's pages draw, computed once a version of the data and kept for everyone who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from weakref import WeakValueDictionary

import pandas as pd
import streamlit as st

from capaian.access import Action, Actor, require, rows_seen
from capaian.improvement import gains, participation, summarise_gains
from capaian.scores import Aspect
from capaian.store import (
    Cohort,
    CohortRules,
    Store,
    data_version,
    load_cohort,
    load_pass_marks,
    load_roster,
    load_rules,
    load_scores,
)
from capaian.web.page import Visit
from capaian.web.pieces import Pieces

SeenRows = tuple[tuple[str, ...] | frozenset[str] | None, ...]
Key = tuple[bool, int, int, SeenRows]
"""Which database, its version of the cohort, the cohort, which of its rows somebody sees."""

NO_RULES: Final = CohortRules({}, {}, {})


@dataclass(frozen=True, slots=True, weakref_slot=True)
class CohortTables:
    """One cohort and everything measured in it. summary: all its rows, with details; aspects have criterion null.

    rules: by which its marks weigh and which way is better; every number here is made by them.
    version: of the cohort's data when it was read. pieces: what is made from all this alone. Tables and pieces are
    shared with everyone who sees the same rows: nobody may change one.
    """

    cohort: Cohort
    pass_marks: Mapping[str, float]
    roster: pd.DataFrame
    scores: pd.DataFrame
    gains: pd.DataFrame
    summary: pd.DataFrame
    rules: CohortRules = field(default_factory=lambda: NO_RULES)
    version: int = 0
    pieces: Pieces = field(default_factory=Pieces, repr=False, compare=False)

    @property
    def scoring(self) -> dict[str, Any]:
        """What capaian.improvement takes besides the marks: weights and lower_is_better."""
        return scoring_of(self.rules)


def cohort_tables(visit: Visit, cohort_id: int, class_name: str = "") -> CohortTables:
    """The tables of one cohort, or of one class in it. The right is asked for at every call, before anything is given.

    Raises Refused, StoreError.
    """
    require(visit.actor, Action.VIEW_STUDENTS, cohort_id)
    return _cohort_tables(*_key(visit, cohort_id), class_name, _store=visit.store, _actor=visit.actor)


def is_kept(visit: Visit, cohort_id: int) -> bool:
    """Whether the tables of a whole cohort are there already, so that nobody has to be told to wait for them."""
    return _key(visit, cohort_id) in _KEPT


def _key(visit: Visit, cohort_id: int) -> Key:
    return visit.is_demo, data_version(visit.store, cohort_id), cohort_id, rows_told_apart(visit.actor)


_KEPT: Final[WeakValueDictionary[Key, CohortTables]] = WeakValueDictionary()
"""What Streamlit's cache holds of whole cohorts at the moment; it cannot be asked itself."""


def rows_told_apart(actor: Actor) -> SeenRows:
    """Which rows an actor sees, as a part of a cache's key."""
    return tuple(each and tuple(sorted(each)) for each in rows_seen(actor))


@st.cache_resource(max_entries=24, show_spinner=False)
def _cohort_tables(
    is_demo: bool,
    version: int,
    cohort_id: int,
    seen: SeenRows,
    class_name: str,
    *,
    _store: Store,
    _actor: Actor,
) -> CohortTables:
    """Keyed by a Key and the class; what starts with _ only leads there."""
    cohort = load_cohort(_store, _actor, cohort_id)
    pass_marks = load_pass_marks(_store, _actor, cohort_id)
    scores, roster = load_scores(_store, _actor, cohort_id), load_roster(_store, _actor, cohort_id)
    if class_name:
        roster = roster[roster["class_name"] == class_name]
        scores = scores[scores["student"].isin(roster["student"])].reset_index(drop=True)
    rules = load_rules(_store, _actor, cohort_id)
    scores = with_raters(scores, rules)
    gained = gains(scores, **scoring_of(rules))
    by_aspect: dict[str | None, float] = {**pass_marks}
    took_part = participation(scores, enrolled={cohort_id: len(roster) if class_name else cohort.enrolled})
    summary = summarise_gains(gained, took_part, pass_marks=by_aspect, lower_is_better=rules.directions)
    tables = CohortTables(cohort, pass_marks, roster, scores, gained, summary, rules, version)
    if not class_name:
        _KEPT[is_demo, version, cohort_id, seen] = tables
    return tables


def scoring_of(rules: CohortRules) -> dict[str, Any]:
    """The rules as `gains` and what builds on it take them."""
    return {"weights": rules.weights, "lower_is_better": rules.directions}


def with_raters(scores: pd.DataFrame, rules: CohortRules) -> pd.DataFrame:
    """The marks with who rated them: what was said for the whole aspect where the mark itself names nobody."""
    if not rules.raters:
        return scores
    rater = scores["rater"].astype("str").fillna("")
    for aspect, named in rules.raters.items():
        for phase, name in zip(("before", "after"), named, strict=True):
            rater = rater.mask((scores["aspect"] == aspect) & (scores["phase"] == phase) & (rater == ""), name)
    return scores.assign(rater=rater.astype("category"))


def gains_of(tables: CohortTables, aspect: str | None) -> pd.DataFrame:
    """The gains of one aspect as a whole, one row a student who has both marks."""
    return of_aspect(tables.gains[tables.gains["criterion"].isna()], aspect)


def whole_aspects(tables: CohortTables) -> list[dict[str, Any]]:
    """The summary rows of whole aspects, in their order; what is null is None."""
    return [row for row in _rows(tables) if row["criterion"] is None]


def criteria_of(tables: CohortTables, aspect: str | None) -> list[dict[str, Any]]:
    """The summary rows of the aspect's criteria, in their order."""
    return [row for row in _rows(tables) if row["criterion"] is not None and row["aspect"] == aspect]


def _rows(tables: CohortTables) -> list[dict[str, Any]]:
    return tables.pieces.made("rows", lambda: rows_as_read(tables.summary))


def aspects_in(rows: pd.DataFrame) -> list[str | None]:
    """The different aspects of a table, in the order of every summary; None, where none is named, comes last."""
    there = set(rows["aspect"].dropna())
    unnamed: list[str | None] = [None] if rows["aspect"].isna().any() else []
    return [*(aspect.value for aspect in Aspect if aspect in there), *unnamed]


def of_aspect(rows: pd.DataFrame, aspect: str | None) -> pd.DataFrame:
    """The rows of one aspect; None: those that name none."""
    return rows[rows["aspect"].isna() if aspect is None else rows["aspect"] == aspect]


def row_of(rows: pd.DataFrame, aspect: str | None) -> dict[str, Any] | None:
    """The one row of an aspect in a table of whole aspects, or None; what is null is None."""
    found = rows_as_read(of_aspect(rows, aspect))
    return found[0] if found else None


def rows_as_read(summary: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table; what is null is None."""
    names = [str(name) for name in summary.columns]
    return [
        {name: None if pd.isna(value) else value for name, value in zip(names, row, strict=True)}
        for row in summary.itertuples(index=False, name=None)
    ]
