import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.store import (
    find_similar_students,
    find_students,
    load_roster,
    load_student,
    load_student_scores,
    save_cohort,
    save_import,
)  # fmt: skip
from capaian.store.students import ROSTER_COLUMNS
from tests.store.dumps import dump
from tests.store.read import reading_of

AHMAD = ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1")
NURAINI = ("Nur'aini", "9900000002", "1202", "XI TKR 1")
HENDRI = ("Hendri", "", "1301", "XI TITL 1")


@pytest.fixture
def cohorts(store):
    made = [save_cohort(store, LOCAL_USER, name=name) for name in ("Angkatan 1", "Angkatan 2")]
    save_import(store, LOCAL_USER, made[0], reading_of([AHMAD, NURAINI], [(0, "teknis", "", "before", 60)]))
    save_import(store, LOCAL_USER, made[1], reading_of([HENDRI, AHMAD], [(1, "teknis", "", "before", 70)]))
    return made


def student_named(store, name):
    return int(find_students(store, LOCAL_USER, name)["student"].iloc[0])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["Hendri", "Ahmad Fauzi", "Nur'aini"]),
        ("fauzi", ["Ahmad Fauzi"]),
        ("  AHMAD ", ["Ahmad Fauzi"]),
        ("nuraini", ["Nur'aini"]),
        ("9900000002", ["Nur'aini"]),
        ("12", ["Ahmad Fauzi", "Nur'aini"]),
        ("%", []),
        ("_hmad", ["Ahmad Fauzi"]),
        ("'; DROP TABLE students; --", []),
        ("tidak ada", []),
    ],
)
def test_a_student_is_found_by_name_or_number(store, cohorts, text, names):
    found = find_students(store, LOCAL_USER, text)
    assert found["name"].tolist() == names
    assert list(found) == [*ROSTER_COLUMNS, "cohorts"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("fauzy", ["Ahmad Fauzi"]),
        ("akhmad fauzi", ["Ahmad Fauzi"]),
        ("fuazi ahmda", ["Ahmad Fauzi"]),
        ("nuraeni", ["Nur'aini"]),
        ("hndri", ["Hendri"]),
        ("Hendra", ["Hendri"]),
        ("ahmad hendri", []),
        ("xyz", []),
        ("", []),
        ("9900000002", []),
    ],
)
def test_a_name_with_a_typing_error_finds_the_nearest(store, cohorts, text, names):
    assert find_similar_students(store, LOCAL_USER, text)["name"].tolist() == names


def test_the_nearest_name_comes_first_and_namesakes_stand_apart(store):
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    people = [("Rizka", "", "1", "XI A"), ("Rizki", "", "2", "XI B"), ("Rizki", "", "3", "XI A")]
    save_import(store, LOCAL_USER, cohort, reading_of(people, [(0, "teknis", "", "before", 60)]))
    found = find_similar_students(store, LOCAL_USER, "rizkii")
    assert found[["name", "class_name", "nis"]].to_numpy().tolist() == [
        ["Rizki", "XI A", "3"], ["Rizki", "XI B", "2"], ["Rizka", "XI A", "1"]
    ]  # fmt: skip
    assert list(found) == [*ROSTER_COLUMNS, "cohorts"]


def test_a_search_with_typing_errors_stays_in_the_cohorts_assigned(store, cohorts):
    teacher = Actor(1, Role.TEACHER, frozenset({cohorts[1]}))
    assert find_similar_students(store, teacher, "nuraeni").empty
    assert find_similar_students(store, teacher, "akmad")["cohorts"].tolist() == ["Angkatan 2"]


def test_a_student_is_found_once_with_every_cohort(store, cohorts):
    assert find_students(store, LOCAL_USER, "ahmad")["cohorts"].tolist() == ["Angkatan 1, Angkatan 2"]
    student = load_student(store, LOCAL_USER, student_named(store, "ahmad"))
    assert (student.name, student.nisn, student.nis, student.class_name) == AHMAD
    assert student.cohorts == tuple(cohorts)
    told = load_student_scores(store, LOCAL_USER, student.id)
    assert told[["cohort_name", "score"]].to_numpy().tolist() == [["Angkatan 1", 60], ["Angkatan 2", 70]]


