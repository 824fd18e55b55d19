import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
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
    load_scores,
    make_demonstration,
    save_cohort,
    save_import,
    save_pass_marks,
)  # fmt: skip
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


def from_students(store, cohort):
    """The same sums the other way round: every mark read, paired and added up in numpy."""
    table = load_scores(store, LOCAL_USER, cohort.id)
    wanted: dict[str | None, float] = {**load_pass_marks(store, LOCAL_USER, cohort.id)}
    took_part = participation(table, enrolled={cohort.id: cohort.enrolled})
    found = moments(gains(table), took_part, pass_marks=wanted)
    return found[found["criterion"].isna()]


def check(store):
    found = load_moments(store, LOCAL_USER)
    assert set(found.columns) == set(MOMENT_COLUMNS)
    cohorts = sorted(load_cohorts(store, LOCAL_USER), key=lambda cohort: cohort.id)
    wanted = pd.concat([from_students(store, cohort) for cohort in cohorts if cohort.marks], ignore_index=True)
    pd.testing.assert_frame_equal(
        found[list(MOMENT_COLUMNS)], wanted, check_dtype=False, check_categorical=False, rtol=1e-9, atol=1e-7
    )


def test_the_database_sums_what_the_students_sum(bare_store):
    make_demonstration(bare_store)
    save_pass_marks(bare_store, LOCAL_USER, load_cohorts(bare_store, LOCAL_USER)[0].id, {"teknis": 70})
    check(bare_store)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=st.dictionaries(CELLS, MARKS, min_size=1, max_size=30))
def test_whatever_the_marks_the_sums_agree(store, marks):
    cohort = save_cohort(store, LOCAL_USER, name=f"Angkatan {data_version(store)}")
    rows = [(student, aspect, name, phase, mark) for (student, (aspect, name), phase), mark in marks.items()]
    save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, rows))
    check(store)


def test_a_teacher_gets_the_sums_of_the_cohorts_assigned(bare_store):
    make_demonstration(bare_store)
    mine = load_cohorts(bare_store, LOCAL_USER)[0].id
    teacher = Actor(1, Role.TEACHER, frozenset({mine}))
    assert set(load_moments(bare_store, teacher)["cohort"]) == {mine}
    assert load_moments(bare_store, Actor(1, Role.TEACHER)).empty
    assert len(load_moments(bare_store, Actor(1, Role.AUDITOR))) == 15
    with pytest.raises(Refused):
        load_moments(bare_store, None)  # pyright: ignore[reportArgumentType]
