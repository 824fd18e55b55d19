"""What the overview shows: every cohort's sums, and the school as the sum of its programme cohorts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd
import streamlit as st

from capaian.access import Action, Actor, may, may_somewhere
from capaian.improvement import merge_moments, summarise_moments
from capaian.scores import Aspect, CohortKind
from capaian.store import Cohort, Store, data_version, load_class_counts, load_cohorts, load_moments
from capaian.web.caching import SeenRows, rows_as_read, rows_told_apart
from capaian.web.page import Visit
from capaian.web.running import settings

_ORDER: Final = {aspect.value: place for place, aspect in enumerate(Aspect)}


@dataclass(frozen=True, slots=True)
class CohortSums:
    """A cohort and the summary rows of its aspects. opens: whether the actor may see its students."""

    cohort: Cohort
    rows: list[dict[str, Any]]
    opens: bool

    def row(self, aspect: str | None) -> dict[str, Any] | None:
        """The row of one aspect, None where the cohort has no mark in it."""
        return next((row for row in self.rows if row["aspect"] == aspect), None)


@dataclass(frozen=True, slots=True)
class ClassWaiting:
    """A class of a training cohort of which no student has a mark before, or none has one after."""

    cohort: Cohort
    class_name: str
    students: int
    has_before: bool
    has_after: bool


@dataclass(frozen=True, slots=True)
class SchoolView:
    """totals: one summary row an aspect over all programme cohorts. programmes, others: cohorts, the latest first.

    empty: cohorts without a mark. classes: those that have not uploaded yet. smallest: who sees no student sees
    no group below this size, and none of its students in a total; None for who sees students.
    """

    totals: list[dict[str, Any]]
    programmes: list[CohortSums]
    others: list[CohortSums]
    empty: list[Cohort]
    classes: list[ClassWaiting]
    smallest: int | None

    @property
    def aspects(self) -> list[str | None]:
        """Those in which the programmes have marks, in the order of every page."""
        return [row["aspect"] for row in self.totals]


def school_view(visit: Visit) -> SchoolView:
    """Gather it from sums alone; no student's row is read. Raises Refused, StoreError."""
    cohorts = load_cohorts(visit.store, visit.actor)
    sums = school_sums(visit)
    smallest = None if may_somewhere(visit.actor, Action.VIEW_STUDENTS) else settings().small_group
    if smallest is not None:
        sums = sums[sums["n_matched"] >= smallest]
    rows = rows_as_read(summarise_moments(sums, effect_intervals=False))
    told = [_cohort_sums(visit.actor, cohort, rows) for cohort in cohorts]
    told = [one for one in told if one.rows]
    programmes = [one for one in told if one.cohort.kind is CohortKind.PROGRAMME]
    return SchoolView(
        totals=_totals(sums, programmes),
        programmes=programmes,
        others=[one for one in told if one.cohort.kind is not CohortKind.PROGRAMME],
        empty=[cohort for cohort in cohorts if cohort.marks == 0 and cohort.names_removed_on is None],
        classes=_classes(visit, cohorts),
        smallest=smallest,
    )


def waiting(row: dict[str, Any]) -> int:
    """How many students of a summary row have a mark before and no pair of marks."""
    return int(row["n_before"]) - int(row["n_matched"])


def _cohort_sums(actor: Actor, cohort: Cohort, rows: list[dict[str, Any]]) -> CohortSums:
    own = [row for row in rows if row["cohort"] == cohort.id]
    opens = cohort.names_removed_on is None and may(actor, Action.VIEW_STUDENTS, cohort.id)
    return CohortSums(cohort, own, opens)


def _classes(visit: Visit, cohorts: Sequence[Cohort]) -> list[ClassWaiting]:
    """In the order of the cohorts, and in a cohort of the names."""
    by_id = {cohort.id: cohort for cohort in cohorts if cohort.kind is CohortKind.PROGRAMME}
    order = {cohort: place for place, cohort in enumerate(by_id)}
    found = [
        ClassWaiting(by_id[cohort], str(class_name), int(students), bool(before), bool(after))
        for cohort, class_name, students, before, after in _counts(visit).itertuples(index=False, name=None)
        if cohort in by_id and not (before and after)
    ]
    return sorted(found, key=lambda one: (order[one.cohort.id], one.class_name))


def _counts(visit: Visit) -> pd.DataFrame:
    return _kept(*kept_key(visit), "counts", _store=visit.store, _actor=visit.actor)


def _totals(sums: pd.DataFrame, programmes: Sequence[CohortSums]) -> list[dict[str, Any]]:
    """The school's row of each aspect: the sum of its programme cohorts."""
    of_programmes = sums[sums["cohort"].isin([one.cohort.id for one in programmes])]
    if of_programmes.empty:
        return []
    merged = merge_moments([one_way(of_programmes)], by=("aspect", "criterion"))
    rows = rows_as_read(summarise_moments(merged, effect_intervals=False))
    return sorted(rows, key=lambda row: _ORDER.get(row["aspect"], len(_ORDER)))


def one_way(sums: pd.DataFrame) -> pd.DataFrame:
    """Without the cohorts in which an aspect goes the other way than in most: such marks do not add up."""
    ways = sums.groupby(["aspect", "lower_is_better"], dropna=False, sort=False)["n_matched"].sum().reset_index()
    most = ways.sort_values("n_matched", ascending=False, kind="stable").drop_duplicates("aspect")
    wanted = {(row.aspect if isinstance(row.aspect, str) else "", bool(row.lower_is_better)) for row in _rows(most)}
    keys = zip(sums["aspect"].fillna("").tolist(), sums["lower_is_better"].astype("bool").tolist(), strict=True)
    return sums[[key in wanted for key in keys]]


def _rows(table: pd.DataFrame) -> Iterable[Any]:
    return table.itertuples()


def school_sums(visit: Visit) -> pd.DataFrame:
    """The sums of every cohort's aspects that this person sees, small groups among them. Raises Refused, StoreError.

    Kept for everyone who sees the same rows. The right is asked for by load_cohorts, before anything is given.
    """
    return _kept(*kept_key(visit), "sums", _store=visit.store, _actor=visit.actor)


def kept_key(visit: Visit) -> tuple[bool, int, str, tuple[int, ...], SeenRows]:
    """Which database, its version, and which cohorts and rows this person sees."""
    actor = visit.actor
    return visit.is_demo, data_version(visit.store), actor.role, tuple(sorted(actor.cohorts)), rows_told_apart(actor)


@st.cache_data(max_entries=48, show_spinner=False)
def _kept(
    is_demo: bool,  # noqa: ARG001
    version: int,  # noqa: ARG001
    role: str,  # noqa: ARG001
    cohorts: tuple[int, ...],  # noqa: ARG001
    seen: SeenRows,  # noqa: ARG001
    what: Literal["sums", "counts"],
    *,
    _store: Store,
    _actor: Actor,
) -> pd.DataFrame:
    """Keyed by which database, its version, and which cohorts and rows this person sees; `_` only leads there."""
    return load_moments(_store, _actor) if what == "sums" else load_class_counts(_store, _actor)
