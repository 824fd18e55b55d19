"""Sums by class, programme or sex add up to the cohorts' own, and hold what each group's students give."""

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.improvement import gains, moments
from capaian.store import load_group_moments, load_moments, load_roster, load_scores, save_cohort, save_import
from tests.store.read import reading_of

PEOPLE = [
    ("Aspihani", "9900000001", "1201", "XI TKR 1"), ("Raudah", "9900000002", "1202", "XI TKR 1"),
    ("Supian", "9900000003", "1203", "XI TKR 2"), ("Noor Aina", "9900000004", "1204", ""),
]  # fmt: skip
ROWS = [
    (i, aspect, "", phase, 60 + i + (5 + i) * (phase == "after"))
    for i in range(4)
    for aspect in ("kognitif", "teknis")
    for phase in ("before", "after")
]


@pytest.fixture
def cohort(store):
    made = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    save_import(store, LOCAL_USER, made, reading_of(PEOPLE, ROWS))
    return made


def test_a_class_has_the_sums_of_its_own_students(store, cohort):
    found = load_group_moments(store, LOCAL_USER, "class_name")
    assert found["group"].unique().tolist() == ["XI TKR 1", "XI TKR 2"]
    roster, scores = load_roster(store, LOCAL_USER, cohort), load_scores(store, LOCAL_USER, cohort)
    for name, rows in found.groupby("group"):
        own = scores[scores["student"].isin(roster[roster["class_name"] == name]["student"])]
        wanted = moments(gains(own))
        for column in ("n_matched", "improved", "sum_before", "sum_after_2", "sum_product"):
            assert rows[column].tolist() == pytest.approx(wanted[column].tolist())
        assert set(rows["n_enrolled"]) == {len(roster[roster["class_name"] == name])}


def test_groups_of_whom_nothing_is_known_are_none(store, cohort):
    assert load_group_moments(store, LOCAL_USER, "sex").empty
    assert load_group_moments(store, LOCAL_USER, "programme").empty


def test_who_sees_sums_alone_sees_these(store, cohort):
    auditor = Actor(1, Role.AUDITOR)
    by_class = load_group_moments(store, auditor, "class_name")
    whole = load_moments(store, auditor)
    assert by_class["n_matched"].sum() == whole["n_matched"].sum() - 2


def test_an_instructor_sees_the_aspects_given_and_a_teacher_the_class_assigned(store, cohort):
    instructor = Actor(1, Role.INSTRUCTOR, frozenset({cohort}))
    assert set(load_group_moments(store, instructor, "class_name")["aspect"]) == {"teknis"}
    teacher = Actor(1, Role.TEACHER, frozenset({cohort}), frozenset({"XI TKR 2"}))
    assert set(load_group_moments(store, teacher, "class_name")["group"]) == {"XI TKR 2"}
    assert load_group_moments(store, Actor(1, Role.TEACHER, frozenset({cohort + 1})), "class_name").empty