def test_an_unknown_number_is_empty_text(store, cohorts):
    hendri = load_student(store, LOCAL_USER, student_named(store, "hendri"))
    assert (hendri.nisn, hendri.nis, hendri.programme) == ("", "1301", "")


@pytest.mark.parametrize("student_id", [0, -1, 999, 2**31, 2**70, True, None, "1", 1.5])
def test_a_student_nobody_has_is_a_sentence(store, cohorts, student_id):
    for ask in (load_student, load_student_scores):
        with pytest.raises(StoreError, match="Siswa ini tidak ada"):
            ask(store, LOCAL_USER, student_id)


def test_a_teacher_sees_the_students_of_the_cohorts_assigned(store, cohorts):
    teacher = Actor(1, Role.TEACHER, frozenset({cohorts[1]}))
    assert find_students(store, teacher, "")["name"].tolist() == ["Hendri", "Ahmad Fauzi"]
    assert find_students(store, teacher, "ahmad")["cohorts"].tolist() == ["Angkatan 2"]
    ahmad, nuraini = student_named(store, "ahmad"), student_named(store, "nuraini")
    assert load_student(store, teacher, ahmad).cohorts == (cohorts[1],)
    assert load_student_scores(store, teacher, ahmad)["score"].tolist() == [70]
    for forged in (nuraini, 999):
        with pytest.raises(Refused):
            load_student(store, teacher, forged)
        with pytest.raises(Refused):
            load_student_scores(store, teacher, forged)


@pytest.mark.parametrize("actor", [Actor(1, Role.AUDITOR), Actor(1, Role.TEACHER), None])
def test_who_may_see_no_student_is_refused_whatever_the_id(store, cohorts, actor):
    for ask in (
        lambda: find_students(store, actor, ""),
        lambda: find_similar_students(store, actor, "ahmad"),
        lambda: load_student(store, actor, 999),
    ):
        with pytest.raises(Refused):
            ask()


def test_what_was_unknown_of_a_student_is_filled_in_and_what_stood_is_kept(store):
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    save_import(store, LOCAL_USER, cohort, reading_of([("Norlaila", "", "", "")], [(0, "teknis", "", "before", 60)]))
    stood = dump(store)["students"][0]
    told = [("NORLAILA", "9900000009", "1209", "XI TKR 1")]
    result = save_import(store, LOCAL_USER, cohort, reading_of(told, [(0, "teknis", "", "before", 60)]))
    assert (result.created, result.joined, result.same) == (0, 0, 1)
    roster = load_roster(store, LOCAL_USER, cohort)
    assert roster[["name", "nisn", "nis", "class_name"]].to_numpy().tolist() == [
        ["Norlaila", "9900000009", "1209", "XI TKR 1"]
    ]
    assert dump(store)["students_before"] == [(1, result.import_id, *stood[1:-1])]


def test_the_class_is_that_of_the_time_of_the_cohort(store):
    first, second = (save_cohort(store, LOCAL_USER, name=name) for name in ("2024", "2025"))
    save_import(store, LOCAL_USER, first, reading_of([AHMAD], [(0, "teknis", "", "before", 60)]))
    later = (*AHMAD[:3], "XII TKR 1")
    save_import(store, LOCAL_USER, second, reading_of([later], [(0, "teknis", "", "before", 60)]))
    assert load_roster(store, LOCAL_USER, first)["class_name"].tolist() == ["XI TKR 1"]
    assert load_roster(store, LOCAL_USER, second)["class_name"].tolist() == ["XII TKR 1"]


@pytest.mark.parametrize("nisn", ["51234567", "99000000011", "99000A0001", "٩٩٠٠٠٠٠٠٠١"])
def test_a_number_that_is_no_nisn_is_not_kept_as_one(store, nisn):
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    save_import(store, LOCAL_USER, cohort, reading_of([("Norlaila", nisn, "", "XI A")], []))
    assert load_roster(store, LOCAL_USER, cohort)["nisn"].tolist() == [""]
