from dataclasses import replace

import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from capaian.access import LOCAL_USER, Actor, Role
from capaian.improvement import gains, moments, participation
from capaian.improvement.moments import MOMENT_COLUMNS
from capaian.problems import Refused
from capaian.store import (
    data_version,
    load_cohorts,
    load_moments,
    load_pass_marks,
    load_rules,
    load_scores,
    make_demonstration,
    save_cohort,
    save_import,
    save_pass_marks,
    save_rules,
)  # fmt: skip
from capaian.store.known import school_of
from capaian.store.schema import scores
from capaian.store.sums import moments_of, told_moments
from tests.store.properties import tries
from tests.store.read import reading_of

PEOPLE = [(f"Siswa {i}", f"990000000{i}", "", "XI TKR 1") for i in range(6)]
CELLS = st.tuples(
    st.integers(0, 5),
    st.sampled_from(
        [("kognitif", ""), ("teknis", ""), ("teknis", "Las"), ("teknis", "Ukur"), (None, ""), (None, "Tes")]
    ),
    st.sampled_from(["before", "after"]),
)
MARKS = st.one_of(st.just("TH"), st.sampled_from([0, 74.9999, 75, 89.9999, 90, 100]), st.floats(0, 100))


def from_students(store, cohort, *, by_criterion=False):
    """The same sums the other way round: every mark read, paired and added up in numpy."""
    table = load_scores(store, LOCAL_USER, cohort.id)
    wanted: dict[str | None, float] = {**load_pass_marks(store, LOCAL_USER, cohort.id)}
    took_part = participation(table, enrolled={cohort.id: cohort.enrolled})
    rules = load_rules(store, LOCAL_USER, cohort.id)
    ways = rules.directions
    found = moments(
        gains(table, weights=rules.weights, lower_is_better=ways), took_part, pass_marks=wanted, lower_is_better=ways
    )
    return found[found["criterion"].isna() != by_criterion].reset_index(drop=True)


def check(store, *, only=None):
    """Of every cohort, or of the only one that has changed since the others were looked at."""
    found = load_moments(store, LOCAL_USER)
    assert set(found.columns) == set(MOMENT_COLUMNS)
    cohorts = sorted(load_cohorts(store, LOCAL_USER), key=lambda cohort: cohort.id)
    if only is not None:
        cohorts = [cohort for cohort in cohorts if cohort.id == only]
        found = found[found["cohort"] == only].reset_index(drop=True)
    wanted = pd.concat([from_students(store, cohort) for cohort in cohorts if cohort.marks], ignore_index=True)
    pd.testing.assert_frame_equal(
        found[list(MOMENT_COLUMNS)], wanted, check_dtype=False, check_categorical=False, rtol=1e-9, atol=1e-7
    )


def test_the_database_sums_what_the_students_sum(bare_store):
    make_demonstration(bare_store)
    save_pass_marks(bare_store, LOCAL_USER, load_cohorts(bare_store, LOCAL_USER)[0].id, {"teknis": 70})
    check(bare_store)


def test_whatever_the_marks_the_sums_agree(store):
    @tries(store, 15)
    @given(marks=st.dictionaries(CELLS, MARKS, min_size=1, max_size=30))
    def holds(marks):
        cohort = save_cohort(store, LOCAL_USER, name=f"Angkatan {data_version(store)}")
        rows = [(student, aspect, name, phase, mark) for (student, (aspect, name), phase), mark in marks.items()]
        save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, rows))
        check(store, only=cohort)

    holds()


WEIGHTS = st.lists(st.sampled_from([0, 1, 20, 33.5]), min_size=2, max_size=2)
WAYS = st.dictionaries(
    st.sampled_from([("teknis", ""), ("teknis", "Las"), ("teknis", "Ukur"), ("kognitif", ""), ("", "Tes")]),
    st.booleans(),
)


def test_whatever_the_weights_and_directions_the_sums_agree(store):
    @tries(store, 20)
    @given(marks=st.dictionaries(CELLS, MARKS, min_size=8, max_size=36), weights=st.none() | WEIGHTS, lower=WAYS)
    def holds(marks, weights, lower):
        cohort = save_cohort(store, LOCAL_USER, name=f"Angkatan {data_version(store)}")
        rows = [(student, aspect, name, phase, mark) for (student, (aspect, name), phase), mark in marks.items()]
        save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, rows))
        for aspect, rules in load_rules(store, LOCAL_USER, cohort).rules.items():
            shares: dict[str, float] = (
                dict(zip(("Las", "Ukur"), weights or (), strict=False)) if aspect == "teknis" else {}
            )
            named = [rule.criterion for rule in rules if rule.criterion]
            total = sum(shares.get(name, 0) for name in named)
            changed = [
                replace(
                    rule,
                    lower_is_better=lower.get((aspect, rule.criterion), False),
                    weight=100 * shares[rule.criterion] / total if total and rule.criterion in shares else None,
                )
                for rule in rules
            ]
            save_rules(store, LOCAL_USER, cohort, aspect, changed)
        check(store, only=cohort)
        check_criteria(store, cohort)

    holds()


def check_criteria(store, cohort):
    """The sums that are kept when the names go, criterion by criterion."""
    with store.reading() as connection:
        made = moments_of(
            connection, school_of(connection), marks=scores.c.cohort == cohort, students=sa.true(), by_criterion=True
        )
    known = next(one for one in load_cohorts(store, LOCAL_USER) if one.id == cohort)
    wanted = from_students(store, known, by_criterion=True).drop(columns="n_enrolled")
    found = told_moments(made)[list(wanted.columns)]
    pd.testing.assert_frame_equal(
        *(each.sort_values(["aspect", "criterion"], ignore_index=True) for each in (found, wanted)),
        check_dtype=False, check_categorical=False, rtol=1e-9, atol=1e-7,
    )  # fmt: skip


def test_a_teacher_gets_the_sums_of_the_cohorts_assigned(bare_store):
    make_demonstration(bare_store)
    mine = load_cohorts(bare_store, LOCAL_USER)[0].id
    teacher = Actor(1, Role.TEACHER, frozenset({mine}))
    assert set(load_moments(bare_store, teacher)["cohort"]) == {mine}
    assert load_moments(bare_store, Actor(1, Role.TEACHER)).empty
    assert len(load_moments(bare_store, Actor(1, Role.AUDITOR))) == 15
    with pytest.raises(Refused):
        load_moments(bare_store, None)
