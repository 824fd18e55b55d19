"""The school's students in groups: by cohort, class, programme, sex or school year; never ordered by gain."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from capaian.access import Action, may
from capaian.improvement import is_lower, summarise_gains
from capaian.locale import N_, Texts
from capaian.scores import CohortKind
from capaian.store import Cohort, CohortRules, data_version
from capaian.web.caching import (
    NO_RULES,
    SeenRows,
    cohort_tables,
    of_aspect,
    rows_as_read,
    rows_told_apart,
    scoring_of,
)
from capaian.web.page import Visit

COHORTS, CLASSES, PROGRAMMES, SEXES, YEARS = "kohort", "kelas", "program", "jk", "tahun"
GROUPINGS: Final = {
    COHORTS: N_("Kohort"),
    CLASSES: N_("Kelas"),
    PROGRAMMES: N_("Program keahlian"),
    SEXES: N_("Jenis kelamin"),
    YEARS: N_("Tahun ajaran"),
}
IN_TIME: Final = frozenset({COHORTS, YEARS})
"""Groupings whose groups follow each other in time."""
_SEXES: Final = {"L": N_("Laki-laki"), "P": N_("Perempuan")}
_JULY: Final = 7


@dataclass(frozen=True, slots=True)
class SchoolMarks:
    """All marks this person sees of programmes and comparison groups, and who the students are.

    people: one row a student in a cohort: cohort, student, class_name, programme, sex. rules: of each
    cohort; the gains are made by them.
    """

    scores: pd.DataFrame
    gains: pd.DataFrame
    people: pd.DataFrame
    rules: Mapping[int, CohortRules] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """members: cohort and student; nobody where only sums are known. trained: whether all of it was trained."""

    key: str
    name: str
    members: pd.DataFrame
    trained: bool


def school_marks(visit: Visit, cohorts: Sequence[Cohort]) -> SchoolMarks:
    """The marks of these cohorts, as far as this person sees students. Raises Refused, StoreError."""
    seen = [cohort.id for cohort in cohorts if may(visit.actor, Action.VIEW_STUDENTS, cohort.id)]
    key = (visit.is_demo, data_version(visit.store), tuple(seen), rows_told_apart(visit.actor))
    return _school_marks(*key, _visit=visit)


@st.cache_data(max_entries=6, show_spinner=False)
def _school_marks(
    is_demo: bool,  # noqa: ARG001
    version: int,  # noqa: ARG001
    seen: tuple[int, ...],
    rows: SeenRows,  # noqa: ARG001
    *,
    _visit: Visit,
) -> SchoolMarks:
    tables = [cohort_tables(_visit, cohort) for cohort in seen]
    plain = {"aspect": "str", "criterion": "str", "phase": "str", "state": "str", "rater": "str"}
    scores = pd.concat([each.scores.astype(plain) for each in tables], ignore_index=True)
    columns = ["student", "class_name", "programme", "sex"]
    people = pd.concat([each.roster[columns].assign(cohort=each.cohort.id) for each in tables], ignore_index=True)
    gained = pd.concat([each.gains.astype({"aspect": "str", "criterion": "str"}) for each in tables], ignore_index=True)
    return SchoolMarks(scores, gained, people, {each.cohort.id: each.rules for each in tables})


def groups_by(grouping: str, marks: SchoolMarks, cohorts: Sequence[Cohort], t: Texts) -> list[Group]:
    """The groups in the order of time or of their names; comparison groups only where cohorts stand apart."""
    by_id = {cohort.id: cohort for cohort in cohorts}
    people = marks.people
    if grouping == COHORTS:
        here = {key: people[people["cohort"] == cohort.id] for key, cohort in in_time(cohorts).items()}
        return [
            Group(key, cohort.name, here[key], cohort.kind is CohortKind.PROGRAMME)
            for key, cohort in in_time(cohorts).items()
            if len(here[key])
        ]
    trained = people[[by_id[cohort].kind is CohortKind.PROGRAMME for cohort in people["cohort"]]]
    if grouping == YEARS:
        keys = trained["cohort"].map({cohort.id: school_year(cohort.starts_on) for cohort in cohorts})
    else:
        keys = trained[{CLASSES: "class_name", PROGRAMMES: "programme", SEXES: "sex"}[grouping]]
    found = [(str(key), rows) for key, rows in trained.groupby(keys.fillna("")) if str(key)]
    return [Group(key, group_name(key, t), rows, True) for key, rows in found]


def in_time(cohorts: Sequence[Cohort]) -> dict[str, Cohort]:
    """The cohorts by their keys, the earliest first."""
    ordered = sorted(cohorts, key=lambda cohort: (cohort.starts_on or datetime.date.min, cohort.id))
    return {str(cohort.id): cohort for cohort in ordered}


def group_name(key: str, t: Texts) -> str:
    """What a class, a programme, a sex or a year is called."""
    return t(_SEXES[key]) if key in _SEXES else key


def school_year(day: datetime.date | None) -> str:
    """`2025/2026`: a school year begins in July; "" where no day is known."""
    if day is None:
        return ""
    first = day.year if day.month >= _JULY else day.year - 1
    return f"{first}/{first + 1}"


def group_rows(groups: Sequence[Group], marks: SchoolMarks, aspect: str | None) -> list[dict[str, Any] | None]:
    """The summary row of each group in one aspect, None where nobody has a pair; what is null is None.

    Without the cohorts in which the aspect goes the other way than in most: such marks do not add up.
    """
    rows: list[dict[str, Any] | None] = []
    for kept, _, lower in _counted(groups, marks, aspect):
        found = summarise_gains(kept.assign(cohort=0), lower_is_better=lower)
        rows.append(rows_as_read(found)[0] if len(found) else None)
    return rows


def left_aside(groups: Sequence[Group], marks: SchoolMarks, aspect: str | None) -> int:
    """How many students with a pair group_rows leaves out, because in their cohort the aspect goes the other way."""
    return sum(out for _, out, _ in _counted(groups, marks, aspect))


def _counted(
    groups: Sequence[Group], marks: SchoolMarks, aspect: str | None
) -> Iterator[tuple[pd.DataFrame, int, bool]]:
    """Of each group the gains that count, how many do not, and whether lower is better in it."""
    whole = of_aspect(marks.gains[marks.gains["criterion"].isna()], aspect)
    for group in groups:
        members = of_members(whole, group)
        lower = _way_of_most(members, marks, aspect)
        same = [_is_lower(marks, cohort, aspect) == lower for cohort in members["cohort"].tolist()]
        yield members[np.array(same, dtype=bool)], len(same) - sum(same), lower


def scoring_in(marks: SchoolMarks, group: Group, aspect: str | None) -> dict[str, Any] | None:
    """The rules of a group in one aspect as capaian.improvement takes them; None where those of its cohorts differ."""
    found = [
        {
            name: {key: value for key, value in told.items() if key[0] == (aspect or "")}
            for name, told in scoring_of(marks.rules.get(cohort, NO_RULES)).items()
        }
        for cohort in sorted(set(group.members["cohort"].tolist()))
    ]
    if not found:
        return scoring_of(NO_RULES)
    return found[0] if all(one == found[0] for one in found) else None


def _way_of_most(members: pd.DataFrame, marks: SchoolMarks, aspect: str | None) -> bool:
    ways = [_is_lower(marks, cohort, aspect) for cohort in members["cohort"].tolist()]
    return 2 * sum(ways) > len(ways)


def _is_lower(marks: SchoolMarks, cohort: int, aspect: str | None) -> bool:
    return is_lower(marks.rules.get(cohort, NO_RULES).directions, aspect or "")


def of_members(table: pd.DataFrame, group: Group) -> pd.DataFrame:
    """The rows of a table, with cohort and student, that are the group's."""
    key = pd.MultiIndex.from_frame(table[["cohort", "student"]])
    return table[key.isin(pd.MultiIndex.from_frame(group.members[["cohort", "student"]]))].reset_index(drop=True)


def in_both(one: Group, other: Group) -> int:
    """How many students are in both groups: they cannot be compared with themselves."""
    return len(set(one.members["student"]) & set(other.members["student"]))
