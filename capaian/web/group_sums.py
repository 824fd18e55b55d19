"""Groups of the school from sums alone, for who sees no single student; small groups cannot be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from capaian.access import Actor
from capaian.improvement import hidden_groups, merge_moments, summarise_moments
from capaian.locale import Texts
from capaian.scores import CohortKind
from capaian.store import Cohort, Grouping, Store, load_group_moments
from capaian.web.caching import SeenRows, of_aspect, rows_as_read
from capaian.web.groups import CLASSES, COHORTS, PROGRAMMES, SEXES, YEARS, Group, group_name, in_time, school_year
from capaian.web.page import Visit
from capaian.web.school_view import kept_key, one_way, school_sums

_COLUMNS: Final[dict[str, Grouping]] = {CLASSES: "class_name", PROGRAMMES: "programme", SEXES: "sex"}
_EVERYBODY: Final = ""
"""No group: the whole of the cohorts."""
_NOBODY: Final = pd.DataFrame({"cohort": [], "student": []})


@dataclass(frozen=True, slots=True)
class SumGroups:
    """Groups that may be shown, each with its summary row in one aspect. hidden: how many others there are."""

    groups: list[Group]
    rows: list[dict[str, Any]]
    hidden: int


def sums_by(visit: Visit, grouping: str, cohorts: Sequence[Cohort], smallest: int) -> pd.DataFrame:
    """The sums of every group, with its key as `group`; a cohort below `smallest` in an aspect adds nothing to any.

    Otherwise its sums were the difference of a year's and its other cohorts'. Under "" stands everybody, to tell
    how many are in no group. Raises Refused, StoreError.
    """
    by_id = {cohort.id: cohort for cohort in cohorts}
    school = school_sums(visit)
    school = school[school["cohort"].isin(list(by_id)) & (school["n_matched"] >= smallest)]
    if grouping == COHORTS:
        return school.assign(group=school["cohort"].astype("str"))
    trained = [cohort.id for cohort in cohorts if cohort.kind is CohortKind.PROGRAMME]
    school = school[school["cohort"].isin(trained)]
    if grouping == YEARS:
        years = {cohort: school_year(each.starts_on) for cohort, each in by_id.items()}
        rows = school.assign(group=school["cohort"].map(years).astype("str"))
        return rows[rows["group"] != ""]
    rows = _kept_groups(*kept_key(visit), grouping, _store=visit.store, _actor=visit.actor)
    large = pd.MultiIndex.from_frame(school[["cohort", "aspect"]].fillna(""))
    rows = rows[pd.MultiIndex.from_frame(rows[["cohort", "aspect"]].fillna("")).isin(large)]
    return rows if rows.empty else pd.concat([rows, school.assign(group=_EVERYBODY)], ignore_index=True)


def sum_groups(
    grouping: str, sums: pd.DataFrame, cohorts: Sequence[Cohort], aspect: str | None, smallest: int, t: Texts
) -> SumGroups:
    """The groups of one aspect in the order of time or of their names, and as many hidden as hide the small ones."""
    own = one_way(of_aspect(sums, aspect))
    everybody = int(own.loc[own["group"] == _EVERYBODY, "n_matched"].sum())
    there = set(own["group"]) - {_EVERYBODY}
    keys = [key for key in in_time(cohorts) if key in there] if grouping == COHORTS else sorted(there)
    if not keys:
        return SumGroups([], [], 0)
    merged = [merge_moments([own[own["group"] == key]], by=("aspect", "criterion")) for key in keys]
    rows = rows_as_read(summarise_moments(pd.concat(merged, ignore_index=True), effect_intervals=False))
    counts = np.array([row["n_matched"] for row in rows], dtype=np.int64)
    elsewhere = max(everybody - int(counts.sum()), 0)
    every, known = np.append(counts, elsewhere), np.arange(len(counts) + 1) < len(counts)
    hidden = hidden_groups(every, smallest=smallest, unshown=~known & (every > 0))[:-1] | (counts == 0)
    names = {str(cohort.id): cohort for cohort in cohorts}
    shown = [(key, row) for key, row, out in zip(keys, rows, hidden.tolist(), strict=True) if not out]
    groups = [
        Group(
            key,
            names[key].name if grouping == COHORTS else group_name(key, t),
            _NOBODY,
            grouping != COHORTS or names[key].kind is CohortKind.PROGRAMME,
        )
        for key, _ in shown
    ]
    return SumGroups(groups, [row for _, row in shown], int(hidden.sum()))


@st.cache_data(max_entries=24, show_spinner=False)
def _kept_groups(
    is_demo: bool,  # noqa: ARG001
    version: int,  # noqa: ARG001
    role: str,  # noqa: ARG001
    cohorts: tuple[int, ...],  # noqa: ARG001
    seen: SeenRows,  # noqa: ARG001
    grouping: str,
    *,
    _store: Store,
    _actor: Actor,
) -> pd.DataFrame:
    """Keyed as the school's sums are; `_` only leads there."""
    return load_group_moments(_store, _actor, _COLUMNS[grouping])
