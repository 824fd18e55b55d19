"""Which classes have marks: counts alone, of the classes and aspects that an actor sees."""

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.store import load_class_counts, save_cohort, save_import
from capaian.store.classes import CLASS_COLUMNS
from tests.store.read import reading_of

PEOPLE = [
    ("Aspihani", "9900000001", "1201", "XI TKR 1"), ("Raudah", "9900000002", "1202", "XI TKR 1"),
    ("Supian", "9900000003", "1203", "XI TKR 2"), ("Noor Aina", "9900000004", "1204", "XI TKR 3"),
]  # fmt: skip
ROWS = [
    (0, "teknis", "Las", "before", 60), (0, "teknis", "Ukur", "before", 61), (0, "teknis", "Las", "after", 70),
    (1, "kognitif", "", "before", 60), (2, "kognitif", "", "before", 60), (3, "kognitif", "", "before", "TH"),
]  # fmt: skip


@pytest.fixture
def cohort(store):
    made = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    save_import(store, LOCAL_USER, made, reading_of(PEOPLE, ROWS))
    return made


def counted(store, actor):
    found = load_class_counts(store, actor)
    assert tuple(found.columns) == CLASS_COLUMNS
    return [tuple(row)[1:] for row in found.itertuples(index=False)]


@pytest.mark.parametrize(
    ("role", "classes", "wanted"),
    [
        (Role.PRINCIPAL, None, [("XI TKR 1", 2, 2, 1), ("XI TKR 2", 1, 1, 0), ("XI TKR 3", 1, 0, 0)]),
        (Role.TEACHER, {"XI TKR 2"}, [("XI TKR 2", 1, 1, 0)]),
        (Role.INSTRUCTOR, None, [("XI TKR 1", 2, 1, 1), ("XI TKR 2", 1, 0, 0), ("XI TKR 3", 1, 0, 0)]),
        (Role.AUDITOR, None, []),
    ],
)
def test_a_student_counts_once_a_phase_and_a_mark_that_is_none_not_at_all(store, cohort, role, classes, wanted):
    actor = Actor(1, role, frozenset({cohort}), None if classes is None else frozenset(classes))
    assert counted(store, actor) == wanted


def test_another_cohort_is_another_teachers(store, cohort):
    assert counted(store, Actor(1, Role.TEACHER, frozenset({cohort + 1}))) == []


def test_a_school_without_students_has_no_class(store):
    assert counted(store, LOCAL_USER) == []
